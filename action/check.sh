#!/usr/bin/env bash
# Run citeaudit as the inputs say, which come through the environment and are words to it, never code.
set -euo pipefail

# Fill the array `lines` with the lines of $1 that are not blank.
read_lines() {
  lines=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line%$'\r'}"
    line="${line#"${line%%[![:space:]]*}"}" # no spaces before it
    line="${line%"${line##*[![:space:]]}"}" # nor behind it
    if [ -n "$line" ]; then lines+=("$line"); fi
  done <<<"$1"
}

fail() {
  echo "::error::citeaudit: $1"
  echo "exit-code=2" >>"$GITHUB_OUTPUT"
  exit 2
}

options=()
# `--name=value`, so that a value that begins with a hyphen is no option.
option() { if [ -n "$2" ]; then options+=("$1=$2"); fi; }
option --fail-on "${CITEAUDIT_FAIL_ON:-}"
option --baseline "${CITEAUDIT_BASELINE:-}"
option --changed-since "${CITEAUDIT_CHANGED_SINCE:-}"
option --config "${CITEAUDIT_CONFIG:-}"
option --select "${CITEAUDIT_SELECT:-}"
option --ignore "${CITEAUDIT_IGNORE:-}"
read_lines "${CITEAUDIT_RULES:-}"
for folder in ${lines[@]+"${lines[@]}"}; do option --rules "$folder"; done

read_lines "${CITEAUDIT_PATHS:-}"
if [ ${#lines[@]} -eq 0 ]; then fail "no path to check was given, so nothing was checked"; fi
paths=()
for path in "${lines[@]}"; do
  # "-" would wait for a standard input that nobody writes to.
  if [ "$path" = - ]; then fail "the path - is standard input, which a step does not have"; fi
  paths+=("$path")
done

run() { citeaudit check ${options[@]+"${options[@]}"} "$@" -- "${paths[@]}"; }

code=0
run --output-format=github || code=$?
if [ -n "${CITEAUDIT_SARIF_FILE:-}" ]; then
  # It has the same findings and so the same exit code, unless the file cannot be written.
  sarif=0
  run --output-format=sarif --output="$CITEAUDIT_SARIF_FILE" >/dev/null || sarif=$?
  if [ "$sarif" -gt "$code" ]; then code=$sarif; fi
fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
case $code in
  0 | 1) ;;
  2) echo "::error::citeaudit could not check everything; what is missing stands in the log above" ;;
  *) echo "::error::citeaudit ended with exit code $code" ;;
esac
exit "$code"
