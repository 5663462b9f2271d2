"""The truth about the invented sample: what was planted in it, counted from its papers.

A paper holds a term if its title or abstract does, as whole words in any case, singular or plural,
with a space or a hyphen inside. Nothing here uses the package: it is what the package is tested by.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from sample_dumps import TOPICS, Dump, Paper

RISING = "fog camera"
FALLING = "rain gauge"
BURST = "volcanic ash"
CLUSTERS = {
    "power": ("solar panel", "duty cycle", "lithium cell", "power budget"),
    "people": ("volunteer", "village school", "observation sheet", "spot check"),
}
CHARACTERISTIC = {
    "harvest": ("mesh", "fog net", "collector", "gutter", "yield"),
    "forest": ("canopy", "cloud forest", "moss", "epiphyte", "tree"),
    "forecast": ("forecast", "visibility", "airport", "stratus"),
    "history": ("lighthouse", "keeper", "logbook", "fog signal", "archive"),
}
ACRONYMS = {
    "LWC": ("liquid water content",),
    "MBL": ("marine boundary layer",),
    "VPD": ("vapor pressure deficit", "vapour pressure deficit"),
    "SFC": ("standard fog collector", "Sea Fog Commission"),
}
URL = re.compile(r"https?://\S+")


def pattern(term: str) -> str:
    """Return the regular expression that finds a term, whole words, singular or plural."""
    return rf"\b{'[ -]'.join(map(re.escape, term.split()))}(?:s|es)?\b"


def text_of(paper: Paper) -> str:
    """Return what is searched: the title and the abstract, on lines of their own."""
    return f"{paper.title}\n{paper.abstract}"


def holds(paper: Paper, term: str) -> bool:
    """Say whether a paper holds a term."""
    return re.search(pattern(term), text_of(paper), re.IGNORECASE) is not None


def term_facts(term: str, papers: list[Paper], dumps: list[Dump]) -> dict:
    """Return a term's document frequency in all papers and in each dump."""
    return {
        "regex": pattern(term),
        "papers": sum(holds(paper, term) for paper in papers),
        "papers_by_dump": {
            dump.file: sum(holds(listing.paper, term) for listing in dump.listings)
            for dump in dumps
        },
    }


def trend_facts(term: str, note: str, dumps: list[Dump]) -> dict:
    """Return a term's share in each dated dump, in time order."""
    shares = {
        dump.file: sum(holds(listing.paper, term) for listing in dump.listings) / len(dump.listings)
        for dump in dumps
        if dump.day
    }
    return {"note": note, "term": term, "shares": {k: round(v, 4) for k, v in shares.items()}}


def cluster_facts(papers: list[Paper]) -> dict:
    """Return the clusters of terms with the papers that hold both terms of each pair."""
    both = {
        pair: sum(holds(paper, pair[0]) and holds(paper, pair[1]) for paper in papers)
        for pair in combinations([term for terms in CLUSTERS.values() for term in terms], 2)
    }
    inside = {
        name: [
            {"term_a": a, "term_b": b, "papers_both": both[a, b]} for a, b in combinations(terms, 2)
        ]
        for name, terms in CLUSTERS.items()
    }
    across = max(both[a, b] for a in CLUSTERS["power"] for b in CLUSTERS["people"])
    return {
        "note": "Terms of one cluster stand in the same papers, of whatever topic; terms of two "
        "clusters share none.",
        "terms": {name: list(terms) for name, terms in CLUSTERS.items()},
        "pairs_inside": inside,
        "most_papers_of_a_pair_across": across,
    }


def repeat_facts(papers: list[Paper]) -> dict:
    """Return how many papers stand in how many dumps, and the most repeated ones."""
    counts = Counter(len(paper.dumps) for paper in papers)
    most = max(counts)
    return {
        "note": "Dumps in which a paper stands, the undated one included.",
        "papers_by_number_of_dumps": {str(n): counts[n] for n in sorted(counts)},
        "most_repeated": [
            {"title": paper.title, "n_dumps": len(paper.dumps)}
            for paper in sorted(papers, key=lambda paper: (-len(paper.dumps), paper.title))
            if len(paper.dumps) >= most - 1
        ],
    }


