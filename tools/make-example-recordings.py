#!/usr/bin/env python3
"""Makes spoken recordings of the reads of a week that was built. Needs espeak-ng, sox, ffmpeg, oggenc and lame.

MANIFEST is the manifest.json of a station's week, as `loa build` makes it; every read of the items named behind it
is spoken. The files are named as announcers' recordings are: "01 mo-dau.ogg". For the example:

    loa build --week 2025-W11
    tools/make-example-recordings.py recordings/2025-03-10 \\
        out/2025-W11/la-hai/manifest.json 2025-03-10/la-hai/tin-xa-thu-hai \\
        out/2025-W11/huyen/manifest.json 2025-03-10/huyen/chieu

Ogg Vorbis and MP3 come in turn, from the longest read on. The same words and tool versions give the same bytes.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import wave

sys.dont_write_bytecode = True  # no __pycache__ beside the scripts in the repository
from example_loudness import levelled

# espeak-ng's northern voice keeps final n and ng, t and c apart, which its central and southern ones merge.
VOICE = "vi"
# espeak-ng counts words its own way; this setting was measured to give about 170 tiếng a minute.
SPEED = 142
# Room for what follows, a hum filter, gentle levelling (a horn has little range), and air at both ends so that no word is clipped.
# Silence is cut at the head, then, reversed, at the tail: sox's own way to trim an end.
CUT = ["silence", "1", "0.02", "-50d"]
TIDY = ["gain", "-8", *CUT, "reverse", *CUT, "reverse", "highpass", "110",
        "compand", "0.002,0.1", "6:-60,-50,-35,-24,-20,-14,0,-9", "0", "-60", "0.003",
        "pad", "0.15", "0.3", "gain", "-n", "-6"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path, help="folder to write the recordings to")
    parser.add_argument("reads", nargs="+", help="MANIFEST ITEM, in pairs")
    parser.add_argument("--voice", default=VOICE, help=f"espeak-ng voice ({VOICE})")
    parser.add_argument("--speed", default=SPEED, type=int, help=f"espeak-ng speed ({SPEED})")
    arguments = parser.parse_args()
    if len(arguments.reads) % 2:
        parser.error("each manifest needs an item behind it")
    pairs = zip(arguments.reads[::2], arguments.reads[1::2], strict=True)
    entries = sorted({entry for manifest, item in pairs for entry in reads_of(manifest, item)})
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        spoken = [(entry, spoken_as(entry, pathlib.Path(folder), arguments)) for entry in entries]
        for (entry, sound), suffix in zip(spoken, suffixes([seconds(sound) for _, sound in spoken]), strict=True):
            target = arguments.out / f"{entry[0]} {entry[1]}{suffix}"
            subprocess.run(encoder(sound, target), check=True)
            report(entry, sound, target)


def reads_of(manifest, item):
    """(number, slug, words) of every read of an item."""
    days = json.loads(pathlib.Path(manifest).read_text("utf-8"))["days"]
    found = [listed for day in days for listed in day["items"] if listed["id"] == item]
    if not found:
        raise SystemExit(f"{manifest}: no item {item}")
    elements = [element for element in found[0]["sound"]["elements"] if "words" in element]
    return [(f"{element['recording']:02}", slug(element["title"]), element["words"]) for element in elements]


def slug(title):
    """The title in ASCII, words joined by hyphens."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def spoken_as(entry, folder, arguments):
    """The tidied reading of one entry, as a WAV file in the folder."""
    number, slug, text = entry
    raw, tidy, level = (folder / f"{number}-{step}.wav" for step in ("raw", "tidy", "level"))
    speak = ["espeak-ng", "-v", arguments.voice, "-s", str(arguments.speed), "-g", "2", "-w", str(raw)]
    # A blank line is a longer pause than a line break; espeak-ng hears both.
    subprocess.run([*speak, "--stdin"], input=text.encode(), check=True)
    # -D: no dither, so that the pauses stay silent and cost nothing.
    subprocess.run(["sox", "-D", str(raw), "-b", "24", str(tidy), *TIDY], check=True)
    levelled(tidy, level)
    return level


def suffixes(lengths):
    """A format for each length, Ogg and MP3 in turn from the longest on, so that Ogg, the smaller, gets the longest."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    chosen = {index: (".ogg", ".mp3")[place % 2] for place, index in enumerate(order)}
    return [chosen[index] for index in range(len(lengths))]


def encoder(sound, target):
    """The command that makes the target from a WAV file, told to write no time and no random number."""
    return {
        ".ogg": ["oggenc", "-Q", "-q", "0", "-s", "1", "-o", str(target), str(sound)],
        ".mp3": ["lame", "--quiet", "-m", "m", "-b", "32", str(sound), str(target)],
    }[target.suffix]


def report(entry, sound, target):
    """One line on standard error: file, bytes, seconds, and tiếng a minute."""
    tieng = sum(any(c.isalnum() for c in word) for word in entry[2].split())
    long = seconds(sound)
    size = target.stat().st_size
    print(f"{target}\t{size} bytes\t{long:.1f} s\t{tieng} tiếng\t{60 * tieng / long:.0f}/min", file=sys.stderr)


def seconds(sound):
    with wave.open(str(sound)) as file:
        return file.getnframes() / file.getframerate()


if __name__ == "__main__":
    main()
