#!/usr/bin/env python3
"""Writes docs/offer.md, the reference of the offer file, from what `offercast schema` says: the key records.

    python3 scripts/make_offer_page.py build/offercast docs/offer.md           writes it
    python3 scripts/make_offer_page.py build/offercast docs/offer.md --check   fails when it is not current
"""

import json
import subprocess
import sys

HEAD = """# The offer file

Every key: what it takes, its default, an example. This page is made from the records that the program itself reads by
(`offercast schema` gives them as a JSON Schema); `scripts/make_offer_page.py` writes it.

A path such as `compensation.offer.salary` is that of `--set`, `--vary` and `sweep --table`; a row of a list is named by its
number from 0 or by its name: `exits.0.probability`, `exits.IPO.probability`. A key that begins with `//` is a comment. How a
value is written is said in [model.md](model.md), section 1; a table may come as a CSV file, a sheet or a Markdown table
with the columns that stand here, and reports may have other ones ([corpus.md](corpus.md)).

"""


def unwrapped(key):
    """Of several forms the one that has members or rows, with what is said of all of them; of two with members, both."""
    forms = [form for form in key.get("anyOf", []) if "properties" in form or "items" in form or "enum" in form]
    if not forms:
        return key
    members = {name: one for form in forms for name, one in form.get("properties", {}).items()}
    said = {k: v for k, v in key.items() if k != "anyOf"}
    return {**said, **forms[0], **({"properties": members} if members else {})}


def kinds(key):
    """What a key takes, each form of it."""
    if "$ref" in key:
        return [key["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in key:
        return [each for form in key["anyOf"] for each in kinds(form)]
    if "enum" in key:
        return [", ".join(dict.fromkeys(f"`{word}`" for word in key["enum"]))]
    if "pattern" in key and key.get("type") == "string" and key["pattern"].startswith("^[ *_`-]*"):
        return []  # the words of the enumeration beside it, as people spell them
    named = {"array": "list", "object": "object", "boolean": "true or false", "string": "text"}
    types = key.get("type", ["object"] if "properties" in key else [])
    types = types if isinstance(types, list) else [types]
    return ["number"] if "number" in types else [named.get(each, each) for each in types]


def kind(key):
    return " or ".join(dict.fromkeys(kinds(key)))


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def example(key):
    if not key.get("examples"):
        return ""
    text = json.dumps(key["examples"][0], ensure_ascii=False)
    return "`" + cell(text) + "`" if len(text) < 60 else ""


def meaning(key, form):
    return cell(form.get("description") or key.get("description", ""))


def section(title, note, members, path, out, level):
    out.append("#" * level + " " + title + "\n")
    if note:
        out.append(note + "\n")
    out.append("| Key | Takes | Default | Example | Meaning |\n|---|---|---|---|---|")
    inner = []
    for name, key in members.items():
        form = unwrapped(key)
        default = f"`{cell(key['default'])}`" if "default" in key else ""
        out.append(f"| `{path}{name}` | {kind(key)} | {default} | {example(form)} | {meaning(key, form)} |")
        if "properties" in form:
            inner.append((f"`{path}{name}`", "", form["properties"], f"{path}{name}."))
        items = unwrapped(form.get("items", {}))
        if "properties" in items:
            note = f"A list; at most {form['maxItems']:,} rows." if "maxItems" in form else "A list."
            inner.append((f"`{path}{name}`", note, items["properties"], f"{path}{name}.N."))
    out.append("")
    for entry in inner:
        section(*entry, out, min(level + 1, 4))


def distributions(schema, out):
    out.append("## Distributions\n")
    out.append("Wherever a number is wanted, a distribution may stand: `{\"dist\": \"lognormal\", ...}`.\n")
    out.append("| `dist` | Members | Meaning |\n|---|---|---|")
    for form in schema["$defs"]["distribution"]["oneOf"]:
        members = ", ".join(f"`{name}`" for name in form.get("properties", {}) if name != "dist")
        out.append(f"| `{form.get('title', '')}` | {members} | {cell(form.get('description', ''))} |")
    out.append("")


def main():
    program, page = sys.argv[1], sys.argv[2]
    schema = json.loads(subprocess.run([program, "schema"], check=True, capture_output=True).stdout)
    out = []
    section("Keys", "", schema["properties"], "", out, 2)
    distributions(schema, out)
    text = HEAD + "\n".join(out).rstrip("\n") + "\n"
    if "--check" not in sys.argv:
        with open(page, "w", encoding="utf-8") as file:
            file.write(text)
        return 0
    with open(page, encoding="utf-8") as file:
        if file.read() == text:
            return 0
    print(f"{page} is not what {program} says: run scripts/make_offer_page.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
