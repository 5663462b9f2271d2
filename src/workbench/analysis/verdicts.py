"""What a trend amounts to, in a word: the fits of a term, held to limits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..stats.binomial_peak import Peaks, binomial_peaks
from ..stats.binomial_plateau import Plateaus, binomial_plateaus
from ..stats.binomial_trend import FEWEST_PERIODS, Trends, binomial_trends
from ..stats.moderation import stands_alone

Array = NDArray[np.float64]

LEVEL = 0.05
"""Of q-values, and of p-values where one trend is asked again."""

_LEAST_RATIO = 1.03  # of the odds, per period
_LEAST_CHANGE = 0.01  # of the share
_LEAST_RETURN = 0.5  # the smaller of rise and fall, as a part of the larger
_FEWEST_PAPERS = 5


def limits() -> str:
    """Say in words what a change must be to be called one."""
    return (
        f"Called at q < {LEVEL}, {_LEAST_RATIO - 1:.0%} of the odds per period and"
        f" {100 * _LEAST_CHANGE:.0f} point of the share in all"
    )


def fits(
    counts: NDArray[np.int64], totals: NDArray[np.int64], index: Array, least_dispersion: float
) -> tuple[Trends, Peaks]:
    """Return lines and peaks of all terms, which learn from each other how much they scatter."""
    asked = {"least_dispersion": least_dispersion, "dispersion": "pooled"}
    return binomial_trends(counts, totals, index, **asked), binomial_peaks(counts, totals, **asked)


def q_values(p_values: Array) -> Array:
    """Return Benjamini and Hochberg's q of the p that exist."""
    # Imported here: scipy.stats takes a second that only those who ask for a test should pay.
    from scipy.stats import false_discovery_control

    result = np.full(p_values.shape, np.nan)
    tried = ~np.isnan(p_values)
    if tried.any():
        result[tried] = false_discovery_control(p_values[tried])
    return result


def verdicts(
    counts: NDArray[np.int64],
    totals: NDArray[np.int64],
    index: Array,
    lines: Trends,
    peaks: Peaks,
    papers: NDArray[np.int64],
) -> tuple[NDArray[np.str_], Array]:
    """Say in a word what the fits of each term amount to, and how far its share went.

    Parameters
    ----------
    counts, totals, index
        Units with each term (terms × periods), units, and place in time of the periods.
    lines, peaks
        Their fits.
    papers
        Papers with each term.

    Returns
    -------
    tuple of arrays
        Verdicts, and changes of share: of a peak the smaller of rise and fall, else from the first
        to the last period by the line.
    """
    if len(totals) < FEWEST_PERIODS:
        return np.full(len(counts), "too few"), np.zeros(len(counts))
    level = _levels(counts, totals, index, lines)
    steep = (lines.separated != 0) | (np.abs(lines.slope) > np.log(_LEAST_RATIO))
    by_line = (q_values(lines.p_value) < LEVEL) & steep
    by_level = (q_values(level.p_value) < LEVEL) & ~by_line
    way = np.where(by_level, level.change, lines.fitted[:, -1] - lines.fitted[:, 0])
    shown = (by_line | by_level) & (np.abs(way) >= _LEAST_CHANGE)
    height = np.fmin(peaks.rise, peaks.fall)
    back = height >= _LEAST_RETURN * np.fmax(peaks.rise, peaks.fall)
    peaked = (q_values(peaks.p_value) < LEVEL) & (height >= _LEAST_CHANGE) & back
    saturated = shown & (way > 0) & (q_values(level.p_line) < LEVEL)
    doubtful = np.flatnonzero(shown & ~peaked & ~saturated)
    unstable = np.zeros(len(counts), dtype=bool)
    unstable[doubtful] = ~_holds_without_any(counts[doubtful], totals, index, lines, doubtful)
    verdict = np.select(
        [papers < _FEWEST_PAPERS, peaked, saturated, unstable, shown & (way > 0), shown],
        ["too few", "peaked", "saturated", "unstable", "rising", "falling"],
        default="flat",
    )
    return verdict, np.where(verdict == "peaked", height, np.abs(way))


def _levels(
    counts: NDArray[np.int64], totals: NDArray[np.int64], index: Array, lines: Trends
) -> Plateaus:
    """Return the levels that terms may have come to; of terms not asked, a p-value of 1.

    Asked whether anything changed at all are those whose line does not fit, for of these the line
    cannot tell: a jump is no slope. Asked whether the line goes on are all whose line is shown.
    """
    bent = stands_alone(lines.dispersion, len(totals) - 2, lines.prior)
    asked = np.flatnonzero(bent | (q_values(lines.p_value) < LEVEL))
    found = binomial_plateaus(counts[asked], totals, index, prior=lines.prior)
    every = Plateaus(*(np.full(len(counts), blank) for blank in (1.0, 1.0, -1, 0.0)))
    every.p_value[asked] = np.where(bent[asked], found.p_value, 1.0)
    every.p_line[asked] = found.p_line
    every.start[asked] = found.start
    every.change[asked] = found.change
    return every


def without_one(
    counts: NDArray[np.int64], totals: NDArray[np.int64], index: Array, lines: Trends
) -> list[Trends]:
    """Return the fits without the first period, without the second, and so on to the last."""
    return [
        binomial_trends(
            np.delete(counts, period, axis=1),
            np.delete(totals, period),
            np.delete(index, period),
            level=None,
            dispersion=lines.prior,
        )
        for period in range(len(totals))
    ]


def _holds_without_any(
    counts: NDArray[np.int64],
    totals: NDArray[np.int64],
    index: Array,
    lines: Trends,
    rows: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Say whether trends go the same way, and are shown, whichever period is left out."""
    holds = np.ones(len(rows), dtype=bool)
    if len(totals) == FEWEST_PERIODS:
        return holds
    for trends in without_one(counts, totals, index, lines):
        holds &= same_way(trends, way_of(lines)[rows]) & (trends.p_value < LEVEL)
    return holds


def way_of(trends: Trends) -> Array:
    """Return 1 for a term that rises, −1 for one that falls, whether or not it is shown."""
    return np.where(trends.separated != 0, trends.separated, np.sign(trends.slope))


def same_way(trends: Trends, way: Array) -> NDArray[np.bool_]:
    """Say which terms go a given way."""
    return way_of(trends) == way
