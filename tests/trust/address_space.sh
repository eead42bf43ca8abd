#!/usr/bin/env bash
# What: The address space that a run of the example does with, with one thread (96 MB are promised)
# Section: A failing machine
# Tier: quick
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
least=none
for megabytes in 8 12 16 20 24 32 48 64 96; do
    if (ulimit -v $((1024 * megabytes)) && "$OFFERCAST" run examples/hugging-face.json --paths 4096 --threads 1 -q \
        -o "$work/a.json") 2>/dev/null; then
        least=$megabytes
        break
    fi
done
[ "$least" != none ] && [ "$least" -le 48 ]
echo "less than 48 MB"
