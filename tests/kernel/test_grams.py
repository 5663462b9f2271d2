from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.kernel import NONE
from workbench.kernel.entries import LIES
from workbench.kernel.grams import Block, Blocks, Grams, count_grams
from workbench.kernel.prose import IN_TITLE, JOINT
from workbench.kernel.singles import count_singles

NEED, TERM = JOINT, LIES[1]
# codes 0 to 5 are printed, 0 to 2 are what they count as
FOLD = np.array([0, 1, 2, 0, 1, 0], dtype=np.int32)
entry = st.tuples(st.integers(NONE, 5), st.integers(0, 3), st.booleans(), st.booleans())
paper = st.lists(entry, max_size=8)


def as_blocks(papers: list[list[tuple]], papers_at_once: int) -> Blocks:
    held, row = [], 0
    for first in range(0, len(papers), papers_at_once):
        some = papers[first : first + papers_at_once]
        starts = np.cumsum([0, *map(len, some)], dtype=np.int32)
        rows = np.array([entry for each in some for entry in each], dtype=np.int32).reshape(-1, 4)
        marks = (rows[:, 1] + rows[:, 2] * TERM + rows[:, 3] * IN_TITLE).astype(np.uint8)
        held.append(Block(first, row, starts, rows[:, 0].copy(), marks))
        row += int(starts[-1])
    return Blocks(held.__getitem__, len(held), row)


def plainly(papers: list[list[tuple]], min_papers: int) -> tuple[dict, dict, list]:
    """Return papers of each phrase, papers of each form, and the form at each row."""
    everywhere, phrases = defaultdict(set), defaultdict(set)
    printed, outside, rows = defaultdict(set), defaultdict(set), []
    for number, each in enumerate(papers):
        for at, (code, joint, lies, title) in enumerate(each):
            after = each[at + 1][0] if at + 1 < len(each) else NONE
            if not joint or code == NONE or after == NONE:
                rows.append(None)
                continue
            form, phrase = (code, joint, after), (FOLD[code], FOLD[after])
            rows.append((form, phrase))
            everywhere[phrase].add(number)
            if lies:
                phrases[phrase].add(number)
                printed[form].add(number)
            if lies and not title:
                outside[form].add(number)
    enough = {phrase for phrase, held in everywhere.items() if len(held) >= min_papers}
    forms = {
        form: (len(printed[form]), len(outside[form]))
        for form in {row[0] for row in rows if row and row[1] in enough}
    }
    kept = [row[0] if row and row[1] in enough else None for row in rows]
    return {phrase: len(phrases[phrase]) for phrase in enough}, forms, kept


def told(grams: Grams) -> tuple[dict, dict, list]:
    forms = list(zip(grams.left.tolist(), grams.joint.tolist(), grams.right.tolist(), strict=True))
    phrases = list(zip(grams.phrase_left.tolist(), grams.phrase_right.tolist(), strict=True))
    for form, phrase in zip(forms, grams.phrase, strict=True):
        assert phrases[phrase] == (FOLD[form[0]], FOLD[form[2]])
    assert len(set(forms)) == len(forms)
    counts = zip(grams.papers.tolist(), grams.in_text.tolist(), strict=True)
    return (
        dict(zip(phrases, grams.phrase_papers.tolist(), strict=True)),
        dict(zip(forms, counts, strict=True)),
        [None if number == NONE else forms[number] for number in grams.of_row],
    )


@settings(deadline=None)
@given(st.lists(paper, max_size=7), st.integers(1, 3), st.integers(1, 3), st.integers(1, 4))
def test_phrases_and_forms_equal_plain_python(
    papers: list[list[tuple]], min_papers: int, papers_at_once: int, threads: int
) -> None:
    blocks = as_blocks(papers, papers_at_once)
    found = count_grams(blocks, FOLD, NEED, TERM, min_papers, threads, rows_a_batch=3)
    assert told(found) == plainly(papers, min_papers)


@pytest.mark.parametrize(("threads", "papers_at_once", "at_once"), [(3, 7, 900), (2, 500, 20_000)])
def test_threads_blocks_and_batches_change_nothing(
    threads: int, papers_at_once: int, at_once: int
) -> None:
    dice = np.random.default_rng(4)
    rows = np.stack(
        [dice.integers(0, 6000, 90_000) ** 2 // 6000, *dice.integers(0, 2, (3, 90_000))]
    )
    papers = [list(map(tuple, each)) for each in rows.T.reshape(500, 180, 4).tolist()]
    fold = np.arange(6000, dtype=np.int32) // 2
    whole = count_grams(as_blocks(papers, 500), fold, NEED, TERM, 2, 1)
    other = count_grams(
        as_blocks(papers, papers_at_once), fold, NEED, TERM, 2, threads, rows_a_batch=at_once
    )
    for name, array in whole._asdict().items():
        assert np.array_equal(array, getattr(other, name)), name


@settings(deadline=None)
@given(st.lists(paper, max_size=7), st.integers(1, 3), st.integers(1, 4))
def test_single_words_equal_plain_python(
    papers: list[list[tuple]], papers_at_once: int, threads: int
) -> None:
    # the bit of a term of one word beside that of two
    plain = [[(max(code, 0), 0, lies, title) for code, _, lies, title in each] for each in papers]
    blocks = as_blocks(plain, papers_at_once)

    def read(at: int) -> Block:
        block = blocks.read(at)
        return block._replace(marks=np.where(block.marks & TERM, block.marks | LIES[0], 0))

    found = count_singles(Blocks(read, len(blocks), blocks.rows), FOLD, 3, threads)
    held = [{(code, title) for code, _, lies, title in each if lies} for each in plain]
    for code in range(6):
        assert found.symbols[code] == sum(code in {c for c, _ in each} for each in held)
        assert found.in_text[code] == sum((code, False) in each for each in held)
    for word in range(3):
        assert found.words[word] == sum(word in {FOLD[c] for c, _ in each} for each in held)
