#!/usr/bin/env python3
"""Makes spoken recordings from a list of texts. Needs espeak-ng, sox, ffmpeg, oggenc, lame and flac.

LIST is a file, or - for standard input, with one recording a line: number, slug and text, separated by tabs;
"\\n" in the text is a line break. The files are named as announcers' recordings are: "01 mo-dau.ogg".

The example wants every format a station meets: from the longest on, Ogg Vorbis and MP3 in turn; the shortest
two become WAV and FLAC, where size matters least. The same list and tool versions give the same bytes.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
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
    parser.add_argument("list", help="tab-separated list, or - for standard input")
    parser.add_argument("out", type=pathlib.Path, help="folder to write the recordings to")
    parser.add_argument("--voice", default=VOICE, help=f"espeak-ng voice ({VOICE})")
    parser.add_argument("--speed", default=SPEED, type=int, help=f"espeak-ng speed ({SPEED})")
    arguments = parser.parse_args()
    listed = sys.stdin.read() if arguments.list == "-" else pathlib.Path(arguments.list).read_text("utf-8")
    entries = [entry for number, line in enumerate(listed.split("\n"), 1) if (entry := read_line(number, line))]
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        spoken = [(entry, spoken_as(entry, pathlib.Path(folder), arguments)) for entry in entries]
        for (entry, sound), suffix in zip(spoken, suffixes([seconds(sound) for _, sound in spoken]), strict=True):
            target = arguments.out / f"{entry[0]} {entry[1]}{suffix}"
            subprocess.run(encoder(sound, target), check=True)
            report(entry, sound, target)


def read_line(number, line):
    """One line to (number, slug, text); an empty line to None."""
    fields = line.rstrip("\r\n").split("\t")
    if fields == [""]:
        return None
    if len(fields) != 3 or not fields[0].isdigit() or not fields[1] or "/" in fields[1]:
        raise SystemExit(f"line {number}: want number, slug and text, separated by tabs")
    return fields[0], fields[1], fields[2].replace("\\n", "\n")


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
    """A format for each length: WAV and FLAC for the shortest two of at least four, else Ogg and MP3 in turn.

    The turns go by length, not by order, so that Ogg, the smaller, always gets the longest.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    chosen = {index: (".ogg", ".mp3")[place % 2] for place, index in enumerate(order)}
    if len(lengths) >= 4:
        chosen |= {order[-1]: ".wav", order[-2]: ".flac"}
    return [chosen[index] for index in range(len(lengths))]


def encoder(sound, target):
    """The command that makes the target from a WAV file, told to write no time and no random number."""
    return {
        ".wav": ["sox", "-D", str(sound), str(target)],
        ".flac": ["flac", "-s", "-f", "-8", "-o", str(target), str(sound)],
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
