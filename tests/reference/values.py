"""Values of an offer in their plain forms, and the draws of one path."""

import math
from statistics import NormalDist

NEVER = math.inf
NORMAL = NormalDist()


def plain(value):
    """A number of a certain value: 3, "35%", "2 years", "18 months", "90 days"."""
    if isinstance(value, (int, float)):
        return float(value)
    text = value.strip()
    if text.endswith("%"):
        return float(text[:-1]) / 100
    number, _, unit = text.partition(" ")
    return float(number) / {"years": 1, "year": 1, "months": 12, "days": 365.25}[unit]


def is_certain(value):
    return not isinstance(value, dict)


def quantile(value, u):
    """Of a distribution object: uniform, triangular, lognormal by median and sigma."""
    if value["dist"] == "uniform":
        return value["min"] + (value["max"] - value["min"]) * u
    if value["dist"] == "lognormal":
        return value["median"] * math.exp(value["sigma"] * NORMAL.inv_cdf(u))
    low, mode, high = value["min"], value["mode"], value["max"]
    at_mode = (mode - low) / (high - low)
    if u < at_mode:
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - mode))


def mean(value):
    if is_certain(value):
        return plain(value)
    if value["dist"] == "uniform":
        return (value["min"] + value["max"]) / 2
    if value["dist"] == "lognormal":
        return value["median"] * math.exp(value["sigma"] ** 2 / 2)
    return (value["min"] + value["mode"] + value["max"]) / 3


class Path:
    def __init__(self, offer, uniform):
        self.offer, self.uniform = offer, uniform

    def draw(self, value, name):
        return plain(value) if is_certain(value) else quantile(value, self.uniform[name])

    def of(self, owner, key, prefix, default=0):
        return self.draw(owner.get(key, default), prefix + key)

    def happens(self, chance, name):
        if chance <= 0 or chance >= 1:
            return chance >= 1
        return self.uniform[name] > 1 - chance
