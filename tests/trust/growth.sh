#!/bin/sh
# What: Readers given four times as much of anything take in proportion: at most nine times as long, where a quadratic one takes sixteen
# Section: Hostile
# Tier: full
# Takes: 2 minutes
set -eu
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$BUILD/tests/test_slow_linear" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
echo "$(grep -c '^    {"' tests/inputs/test_slow_linear.c) families of files, 0 beyond"
