#!/bin/sh
# What: Random mutants of sim, models and analysis that the quick tests kill; those that live are told line by line
# Section: Code
# Tier: full
# Takes: hours, or MINUTES=10 at a time
# Elsewhere: SQLite [tests by mutation](https://www.sqlite.org/testing.html#mutation_testing) that each branch makes a difference
set -eu
python3 tests/trust/mutants.py "$(dirname "$BUILD")/build-mutants" 500 "${MINUTES:-600}"
