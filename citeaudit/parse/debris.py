"""What AI tools leave in a text: citation codes that only their own page can show. Found, named, never a citation."""

import re
from functools import cache

from citeaudit.model import Leftover
from citeaudit.parse.cover import cover

# Words of which one must stand in the text for the pattern to be tried: on clean copy the list costs a few look-ups.
_KINDS = (
    (("oaicite",), "ChatGPT", r":?(?:contentReference)?\[?oaicite:[^\s\]]{1,20}\]?(?:\{index=\d{1,4}\})?"),
    (("oai_citation",), "ChatGPT", r"\[?\(?oai_citation[:_‡†]?[^\s\])]{0,60}[\])]?(?:\([^()\s]{0,300}\))?"),
    (("attributableIndex",), "ChatGPT", r"\(?\{?\"?attribut(?:ion|able)Index\"?:\s?\"?[\w-]{1,20}\"?[})]{0,2}"),
    (
        ("turn0", "turn1", "turn2", "turn3"),
        "ChatGPT",
        r"[\ue200-\ue20f]?(?:(?:file)?cite|navlist|image_group)?(?:[\ue200-\ue20f]?turn\d{1,3}"
        r"(?:search|view|news|file|image|fetch|finance|forecast|sports|academia)\d{1,3})+[\ue200-\ue20f]?",
    ),
    (("\ue200",), "ChatGPT", r"\ue200[^\ue200\ue201\n]{0,200}\ue201"),
    (("†",), "ChatGPT", r"【[^【】\n]{0,20}†[^【】\n]{0,120}】|\[\d{1,3}(?::\d{1,3})?†[^\[\]\n]{0,80}\]"),
    (("[cite",), "Gemini", r"\[cite(?:_start|_end|:\s?\d{1,3}(?:,\s?\d{1,3})*+)\]"),
    (("[span_",), "Gemini", r"\[span_\d{1,4}\](?:\((?:start|end)_span\))?"),
    (("_span)",), "Gemini", r"(?<!\])\((?:start|end)_span\)"),
    (("citation:",), "DeepSeek", r"\[citation:\s?\d{1,3}(?:,\s?\d{1,3})*+\]"),
    (("attached_file:",), "Perplexity", r"\[attached_file:\d{1,3}\]"),
    (("[web:",), "Perplexity", r"\[web:\d{1,3}\]"),
    (("grok",), "Grok", r"\[?grok_card[^\s\]]{0,60}\]?|</?grok[-:]card[^>\n]{0,200}>"),
    (("^]",), "Copilot", r"\[\^\d{1,3}\^\]"),
    (("an AI language model",), "a chatbot", r"\b[Aa]s an AI language model\b"),
    (("a large language model",), "a chatbot", r"\b[Aa]s a large language model\b"),
    (
        ("knowledge cut", "knowledge update"),
        "a chatbot",
        r"\b[Aa]s of my (?:last )?knowledge (?:update|cut-?off)\b|\bmy knowledge cut-?off\b",
    ),
    (("my training data", "my last training data"), "a chatbot", r"\b[Aa]s of my (?:last )?training data\b"),
)  # fmt: skip
_NEEDLES = tuple(
    (next((sign for sign in "_^" if sign in needle), ""), needle, row)
    for row, (needles, _, _) in enumerate(_KINDS) for needle in needles
)  # fmt: skip
"""Each word with its rarest sign: that a text lacks one sign is known ten times sooner than that it lacks a word."""
_compiled = cache(re.compile)  # at first use: eighteen patterns would cost every start what few documents need


def find(prose: str) -> tuple[list[Leftover], str]:
    """The leftovers, each with its product, and the prose with them blanked, so that nothing is read twice."""
    found: list[Leftover] = []
    for row in sorted({row for sign, needle, row in _NEEDLES if sign in prose and needle in prose}):
        _, product, pattern = _KINDS[row]
        spans = [match.span() for match in _compiled(pattern).finditer(prose)]
        if spans:
            found += (Leftover("ai debris", start, end, product) for start, end in spans)
            prose = cover(prose, spans, " ")
    return found, prose


_CITES_NOTHING = (
    r"\[cite_(?:start|end)\]|\[span_\d{1,4}\](?:\((?:start|end)_span\))?|\((?:start|end)_span\)"
    r"|:?(?:contentReference)?\[?oaicite:[^\s\]]{1,20}\]?(?:\{index=\d{1,4}\})?"
    r"|\(?\{?\"?attribut(?:ion|able)Index\"?:\s?\"?[\w-]{1,20}\"?[})]{0,2}"
    r"|[\ue200-\ue20f]?(?:(?:file)?cite|navlist)?(?:[\ue200-\ue20f]?turn\d{1,3}[a-z]{4,8}\d{1,3})+[\ue200-\ue20f]?"
    r"|【\d{1,3}:\d{1,3}†(?:source|L\d+(?:-L\d+)?)】|\[?grok_card[^\s\]]{0,60}\]?"
)


def cites_nothing(raw: str) -> bool:
    """Is the leftover a code that led somewhere only on the page of its tool?

    One with a number that the article's own list may have, an address or the name of a file still says something of
    the source, and a phrase of a chatbot is part of its sentence.
    """
    return _compiled(_CITES_NOTHING).fullmatch(raw) is not None
