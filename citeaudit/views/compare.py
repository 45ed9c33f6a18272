"""What changed between two versions of a document."""

import json
from typing import TextIO

from citeaudit.comparison import Versions
from citeaudit.layout import cut, painted
from citeaudit.model import Document


def write(versions: Versions, out: TextIO, *, width: int, color: bool) -> None:
    """Write each change: where, what, the old sentence and the new one."""
    old, new, changes = versions
    for change in changes:
        sentence = new.sentences[change.new]
        line = new.lines.place(sentence.start)[0]
        out.write(f"{new.path}:{line}: {painted(change.kind, 'warning', color=color)}: {change.what}\n")
        if change.old is not None:
            before = old.sentences[change.old]
            out.write(f"  - {cut(old.text[before.start : before.end], width - 4)}\n")
        out.write(f"  + {cut(new.text[sentence.start : sentence.end], width - 4)}\n\n")
    many = "change" if len(changes) == 1 else "changes"
    out.write(f"{len(changes)} {many} that an editor should see\n")


def write_json(versions: Versions, out: TextIO) -> None:
    """Write the changes for programs: kind, sentences with their places, and what happened in words."""
    old, new, changes = versions

    def placed(document: Document, i: int | None) -> dict[str, object] | None:
        if i is None:
            return None
        sentence = document.sentences[i]
        line, column = document.lines.place(sentence.start)
        return {
            "sentence": i, "start": sentence.start, "end": sentence.end, "line": line, "column": column,
            "text": document.text[sentence.start : sentence.end],
        }  # fmt: skip

    report = [
        {"kind": each.kind, "what": each.what, "old": placed(old, each.old), "new": placed(new, each.new)}
        for each in changes
    ]
    out.write(json.dumps({"old": old.path, "new": new.path, "changes": report}, ensure_ascii=False, indent=1) + "\n")
