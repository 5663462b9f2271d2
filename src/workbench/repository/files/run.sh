#!/bin/sh
# Load the dumps, rerun the notebooks, write a report; fail if the notebooks show what was not
# accepted. This is all that CI does, and it does the same on any machine:
#
#   sh ci/run.sh                          sets up .venv first, from requirements.txt
#   WORKBENCH_INSTALLED=1 sh ci/run.sh    takes the workbench that is there
set -eu
cd "$(dirname "$0")/.."

if [ -z "${WORKBENCH_INSTALLED:-}" ]; then
    if ! grep -Eq '^[^#[:space:]]' requirements.txt; then
        echo "requirements.txt does not say where workbench comes from: name it there" >&2
        exit 1
    fi
    [ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        -r requirements.txt -c constraints.txt
    PATH="$PWD/.venv/bin:$PATH"
fi

workbench load data/raw/@collection@ --strict
workbench rerun notebooks --report reports/@collection@
