#!/bin/sh
# What: Standard input, output and error closed in every combination, under every command
# Section: A failing machine
# Tier: full
# Takes: 1 minute
set -eu
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$BUILD/tests/test_slow_closed_descriptors" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
sed -n 's/^\([0-9]* runs .*\), 0 broken$/\1/p' "$log" | paste -s -d , | sed 's/,/, /; s/$/, 0 broken/'
