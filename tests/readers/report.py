"""Counts a month of the as-run logs again, from the raw files alone.

Called with a project's folder, the campaign's file within it, the first and the last day. Takes plan.json (what `loa plan
--format json` printed for these days and some before), the manifests below out/ for the texts, the logs below logs/, the
heads of the bulletins; prints the figures of each station as JSON. It shares nothing with the program but the files'
formats, and is written to be read beside docs/files.md.
"""

import datetime
import json
import pathlib
import re
import sys
from collections import defaultdict

ROOT = pathlib.Path(sys.argv[1])
FIRST, LAST = (datetime.date.fromisoformat(arg) for arg in sys.argv[3:5])
HEARD = datetime.timedelta(seconds=5)


def moment(text):
    return datetime.datetime.fromisoformat(text)


def ms(span):
    return round(span / datetime.timedelta(milliseconds=1))


def letters():
    campaign = (ROOT / sys.argv[2]).read_text(encoding="utf-8")
    return re.findall(r'^\s*\(id: "([^"]+)"', campaign, re.M)


def bulletins():
    """Title and day of each bulletin -> path and topics."""
    found = {}
    for path in sorted((ROOT / "bulletins").glob("*/*.md")):
        head = path.read_text(encoding="utf-8").lstrip("\ufeff").split("---")[1]
        fields = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
        fields = {name.strip(): value.split("#")[0].strip().strip('"') for name, value in fields.items()}
        topics = re.findall(r"\w+", fields.get("topics", fields.get("chủ đề", "")))
        title = fields.get("title", fields.get("tiêu đề", ""))
        found.setdefault(title, []).append((path.parent.name, path.relative_to(ROOT).as_posix(), topics))
    return found


def text_of(known, title, day):
    """The newest bulletin of that title that is not later than the day."""
    fitting = [text for text in known.get(title, []) if text[0] <= day]
    return max(fitting, default=None)


