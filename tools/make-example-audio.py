#!/usr/bin/env python3
"""Makes every sound in clips/: the signature tune, the sting and the songs. Needs sox, ffmpeg and oggenc.

Nothing is sampled: instruments are computed (example_instruments.py) and play tunes written for this project
(example_tunes.py). The same machine and tool versions give the same bytes: all chance is seeded by the file's
name, and the encoders are asked to write no time, version or random serial number.
"""

import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
from array import array

sys.dont_write_bytecode = True  # no __pycache__ beside the scripts in the repository
import example_instruments as instruments
from example_instruments import RATE
from example_loudness import levelled
from example_tunes import MODES, SIGNATURE, SONGS, STING

LICENCE = "CC0 1.0"

# How loud each instrument leads: held notes sound louder than plucked ones of the same peak.
LEADS = {"flute": 0.2, "zither": 0.5, "lute": 0.5, "monochord": 0.33, "bamboo": 0.65, "bell": 0.36}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", nargs="?", default="clips", type=pathlib.Path, help="folder to write to (clips)")
    parser.add_argument("--only", metavar="WORD", help="only files whose path contains this word")
    arguments = parser.parse_args()
    for tune in [SIGNATURE, STING, *SONGS]:
        if arguments.only and arguments.only not in tune.file:
            continue
        target = arguments.out / tune.file
        target.parent.mkdir(parents=True, exist_ok=True)
        encode(performed(tune), tune, target)
        print(f"{target}  {target.stat().st_size:,} bytes", file=sys.stderr)


def performed(tune):
    """The whole piece as dry samples: lead, accompaniment, bass and pad on one time line."""
    chance = random.Random(tune.file)
    bars = arranged(tune)
    starts = bar_starts(tune, len(bars))
    mix = array("d", bytes(8 * int((starts[-1] + tune.tail) * RATE)))
    if tune.swept:
        sweep(mix, tune, starts[0], chance)
    for index, (ground, lead, lead_by, level, up) in enumerate(bars):
        length = (starts[index + 1] - starts[index]) / tune.beats
        last = index == len(bars) - 1
        accompany(mix, tune, ground, starts[index], length, last, chance)
        # A phrase breathes: it grows towards its middle and relaxes at its end.
        arch = (0.86, 1.0, 1.06, 0.9)[(index - tune.introduction) % 4]
        for beat, name, ornament, beats in lead:
            at = starts[index] + beat * length + chance.gauss(0, 0.007)
            hertz = pitch(tune, name, up)
            accent = 1.06 if beat == 0 else 0.96
            gain = LEADS[lead_by] * level * arch * accent * chance.uniform(0.94, 1.06)
            play(mix, lead_by, at, hertz, beats * length, ornament, gain, chance)
            if tune.swept:
                # The zither under the bell gives the motif an edge that carries outdoors.
                play(mix, "zither", at, hertz, beats * length, "", 0.5 * gain, chance)
    return mix


def arranged(tune):
    """Bars in order, each (ground degree, notes of the lead, who leads, its level, octaves up)."""
    first = tune.form[0][0]
    grounds = tune.grounds[first].split()
    bars = [(int(grounds[0]), [], None, 0, 0) for _ in range(tune.introduction)]
    for phrase, lead_by, level, up in tune.form:
        for ground, text in zip(tune.grounds[phrase].split(), tune.phrases[phrase].split("|"), strict=True):
            bars.append((int(ground), written_bar(tune, phrase, text), lead_by, level, up))
    return bars


def written_bar(tune, phrase, text):
    """Reads one bar to (beat, note name, ornament, beats); refuses a bar that is not full."""
    beat, notes = 0.0, []
    for token in text.split():
        name, beats = token.split(":")
        if name != "-":
            notes.append((beat, name.rstrip("~/"), name.lstrip("12345',"), float(beats)))
        beat += float(beats)
    if beat != tune.beats:
        raise SystemExit(f"{tune.file}: phrase {phrase}: bar {text.strip()!r} has {beat} beats, not {tune.beats}")
    return notes


