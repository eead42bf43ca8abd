#!/bin/sh
# The scripts of examples/cluster as they stand, under a Slurm of this test and under GNU parallel, with what goes wrong on
# clusters: check_slurm.sh BUILD ROOT. As root.
set -eu
build=$(readlink -f -- "$1") root=$(readlink -f -- "$2")
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-slurm.XXXXXX")
. "$root/tests/scale/slurm.sh"
trap 'slurm_stop; umount "$work/at/parts" 2>/dev/null || true; rm -rf "$work"' EXIT
export PATH="$build:$PATH" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
mkdir "$work/at"
cd "$work/at"
cp "$root"/examples/cluster/* .
cp "$root/examples/hugging-face.json" offer.json
offercast run offer.json --paths 1e8 -q -o whole.json

done_as()
{
    cmp whole.json result.json
    rm -rf result.json parts
    echo "$1: the bytes of the whole"
}

slurm_start "$work/slurm" 2

# A shard is killed; the merge, which waits for all of them to have ended, says which one is missing; that one is run again.
array=$(sbatch --parsable array.sbatch)
merge=$(sbatch --parsable --dependency=afterany:"$array" merge.sbatch)
tries=0
until squeue -h -t R -j "${array}_1" 2>/dev/null | grep -q .; do
    [ $((tries += 1)) -lt 600 ] || { echo "shard 1 was never seen running"; exit 1; }
    sleep 0.05
done
scancel --signal=KILL --full "${array}_1"
slurm_wait "$merge"
grep -q '1 of 4 shards missing: 1$' merge.log || { cat merge.log; exit 1; }
grep -q -- '--shard 1/4 --partial' merge.log
[ ! -e result.json ]
slurm_wait "$(sbatch --parsable --array=1 array.sbatch)"
slurm_wait "$(sbatch --parsable merge.sbatch)"
done_as "array with a shard killed"

# The disk is full: the shards that find no room fail, and leave nothing that could be taken for a partial.
mkdir parts
mount -t tmpfs -o size=15m none parts # room for two of four
slurm_wait "$(sbatch --parsable array.sbatch)"
grep -q 'No space left on device' shard-*.log
[ "$(find parts -type f | wc -l)" = "$(find parts -name '*.part' | wc -l)" ]
if offercast merge parts/*.part -o result.json 2>missing; then exit 1; fi
grep -q 'shards missing' missing
mount -o remount,size=40m parts
slurm_wait "$(sbatch --parsable array.sbatch)"
slurm_wait "$(sbatch --parsable merge.sbatch)"
cmp whole.json result.json
umount parts
done_as "array on a full disk"

# The time limit of the node, reached in the middle.
job=$(sbatch --parsable --export=ALL,PATHS=5e10 long.sbatch)
# MPI meanwhile: under srun, sbatch and salloc.
for line in "sbatch --wait mpi.sbatch" \
    "srun --mpi=pmix -n 1 --overlap offercast-mpi run offer.json --paths 1e8 -q -o result.json"; do
    $line >mpi.out 2>&1 || { cat mpi.out mpi.log; exit 1; }
    done_as "$line"
done
slurm_wait "$job"
grep -q 'DUE TO TIME LIMIT' long.log || { cat long.log; exit 1; }
[ "$(offercast merge --list kept | cut -d , -f 1)" = "kept: checkpoint" ]
rm kept
salloc -n 2 mpirun --oversubscribe -n 2 offercast-mpi run offer.json --paths 1e8 --threads 1 -q -o result.json 2>mpi.out ||
    { cat mpi.out; exit 1; }
done_as "salloc mpirun"

sh parallel.sh
rm parts/2.part
sed -i '/\t--shard 2/d; /2\/4/d' shards.log
sh parallel.sh
done_as "parallel --resume-failed"
