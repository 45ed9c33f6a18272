"""A session of Spark of our own, for the command line."""

import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from citeaudit.archive.spark.jobs import without_pandas
from citeaudit.errors import CiteauditError

_JAVA = "Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless), found by JAVA_HOME or on the PATH"
_SUBMITTED = "PYSPARK_GATEWAY_PORT"
"""Set where spark-submit has started the program, and Java before it."""
_ATTEMPTS = 4
"""Of a task; Spark makes only one on a single machine where nothing is said."""
_LOGGING = Path(__file__).with_name("log4j2.properties")
_OWN = {
    "spark.app.name": "citeaudit",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}",
    # Nothing that we do of Spark touches pandas, but its workers warn of versions that they do not know well.
    "spark.executorEnv.PYTHONWARNINGS": "ignore:PySpark does not yet fully support pandas:FutureWarning",
}
_HERE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
"""A session of one machine needs no network and opens no page."""


def check() -> None:
    """See that Spark can be started.

    Raises:
        CiteauditError: something is not installed.
    """
    for package in ("pyspark", "pyarrow", "pandas"):
        if find_spec(package) is None:
            raise CiteauditError(
                f"--engine spark needs {package}, which is not installed: pip install 'citeaudit[spark]'"
            )
    if _SUBMITTED not in os.environ and java() is None:
        raise CiteauditError(f"--engine spark needs {_JAVA}, and there is no java here")


def java() -> str | None:
    """The Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=os.path.join(home, "bin") if home else None)


@contextmanager
def started(said: Mapping[str, str], cores: int) -> Iterator[Any]:
    """A session with the settings `said`, on this machine where they, and those of Spark, name no other; then stopped.

    Raises:
        CiteauditError: it cannot be started.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    # Workers would otherwise run the first python3 of the PATH.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # Of a connection that breaks; it is raised as well, and told then, perhaps in a thread that ends behind all others.
    logging.getLogger().addFilter(_is_none_of_py4j)
    logging.getLogger("py4j").setLevel(logging.CRITICAL + 1)
    own = {**_OWN, **({} if is_elsewhere(said) else {"spark.master": f"local[{cores},{_ATTEMPTS}]", **_HERE}), **said}
    try:
        with without_pandas():
            session = SparkSession.builder.config(map=own).getOrCreate()
    except (PySparkException, OSError) as error:
        raise CiteauditError(f"Spark cannot be started: {_plain(error)}; it needs {_JAVA}") from None
    session.sparkContext.setLogLevel("OFF")  # what becomes of each unit is told by ourselves
    listener = getattr(session.sparkContext, "_accumulatorServer", None)
    if listener is not None:  # when Java dies it prints a traceback of its own, behind all that is raised
        listener.handle_error = lambda *_: None
    try:
        yield session
    finally:
        with suppress(Exception):  # where Java has died, there is nothing to stop
            session.stop()


def _is_none_of_py4j(record: logging.LogRecord) -> bool:
    return "py4j" not in record.pathname


def is_elsewhere(said: Mapping[str, str]) -> bool:
    """Whether somebody has said where Spark runs: nothing of it may be set then that suits one machine."""
    if "spark.master" in said or _SUBMITTED in os.environ or "master" in os.environ.get("PYSPARK_SUBMIT_ARGS", ""):
        return True
    home = os.environ.get("SPARK_HOME", "")
    defaults = Path(os.environ.get("SPARK_CONF_DIR") or os.path.join(home, "conf"), "spark-defaults.conf")
    return defaults.is_file() and any(
        line.split("=")[0].split()[:1] == ["spark.master"] for line in defaults.read_text(encoding="utf-8").splitlines()
    )


def _plain(error: BaseException) -> str:
    return re.sub(r"^\[[A-Z_]+\] *", "", " ".join(str(error).split())).rstrip(".")[:300]