def bar_starts(tune, count):
    """Seconds at which each bar begins, and the last one ends; phrases end a little slower, the piece most."""
    starts, at = [], tune.lead_in
    for index in range(count):
        starts.append(at)
        held = 1.05 if (index - tune.introduction) % 4 == 3 else 1.0
        held *= {count - 1: 1.2, count - 2: 1.08}.get(index, 1.0) if tune.introduction else 1.0
        at += 60 / tune.tempo * tune.beats * held
    return [*starts, at]


def accompany(mix, tune, ground, start, length, last, chance):
    """One bar of broken ground, bass and pad; the last bar is one spread chord."""
    for beat, steps, level in tune.figure:
        at = start + beat * length + chance.gauss(0, 0.009)
        if last:
            at = start + steps * 0.07
        gain = 0.3 * level * chance.uniform(0.88, 1.08)
        play(mix, tune.accompanist, at, scale(tune, ground - 1 + steps - 5), length * 2, "", gain, chance)
    low = scale(tune, ground - 1 - 10)
    while low < 90:
        low *= 2
    play(mix, "bass", start, low, length * tune.beats * 0.7, "", 0.2, chance)
    for steps, level in ((-5, 0.03), (-2, 0.025), (0, 0.018)):
        play(mix, "pad", start, scale(tune, ground - 1 + steps), length * tune.beats, "", level, chance)


def sweep(mix, tune, until, chance):
    """The zither's rising sweep over the open strings that opens the signature tune."""
    for index in range(9):
        at = until - 0.4 + 0.045 * index
        play(mix, "zither", at, scale(tune, index - 5), 0.5, "", 0.1 + 0.02 * index, chance)


def pitch(tune, name, octaves_up):
    """Hertz of a written note."""
    octave = name.count("'") - name.count(",") + octaves_up
    return scale(tune, int(name[0]) - 1 + 5 * octave)


def scale(tune, step):
    """Hertz of a step of the tune's mode; step 0 is the tonic, 5 the octave."""
    octave, degree = divmod(step, 5)
    return 440 * 2 ** ((tune.tonic + 12 * octave + MODES[tune.mode][degree] - 69) / 12)


def play(mix, instrument, at, hertz, seconds, ornament, gain, chance):
    """Adds one note to the mix; what would pass the end of the piece is left out by its own fade."""
    note = getattr(instruments, instrument)(hertz, seconds, ornament, chance)
    start = max(0, int(at * RATE))
    for index, value in enumerate(note[: len(mix) - start], start):
        mix[index] += gain * value


def encode(samples, tune, target):
    """Room and fades by sox (without dither, so that silence stays silent), then the encoder."""
    peak = max(max(samples), -min(samples))
    samples = array("f", (0.5 * value / peak for value in samples))
    end = len(samples) / RATE - 0.1  # the last tenth of a second is silence
    with tempfile.TemporaryDirectory() as folder:
        room, wave = pathlib.Path(folder) / "room.wav", pathlib.Path(folder) / "level.wav"
        # A horn loudspeaker carries about 300 Hz to 5 kHz: rumble and air only cost bytes.
        effects = ["highpass", "100", "lowpass", "9000", "reverb", "38", "60", "65", "0", "18", "-2",
                   "fade", "t", "0.01", f"{end:.3f}", f"{tune.tail * 0.7:.2f}", "pad", "0", "0.1",
                   "gain", "-n", "-6", "rate", "-v", str(tune.rate)]
        source = ["sox", "-D", "-t", "f32", "-r", str(RATE), "-c", "1", "-"]
        subprocess.run([*source, "-b", "24", str(room), *effects], input=samples.tobytes(), check=True)
        levelled(room, wave)
        if target.suffix == ".ogg":
            # ffmpeg refuses oggenc's lowest quality, which is enough here; a fixed serial number keeps the bytes.
            tags = ["-t", tune.title, "-c", f"copyright={LICENCE}"]
            command = ["oggenc", "-Q", "--utf8", "-s", "1", *tags, *tune.encoding, "-o", str(target), str(wave)]
        else:
            exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
            tags = ["-metadata", f"title={tune.title}", "-metadata", f"copyright={LICENCE}"]
            command = ["ffmpeg", "-v", "error", "-y", "-i", str(wave), *exact, *tags, *tune.encoding, str(target)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
