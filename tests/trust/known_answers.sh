#!/bin/sh
# What: The generator (Threefry4x64-20) and the Sobol' sequence against published answers
# Section: Random
# Tier: quick
set -eu
"$BUILD/tests/test_threefry" >/dev/null 2>&1
"$BUILD/tests/test_sobol" >/dev/null 2>&1
echo "Random123's three vectors; Joe and Kuo's points as scipy has them"
