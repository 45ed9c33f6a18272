"""Who does what in a run: whatever workers do and whenever they die, each part is done once and the run comes to an end."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from citeaudit.archive.board import SHARED, Board, Task
from citeaudit.archive.items import Unit
from citeaudit.archive.slate import At
from citeaudit.archive.tally import UnitState


def unit(n: int, size: int = SHARED) -> Unit:
    return Unit("jsonl", f"{n}.jsonl.gz", 0, -1, size, str(n))


def board(units: list[Unit], done: dict[str, frozenset[int]] | None = None, parts: int | None = None) -> Board:
    states = {each.key: UnitState(each.key, each.size, parts, frozenset()) for each in units}
    states |= {key: states[key]._replace(done=numbers) for key, numbers in (done or {}).items()}
    return Board(units, states)


READING = At("reading", 0, 0.0)


class Worker:
    """What a worker does, a step at a time, with units of so many parts."""

    def __init__(self, number: int, parts: dict[str, int]) -> None:
        self.number, self.parts = number, parts
        self.task: Task | None = None
        self.part = 0
        self.holds: int | None = None

    def step(self, on: Board, finished: list[tuple[str, int]]) -> None:
        if self.task is None:
            self.task, self.part, self.holds = on.task(self.number), 0, None
            return
        key = self.task.key
        if self.holds is not None:
            finished.append((key, self.holds))
            on.finished(key, self.holds)
            self.holds = None
        elif self.part == self.parts[key]:
            on.ended(key, self.part)
            on.left_by(key, self.number)
            self.task = None
        else:
            answer = on.claim(key, self.part, self.number)
            if answer == "stop":
                on.left_by(key, self.number)
                self.task = None
                return
            self.holds = self.part if answer == "go" else None
            self.part += 1


@settings(max_examples=200)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=5), st.integers(1, 4), st.integers(0, 10**6), st.floats(0, 0.2))
def test_each_part_is_done_once_whoever_dies(sizes: list[int], workers: int, seed: int, deadly: float) -> None:
    dice = random.Random(seed)
    units = [unit(n) for n in range(len(sizes))]
    parts = {each.key: size for each, size in zip(units, sizes, strict=True)}
    on = board(units)
    crew = [Worker(n, parts) for n in range(workers)]
    finished: list[tuple[str, int]] = []
    given_up = []
    for step in range(20_000):
        if not on.left:
            break
        worker = dice.choice(crew)
        if worker.task and dice.random() < deadly:
            at = At("auditing", worker.part * 100 + dice.randrange(50), 0.0)
            given_up.append(on.died(worker.task.key, worker.number, at, late=False))
            crew.remove(worker)
            crew.append(Worker(1000 + step, parts))
        else:
            worker.step(on, finished)
    assert not on.left
    assert len(finished) == len(set(finished))
    if not any(given_up):
        assert sorted(finished) == sorted((key, part) for key, many in parts.items() for part in range(many))


def test_small_units_are_not_shared_and_large_ones_are() -> None:
    on = board([unit(0, size=10)])
    assert on.task(1)
    assert on.task(2) is None
    on = board([unit(0), unit(1)])
    first, second, third = (on.task(n) for n in (1, 2, 3))
    assert first and second and third
    assert first.key != second.key
    assert third.key in (first.key, second.key)


def test_parts_that_are_done_are_read_past() -> None:
    each = unit(0)
    on = board([each], {each.key: frozenset((0, 2))})
    task = on.task(1)
    assert task
    assert [on.claim(task.key, part, 1) for part in range(4)] == ["skip", "go", "skip", "go"]


def test_a_document_is_left_out_after_three_deaths_over_it_and_a_hanging_one_after_the_first() -> None:
    on = board([unit(0)])
    for n in range(3):
        task = on.task(n)
        assert task
        assert not task.left_out
        assert on.died(task.key, n, At("auditing", 7, 1.0), late=False) is None
    task = on.task(3)
    assert task
    assert task.left_out == {7: "worker-died"}
    on.died(task.key, 3, At("auditing", 9, 100.0), late=True)
    task = on.task(4)
    assert task
    assert task.left_out == {7: "worker-died", 9: "timeout"}


def test_a_file_over_whose_reading_workers_die_is_read_as_far_as_that() -> None:
    on = board([unit(0)])
    for n in range(3):
        task = on.task(n)
        assert task
        on.died(task.key, n, At("reading", 4, 1.0), late=False)
    task = on.task(4)
    assert task
    assert task.until == (4, "worker-died")


def test_a_unit_over_which_everybody_dies_is_given_up_and_the_others_are_done() -> None:
    on = board([unit(0), unit(1)])
    why = None
    for n in range(20):
        task = on.task(n)
        assert task
        if task.key == unit(1).key:
            on.left_by(task.key, n)
            break
        why = on.died(task.key, n, At("writing", -n, 0.0), late=False) or why
    assert why
    assert "workers died over it" in why
    assert on.left == 1


def test_after_a_stop_nobody_gets_anything() -> None:
    on = board([unit(0)])
    task = on.task(1)
    assert task
    assert on.claim(task.key, 0, 1) == "go"
    on.stopping = True
    assert on.claim(task.key, 1, 1) == "stop"
    assert on.task(2) is None
