"""Make a page of HTML of an article that an export holds in pieces, for the reader of HTML to read."""

import html
from collections.abc import Sequence

MARK = b"\xef\xbb\xbf"


def page(title: str, body: str, *, author: str = "", date: str = "", section: str = "", url: str = "") -> bytes:
    """A page with what is known of it in its head; `body` is HTML."""
    head = [f"<title>{html.escape(title)}</title>"]
    told = (("author", author), ("article:published_time", date), ("article:section", section))
    head += [f'<meta name="{name}" content="{html.escape(value)}">' for name, value in told if value]
    if url:
        head.append(f'<link rel="canonical" href="{html.escape(url)}">')
    heading = f"<h1>{html.escape(title)}</h1>\n" if title else ""
    whole = f"<html><head>{''.join(head)}</head>\n<body><article>\n{heading}{body}\n</article></body></html>\n"
    return MARK + whole.encode("utf-8", "replace")


def listed(sources: Sequence[str]) -> str:
    """A list of sources, each of them HTML; nothing of none."""
    if not sources:
        return ""
    entries = "\n".join(f"<li>{source}</li>" for source in sources)
    return f'<ol class="references">\n{entries}\n</ol>'
