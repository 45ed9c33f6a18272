"""Read the comments of a document: what each allows, where, and until when."""

import datetime
import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from citeaudit.model import Document
from citeaudit.model.waivers import Comment
from citeaudit.patterns import lazy
from citeaudit.settings import tables
from citeaudit.suppression.problem import Problem

_WORDS = lazy(
    r"(?P<form>allow(?:-file|-start|-end)?)(?:\s+(?P<rules>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*))??"
    r"(?:\s+until\s+(?P<until>\S+))?(?:\s+(?:--|—|–)\s*(?P<reason>.*))?\s*",
    re.DOTALL | re.IGNORECASE,
)
EVERY = "all"
Form = Literal["allow", "allow-file", "allow-start", "allow-end"]


class Allow(NamedTuple):
    """One comment, and what it holds for."""

    comment: Comment
    form: Form
    rules: tuple[str, ...]
    """Rules or groups; "all" for any."""
    low: int
    high: int
    """The stretch of text that it holds for."""
    reason: str

    def holds(self, rule: str, group: str, start: int) -> bool:
        """Does it allow what a rule finds at a place?"""
        named = EVERY in self.rules or rule in self.rules or group in self.rules
        return named and self.low <= start < self.high


def read(document: Document, known: Collection[str], today: datetime.date) -> tuple[list[Allow], list[Problem]]:
    """What the comments allow, and what is wrong with them. `known` are the names of all rules and groups."""
    allows: list[Allow] = []
    problems: list[Problem] = []
    opened: list[tuple[Allow, int]] = []
    for comment in document.comments:
        words = _WORDS.fullmatch(comment.words)
        if words is None:
            problems.append(_problem("unknown-allow", comment, "This comment for citeaudit cannot be read.",
                                     "Write: citeaudit: allow RULE -- reason."))  # fmt: skip
            continue
        rules = tuple(dict.fromkeys(re.split(r"\s*,\s*", (words["rules"] or EVERY).lower())))
        wrong = [_problem("unknown-allow", comment, f"There is no rule “{rule}”{_meant(rule, known)}",
                          "Write the name of a rule or of a group of rules.")
                 for rule in rules if rule != EVERY and rule not in known]  # fmt: skip
        until = _date(words["until"])
        if words["until"] and until is None:
            wrong.append(
                _problem("unknown-allow", comment, f"“{words['until']}” is no date.", "Write it as 2027-01-31.")
            )
        if not wrong and until is not None and until < today:
            wrong.append(expired(comment, until))
        if wrong:
            problems += wrong
            continue
        allow = _placed(document, comment, words, rules)
        if allow.form == "allow-end":
            ended = [each for each in opened if words["rules"] is None or each[0].rules == rules]
            if not ended:
                problems.append(_problem("unknown-allow", comment, "There is nothing here that this comment could end.",
                                         "Delete it, or write allow-start where the stretch begins."))  # fmt: skip
            for each in ended:
                opened.remove(each)
                allows[each[1]] = allows[each[1]]._replace(high=comment.start)
            continue
        if not allow.reason:
            problems.append(without_reason(comment))
        if allow.form == "allow-start":
            opened.append((allow, len(allows)))
        allows.append(allow)
    problems += [
        _problem("unclosed-allow", allow.comment, "Nothing ends what this comment allows: it holds to the end.",
                 "Write allow-end where it should end, or allow-file for all of it.")._replace(level="note")
        for allow, _ in opened
    ]  # fmt: skip
    return allows, problems


def expired(comment: Comment, until: datetime.date) -> Problem:
    return _problem("expired-allow", comment, f"This held until {until}.",
                    "Mend what it allowed, or say anew until when, and why.")  # fmt: skip


def without_reason(comment: Comment) -> Problem:
    made = _problem(
        "allow-without-reason", comment, "This gives no reason.", "Write why behind two hyphens: -- reason."
    )
    return made._replace(level="note")


def unused(comment: Comment, rules: Collection[str]) -> Problem:
    return _problem("unused-allow", comment, f"This allows {', '.join(rules)}, and nothing is found.",
                    "Delete it: what it allowed is mended, or stands elsewhere.")  # fmt: skip


def _placed(document: Document, comment: Comment, words: re.Match[str], rules: tuple[str, ...]) -> Allow:
    """The comment with the stretch that it holds for."""
    form: Form = words["form"].lower()  # type: ignore[assignment]
    low, high = comment.end, len(document.text) + 1
    if form == "allow-file":
        low = 0
    elif form == "allow" and comment.apart:
        block = next((block for block in document.blocks if block.start >= comment.end), None)
        high = block.end if block else comment.end
    elif form == "allow":
        held = [s for s in document.sentences if s.start < comment.start]
        if held and not document.text[held[-1].end : comment.start].strip(" \t*_|>"):
            low, high = held[-1].start, max(held[-1].end, comment.end)
        else:  # behind words that are no sentence: an entry of a list, a cell
            block = next(block for block in reversed(document.blocks) if block.start < comment.start)
            low, high = block.start, max(block.end, comment.end)
    return Allow(comment, form, rules, low, high, " ".join((words["reason"] or "").split()))


def _date(written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _meant(rule: str, known: Collection[str]) -> str:
    return tables.did_you_mean(rule, known) or "."


def _problem(rule: str, comment: Comment, message: str, mend: str) -> Problem:
    return Problem(rule, comment.start, comment.end, comment.words, message, mend, line=comment.line)
