"""An article with a folder of saved texts, and the program run beside them."""

import subprocess
import sys
from pathlib import Path

ARTICLE = "The board sold 54 cranes [1]. Lund said: “Nobody asked us about it” [2]. It rained [3].\n"
TEXTS = {"1": "The board sold 45 cranes. " * 40, "2": "Lund spoke at length. " * 60}


def folder(tmp_path: Path) -> Path:
    (tmp_path / "saved").mkdir()
    for label, text in TEXTS.items():
        (tmp_path / "saved" / f"{label}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citeaudit", "check", "--isolated", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done
