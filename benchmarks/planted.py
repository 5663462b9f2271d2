"""Planted copies of papers: titles changed as sources change them, and traps that look like it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import permutations
from random import Random

from workbench.text import american

Change = Callable[[str, Random], str | None]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTS = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"'}


def _words(title: str, shortest: int) -> list[re.Match[str]]:
    return [found for found in _WORD.finditer(title) if len(found[0]) >= shortest]


def _with(title: str, at: re.Match[str], text: str) -> str:
    return title[: at.start()] + text + title[at.end() :]


def _is_name(word: str) -> bool:
    return word[1:] != word[1:].lower()


def _slip(word: str, dice: Random) -> str:
    """Return a word with one letter changed, left out, doubled or swapped with its neighbor."""
    at = dice.randrange(len(word))
    left, letter, right = word[:at], word[at], word[at + 1 :]
    how = dice.randrange(4)
    if how == 0:
        return left + dice.choice(_LETTERS) + right
    if how == 1:
        return left + right
    if how == 2:
        return left + letter + letter + right
    return left + right[:1] + letter + right[1:]


def typo(title: str, dice: Random) -> str | None:
    """One slip in a word of five letters or more that is no name, after its first letter."""
    words = [found for found in _words(title, 5) if not _is_name(found[0])]
    if not words:
        return None
    at = dice.choice(words)
    return _with(title, at, at[0][0] + _slip(at[0][1:], dice))


def two_typos(title: str, dice: Random) -> str | None:
    """Two such slips, in two words."""
    once = typo(title, dice)
    return once and typo(once, dice)


def typo_anywhere(title: str, dice: Random) -> str | None:
    """One slip anywhere: short words, names and first letters too."""
    words = _words(title, 3)
    if not words:
        return None
    at = dice.choice(words)
    return _with(title, at, _slip(at[0], dice))


def ellipsis(title: str, dice: Random) -> str | None:
    """The title cut off after two thirds or so of its letters, with three dots."""
    return title[: int(len(title) * dice.uniform(0.5, 0.8))].rstrip() + dice.choice(["...", "…"])


def cut_in_a_word(title: str, dice: Random) -> str | None:
    """The title cut off inside a word, without a sign of it."""
    words = _words(title, 6)[2:-1]
    if not words:
        return None
    at = dice.choice(words)
    return title[: at.start() + dice.randint(2, 4)]


def cut_after_a_word(title: str, dice: Random) -> str | None:
    """The title cut off after a word, without a sign of it; two words or more are missing."""
    words = title.split(" ")
    return " ".join(words[: dice.randint(4, len(words) - 2)]) if len(words) >= 6 else None


def no_subtitle(title: str, dice: Random) -> str | None:
    """What follows the colon left out."""
    head, colon, rest = title.partition(": ")
    return head if colon and len(head.split()) >= 3 and len(rest.split()) >= 2 else None


def subtitle(title: str, dice: Random) -> str | None:
    """A subtitle added."""
    tails = ("A Study of Tides and Reefs", "Findings and Open Questions", "Toward Better Charts")
    return title.rstrip(".") + dice.choice([": ", " - ", ". "]) + dice.choice(tails)


def plural(title: str, dice: Random) -> str | None:
    """The plural of a word in the place of the word, or the other way round."""
    words = [found for found in _words(title, 5) if found[0].islower() or found[0].istitle()]
    if not words:
        return None
    at = dice.choice(words)
    one_of_many = at[0].endswith("s") and not at[0].endswith("ss")
    return _with(title, at, at[0][:-1] if one_of_many else at[0] + "s")


def punctuation(title: str, dice: Random) -> str | None:
    """Hyphens, colons, quotes and stops left out or exchanged."""
    swaps = {"-": ["", " ", "–"], ":": ["", " -", "."], ",": [""], "'": ["’", ""], "&": ["and"]}
    text = "".join(dice.choice(swaps.get(char, [char])) for char in title)
    return text + dice.choice(["", ".", "?"])


def latex(title: str, dice: Random) -> str | None:
    """Accents, Greek letters, powers and capitals as LaTeX writes them, one word set in bold."""
    made = []
    for char in title:
        base, *marks = unicodedata.normalize("NFD", char)
        name = unicodedata.name(char, "").rsplit(" ", 1)[-1].lower()
        if len(marks) == 1 and marks[0] in _ACCENTS:
            made.append(f"{{\\{_ACCENTS[marks[0]]}{{{base}}}}}")
        elif "α" <= char <= "ω":
            made.append(f"$\\{name.replace('lamda', 'lambda')}$")
        else:
            made.append(char)
    text = re.sub(r"\^(\w)", r"$^{\1}$", "".join(made))
    words = [
        found for found in _words(text, 4) if found.start() == 0 or text[found.start() - 1] == " "
    ]
    if not words:
        return None
    at = dice.choice(words)
    frame = dice.choice(["\\textbf{%s}", "\\emph{%s}", "{%s}", "$\\mathbf{%s}$", "texttt{%s}"])
    return _with(text, at, frame % at[0])


def case(title: str, dice: Random) -> str | None:
    """The title in other case, or wrapped hard."""
    return dice.choice([title.lower(), title.upper(), title.replace(" ", "\n  ", 1)])


def other_digit(title: str, dice: Random) -> str | None:
    """Trap: another digit."""
    digits = list(re.finditer(r"\d", title))
    if not digits:
        return None
    at = dice.choice(digits)
    return _with(title, at, str((int(at[0]) + dice.randint(1, 8)) % 10))


def other_version(title: str, dice: Random) -> str | None:
    """Trap: a version, a part or a number more."""
    first, _, rest = title.partition(" ")
    versions = ("-V2", "-v3", " 2", " 2.0", "++", " II", " Pro")
    ends = (", Part II", " (Part 2)", " 2025", ": Part Two", " II")
    if dice.random() < 0.5 and rest:
        colon = ":" if first.endswith(":") else ""
        return f"{first.rstrip(':')}{dice.choice(versions)}{colon} {rest}"
    return title + dice.choice(ends)


def word_more(title: str, dice: Random) -> str | None:
    """Trap: one word more, in front, in the middle or at the end."""
    words = title.split(" ")
    words.insert(dice.randint(0, len(words)), dice.choice(("Robust", "Nano", "Ultra", "Revisited")))
    return " ".join(words)


def prefixed_word(title: str, dice: Random) -> str | None:
    """Trap: a word turned into its opposite or variant by a prefix."""
    # not before a u: "un" before "unified" is a doubled syllable
    words = [w for w in _words(title, 6) if not _is_name(w[0]) and w[0][0] not in "Uu"]
    if not words:
        return None
    at = dice.choice(words)
    return _with(title, at, dice.choice(("un", "non", "semi", "multi", "anti")) + at[0].lower())


def other_word(vocabulary: list[str], names: bool) -> Change:
    """Trap: one word exchanged for another; of names for a name.

    Words that one could take for a slip of each other (two letters or fewer apart) are left to
    :func:`neighbor_word`.
    """
    pool = [word for word in vocabulary if _is_name(word) == names]

    def change(title: str, dice: Random) -> str | None:
        words = [found for found in _words(title, 4) if _is_name(found[0]) == names]
        if not words:
            return None
        at, new = dice.choice(words), dice.choice(pool)
        while len(set(new.lower()) ^ set(at[0].lower())) < 4 and abs(len(new) - len(at[0])) < 3:
            new = dice.choice(pool)
        return _with(title, at, new)

    return change


def neighbor_word(vocabulary: list[str]) -> Change:
    """Trap: a word exchanged for a real word one letter away, which no rule on letters can see.

    The vocabulary names a word once for each title; real are those that two titles hold. A plural
    and a British spelling are none of these.
    """
    counted = Counter(word.lower() for word in vocabulary)
    by_rest: dict[str, set[str]] = {}
    for word in sorted(
        word for word, n in counted.items() if n > 1 and re.fullmatch("[a-z]{5,}", word)
    ):
        for rest in (word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))):
            by_rest.setdefault(rest, set()).add(word)
    near: dict[str, set[str]] = {}
    for group in by_rest.values():
        for one, other in permutations(sorted(group), 2):
            plural = (
                f"{american(one)}s" == american(other) or american(one) == f"{american(other)}s"
            )
            if not plural and american(one) != american(other):
                near.setdefault(one, set()).add(other)

    def change(title: str, dice: Random) -> str | None:
        words = [found for found in _words(title, 5) if found[0].lower() in near]
        # the plain word of "it's" is not "it"
        words = [found for found in words if title[found.end() : found.end() + 1] not in ("'", "’")]
        if not words:
            return None
        at = dice.choice(words)
        return _with(title, at, dice.choice(sorted(near[at[0].lower()])))

    return change
