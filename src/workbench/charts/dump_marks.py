"""The parts of a dump's bar: what they are called, their colors, where each begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import polars as pl

from workbench.charts import parts, theme

NEW, CARRIED = "new", "carried over"
DATED, UNDATED, REJECTS = "listings", "listings without a full date", "rejects"


@dataclass(frozen=True)
class Part:
    """A part of a bar: its kind, the columns of its ends, which dumps have it."""

    kind: str
    color: str
    begin: str
    end: str
    condition: str


PARTS = (
    Part(NEW, theme.BLUE, "zero", "new", "datum.new !== null"),
    Part(CARRIED, theme.SEQUENTIAL[2], "new", "n_listings", "datum.carried > 0"),
    Part(
        DATED, theme.BLUE, "zero", "n_listings", f"datum.new === null && datum.kind === '{DATED}'"
    ),
    Part(UNDATED, theme.GREY, "zero", "n_listings", f"datum.kind === '{UNDATED}'"),
    Part(REJECTS, theme.VERMILION, "n_listings", "until", "datum.n_rejects > 0"),
)


@dataclass(frozen=True)
class Kinds:
    """The parts that the dumps at hand have."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, shown: pl.DataFrame) -> Kinds:
        """Return the parts of dumps with `new`, `carried`, `kind`, `n_rejects`."""
        plain = shown.filter(pl.col("new").is_null())["kind"]
        present = {
            NEW: shown["new"].count() > 0,
            CARRIED: bool(shown["carried"].sum()),
            DATED: DATED in plain,
            UNDATED: UNDATED in plain,
            REJECTS: bool(shown["n_rejects"].sum()),
        }
        return cls(tuple(part for part in PARTS if present[part.kind]))

    @property
    def counted(self) -> str:
        """What the axis counts."""
        return "listings and rejects" if self.parts[-1].kind == REJECTS else "listings"

    @property
    def color(self) -> alt.Color:
        """The color of a part; the legend is left out where it would say nothing."""
        kinds = [part.kind for part in self.parts]
        legend = parts.legend(kinds) if kinds != [DATED] else None
        scale = alt.Scale(domain=kinds, range=[part.color for part in self.parts])
        return alt.Color("kind:N", scale=scale, legend=legend)

    def layers(self, base: alt.Chart) -> list[tuple[Part, alt.Chart]]:
        """Return each part with a chart of the dumps that have it, their `kind` set to it."""
        return [
            (
                part,
                base.transform_filter(part.condition).transform_calculate(kind=f"'{part.kind}'"),
            )
            for part in self.parts
        ]


def tooltip() -> list[alt.Tooltip]:
    """Return what a dump says when it is pointed at."""
    words = {
        "path": "dump",
        "day_text": "day",
        "date_text": "date as printed",
        "format": "format",
        "series": "series",
        "truncated": "cut at its cap",
    }
    counts = {"n_listings": "listings", "new": NEW, "carried": CARRIED, "n_rejects": REJECTS}
    return [
        *(alt.Tooltip(f"{name}:N", title=text) for name, text in words.items()),
        *(alt.Tooltip(f"{name}:Q", title=text, format=",") for name, text in counts.items()),
    ]
