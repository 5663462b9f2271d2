"""Plant copies and traps among real papers, and say what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import planted
import polars as pl
from shown import table

from workbench.dumps import RECORD_SCHEMA, finish
from workbench.identity import identify
from workbench.text import normalize_title

PLANTED = 150
ROUNDS = 10
SEED = 20
EVIDENCES = ("same abstract", "edited abstract", "first author and year")
RATIO = 90

VARIANTS = {
    "one typo in a long word": planted.typo,
    "two typos in long words": planted.two_typos,
    "one typo anywhere": planted.typo_anywhere,
    "plural for singular": planted.plural,
    "cut off, with dots": planted.ellipsis,
    "cut off in a word": planted.cut_in_a_word,
    "cut off after a word": planted.cut_after_a_word,
    "subtitle left out": planted.no_subtitle,
    "subtitle added": planted.subtitle,
    "other punctuation": planted.punctuation,
    "LaTeX for Unicode": planted.latex,
    "other case, hard wraps": planted.case,
}


def hidden(records: pl.DataFrame) -> pl.DataFrame:
    """Return the listings without identifiers."""
    return records.with_columns(
        pl.lit(None, dtype=RECORD_SCHEMA[name]).alias(name) for name in ("arxiv_id", "doi", "url")
    )


def edited(abstract: str, dice: Random) -> str:
    """Return an abstract with one word in thirty left out, and its last sentence now and then."""
    words = [word for word in abstract.split() if dice.random() > 1 / 30]
    text = " ".join(words)
    return text.rsplit(". ", 1)[0] + "." if dice.random() < 0.3 else text


def plant(papers: pl.DataFrame, kinds: dict[str, planted.Change], dice: Random) -> pl.DataFrame:
    """Return for each kind changed titles of papers of its own: `base`, `kind`, `title`."""
    order = list(range(papers.height))
    dice.shuffle(order)
    titles, made = papers["title"].to_list(), []
    for kind, change in kinds.items():
        done, skipped = [], []
        while len(done) < PLANTED and order:
            base = order.pop()
            title = change(titles[base], dice)
            if title is None or title == titles[base]:
                skipped.append(base)
            else:
                done.append((base, kind, title))
        made += done
        order += skipped
    return pl.DataFrame(made, schema=["base", "kind", "title"], orient="row")


def with_planted(papers: pl.DataFrame, made: pl.DataFrame, evidence: str) -> pl.DataFrame:
    """Return the papers and the planted copies as listings, with evidence of one kind."""
    dice = Random(SEED)
    copies = papers[made["base"].to_list()].with_columns(
        title=made["title"],
        dump_id=pl.lit("planted"),
        rank=pl.int_range(1, made.height + 1),
    )
    year = pl.date(2000 + pl.col("truth").str.head(2).cast(pl.Int32), 1, 1)
    if evidence == "edited abstract":
        copies = copies.with_columns(
            abstract=pl.Series([edited(text, dice) for text in copies["abstract"]])
        )
    if evidence == "first author and year":
        copies = copies.with_columns(abstract=pl.lit(None, dtype=pl.String))
        return finish(pl.concat([papers, copies]).with_columns(published_on=year))
    return finish(pl.concat([papers, copies]))


def traps_among(titles: pl.Series) -> dict[str, planted.Change]:
    """Return the traps that can be laid among these titles."""
    split = (title.replace("-", " ").split() for title in titles)
    stripped = ({word.strip(",:;.?!()") for word in words} for words in split)
    named = sorted(word for words in stripped for word in words if word.isalpha())
    vocabulary = sorted(set(named))
    return {
        "another digit": planted.other_digit,
        "another version or part": planted.other_version,
        "one other name": planted.other_word(vocabulary, names=True),
        "one other word": planted.other_word(vocabulary, names=False),
        "one word more": planted.word_more,
        "one prefix more": planted.prefixed_word,
        "another real word, one letter away": planted.neighbor_word(named),
    }


def fates(papers: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """Return for each planted copy whether it was counted as its paper, and as any other.

    A column for each kind of evidence, and one for each baseline.
    """
    dumps = pl.DataFrame(
        {"dump_id": ["planted", "real"], "path": ["planted", "real"], "captured_on": [None, None]},
        schema_overrides={"captured_on": pl.Date},
    )
    told = {}
    elsewhere = pl.zeros(made.height, dtype=pl.Int64, eager=True)
    for evidence in EVIDENCES:
        both = with_planted(papers, made, evidence)
        listings = identify(both.select(RECORD_SCHEMA.names()), dumps).listings
        real = listings.filter(pl.col("dump_id") == "real").sort("rank")["paper_id"]
        copy = listings.filter(pl.col("dump_id") == "planted").sort("rank")["paper_id"]
        told[evidence] = copy == real.gather(made["base"])
        elsewhere += copy.is_in(real.implode()) & ~told[evidence]
    keys = pl.Series([normalize_title(title) for title in made["title"]])
    own = papers["title_key"].gather(made["base"])
    told["equal titles"] = keys == own
    try:
        from rapidfuzz.fuzz import ratio
    except ImportError:
        pass
    else:
        ratios = [ratio(one, other) for one, other in zip(keys, own, strict=True)]
        told[f"ratio ≥ {RATIO}"] = pl.Series(ratios) >= RATIO
    return made.select("kind").with_columns(**told, elsewhere=elsewhere)


def on_planted(records: pl.DataFrame) -> Iterator[str]:
    """Plant copies and traps among the papers, and print what becomes of them."""
    longest = records.sort(pl.col("abstract").str.len_chars(), "dump_id", "rank", descending=True)
    papers = longest.unique("arxiv_id", keep="first", maintain_order=True).sort("arxiv_id")
    once = papers.filter(pl.col("title_key").is_unique())
    papers = hidden(once).with_columns(
        truth=once["arxiv_id"],
        dump_id=pl.lit("real"),
        published_on=pl.lit(None, dtype=pl.Date),
        rank=pl.int_range(1, once.height + 1),
    )
    yield f"Planted among {papers.height:,} papers whose titles are their own.\n"
    traps = traps_among(papers["title"])
    rounds = [
        fates(papers, plant(papers, VARIANTS | traps, Random(seed)))
        for seed in range(SEED, SEED + ROUNDS)
    ]
    result = pl.concat(rounds)
    ways = [name for name in result.columns if name not in ("kind", "elsewhere")]
    for kinds, what in ((VARIANTS, "variant: linked with"), (traps, "trap: merged with")):
        rows = []
        for kind in kinds:
            part = result.filter(pl.col("kind") == kind)
            shares = [f"{part[way].mean():.3f}" for way in ways]
            rows.append((kind, part.height, *shares, part["elsewhere"].sum()))
        yield from table([what, "planted", *ways, "joined elsewhere"], rows)