def sounds():
    """What is heard in each occurrence that was built, in milliseconds: (title, kind, begin, length)."""
    found = {}
    for path in sorted(ROOT.glob("out/*/*/manifest.json")):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        rate = manifest["sample_rate"]
        for item in (item for day in manifest["days"] for item in day["items"]):
            found[item["id"]] = [
                (element["title"], element["kind"], element["at"] * 1000 // rate, element["frames"] * 1000 // rate)
                for element in (item.get("sound") or {}).get("elements", [])
            ]
    return found


def texts_of(elements, day, known):
    """The texts of an occurrence: (path, topics, begin, length); one that is read twice is still one."""
    texts = {}
    for title, kind, begin, length in elements:
        text = text_of(known, title, day)
        if text is None or kind not in ("recording", "voice", "live"):
            continue
        begin, length = (datetime.timedelta(milliseconds=part) for part in (begin, length))
        path, topics, since, _ = texts.get(text[1], (text[1], text[2], begin, None))
        texts[path] = (path, topics, since, begin + length - since)
    return list(texts.values())


def plans(known):
    """The occurrences of each station with the texts in them."""
    found, heard = defaultdict(list), sounds()
    for day in json.loads((ROOT / "plan.json").read_text(encoding="utf-8")):
        for item in day["items"]:
            found[item["id"].split("/")[1]].append({
                "id": item["id"],
                "day": day["date"],
                "start": moment(item["start"]),
                "length": datetime.timedelta(milliseconds=item["planned_ms"]),
                "play": item["play"],
                "from": item.get("from"),
                "texts": [] if item["play"] == "relay" else texts_of(heard.get(item["id"], []), day["date"], known),
            })
    return found


def relays(plans):
    for items in plans.values():
        for item in items:
            for other in plans.get(item["from"], []) if item["play"] == "relay" else []:
                for path, topics, begin, length in other["texts"]:
                    start = other["start"] + begin
                    if item["start"] <= start and start + length <= item["start"] + item["length"]:
                        item["texts"].append((path, topics, start - item["start"], length))


def log(station):
    """What counts of a log: of each occurrence, and of each stretch of time, the line written last."""
    kept = {}
    for path in sorted((ROOT / "logs" / station).glob("*.jsonl")):
        for text in path.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            line["start"] = moment(line["start"])
            line["length"] = datetime.timedelta(milliseconds=line["length_ms"])
            is_outage = line.get("outcome") in ("missed", "cut")
            subject = line.get("occurrence") or (is_outage, line["start"])
            if subject not in kept or kept[subject]["written"] <= line["written"]:
                kept[subject] = line
    return kept


def without(start, end, lost):
    """The stretches that are left of a time."""
    left = []
    for begin, over in sorted(lost):
        if min(begin, end) > start:
            left.append((start, min(begin, end)))
        start = max(start, over)
    if start < end:
        left.append((start, end))
    return left


def count(station, items, topics):
    kept = log(station)
    stretches = [line for subject, line in kept.items() if isinstance(subject, tuple)]
    known, figures = set(), {
        "outcomes": defaultdict(int), "heard_ms": 0, "has_log": False,
        "topics": {letter: [0, 0, 0] for letter in topics}, "whole": [0, 0, 0], "texts": defaultdict(lambda: [0, 0, 0, 0]),
    }
    in_period = lambda day: FIRST <= datetime.date.fromisoformat(day) <= LAST
    for item in sorted(items, key=lambda item: (item["start"], item["id"])):
        own, end = kept.get(item["id"]), item["start"] + item["length"]
        outcome, heard = ("unconfirmed", [(item["start"], end)]) if own is None else (
            own["outcome"], [] if own["outcome"] == "missed" else [(own["start"], own["start"] + own["length"])])
        near = (own["start"], own["start"] + own["length"]) if own else (item["start"], end)
        touching = [
            line for line in stretches
            if not (own and own["source"] == "hand" and own["written"] >= line["written"])
            and any(line["start"] < to and line["start"] + line["length"] > since
                    for since, to in (near, (item["start"], end)))
        ]
        if touching and heard:
            left = [part for since, to in heard for part in without(
                since, to, [(line["start"], line["start"] + line["length"]) for line in touching])]
            if left != heard:
                most = max(touching, key=lambda line: min(end, line["start"] + line["length"]) - max(item["start"], line["start"]))
                is_dark = most.get("outcome") in ("missed", "cut")
                is_heard = sum((to - since for since, to in left), datetime.timedelta()) >= HEARD
                outcome = "pre-empted" if not is_dark else "cut" if is_heard else "missed"
                heard = left if is_heard else []
        if outcome == "unconfirmed":
            heard = []
        if in_period(item["day"]):
            figures["outcomes"][outcome] += 1
            figures["heard_ms"] += ms(sum((to - since for since, to in heard), datetime.timedelta()))
        for path, of, begin, length in item["texts"]:
            of = [letter for letter in topics if letter in of]
            if not of:
                continue
            start = item["start"] + begin
            was_heard = outcome in ("aired", "late") or any(
                since <= start and start + length <= to for since, to in heard)
            if in_period(item["day"]):
                figures["texts"][path][0] += 1
            if not was_heard:
                continue
            is_first = path not in known and item["play"] == "programme"
            known.add(path)
            if in_period(item["day"]):
                for row in [figures["topics"][letter] for letter in of] + [figures["whole"]]:
                    row[0 if is_first else 1] += 1
                    row[2] += ms(length)
                row = figures["texts"][path]
                row[1 if is_first else 2] += 1
                row[3] += ms(length)
    for subject, line in kept.items():
        day = line["occurrence"].split("/")[0] if line.get("occurrence") else line["start"].date().isoformat()
        figures["has_log"] |= in_period(day)
        if isinstance(subject, tuple) and not subject[0] and in_period(day):
            figures["heard_ms"] += ms(line["length"])
    figures["outcomes"], figures["texts"] = dict(figures["outcomes"]), dict(figures["texts"])
    return figures


def main():
    known, topics = bulletins(), letters()
    planned = plans(known)
    relays(planned)
    print(json.dumps({station: count(station, items, topics) for station, items in planned.items()}, ensure_ascii=False))


main()
