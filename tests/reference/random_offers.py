"""Random offers with many features at once, in the plain forms that replay.py reads. A number names an offer."""

import random

from random_terms import add_terms


def spread(r, low, high):
    kind = r.choice(["point", "uniform", "uniform", "triangular", "lognormal"])
    a, b = sorted((round(r.uniform(low, high), 4), round(r.uniform(low, high), 4)))
    if kind == "point" or not a < b:
        return b
    if kind == "lognormal" and a > 0 and high > 1:
        return {"dist": "lognormal", "median": a, "sigma": round(r.uniform(0.1, 0.8), 3)}
    if kind == "triangular" or kind == "lognormal":
        mode = round(r.uniform(a, b), 4)
        if a < mode < b:
            return {"dist": "triangular", "min": a, "mode": mode, "max": b}
    return {"dist": "uniform", "min": a, "max": b}


def span(r, low, high):
    """Years: a text where it is certain, as a bare number is years too."""
    return spread(r, low, high)


def percent(r, low, high):
    return "%.1f%%" % (100 * r.uniform(low, high))


def exits_of(r, worth):
    kinds = r.sample(["failure", "acquisition", "acquisition", "ipo", "independent"], r.randint(1, 4))
    left, rows = 1000, []
    for i, kind in enumerate(kinds):
        share = left if i == len(kinds) - 1 else r.randint(1, left - (len(kinds) - 1 - i))
        left -= share
        row = {"name": "%s %s" % (r.choice("ABCDE"), i), "kind": kind, "probability": "%.1f%%" % (share / 10)}
        form = r.random()
        if kind == "failure" and form < 0.7:
            row["valuation"] = 0
        elif form < 0.25:
            row["valuation"] = {"today": spread(r, 0.5 * worth, 2 * worth), "drift": spread(r, -0.1, 0.3),
                                "volatility": round(r.uniform(0, 0.8), 3)}
            if r.random() < 0.3:
                row["valuation"]["raised"] = "ignored"
        elif form < 0.4:
            row["valuation"] = {"arr": spread(r, 0.05 * worth, 0.2 * worth), "growth": spread(r, 0, 1),
                                "growth_decay": spread(r, 0.1, 0.5), "multiple": spread(r, 2, 15)}
        else:
            row["valuation"] = spread(r, 0.1 * worth, 5 * worth)
        if not (kind == "failure" and r.random() < 0.4):
            row["timeline"] = span(r, 0.3, 8)
        rows.append(row)
    models = [row["valuation"] for row in rows if isinstance(row["valuation"], dict) and "dist" not in row["valuation"]]
    for model in models[1:]:  # one draw serves a key of all rows of a model: keep it to one
        for row in rows:
            if row["valuation"] is model:
                row["valuation"] = spread(r, 0.1 * worth, 5 * worth)
    return rows


def risks_of(r):
    rows = []
    if r.random() < 0.6:
        first = r.uniform(0.05, 0.4)
        rows.append({"name": "Layoff a", "kind": "layoff", "within": "%d months" % r.randint(6, 20),
            "probability": "%.1f%%" % (100 * first)})
        if r.random() < 0.4:
            rows.append({"name": "Layoff b", "kind": "layoff", "within": "%d months" % r.randint(24, 50),
                         "probability": "%.1f%%" % (100 * (first + r.uniform(0, 0.3)))})
    for kind in ("elimination", "equity_zero", "stagnation", "stagnation"):
        if r.random() < 0.4 and not (kind == "elimination" and any(row["kind"] == kind for row in rows)):
            rows.append({"name": "%s %d" % (kind.replace("_", " "), len(rows)), "kind": kind,
                "probability": percent(r, 0.02, 0.4)})
    return rows


