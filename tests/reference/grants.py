"""What a grant pays on one path, and what is paid for strikes."""

import math

from values import NEVER, plain


def vested(schedule, years):
    if years < 0:
        return 0
    if schedule == "none":
        return 1
    months = math.floor(12 * years + 1e-9)
    if isinstance(schedule, list):
        return min(1, sum(plain(part["percent"]) for part in schedule if part["month"] <= months))
    if months < schedule["cliff"]:
        return 0
    if months >= schedule["months"]:
        return 1
    return months // schedule["step"] * schedule["step"] / schedule["months"]


def exercised_in(told, month):
    """Whether a month is among "0-12, 40-"."""
    for part in told.split(","):
        first, dash, last = part.strip().partition("-")
        if first.isdigit() and month >= int(first) and (month <= int(last)
            if last else bool(dash) or month == int(first)):
            return True
    return False


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


def grant_value(path, grant, granted, world, job, prices, sale, months):
    """(present value, cash paid for strikes before an exit) of one grant."""
    name = "grants.%s." % grant["name"]
    years, end = world["years"], job["end"]
    size = path.of(grant, "percent", name)
    whole = prices.get(grant.get("class"), prices.get("common", 0)) if years < NEVER else 0
    price = size * whole if years < NEVER and not world["worthless"] else 0
    schedule = grant.get("vesting", {"months": 48, "cliff": 12, "step": 1})
    option = grant["type"] in ("nso", "iso")
    cost = size * path.of(grant, "strike_value", name) if option else 0
    by_end, by_exit = vested(schedule, end - granted), vested(schedule, years - granted) if years < NEVER else 0
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
    return left_options(path, grant, name, vested(schedule, min(end, term) - granted), min(end, term), term, years,
                        price, cost, sale, months)


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
