#!/usr/bin/env python3
"""What the schema refuses the program refuses, and what the program accepts the schema accepts.

    check_schema.py PROGRAM CASES

CASES/good/*.json are accepted by both; those of CASES/bad by neither, except that the schema may accept a file that is
marked "meaning" in the last column of CASES/bad/expected.tsv (sums, order, what a cell says). Then 1000 offers that were
made from good ones by changing a value, a key or a row: the program may refuse what the schema accepts, never the other
way round. Needs the Python package jsonschema (Debian: python3-jsonschema); ends with 77 where it is not.
"""

import copy
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema

    validator_class = jsonschema.Draft202012Validator
except (ImportError, AttributeError):
    print("no jsonschema with draft 2020-12 here")
    sys.exit(77)

MUTANTS = 1000
VALUES = [
    None, True, False, 0, 1, -1, 0.5, 2.5, 1e300, 20270101, "", " ", "1", "0", "none", "35%", "0.01%", "$8-12B", "2027",
    "2027-05-01", "3-5 years", "90 days", "7/10", "5x", "no exit", "keep", "hold", "exercise", "common", "preferred",
    "acquisition", "cost", "USD", "usd", "exits.csv", "a name", [], {}, [1], ["35%"], [{}], {"dist": "point", "value": 1},
    {"dist": "uniform", "min": 0, "max": 1}, {"dist": "lognormal", "p5": "6B", "p95": "9B"}, {"dist": "normal"},
    {"//": "a comment"}, {"every": "1 year", "times": 2}, {"exercise": "30%"}, {"annual": "3%"}, {"percent": "0.1%"},
    {"within": "2 years", "probability": "10%"}, [{"within": "2 years", "probability": "10%"}],
    {"months": 36, "cliff": 0, "step": 3}, [{"month": 12, "percent": "100%"}],
]


def accepted(program, path):
    result = subprocess.run([program, "check", "--format", "json", str(path)], capture_output=True, check=False)
    if result.returncode not in (0, 1, 3):
        sys.exit(f"{path}: status {result.returncode}\n{result.stderr.decode()}")
    return result.returncode == 0 if result.returncode != 3 else None  # 3: a table that it names is not there


def places(value, path=()):
    """All objects and lists of a document."""
    if isinstance(value, (dict, list)):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from places(inner)


def mutant(generator, offers, keys):
    offer = copy.deepcopy(generator.choice(offers))
    for _ in range(generator.choice((1, 1, 1, 2, 3))):
        place = generator.choice([p for p in places(offer) if p])
        at = generator.choice(list(place) if isinstance(place, dict) else range(len(place)))
        action = generator.random()
        if action < 0.6:
            place[at] = copy.deepcopy(generator.choice(VALUES))
        elif action < 0.75 and isinstance(place, dict):
            place[generator.choice(keys)] = copy.deepcopy(generator.choice(VALUES))
        elif action < 0.9:
            del place[at]
        elif isinstance(place, list):
            place.append(copy.deepcopy(place[at]))
        else:
            place[generator.choice(keys)] = place.pop(at)
    return offer


def load(path):
    """The document, or None where it is no JSON at all."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        return None


def main():
    program, cases = sys.argv[1], pathlib.Path(sys.argv[2])
    text = subprocess.run([program, "schema"], capture_output=True, check=True).stdout
    schema = json.loads(text)
    validator_class.check_schema(schema)
    validator = validator_class(schema)
    wrong = []
    offers = []
    for path in sorted((cases / "good").glob("*.json")):
        offers.append(load(path))
        if not validator.is_valid(offers[-1]):
            wrong.append(f"{path.name}: good, but the schema says {next(validator.iter_errors(offers[-1])).message}")
    bad = 0
    for line in (cases / "bad" / "expected.tsv").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or not fields[0].endswith(".json"):
            continue
        bad += 1
        document = load(cases / "bad" / fields[0])
        fine = document is not None and validator.is_valid(document)
        if fine != (fields[6:7] == ["meaning"]):
            wrong.append(f"{fields[0]}: bad, {'not ' if fine else ''}marked as wrong in meaning alone, but the schema "
                         f"{'accepts' if fine else 'refuses'} it")
    generator = random.Random(4)
    keys = sorted({key for offer in offers for place in places(offer) if isinstance(place, dict) for key in place})
    refused = both = 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(cases / "tables", pathlib.Path(folder) / "tables")
        path = pathlib.Path(folder) / "good" / "offer.json"
        path.parent.mkdir()
        for _ in range(MUTANTS):
            offer = mutant(generator, offers, keys)
            path.write_text(json.dumps(offer), encoding="utf-8")
            fine = validator.is_valid(offer)
            answer = accepted(program, path)
            if answer is False:
                refused += 1
                both += not fine
            elif answer and not fine:
                error = next(validator.iter_errors(offer))
                wrong.append(f"accepted, but the schema says {error.message[:300]}\n{json.dumps(offer)}")
    print(f"{len(offers)} good, {bad} bad; of {MUTANTS} mutants the program refuses {refused}, the schema {both} of these")
    print("\n".join(wrong))
    if wrong or len(offers) + bad < 100 or bad < 60 or not refused / 3 < both < refused:
        sys.exit(1)


if __name__ == "__main__":
    main()
