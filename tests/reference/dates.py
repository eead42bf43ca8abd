"""Dates of an offer, made into years from its start, with the days kept beside them where they are certain."""

import calendar
import copy
import datetime


def day_of(text):
    return datetime.date.fromisoformat(text)


def is_day(value):
    """A full date: "2026-02-13"."""
    return isinstance(value, str) and value.count("-") == 2


def stretch(text):
    """First and last day (it excluded) of "2027", "2027-2028", "Q3 2027", "H1 2027", "2027-05"; None for other texts."""
    part = text.split()
    if len(part) == 2 and part[0][0] in "QH":
        length = 3 if part[0][0] == "Q" else 6
        first = int(part[0][1]) * length - length + 1
        return month_begin(int(part[1]), first), month_begin(int(part[1]), first + length)
    if len(part) > 1 or not text[:4].isdigit():
        return None
    if len(text) == 7:
        return month_begin(int(text[:4]), int(text[5:])), month_begin(int(text[:4]), int(text[5:]) + 1)
    return month_begin(int(text[:4]), 1), month_begin(int(text[-4:]) + 1, 1)


def month_begin(year, month):
    return datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def years_between(start, day):
    return (day - start).days / 365.25


def months_later(day, months):
    """The same day so many months later, or the last of that month."""
    month = day.month - 1 + months
    year = day.year + month // 12
    return datetime.date(year, month % 12 + 1, min(day.day, calendar.monthrange(year, month % 12 + 1)[1]))


def whole_months(first, last):
    months = (last.year - first.year) * 12 + last.month - first.month
    while months_later(first, months) > last:
        months -= 1
    return months


def time_in_years(row, key, start):
    """Replaces a date by years; the day of a full date stays under KEY_day."""
    value = row.get(key)
    if is_day(value):
        row[key + "_day"] = day_of(value)
        row[key] = years_between(start, row[key + "_day"])
    elif isinstance(value, str) and stretch(value):
        first, last = stretch(value)
        row[key] = {"dist": "uniform", "min": years_between(start, max(first, start)), "max": years_between(start, last)}


def in_years(offer):
    """A copy of the offer without dates."""
    offer = copy.deepcopy(offer)
    if "start" not in offer:
        return offer
    start = day_of(offer["start"])
    for row in offer.get("exits", []) + offer.get("dilution", {}).get("rounds", []):
        time_in_years(row, "timeline", start)
    for row in offer.get("capital", []):
        time_in_years(row, "issued", start)
    for row in offer["grants"]:
        row.setdefault("granted", offer["start"])
        time_in_years(row, "granted", start)
        time_in_years(row, "price_date", start)
    return offer
