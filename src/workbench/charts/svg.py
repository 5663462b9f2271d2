"""A chart as SVG: the same text in every process, named for whoever does not see it."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import vl_convert

VEGALITE = "5.8"
"""Vega-Lite release of pictures and exports: the nearest to the one that JupyterLab 4 carries."""

_INNER_NAME = re.compile(r"\b(?:clip|gradient_|pattern_)\d+\b")
_TAG = re.compile(r"<[^>]*>")
_ROLE = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_ROOT = re.compile(r'<svg (?P<head>[^>]*?)width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return a text without the characters that no XML file may hold.

    vl-convert does not refuse them: it ends the whole program.
    """
    return _UNWRITABLE.sub("", text)


def draw(spec: dict[str, Any]) -> str:
    """Return the picture of a specification whose texts are all `writable`.

    Vega numbers the inner names of its SVGs on and on while a program runs; here they count from
    0 in each, so that the same specification gives the same text.
    """
    drawn = vl_convert.vegalite_to_svg(spec, vl_version=VEGALITE)
    names: dict[str, str] = {}
    for name in _INNER_NAME.findall(drawn):
        names.setdefault(name, f"{name.rstrip('0123456789')}{len(names)}")
    return _INNER_NAME.sub(lambda match: names[match[0]], drawn)


def size(svg: str) -> tuple[str, str]:
    """Return width and height of a picture as it states them, in CSS pixels."""
    match = _ROOT.match(svg)
    return match["width"], match["height"]


def silent(svg: str) -> str:
    """Return a picture without roles and labels inside, for where it has one name as a whole."""
    return _TAG.sub(lambda tag: _ROLE.sub("", tag[0]), svg)


def named(svg: str, label: str, title: str = "") -> str:
    """Return a picture that says to screen readers what it shows.

    Parameters
    ----------
    svg
        The picture.
    label
        What it shows.
    title
        Its title; with one, title and label become elements of the file too, which is where
        programs other than browsers look for them.
    """
    told = f"<title>{escape(title)}</title><desc>{escape(label)}</desc>" if title else ""
    root = f'<svg role="img" aria-label={quoteattr(label)} '
    return re.sub(r"<svg ([^>]*>)", lambda match: f"{root}{match[1]}{told}", svg, count=1)


def enlarged(svg: str, factor: float) -> str:
    """Return a picture that asks for so many times the room; what is inside grows with it."""

    def grown(match: re.Match[str]) -> str:
        width, height = (f"{float(match[side]) * factor:.6g}" for side in ("width", "height"))
        return f'<svg {match["head"]}width="{width}" height="{height}"'

    return _ROOT.sub(grown, svg, count=1)
