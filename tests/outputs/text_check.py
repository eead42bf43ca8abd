"""Are the figures that people read those of the JSON, after their rounding? text_check.py PROGRAM FOLDER

Each cell of each table in Markdown is held against the figure that its row and column name, by rules written here anew:
two digits of the standard error, else six digits (cents of money), three with a letter for the magnitude. Where this
check has no rule for a table, and in sentences, some figure of the JSON must come to what is shown. The tables for a
terminal then show the same texts, whatever the width made of them; html_check.py asks the same of the page."""
import math
import os
import re
import sys

import result_cases

TOKEN = re.compile(r"([+-]?)((?:[$€£]|[A-Z]{3} )?)(\d[\d,]*(?:\.\d+)?)([KMBT]?)(%|x?)(?![\w.])")
AROUND = r"[ ±()!=]|\b(?:to|u|years|above|below)\b"  # what may stand in a cell of figures
MAGNITUDE = {"": 1, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}


def tables_of(text):
    """(title, rows) of each table in Markdown; the cells as their text."""
    title, rows, found = "", [], []
    for line in text.split("\n") + [""]:
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            rows.append([re.sub(r"\\(.)", r"\1", cell[1:-1]) for cell in cells])
            continue
        if rows:
            found.append((title, [rows[0]] + rows[2:]))
            rows = []
        if line.startswith("#"):
            title = re.sub(r"\\(.)", r"\1", line.lstrip("#").strip())
    return found


def is_figure(cell):
    return TOKEN.search(cell) and not re.sub(AROUND, "", TOKEN.sub("", cell))


# --- rounding --------------------------------------------------------------------------------------------------------

def exponent(number, digits):
    return int(f"{number:.{digits - 1}e}".split("e")[1])


def step_of(number, std_error, money):
    """What a shown number is a multiple of."""
    if std_error:
        return 10.0 ** (exponent(std_error, 2) - 1)
    decimals = max(5 - exponent(abs(number), 6), 0) if number else 0
    return 10.0 ** -min(decimals, 2 if money and abs(number) >= 1 else 12)


def shows(token, number, std_error, rule="full"):
    """Is this what is shown of the number? rule: "full", "short" (three digits), "fixed" (as many decimals as
    shown), "people" (as many digits as shown: "$46K" is of $45,500 to $46,500, "$30K" of $25,000 to $35,000)."""
    sign, money, digits, letter, unit = token.groups()
    factor = 100 if unit == "%" else 1
    value = float(digits.replace(",", "")) * MAGNITUDE[letter] * (-1 if sign == "-" else 1)
    x = number * factor
    if rule == "fixed":
        step = 10.0 ** -len(digits.partition(".")[2])
    elif rule == "people":
        plain = digits.replace(",", "")
        zeros = len(plain) - len(plain.rstrip("0")) if "." not in plain else -len(plain.partition(".")[2])
        step = 10.0 ** zeros * MAGNITUDE[letter]
    elif rule == "short" or letter:
        step = 10.0 ** (exponent(abs(x), 3) - 2) if x else 0
    else:
        step = step_of(x, (std_error or 0) * factor, bool(money))
    return abs(value - x) <= step * 0.5 + 1e-9 * abs(x)


def agrees(text, figure, rule="full"):
    """A cell with what it says of a figure: "E", "E ± H", "E (L to H)", "n/a"."""
    estimate, low, high = (figure.get(field) for field in ("estimate", "ci_low", "ci_high"))
    if estimate is None:
        return text in ("n/a", "")
    found = list(TOKEN.finditer(text))
    if not found:
        return False
    if text.startswith(("above ", "below ")):  # all of the sample, or none of it: the end of the interval
        return estimate in (0, 1) and shows(found[0], low if text[0] == "a" else high, None, "fixed")
    error = figure.get("std_error") or ((high - low) / 4 if low is not None and high is not None else None)
    if not shows(found[0], estimate, error, rule):
        return False
    if len(found) == 1 or low is None:
        return len(found) == 1
    percent = found[0][5]
    if "±" in text and len(found) == 2:
        half = TOKEN.match(found[1][0] + percent) if percent else found[1]
        middle = (high - low) / 2
        return shows(half, max(high - estimate, estimate - low), error) or shows(half, middle, error)
    return len(found) == 3 and shows(found[1], low, error) and shows(found[2], high, error)


