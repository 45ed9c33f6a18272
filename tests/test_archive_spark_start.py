"""Spark, as far as it goes without Java: what is asked of a person, what driver and tasks tell each other, batches."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

import archives

from citeaudit.archive.items import Unit, packed
from citeaudit.archive.spark import driving, session
from citeaudit.archive.spark.jobs import reason
from citeaudit.archive.spark.orders import Answer, Order
from citeaudit.archive.tally import Done

PRETENDED = """
import sys, types, importlib.machinery
for name in {present}:
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__spec__ = importlib.machinery.ModuleSpec(name, None)
for name in {absent}:
    sys.modules[name] = None
from citeaudit.cli import main
sys.exit(main(["archive", "--isolated", "in", "--out", "out", "--engine", "spark"]))
"""
LACKING = {
    "no pyspark": ([], ["pyspark"], "needs pyspark, which is not installed: pip install 'citeaudit[spark]'"),
    "no pandas": (["pyspark"], ["pandas"], "needs pandas, which is not installed: pip install 'citeaudit[spark]'"),
    "no Java": (["pyspark", "pandas"], [], "openjdk-17-jre-headless), found by JAVA_HOME or on the PATH, and there is"),
}


@pytest.mark.parametrize(("present", "absent", "said"), LACKING.values(), ids=LACKING)
def test_what_is_not_installed_is_named_with_the_remedy(
    tmp_path: Path, present: list[str], absent: list[str], said: str
) -> None:
    archives.archive(tmp_path / "in", 1, 1)
    done = subprocess.run(
        [sys.executable, "-c", PRETENDED.format(present=present, absent=absent)], cwd=tmp_path, capture_output=True,
        check=False, encoding="utf-8", env=archives.environment({"JAVA_HOME": str(tmp_path)}),
    )  # fmt: skip
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


MISTAKES = {
    "a setting of Spark": (["--spark", "spark.master=yarn"], "--spark: goes with --engine spark"),
    "a batch": (["--batch", "3"], "--batch: goes with --engine spark"),
    "a setting without a value": (["--engine", "spark", "--spark", "yarn"], "needs a name and a value"),
}


@pytest.mark.parametrize(("words", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    archives.archive(tmp_path / "in", 1, 1)
    done = archives.citeaudit("archive", "--isolated", "in", "--out", "out", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


ELSEWHERE = {
    "nothing is said": ({}, {}, "", False),
    "by the person": ({"spark.master": "yarn"}, {}, "", True),
    "by spark-submit": ({}, {"PYSPARK_GATEWAY_PORT": "5"}, "", True),
    "by arguments for it": ({}, {"PYSPARK_SUBMIT_ARGS": "--master yarn pyspark-shell"}, "", True),
    "by the settings of Spark": ({}, {}, "spark.master   yarn\n", True),
    "by them, with a sign": ({}, {}, "# ours\nspark.master=yarn\n", True),
    "by them, in a comment": ({}, {}, "#spark.master yarn\nspark.master.rest.enabled true\n", False),
}


@pytest.mark.parametrize(("said", "variables", "defaults", "is_elsewhere"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_spark_runs_here_unless_somebody_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], variables: dict[str, str], defaults: str,
    is_elsewhere: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    (tmp_path / "spark-defaults.conf").write_text(defaults, encoding="utf-8")
    for name in ("PYSPARK_GATEWAY_PORT", "PYSPARK_SUBMIT_ARGS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"SPARK_CONF_DIR": str(tmp_path), **variables}.items():
        monkeypatch.setenv(name, value)
    assert session.is_elsewhere(said) is is_elsewhere


numbers = st.integers(0, 1 << 62)
texts = st.text(st.characters(codec=None), max_size=20)  # file names may hold halves of surrogate pairs
names = st.text(st.characters(codec=None, exclude_characters="\0"), min_size=1, max_size=20)
files = st.just(b"") | st.lists(names, min_size=1).map(packed)
units = st.builds(Unit, texts, texts, numbers, st.integers(-1, 9), numbers, texts, files)
rests = st.lists(st.tuples(texts, texts)).map(tuple)
dones = st.builds(Done, numbers, numbers, numbers, numbers, numbers, numbers, st.dictionaries(texts, numbers), rests)


@given(units, st.frozensets(numbers))
def test_an_order_arrives_as_it_was_sent(unit: Unit, done: frozenset[int]) -> None:
    order = Order(unit, done)
    assert Order.read(order.written()) == order
    assert order.written().isascii()


@given(texts, st.lists(st.tuples(numbers, dones)).map(tuple), st.none() | numbers, st.none() | texts)
def test_an_answer_arrives_as_it_was_sent(
    key: str, finished: tuple[tuple[int, Done], ...], parts: int | None, trouble: str | None
) -> None:
    answer = Answer(key, finished, parts, trouble)
    assert Answer.read(answer.written()) == answer
    assert answer.written().isascii()


@given(st.lists(st.integers(0, 200_000_000)), st.integers(1, 9), st.none() | st.integers(1, 50))
def test_batches_hold_every_unit_once_and_keep_all_cores_busy(sizes: list[int], slots: int, fixed: int | None) -> None:
    orders = [Order(Unit("jsonl", f"{n}", 0, -1, size, ""), frozenset()) for n, size in enumerate(sizes)]
    batches = list(driving.batches(orders, slots, fixed))
    assert [order for batch in batches for order in batch] == orders
    for batch in batches[:-1]:
        assert len(batch) == fixed if fixed else len(batch) >= slots


CRASHED = (
    "An error occurred while calling o78.collectToPython.\n: org.apache.spark.SparkException: Job aborted due to stage "
    "failure: Task 0 in stage 1.0 failed 4 times, most recent failure: Lost task 0.3 in stage 1.0 (TID 2) (10.0.0.2 "
    "executor driver): org.apache.spark.SparkException: Python worker exited unexpectedly (crashed). Consider setting "
    "'spark.python.worker.faulthandler.enabled' to 'true'.\n\tat org.apache.spark.api.python.X(PythonRunner.scala:1136)"
)
RAISED = (
    "An exception was thrown from the Python worker:\nTraceback (most recent call last):\n"
    '  File "/x.py", line 6, in boom\n    raise ValueError("poison")\nValueError: poison'
)
REASONS = {
    "a worker that dies": (CRASHED, "Python worker exited unexpectedly (crashed)."),
    "an exception": (RAISED, "ValueError: poison"),
    "a program that is not there": (RAISED.replace("ValueError: poison", "ModuleNotFoundError: No module named "
                                                   "'citeaudit'"), "the workers of Spark cannot import citeaudit: in"),
    "a machine that is lost": (
        CRASHED.partition("org.apache.spark.SparkException: Python")[0] + "ExecutorLostFailure (executor 3 exited)\nx",
        "ExecutorLostFailure (executor 3 exited)",
    ),
    "a session that ends": (
        "An error occurred while calling o7.range.\n: org.apache.spark.SparkException: Job 1 cancelled\n\tat scala.X(Y)",
        "Job 1 cancelled",
    ),
    "something else": ("[CANNOT] Connection\nrefused", "[CANNOT] Connection refused"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), REASONS.values(), ids=REASONS)
def test_why_a_job_failed_is_told_in_one_line(said: str, expected: str) -> None:
    assert reason(RuntimeError(said)).startswith(expected)
    assert "\n" not in reason(RuntimeError(said))
