"""From the value of a company to the price of a share, on one path: rounds, convertibles, the waterfall."""

from values import NEVER, plain


def bisect(total, wanted, high):
    low = 0.0
    while total(high) < wanted:
        low, high = high, high * 2
    for _ in range(400):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if total(middle) < wanted:
            low = middle
        else:
            high = middle
    return high


class Class:
    """Shares as converted, and what they take before they convert."""

    def __init__(self, kind, shares, claim=0.0, seniority=0.0, participating=False, cap=NEVER, strike=0.0, name=""):
        self.kind, self.shares, self.seniority, self.strike = kind, shares, seniority, strike
        self.participating, self.cap, self.claim = participating, cap, min(claim, cap) if participating else claim
        self.name, self.protection, self.price, self.pool_issued = name, None, 0.0, 1.0

    def takes(self, price):
        if self.kind == "common":
            return self.shares * price
        if self.kind == "option":
            return self.shares * max(price - self.strike, 0)
        if self.participating:
            return max(min(self.claim + self.shares * price, self.cap), self.shares * price)
        return max(self.claim, self.shares * price)


def preferred(name, shares, invested, multiple, dividend, years, participating, cap, seniority):
    accrued = invested * dividend * max(years, 0)
    most = cap * invested + accrued if cap else NEVER
    return Class("preferred", shares, multiple * invested + accrued, seniority, participating, most, 0, name)


def first_classes(path, exit_years):
    rows = path.offer.get("capital")
    if not rows:
        return [Class("common", 1.0)]
    out = []
    for row in rows:
        name = "capital.%s." % row["name"]
        if row["kind"] == "preferred":
            invested = path.of(row, "invested", name)
            one = preferred(
                row["name"], plain(row["shares"]), invested, path.of(row, "multiple", name, 1), path.of(row,
                    "dividend", name),
                exit_years - plain(row.get("issued", 0)), row.get("participating", False), path.of(row, "cap", name), plain(row.get("seniority", 0)))
            one.protection = row.get("anti_dilution")
            one.price = invested / one.shares
        else:
            one = Class(row["kind"], plain(row["shares"]), strike=path.of(row, "strike", name), name=row["name"])
        out.append(one)
    return out


def convertibles_of(path):
    out = []
    for row in path.offer.get("dilution", {}).get("convertibles", []):
        name = "dilution.convertibles.%s." % row["name"]
        out.append(
            {
                "name": row["name"],
                "amount": path.of(row, "amount", name),
                "cap": path.of(row, "cap", name) if "cap" in row else NEVER,
                "discount": path.of(row, "discount", name),
                "interest": path.of(row, "interest", name) if row["kind"] == "note" else 0,
                "post_money": row.get("post_money", True),
            }
        )
    return out


def owed(one, years):
    return one["amount"] * (1 + one["interest"] * years)


def conversion(convertibles, years, before, price):
    """Shares of each at a price, by repeating what follows from what: it rises to one answer. None: there is none."""
    shares = [0.0] * len(convertibles)
    for _ in range(100000):
        counted = before + sum(shares)
        new = []
        for one in convertibles:
            debt = owed(one, years)
            new.append(max(debt / (price * (1 - one["discount"])),
                debt * (counted if one["post_money"] else before) / one["cap"]))
        if sum(new) > 1e9 * before + 1e9 * sum(owed(one, years) for one in convertibles) / price:
            return None
        if all(abs(a - b) <= 1e-16 * (abs(a) + abs(b)) for a, b in zip(new, shares)):
            return new
        shares = new
    return shares


def protected_shares(one, price, before, raised):
    if price >= one.price:
        return one.shares
    if one.protection == "full_ratchet":
        lowered = price
    else:
        lowered = one.price * (before + raised / one.price) / (before + raised / price)
    return one.shares * one.price / lowered


