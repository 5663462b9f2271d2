"""One notebook as a section of the page: its text, its code folded away, what the code showed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape

from nbconvert.filters import Highlight2HTML, strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from .embed import embedded, figure
from .markup import Heading, Rebuilder, slug
from .pictures import Picture, picture

IMAGES = ("image/png", "image/jpeg")
TITLE_LEVEL = 2


@dataclass(frozen=True)
class Section:
    """A part of the page: its place (an id), title, parts for the contents, HTML, own charts."""

    place: str
    title: str
    parts: list[Heading]
    html: str
    pictures: tuple[Picture, ...] = ()


def section(name: str, notebook: NotebookNode, places: Collection[str]) -> Section:
    """Return a notebook that has run as a section.

    Parameters
    ----------
    name
        The notebook's name, without folder and ending.
    notebook
        The notebook.
    places
        Places of all notebooks of the page, for links between them.
    """
    rebuilder = Rebuilder(slug(name), places)
    html = "\n".join(_pieces(notebook, rebuilder))
    titles = [h.text for h in rebuilder.headings if h.level == TITLE_LEVEL]
    if not titles:
        html = f"<h2>{escape(name)}</h2>\n{html}"
    return Section(
        place=rebuilder.place,
        title=titles[0] if titles else name,
        parts=[h for h in rebuilder.headings if h.level == TITLE_LEVEL + 1],
        html=html,
    )


def _pieces(notebook: NotebookNode, rebuilder: Rebuilder) -> Iterator[str]:
    code: list[str] = []  # of cells that showed nothing: folded away together with the next
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.strip():
            code.append(cell.source)
        if code and (cell.cell_type == "markdown" or cell.get("outputs")):
            yield _code("\n\n".join(code))
            code.clear()
        if cell.cell_type == "markdown":
            yield _text(cell.source, rebuilder)
        else:
            yield from (_output(output, rebuilder) for output in cell.get("outputs", []))
    if code:
        yield _code("\n\n".join(code))


def _text(source: str, rebuilder: Rebuilder) -> str:
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    html = MarkdownWithMath(renderer=renderer).render(source)
    return f'<div class="text">{rebuilder.rebuild(html)}</div>'


def _code(source: str) -> str:
    colored = Highlight2HTML(pygments_lexer="python")(source)
    return f'<details class="code"><summary>Code</summary>{colored}</details>'


def _output(output: NotebookNode, rebuilder: Rebuilder) -> str:
    """Return what an output shows, in the richest form that the page can show safely."""
    if output.output_type == "stream":
        return _plain(output.text, output.name)
    if output.output_type == "error":
        return _plain(f"{output.ename}: {output.evalue}", "stderr")
    if chart := picture(output):
        return figure(chart)
    if html := output.data.get("text/html"):
        return f'<div class="shown">{rebuilder.rebuild(html)}</div>'
    if markdown := output.data.get("text/markdown"):
        return _text(markdown, rebuilder)
    text = output.data.get("text/plain", "")
    for kind in IMAGES:
        if kind in output.data:
            return f'<p><img src="{embedded(kind, output.data[kind])}" alt="{escape(text)}"></p>'
    return _plain(text, "stdout")


def _plain(text: str, stream: str) -> str:
    text = strip_ansi(text).strip("\n")
    return f'<pre class="{stream}" tabindex="0">{escape(text)}</pre>' if text else ""