# --- which figure a cell is ------------------------------------------------------------------------------------------

HEADLINE = {"Expected equity value": ("equity_value", "mean"), "Foregone compensation": ("foregone_compensation", "mean"),
            "Net advantage of the offer": ("net_advantage", "mean"), "Net advantage as it is": ("net_advantage", "mean"),
            "Chance that the offer beats the market": ("net_advantage", "p_positive"),
            "Chance that the equity is worth nothing": ("equity_value", "p_worthless"),
            "Chance: Equity value above $100,000": ("equity_value", "p_above"),
            "Chance: Net advantage above $100,000": ("net_advantage", "p_above")}
SIDE = {"Expected equity": ("equity_value", "mean"), "Foregone pay": ("foregone_compensation", "mean"),
        "Net advantage": ("net_advantage", "mean"), "  5th percentile": ("net_advantage", "p5"),
        "  median": ("net_advantage", "p50"), "  95th percentile": ("net_advantage", "p95"),
        "Beats its market": ("net_advantage", "p_positive"), "Beats the market": ("net_advantage", "p_positive"),
        "Cash in all": ("year", "total cash"), "Years employed": ("years_employed", "mean"),
        "If equity is worth 0": ("net_advantage", "mean_without_equity"), "Job lost": ("job_lost", "mean")}
COLUMN = {"Mean": "mean", "Median": "p50", "Chance": "probability", "Took place": "share", "Mean equity then": "mean",
          "Contributes": "contribution", "Low end": "tornado_low", "High end": "tornado_high", "Swing": "swing",
          "By itself": "sobol_first", "In all": "sobol_total", "Rank corr.": "spearman", "Mean then": "mean",
          "Worth knowing": "evppi", "Worth": "evppi", "Difference": "difference", "First is better": "p_better",
          "Correlation": "correlation", "Noise cut": "variance_reduction"}
RULE = {"Took place": "short", "Rank corr.": "fixed", "How often the printed intervals cover": "fixed",
        "What each ask is worth": "people", "Worth the same on average": "people", "The best package": "people"}
CASH = {"Salary": "salary", "Bonus": "bonus", "Equity pay": "annual_equity", "Signing": "signing", "Severance": "severance",
        "Vested": "vested", "Received": "received", "Cash": "cash"}
PAIR = {"  equity": "equity_value", "  foregone": "foregone_compensation"}
SWEEP = {"Net advantage": ("net_advantage", "mean"), "Beats market": ("net_advantage", "p_positive"),
         "Equity": ("equity_value", "mean")}


BY_PLAIN_NAME = ("Net advantage with one input at its ends", "Share of the variance", "What to find out first")


def key_of_label(label):
    return label.strip().lower().replace(" ", "_")


def key_of(title, label, heading, letters, pair):
    """(metric, group, statistic), or None where there is no rule."""
    if heading == "" and label in HEADLINE:
        metric, statistic = HEADLINE[label]
        return metric, "", statistic
    if title == "What may happen" and heading in ("Mean", "Median"):
        return key_of_label(label), "", COLUMN[heading]
    if title == "Exits" and heading in COLUMN:
        return "equity_value", label, COLUMN[heading]
    if title == "Where the grant's value goes" and heading == "Mean value":
        return "grant_value", "", key_of_label(label)
    if title == "Side by side" and label in SIDE:
        return SIDE[label][0], letters[heading], SIDE[label][1]
    if title.startswith("What ") and title.endswith(" pays, year by year"):
        return "year", title[len("What "):-len(" pays, year by year")], f"{label.lower()} {CASH[heading]}"
    if title.startswith("Pair by pair"):
        first, second = pair.split(" - ")
        return PAIR.get(label, "net_advantage"), f"{letters[first]} - {letters[second]}", COLUMN[heading]
    if title in BY_PLAIN_NAME:
        everything = label.startswith("Everything")
        name = label.removesuffix(" *").removesuffix(" (all)")
        return "net_advantage", "" if everything else name, "evpi" if everything else COLUMN[heading]
    if title == "Net advantage by exit":
        return "net_advantage", "exits." + label, COLUMN[heading]
    if title == "How often the printed intervals cover":
        return key_of_label(heading), "", label
    return None