def capital_of(r, worth):
    rows = []
    for i in range(r.randint(0, 3)):
        shares = r.randint(500000, 3000000)
        row = {"name": "Series %d" % i, "kind": "preferred", "shares": shares, "invested": spread(r, 0.01 * worth,
            0.3 * worth),
               "seniority": r.randint(0, 2)}
        if r.random() < 0.4:
            row["multiple"] = r.choice([1, 1.5, 2])
        if r.random() < 0.4:
            row["participating"] = True
            if r.random() < 0.6:
                row["cap"] = r.choice([2, 3, 4])
        if r.random() < 0.3:
            row["dividend"] = spread(r, 0.02, 0.1)
        if r.random() < 0.4:
            row["anti_dilution"] = r.choice(["weighted_average", "full_ratchet"])
        rows.append(row)
    if r.random() < 0.5:
        rows.append({"name": "Staff options", "kind": "option", "shares": r.randint(100000, 1500000),
            "strike": round(worth * r.uniform(1e-9, 5e-8), 4)})
    rows.append({"name": "Common", "kind": "common", "shares": r.randint(5000000, 9000000)})
    return rows


def rounds_of(r, worth, with_shares):
    rows = []
    for i in range(r.randint(1, 3)):
        row = {"name": "Round %d" % i, "probability": percent(r, 0.2, 1), "timeline": span(r, 0.2, 5)}
        form = r.random()
        if form < 0.3:
            row["dilution"] = spread(r, 0.05, 0.25)
        elif form < 0.7:
            row.update(dilution=spread(r, 0.05, 0.25), **{"raise": spread(r, 0.01 * worth, 0.4 * worth)})
        elif form < 0.85:
            row.update(pre_money=spread(r, 0.1 * worth, 3 * worth), **{"raise": spread(r, 0.01 * worth, 0.2 * worth)})
        else:
            row.update(dilution=spread(r, 0.05, 0.25), pre_money=spread(r, 0.1 * worth, 3 * worth))
        if r.random() < 0.4:
            row["pool"] = spread(r, 0.02, 0.1)
            if r.random() < 0.6:
                row["pool_issued"] = spread(r, 0.2, 1)
            if r.random() < 0.5 and ("raise" in row or "pre_money" in row):
                row["pool_strike"] = percent(r, 0.1, 0.6)
            elif r.random() < 0.5 and with_shares:
                row["pool_strike"] = round(worth * r.uniform(1e-9, 5e-8), 4)
        if "raise" in row and r.random() < 0.4:
            row["participating"] = True
            if r.random() < 0.5:
                row["cap"] = 2
        if "raise" in row and r.random() < 0.3:
            row["dividend"] = spread(r, 0.02, 0.1)
        rows.append(row)
    return rows


def grants_of(r, worth):
    rows = []
    for i in range(r.randint(1, 3)):
        row = {"name": "Grant %d" % i, "type": r.choice(["rsu", "rsa", "nso", "iso", "nso"]), "percent": percent(r,
            0.001, 0.02)}
        row["vesting"] = r.choice(["none", {"months": 48, "cliff": 12, "step": 1}, {"months": 36, "cliff": 6,
            "step": 3},
                                   [{"month": 12, "percent": "20%"}, {"month": 30, "percent": "80%"}]])
        if r.random() < 0.3:
            row["repeat"] = {"every": "1 year", "times": r.randint(1, 2)}
        if r.random() < 0.4:
            row["single_trigger"] = spread(r, 0.1, 0.6)
        if r.random() < 0.5:
            row["double_trigger"] = spread(r, 0.3, 1)
        if row["type"] in ("nso", "iso"):
            row["strike_value"] = spread(r, 0.05 * worth, 1.5 * worth)
            form = r.random()
            if form < 0.25:
                row["early_exercise"] = True
            elif form < 0.9:
                row["on_leaving"] = r.choice(["exercise", {"exercise": percent(r, 0.2, 0.8)}, "hold", "forfeit",
                    "sensible", "sensible"])
            rule = "early" if row.get("early_exercise") else row.get("on_leaving", "sensible")
            if rule in ("hold", "sensible") and r.random() < 0.7:
                row["exercise_window"] = span(r, 0.1, 3)
            if rule in ("exercise", "sensible") and r.random() < 0.3:
                row["cash_limit"] = spread(r, 0.0001 * worth, 0.004 * worth)
            if r.random() < 0.3:
                row["expires"] = "%d years" % r.randint(3, 7)
        elif r.random() < 0.3:
            row["on_leaving"] = "forfeit"
        rows.append(row)
    return rows


