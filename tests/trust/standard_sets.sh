#!/bin/sh
# What: NIST's certified means and standard deviations of the nine univariate data sets (StRD), through the accumulators of a run
# Section: Right
# Tier: quick
set -eu
"$BUILD/tests/test_strd" >/dev/null 2>&1
echo "15 digits of each mean; of the deviations all that doubles leave"
