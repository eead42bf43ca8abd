#!/bin/sh
# The same paths, bit by bit: check_paths.sh PROGRAM ROOT
#
# The sum of all paths of some offers (offers.txt), by every sampler, must be that of paths.sha256, whatever the compiler,
# its optimisation, the instruction set, the threads; the figures made of them must not depend on the last two either.
# `check_paths.sh --update PROGRAM ROOT` writes the sums anew: after a change of the model, never after one for speed.
set -eu
update=
if [ "$1" = --update ]; then
    update=yes
    shift
fi
program=$(readlink -f -- "$1") root=$2
here=$(dirname -- "$(readlink -f -- "$0")")
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-bits.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Instruction sets that this machine can run, with numbers of threads.
others=
for other in baseline,3 avx2,1 avx512,2; do
    if "$program" run "$root/examples/hugging-face.json" --paths 4096 --isa "${other%,*}" -q >/dev/null 2>"$work/why"; then
        others="$others $other"
    fi
done
[ -n "$others" ] || { cat "$work/why"; exit 1; }

run_into() # NAME OFFER SAMPLER ISA THREADS
{
    "$program" run "$2" --sampler "$3" --isa "$4" --threads "$5" --seed 7 --paths 32768 -q \
        --keep "$work/$1.csv" -o "$work/$1.json"
}

: >"$work/sums"
status=0
while read -r offer; do
    for sampler in sobol lhs antithetic mc; do
        run_into first "$root/$offer" $sampler baseline 1
        for other in $others; do
            isa=${other%,*} threads=${other#*,}
            run_into other "$root/$offer" $sampler "$isa" "$threads"
            cmp "$work/first.csv" "$work/other.csv" && cmp "$work/first.json" "$work/other.json" || {
                echo "$offer, $sampler: $isa on $threads threads differs from baseline on 1"
                status=1
            }
        done
        # A further metric is a column more at the end, and no other path.
        echo "$(cut -d, -f1-7 "$work/first.csv" | sha256sum | cut -d' ' -f1)  $offer $sampler" >>"$work/sums"
    done
done <"$here/offers.txt"
if [ -n "$update" ]; then
    cp "$work/sums" "$here/paths.sha256"
else
    diff -u --label "paths.sha256" --label "this build" "$here/paths.sha256" "$work/sums" || status=1
fi
exit $status
