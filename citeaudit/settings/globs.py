"""Match paths with globs: `*` and `?` stay within a name, `**` spans folders."""

import os
import re
from functools import cache

_CASE = re.IGNORECASE if os.name == "nt" else re.NOFLAG
_SIGNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(globs: tuple[str, ...], path: str) -> bool:
    """Whether one of `globs` names `path`, a relative one with "/", or a folder that it is in.

    A glob without a slash may stand at any depth: "drafts", "*.old.md".
    """
    return any(_compiled(glob).fullmatch(path) for glob in globs)


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    glob = glob.replace("\\", "/").removeprefix("./").rstrip("/")
    anywhere = "" if "/" in glob else "(?:.*/)?"
    pieces = re.findall(r"\*\*/|\*\*|.", glob.removeprefix("/"), re.DOTALL)
    body = "".join(_SIGNS.get(piece) or re.escape(piece) for piece in pieces)
    return re.compile(f"{anywhere}{body}(?:/.*)?", _CASE | re.DOTALL)
