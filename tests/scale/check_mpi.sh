#!/bin/sh
# offercast-mpi has the bytes of offercast, for any number of ranks; the failure of one rank ends all of them with its message
# and without an output: check_mpi.sh BUILD ROOT
set -eu
build=$(readlink -f -- "$1") root=$(readlink -f -- "$2")
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-mpi.XXXXXX")
trap 'rm -rf "$work"' EXIT
export PATH="$build:$PATH" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 TMPDIR="$work"
cd "$work"
cp "$root/examples/hugging-face.json" a.json
several=
! mpirun --version 2>/dev/null | grep -q 'Open MPI' || several=--oversubscribe
ranks()
{
    count=$1
    shift
    mpirun $several -n "$count" offercast-mpi "$@"
}

same()
{
    offercast "$@" -q -o whole.json -o whole.csv
    for count in 1 2 3; do
        ranks $count "$@" --threads 1 -q -o merged.json -o merged.csv
        cmp whole.json merged.json
        cmp whole.csv merged.csv
        rm merged.json merged.csv
    done
    echo "same: $*"
}
same run a.json --paths 1e6
same run a.json a.json --paths 4096 --sampler mc
same compare a.json a.json --paths 1e5
same sweep a.json --vary stay=1y:3y:0.5y --vary grants.0.percent=0.01%,0.02% --paths 4096
same sensitivity a.json --paths 20000
same coverage a.json --paths 1024 --repeats 40
same run a.json --paths 1e5 --target 5%
same fragility a.json --paths 4096

# failed STATUS WORDS RANKS ARGUMENTS...
failed()
{
    wanted=$1 words=$2
    shift 2
    status=0
    ranks "$@" -o out.json >out 2>&1 || status=$?
    [ $status = "$wanted" ] && grep -q "$words" out && [ "$(grep -c "$words" out)" = 1 ] && [ ! -e out.json ] || {
        cat out
        echo "status $status, not $wanted: $*"
        exit 1
    }
}
failed 3 'none.json: cannot be read' 2 run none.json
failed 2 'no option --nothing' 2 run a.json --nothing
failed 1 'does not belong' 2 run a.json --set stay=never
# One rank alone finds no file of its own, at its own place.
cat >own.sh <<'OWN'
#!/bin/sh
[ "${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-0}}" = 0 ] || cd /
exec offercast-mpi "$@"
OWN
status=0
mpirun $several -n 2 sh own.sh run a.json --paths 4096 -o "$work/out.json" >out 2>&1 || status=$?
[ $status = 3 ] && grep -q 'rank 1 of 2' out && grep -q 'a.json: cannot be read' out && [ ! -e out.json ] || { cat out; exit 1; }
[ -z "$(ls -d offercast-mpi-* 2>/dev/null)" ]
echo "failures are told once, and leave nothing"
