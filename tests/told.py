"""What a message says, without the lines below it that show the place."""

from collections.abc import Iterable


def said(messages: str | Iterable[str]) -> list[str]:
    """The lines of `messages` that say what is wrong; those that show where begin with four spaces."""
    whole = messages if isinstance(messages, str) else "\n".join(messages)
    return [line for line in whole.splitlines() if not line.startswith("    ")]
