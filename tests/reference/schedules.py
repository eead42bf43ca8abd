"""What has vested of a grant when: schedules, whole shares, and months between two days of the calendar."""

import math

from dates import whole_months
from values import is_certain, plain

STANDARD = {"months": 48, "cliff": 12, "step": 1}


def tranches(schedule):
    """(month, part) of each tranche, in order."""
    if schedule == "none":
        return [(0, 1.0)]
    if isinstance(schedule, list):
        return [(part["month"], plain(part["percent"])) for part in schedule]
    months, step = schedule["months"], schedule["step"]
    ends = list(range(step, months, step)) + [months]
    return [(months if end == months else max(end, schedule["cliff"]),
             (end - max(end - step, 0) if end < months else months - (months - 1) // step * step) / months)
            for end in ends]


def whole(rule, shares, parts):
    """Whole shares of each tranche, by the rules of the Open Cap Format."""
    if rule.startswith("cumulative"):
        half = 0.5 if rule == "cumulative_rounding" else 0
        sums = [math.floor(shares * sum(parts[: k + 1]) + half + 1e-6) for k in range(len(parts))]
        return [b - a for a, b in zip([0] + sums, sums)]
    out = [math.floor(shares * part + 1e-6) for part in parts]
    rest = round(shares - sum(out))
    if rule.endswith("single"):
        out[0 if rule.startswith("front") else -1] += rest
        return out
    for k in range(rest):
        out[k if rule.startswith("front") else len(out) - rest + k] += 1
    return out


def parts_of(grant):
    """(month, part of the grant) of each tranche, of whole shares where the grant is a whole number of them."""
    each = tranches(grant.get("vesting", STANDARD))
    rule, shares = grant.get("rounding", "cumulative_round_down"), grant.get("shares", 0)
    if rule == "fractional" or not shares or not is_certain(shares) or plain(shares) != int(plain(shares)):
        return each
    return [(month, number / plain(shares))
            for (month, _), number in zip(each, whole(rule, plain(shares), [part for _, part in each]))]


def vested(grant, months):
    return min(1.0, sum(part for month, part in parts_of(grant) if month <= months)) if months >= 0 else 0.0


def months_between(grant, k, granted, years, world):
    """Whole months from the k-th repeat of a grant to a time; by the calendar where both are days."""
    every = 12 * plain(grant["repeat"]["every"]) * k if k else 0
    if world.get("day") and years == world["years"] and "granted_day" in grant and every == round(every):
        return whole_months(grant["granted_day"], world["day"]) - round(every)
    if years < granted:
        return -1
    return math.floor(12 * (years - granted) + 1e-9)
