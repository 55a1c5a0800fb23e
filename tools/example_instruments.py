"""The instruments of the example's music: a pitch, a length and an ornament in, mono samples out.

Every instrument is a function of (hertz, seconds, ornament, chance) that returns an `array('d')` at `RATE`
whose peak is about 1. `chance` is the caller's seeded `random.Random`. Nothing here knows tunes, tempo or files.
"""

import math
from array import array

RATE = 32_000
TAU = 2 * math.pi


def zither(hertz, seconds, ornament, chance):
    """A plucked silk-and-steel string (after the đàn tranh): bright, ringing for about three seconds."""
    ring = 3.4 * (300 / hertz) ** 0.4
    return bent(plucked(hertz, max(seconds, 0.4) + 1.6, ring, 0.22, 0.13, chance), ornament, 5.2, 0.0045)


def lute(hertz, seconds, ornament, chance):
    """A short-necked moon lute (after the đàn nguyệt): rounder and shorter than the zither."""
    ring = 1.7 * (300 / hertz) ** 0.4
    return bent(plucked(hertz, max(seconds, 0.3) + 0.9, ring, 0.42, 0.21, chance), ornament, 5.6, 0.0055)


def monochord(hertz, seconds, ornament, chance):
    """A single bowed-sounding string (after the đàn bầu): nearly pure, it slides into its notes."""
    del chance
    partials = [(1, 1.0, 3.2), (2, 0.42, 2.2), (3, 0.13, 1.5), (4, 0.05, 1.0)]
    return bent(struck(hertz, max(seconds, 0.5) + 0.8, partials, 0.018), ornament, 5.0, 0.009)


def bamboo(hertz, seconds, ornament, chance):
    """A struck bamboo tube (after the đàn t'rưng): a dry knock with a soft, short tone."""
    del seconds, ornament, chance
    partials = [(1, 1.0, 0.85), (2.01, 0.10, 0.4), (3.02, 0.20, 0.22), (5.4, 0.07, 0.09)]
    return struck(hertz, 0.9, partials, 0.0025)


def bell(hertz, seconds, ornament, chance):
    """A small bronze bell: its partials are not whole multiples, and the high ones die first."""
    del ornament, chance
    partials = [(1, 1.0, 3.6), (2.0, 0.38, 2.4), (2.42, 0.12, 1.6), (3.01, 0.16, 1.2), (4.23, 0.07, 0.7)]
    return struck(hertz, seconds + 2.4, partials, 0.004)


def flute(hertz, seconds, ornament, chance):
    """A bamboo flute (after the sáo): a gentle attack, a little breath, vibrato only on held notes."""
    release = 0.11
    count = int((seconds + release) * RATE)
    out, phase, breath, slow = array("d", bytes(8 * count)), 0.0, 0.0, 0.0
    scoop = 0.035 if "/" in ornament else 0.008
    for i in range(count):
        t = i / RATE
        wave = 0.006 * min(1.0, max(0.0, (t - 0.3) / 0.5)) * math.sin(TAU * 4.9 * t)
        phase += hertz * (1 + wave - scoop * math.exp(-t / 0.06)) / RATE
        s, c = math.sin(TAU * phase), math.cos(TAU * phase)
        # The breath is noise between two one-pole filters: air, not hiss.
        breath += 0.25 * (chance.random() - 0.5 - breath)
        slow += 0.03 * (breath - slow)
        tone = s + 0.48 * s * c + 0.10 * s * (3 - 4 * s * s) + 0.16 * (breath - slow)
        swell = (1 - math.exp(-t / 0.05)) * (0.86 + 0.14 * math.sin(math.pi * min(1.0, t / max(seconds, 0.1))))
        fall = min(1.0, (count - i) / (release * RATE))
        out[i] = 0.8 * tone * swell * fall * fall * (1 + 6 * wave)
    return out


def pad(hertz, seconds, ornament, chance):
    """A soft held background: two strings a hair apart, swelling for a second and leaving as slowly."""
    del ornament
    edge = min(1.1, seconds / 2)
    count = int((seconds + edge) * RATE)
    drift = 1 + 0.0012 + 0.0004 * chance.random()
    low, high = TAU * hertz / RATE, TAU * hertz * drift / RATE
    sin = math.sin
    out = array("d", (sin(low * i) + sin(high * i) + 0.18 * sin(2 * low * i) for i in range(count)))
    ramp = int(edge * RATE)
    for i in range(ramp):
        gain = 0.5 - 0.5 * math.cos(math.pi * i / ramp)
        out[i] *= gain
        out[count - 1 - i] *= gain
    return out


