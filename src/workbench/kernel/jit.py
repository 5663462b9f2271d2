"""How code is compiled here, and run in threads."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numba

compiled = numba.njit(cache=True, nogil=True)
# For functions that loops call and that make no arrays: put into the loop, and without counting
# references to the arrays handed over, which costs an atomic step for each at every call.
inlined = numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)

_MOST_THREADS = 4


def n_threads() -> int:
    """Return how many threads pay: a processor each, few enough to share its memory."""
    at_hand = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(_MOST_THREADS, at_hand or 1)


def split(n: int, parts: int) -> list[tuple[int, int]]:
    """Return the bounds of at most `parts` even pieces of ``range(n)``."""
    edges = [n * part // parts for part in range(parts + 1)]
    return list(pairwise(edges))


def in_threads(work: Callable[..., Any], pieces: list[tuple[Any, ...]]) -> list[Any]:
    """Return ``work(*piece)`` of each piece, in order, one thread a piece."""
    if len(pieces) == 1:
        return [work(*pieces[0])]
    with ThreadPoolExecutor(len(pieces)) as pool:
        return [future.result() for future in [pool.submit(work, *piece) for piece in pieces]]


def in_order(
    work: Callable[..., Any], pieces: Iterable[tuple[Any, ...]], threads: int, ahead: int = 0
) -> Iterator[Any]:
    """Return ``work(*piece)`` of each piece, in order, one thread a piece that is waited for.

    So many pieces more wait for a thread `ahead`, where whoever takes the results is at work too.
    """
    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[Any] = deque()
        for piece in pieces:
            waiting.append(pool.submit(work, *piece))
            if len(waiting) >= threads + ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
