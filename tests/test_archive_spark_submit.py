"""Archives on Spark by the words of the README: spark-submit, here and on a cluster whose machines are this one."""

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
pytest.importorskip("pyspark", reason="needs pyspark: pip install 'citeaudit[spark]'")
pytest.importorskip("pandas", reason="needs pandas: pip install 'citeaudit[spark]'")

import archives
from archives import article, digest, records, rows

import citeaudit
from citeaudit import resources
from citeaudit.archive.spark import session

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="starts the programs of Spark for Unix"),
    pytest.mark.skipif(session.java() is None, reason="needs Java 17: apt-get install openjdk-17-jre-headless"),
]

SPARK = Path(str(find_spec("pyspark").origin)).parent  # type: ignore[union-attr]
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
HERE = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_HOME": str(SPARK), "PYSPARK_PYTHON": sys.executable}


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """The file that the README tells to write, in a folder with an archive."""
    inputs = archives.archive(tmp_path / "in", files=3, each=4)
    cut = records(inputs / "cut.jsonl.gz", ({"text": article(n) + os.urandom(900).hex()} for n in range(40)))
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    (written,) = re.findall(r"^```\n(# job\.py\n.*?)^```", README, re.MULTILINE | re.DOTALL)
    path = tmp_path / "job.py"
    path.write_text(written, encoding="utf-8")
    return path


def submit(job: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Let Spark run the job over the archive beside it."""
    of_ours = ("archive", "--isolated", job.parent / "in", "--out", job.parent / "out", "--engine", "spark")
    done = subprocess.run(
        [str(SPARK / "bin" / "spark-submit"), *words, str(job), *map(str, of_ours), "--progress", "none"],
        cwd=job.parent, env=archives.environment(HERE), capture_output=True, check=False, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done


def local(folder: Path) -> str:
    words = ("archive", "--isolated", folder / "in", "--out", folder / "local", "--progress", "none")
    assert archives.citeaudit(*words, cwd=folder).returncode == 0
    return digest(folder / "local")


def test_spark_submit_on_this_machine_gives_the_same_rows(job: Path) -> None:
    done = submit(job, "--master", "local[2]")
    assert re.match(r"\d+ documents in = \d+ ok \+ 1 truncated\n", done.stdout)
    assert digest(job.parent / "out") == local(job.parent)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a cluster of one machine: its master and its worker are programs of their own, as on many."""
    environment = archives.environment({**HERE, "SPARK_WORKER_DIR": str(tmp_path / "work")})
    of_all = ("--host", "127.0.0.1", "--webui-port", "0")
    log = tmp_path / "master.log"
    programs = []
    try:
        with log.open("w", encoding="utf-8") as said:
            master = [
                str(SPARK / "bin" / "spark-class"),
                "org.apache.spark.deploy.master.Master",
                *of_all,
                "--port",
                "0",
            ]
            programs.append(subprocess.Popen(master, env=environment, stdout=said, stderr=said))
            address = _said(log, r"Starting Spark master at (spark://127\.0\.0\.1:[1-9]\d*)")
            worker = [str(SPARK / "bin" / "spark-class"), "org.apache.spark.deploy.worker.Worker", *of_all]
            worker += ["--cores", "2", "--memory", "1g", address]
            programs.append(subprocess.Popen(worker, env=environment, stdout=said, stderr=said))
            _said(log, r"(Successfully registered with master)")
            yield address
    finally:
        for program in reversed(programs):
            program.terminate()
            program.wait(30)


def _said(log: Path, what: str, seconds: float = 90) -> str:
    deadline = time.monotonic() + seconds
    while not (found := re.search(what, log.read_text(encoding="utf-8"))):
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    return found[1]


def test_a_cluster_takes_the_program_from_a_zip_and_gives_the_same_rows(job: Path, cluster: str) -> None:
    driver = ("--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1")
    submit(job, "--master", cluster, *driver, "--py-files", str(_zipped(job.parent / "citeaudit.zip")))
    assert rows(job.parent / "out", "SELECT count(*) FROM documents WHERE status = 'truncated'") == [(1,)]
    assert digest(job.parent / "out") == local(job.parent)


def _zipped(path: Path) -> Path:
    """The package with its rules inside, as in its wheel."""
    package = Path(citeaudit.__file__).parent
    with zipfile.ZipFile(path, "w") as made:
        for root, name in ((package, ""), (Path(str(resources.rules())), "rules/")):
            for file in sorted(root.rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    made.write(file, f"citeaudit/{name}{file.relative_to(root)}")
    return path
