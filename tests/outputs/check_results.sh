#!/bin/sh
# Do other programs read what the program wrote? check_results.sh PROGRAM CHECK, where CHECK is xlsx, csv, html or text:
# CHECK_check.py says what it looks at. Ends with 77 (skipped) where a program that it needs is missing.
set -eu
program=$(readlink -f -- "$1") check=$2
here=$(dirname -- "$(readlink -f -- "$0")")
need()
{
    for name in "$@"; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    echo "skipped: there is no $*"
    exit 77
}
need python3
case $check in
xlsx) need libreoffice soffice ;;
csv) need libreoffice soffice && need mlr ;;
html) need chromium && need chromedriver && need pdftotext ;;
esac
folder=$(mktemp -d "${TMPDIR:-/tmp}/offercast-results.XXXXXX")
trap 'rm -rf "$folder"' EXIT INT TERM
PYTHONDONTWRITEBYTECODE=1 python3 "$here/${check}_check.py" "$program" "$folder"
