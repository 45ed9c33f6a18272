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
<<<<<<< HEAD
    if options.git is None and len(options.paths) != 2:
        raise CiteauditError("compare: needs OLD and NEW, or files and folders with --git REV")
    if options.git is None:
        compared = [history.two_files(options.paths[0], options.paths[1], settings)]
    else:
        compared = list(history.with_past(options.paths, options.git, settings))
=======
    audit.check_sources(settings)
    if len(options.paths) != (1 if options.git else 2):
        raise CiteauditError("compare: needs OLD and NEW, or one file with --git REV")
    if options.git:
        path = options.paths[0]
        before = audit.audit_bytes(
            revisions.show(options.git, path), path=path, rules=rulebook.Rulebook(()), settings=settings
        )
        old = before._replace(path=f"{path} ({options.git})")
    else:
        old = audit.audit_file(options.paths[0], rules=rulebook.Rulebook(()), settings=settings)
    new = audit.audit_file(options.paths[-1], rules=rulebook.Rulebook(()), settings=settings)
    if old.document is None or new.document is None:
        broken = old if old.document is None else new
        raise CiteauditError(f"{broken.path}: could not be read: {broken.error}")
    running.complain(f"{each.path}: {failure}" for each in (old, new) for failure in each.rules_failed)
    changes = comparison.compare(old.document, new.document)
    versions = comparison.Versions(old.document, new.document, changes)
>>>>>>> main
    view = plugins.load(views, "compare")
    if options.output_format == "json":
        view.write_json(compared, sys.stdout)
    else:
        width, color = running.screen(sys.stdout, options.color)
        view.write(compared, sys.stdout, width=width, color=color)
    running.complain(each.error for each in compared if each.error)
    if any(each.error for each in compared):
        return TROUBLE
    return FINDINGS if any(each.versions and each.versions.changes for each in compared) else OK
