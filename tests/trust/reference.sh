#!/bin/sh
# What: Means and chances of random offers against a program of its own, in Python, with random numbers of its own (4.5 standard errors)
# Section: Right
# Tier: full
# Takes: 15 minutes
# Elsewhere: Tax-Calculator is compared with TAXSIM-35 on [100,000 random filing units](https://github.com/PSLmodels/Tax-Calculator/blob/master/taxcalc/validation/taxsim35/README.md) a set
set -eu
python3 tests/reference/check_figures.py "$OFFERCAST" 300 500
