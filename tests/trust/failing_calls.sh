#!/bin/sh
# What: The n-th call that takes memory, opens, reads, writes, syncs, links, renames, closes, locks, starts a thread or asks the clock fails, for each n up to 100 and ever fewer beyond, under nine command lines: a status and a message, the old file or the whole new one
# Section: A failing machine
# Tier: full
# Takes: 10 minutes
# Elsewhere: curl's torture tests [let every call that may fail do so, one by one](https://everything.curl.dev/internals/tests/torture.html); SQLite [does so for memory and I/O](https://www.sqlite.org/testing.html)
set -eu
log=$(mktemp)
trap 'rm -f "$log"' EXIT
FAILING_MACHINE=$BUILD/tests/libfailing_machine.so FAILING_MACHINE_ALL=1 "$BUILD/tests/test_failing_machine" >"$log" 2>&1 ||
    { cat "$log" >&2; exit 1; }
grep '0 broken' "$log"
