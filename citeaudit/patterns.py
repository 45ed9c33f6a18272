"""Regular expressions that are compiled when they are first used: half of them no run needs, and each costs a start."""

import re
from typing import Any, cast


class _Lazy:
    """Becomes, method by method, the compiled pattern."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)  # the next use finds it without coming here; `re` keeps the compiled pattern
        return method


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern `source`, which is compiled, and found to be wrong, at its first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
