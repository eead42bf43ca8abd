#!/usr/bin/env python3
"""The example offer as a numpy user would write it: vectorised, in chunks that stay in the cache.

numpy_chunked.py PATHS [SEED]: prints one line of JSON."""
import json
import sys
import time

import numpy as np

CHUNK = 1 << 14
DAY = 1 / 365.25
HAZARD = -np.log(0.6) / 1.5


def simulate(rng, n):
    """equity, foregone, net of n paths"""
    scenario = rng.random(n)
    ipo = scenario < 0.35
    amazon = ~ipo & (scenario < 0.65)
    google = (scenario >= 0.65) & (scenario < 0.90)
    acquired = amazon | google
    independent = scenario >= 0.90
    u = rng.random(n)
    value = np.select(
        [ipo, amazon, google], [8e9 + 4e9 * u, 6e9 + 2e9 * u, 5e9 + 2e9 * u], 15e9 * (1 - u) ** (-1 / 3)
    )
    t = rng.random(n)
    exit_years = np.select(
        [ipo, acquired], [(322 + 731 * t) * DAY, 687 * DAY * t], 687 * DAY - 2 * np.log1p(-t)
    )
    worthless = rng.random(n) < 0.30
    stagnant = rng.random(n) < 0.30
    exit_years = np.where(stagnant, np.inf, exit_years)
    laid_off = rng.exponential(1 / HAZARD, n)
    stay = rng.uniform(2, 3, n)
    until = np.minimum(stay, laid_off)
    gone = acquired & (exit_years <= until) & (rng.random(n) < 0.50)
    end = np.where(gone, exit_years, until)
    months = np.floor(12 * end + 1e-9)
    vested = np.where(months < 12, 0, np.minimum(months, 48) / 48)
    equity = np.where(worthless | stagnant, 0, value * 1e-4 * vested)
    foregone = (rng.uniform(120e3, 250e3, n) - rng.uniform(74e3, 105e3, n)) * end
    return equity, foregone, equity - foregone


def main():
    paths = int(float(sys.argv[1]))
    rng = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    started = time.perf_counter()
    columns = np.empty((3, paths))
    for first in range(0, paths, CHUNK):
        n = min(CHUNK, paths - first)
        columns[:, first : first + n] = simulate(rng, n)
    simulated = time.perf_counter()
    for column in columns:
        np.quantile(column, [0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99])
        worst = np.partition(column, paths // 20)[: paths // 20]
        worst.mean(), column.std(), (column > 0).mean(), (column == 0).mean()
    done = time.perf_counter()
    net = columns[2]
    print(
        json.dumps(
            {
                "peer": "numpy, in chunks",
                "paths": paths,
                "mean": net.mean(),
                "std_error": net.std() / np.sqrt(paths),
                "simulate_s": simulated - started,
                "total_s": done - started,
            }
        )
    )


main()
