#!/bin/sh
# The same paths, bit by bit: check_paths.sh PROGRAM ROOT
#
# The sum of all paths of some offers, by every sampler, must be that of paths.sha256 - whatever the compiler, its
# optimisation, the instruction set, the threads. `check_paths.sh --update PROGRAM ROOT` writes that file anew.
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

# The instruction sets that this machine can run.
isas=
for isa in baseline avx2 avx512; do
    if "$program" run "$root/examples/hugging-face.json" --paths 4096 --isa $isa --format json >"$work/out" 2>&1; then
        isas="$isas $isa"
    fi
done
[ -n "$isas" ] || { cat "$work/out"; exit 1; }

paths_of() # OFFER SAMPLER ISA THREADS
{
    "$program" run "$1" --sampler "$2" --isa "$3" --threads "$4" --seed 7 --paths 65536 -q \
        --keep "$work/paths.csv" -o "$work/result.json"
    cat "$work/paths.csv" "$work/result.json" | sha256sum | cut -d' ' -f1
}

: >"$work/sums"
status=0
while read -r offer; do
    for sampler in sobol lhs antithetic mc; do
        wanted=
        for isa in $isas; do
            for threads in 1 3; do
                sum=$(paths_of "$root/$offer" $sampler "$isa" $threads)
                if [ -n "$wanted" ] && [ "$sum" != "$wanted" ]; then
                    echo "$offer, $sampler: $isa on $threads threads differs from${isas%"${isas# *}"} on 1"
                    status=1
                fi
                wanted=${wanted:-$sum}
            done
        done
        echo "$wanted  $offer $sampler" >>"$work/sums"
    done
done <"$here/offers.txt"
if [ -n "$update" ]; then
    cp "$work/sums" "$here/paths.sha256"
else
    diff -u --label "paths.sha256" --label "this build" "$here/paths.sha256" "$work/sums" || status=1
fi
exit $status