def set_facts(dumps: list[Dump]) -> dict:
    """Return the pairs of dumps of which one holds every paper of the other."""
    titles = {dump.file: [listing.paper.title for listing in dump.listings] for dump in dumps}
    same = [
        (a, b)
        for a, b in combinations(titles, 2)
        if set(titles[a]) == set(titles[b]) and titles[a] != titles[b]
    ]
    within = [(a, b) for a in titles for b in titles if set(titles[a]) < set(titles[b])]
    return {
        "same_set": {
            "note": "Neighbors that list the same papers in another order.",
            "pairs": [list(pair) for pair in same],
        },
        "subset": {
            "note": "Every paper of the first stands in the second, in another order.",
            "pairs": [list(pair) for pair in within],
        },
    }


def topic_facts(papers: list[Paper], dumps: list[Dump]) -> dict:
    """Return each paper's topic, the topics in each dump and their characteristic terms."""
    return {
        "note": "Every paper was written for one of four topics; forecast gains over the dated "
        "dumps what history loses, a little at each step.",
        "papers": {topic: sum(p.topic == topic for p in papers) for topic in TOPICS},
        "papers_by_dump": {
            dump.file: {
                topic: sum(listing.paper.topic == topic for listing in dump.listings)
                for topic in TOPICS
            }
            for dump in dumps
        },
        "terms": {
            topic: {
                term: {
                    "papers_inside": sum(holds(p, term) for p in papers if p.topic == topic),
                    "papers_outside": sum(holds(p, term) for p in papers if p.topic != topic),
                }
                for term in terms
            }
            for topic, terms in CHARACTERISTIC.items()
        },
        "topic_by_title": {paper.title: paper.topic for paper in papers},
    }


def quirk_facts(papers: list[Paper]) -> dict:
    """Return the code links and the acronyms, told apart by whether the paper defines them."""
    acronyms = {}
    for acronym, expansions in ACRONYMS.items():
        users = [p for p in papers if re.search(rf"\b{acronym}\b", text_of(p))]
        defined = {
            expansion: sum(f"{expansion} ({acronym})".lower() in text_of(p).lower() for p in users)
            for expansion in expansions
        }
        acronyms[acronym] = {
            "papers": len(users),
            "papers_that_define_it": defined,
            "papers_that_do_not": len(users) - sum(defined.values()),
        }
    return {
        "note": "SFC has two expansions, so it is ambiguous in a paper that defines neither.",
        "acronyms": acronyms,
        "code_urls": {p.title: found for p in papers if (found := URL.findall(p.abstract))},
    }


def make_truth(papers: list[Paper], dumps: list[Dump]) -> dict:
    """Return everything that is known about the sample, ready to be written as JSON.

    Parameters
    ----------
    papers, dumps
        What `sample_dumps` returns.

    Returns
    -------
    dict
        `totals`; `dumps` (each with its listings and their lines); `terms` (document frequencies
        of every planted term); `planted` (a note and the figures of each planted fact); `quirks`.
    """
    planted = (RISING, FALLING, BURST, *(term for terms in CLUSTERS.values() for term in terms))
    return {
        "note": "Made by scripts/make_sample.py; the papers are invented. Lines count from 1, and "
        "line_start is the title's, line_end the abstract's.",
        "totals": {
            "dumps": len(dumps),
            "listings": sum(len(dump.listings) for dump in dumps),
            "dated_listings": sum(len(dump.listings) for dump in dumps if dump.day),
            "papers": len(papers),
        },
        "dumps": [
            {
                "file": dump.file,
                "layout": dump.layout,
                "date": dump.day.isoformat() if dump.day else None,
                "n_listings": len(dump.listings),
                "listings": [
                    {
                        "title": listing.paper.title,
                        "line_start": listing.line_start,
                        "line_end": listing.line_end,
                    }
                    for listing in dump.listings
                ],
            }
            for dump in dumps
        ],
        "terms": {term: term_facts(term, papers, dumps) for term in planted},
        "planted": {
            "rising": trend_facts(
                RISING, "From about 3 % of a dump's papers to three quarters.", dumps
            ),
            "falling": trend_facts(FALLING, "From about 60 % of the papers to about 3 %.", dumps),
            "burst": trend_facts(
                BURST,
                "In over half of the papers of two neighbors, almost absent before and "
                "after. Words that go with it (eruption, Teyra) burst beside it.",
                dumps,
            ),
            "clusters": cluster_facts(papers),
            "repeats": repeat_facts(papers),
            **set_facts(dumps),
            "topics": topic_facts(papers, dumps),
        },
        "quirks": quirk_facts(papers),
    }
