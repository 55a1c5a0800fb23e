"""Brings a WAV file to the loudness of the example's house format, so that ingest needs to turn it hardly at all.

The program's own gain is linear and stops at the true-peak ceiling; a plucked string or a voice as it is made has
peaks 20 dB above its loudness and would stay too soft. So peaks are limited here, where the sound is made.
"""

import re
import subprocess

HOUSE = -18.0  # LUFS, the default of the house format
CEILING = 0.7  # of full scale, -3.1 dB: an encoder may overshoot, and the house ceiling is -1.5 dBTP


def levelled(source, target):
    """Writes the source WAV at about HOUSE LUFS to target, 16 bits, its peaks limited to CEILING."""
    gain = HOUSE - loudness(source)
    limiter = f"volume={gain:.2f}dB,alimiter=limit={CEILING}:attack=4:release=90:level=disabled:latency=1"
    exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(source), "-af", limiter]
    subprocess.run([*command, *exact, "-c:a", "pcm_s16le", str(target)], check=True)


def loudness(source):
    """Integrated loudness in LUFS (EBU R 128), as ffmpeg measures it."""
    command = ["ffmpeg", "-nostdin", "-nostats", "-i", str(source), "-af", "ebur128", "-f", "null", "-"]
    measured = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", measured)[-1])
