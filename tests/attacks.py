"""Text of other people that would run if any room let it, as it stands in dumps and file names."""

from __future__ import annotations

RUN = "window.ran = (window.ran || '') + {name!r}"


def script(name: str) -> str:
    """Return a statement that leaves a name in the page if it runs."""
    return RUN.format(name=name)


ATTACKS = [
    f"<script>{script('script')}</script>",
    f"</script><script>{script('closed')}</script>",
    f'<img src=x onerror="{script("image")}">',
    f'"><svg onload="{script("svg")}"><!--',
    f'<a href="javascript:{script("link")}">Open</a>',
    f'<iframe srcdoc="<script>parent.{script("frame")}</script>"></iframe>',
    f'<details open ontoggle="{script("toggle")}">',
    "<style>@import 'https://example.org/a.css'; body { background: url(https://example.org/b) }",
    f"${{{script('template')}}} {{{{constructor.constructor('{script('braces')}')()}}}}",
    f"datum.x; {script('vega')}; signal('a') + warn('b')",
    f"[a](javascript:{script('markdown')}) ![b](https://example.org/c.png)",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={script('math')!r}>",
    '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    "<base href='https://example.org/'><form action='/x'><button>Send</button></form>",
    "]]> --> */ \\u003cscript\\u003e &lt;script&gt; \u2028 \u202e",
    '=HYPERLINK("https://example.org"; "Open")',
]
"""Each ends in a text that papers could print."""
