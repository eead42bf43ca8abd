"""Means and chances of random offers, from draws and statistics of its own, against what `run` prints.

    python3 tests/reference/check_figures.py build/offercast OFFERS PATHS [FIRST]

replay.py makes a path of independent uniforms of Python's generator; from the program come the names of the draws and the
months in which a leaver exercises. A figure that is more than 4.5 standard errors off is looked at again with eight times as
many new paths: of some 5,000 skewed means one or two are beyond by chance, and none is twice.
"""

import csv
import io
import math
import random
import subprocess
import sys
import tempfile
import json

from check_replay import told_paths
from random_offers import random_offer
from replay import replay

METRICS = ["equity_value", "foregone_compensation", "net_advantage", "years_employed", "job_lost", "exercise_cost"]
ERRORS, AGAIN = 4.5, 8


def told_figures(program, offer):
    """{(metric, statistic): estimate} of a run of 2^18 paths."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(offer, file)
        file.flush()
        ran = subprocess.run([program, "run", file.name, "--paths", "262144", "--threads", "1", "-q", "--format", "csv"],
                             capture_output=True, text=True, check=True)
    rows = csv.DictReader(io.StringIO(ran.stdout))
    return {(row["metric"], row["statistic"]): (float(row["estimate"]), float(row["std_error"] or 0))
            for row in rows if row["group"] == "" and row["estimate"]}


def own_figures(offer, names, months, paths, seed):
    """{metric: (mean, share above 0)}"""
    r = random.Random(seed)
    values = {metric: [] for metric in METRICS}
    for _ in range(paths):
        amounts = replay(offer, {name: r.random() or 0.5 for name in names}, months)
        for metric in METRICS:
            values[metric].append(amounts[metric])
    return {metric: (math.fsum(column) / paths, sum(value > 0 for value in column) / paths)
            for metric, column in values.items()}


def faults_of(own, told, paths):
    faults, compared = [], 0
    for metric, (mean, share) in own.items():
        estimate, error = told[metric, "mean"]
        spread = told.get((metric, "sd"), (0, 0))[0]
        allowed = ERRORS * math.hypot(spread / math.sqrt(paths), error) + 1e-9 * abs(estimate) + 1e-9
        compared += 1
        if abs(mean - estimate) > allowed:
            faults.append("mean of %s: %.8g told, %.8g +- %.2g" % (metric, estimate, mean, allowed / ERRORS))
        if (metric, "p_positive") in told:
            estimate, error = told[metric, "p_positive"]
            allowed = ERRORS * math.hypot(math.sqrt(estimate * (1 - estimate) / paths), error) + 3 / paths
            compared += 1
            if abs(share - estimate) > allowed:
                faults.append("P(%s > 0): %.5g told, %.5g" % (metric, estimate, share))
    return faults, compared


def check(program, number, paths):
    offer = random_offer(number)
    paths_told = told_paths(program, offer, 1)
    if isinstance(paths_told, str):
        return [paths_told], 0, 0
    draws, _, months = paths_told
    told = told_figures(program, offer)
    faults, compared = faults_of(own_figures(offer, list(draws[0]), months, paths, number), told, paths)
    again = bool(faults)
    if again:
        faults, _ = faults_of(own_figures(offer, list(draws[0]), months, AGAIN * paths, 10**6 + number), told, AGAIN * paths)
    return faults, compared, again


def main():
    program, offers, paths = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    wrong = compared = again = 0
    for number in range(first, first + offers):
        faults, count, twice = check(program, number, paths)
        compared, again, wrong = compared + count, again + twice, wrong + bool(faults)
        for fault in faults:
            print("offer %d: %s" % (number, fault))
    print("%d offers, %d figures, %d offers looked at twice: %d differ" % (offers, compared, again, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
