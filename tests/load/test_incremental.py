"""What was read once is not read again, and nobody can tell from the tables."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages import packed, paper, papers, spaced
from piles import pile, tables_in, whole
from workbench import terms
from workbench.corpus import Corpus
from workbench.errors import InputError
from workbench.load import check, load, reading
from workbench.terms import TermRules


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return pile(tmp_path / "mine")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "tables"


@pytest.fixture
def read_now(monkeypatch) -> list[str]:
    """The dumps that were read, in order."""
    names: list[str] = []
    read_content = reading.read_content

    def told(content, *stated):
        names.append(content.path)
        return read_content(content, *stated)

    monkeypatch.setattr(reading, "read_content", told)
    return names


def fresh(raw: Path, tmp_path: Path, **options) -> dict[str, bytes]:
    """Return the tables that a first load makes."""
    other = tmp_path / "fresh"
    load(raw, other, **options)
    made = tables_in(other)
    for path in sorted(other.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    other.rmdir()
    return made


def grow(raw: Path) -> None:
    (raw / "d.txt").write_text(spaced(papers(9, 1)), encoding="utf-8")


def shrink(raw: Path) -> None:
    (raw / "b.txt").unlink()


def change(raw: Path) -> None:
    (raw / "b.txt").write_text(packed(papers(9, 3)), encoding="utf-8")


def move(raw: Path) -> None:
    (raw / "a.txt").rename(raw / "z.txt")


def state_a_series(raw: Path) -> None:
    (raw / "workbench.toml").write_text('[dumps]\nyear = 2024\nseries = "s"\n', encoding="utf-8")


def state_an_encoding(raw: Path) -> None:
    text = '[dumps."b.txt"]\nencoding = "latin-1"\n'
    (raw / "workbench.toml").write_text(text, encoding="utf-8")


def leave_steps_out(raw: Path) -> None:
    text = '[terms]\noff = ["plurals", "hyphens"]\nstop = ["sea"]\n'
    (raw / "workbench.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("happens", "read"),
    [
        (grow, ["d.txt"]),
        (shrink, []),
        (change, ["b.txt"]),
        (move, ["z.txt"]),
        (state_a_series, []),
        (state_an_encoding, ["b.txt"]),
        (leave_steps_out, []),
    ],
)
def test_only_what_is_new_is_read_and_the_tables_are_those_of_a_full_load(
    raw, out, tmp_path, read_now, happens, read
) -> None:
    load(raw, out)
    happens(raw)
    read_now.clear()
    report = load(raw, out)
    assert read_now == read
    assert report.read == len(read)
    assert tables_in(out) == fresh(raw, tmp_path)
    assert check(raw, out) == []


def test_a_second_load_writes_nothing(raw, out, read_now) -> None:
    first = load(raw, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    read_now.clear()
    second = load(raw, out)
    assert read_now == []
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert {**first.as_dict(), "read": 0} == second.as_dict()


def forget_the_abstract(raw: Path) -> None:
    text = (raw / "b.txt").read_text(encoding="utf-8")
    (raw / "b.txt").write_text(text.replace("the", "their"), encoding="utf-8")


@pytest.mark.parametrize(
    ("happens", "made"),
    [
        (state_a_series, 0),
        (move, 0),
        (state_an_encoding, 0),
        (grow, 1),
        (shrink, 0),  # its papers stand in other dumps too
        (change, 1),
        (leave_steps_out, 1),
        (forget_the_abstract, 1),
    ],
)
def test_the_index_is_made_again_where_texts_or_rules_have_changed(
    raw, out, monkeypatch, happens, made
) -> None:
    load(raw, out)
    calls, make = [], terms.index_in_slices_by
    monkeypatch.setattr(
        terms, "index_in_slices_by", lambda *a, **k: calls.append(1) or make(*a, **k)
    )
    happens(raw)
    load(raw, out)
    assert len(calls) == made
    assert check(raw, out) == []


def test_an_index_that_is_damaged_is_made_again(raw, out, tmp_path) -> None:
    load(raw, out)
    whole_postings = (out / "postings.parquet").read_bytes()
    (out / "postings.parquet").write_bytes(whole_postings[:-9] + b"x" * 9)
    state_a_series(raw)
    load(raw, out)
    assert tables_in(out) == fresh(raw, tmp_path)


def test_another_year_redoes_the_dates_only(raw, out, tmp_path, read_now) -> None:
    load(raw, out, year=2024)
    read_now.clear()
    load(raw, out, year=2025)
    assert read_now == []
    assert tables_in(out) == fresh(raw, tmp_path, year=2025)


def test_the_terms_follow_the_steps_and_the_corpus_knows_them(raw, out) -> None:
    load(raw, out)
    before = Corpus.open(out)
    assert before.rules == TermRules()
    assert {"record", "records", "sea"} & set(before.terms["term"]) == {"record", "sea"}
    leave_steps_out(raw)
    assert "workbench.toml has changed since the load" in check(raw, out)[0]
    load(raw, out)
    after = Corpus.open(out)
    assert after.rules.steps.off == ("hyphens", "plurals")
    assert after.rules.stop == ["sea"]
    assert {"record", "records", "sea"} & set(after.terms["term"]) == {"record", "records"}
    assert after.resolve(["Records"])["term"].to_list() == ["records"]


def test_a_step_that_is_none_is_named_before_anything_is_read(raw, out, read_now) -> None:
    (raw / "workbench.toml").write_text('[terms]\noff = ["plural"]\n', encoding="utf-8")
    said = r"workbench.toml: \[terms\] off: no step 'plural', perhaps 'plurals'"
    with pytest.raises(InputError, match=said):
        load(raw, out)
    assert read_now == []
    assert not out.exists()


def test_a_file_that_failed_is_tried_again(raw, out, tmp_path, monkeypatch) -> None:
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", denied)
        assert list(load(raw, out).failed) == ["b.txt"]
    assert load(raw, out).failed == {}
    assert tables_in(out) == fresh(raw, tmp_path)


def test_a_known_file_that_cannot_be_read_any_more_fails_alone(raw, out, monkeypatch) -> None:
    load(raw, out)
    opened = Path.open

    def denied(path: Path, *how, **more):
        if path == raw / "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", denied)
    report = load(raw, out)
    assert list(report.failed) == ["b.txt"]
    assert "cannot be read (Permission denied)" in report.failed["b.txt"]
    assert [dump["path"] for dump in report.dumps] == ["a.txt", "deep/c.txt"]


@pytest.mark.parametrize("table", ["rejects", "papers"])
def test_a_damaged_table_is_made_again(raw, out, tmp_path, table) -> None:
    load(raw, out)
    (out / f"{table}.parquet").write_bytes(b"PAR1 nonsense")
    load(raw, out)
    assert tables_in(out) == fresh(raw, tmp_path)
    assert check(raw, out) == []


@pytest.mark.parametrize("layer", ["readings", "words"])
@pytest.mark.parametrize("harm", ["cut", "gone"])
def test_a_damaged_layer_is_made_again(raw, out, tmp_path, layer, harm, read_now) -> None:
    load(raw, out)
    (file,) = (out / "layer" / layer).iterdir()
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:-100])
    else:
        file.unlink()
    grow(raw)
    read_now.clear()
    load(raw, out)
    expected = ["a.txt", "b.txt", "d.txt", "deep/c.txt"] if layer == "readings" else ["d.txt"]
    assert read_now == expected
    assert tables_in(out) == fresh(raw, tmp_path)


def test_layers_stay_few_and_let_go_of_what_is_gone(tmp_path: Path, out: Path) -> None:
    raw = pile(tmp_path / "mine", {f"{n:02}.txt": spaced(papers(n)) for n in range(4)})
    load(raw, out)
    for n in range(4, 30):
        (raw / f"{n:02}.txt").write_text(spaced(papers(n)), encoding="utf-8")
        load(raw, out)
        assert len(list((out / "layer" / "readings").iterdir())) <= 17
    for n in range(25):
        (raw / f"{n:02}.txt").unlink()
    load(raw, out)
    (file,) = (out / "layer" / "readings").iterdir()
    assert paper(3)[0].encode() not in file.read_bytes()
    assert check(raw, out) == []


pages = st.lists(st.integers(0, 12), min_size=1, max_size=5, unique=True)
piles = st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c/d.txt", "e.txt"]), pages, min_size=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(piles, min_size=2, max_size=4), dice=st.randoms())
def test_any_history_gives_the_tables_of_a_full_load(
    history, dice: random.Random, tmp_path_factory
) -> None:
    folder = tmp_path_factory.mktemp("history")
    raw, out = folder / "mine", folder / "tables"
    for state in history:
        for path in sorted(raw.rglob("*.txt")):
            path.unlink()
        names = list(state)
        dice.shuffle(names)
        pile(raw, {name: spaced(papers(*state[name])) for name in names})
        load(raw, out)
    assert tables_in(out) == fresh(raw, folder)
    before = whole(out)
    load(raw, out)
    assert whole(out) == before


def test_real_dumps_one_by_one_in_any_order_give_the_tables_of_one_load(
    shared: Path, seed_tables: Path, tmp_path: Path
) -> None:
    raw, out = tmp_path / "dumps", tmp_path / "tables"
    raw.mkdir()
    names = sorted(path.name for path in (shared / "dumps").glob("*.txt"))
    for name in [names[place] for place in (3, 0, 4, 1, 2)]:
        (raw / name).write_bytes((shared / "dumps" / name).read_bytes())
        load(raw, out, year=2025)
    assert tables_in(out) == tables_in(seed_tables)
