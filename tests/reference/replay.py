"""One future of an offer, computed from its draws: an independent second opinion on `offercast explain --format json`.

Written from docs/model.md alone. It knows no random numbers, no blocks of paths and no prepared plans: every formula is
computed for one path, the slow way, with the prices of rounds and of shares found by bisection.

    replay(offer, uniform, months) -> {"exit.value": ..., "net_advantage": ...}

offer: the file as JSON, with values in the plain forms of values.py. uniform: draws by their names. months: of each
sensible grant, the months in which a leaver exercises, as the program tells them ("0-12, 40-").
"""

import math

from dates import in_years
from grants import Sale, grant_value
from listed import listed_equity
from share_prices import prices_of
from values import NEVER, NORMAL, Path, mean, plain


# --- the company -----------------------------------------------------------------------------------------------------

def is_linkable(name):
    ends = name.startswith("dilution.rounds.") and name.endswith(".probability")
    return ends or name in ("exits.probability", "layoff", "company.raise_probability", "equity_zero", "stagnation",
        "overlap")


def is_coupled(path):
    """The choice of the exit: by a pair that names it, or with two draws or more that one fortune moves."""
    offer = path.offer
    linked = plain(offer.get("linked", 0)) > 0 and sum(map(is_linkable, path.uniform)) >= 2
    return linked or any("exits.probability" in one["between"] for one in offer.get("correlations", []))


def mean_value(offer, row):
    value = row.get("valuation", 0)
    years = mean(row["timeline"]) if "timeline" in row else mean(offer["stay"]) / 2
    if isinstance(value, dict) and "today" in value:
        return mean(value["today"]) * (1 + mean(value.get("drift", 0))) ** years
    if isinstance(value, dict) and "arr" in value:
        return revenue(mean(value["arr"]), mean(value["growth"]), mean(value.get("growth_decay", 0)), years) * mean(
            value["multiple"]
        )
    return mean(value)


def revenue(arr, growth, decay, years):
    force = -math.log1p(-decay)
    held = years if force == 0 else (1 - math.exp(-force * years)) / force
    return arr * math.exp(math.log1p(growth) * held)


def choose_exit(path):
    """The row, None for no exit."""
    offer = path.offer
    rows = sorted(offer.get("exits", []), key=lambda row: row["name"].encode())
    total = sum(plain(row["probability"]) for row in rows)
    none = 1 - total if rows and offer.get("remainder") else 0
    scale = 1 if none > 0 else total
    if is_coupled(path):
        rows.sort(key=lambda row: (row["kind"] != "failure", mean_value(offer, row)))
        order = [(None, none)] + [(row, plain(row["probability"]) / scale) for row in rows]
    else:
        order = [(row, plain(row["probability"]) / scale) for row in rows] + [(None, none)]
    order = [(row, share) for row, share in order if share > 1e-12]
    if "exits.probability" not in path.uniform:
        return order[0][0] if order else None
    u, below = path.uniform["exits.probability"], 0
    for row, share in order:
        below += share
        if u < below:
            return row
    return order[-1][0]


def rounds_of(path):
    """Those that happen, in the order of time: each a dict of what was drawn."""
    out = []
    for row in path.offer.get("dilution", {}).get("rounds", []):
        name = "dilution.rounds.%s." % row["name"]
        if not path.happens(plain(row.get("probability", 1)), name + "probability"):
            continue
        drawn = {key: path.of(row, key, name) for key in ("timeline", "raise", "pre_money", "pool", "dividend", "cap")}
        drawn["multiple"] = path.of(row, "multiple", name, 1)
        drawn["pool_issued"] = path.of(row, "pool_issued", name, 1)
        strike = row.get("pool_strike", 0)
        drawn["pool_strike"] = plain(strike)
        drawn["strike_of_price"] = isinstance(strike, str) and strike.endswith("%")
        drawn["dilution"] = (
            path.of(row, "dilution", name)
            if "dilution" in row
            else drawn["raise"] / (drawn["pre_money"] + drawn["raise"])
        )
        drawn["row"] = row
        out.append(drawn)
    return sorted(out, key=lambda drawn: drawn["timeline"])


