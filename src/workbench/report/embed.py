"""Charts and pictures as they stand in the page, with nothing beside it."""

from __future__ import annotations

import base64
from html import escape

from .pictures import Picture


def figure(picture: Picture) -> str:
    """Return a chart as a picture, with the specification from which the page draws it live.

    The picture is an SVG: sharp in print, and small.
    """
    source = embedded(
        "image/svg+xml", base64.b64encode(picture.embedded_svg().encode()).decode("ascii")
    )
    width, height = picture.size
    return (
        '<figure class="chart"><div class="live"></div>'
        f'<img src="{source}" alt="{escape(picture.label)}" width="{width}" height="{height}">'
        f'<script type="application/json">{picture.json()}</script></figure>'
    )


def embedded(kind: str, content: str) -> str:
    """Return the address of a picture that stands in the page itself, from its base64."""
    return escape(f"data:{kind};base64,{''.join(content.split())}")