def bass(hertz, seconds, ornament, chance):
    """A low, soft pluck under everything. It is kept above 90 Hz by the tunes: horns carry no less."""
    del ornament, chance
    return struck(hertz, seconds + 0.3, [(1, 1.0, 2.0), (2, 0.5, 1.3), (3, 0.16, 0.7)], 0.012)


def plucked(hertz, seconds, ring, damping, pick, chance):
    """Karplus and Strong's string: a burst of noise circulating in a delay line with a mild low-pass.

    `ring` is the time to fall by 60 dB, `damping` 0 (bright) to 0.5 (dark), `pick` where the nail strikes (0 to 1).
    """
    period = RATE / hertz
    # The low-pass delays by `damping` samples; an all-pass makes up what an integer delay line can't tune.
    whole = int(period - damping - 0.1)
    part = period - damping - whole
    allpass = (1 - part) / (1 + part)
    gain = 10 ** (-3 / (hertz * ring))
    noise, last = [], 0.0
    for _ in range(whole):
        last += 0.55 * (chance.uniform(-1, 1) - last)
        noise.append(last)
    strike = max(1, int(whole * pick))
    line = [noise[i] - noise[i - strike] for i in range(whole)]
    mean = sum(line) / whole
    line = [v - mean for v in line]
    count = int(seconds * RATE)
    out = array("d", bytes(8 * count))
    keep, before, x1, y1, at = 1 - damping, 0.0, 0.0, 0.0, 0
    for i in range(count):
        v = line[at]
        out[i] = v
        x = gain * (keep * v + damping * before)
        before = v
        y1 = allpass * (x - y1) + x1
        x1 = x
        line[at] = y1
        at += 1
        if at == whole:
            at = 0
    return shaped(out, 0.002, 0.25)


def struck(hertz, seconds, partials, attack):
    """Partials of (ratio, level, seconds to fall by 60 dB), each a decaying sine by recursion."""
    count = int(seconds * RATE)
    out = array("d", bytes(8 * count))
    for ratio, level, ring in partials:
        turn = TAU * hertz * ratio / RATE
        if turn > 2.6:
            continue
        decay = 10 ** (-3 / (ring * RATE))
        a, b = 2 * decay * math.cos(turn), -decay * decay
        older, newer = 0.0, level * math.sin(turn) * decay
        for i in range(1, count):
            out[i] += newer
            older, newer = newer, a * newer + b * older
    return shaped(out, attack, 0.25)


def shaped(samples, attack, release):
    """Rounds both ends (seconds) so that nothing clicks, and brings the peak to 1."""
    peak = max(max(samples), -min(samples), 1e-9)
    rise, fall, count = int(attack * RATE), int(release * RATE), len(samples)
    for i in range(count):
        samples[i] /= peak
    for i in range(min(rise, count)):
        samples[i] *= 0.5 - 0.5 * math.cos(math.pi * i / rise)
    for i in range(min(fall, count)):
        samples[count - 1 - i] *= 0.5 - 0.5 * math.cos(math.pi * i / fall)
    return samples


def bent(samples, ornament, speed, depth):
    """The left hand on the string: `~` shakes a held note (rung), `/` presses up into it (nhấn).

    Done by reading the finished note at a varying speed, so that all partials bend together.
    """
    if not ornament:
        return samples
    count = len(samples)
    out, at = array("d"), 0.0
    for i in range(count):
        t = i / RATE
        rate = 1.0
        if "~" in ornament:
            rate += depth * min(1.0, max(0.0, (t - 0.22) / 0.4)) * math.sin(TAU * speed * (t - 0.22))
        if "/" in ornament:
            rate -= 0.11 * math.exp(-((t / 0.09) ** 2))
        whole = int(at)
        if whole + 1 >= count:
            break
        out.append(samples[whole] + (at - whole) * (samples[whole + 1] - samples[whole]))
        at += rate
    return shaped(out, 0.001, 0.2)
