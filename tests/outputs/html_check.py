"""What does a real browser make of a page? html_check.py PROGRAM FOLDER

Every page of every command, in headless Chromium, light and dark, on a desk and on a phone: nothing on the console, no
request but the page's own, nothing that a name contains runs (with and without the page's own policy), each text stands
out from what is behind it by 4.5 to 1, nothing goes beyond the screen, it prints. The JSON in it is the JSON of the same
command, and its tables say what Markdown says, whose figures text_check.py holds against the JSON."""
import os
import re
import subprocess
import sys

import result_cases
import text_check
from browser import Browser

PHONE, DESK = 390, 1280

# In the page: how many texts are seen, and which of them are hard to read. What is behind a text, or covers it, is what a
# pointer would hit there; a text's own halo lies between.
CONTRAST = r"""
const rgba = text => {
    const found = /rgba?\(([^)]*)\)/.exec(text);
    if (!found) return text === 'none' || text === 'transparent' ? [0, 0, 0, 0] : null;
    const part = found[1].split(/[ ,\/]+/).map(Number);
    return [part[0], part[1], part[2], part.length > 3 ? part[3] : 1];
};
const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat([1]);
const opacity = element => {
    let all = 1;
    for (let at = element; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
    return all;
};
const faded = (color, element, more) => color && [color[0], color[1], color[2], color[3] * opacity(element) * more];
// What an element paints at a point of the screen: a shape its fill or its line, a box its background, a text nothing.
const painted = (element, x, y) => {
    const style = getComputedStyle(element);
    if (element instanceof SVGTextContentElement) return [0, 0, 0, 0];
    if (!(element instanceof SVGGeometryElement)) return faded(rgba(style.backgroundColor), element, 1);
    const at = new DOMPoint(x, y).matrixTransform(element.getScreenCTM().inverse());
    if (style.stroke !== 'none' && element.isPointInStroke(at))
        return faded(rgba(style.stroke), element, Number(style.strokeOpacity));
    return element.isPointInFill(at) ? faded(rgba(style.fill), element, Number(style.fillOpacity)) : [0, 0, 0, 0];
};
const luminance = color => {
    const [r, g, b] = color.slice(0, 3).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
};
const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const faults = [];
let texts = 0;
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, text = node.textContent.trim();
    if (!text || ['SCRIPT', 'STYLE', 'TITLE', 'DESC', 'title', 'desc'].includes(element.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    let box = [...range.getClientRects()].find(one => one.width > 0 && one.height > 0);
    if (!box || !element.checkVisibility()) continue;
    texts++;
    element.scrollIntoView({block: 'center', behavior: 'instant'});
    box = [...range.getClientRects()].find(one => one.width > 0 && one.height > 0);
    const style = getComputedStyle(element), picture = element instanceof SVGElement;
    for (const part of [0.1, 0.5, 0.9]) {
        const x = box.left + box.width * part, y = box.top + box.height / 2;
        const stack = document.elementsFromPoint(x, y), own_place = stack.indexOf(element);
        const above = own_place < 0 ? [] : stack.slice(0, own_place).filter(one => painted(one, x, y)[3] > 0.1);
        if (above.length) {
            faults.push(`"${text.slice(0, 40)}" is below a ${above[0].tagName}.${above[0].getAttribute('class')}`);
            break;
        }
        let behind = canvas;
        for (const one of stack.reverse()) behind = over(painted(one, x, y), behind);
        if (picture && style.paintOrder.startsWith('stroke') && parseFloat(style.strokeWidth) >= 2)
            behind = over(faded(rgba(style.stroke), element, 1), behind);
        const own = faded(rgba(picture ? style.fill : style.color), element, 1);
        const ratio = own ? contrast(over(own, behind), behind) : 0;
        if (ratio < 4.5) {
            faults.push(`${ratio.toFixed(2)}: "${text.slice(0, 40)}" ${own} on ${behind} (${element.tagName}.${
                element.getAttribute('class')})`);
            break;
        }
    }
}
scrollTo(0, 0);
return [texts, faults];
"""

# Boxes of texts and pictures that are seen and reach beyond the screen.
BEYOND = r"""
const width = document.documentElement.clientWidth, faults = [];
if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
for (const one of document.body.querySelectorAll('*')) {
    if (!one.checkVisibility() || ['SCRIPT', 'title', 'desc'].includes(one.tagName)) continue;
    if (width > 600 && one.closest('.scroll') && !one.matches('.scroll')) continue; // a wide table can be moved
    const box = one.getBoundingClientRect();
    if (box.width > 0 && (box.left < -0.5 || box.right > width + 0.5))
        faults.push(`${one.tagName} from ${box.left.toFixed()} to ${box.right.toFixed()}: ${one.textContent.slice(0, 40)}`);
}
return faults;
"""

# Texts of a picture that lie on each other.
OVERLAP = r"""
const faults = [];
for (const picture of document.querySelectorAll('svg')) {
    if (!picture.checkVisibility()) continue;
    const boxes = [...picture.querySelectorAll('text')].map(one => [one, one.getBoundingClientRect()]);
    boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 3)
            faults.push(`"${one.textContent}" and "${other.textContent}" overlap by ${wide.toFixed(0)}`);
    }));
}
return faults;
"""

