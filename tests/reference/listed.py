"""Stock of a listed company, sold as it vests."""

import math

from schedules import parts_of
from values import NORMAL, plain


def share_price(path, dates, rate):
    """{date: S(t)/S(0)}: a Brownian motion step by step."""
    public = path.offer["public"]
    sigma = path.of(public, "volatility", "public.")
    drift = path.of(public, "drift", "public.", rate)
    price, motion, before = {0.0: 1.0}, 0.0, 0.0
    for date in sorted(dates):
        if sigma > 0:
            u = path.uniform["public.price at %.6g years" % date]
            motion += math.sqrt(date - before) * NORMAL.inv_cdf(u)
        price[date] = (1 + drift) ** date * math.exp(sigma * motion - sigma**2 * date / 2)
        before = date
    return price


class Dates:
    """Times that are the same to nine decimals are one."""

    def __init__(self):
        self.all = []

    def at(self, years):
        for date in self.all:
            if abs(date - years) < 1e-9:
                return date
        self.all.append(years)
        return years


def sales_of(grant, k, dates):
    """(month, date, part) of what vests from the start on, and the date of its price."""
    shift = k * plain(grant["repeat"]["every"]) if k else 0
    granted = plain(grant.get("granted", 0)) + shift
    priced = plain(grant["price_date"]) + shift if "price_date" in grant else granted
    sales = [(month, dates.at(granted + month / 12) if granted + month / 12 > 0 else 0.0, part)
             for month, part in parts_of(grant) if part > 0 and granted + month / 12 >= 0]
    return granted, (dates.at(priced) if priced > 0 and "value" in grant else 0.0), sales


def listed_equity(path, end, rate):
    dates = Dates()
    rows = [(grant, sales_of(grant, k, dates)) for grant in path.offer["grants"]
            for k in range(grant.get("repeat", {"times": 0})["times"] + 1)]
    price, total = share_price(path, dates.all, rate), 0.0
    for grant, (granted, priced, sales) in rows:
        name = "grants.%s." % grant["name"]
        if "value" in grant:
            amount = path.of(grant, "value", name) / price[priced]
        else:
            amount = path.of(grant, "shares", name) * path.of(path.offer["public"], "share_price", "public.")
        for month, date, part in sales:
            if 12 * (end - granted) + 1e-9 >= month:
                total += amount * part * price[date] * (1 + rate) ** -date
    return total
