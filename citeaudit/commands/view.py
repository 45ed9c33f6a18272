"""`map` and `sources`: one document, looked at from one side, without a rule."""

import os
import sys
from argparse import Namespace

from citeaudit import audit, files, plugins, rulebook, sourcing, views
from citeaudit.commands import OK, TROUBLE, arguments, running
from citeaudit.errors import CiteauditError


def view(options: Namespace) -> int:
    """Print one document with the view that the command is named after."""
    settings = arguments.settings(options)
    path = options.paths[0]
    if os.path.isdir(path):
        raise CiteauditError(f"{path}: this is a folder; {options.command} takes one document")
    found = next(files.find([path], audit.suffixes(), settings.excludes))
    sourcing.check(settings)
    result = running.one(found, options, settings, rulebook.Rulebook(()))
    running.complain(f"{result.path}: {failure}" for failure in result.failures)
    if result.document is None:
        raise CiteauditError(f"{result.path}: could not be read: {result.error}")
    width, color = running.screen(sys.stdout, options.color)
    shown = plugins.load(views, options.command)
    wanted = getattr(options, "output_format", "table")
    arguments.one_of("--output-format", wanted, ("table", "csv", "json"))
    if wanted == "table":
        shown.write(result.document, sys.stdout, width=width, color=color)
    else:
        (shown.write_csv if wanted == "csv" else shown.write_json)(result.document, sys.stdout)
    return TROUBLE if result.failures else OK