def check_table(title, rows, figures, letters, said):
    """Every cell with a digit; said counts those with a rule and those without."""
    any_figure = list(figures.values())
    heading, pair = rows[0], ""
    for row in rows[1:]:
        pair = row[0] if " - " in row[0] and not row[0].startswith(" ") else pair
        for name, cell in zip(heading[1:], row[1:]):
            text = cell.removesuffix(" !")
            if not re.search(r"\d", text) and text != "n/a":
                continue
            key = key_of(title, row[0], name, letters, pair)
            if key:
                assert key in figures, f"{title}, {row[0]}, {name}: no {key} in the JSON"
                figure = figures[key]
                if name in ("Low end", "High end"):  # all of a tornado in the steps of its middle
                    figure = {"estimate": figure["estimate"], "std_error": figures[key[0], "", "mean"]["std_error"]}
                rule = "people" if key[0] == "year" else RULE.get(name, RULE.get(title, "full"))
                assert agrees(text, figure, rule), \
                    f"{title}, {row[0]}, {name}: {text} is not {figures[key]}"
                said["known"] += 1
            elif title == "What may happen":
                low, high = TOKEN.finditer(text)
                metric = key_of_label(row[0])
                assert shows(low, figures[metric, "", "p5"]["estimate"], None, "short"), f"{row[0]}: {text}"
                assert shows(high, figures[metric, "", "p95"]["estimate"], None, "short"), f"{row[0]}: {text}"
                said["known"] += 1
            elif name == "Lost on the way":
                continue  # of two figures that stand beside it; html_check.py and xlsx_check.py see it too
            elif is_figure(text):
                found = any(agrees(text, figure, RULE.get(title, "full")) for figure in any_figure)
                assert found, f"{title}, {row[0]}, {name}: {text} is no figure of the JSON"
                said["some"] += 1


def check_losses(rows, figures):
    """What is lost between two stages."""
    before = None
    for label, _, lost in rows[1:]:
        figure = figures["grant_value", "", key_of_label(label)]
        if lost:
            difference, error = figure["estimate"] - before["estimate"], max(
                figure.get("std_error") or 0, before.get("std_error") or 0)
            assert shows(TOKEN.match(lost), difference, error), f"{label}: lost {lost}, JSON {difference}"
        before = figure


def check_bands(rows, figures):
    """The second order: a middle and a band, to a tenth of the band's half, and a standard error."""
    words = {"chance above 0": "p_positive", "chance of 0": "p_zero"}
    for label, middle, band, error in rows[1:]:
        metric, _, statistic = label.rpartition(", ")
        statistic = words.get(statistic, statistic)
        key = ("exit_share", label.removeprefix("Share of "), "share") if label.startswith("Share of ") else \
            (key_of_label(metric), "credible", statistic)
        figure, steps = figures[key], (figures[key]["ci_high"] - figures[key]["ci_low"]) / 20
        assert agrees(middle, {"estimate": figure["estimate"], "std_error": steps}), f"{label}: {middle}"
        low, high = TOKEN.finditer(band)
        assert shows(low, figure["ci_low"], steps) and shows(high, figure["ci_high"], steps), f"{label}: {band}"
        if error:
            wanted = figures[key[:2] + (key[2] + "_monte_carlo_error",)]["estimate"]
            assert agrees(error, {"estimate": wanted, "std_error": wanted}), f"{label}: {error} is not {wanted}"
    return 4 * len(rows[1:])


