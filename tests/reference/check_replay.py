"""Replays paths of random offers from their draws and compares every amount with what the program told.

    python3 tests/reference/check_replay.py build/offercast OFFERS PATHS [FIRST]
"""

import json
import math
import subprocess
import sys
import tempfile

from random_offers import random_offer
from replay import replay


def told_paths(program, offer, paths):
    """Of each path its draws and amounts, of each sensible grant the months in which a leaver exercises; or a fault."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(offer, file)
        file.flush()
        command = [program, "explain", file.name, "--path", "0:%d" % (paths - 1), "--format", "json"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        return ran.stderr
    told = json.loads(ran.stdout)
    draws, amounts = [{} for _ in range(paths)], [{} for _ in range(paths)]
    for row in told["draws"]:
        draws[row["path"]][row["name"]] = row["uniform"]
    for row in told["amounts"]:
        amounts[row["path"]][row["name"]] = row["value"]
    months = {}
    for row in told["steps"]:
        if row["quantity"].endswith(": exercised at the end of the window"):
            months[row["quantity"].split(":")[0].split(" (")[0]] = row["text"].replace("in months ", "")
    return draws, amounts, months


def differs(mine, told):
    if mine is None or told is None or math.isinf(mine):
        return not (mine is None or math.isinf(mine)) if told is None else mine is not None
    return abs(mine - told) > 1e-7 * max(abs(mine), abs(told)) + 1e-4


def check(program, number, paths):
    offer = random_offer(number)
    told = told_paths(program, offer, paths)
    if isinstance(told, str):
        return "offer %d: %s" % (number, told)
    for path, (uniform, amounts) in enumerate(zip(*told[:2])):
        mine = replay(offer, uniform, told[2])
        for name, value in mine.items():
            if name == "exit.value" and value is None:
                continue
            if differs(value, amounts[name]):
                return "offer %d, path %d: %s is told as %s, and replayed %s" % (number, path, name, amounts[name],
                    value)
    return None


def main():
    program, offers, paths = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    faults = 0
    for number in range(first, first + offers):
        fault = check(program, number, paths)
        if fault:
            faults += 1
            print(fault)
    print("%d offers, %d paths of each: %d differ" % (offers, paths, faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
