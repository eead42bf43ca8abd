#!/bin/sh
# Files and functions stay small: lengths.sh ROOT
#
# A C file has at most 450 lines, a function at most 60 between its braces; as clang-format leaves them, a function
# begins and ends with a brace in the first column. long_ones.txt lists, with the reason, what may be longer.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
cd "$1"
find . \( -path './build*' -o -name node_modules \) -prune -o -name '*.[ch]' -print | sed 's|^\./||' | sort >"${TMPDIR:-/tmp}/lengths.$$"
trap 'rm -f "${TMPDIR:-/tmp}/lengths.$$"' EXIT
xargs awk -v list="$here/long_ones.txt" '
    function hold(what, length_, most) {
        if (length_ > most && !(what in reason)) {
            print what ": " length_ " lines, at most " most ": divide it"; bad = 1
        }
        if (what in reason) met[what] = 1
        if (what in reason && length_ <= most) { print list ": " what " is short enough: take it off"; bad = 1 }
    }
    function end_of_file() { if (file != "") hold(file, lines, 450) }
    BEGIN {
        while ((getline line <list) > 0) if (line !~ /^#/) {
            what = line; sub(/ .*/, "", what); sub(/^[^ ]* */, "", line); reason[what] = line
            if (line == "") { print list ": " what ": the reason is wanted"; bad = 1 }
        }
    }
    FNR == 1 { end_of_file(); file = FILENAME; name = "" }
    { lines = FNR }
    /^[a-z].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
    /^\{/ { first = FNR }
    /^\}/ && first { hold(FILENAME ":" name, FNR - first - 1, 60); first = 0 }
    END {
        end_of_file()
        for (what in reason) if (!(what in met)) { print list ": there is no " what; bad = 1 }
        exit bad
    }' <"${TMPDIR:-/tmp}/lengths.$$"