def check_waterfall(tables, report):
    """Classes and breakpoints, line by line."""
    sold = [rows for title, rows in tables if title.startswith("Sold for")]
    compared = 0
    for exit_, rows in zip(report["exits"], sold, strict=True):
        for line, part, row in zip(exit_["classes"], result_cases.parts(exit_), rows[1:], strict=True):
            wanted = (line["payout"], line["per_share"])
            assert row[1] == ("yes" if line["converts"] else "no"), row
            assert all(shows(TOKEN.match(cell), number, None) for cell, number in zip(row[2:4], wanted)), row
            assert abs(float(row[4].rstrip("%")) - 100 * part) <= 0.0005 + 1e-9, row
            compared += 4
    (points,) = [rows for title, rows in tables if title == "Breakpoints"]
    for line, row in zip(report["breakpoints"], points[1:], strict=True):
        assert shows(TOKEN.match(row[0]), line["exit"], None) and row[2] == line["event"], row
        assert shows(TOKEN.match(row[3]), line["common_price"], None), row
        assert abs(float(row[4].rstrip("%")) - 100 * line["common_share_after"]) <= 0.0005 + 1e-9, row
        compared += 3
    return compared


def check_most(text, report):
    """The sentence that tells, exit by exit, the class that gets most and its part, each to three digits."""
    exits, pattern = report["exits"], ""
    most = [max(zip(result_cases.parts(exit_), exit_["classes"]), key=lambda pair: pair[0]) for exit_ in exits]
    for i, (_, line) in enumerate(most):
        begin, verb = ("; of", "") if i else ("Of", " most goes")
        pattern += rf"{begin} (\S+){verb} to {re.escape(terminal(line['class']))}, (\S+%)"
    (said,) = filter(None, (re.fullmatch(pattern + r"\.", line)
                            for line in re.sub(r"\\(.)", r"\1", text).split("\n")))
    wanted = [number for exit_, (part, _) in zip(exits, most) for number in (exit_["distributed"], part)]
    for shown, number in zip(said.groups(), wanted, strict=True):
        assert shows(TOKEN.fullmatch(shown), number, None, "short"), f"{said[0]}: {number}"
    return len(wanted)


def check_steps(rows, report):
    compared = 0
    for step, row in zip(report["steps"], rows[1:], strict=True):
        if re.search(r"\d", row[2]):
            number = step["value"]
            token = TOKEN.search(row[2])
            assert shows(token, number, None), f"{row}: {number}"
            compared += 1
    return compared


def check_sentences(text, case, report, said, beside):
    """Each amount and percentage of the prose is some number of the JSON, or one that the command or its offer says."""
    given = " ".join(result_cases.CASES[case])
    for word in result_cases.CASES[case]:
        if word.endswith(".json"):
            with open(f"{result_cases.ROOT}/{word}", encoding="utf-8") as file:
                given += file.read()
    if case == "negotiate":  # what an ask changes stands in its words
        given += " ".join(line.split("|")[1] for line in text.split("\n") if line.startswith("| "))
    figures = [figure for figure in result_cases.figures(report).values() if figure["estimate"] is not None]
    numbers = list(result_cases.numbers(report))
    numbers += [(figure["ci_high"] - figure["ci_low"]) / 2 for figure in figures if figure.get("ci_low") is not None]
    numbers += [part for exit_ in report.get("exits", []) for part in result_cases.parts(exit_)]
    body = re.split(r"\n---\n", text.replace("\\", ""))[0]
    for line in body.split("\n"):
        if not line or line[0] in "#|-":
            continue
        for token in TOKEN.finditer(line):
            if not token[2] and token[5] != "%" or token[0].lstrip("+-") in given:
                continue
            found = any(shows(token, sign * figure["estimate"], figure.get("std_error"))
                        for figure in figures for sign in (1, -1)) or any(  # words say which one is ahead
                shows(token, sign * number, None, rule) for number in numbers for sign in (1, -1)
                for rule in ("full", "short") + (("people",) if case == "negotiate" else ())) or any(
                    shows(token, number, None, rule) for number in beside for rule in ("full", "people"))
            assert found, f"{token[0]} is no figure of the JSON: {line}"
            said["prose"] += 1


