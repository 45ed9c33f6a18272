"""`check --fix` and `check --diff`: the documents of a run with their fixes, written or shown."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from citeaudit import audit, destination, files
from citeaudit.commands import fixing, running
from citeaudit.commands.changes import Changes
from citeaudit.edits.renumbering import REFUSED
from citeaudit.errors import CiteauditError
from citeaudit.model import Audit
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings
from citeaudit.suppression import shown

_BY_HAND = "there is markup within it, such as a link, or its place in the file is not certain; mend it by hand"


class Mending:
    """Fixes one document after the other."""

    def __init__(
        self,
        found: Sequence[files.Found],
        options: Namespace,
        settings: Settings,
        rules: Rulebook,
        changes: Changes | None = None,
    ) -> None:
        """Take the documents; of those that `changes` knows, only what they did not have before is fixed."""
        self._changes = changes
        self._found = found
        self._options = options
        self._settings = settings
        self._rules = rules
        self.troubles = 0
        """Documents that could not be written."""
        self.changed = 0
        """Documents that have something to fix."""

    def audits(self) -> Iterator[Audit]:
        """Fix each document and give the audit of what is there then; the text of standard input is written out."""
        for each in self._found:
            fixed = self._fixed(each)
            if not isinstance(fixed, fixing.Fixed):
                yield fixed
                continue
            if each.path == files.STDIN:
                sys.stdout.flush()
                sys.stdout.buffer.write(fixed.after)
                sys.stdout.buffer.flush()
            elif fixed.after != fixed.before and not self._written(each.path, fixed):
                yield fixed.first
                continue
            self._tell_refused(fixed)
            if fixed.fixes:
                left = sum(1 for _ in shown(fixed.audit.findings))
                running.tell(f"{fixed.fixes} fixed in {fixed.audit.path}, {left} left")
            yield fixed.audit

    def differences(self) -> Iterator[str]:
        """What the fixes would change, a unified diff for each document that has any."""
        for each in self._found:
            fixed = self._fixed(each)
            if not isinstance(fixed, fixing.Fixed):
                self.troubles += 1
                running.complain([f"{fixed.path}: {fixed.error}"])
                continue
            self._tell_refused(fixed)
            if fixed.after != fixed.before and fixed.audit.document is not None:
                yield fixing.difference(fixed, fixed.audit.path, fixed.audit.document.format)

    def _fixed(self, found: files.Found) -> fixing.Fixed | Audit:
        """The document with its fixes; an audit with an error where it cannot be read."""
        if found.error:
            return Audit(found.path, error=found.error)
        stdin = found.path == files.STDIN
        path = self._options.stdin_filename or "<stdin>" if stdin else found.path
        here = self._settings.for_path(path)
        rules = self._rules if here is self._settings else None
        try:
            data = sys.stdin.buffer.read() if stdin else Path(path).read_bytes()
        except OSError as error:
            return Audit(path, error=f"cannot be opened: {destination.reason(error)}")
        audited: Callable[[bytes], Audit]
        audited = partial(audit.audit_bytes, path=path, format=here.format, rules=rules, settings=here)
        if self._changes:
            audited = partial(_then, audited, self._changes.limits(path, rules, here))
        fixed = fixing.fix(data, audited, unsafe=self._options.unsafe_fixes)
        if fixed.audit.error is not None:
            # Its bytes are given back as they came: who pipes a text through must not lose it.
            if stdin:
                sys.stdout.buffer.write(data)
            return fixed.audit
        self.changed += fixed.after != fixed.before
        return fixed

    def _written(self, path: str, fixed: fixing.Fixed) -> bool:
        """Write the file, unless somebody else has; say so where it cannot be done."""
        try:
            if files.is_stream(path):
                raise CiteauditError(f"{path}: is a pipe and no file; not fixed: name - to read it and print it fixed")  # noqa: TRY301
            if Path(path).read_bytes() != fixed.before:
                raise CiteauditError(f"{path}: was changed while it was read; not fixed")  # noqa: TRY301
            destination.replace(path, fixed.after)
        except (CiteauditError, OSError) as error:
            self.troubles += 1
            running.complain([str(error)])
            return False
        return True

    def _tell_refused(self, fixed: fixing.Fixed) -> None:
        """Say what was asked for and is not fixed, and why."""
        refused = [(each, f"{each.rule} is not fixed: {_BY_HAND}") for each in fixed.refused]
        if self._options.unsafe_fixes:
            refused += [
                (each, reason) for each in shown(fixed.audit.findings) for reason in each.because
                if reason.startswith(REFUSED)
            ]  # fmt: skip
        for finding, why in refused:
            line = f"line {finding.line}: " if finding.line else ""
            running.complain([f"{fixed.audit.path}: {line}{why}"])


def _then(audited: Callable[[bytes], Audit], limits: Callable[[Audit], Audit], data: bytes) -> Audit:
    return limits(audited(data))
