"""BLAKE2b of many short strings at once, eight bytes a digest.

References
----------
Saarinen, M.-J. & Aumasson, J.-P. (2015). The BLAKE2 cryptographic hash and message authentication
code (MAC). RFC 7693.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from .buffers import Texts
from .jit import compiled, inlined

_DIGEST = 8
_BLOCK = 128
_START = np.array(
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ],
    dtype=np.uint64,
)  # fmt: skip
_ORDER = np.array(
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ],
    dtype=np.uint8,
)
# columns of the state, then its diagonals
_LANES = np.array(
    [
        [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
        [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
    ],
    dtype=np.uint8,
)  # fmt: skip


def digests(texts: Texts) -> npt.NDArray[np.uint64]:
    """Return the digest of each text, read as a big-endian number."""
    found = np.empty(len(texts.bounds) - 1, dtype=np.uint64)
    _digests(*texts, found)
    for row in np.flatnonzero(np.diff(texts.bounds) > _BLOCK):  # more than one block: rare
        text = texts.data[texts.bounds[row] : texts.bounds[row + 1]].tobytes()
        digest = hashlib.blake2b(text, digest_size=_DIGEST).digest()
        found[row] = int.from_bytes(digest, "big")
    return found


@inlined
def _turn(value, bits):  # pragma: no cover
    return (value >> np.uint64(bits)) | (value << np.uint64(64 - bits))


@compiled
def _digests(data, bounds, found):  # pragma: no cover
    state = np.empty(16, dtype=np.uint64)
    block = np.empty(16, dtype=np.uint64)
    for row in range(len(found)):
        begin, end = bounds[row], bounds[row + 1]
        if end - begin > _BLOCK:
            continue
        block[:] = 0
        for at in range(begin, end):
            step = at - begin
            block[step >> 3] |= np.uint64(data[at]) << np.uint64(8 * (step & 7))
        head = _START[0] ^ np.uint64(0x01010000 ^ _DIGEST)
        for lane in range(8):
            state[lane] = _START[lane]
            state[lane + 8] = _START[lane]
        state[0] = head
        state[12] ^= np.uint64(end - begin)
        state[14] = ~state[14]
        for turn in range(12):
            order = _ORDER[turn % 10]
            for lane in range(8):
                a, b, c, d = _LANES[lane]
                state[a] += state[b] + block[order[2 * lane]]
                state[d] = _turn(state[d] ^ state[a], 32)
                state[c] += state[d]
                state[b] = _turn(state[b] ^ state[c], 24)
                state[a] += state[b] + block[order[2 * lane + 1]]
                state[d] = _turn(state[d] ^ state[a], 16)
                state[c] += state[d]
                state[b] = _turn(state[b] ^ state[c], 63)
        digest = head ^ state[0] ^ state[8]
        turned = np.uint64(0)
        for step in range(8):
            turned |= ((digest >> np.uint64(8 * step)) & np.uint64(255)) << np.uint64(56 - 8 * step)
        found[row] = turned
