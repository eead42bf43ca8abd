#!/bin/sh
# What: The n-th call that takes memory, opens, reads, writes, syncs, links, renames, closes, locks, starts a thread or asks the clock fails, for each n up to 100 and ever fewer beyond, under nine command lines: a status and a message, the old file or the whole new one
# Section: A failing machine
# Tier: full
# Takes: 30 minutes
# Elsewhere: curl's torture tests [let every call that may fail do so, one by one](https://everything.curl.dev/internals/tests/torture.html); SQLite [does so for memory and I/O](https://www.sqlite.org/testing.html)
set -eu
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export FAILING_MACHINE="$BUILD/tests/libfailing_machine.so"
job=1 jobs=1
while [ "$job" -le "$jobs" ]; do
    FAILING_MACHINE_JOB=$job "$BUILD/tests/test_failing_machine" >"$log.one" 2>&1 || { cat "$log.one" >&2; exit 1; }
    line=$(grep '^command line' "$log.one")
    echo "$line" | tee -a "$log" >&2
    jobs=$(echo "$line" | sed 's/.* of \([0-9]*\):.*/\1/')
    job=$((job + 1))
done
rm -f "$log.one"
awk '{ calls += $6 } END { print NR " command lines, " calls " calls that failed, 0 broken" }' "$log"
