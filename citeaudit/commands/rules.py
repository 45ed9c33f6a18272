"""The commands `rules` and `explain`: list the rules, prove them, try one on articles, say what one is for."""

import sys
import textwrap
from argparse import Namespace

from citeaudit import audit, files, plugins, resources, rulebook, views
from citeaudit.commands import FINDINGS, OK, TROUBLE, arguments, running
from citeaudit.errors import CiteauditError
from citeaudit.model import waivers
from citeaudit.rulebook import Rulebook
from citeaudit.settings import tables
from citeaudit.trial import trial

SCHEMAS = {"rule": "rule.json", "settings": "settings.json", "report": "citeaudit-1.json"}


def rules(options: Namespace) -> int:
    """List, test, try or schema; exit code 2 where a rule is wrong, 1 where an example fails."""
    actions = {"list": _list, "test": _test, "try": _try, "schema": _schema}
    arguments.one_of("rules", options.action, tuple(actions))
    if options.words and options.action in ("list", "test"):
        raise CiteauditError(f'rules {options.action}: "{options.words[0]}" is one word too many')
    return actions[options.action](options)


def explain(options: Namespace) -> int:
    """Say what a rule, or each rule of a group, finds and why; exit code 2 where another rule is wrong."""
    settings = arguments.settings(options)._replace(select=(), ignore=(), levels={}, layers=(), overrides=())
    book = rulebook.load(settings)
    running.complain(book.errors)
    width, color = running.screen(sys.stdout, options.color)
    wanted = [rule for rule in book.rules if options.rule in (rule.id, rule.group)]
    allowing = [name for name in waivers.RULES if options.rule in (name, waivers.GROUP)]
    if not wanted and not allowing:
        known = [*(rule.id for rule in book.rules), *sorted({rule.group for rule in book.rules})]
        known += (waivers.GROUP, *waivers.RULES)
        raise CiteauditError(f'there is no rule "{options.rule}"{tables.did_you_mean(options.rule, known)}')
    for rule in wanted:
        plugins.load(views, "explain").write(rule, sys.stdout, width=width, color=color)
    for name in allowing:
        print(f"{name} ({waivers.GROUP})\n{textwrap.fill(waivers.RULES[name], width)}")
    return TROUBLE if book.errors else OK


def _list(options: Namespace) -> int:
    book = _loaded(options)
    width, color = running.screen(sys.stdout, options.color)
    plugins.load(views, "rules").write(book.rules, sys.stdout, width=width, color=color)
    return TROUBLE if book.errors else OK


def _test(options: Namespace) -> int:
    from citeaudit.commands import fixing  # nothing else here mends

    book = _loaded(options)
    failures = [line for rule in book.rules for line in rulebook.prove(rule, audit.findings_of, fixing.mended)]
    examples = sum(len(rule.bad) + len(rule.good) for rule in book.rules)
    for line in failures:
        print(line)
    print(f"{len(book.rules)} rules, {examples} examples, {len(failures)} failed")
    return TROUBLE if book.errors else FINDINGS if failures else OK


def _try(options: Namespace) -> int:
    """Try one rule, by its name or its file, at every confidence, whether the settings have it on or not."""
    if len(options.words) < 2:
        raise CiteauditError("rules try: needs a RULE, by its name or its file, and the PATHs of articles to try it on")
    wanted, *paths = options.words
    settings = arguments.settings(options)._replace(confidence="low", overrides=())
    rule = rulebook.one(wanted, settings)
    book = rulebook.load(settings)
    running.complain(book.errors)
    # Beside the rules that run anyway, of which a rule of the same name is an older state of this one.
    book = Rulebook((*(each for each in book.rules if each.id != rule.id), rule), book.seal, book.errors)
    found = list(files.find(paths, audit.suffixes(), settings.excludes))
    audits = list(running.audits(found, options, settings, book))
    troubles = [f"{each.path}: {why}" for each in audits for why in (each.error, *each.failures) if why]
    running.complain(troubles)
    width, color = running.screen(sys.stdout, options.color)
    plugins.load(views, "trial").write(trial(rule.id, audits), sys.stdout, width=width, color=color)
    return TROUBLE if troubles or book.errors else OK


def _schema(options: Namespace) -> int:
    """Print the JSON Schema of a rule file, of the settings or of the report; editors complete by the first two."""
    name, *more = options.words or ["rule"]
    if more:
        raise CiteauditError(f'rules schema: "{more[0]}" is one word too many')
    arguments.one_of("rules schema", name, tuple(SCHEMAS))
    sys.stdout.write(resources.schema(SCHEMAS[name]))
    return OK


def _loaded(options: Namespace) -> Rulebook:
    book = rulebook.load(arguments.settings(options))
    running.complain(book.errors)
    return book
