"""Lists from spreadsheets: cells between commas, semicolons or tabs, with or without a row of headings."""

import csv
from collections.abc import Iterator, Sequence

from citeaudit.bibliography import fields
from citeaudit.bibliography.entries import Item
from citeaudit.errors import CiteauditError
from citeaudit.model.listed import ListFault
from citeaudit.parse import days
from citeaudit.patterns import lazy

_SIGNS = ",;\t|"
_ADDRESS = lazy(r"(?:https?://|www\.)\S+|(?:doi:\s*)?10\.\d{4,9}/\S+")
_LABEL = lazy(r"\[?\^?[\w-]{1,12}\]?")
_PATH = lazy(r"[^\s:]+\.(?:txt|text|md|markdown|html?|pdf)", 2)  # re.IGNORECASE


def read(content: str, path: str) -> tuple[list[Item], tuple[ListFault, ...]]:
    """The entries of a file with their lines.

    Raises:
        CiteauditError: a quotation mark is left open, or the like.
    """
    rows = [(line, cells) for line, cells in _rows(content, path) if any(cells)]
    if not rows:
        return [], ()
    heads = rows[0][1]
    if any(map(fields.field_of, heads)) and not any(sign.isdigit() or sign == "/" for head in heads for sign in head):
        return _below(rows[0][1], rows[1:], path)
    return [Item(None, _guessed(cells), line) for line, cells in rows], ()


def _below(
    heads: Sequence[str], rows: Sequence[tuple[int, list[str]]], path: str
) -> tuple[list[Item], tuple[ListFault, ...]]:
    items: list[Item] = []
    faults: list[ListFault] = []
    for line, cells in rows:
        if len(cells) > len(heads) and any(cells[len(heads) :]):
            said = f"{path}:{line}: this row has {len(cells)} cells and the heading row {len(heads)}"
            faults.append(ListFault(f"{said}; put a cell that holds the separator in quotation marks"))
        else:
            items.append(Item(None, {head: cell for head, cell in zip(heads, cells, strict=False) if cell}, line))
    return items, tuple(faults)


def _rows(content: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row; `line` is that on which the row begins."""
    first = next((line for line in content.splitlines() if line.strip()), "")
    sign = max(_SIGNS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    reader = csv.reader(content.splitlines(keepends=True), delimiter=sign, strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        said = f"{path}:{line}: this list of sources cannot be read: {error}"
        raise CiteauditError(f"{said}; look for a quotation mark that is not closed") from None


def _guessed(cells: Sequence[str]) -> dict[str, str]:
    """A row without headings: what a cell looks like tells what it is, and the order the rest: title, outlet."""
    found: dict[str, str] = {}
    rest: list[str] = []
    for n, cell in enumerate(cells):
        if not cell:
            continue
        if n == 0 and _LABEL.fullmatch(cell) and len(cells) > 1:
            found["label"] = cell
        elif _ADDRESS.fullmatch(cell):
            found.setdefault("url" if "//" in cell or cell.startswith("www.") else "doi", cell)
        elif _PATH.fullmatch(cell):
            found.setdefault("saved", cell)
        elif "date" not in found and len(cell) <= 20 and any(c.isdigit() for c in cell) and days.read(cell):
            found["date"] = cell
        else:
            rest.append(cell)
    return {**found, **dict(zip(("title", "outlet"), rest, strict=False))}