def play_round(classes, one, convertibles, exit_years, top):
    """One round: what it adds to the classes. Whether the convertibles have converted, and the new top seniority."""
    row = one["row"]
    shares = sum(c.shares for c in classes)
    d, q = one["dilution"], one["pool"]
    raised = one["raise"] if "raise" in row else one["pre_money"] * d / (1 - d) if "pre_money" in row else 0
    protected = [c for c in classes if c.protection]
    converting = convertibles if "raise" in row else []
    wanted = raised * (1 - d - q) / d if raised > 0 else 0
    price, converted = 0, []

    def left_side(p, protect, convert):
        now = conversion(convert, one["timeline"], shares, p) if convert else []
        if now is None:
            return NEVER
        before = shares + sum(now)
        added = sum(protected_shares(c, p, before, raised) - c.shares for c in protect)
        return p * (before + added)

    if wanted > 0:
        tiny = wanted / shares * 1e-13
        if protected and not left_side(tiny, protected, converting) < wanted * (1 - 1e-9):
            protected = []
        if converting and not left_side(tiny, protected, converting) < wanted * (1 - 1e-9):
            converting = []
        price = bisect(lambda p: left_side(p, protected, converting), wanted, wanted / shares)
        converted = conversion(converting, one["timeline"], shares, price) if converting else []
        before = shares + sum(converted)
        for c in protected:
            new = protected_shares(c, price, before, raised)
            c.price, c.shares = c.price * c.shares / new, new
    else:
        converting = []
    for terms, number in zip(converting, converted):
        classes.append(Class("preferred", number, owed(terms, one["timeline"]), top + 1, name=terms["name"]))
    total = sum(c.shares for c in classes) / (1 - d - q)
    if q > 0:
        strike = one["pool_strike"] * (price if one["strike_of_price"] else 1)
        pool = Class("option" if strike > 0 else "common", q * total, strike=strike)
        pool.pool_issued = one["pool_issued"]
        classes.append(pool)
    if "raise" not in row:
        classes.append(Class("common", d * total))
        return bool(converting), top
    classes.append(
        preferred(row["name"], d * total, one["raise"], one["multiple"], one["dividend"], exit_years - one["timeline"],
                  row.get("participating", False), one["cap"], top + 1))
    return bool(converting), top + 1


def prices_of(path, world, rounds):
    """Of all shares at start: at the common price, and of each preferred class at its own."""
    years, value, kind = world["years"], world["value"], world["kind"]
    classes = first_classes(path, years)
    start, start_shares = list(classes), [c.shares for c in classes]
    top = max([c.seniority for c in classes if c.kind == "preferred"], default=0)
    top = max(top, 0)
    waiting = convertibles_of(path)
    for one in rounds:
        if one["timeline"] < years:
            converted, top = play_round(classes, one, waiting, years, top)
            waiting = [] if converted else waiting
    for c in classes:
        c.shares *= c.pool_issued
    all_shares = sum(c.shares for c in classes)
    unconverted = []
    if waiting:
        number = conversion(waiting, years, all_shares, NEVER)
        for terms, n in zip(waiting, number):
            unconverted.append(Class("preferred", n, owed(terms, years), top + 1, name=terms["name"]))
        classes += unconverted
        all_shares += sum(number)
    annual = path.offer.get("dilution", {}).get("annual")
    if annual is not None:
        kept = (1 - path.draw(annual, "dilution.annual")) ** years
        classes.append(Class("common", all_shares * (1 / kept - 1)))
    by_claims = kind in ("acquisition", "failure")
    if kind == "acquisition":
        value -= path.of(path.offer, "transaction_costs", "") * value
        value = max(value - path.of(path.offer, "debt", ""), 0)
        value *= 1 - path.of(path.offer, "carve_out", "")
    if kind == "ipo" and "qualified_ipo" in path.offer:
        by_claims = value < path.of(path.offer, "qualified_ipo", "")
    if not by_claims:
        for c in classes:
            if c.kind == "preferred" and c not in unconverted:
                c.kind = "common"
    claims = sum(c.claim for c in classes if c.kind == "preferred")
    price = 0
    if value > claims:
        price = bisect(lambda p: sum(c.takes(p) for c in classes), value, value / sum(start_shares))
    out = {"common": price * sum(start_shares)}
    for c, shares in zip(start, start_shares):
        if c.name and c.kind == "preferred" or c.protection or c.claim > 0:
            out[c.name] = paid_to(c, classes, value, claims, price) / shares * sum(start_shares)
    return out


def paid_to(one, classes, value, claims, price):
    if one.kind == "common" or value > claims:
        return one.takes(price)
    ahead = sum(c.claim for c in classes if c.kind == "preferred" and c.seniority > one.seniority)
    level = sum(c.claim for c in classes if c.kind == "preferred" and c.seniority == one.seniority)
    return one.claim * min(max(value - ahead, 0) / level, 1) if level > 0 else 0
