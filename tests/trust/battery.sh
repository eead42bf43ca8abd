#!/bin/sh
# What: The random numbers as a run uses them (draws by name and neighbouring seeds interleaved) through dieharder's tests
# Section: Random
# Tier: full
# Takes: 20 minutes
set -eu
command -v dieharder >/dev/null || { echo "dieharder is not installed" >&2; exit 77; }
cmake --build "$BUILD" --target uniform_stream >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# What dieharder itself calls good, each once: not the families 102, 200, 201 and 203, which take hours.
for test in 0 1 2 3 4 8 9 10 11 12 13 15 16 17 100 101 202 204 205 206 207 208 209; do
    "$BUILD/tests/uniform_stream" examples/hugging-face.json $((1 + 8 * test)) 8 |
        timeout 900 dieharder -g 200 -d $test 2>/dev/null | grep -E 'PASSED|WEAK|FAILED' | tee -a "$log" >&2 || true
done
passed=$(grep -c PASSED "$log") weak=$(grep -c WEAK "$log" || true) failed=$(grep -c FAILED "$log" || true)
echo "$(wc -l <"$log") p-values: $passed passed, $weak weak (1 in 100 is by chance), $failed failed"
[ "$failed" = 0 ]
