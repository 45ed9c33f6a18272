"""A run over several documents: what an earlier run knows is not worked out again, what they share is told in each.

Where documents are compared, there are two rounds. The first sums each of them up, and keeps the audit where it can;
the second gives out the audits in order, those of documents that share something made with what they share. What they
share is kept as well: where none of them has changed, there is no first round.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from citeaudit import audit
from citeaudit.across.wanted import articles
from citeaudit.audit import Audited
from citeaudit.cache.kept import Cache, of_all, with_shared
from citeaudit.cache.keys import digest_of
from citeaudit.commands.task import Seen, Task, content, summed
from citeaudit.model import Audit
from citeaudit.model.shared import Among
from citeaudit.reporters import Lean
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings

HELD, HELD_FINDINGS = 1000, 5000
"""Documents of a run whose audits stay in memory between the rounds, with the words of a report or with findings only;
those of more are fetched or made again."""


class Run(NamedTuple):
    """How the documents of a run are audited."""

    settings: Settings
    rules: Rulebook
    lean: Lean | None
    """What makes an audit small enough to be kept; None where whoever asks needs the document."""
    cache: Cache | None
    """None where `lean` is."""
    jobs: int = 1
    audited: Audited | None = None
    """Audits a document otherwise than as a file; None where files are audited."""

    def one_by_one(self, tasks: Sequence[Task]) -> Iterator[Audit]:
        """Audit documents that have nothing to do with one another."""
        for task, seen in zip(tasks, self._seen(tasks, Among()), strict=True):
            yield self._audit(task, seen)
        self._tidied()

    def compared(self, tasks: Sequence[Task]) -> Iterator[Audit]:
        """Audit documents, each with what it has in common with the others."""
        forms = articles(task.path for task in tasks)
        whole = None
        if self.cache:
            tasks = [_named(task, self) for task in tasks]
            if all(task.first for task in tasks):
                whole = of_all([(task.path, task.first and task.first.key) for task in tasks], forms)
            known = self.cache.shared(whole, len(tasks)) if whole else None
            if known is not None:
                yield from self.one_by_one(
                    [task._replace(shared=more) for task, more in zip(tasks, known, strict=True)]
                )
                return
        from citeaudit.across.matching import shared

        first: list[Seen] = []
        held = self.lean and len(tasks) <= (HELD_FINDINGS if self.lean.from_findings else HELD)
        if held or self.cache:
            seen = self._seen(tasks, Among(summarised=True))
            first += seen if held else (each._replace(audit=None, kept=None) for each in seen)
        else:
            first += self._pooled(partial(summed, settings=self.settings), tasks)
        found = shared([(task.path, seen.summary) for task, seen in zip(tasks, first, strict=True)], forms)
        again = [
            task._replace(shared=more, first=seen._replace(summary=None)) if more else task
            for task, more, seen in zip(tasks, found, first, strict=True)
        ]
        # What is kept or held stands as it is; the others go round once more.
        second = self._seen([task for task, seen in zip(again, first, strict=True) if _goes(task, seen)], Among())
        for task, own in zip(again, first, strict=True):
            yield self._audit(task, next(second) if _goes(task, own) else own)
        if self.cache and whole and all(map(_stands, tasks, first)):
            self.cache.keep_shared(whole, found)
        self._tidied()

    def _seen(self, tasks: Sequence[Task], among: Among) -> Iterator[Seen]:
        """What became of each task; what is kept is looked up here, for to start a process takes longer."""
        work = partial(_done, run=self, among=among)
        if self.jobs == 1 or not self.cache:
            yield from self._pooled(work, tasks)
            return
        known = [_known(task, self, among) for task in tasks]
        made = self._pooled(work, [task for task, seen in zip(tasks, known, strict=True) if seen is None])
        for seen in known:
            if seen is None:
                seen = next(made)  # noqa: PLW2901
                if seen.key:
                    self.cache.store.note(seen.key)
            yield seen

    def _pooled(self, work: Callable[[Task], Seen], tasks: Sequence[Task]) -> Iterator[Seen]:
        jobs = min(self.jobs, len(tasks))
        if jobs <= 1:
            yield from map(work, tasks)
            return
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(max_workers=jobs) as pool:
            # Small pieces: whoever interrupts the run waits for those that were handed out.
            yield from pool.map(work, tasks, chunksize=max(1, min(16, len(tasks) // (jobs * 4))))

    def _audit(self, task: Task, seen: Seen) -> Audit:
        """The audit of a task; one that was kept, and is gone now, is made again."""
        made = self.fetched(task, seen) or _made(task, self._replace(cache=None), Among(), *content(task)).audit
        return made or Audit(task.path, error="is no longer there")

    def fetched(self, task: Task, seen: Seen) -> Audit | None:
        """The audit of a task, where there is one."""
        if seen.audit is not None:
            return seen.audit
        kept = seen.kept or (self.cache.recalled(seen.key) if self.cache and seen.key else None)
        return kept.audit(task.path) if kept else None

    def _tidied(self) -> None:
        if self.cache:
            self.cache.store.tidy()


def _goes(task: Task, seen: Seen) -> bool:
    """Must it go round once more?"""
    return bool(task.shared) or not (seen.key or seen.audit)


def _named(task: Task, run: Run) -> Task:
    """The task with the digest and the key of its content; one that cannot be opened has neither."""
    if task.data is not None or run.cache is None or run.lean is None:
        return task
    data, _ = content(task)
    if data is None:
        return task._replace(first=Seen(b""))
    digest = digest_of(data)
    return task._replace(first=Seen(digest, run.cache.keys.document(task.path, digest, run.lean.form)))


def _stands(task: Task, seen: Seen) -> bool:
    """Did the first round see the content that the task was named by, and whole: is its audit kept?"""
    return task.first is not None and (seen.digest, seen.key) == task.first[:2]


def _done(task: Task, run: Run, among: Among) -> Seen:
    """Recall the audit of a task, or make it and keep it."""
    if run.audited and task.data is None and not task.error:
        made = run.audited(task.path, run.rules, run.settings)
        return Seen(b"", audit=run.lean(made) if run.lean else made)
    return _known(task, run, among) or _made(task, run, among, *content(task))


def _known(task: Task, run: Run, among: Among) -> Seen | None:
    """What is kept of a task; standard input, of which nothing is, is not asked for."""
    if run.cache is None or run.lean is None or task.data is not None:
        return None
    digest, key = ((task if task.first else _named(task, run)).first or Seen(b""))[:2]
    if key is None:
        return None
    if task.shared:
        key = with_shared(key, task.shared)
    kept = run.cache.recalled(key, summarised=among.summarised)
    return Seen(digest, key, kept.summary, kept=kept) if kept else None


def _made(task: Task, run: Run, among: Among, data: bytes | None, error: str) -> Seen:
    """Audit a document, and keep the audit where it has nothing to hide: no rule gave up, all could be read."""
    if data is None:
        return Seen(b"", audit=Audit(task.path, error=error))
    digest = digest_of(data)
    first = task.first if task.first and task.first.digest == digest else None
    shared = task.shared if first else ()
    here = run.settings.for_path(task.path)
    cache, form = (run.cache, run.lean.form) if run.cache and run.lean and task.data is None else (None, "")
    before = cache.keys.document(task.path, digest, form) if cache else None
    rules = run.rules if here is run.settings else None
    among = among._replace(shared=shared)
    made = None
    if shared and first and run.lean and run.lean.from_findings and (known := run.fetched(task, first)):
        made = audit.amended(known, data, format=here.format, rules=rules, settings=here, among=among)
    made = made or audit.audit_bytes(data, path=task.path, format=here.format, rules=rules, settings=here, among=among)
    lean = run.lean(made) if run.lean else made
    seen = Seen(digest, None, made.summary, lean)
    if cache is None or before is None or made.document is None or made.failures:
        return seen
    if before != cache.keys.document(task.path, digest, form):  # a list beside it was changed meanwhile
        return seen
    key = with_shared(before, shared) if shared else before
    return seen._replace(key=key) if cache.keep(key, lean, made.document) else seen
