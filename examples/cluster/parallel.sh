#!/bin/sh
# The shards of a run on this machine, or with --sshlogin on others; once more, and only what failed or is missing is run.
mkdir -p parts
seq 4 | parallel --joblog shards.log --resume-failed \
    offercast run offer.json --paths 1e8 --threads 1 --shard {}/4 --partial parts/{}.part &&
    exec offercast merge parts/*.part -o result.json