def value_of(path, row, years, rounds):
    value = row.get("valuation", 0)
    if isinstance(value, dict) and "today" in value:
        drift = path.of(value, "drift", "exits.valuation.")
        sigma = path.of(value, "volatility", "exits.valuation.")
        today = path.of(value, "today", "exits.valuation.") * (1 + drift) ** years
        if value.get("raised") != "ignored":
            for one in rounds:
                if "raise" in one["row"] and one["timeline"] < years:
                    today += one["raise"] * (1 + drift) ** (years - one["timeline"])
        z = NORMAL.inv_cdf(path.uniform["exits.valuation"])
        return today * math.exp(sigma * math.sqrt(years) * z - sigma**2 * years / 2)
    if isinstance(value, dict) and "arr" in value:
        parts = [path.of(value, key, "exits.valuation.") for key in ("arr", "growth", "growth_decay")]
        return revenue(*parts, years) * path.draw(value["multiple"], "exits.valuation")
    return path.draw(value, "exits.valuation")


def any_chance(rows):
    none = 1
    for row in rows:
        none *= 1 - plain(row["probability"])
    return 1 - none


def overlays(path):
    """(equity pays nothing, there is no exit ever)"""
    risks = path.offer.get("risks", [])
    worthless = any_chance([r for r in risks if r["kind"] == "equity_zero"])
    stagnant = any_chance([r for r in risks if r["kind"] == "stagnation"])
    if path.offer.get("overlap") == "exclusive" and worthless + stagnant > 0:
        u = path.uniform["overlap"]
        return u > 1 - worthless, 1 - worthless - stagnant < u <= 1 - worthless
    return path.happens(worthless, "equity_zero"), path.happens(stagnant, "stagnation")


def cash_ends(path, exit_years, rounds):
    company = path.offer.get("company")
    if not company or path.happens(plain(company.get("raise_probability", 0)), "company.raise_probability"):
        return NEVER
    burn = path.of(company, "burn", "company.")
    ends = path.of(company, "cash", "company.") / burn
    for one in rounds:
        if "raise" in one["row"] and one["timeline"] <= ends and one["timeline"] < exit_years:
            ends += one["raise"] / burn
    return ends


# --- the job ---------------------------------------------------------------------------------------------------------


def hazard_time(points, u, stops):
    """When -ln(1-u) of hazard has been used up; points: (years, cumulative chance)."""
    wanted, used, start, rate = -math.log1p(-u), 0, 0, 0
    for years, chance in sorted(points):
        here = -math.log1p(-chance)
        rate = (here - used) / (years - start)
        if wanted <= here and rate > 0:
            return start + (wanted - used) / rate
        used, start = here, years
    return NEVER if stops or rate == 0 else start + (wanted - used) / rate


def curve(rows):
    return [(plain(row["within"]), plain(row["probability"])) for row in rows]


# --- pay -------------------------------------------------------------------------------------------------------------


def present(pay, raise_rate, rate, start, end):
    """Of pay at time 0 that grows, paid from start to end."""
    force = math.log1p(raise_rate) - math.log1p(rate)
    if abs(force) < 1e-15:
        return pay * (end - start)
    return pay * (math.exp(force * end) - math.exp(force * start)) / force


def side(path, name):
    pay = path.offer["compensation"][name]
    prefix = "compensation.%s." % name
    part = {key: path.of(pay, key, prefix) for key in ("salary", "bonus", "annual_equity", "raise", "signing")}
    return part["salary"] * (1 + part["bonus"]) + part["annual_equity"], part["raise"], part["signing"]


def foregone_of(path, job, rate):
    offer, market = side(path, "offer"), side(path, "market")
    end, stay = job["end"], job["stay"]
    total = present(market[0], market[1], rate, 0, end) - present(offer[0], offer[1], rate, 0, end)
    total += market[2] - offer[2]
    if job["lost"]:
        found = end + path.of(path.offer, "search", "")
        severance = path.of(path.offer, "severance", "")
        if job["failed"]:
            severance *= path.of(path.offer, "severance_on_failure", "")
        total += present(market[0], market[1], rate, end, found)
        total -= severance * offer[0] * ((1 + offer[1]) / (1 + rate)) ** end
        share = 1 - path.of(path.offer, "reemployed_at", "", 1)
        total += share * present(market[0], market[1], rate, found, max(stay, found))
    points = curve(path.offer["compensation"]["market"].get("layoff", []))
    if points:
        struck = hazard_time(points, path.uniform["compensation.market.layoff"], path.offer.get("after") == "stop")
        if struck < end:
            search = path.draw(path.offer.get("search", 0), "compensation.market.search")
            total -= present(market[0], market[1], rate, struck, struck + search)
    return total