def random_offer(number):
    r = random.Random(number)
    worth = round(10 ** r.uniform(6.5, 9))
    offer = {"offercast": 1, "currency": "USD", "name": "Offer %d" % number, "stay": span(r, 1, 6),
             "discount_rate": spread(r, 0, 0.1), "exits": exits_of(r,
                 worth), "risks": risks_of(r), "grants": grants_of(r, worth)}
    offer["compensation"] = {
        "offer": {"salary": spread(r, 80000, 120000), "bonus": spread(r, 0, 0.2), "raise": spread(r, 0, 0.05),
            "signing": spread(r, 1000, 20000)},
        "market": {"salary": spread(r, 100000, 220000), "annual_equity": spread(r, 1000, 60000), "raise": spread(r, 0,
            0.05)}}
    if r.random() < 0.4:
        offer["compensation"]["market"]["layoff"] = [{"within": "2 years", "probability": percent(r, 0.05, 0.4)}]
    if r.random() < 0.6:
        offer.update(search=span(r, 0.1, 1), severance=span(r, 0.05, 0.5), reemployed_at=spread(r, 0.7, 1))
    if r.random() < 0.3:
        offer["severance_on_failure"] = percent(r, 0.1, 1)
    if r.random() < 0.4:
        offer["quit"] = [{"within": "%d months" % r.randint(12, 50), "probability": percent(r, 0.05, 0.5)}]
    if r.random() < 0.2:
        offer["after"] = "stop"
    with_capital = r.random() < 0.6
    if with_capital:
        offer["capital"] = capital_of(r, worth)
        offer.update(debt=spread(r, 0.001 * worth, 0.1 * worth), transaction_costs=spread(r, 0, 0.05),
            carve_out=spread(r, 0, 0.1))
        senior = [row["name"] for row in offer["capital"] if row["kind"] == "preferred"]
        if senior and r.random() < 0.3:
            offer["grants"][0]["class"] = r.choice(senior)
    dilution = {}
    if r.random() < 0.3:
        dilution["annual"] = spread(r, 0.01, 0.08)
    if r.random() < 0.7:
        dilution["rounds"] = rounds_of(r, worth, with_capital)
    if r.random() < 0.35:
        dilution["convertibles"] = [
            {"name": "Note %d" % i, "kind": r.choice(["safe", "note"]), "amount": spread(r, 0.005 * worth,
                0.06 * worth),
             **({"cap": spread(r, 0.5 * worth, 1.5 * worth)} if r.random() < 0.6 else {}), "discount": spread(r, 0,
                 0.3),
             **({"post_money": False} if r.random() < 0.3 else {})}
            for i in range(r.randint(1, 2))]
        for row in dilution["convertibles"]:
            if row["kind"] == "note":
                row["interest"] = spread(r, 0.02, 0.1)
    if dilution:
        offer["dilution"] = dilution
    if r.random() < 0.3:
        offer["company"] = {"cash": spread(r, 0.01 * worth, 0.2 * worth), "burn": spread(r, 0.01 * worth,
            0.1 * worth), "raise_probability": percent(r, 0, 0.8)}
    if r.random() < 0.4:
        offer["escrow"] = {"fraction": spread(r, 0.05, 0.2), "delay": span(r, 0.5, 2), "loss": spread(r, 0, 0.6)}
    if r.random() < 0.4:
        offer["ipo"] = {"lock_up": span(r, 0.2, 0.8), "volatility": round(r.uniform(0.2, 0.9), 3)}
    if with_capital and r.random() < 0.4:
        offer["qualified_ipo"] = spread(r, 0.1 * worth, 2 * worth)
    if r.random() < 0.2:
        offer["linked"] = percent(r, 0.1, 0.6)
    return add_terms(random.Random(1000000 + number), offer, worth)
