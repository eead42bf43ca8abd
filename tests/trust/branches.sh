#!/bin/sh
# What: Branches that the quick unit tests and command lines take (gcov, an unoptimised build): sim, models, analysis
# Section: Code
# Tier: full
# Takes: 20 minutes
# Elsewhere: SQLite: [100% of branches and of MC/DC](https://www.sqlite.org/testing.html); Tax-Calculator: [98.54% of lines](https://github.com/PSLmodels/Tax-Calculator/pull/2698)
set -eu
command -v gcovr >/dev/null || { echo "gcovr is not installed" >&2; exit 77; }
build=$(dirname "$BUILD")/build-coverage
cmake --preset coverage -B "$build" >&2
cmake --build "$build" >&2
find "$build" -name '*.gcda' -delete
ctest --test-dir "$build" -LE 'slow|results|fuzz' -R '^(sim|models|analysis|library|cli)' --timeout 600 >&2 || true
for folder in sim models analysis; do
    gcovr -r . --object-directory "$build" --filter "$folder/" --exclude-throw-branches --exclude-unreachable-branches \
        --json-summary-pretty 2>/dev/null >"$build/$folder.json"
    sed -n "s/^ *\"branch_percent\": \([0-9.]*\),*/$folder \1%/p" "$build/$folder.json" | tail -n 1
done | paste -s -d , | sed 's/,/, /g'
