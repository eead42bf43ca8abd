#!/bin/sh
# What: How often the intervals at 50, 80, 90, 95 and 99% cover, every figure of `run` by every sampler, on 18 offers from mild to rare and heavy-tailed, against a long run by another sampler; a figure is below where its share is under the simultaneous 99% band of all
# Section: Honest
# Tier: full
# Takes: 10 minutes
set -eu
python3 tests/trust/study.py "$OFFERCAST" 200 4096
