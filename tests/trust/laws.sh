#!/bin/sh
# What: Nine laws that a correct program keeps (order of rows, more paths, what never happens, threads, shards, formats, an offer against itself), bit for bit, on random offers under all samplers
# Section: Right
# Tier: full
# Takes: 5 minutes
set -eu
python3 tests/reference/check_laws.py "$OFFERCAST" 40
