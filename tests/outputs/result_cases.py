"""What the checks of written results share: the commands, run in every format, and their figures in the JSON.

The JSON is the reference: cmocka and the golden command lines hold it against the model, these checks hold everything
else against it."""
import contextlib
import json
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FORMATS = ("json", "csv", "xlsx", "md", "txt", "html")
FIELDS = ("estimate", "std_error", "ci_low", "ci_high", "level")
QUICK = ["--paths", "4096"]
FACE, SERIES, PUBLIC, CAP = (f"examples/{name}.json" for name in
                             ("hugging-face", "series-b", "public-rsu", "full-cap-table"))
HOSTILE = "tests/cases/hostile.json"

# name: the command. The names tell the checks what to expect of one.
CASES = {
    "run": ["run", FACE] + QUICK,
    "run_cap": ["run", CAP, "--above", "100K", "--target", "equity_value.mean=9%"] + QUICK,
    "run_two": ["run", SERIES, PUBLIC] + QUICK,
    "run_second": ["run", "tests/cases/dirichlet.json", "--second-order", "64"] + QUICK,
    "compare": ["compare", SERIES, PUBLIC, CAP] + QUICK,
    # More than certain: such a scenario says so instead of figures.
    "sweep": ["sweep", FACE, "--vary", "grants.0.percent=0.01%,0.02%", "--vary", "exits.0.probability=35%,135%"] + QUICK,
    "sensitivity": ["sensitivity", SERIES] + QUICK,
    "negotiate": ["negotiate", SERIES] + QUICK,
    "breakeven": ["breakeven", FACE, "--vary", "grants.0.percent"] + QUICK,
    "waterfall": ["waterfall", CAP, "--exit", "20M,400M"],
    "breakpoints": ["waterfall", CAP, "--exit", "20M", "--breakpoints"],
    "coverage": ["coverage", FACE, "--paths", "512", "--replicates", "8", "--repeats", "20"],
    "explain": ["explain", FACE, "--path", "7"],
    "check": ["check", CAP],
    "run_hostile": ["run", HOSTILE] + QUICK,
    "compare_hostile": ["compare", HOSTILE, CAP] + QUICK,
    "sweep_hostile": ["sweep", HOSTILE, "--vary", "exits.0.probability=30%,90%"] + QUICK,
    "sensitivity_hostile": ["sensitivity", HOSTILE] + QUICK,
    "waterfall_hostile": ["waterfall", HOSTILE, "--exit", "20M,400M"],
}
STATUS = {"sweep": 1, "sweep_hostile": 1}  # of those where a scenario fails


def offercast(program, arguments, environment=None, status=0):
    """What it printed, as bytes."""
    done = subprocess.run([program] + arguments, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})})
    assert done.returncode == status, f"{arguments}: status {done.returncode}\n{done.stderr.decode()}"
    return done.stdout


def write_cases(program, folder, formats=FORMATS, names=None):
    """Every case in every format, as FOLDER/NAME.FORMAT."""
    os.makedirs(folder, exist_ok=True)
    for name in names or CASES:
        outputs = [word for ending in formats for word in ("-o", f"{folder}/{name}.{ending}")]
        whole = ["--full"] if CASES[name][0] in ("run", "compare") else []  # a terminal gets the answer on a screen, else
        offercast(program, CASES[name] + ["-q"] + whole + outputs, status=STATUS.get(name, 0))


def when_to_leave(program, case):
    """The numbers of `offercast quit`, as which the page of a run tells when to leave: they are in no JSON of a run."""
    words = CASES[case]
    told = []
    for offer in [word for word in words if words[0] == "run" and word.endswith(".json")]:
        asked = subprocess.run([program, "quit", offer, "-q", "--format", "json"] + QUICK, cwd=ROOT, check=False,
                               stdin=subprocess.DEVNULL, capture_output=True)
        told += numbers(json.loads(asked.stdout)) if asked.returncode == 0 else []
    return told


@contextlib.contextmanager
def told(case):
    """A failure says of which case it is."""
    try:
        yield
    except AssertionError as error:
        raise AssertionError(f"{case}: {error}") from None


def load(folder, name):
    with open(f"{folder}/{name}.json", encoding="utf-8") as file:
        return json.load(file)


# --- what people call an input ---------------------------------------------------------------------------------------

def plain_names():
    with open(os.path.join(ROOT, "outputs", "plain_names.def"), encoding="utf-8") as file:
        lines = re.findall(r'^PLAIN_NAME\("([^"]+)", \w+, "((?:[^"\\]|\\.)*)"\)', file.read(), re.M)
    return [(re.escape(pattern).replace(r"\*", "(.+)"), words.replace('\\"', '"')) for pattern, words in lines]


def plain_name(key, names=tuple(plain_names())):
    """By the first line that fits; a row's name takes the place of %s. As a heading it begins with a capital."""
    for pattern, words in names:
        found = re.fullmatch(pattern, key)
        if found:
            words = words.replace("%s", found[1]) if "%s" in words else words
            return words[:1].upper() + words[1:]
    return key


# --- the figures of a JSON, whatever the command ---------------------------------------------------------------------

def nested(value, path=()):
    if "estimate" in value:
        yield path, value
        return
    for key, member in value.items():
        if isinstance(member, dict) and key != "histogram":
            yield from nested(member, path if key == "quantiles" else path + (key,))


def of_run(report):
    """(metric, group, statistic) and its figure. Beside an exit's name stand statistics of its equity value."""
    for key, value in report.items():
        if key not in ("offercast", "input", "run", "assumptions", "warnings", "years", "exits", "others"):
            for path, figure in nested({key: value} if key != "metrics" else value):
                yield (path[0], "", path[1]), figure
    for exit_ in report["exits"]:
        assert "share" in exit_ and "contribution" in exit_, f"no exit: {exit_['name']}"
        for path, figure in nested(exit_):
            metric, statistic = path if len(path) == 2 else ("equity_value", path[0])
            yield (metric, exit_["name"], statistic), figure
        if "probability" in exit_:
            yield ("equity_value", exit_["name"], "probability"), {"estimate": exit_["probability"]}
    for year in report.get("years", []):
        for path, figure in nested({key: value for key, value in year.items() if key != "year"}):
            yield ("year", year["year"], path[0]), figure
    for other in report.get("others", []):
        for path, figure in nested(other):
            yield (other["metric"], other["group"], path[0]), figure


def of_results(results):
    for row in results:
        yield (row["metric"], row["group"], row["statistic"]), row


def figures(report):
    """{(offer or scenario, metric, group, statistic): figure}; the first is "" where there is one report."""
    found = {}

    def add(lead, pairs):
        for key, figure in pairs:
            assert (lead,) + key not in found, f"twice in the JSON: {lead} {key}"
            found[(lead,) + key] = figure

    if "runs" in report:
        for run in report["runs"]:
            add(run["input"]["name"], of_run(run))
    elif "scenarios" in report:
        for scenario in report["scenarios"]:
            add(scenario["name"], of_results(scenario["results"]))
    elif "metrics" in report:
        add("", of_run(report))
    else:
        add("", of_results(report.get("results", [])))
        for year in report.get("years", []): # of a comparison
            add("", ((("year", f'{year["offer"]}: {year["year"]}', key), figure)
                     for key, figure in year.items() if isinstance(figure, dict)))
    return found


def parts(exit_):
    """What part of what is paid out each class gets: not in the JSON, as the quotient of two numbers that are."""
    return [line["payout"] / exit_["distributed"] for line in exit_.get("classes", [])]


def numbers(value):
    """Every number in a JSON value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from numbers(member)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield value