# On a phone a cell names its column before it; no word of that name is broken.
BROKEN = r"""
const pen = document.createElement('canvas').getContext('2d'), faults = [];
for (const cell of document.querySelectorAll('td[data-is]')) {
    const name = getComputedStyle(cell, '::before'), width = parseFloat(name.width);
    pen.font = `${name.fontWeight} ${name.fontSize} ${name.fontFamily}`;
    for (const word of cell.checkVisibility() ? cell.dataset.is.split(' ') : [])
        if (pen.measureText(word).width > width + 1) faults.push(`"${word}" in ${width.toFixed(0)}`);
}
return faults;
"""

# What could run or fetch, in the tree as the browser built it.
ACTIVE = r"""
const faults = [];
// A style attribute sets one number of the program's, and the page's policy lets it: else the look would be another.
const holds = (element, style) => {
    const [name, value] = style.split(':');
    return element.style.length === 1 && element.computedStyleMap().get(name).toString() === value;
};
if (window.ran !== undefined) faults.push(`script ${window.ran} of a name ran`);
for (const one of document.querySelectorAll('*')) {
    if (one.localName === 'script' && one.type !== 'application/gzip') faults.push('a script');
    if (one.matches('iframe, object, embed, img, image, link, base, form, use, foreignObject'))
        faults.push(one.localName);
    for (const {name, value} of one.attributes)
        if (/^on/i.test(name) || (/^(src|href|xlink:href|action|data)$/i.test(name) && !/^#[a-z0-9-]+$/.test(value)))
            faults.push(`${one.localName} ${name}=${value}`);
    const style = one.getAttribute('style');
    if (style !== null && !(/^(width:[0-9.]+%|--letters:[0-9]+|--room:[0-9]+ch)$/.test(style) && holds(one, style)))
        faults.push(`${one.localName} style=${style}`);
}
for (const link of document.links) link.click();
if (window.ran !== undefined) faults.push(`script ${window.ran} of a link ran`);
return faults;
"""

TABLES = r"""
return [...document.querySelectorAll('article')].map(article => [...article.querySelectorAll('.headline, table')].map(
    table => table.matches('.headline')
        ? [...table.children].map(item => [...item.children].map(cell => cell.textContent))
        : [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))));
"""
# Unpacked by the browser itself.
EMBEDDED = r"""
const packed = atob(document.getElementById('offercast-result').textContent.replaceAll('\n', ''));
const bytes = Uint8Array.from(packed, letter => letter.charCodeAt(0));
return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
"""


def check_looks(browser, path):
    """In every light, on every width: contrast and overflow."""
    texts = 0
    for width in (DESK, PHONE):
        for scheme in ("light", "dark"):
            browser.show(path, width, scheme)
            found, faults = browser.run(CONTRAST)
            assert not faults, f"{scheme}, {width} wide, too little contrast:\n" + "\n".join(faults[:20])
            texts += found
        faults = browser.run(BEYOND) + browser.run(OVERLAP) + (browser.run(BROKEN) if width == PHONE else [])
        assert not faults, f"{width} wide:\n" + "\n".join(faults[:20])
    return texts


def check_quiet(browser, path):
    """No request but for the page, nothing said, nothing run."""
    for policy in (True, False):
        browser.said(), browser.requested()
        browser.show(path, DESK, policy=policy)
        faults = browser.run(ACTIVE)
        assert not faults, faults
        asked = [address for address in browser.requested() if address.split("#")[0] != "file://" + path and not address.startswith("data:font/")]
        assert not asked, f"asked for {asked}"
        said = browser.said()
        assert not said, f"on the console: {said}"


def check_printed(browser, folder, case):
    """On paper every figure of the tables is there."""
    path = f"{folder}/{case}.pdf"
    browser.show(f"{folder}/{case}.html", DESK, "dark")
    browser.printed(path)
    text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True).stdout.decode()
    printed = re.sub(r"\s", "", text.replace("\u2212", "-"))
    for rows in markdown(folder, case):
        for cell in (cell for row in rows for cell in row if text_check.is_figure(cell)):
            assert re.sub(r"\s", "", cell) in printed, f"{cell} is not printed"


def markdown(folder, case):
    with open(f"{folder}/{case}.md", encoding="utf-8") as file:
        return [rows for _, rows in text_check.tables_of(file.read())]


def plain(cell):
    """A page writes a real minus and keeps what belongs together on a line."""
    return re.sub(r"[\s\u00a0]+", " ", cell.replace("\u2212", "-")).strip()


def check_tables(browser, folder, case):
    """Each table of Markdown stands in the page, cell by cell; in a headline another row may come first."""
    wanted = markdown(folder, case)
    found = [sorted([[plain(cell) for cell in row] for row in table]) for article in browser.run(TABLES)
             for table in article]
    for table in wanted:
        rows = sorted([plain(cell) for cell in row] for row in table if any(row))
        assert rows in found, f"a table of Markdown is not in the page: {rows}"
    return sum(len(row) for table in wanted for row in table)


def check_embedded(browser, folder, case):
    with open(f"{folder}/{case}.json", encoding="utf-8") as file:
        wanted = file.read()
    assert browser.run(EMBEDDED) == wanted, "the JSON in the page says something else"


def main(program, folder):
    result_cases.write_cases(program, folder, ("json", "md", "html"))
    texts = cells = 0
    with Browser() as browser:
        for case in result_cases.CASES:
            path = f"{folder}/{case}.html"
            with result_cases.told(case):
                check_quiet(browser, path)
                check_embedded(browser, folder, case)
                cells += check_tables(browser, folder, case)
                texts += check_looks(browser, path)
                check_printed(browser, folder, case)
    print(f"{len(result_cases.CASES)} pages, {texts} texts, {cells} cells")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
