#!/bin/sh
# What: Every amount of every path that `explain` tells, made again from its draws by a program in Python that knows the words of docs/model.md alone
# Section: Right
# Tier: full
# Takes: 20 minutes
# Elsewhere: Tax-Calculator takes a difference of [a cent](https://github.com/PSLmodels/Tax-Calculator/blob/master/taxcalc/validation/taxsim35/README.md) for none
set -eu
python3 tests/reference/check_replay.py "$OFFERCAST" 200 256
