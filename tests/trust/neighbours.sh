#!/bin/sh
# What: Correlations between the streams of neighbouring seeds, of names that differ in a letter, of neighbouring paths and replicates
# Section: Random
# Tier: quick
set -eu
"$BUILD/tests/test_neighbours" 2>/dev/null | grep 'correlations,'
