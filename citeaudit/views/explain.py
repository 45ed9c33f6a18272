"""One rule, as an editor needs it: what it finds, why it matters, what to do, and examples."""

import re
import textwrap
from typing import TextIO

from citeaudit.layout import painted
from citeaudit.rule import Example, Rule


def write(rule: Rule, out: TextIO, *, width: int, color: bool) -> None:
    """Write the words and the examples that stand in the rule's own file."""
    columns = min(width, 100)
    out.write(
        f"{painted(rule.id, 'bold', color=color)}  ({rule.group}; {rule.level}, {rule.confidence} confidence)\n\n"
    )
    out.write(_filled(f"What it says: {_shown(rule.message)}", columns))
    out.write(_filled(f"Why it matters: {rule.why}", columns))
    out.write(_filled(f"What to do: {_shown(rule.mend)}", columns))
    if rule.source:
        out.write(_filled(f"Where the advice comes from: {rule.source}", columns))
    out.write("\nIt finds what is marked here:\n")
    for example in rule.bad:
        _example(example, out, columns, color=color)
    out.write("\nIt finds nothing here:\n")
    for example in rule.good:
        _example(example, out, columns, color=color)
    out.write(f'\nTo switch it off: --ignore {rule.id}, or ignore = ["{rule.id}"] in citeaudit.toml.\n')


def _shown(message: str) -> str:
    """The words of a message, with what is filled in shown as such."""
    return re.sub(r"\{(\w+)\}", lambda match: f"<{match[1].replace('_', ' ')}>", message)


def _filled(text: str, columns: int) -> str:
    return textwrap.fill(text, columns, subsequent_indent="    ") + "\n"


def _example(example: Example, out: TextIO, columns: int, *, color: bool) -> None:
    text = example.marked.strip()
    if color:
        text = re.sub("⟦([^⟧]*)⟧", lambda match: painted(match[1], "warning", color=True), text)
    _indented(text, out, columns, "  • ")
    for other in example.others:
        out.write("    and in another document:\n")
        _indented(other.strip(), out, columns, "      ")


def _indented(text: str, out: TextIO, columns: int, lead: str) -> None:
    below = " " * len(lead)
    for number, line in enumerate(text.splitlines()):
        first = lead if number == 0 else below
        out.write(
            textwrap.fill(line, columns, initial_indent=first, subsequent_indent=below) + "\n" if line.strip() else "\n"
        )
