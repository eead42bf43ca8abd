#!/usr/bin/env python3
"""Measures how the program scales and writes docs/scaling.md from what was measured.

    python3 scripts/make_scaling_page.py build docs/scaling.md --measures scaling.json

What --measures holds already is not measured again, so that a measuring that was ended goes on: all of it takes about three
quarters of an hour of one core. Times are processor time (user and system) of all processes of a command, the least of
several turns where they are short. The whole of each sharded run is compared with its merge, byte for byte."""

import argparse
import filecmp
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
OFFER = str(ROOT / "examples" / "hugging-face.json")
PATHS = [1, 100, 10**4, 10**6, 10**7, 10**8]
SCENARIOS = [1, 10, 100, 10**3, 10**4, 10**5, 10**6]
SHARDS = [1, 2, 4, 16, 64]
PARTIALS = [1, 10, 100, 1000]
STRONG_PATHS, WEAK_PATHS, PARTIAL_PATHS = 2**26, 2**20, 2**16
NODES, CORES = 1000, 64
TASK_SECONDS = 0.47  # of a task under a Slurm of one machine: 100 that do nothing took 47 s


class Measures:
    def __init__(self, build, file):
        self.program, self.mpi = str(build / "offercast"), str(build / "offercast-mpi")
        self.file = file
        self.of = json.loads(file.read_text()) if file.exists() else {}

    def once(self, name, measure):
        if name not in self.of:
            self.of[name] = measure()
            self.file.write_text(json.dumps(self.of, indent=1) + "\n")
            print(name, self.of[name], flush=True)
        return self.of[name]

    def used(self, *words, program=None, turns=1):
        """What a command takes: the turn with the least processor time."""
        def turn():
            began = time.monotonic()
            child = subprocess.Popen([*(program or [self.program]), *map(str, words)], stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = status
            if status:
                raise SystemExit("failed: " + " ".join(map(str, words)))
            return {"cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - began, "kb": used.ru_maxrss}
        return min((turn() for _ in range(turns)), key=lambda used: used["cpu"])


def turns_for(paths):
    return 5 if paths <= 10**6 else 2 if paths <= 10**7 else 1


def run(measures, paths, *more, **how):
    return measures.used("run", OFFER, "--paths", paths, "-q", "--format", "json", *more, **how)


def sweep(measures, count, folder):
    """A grid of shares of the company and salaries, 64 paths in 8 replicates each."""
    shares = min(count, 1000)
    grid = ["--vary", "grants.0.percent=0.001%%:%g%%:0.001%%" % (0.001 * shares)]
    if count > shares:
        grid += ["--vary", "compensation.offer.salary=100100:%d:100" % (100000 + 100 * count // shares)]
    rows = folder / "rows.csv"
    used = measures.used("sweep", OFFER, *grid, "--paths", 64, "--replicates", 8, "--threads", 1, "-q", "-o", rows,
                         turns=3 if count <= 10**3 else 1)
    used["bytes"] = rows.stat().st_size
    rows.unlink()
    return used


def sharded(measures, paths, shards, folder):
    """Shards one after the other, and their merge in random order, which has the bytes of the whole."""
    parts = [folder / ("%d.part" % (k + 1)) for k in range(shards)]
    counting = 0
    for k, part in enumerate(parts):
        counting += measures.used("run", OFFER, "--paths", paths, "--threads", 1, "-q", "--shard", "%d/%d" % (k + 1, shards),
                                  "--partial", part)["cpu"]
    size = sum(part.stat().st_size for part in parts)
    random.Random(shards).shuffle(parts)
    merged, whole = folder / "merged.json", folder / "whole.json"
    merge = measures.used("merge", *parts, "-q", "-o", merged, turns=2)
    measures.used("run", OFFER, "--paths", paths, "--threads", 1, "-q", "-o", whole)
    if not filecmp.cmp(merged, whole, shallow=False):
        raise SystemExit("a merge of %d shards has other bytes than the whole" % shards)
    for part in parts:
        part.unlink()
    return {"cpu": counting, "merge": merge["cpu"], "kb": merge["kb"], "bytes": size}


def ranks(measures, count, paths):
    if not os.path.exists(measures.mpi) or not shutil.which("mpirun"):
        return None
    program = ["mpirun", "--oversubscribe", "-n", str(count), measures.mpi]
    return run(measures, paths, "--threads", 1, program=program, turns=2)


def measure(measures, folder):
    for threads in (1, 2):
        measures.once("threads %d" % threads, lambda: run(measures, STRONG_PATHS, "--threads", threads, turns=2))
        measures.once("threads weak %d" % threads,
                      lambda: run(measures, threads * STRONG_PATHS // 2, "--threads", threads, turns=2))
        measures.once("ranks %d" % threads, lambda: ranks(measures, threads, STRONG_PATHS))
    measures.once("ranks 2 of 1", lambda: ranks(measures, 2, 1))
    for shards in SHARDS:
        measures.once("shards %d" % shards, lambda: sharded(measures, STRONG_PATHS, shards, folder))
        measures.once("shards weak %d" % shards, lambda: sharded(measures, shards * WEAK_PATHS, shards, folder))
    for count in PARTIALS:
        measures.once("partials %d" % count, lambda: sharded(measures, count * PARTIAL_PATHS, count, folder))
    for count in SCENARIOS:
        measures.once("scenarios %d" % count, lambda: sweep(measures, count, folder))
    for paths in PATHS:
        measures.once("paths %d" % paths, lambda: run(measures, paths, "--threads", 1, turns=turns_for(paths)))


def number(value):
    """1, 100, 10^4"""
    power = len(str(value)) - 1
    return "10^%d" % power if value == 10**power and power > 2 else "{:,}".format(value)


def seconds(value):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6), ("ns", 1e9)):
        if value * factor >= 1 or unit == "ns":
            return ("%.0f %s" if value * factor >= 99.5 else "%.3g %s") % (value * factor, unit)


def power(value):
    """8 x 10^13"""
    digits, exponent = ("%.0e" % value).split("e")
    return "%s x 10^%d" % (digits, int(exponent))


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---:" for _ in head) + " |"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def path_table(of):
    rows = []
    for paths in PATHS:
        used = of["paths %d" % paths]
        rows.append([number(paths), seconds(used["cpu"]), seconds(used["cpu"] / paths), "%.0f MB" % (used["kb"] / 1e3)])
    return table(["paths", "processor time", "a path", "peak memory"], rows)


def scenario_table(of):
    rows = []
    for count in SCENARIOS:
        used = of["scenarios %d" % count]
        rows.append([number(count), seconds(used["cpu"]), seconds(used["cpu"] / count), "%.0f MB" % (used["kb"] / 1e3),
                     "%s MB" % format(used["bytes"] / 1e6, ",.0f" if used["bytes"] > 1e7 else ".2g")])
    return table(["scenarios", "processor time", "a scenario", "peak memory", "CSV"], rows)


def strong_table(of):
    one = of["threads 1"]["cpu"]
    rows = [["%d thread%s" % (n, "s" * (n > 1)), seconds(of["threads %d" % n]["cpu"]), "", "%.2f" % (one / of["threads %d" % n]["cpu"])]
            for n in (1, 2)]
    for n in (1, 2):
        used = of["ranks %d" % n]
        if used:
            rows.append(["%d rank%s" % (n, "s" * (n > 1)), seconds(used["cpu"]), "", "%.2f" % (one / used["cpu"])])
    for n in SHARDS:
        used = of["shards %d" % n]
        rows.append(["%d shard%s" % (n, "s" * (n > 1)), seconds(used["cpu"]), seconds(used["merge"]),
                     "%.2f" % (one / (used["cpu"] + used["merge"]))])
    return table(["2^26 paths by", "all of them", "the merge", "efficiency"], rows)


def weak_table(of):
    first = of["shards weak 1"]["cpu"]
    rows = [["2 threads, 2^25 paths each", seconds(of["threads weak 2"]["cpu"] / 2), "",
             "%.2f" % (2 * of["threads weak 1"]["cpu"] / of["threads weak 2"]["cpu"])]]
    for n in SHARDS:
        used = of["shards weak %d" % n]
        rows.append(["%d shard%s, 2^20 paths each" % (n, "s" * (n > 1)), seconds(used["cpu"] / n), seconds(used["merge"]),
                     "%.2f" % (first / (used["cpu"] / n))])
    return table(["", "each of them", "the merge", "efficiency without it"], rows)


def partial_table(of):
    rows = []
    for count in PARTIALS:
        used = of["partials %d" % count]
        rows.append(["{:,}".format(count), "%.2f MB" % (used["bytes"] / count / 1e6), "%.0f MB" % (used["bytes"] / 1e6) if count > 1 else "", seconds(used["merge"]),
                     seconds(used["merge"] / count), "%.0f MB" % (used["kb"] / 1e3)])
    return table(["partials", "one of them", "all", "merge", "for one", "peak memory"], rows)


def limits(of):
    """What 1,000 nodes of 64 cores come to, from the constants alone."""
    path = of["paths %d" % 10**8]["cpu"] / 10**8
    start = of["paths 1"]["cpu"]
    few, many = of["partials 100"], of["partials 1000"]
    each = (few["merge"] - start) / 100
    size = of["shards 4"]["bytes"] / 4
    told, made = start + 1000 * (few["merge"] - start) / 100, many["merge"]
    merge = start + NODES * each * size / (few["bytes"] / 100)
    by_cores = start + NODES * CORES * each * size / (few["bytes"] / 100)
    serial = start + merge
    enough = 9 * serial * NODES * CORES / path
    two_ranks = of["ranks 2 of 1"]
    return {"two_ranks": seconds(two_ranks["cpu"]) if two_ranks else "not measured", "path": seconds(path), "start": seconds(start), "each": seconds(each),
            "size": "%.2f MB" % (size / 1e6), "all": "%.2g GB" % (NODES * size / 1e9), "merge": seconds(merge),
            "cores_all": "%.0f GB" % (NODES * CORES * size / 1e9), "cores_merge": seconds(by_cores),
            "tasks": seconds(NODES * TASK_SECONDS), "task": TASK_SECONDS, "serial": seconds(serial),
            "enough": power(enough), "enough_seconds": seconds(9 * serial),
            "rate": power(NODES * CORES / path), "told": seconds(told), "made": seconds(made),
            "ratio": "%.2f" % (made / told),
            "sweep": seconds(of["scenarios %d" % 10**6]["cpu"] / (NODES * CORES)),
            "write": "%.2g" % (NODES * size / 1e9)}


PAGE = """# How it scales

Written by `scripts/make_scaling_page.py` from what it measured: the example offer (`examples/hugging-face.json`), all
statistics, the quickest instructions of a machine with two cores, which others used at the same time. So all times are
processor time, of all processes together, and efficiency is the processor time of one thread over that of the parts: what
dividing the work costs, not what waiting for a busy core costs. The least of several turns where they are short; repeated, a
time moves by a tenth to a third. Each merge is compared with the whole run, byte for byte.

## Paths

One thread, from start to exit. Memory stays where it is, whatever the number of paths; a checkpoint, which a run writes as it
goes on, holds the counts once more. 10^10 paths took 871 s before paths became a third shorter, and 35 MB.

{paths}

## Scenarios

`sweep` over a grid of shares and salaries, 64 paths in 8 replicates each, one thread, 14 statistics to a CSV file.

{scenarios}

## The same work in more parts

Strong scaling: the same 2^26 paths, divided. Ranks are processes of `offercast-mpi` under `mpirun` on one machine, whose
start and end are in their time ({two_ranks} of two ranks). 2^26 paths are little work: what each part costs besides weighs.

{strong}

Each part reads the offer, prepares it and writes its counts: {start} and a megabyte, whatever it counts.

Weak scaling: as many paths for each part.

{weak}

## Partials and their merge

Shards of 2^16 paths, merged in random order. A merge holds one partial at a time.

{partials}

With more paths a partial grows until every bin is touched that ever will be: {size} at 2^22 paths a shard.

## What limits 1,000 nodes of 64 cores

From the constants above: {path} a path, {start} to start, {each} to merge a partial of 2^16 paths, and in proportion to its
bytes one of more.

| what | one shard a node, 64 threads | one shard a core |
| --- | ---: | ---: |
| paths a second, all cores | {rate} | {rate} |
| partials | 1,000: {all} | 64,000: {cores_all} |
| the merge, on one core | {merge} | {cores_merge} |
| an array of as many tasks, at {task} s each of the scheduler | {tasks} | 64 times that |

- **The merge** is the serial part: start and merge take {serial}. For an efficiency of 0.9 the simulation has to take nine
  times as long, {enough_seconds} on all cores, which is {enough} paths. Nobody needs as many: at 10^10 paths the standard error
  of a mean is below a dollar. A thousand nodes are for many offers, and for sweeps.
- **The scheduler**: {task} s a task is what a Slurm of one machine took for tasks that do nothing; larger sites start them
  faster, and each has its own rate. A thousand tasks at that rate cost {tasks}, far more than the merge. Under `srun` a single
  job of a thousand ranks starts at once, and hands work out by messages of a few bytes.
- **The file system** takes {write} GB of partials in files of a megabyte, each written once, atomically, and read three times by the
  merge (all of them are looked at before anything is added up). A thousand files in a folder are no burden; 64,000 are.
- **The first rank** of `offercast-mpi` receives the same {write} GB, one partial after the other.
- **Sweeps**: 10^6 scenarios of 64 paths take {sweep} of all cores; their rows, not their simulation, are what takes time:
  a merge reads and writes all of them on one core.

So: one shard or rank a node with as many threads as it has cores, and few fat shards.

**Checked**: 1,000 partials were made and merged here. From 100 partials the merge of 1,000 was foretold to take {told}; it took
{made}, {ratio} of that, and its bytes were those of the whole.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("--measures", type=pathlib.Path, required=True)
    chosen = parser.parse_args()
    measures = Measures(chosen.build.resolve(), chosen.measures)
    with tempfile.TemporaryDirectory() as folder:
        measure(measures, pathlib.Path(folder))
    of = measures.of
    chosen.page.write_text(PAGE.format(paths=path_table(of), scenarios=scenario_table(of), strong=strong_table(of),
                                       weak=weak_table(of), partials=partial_table(of), **limits(of)))


if __name__ == "__main__":
    main()
