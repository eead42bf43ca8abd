"""What a grant pays on one path, and what is paid for strikes."""

import math

from schedules import months_between, vested
from values import NEVER, plain


def exercised_in(told, month):
    """Whether a month is among "0-12, 40-"."""
    for part in told.split(","):
        first, dash, last = part.strip().partition("-")
        if first.isdigit() and month >= int(first) and (month <= int(last)
            if last else bool(dash) or month == int(first)):
            return True
    return False


OPTIONS = ("nso", "iso", "bspce", "emi")


class Sale:
    """When what a grant has is sold, and for what it counts today."""

    def __init__(self, path, world, job, rate):
        self.rate, years, end = rate, world["years"], job["end"]
        self.now = self.later = 0.0
        if years == NEVER:
            return
        delay = path.of(path.offer["ipo"], "lock_up", "ipo.") if world["kind"] == "ipo" and "ipo" in path.offer else 0
        self.now, self.later = self.at(years + delay), self.at(max(end, years + delay))
        if world["kind"] == "acquisition" and "escrow" in path.offer:
            escrow = path.offer["escrow"]
            fraction, loss = path.of(escrow, "fraction", "escrow."), path.of(escrow, "loss", "escrow.")
            release = years + path.of(escrow, "delay", "escrow.")
            self.now = (1 - fraction) * self.now + fraction * (1 - loss) * self.at(release)
            self.later = (1 - fraction) * self.later + fraction * (1 - loss) * self.at(max(end, release))

    def at(self, years):
        return (1 + self.rate) ** -years if years < NEVER else 0.0


def size_of(path, grant, name, shares):
    """Of all shares at start."""
    if "value" in grant:
        return path.of(grant, "value", name) / path.of(grant, "valued_at", name)
    return path.of(grant, "shares", name) / shares if "shares" in grant else path.of(grant, "percent", name)


def grant_value(path, grant, k, world, job, prices, sale, months):
    """(present value, cash paid for strikes before an exit) of the k-th repeat of a grant."""
    name = "grants.%s." % grant["name"]
    years, end = world["years"], job["end"]
    granted = plain(grant.get("granted", 0)) + (k * plain(grant["repeat"]["every"]) if k else 0)
    size = size_of(path, grant, name, world["shares"])
    whole = prices.get(grant.get("class"), prices.get("common", 0)) if years < NEVER else 0
    price = size * whole if years < NEVER and not world["worthless"] else 0

    def has_vested(time):
        return vested(grant, months_between(grant, k, granted, time, world)) if time < NEVER else 0.0

    option = grant["type"] in OPTIONS
    per_share = world["shares"] * path.of(grant, "strike", name)
    cost = size * (per_share if "strike" in grant else path.of(grant, "strike_value", name)) if option else 0
    by_end, by_exit = has_vested(end), has_vested(years)
    at_exit, later = by_end, 0.0
    if job["there"]:
        first = path.of(grant, "single_trigger",
            name) * (1 - by_exit) if world["kind"] == "acquisition" and years >= granted else 0
        double = path.of(grant, "double_trigger", name) if world["kind"] == "acquisition" and years >= granted else 0
        at_exit = by_exit + first
        if job["gone"]:
            at_exit += double * (1 - by_exit - first)
        else:
            until = min(1, by_end + first)
            later = until - at_exit
            window = path.of(grant, "double_trigger_window", name, 1)
            if job["laid_off"] and end <= years + window:
                later += double * (1 - until)
    if not option:
        if not job["there"] and grant.get("on_leaving", "keep") == "forfeit":
            return 0.0, 0.0
        if "expires" in grant and years > granted + path.of(grant, "expires", name):
            return 0.0, 0.0
        return price * (at_exit * sale.now + later * sale.later), 0.0
    if grant.get("early_exercise"):
        if granted > end:
            return 0.0, 0.0
        paid = max(granted, 0)
        back = 0 if job["failed"] else cost * (1 - at_exit - later) * sale.at(end)
        return price * (at_exit * sale.now + later * sale.later) - cost * sale.at(paid) + back, cost
    term = granted + path.of(grant, "expires", name, 10)
    if job["there"] and years <= term:
        gain = max(price - cost, 0)
        return gain * (at_exit * sale.now + later * sale.later), 0.0
    return left_options(path, grant, name, has_vested(min(end, term)), min(end, term), term, years, price, cost, sale,
                        months)


def left_options(path, grant, name, part, ends, term, years, price, cost, sale, months):
    """Of who holds options and is gone before the exit, or is there at one past their term."""
    rule = grant.get("on_leaving", "sensible")
    chance = plain(rule["exercise"]) if isinstance(rule, dict) else 1
    limit = path.of(grant, "cash_limit", name) if "cash_limit" in grant else NEVER
    bought = min(1, limit / (part * cost)) * part if part * cost > 0 else part
    if isinstance(rule, dict) or rule == "exercise":
        if not path.happens(chance, name + "exercise"):
            return 0.0, 0.0
        return bought * (price * sale.now - cost * sale.at(ends)), bought * cost
    decided = min(ends + path.of(grant, "exercise_window", name, 90 / 365.25), term)
    if rule == "forfeit":
        return 0.0, 0.0
    if years <= decided:
        return part * max(price - cost, 0) * sale.now, 0.0
    if rule == "hold" or not exercised_in(months[grant["name"]], math.floor(12 * decided + 1e-9)):
        return 0.0, 0.0
    return bought * (price * sale.now - cost * sale.at(decided)), bought * cost
