#!/usr/bin/env python3
"""The example offer on scipy's scrambled Sobol' points: 16 replicates, the error from their means.

numpy_sobol.py PATHS [SEED]: prints one line of JSON. PATHS / 16 should be a power of two."""
import json
import sys
import time

import numpy as np
from scipy.stats import qmc

REPLICATES = 16
CHUNK = 1 << 14
DAY = 1 / 365.25
HAZARD = -np.log(0.6) / 1.5


def simulate(u):
    """equity, foregone, net of the points u, ten columns of uniforms"""
    scenario = u[:, 0]
    ipo = scenario < 0.35
    amazon = ~ipo & (scenario < 0.65)
    google = (scenario >= 0.65) & (scenario < 0.90)
    acquired = amazon | google
    v = u[:, 1]
    value = np.select(
        [ipo, amazon, google], [8e9 + 4e9 * v, 6e9 + 2e9 * v, 5e9 + 2e9 * v], 15e9 * (1 - v) ** (-1 / 3)
    )
    t = u[:, 2]
    exit_years = np.select(
        [ipo, acquired], [(322 + 731 * t) * DAY, 687 * DAY * t], 687 * DAY - 2 * np.log1p(-t)
    )
    worthless = u[:, 3] < 0.30
    stagnant = u[:, 4] < 0.30
    exit_years = np.where(stagnant, np.inf, exit_years)
    laid_off = -np.log1p(-u[:, 5]) / HAZARD
    until = np.minimum(2 + u[:, 6], laid_off)
    gone = acquired & (exit_years <= until) & (u[:, 7] < 0.50)
    end = np.where(gone, exit_years, until)
    months = np.floor(12 * end + 1e-9)
    vested = np.where(months < 12, 0, np.minimum(months, 48) / 48)
    equity = np.where(worthless | stagnant, 0, value * 1e-4 * vested)
    foregone = (120e3 + 130e3 * u[:, 8] - 74e3 - 31e3 * u[:, 9]) * end
    return equity, foregone, equity - foregone


def main():
    points = int(float(sys.argv[1])) // REPLICATES
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    paths = points * REPLICATES
    started = time.perf_counter()
    columns = np.empty((3, paths))
    for replicate in range(REPLICATES):
        sequence = qmc.Sobol(10, scramble=True, seed=np.random.default_rng([seed, replicate]))
        for first in range(0, points, CHUNK):
            n = min(CHUNK, points - first)
            at = replicate * points + first
            columns[:, at : at + n] = simulate(sequence.random(n))
    simulated = time.perf_counter()
    for column in columns:
        np.quantile(column, [0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99])
        worst = np.partition(column, paths // 20)[: paths // 20]
        worst.mean(), column.std(), (column > 0).mean(), (column == 0).mean()
    done = time.perf_counter()
    means = columns[2].reshape(REPLICATES, points).mean(axis=1)
    print(
        json.dumps(
            {
                "peer": "numpy + scipy scrambled Sobol'",
                "paths": paths,
                "mean": means.mean(),
                "std_error": means.std(ddof=1) / np.sqrt(REPLICATES),
                "simulate_s": simulated - started,
                "total_s": done - started,
            }
        )
    )


main()
