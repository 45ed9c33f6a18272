"""`compare`: two versions of an article, or articles with what they were in a git revision."""

import sys
from argparse import Namespace

from citeaudit import plugins, sourcing, views
from citeaudit.commands import FINDINGS, OK, TROUBLE, arguments, history, running
from citeaudit.errors import CiteauditError


def compare(options: Namespace) -> int:
    """Exit code 1 where something changed that an editor should see."""
    settings = arguments.settings(options)
    arguments.one_of("--output-format", options.output_format, ("table", "json"))
    sourcing.check(settings)
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
