#!/bin/sh
# Does a spreadsheet read what the program wrote? Runs an offer to XLSX and JSON, checks the parts of the workbook
# (relationships, content types, shared strings, names: LibreOffice repairs those silently), and compares every number
# with the JSON twice: as stored, and as LibreOffice hands it out as CSV.
#   check_xlsx_libreoffice.sh PROGRAM OFFER [PATHS]
# Ends with 77 (skipped) where LibreOffice or Python 3 is missing.
set -eu
program=$1 offer=$2 paths=${3:-4096}
here=$(dirname -- "$(readlink -f -- "$0")")
python=$(command -v python3) || exit 77
office=$(command -v libreoffice || command -v soffice) || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

"$program" run "$offer" --paths "$paths" -o "$folder/run.xlsx" -o "$folder/run.json" 2>"$folder/errors"
"$program" run "$offer" --paths "$paths" -o "$folder/again.xlsx" 2>>"$folder/errors"
cmp "$folder/run.xlsx" "$folder/again.xlsx"
# -1: every sheet into a file of its own; false: what a cell holds, not what it shows.
HOME=$folder "$office" --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
    --outdir "$folder/csv" "$folder/run.xlsx" >>"$folder/errors" 2>&1
"$python" "$here/xlsx_check.py" "$folder/run.xlsx" "$folder/run.json" "$folder/csv"

# Two offers share the sheets.
"$program" run "$offer" "$offer" --paths "$paths" -o "$folder/two.xlsx" 2>>"$folder/errors"
"$python" "$here/xlsx_check.py" "$folder/two.xlsx"
