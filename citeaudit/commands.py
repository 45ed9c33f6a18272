"""The commands that look at more than one state of a text: two versions, a baseline."""

import os
import sys
from argparse import Namespace

from citeaudit import arguments, audit, files, plugins, rulebook, running, views
from citeaudit import baseline as baselines
from citeaudit.errors import CiteauditError

OK, FINDINGS, TROUBLE = 0, 1, 2


def baseline(options: Namespace) -> int:
    """Create, bring up to date, show or prune a file of findings to live with."""
    arguments.one_of("baseline", options.action, ("create", "update", "show", "prune"))
    path = options.file
    known = {} if options.action == "create" else baselines.read(path)
    if options.action == "show":
        for entry in sorted(known.values(), key=lambda entry: (entry.path, entry.rule, entry.words)):
            print(f"{entry.path}: {entry.rule}: {entry.words}")
        print(f"{len(known)} findings in the baseline")
        return OK
    if options.action == "create" and os.path.exists(path):
        raise CiteauditError(f"{path}: there is such a file already; to bring it up to date: citeaudit baseline update")
    if options.action == "prune":
        kept = {key: entry for key, entry in known.items() if os.path.exists(entry.path)}
        baselines.write(path, kept)
        print(f"{len(known) - len(kept)} dropped, {len(kept)} left in {path}")
        return OK
    settings = arguments.settings(options)
    rules = rulebook.load(settings)
    running.complain(rules.errors)
    found = list(files.find(options.paths, audit.suffixes(), settings.excludes))
    audits = list(running.audits(found, options, settings, rules))
    running.complain(f"{each.path}: {each.error}" for each in audits if each.error)
    now = baselines.entries(audits)
    kept = now if options.action == "create" or options.add else {key: now[key] for key in known if key in now}
    # What was not looked at keeps its entries: an update of one folder says nothing of the others.
    seen = {os.path.basename(each.path) for each in audits if not each.error}
    kept |= {key: entry for key, entry in known.items() if key[1] not in seen}
    baselines.write(path, kept)
    added, dropped = len(kept.keys() - known.keys()), len(known.keys() - kept.keys())
    print(f"{added} added, {dropped} dropped, {len(kept)} in {path}")
    return TROUBLE if rules.errors or any(each.error for each in audits) else OK


def compare(options: Namespace) -> int:
    """Exit code 1 where something changed that an editor should see."""
    from citeaudit import history  # the other commands need none of it

    settings = arguments.settings(options)
    arguments.one_of("--output-format", options.output_format, ("table", "json"))
    audit.check_sources(settings)
    if options.git is None and len(options.paths) != 2:
        raise CiteauditError("compare: needs OLD and NEW, or files and folders with --git REV")
    if options.git is None:
        compared = [history.two_files(options.paths[0], options.paths[1], settings)]
    else:
        compared = list(history.with_past(options.paths, options.git, settings))
    view = plugins.load(views, "compare")
    if options.output_format == "json":
        view.write_json(compared, sys.stdout)
    else:
        width, color = running.screen(sys.stdout, options.color)
        view.write(compared, sys.stdout, width=width, color=color)
    running.complain(line for each in compared for line in (*each.failed, *((each.error,) if each.error else ())))
    if any(each.error for each in compared):
        return TROUBLE
    return FINDINGS if any(each.versions and each.versions.changes for each in compared) else OK