# --- the path --------------------------------------------------------------------------------------------------------


def job_of(path, world, stay):
    risks, offer = path.offer.get("risks", []), path.offer
    stops = offer.get("after") == "stop"
    layoffs, quits = curve([r for r in risks if r["kind"] == "layoff"]), curve(offer.get("quit", []))
    layoff = hazard_time(layoffs, path.uniform["layoff"], stops) if layoffs else NEVER
    leaves = hazard_time(quits, path.uniform["quit"], stops) if quits else NEVER
    until, years = min(stay, layoff, leaves), world["years"]
    there = years <= until
    eliminated = any_chance([r for r in risks if r["kind"] == "elimination"])
    gone = there and (
        world["kind"] == "failure" or (world["kind"] == "acquisition" and path.happens(eliminated, "elimination")))
    laid_off = not gone and layoff < min(stay, leaves)
    return {"stay": stay, "end": years if gone else until, "there": there, "gone": gone, "laid_off": laid_off,
            "failed": gone and world["kind"] == "failure", "lost": gone or laid_off}


def shares_at_start(offer):
    rows = offer.get("capital", [])
    return sum(plain(row["shares"]) for row in rows) if rows else plain(offer.get("fully_diluted_shares", 1))


def world_of(path, stay, rounds):
    row = choose_exit(path)
    worthless, stagnant = overlays(path)
    world = {"years": NEVER, "value": 0.0, "kind": None, "worthless": worthless, "shares": shares_at_start(path.offer)}
    if row is not None:
        timeline = row.get("timeline")
        world["kind"], world["day"] = row["kind"], row.get("timeline_day")
        world["years"] = path.draw(timeline,
            "exits.timeline") if timeline is not None else path.uniform["exits.timeline"] * stay
        world["value"] = value_of(path, row, world["years"], rounds)
        if stagnant:
            world["years"] = NEVER
    ends = cash_ends(path, world["years"], rounds)
    if ends < world["years"] and not stagnant:
        world.update(years=ends, value=0.0, kind="failure", day=None)
    if world["years"] == NEVER:
        world["kind"] = None
    return world


def sold_prices(path, world, rounds):
    """Of all shares at start, as they are sold: by class."""
    if world["years"] == NEVER or world["worthless"]:
        return {}
    prices, ipo = prices_of(path, world, rounds), path.offer.get("ipo", {})
    if world["kind"] != "ipo" or "volatility" not in ipo:
        return prices
    sigma, delay = path.of(ipo, "volatility", "ipo."), path.of(ipo, "lock_up", "ipo.")
    z = NORMAL.inv_cdf(path.uniform["ipo.price"])
    factor = math.exp(sigma * math.sqrt(delay) * z - sigma**2 * delay / 2)
    return {name: price * factor for name, price in prices.items()}


def private_equity(path, world, job, prices, rate, months):
    """(present value, cash paid for strikes before an exit) of all grants."""
    sale = Sale(path, world, job, rate)
    each = [grant_value(path, grant, k, world, job, prices, sale, months) for grant in path.offer["grants"]
            for k in range(grant.get("repeat", {"times": 0})["times"] + 1)]
    return sum(value for value, _ in each), sum(cash for _, cash in each)


def replay(offer, uniform, months):
    path = Path(in_years(offer), uniform)
    stay, rate = path.of(path.offer, "stay", ""), path.of(path.offer, "discount_rate", "")
    rounds = rounds_of(path)
    world = world_of(path, stay, rounds)
    job = job_of(path, world, stay)
    foregone = foregone_of(path, job, rate)
    prices = sold_prices(path, world, rounds)
    listed = "public" in offer
    equity, paid = (listed_equity(path, job["end"], rate), 0.0) if listed else private_equity(
        path, world, job, prices, rate, months)
    told = {"stay": stay, "equity_value": equity, "foregone_compensation": foregone, "net_advantage": equity - foregone,
            "years_employed": job["end"], "job_lost": float(job["lost"]), "exercise_cost": paid}
    if not listed:
        told.update({"exit.years": world["years"], "exit.value": world["value"] if world["years"] < NEVER else None,
                     "there_at_exit": float(job["there"]), "job_gone_at_exit": float(job["gone"]),
                     "price.common": prices.get("common", 0.0)})
    return told
