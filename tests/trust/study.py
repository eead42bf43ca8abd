"""Coverage of every interval that `run` prints, at 50, 80, 90, 95 and 99%, on every offer of tests/cases/coverage, by
the samplers that are named, or all.

    python3 tests/trust/study.py build/offercast REPEATS PATHS [SAMPLER...]

A cell is a figure of an offer under a sampler at a level. It holds where its share of covering intervals is inside the
simultaneous 99% band of the binomial over all cells; below it, it must be marked (a note, no interval or a warning of its
tail) in most runs. `coverage` says of how many runs a metric was warned; a figure has notes where its method says so.
"""

import json
import math
import pathlib
import subprocess
import sys
from statistics import NormalDist

SAMPLERS = ["sobol", "lhs", "antithetic", "mc"]
LEVELS = [50, 80, 90, 95, 99]


def binomial_below(hits, n, p):
    """P(X <= hits)"""
    if hits < 0:
        return 0.0
    logs = [math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log1p(-p)
            for k in range(int(hits) + 1)]
    top = max(logs)
    return math.exp(top) * math.fsum(math.exp(one - top) for one in logs)


def told_by(program, offer, sampler, repeats, paths):
    ran = subprocess.run([program, "coverage", str(offer), "--sampler", sampler, "--repeats", str(repeats), "--paths",
                          str(paths), "--threads", "1", "-q", "--format", "json"], capture_output=True, text=True,
                         check=True)
    return json.loads(ran.stdout)


def cells_of(told, offer, sampler):
    """(offer, sampler, metric, group, statistic, level, share) of every figure that has intervals, and what is warned of."""
    warned = {row["metric"]: row["estimate"] for row in told["results"] if row["statistic"] == "warned"}
    intervals = {(row["metric"], row["group"], row["statistic"].removesuffix("_intervals")): row["estimate"]
                 for row in told["results"] if row["statistic"].endswith("_intervals")}
    for row in told["curve"]:
        key = row["metric"], row["group"], row["statistic"]
        for level in LEVELS:
            share = row["at_%d" % level]["estimate"]
            if share is not None:
                yield (offer.stem, sampler, *key, level, share, warned.get(row["metric"], 0), intervals.get(key, 1))


def main():
    program, repeats, paths = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    offers, samplers = sorted((root / "tests" / "cases" / "coverage").glob("*.json")), sys.argv[4:] or SAMPLERS
    cells = []
    for sampler in samplers:
        for offer in offers:
            cells += cells_of(told_by(program, offer, sampler, repeats, paths), offer, sampler)
            print("%s, %s: %d cells so far" % (offer.stem, sampler, len(cells)), file=sys.stderr)
    chance = 0.01 / len(cells)
    below = {}
    for cell in cells:
        level, share = cell[5], cell[6]
        hits = round(share * repeats)
        expected = repeats * level / 100
        far = hits < expected and binomial_below(hits, repeats, level / 100) < chance / 2
        below.setdefault((cell[0], cell[1], *cell[2:5]), []).append((level, share, far, cell[7]))
    unmarked = [(key, levels) for key, levels in below.items()
                if any(far for _, _, far, _ in levels) and levels[0][3] < 0.5]
    marked = sum(any(far for _, _, far, _ in levels) and levels[0][3] >= 0.5 for levels in below.values())
    for key, levels in unmarked:
        print("%s: %s" % (" ".join(filter(None, key)), ", ".join("%d%%: %.3f" % (level, share) for level, share, *_ in levels)),
              file=sys.stderr)
    print("%d figures at 5 levels, %d offers, %d samplers, %d seeds of %d paths: %d below the simultaneous band and marked in "
          "most runs, %d below it and not marked" % (len(below), len(offers), len(samplers), repeats, paths, marked, len(unmarked)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
