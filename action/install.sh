#!/usr/bin/env bash
# Install the citeaudit of this very revision into an environment of its own, and put it on the path of later steps.
set -euo pipefail

python=$(command -v python3 || command -v python) || { echo "::error::citeaudit needs Python 3.11 or newer"; exit 2; }
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "::error::citeaudit needs Python 3.11 or newer, this is $("$python" -V); use actions/setup-python before it"
  exit 2
fi
environment="$RUNNER_TEMP/citeaudit"
"$python" -m venv "$environment"
programs="$environment/bin"
[ -d "$programs" ] || programs="$environment/Scripts" # Windows
"$programs/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
echo "$programs" >>"$GITHUB_PATH"
