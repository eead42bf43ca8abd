#!/bin/sh
# What: Every distribution at 10^7 draws: mean, deviation and quantiles against closed forms (4.5 standard errors)
# Section: Right
# Tier: full
# Takes: 3 minutes
set -eu
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$BUILD/tests/test_slow_distributions" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
echo "$(grep -c '^DISTRIBUTION(' sim/distributions.def) distributions, 0 beyond"
