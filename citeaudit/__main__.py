"""Run as `python -m citeaudit`."""

from citeaudit.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
