"""`baseline`: create, bring up to date, show or prune a file of findings to live with."""

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence

from citeaudit import audit, files, rulebook, sourcing
from citeaudit import baseline as baselines
from citeaudit.commands import OK, TROUBLE, arguments, running
from citeaudit.errors import CiteauditError
from citeaudit.layout import one_line


def baseline(options: Namespace) -> int:
    """Create, bring up to date, show or prune a file of findings to live with."""
    arguments.one_of("baseline", options.action, ("create", "update", "show", "prune"))
    path = options.file
    base = baselines.of(path) if options.action == "create" else baselines.read(path)
    if options.action == "show":
        for entry in sorted(base.entries.values(), key=lambda entry: (entry.path, entry.rule, entry.words)):
            print(f"{one_line(entry.path)}: {entry.rule}: {one_line(entry.words)}")
        print(f"{len(base.entries)} findings in the baseline")
        return OK
    if options.action == "create" and os.path.lexists(path):
        raise CiteauditError(f"{path}: there is such a file already; to bring it up to date: citeaudit baseline update")
    if options.action == "prune":
        return _written(path, base, [entry for entry in base.entries.values() if base.has_file(entry.path)])
    settings = arguments.settings(options)._replace(baseline=path)
    rules = rulebook.load(settings)
    running.complain(rules.errors)
    found = list(files.find(options.paths, audit.suffixes(), settings.excludes))
    sourcing.check(settings)
    audits = list(running.audits(found, options, settings._replace(baseline=None), rules))
    troubles = [f"{each.path}: {why}" for each in audits for why in (each.error, *each.failures) if why]
    running.complain(troubles)
    # Of what could not be checked nothing is known: it keeps its entries.
    seen = [base.named(each.path) for each in audits if not each.error and not each.failures]
    add = options.action == "create" or options.add
    _written(path, base, baselines.updated(base, baselines.entries(audits, base), seen, add=add))
    return TROUBLE if rules.errors or troubles else OK


def _written(path: str, base: baselines.Baseline, kept: Sequence[baselines.Entry]) -> int:
    """Write a baseline anew, and say what has changed."""
    baselines.write(path, kept)
    before = Counter(entry.fingerprint for entry in base.entries.values())
    after = Counter(entry.fingerprint for entry in kept)
    added, dropped = (after - before).total(), (before - after).total()
    print(f"{added} added, {dropped} dropped, {len(kept)} in {path}")
    return OK
