"""What may be added to a random offer: dates, whole shares, dollars of stock, coupled draws, a listed company."""

import datetime

from dates import months_later
from values import plain

ROUNDINGS = ["cumulative_rounding", "cumulative_round_down", "front_loaded", "back_loaded", "front_loaded_to_single",
             "back_loaded_to_single", "fractional"]


def uniform(low, high):
    return {"dist": "uniform", "min": low, "max": high}


def date_text(r, start):
    """A full day, often one on which whole months have gone by, or a stretch of days."""
    form, year = r.random(), start.year + r.randint(1, 4)
    if form < 0.6:
        return months_later(start, r.randint(4, 60)).isoformat()
    if form < 0.75:
        return (start + datetime.timedelta(days=r.randint(60, 2200))).isoformat()
    return r.choice(["%d" % year, "%d-%d" % (year, year + 1), "Q%d %d" % (r.randint(1, 4), year),
                     "H%d %d" % (r.randint(1, 2), year), "%d-%02d" % (year, r.randint(1, 12))])


def granted_day(r, start, back, ahead):
    if r.random() < 0.6:
        return months_later(start, r.randint(-back // 30, ahead // 30)).isoformat()
    return (start + datetime.timedelta(days=r.randint(-back, ahead))).isoformat()


def add_dates(r, offer):
    start = datetime.date(2026, 1, 1) + datetime.timedelta(days=r.randint(0, 700))
    offer["start"] = start.isoformat()
    for row in offer["exits"] + offer.get("dilution", {}).get("rounds", []):
        if "timeline" in row and r.random() < 0.6:
            row["timeline"] = date_text(r, start)
    for row in offer.get("capital", []):
        if row["kind"] == "preferred" and "dividend" in row:
            row["issued"] = granted_day(r, start, 1500, 0)
    for row in offer["grants"]:
        if r.random() < 0.6:
            row["granted"] = granted_day(r, start, 700, 300)


def add_sizes(r, offer, worth):
    """Grants in shares and in money, in place of percents."""
    if "capital" not in offer:
        offer["fully_diluted_shares"] = r.randint(5000000, 20000000)
    rows = offer.get("capital")
    every = sum(row["shares"] for row in rows) if rows else offer["fully_diluted_shares"]
    for row in offer["grants"]:
        form, share = r.random(), plain(row["percent"])
        if form < 0.5:
            number = max(10, round(share * every / r.choice([1, 100, 1000])))
            row["shares"] = number if r.random() < 0.7 else uniform(number, 2 * number)
            row["rounding"] = r.choice(ROUNDINGS)
        elif form < 0.7:
            row["value"], row["valued_at"] = uniform(0.5 * share * worth, share * worth), uniform(worth, 2 * worth)
        if "shares" in row or "value" in row:
            del row["percent"]
        if "strike_value" in row and "value" not in row and r.random() < 0.6:
            del row["strike_value"]
            row["strike"] = uniform(0.1 * worth / every, 0.9 * worth / every)


def uncertain(value, name):
    """Names of draws in a part of an offer that has no rows."""
    if isinstance(value, dict) and "dist" in value:
        return [name]
    return [one for key, part in value.items() for one in uncertain(part, name + "." + key)
            ] if isinstance(value, dict) else []


def add_correlations(r, offer):
    names = [one for key in ("compensation", "stay", "search", "discount_rate", "company", "public")
             if key in offer for one in uncertain(offer[key], key)]
    for row in offer.get("grants", []):
        names += [one for key in ("shares", "value", "strike_value", "strike") if key in row
                  for one in uncertain(row[key], "grants.%s.%s" % (row["name"], key))]
    rows = offer.get("exits", [])
    if len(rows) > 1 and all(plain(row["probability"]) < 1 for row in rows):
        names.append("exits.probability")
    if rows and all(isinstance(row["valuation"], dict) and "dist" in row["valuation"] for row in rows):
        names.append("exits.valuation")
    r.shuffle(names)
    pairs = list(zip(names[0::2], names[1::2]))[: r.randint(1, 3)]
    if pairs:
        offer["correlations"] = [{"between": list(pair), "rho": round(r.uniform(-0.5, 0.5), 2)} for pair in pairs]


def add_overlap(r, offer):
    kinds = [row["kind"] for row in offer["risks"]]
    if "equity_zero" in kinds and "stagnation" in kinds and sum(
            plain(row["probability"]) for row in offer["risks"] if row["kind"] in ("equity_zero", "stagnation")) <= 1:
        offer["overlap"] = "exclusive"


def make_listed(r, offer):
    """The offer of a listed company: what is of a private one goes."""
    for key in ("exits", "capital", "dilution", "ipo", "escrow", "company", "qualified_ipo", "debt", "transaction_costs",
                "carve_out", "severance_on_failure", "linked"):
        offer.pop(key, None)
    offer["risks"] = [row for row in offer["risks"] if row["kind"] == "layoff"]
    start = datetime.date(2026, 1, 1) + datetime.timedelta(days=r.randint(0, 700))
    offer["start"] = start.isoformat()
    offer["public"] = {"volatility": uniform(0.1, 0.7) if r.random() < 0.5 else 0.4, "share_price": uniform(20, 400)}
    if r.random() < 0.5:
        offer["public"]["drift"] = uniform(-0.05, 0.15)
    for i, row in enumerate(offer["grants"]):
        made = {key: row[key] for key in ("name", "vesting", "repeat") if key in row}
        made["type"] = r.choice(["rsu", "rsa"])
        if r.random() < 0.6:
            made["granted"] = granted_day(r, start, 700, 0)
        if r.random() < 0.5:
            made.update(shares=r.randint(11, 3000), rounding=r.choice(ROUNDINGS))
        else:
            made["value"] = uniform(10000, 200000)
            if r.random() < 0.5 and made["vesting"] != "none":
                first = datetime.date.fromisoformat(made.get("granted", offer["start"]))
                made["price_date"] = (first + datetime.timedelta(days=r.randint(0, 170))).isoformat()
        offer["grants"][i] = made
    if r.random() < 0.5:
        add_correlations(r, offer)
    return offer


def add_terms(r, offer, worth):
    """Draws nothing that the rest of the offer is made by: the same offers as without, and more in them."""
    if r.random() < 0.15:
        return make_listed(r, offer)
    if r.random() < 0.5:
        add_dates(r, offer)
    if r.random() < 0.5:
        add_sizes(r, offer, worth)
    if r.random() < 0.4:
        add_correlations(r, offer)
    if r.random() < 0.4:
        add_overlap(r, offer)
    return offer
