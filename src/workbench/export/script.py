"""What a page needs to draw charts without a network: Vega as text, and the hashes of scripts."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from ..charts.svg import VEGALITE


@cache
def library() -> str:
    """Return Vega, Vega-Lite and vega-embed, of the release that draws the pictures.

    The text can stand in a script element: what could end that element before its end, or hide
    its end, is spelled otherwise.
    """
    bundle = vl_convert.javascript_bundle(vl_version=VEGALITE)
    return bundle.replace("</script", r"<\/script").replace("<!--", r"<\!--")


def drawing() -> str:
    """Return the script that draws each `figure.chart` of a page live over its picture.

    Such a figure holds an empty `div.live`, the picture as an `img`, and a script element with the
    specification, from `as_json`; `drawn` joins its classes when it is drawn.
    """
    return (Path(__file__).resolve().parent / "charts.js").read_text(encoding="utf-8")


def as_json(spec: dict[str, Any]) -> str:
    """Return a specification as JSON that cannot end the script element it stands in."""
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c")


def hashed(script: str) -> str:
    """Return the hash of a script as a page's `Content-Security-Policy` names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