def check_markdown(folder, case, said, beside):
    report = result_cases.load(folder, case)
    with open(f"{folder}/{case}.md", encoding="utf-8") as file:
        text = file.read()
    tables = tables_of(text)
    runs, command = report.get("runs", [report]), case.split("_")[0]
    leads = result_cases.figures(report)
    if command in ("waterfall", "breakpoints"):
        said["known"] += check_waterfall(tables, report)
        said["prose"] += check_most(text, report)
    elif command == "explain":
        said["known"] += check_steps(tables[0][1], report)
    elif command == "sweep":
        rows = next(rows for title, rows in tables if title == "Scenarios")
        for scenario, row in zip(report["scenarios"], rows[1:], strict=True):
            for heading, cell in list(zip(rows[0], row))[1:] if not scenario["error"] else []:
                assert agrees(cell, leads[(scenario["name"], SWEEP[heading][0], "", SWEEP[heading][1])]), row
                said["known"] += 1
    elif command == "check":
        return tables
    else:
        names = [run["input"]["name"] for run in runs]
        letters = {row[0]: row[1] for _, rows in tables for row in rows[1:] if re.fullmatch("[A-Z]", row[0])}
        lead = ""
        for title, rows in tables:
            if "runs" in report and title in names:
                lead = title
            figures = {key[1:]: figure for key, figure in leads.items() if key[0] == lead}
            figures = {(metric, terminal(group), statistic): figure
                       for (metric, group, statistic), figure in figures.items()}
            for year in report.get("years", []) if command == "compare" else []:
                figures.update({("year", terminal(year["offer"]), f'{year["year"]} {name}'): figure
                                for name, figure in year.items() if isinstance(figure, dict)})
            if title in BY_PLAIN_NAME:
                figures.update({(metric, result_cases.plain_name(group), statistic): figure
                                for (metric, group, statistic), figure in figures.items()})
            if title == "If the probabilities are uncertain themselves":
                said["known"] += check_bands(rows, figures)
                continue
            check_table(title, rows, figures, letters, said)
            if title == "Where the grant's value goes":
                check_losses(rows, figures)
    for run, part in zip(runs, re.split(r"\n(?=# )", text), strict=True):
        check_sentences(part, case, run, said, beside)
    return tables


def terminal(text):
    """As a name is shown to people: what could steer a reader is written out."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", lambda match:
                  f"\\x{ord(match[0]):02x}" if match[0] < "\x80" else f"\\u{ord(match[0]):04x}", text)


# --- the terminal ----------------------------------------------------------------------------------------------------

def check_terminal(folder, case, tables):
    """Each row of Markdown is a line, or a few where the columns go below each other, with the same cells. Words may be
    cut, numbers may not."""
    with open(f"{folder}/{case}.txt", encoding="utf-8") as file:
        lines = file.read().split("\n")
    compared = 0
    for title, rows in tables:
        for row in rows[1:]:
            numbers = [cell for cell in row if is_figure(cell)]
            start = row[0][:12].rstrip()
            mine = [line for line in lines if line.strip().startswith(start.strip()) or not start or  # or it wraps before
                    line.strip() and row[0].startswith(line.strip().partition("  ")[0])]
            for cell in numbers:
                assert any(re.search(r"(?:^|\s)" + re.escape(cell) + r"(?:\s|$)", line) for line in mine), \
                    f"{title}, {row[0]}: no {cell} in {mine}"
                compared += 1
    return compared


def main(program, folder):
    result_cases.write_cases(program, folder, ("json", "md", "txt"))
    said, shown = {"known": 0, "some": 0, "prose": 0}, 0
    for case in result_cases.CASES:
        with result_cases.told(case):
            beside = result_cases.when_to_leave(program, case)
            shown += check_terminal(folder, case, check_markdown(folder, case, said, beside))
    print(f"Markdown: {said['known']} cells are their figure, {said['some']} some figure, {said['prose']} numbers "
          f"in sentences; terminal: {shown} cells")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
