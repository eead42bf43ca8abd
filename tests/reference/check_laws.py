"""Laws that any correct program keeps, on random offers, bit for bit: what must not change the paths does not.

    python3 tests/reference/check_laws.py build/offercast OFFERS [FIRST]
"""

import copy
import csv
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile

from random_offers import random_offer

PATHS = 2048
SAMPLERS = ["sobol", "lhs", "antithetic", "mc"]


class Runs:
    """Runs of the program in a folder of their own."""

    def __init__(self, program, folder):
        self.program, self.folder = str(pathlib.Path(program).resolve()), pathlib.Path(folder)

    def call(self, *words):
        ran = subprocess.run([self.program, *words], cwd=self.folder, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise RuntimeError("%s: status %d: %s" % (" ".join(words), ran.returncode, ran.stderr))
        return ran.stdout

    def write(self, offer, name="offer.json"):
        (self.folder / name).write_text(json.dumps(offer), encoding="utf-8")
        return name

    def paths(self, offer, *words, paths=PATHS):
        """The kept paths, a line each, as text."""
        self.call("run", self.write(offer), "--paths", str(paths), "-q", "--format", "csv", "--keep", "paths.csv", *words)
        return (self.folder / "paths.csv").read_text(encoding="utf-8").splitlines()


def rows_in_any_order(runs, offer, sampler):
    other = copy.deepcopy(offer)
    r = random.Random(1)
    for rows in (other.get("exits", []), other.get("risks", []), other.get("dilution", {}).get("convertibles", [])):
        r.shuffle(rows)
    return runs.paths(offer, "--sampler", sampler) == runs.paths(other, "--sampler", sampler)


def more_paths_only_append(runs, offer, sampler):
    few = runs.paths(offer, "--sampler", sampler)
    if sampler == "lhs":  # more points are other strata
        return few == runs.paths(offer, "--sampler", sampler)
    return few == runs.paths(offer, "--sampler", sampler, paths=2 * PATHS)[:len(few)]


def a_risk_that_never_happens(runs, offer, sampler):
    if "exits" not in offer:  # a listed company has none that would end it
        return True
    other = copy.deepcopy(offer)
    other["risks"].append({"name": "Never", "kind": "equity_zero", "probability": 0})
    return runs.paths(offer, "--sampler", sampler) == runs.paths(other, "--sampler", sampler)


def an_exit_that_never_happens(runs, offer, sampler):
    if "exits" not in offer:
        return True
    other = copy.deepcopy(offer)
    other["exits"].append({"name": "ZZ never", "kind": "ipo", "probability": 0, "valuation": 1e9, "timeline": "2 years"})
    return runs.paths(offer, "--sampler", sampler) == runs.paths(other, "--sampler", sampler)


def threads_and_instructions(runs, offer, sampler):
    words = ["--sampler", sampler]
    return runs.paths(offer, *words, "--threads", "1") == runs.paths(offer, *words, "--threads", "3", "--isa", "baseline")


def names_of_the_offer(runs, offer, sampler):
    return runs.paths(offer, "--sampler", sampler) == runs.paths({**offer, "name": "Another", "//": "a note"},
                                                                 "--sampler", sampler)


def against_itself(runs, offer, sampler):
    names = [runs.write(offer, "a.json"), runs.write({**offer, "name": "B"}, "b.json")]
    told = json.loads(runs.call("compare", *names, "--paths", str(PATHS), "--sampler", sampler, "-q", "--format", "json"))
    lead = [row["estimate"] for row in told["results"] if row["statistic"] == "difference"]
    return lead != [] and not any(lead)


def formats_agree(runs, offer, sampler):
    words = ["run", runs.write(offer), "--paths", str(PATHS), "--sampler", sampler, "-q", "--format"]
    rows = {(row["metric"], row["statistic"]): row["estimate"]
            for row in csv.DictReader(io.StringIO(runs.call(*words, "csv"))) if row["group"] == ""}
    told = json.loads(runs.call(*words, "json"), parse_float=str, parse_int=str)["metrics"]
    same = [rows[metric, name] == (one["estimate"] or "") for metric, figures in told.items()
            for name, one in figures.items() if isinstance(one, dict) and (metric, name) in rows]
    return len(same) > 20 and all(same)


def shards_are_the_whole(runs, offer, sampler):
    words = ["run", runs.write(offer), "--paths", str(PATHS), "--sampler", sampler, "-q"]
    for part in (1, 2, 3):
        runs.call(*words, "--shard", "%d/3" % part, "--partial", "%d.part" % part)
    merged = runs.call("merge", "3.part", "1.part", "2.part", "-q", "--format", "json")
    return merged == runs.call(*words, "--format", "json")


LAWS = [rows_in_any_order, more_paths_only_append, a_risk_that_never_happens, an_exit_that_never_happens,
        threads_and_instructions, names_of_the_offer, against_itself, formats_agree, shards_are_the_whole]


def main():
    program, offers = sys.argv[1], int(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(program, folder)
        for number in range(first, first + offers):
            for law in LAWS:
                sampler = SAMPLERS[number % len(SAMPLERS)]
                try:
                    kept = law(runs, random_offer(number), sampler)
                except RuntimeError as fault:
                    kept = False
                    print(fault)
                if not kept:
                    broken += 1
                    print("offer %d, %s: not kept: %s" % (number, sampler, law.__name__.replace("_", " ")))
    print("%d laws on %d offers, bit for bit: %d broken" % (len(LAWS), offers, broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
