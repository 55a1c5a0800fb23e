"""The tunes of the example project, written out note by note for it.

A note is `DEGREE[octave marks][ornament]:BEATS`: degrees 1 to 5 of the tune's five-note mode, `'` an octave up,
`,` an octave down, `~` shaken, `/` slid into, `-` a rest; `|` ends a bar, and every bar must be full.
`grounds` gives the degree under each bar; `form` the order of phrases as (phrase, instrument, level, octaves up).
"""

from dataclasses import dataclass, field

# Five-note scales in the spirit of Vietnamese folk music, as semitones above the first degree.
MODES = {
    "bắc": (0, 2, 5, 7, 9),
    "xuân": (0, 2, 5, 7, 10),
    "nam": (0, 3, 5, 7, 10),
    "oán": (0, 4, 5, 7, 9),
    "huế": (0, 2, 4, 7, 9),
}

# How the accompaniment breaks a ground over one bar: (beat, steps above the ground, level).
FLOWING = [(0, 0, 1.0), (0.5, 3, 0.6), (1, 5, 0.7), (1.5, 3, 0.5), (2, 6, 0.7), (2.5, 5, 0.5), (3, 3, 0.6), (3.5, 5, 0.4)]
WALKING = [(0, 0, 1.0), (1, 3, 0.65), (2, 5, 0.75), (3, 3, 0.6)]
SKIPPING = [(0, 0, 1.0), (0.5, 5, 0.45), (1.5, 3, 0.65), (2, 5, 0.7), (3, 3, 0.6), (3.5, 5, 0.4)]
SPARSE = [(0, 0, 1.0), (1.5, 3, 0.6), (2.5, 5, 0.65)]
ROCKING = [(0, 0, 1.0), (1, 3, 0.5), (2, 5, 0.55), (3, 3, 0.8), (4, 5, 0.5), (5, 6, 0.5)]


@dataclass
class Tune:
    """One piece: what is played, by whom, and the file it becomes."""

    file: str
    title: str
    mode: str
    tonic: int  # MIDI number of degree 1 in the lead's octave
    tempo: float  # beats a minute
    figure: list
    accompanist: str
    phrases: dict
    grounds: dict
    form: list
    beats: int = 4
    introduction: int = 2  # bars of accompaniment alone
    rate: int = 32_000
    lead_in: float = 0.1  # seconds before the first beat
    tail: float = 3.2  # seconds for the last note and the room to die away
    swept: bool = False  # opened by the zither's sweep, and the lead doubled by the zither
    encoding: list = field(default_factory=list)  # options for the encoder: oggenc for .ogg, else ffmpeg


SIGNATURE = Tune(
    file="nhac-hieu.flac", title="Nhạc hiệu", mode="huế", tonic=62, tempo=100, figure=WALKING,
    accompanist="zither", introduction=0,
    phrases={"A": "3:.5 5:.5 1':1 5:.5 4:.5 5:1 | 3:.5 4:.5 5:1 2:2 | 3:.5 5:.5 1':1 2':.5 3':.5 2':1 | 1':4"},
    grounds={"A": "1 2 4 1"},
    form=[("A", "bell", 1.0, 0)], lead_in=0.5, tail=3.0, swept=True,
    encoding=["-c:a", "flac", "-compression_level", "12"],
)

STING = Tune(
    file="nhac-cat.wav", title="Nhạc cắt", mode="huế", tonic=62, tempo=108, figure=[(0, 0, 1.0), (1, 3, 0.6)],
    accompanist="zither", introduction=0, beats=2, rate=22_050,
    phrases={"A": "3:.5 5:.5 2':1 | 1':2"},
    grounds={"A": "4 1"},
    form=[("A", "bell", 1.0, 0)], lead_in=0.45, tail=1.0, swept=True,
    encoding=["-c:a", "pcm_s16le"],
)

SONGS = [
    Tune(
        file="ca-nhac/chieu-ben-song.ogg", title="Chiều bên sông", mode="huế", tonic=67, tempo=62, figure=FLOWING,
        accompanist="zither",
        phrases={
            "A": "3/:1.5 4:.5 5:1 4:1 | 3:1 2:.5 1:.5 2~:2 | 3:1.5 4:.5 5:1 1':1 | 5~:3 -:1",
            "B": "1'/:1.5 5:.5 4:1 5:1 | 4:1 3:.5 2:.5 3~:2 | 2:1.5 3:.5 4:1 2:1 | 1~:3 -:1",
            "C": "5:1 1':1 2'~:2 | 1':.5 2':.5 1':.5 5:.5 4~:2 | 5:1 4:.5 3:.5 2:1 4:1 | 5~:3 -:1",
            "D": "4/:1 3:1 2:1 1:1 | 2:1.5 1:.5 5,~:2 | 1:1 2:.5 3:.5 4:.5 3:.5 2:1 | 1~:3 -:1",
        },
        grounds={"A": "1 4 1 5", "B": "5 1 2 1", "C": "5 4 2 5", "D": "4 5 2 1"},
        form=[("A", "flute", 0.8, 0), ("B", "flute", 0.85, 0), ("C", "flute", 0.9, 0), ("D", "flute", 0.85, 0),
              ("A", "zither", 1.0, 0), ("C", "flute", 0.9, 0), ("B", "flute", 0.75, 0)],
        encoding=["-q", "-1"],
    ),
    Tune(
        file="ca-nhac/nang-som.mp3", title="Nắng sớm", mode="bắc", tonic=67, tempo=92, figure=SKIPPING,
        accompanist="lute",
        phrases={
            "A": "1:.5 2:.5 3:1 4:.5 3:.5 2:1 | 3:.5 4:.5 5:1 4:2 | 5:.5 4:.5 3:1 2:.5 3:.5 5,:1 | 1:3 -:1",
            "B": "4:.5 5:.5 4:.5 3:.5 4:1 1':1 | 5:.5 4:.5 5:1 3~:2 | 4:.5 3:.5 2:.5 1:.5 2:1 3:1 | 2~:3 -:1",
            "C": "1':1 5:.5 4:.5 5:1 4:1 | 3:.5 4:.5 3:.5 2:.5 3~:2 | 2:.5 3:.5 4:1 3:.5 2:.5 5,:1 | 1~:3 -:1",
        },
        grounds={"A": "1 3 2 1", "B": "4 3 2 2", "C": "4 3 2 1"},
        form=[("A", "bamboo", 1.1, 0), ("B", "bamboo", 1.0, 0), ("C", "flute", 0.75, 0), ("A", "bamboo", 1.1, 0),
              ("C", "bamboo", 1.0, 0)],
        encoding=["-c:a", "libmp3lame", "-b:a", "40k"],
    ),
    Tune(
        file="ca-nhac/hat-lua-vang.ogg", title="Hạt lúa vàng", mode="oán", tonic=65, tempo=76, figure=WALKING,
        accompanist="zither",
        phrases={
            "A": "1:1 2:.5 3:.5 4/:1.5 5:.5 | 4:1 3:.5 2:.5 3~:2 | 4:.5 5:.5 1':1 5:.5 4:.5 3:1 | 4~:3 -:1",
            "B": "1':1 5:1 4:.5 3:.5 4:1 | 3:.5 2:.5 1:1 2~:2 | 3:.5 4:.5 3:.5 2:.5 1:1 5,:1 | 1~:3 -:1",
            "C": "5/:1.5 1':.5 2':1 1':1 | 5:.5 4:.5 5:1 3~:2 | 4:1 3:.5 4:.5 5:.5 4:.5 2:1 | 1~:3 -:1",
        },
        grounds={"A": "1 3 4 4", "B": "1 3 5 1", "C": "5 3 4 1"},
        form=[("A", "lute", 1.0, 0), ("B", "lute", 1.0, 0), ("C", "monochord", 0.8, 0), ("B", "lute", 1.0, 0),
              ("A", "monochord", 0.75, 0), ("C", "lute", 0.95, 0)],
        encoding=["-q", "-1"],
    ),
    Tune(
        file="ca-nhac/gio-qua-doi.ogg", title="Gió qua đồi", mode="nam", tonic=64, tempo=56, figure=SPARSE,
        accompanist="zither",
        phrases={
            "A": "1/:2 3:1 4:1 | 5/:1.5 4:.5 3~:2 | 4:1 3:.5 2:.5 1~:2 | 1~:3 -:1",
            "B": "4/:2 5:1 1':1 | 2'/:1.5 1':.5 5~:2 | 1':.5 5:.5 4:1 3:1 4:1 | 4~:3 -:1",
            "C": "3:1 4:.5 5:.5 4~:2 | 3:.5 2:.5 1:1 5,~:2 | 1:1 2:.5 3:.5 2:1 5,:1 | 1~:3 -:1",
            "D": "1'/:2 5:.5 1':.5 2':1 | 3'/:1.5 2':.5 1'~:2 | 5:1 4:.5 5:.5 3:1 2:1 | 1~:3 -:1",
        },
        grounds={"A": "1 3 4 1", "B": "4 5 3 4", "C": "3 1 5 1", "D": "1 3 5 1"},
        form=[("A", "monochord", 0.9, 0), ("B", "monochord", 0.9, 0), ("C", "zither", 1.0, 0), ("D", "flute", 0.8, 0),
              ("B", "flute", 0.75, 0), ("D", "monochord", 0.9, 0), ("C", "monochord", 0.8, 0)],
        encoding=["-q", "-1"],
    ),
    Tune(
        file="ca-nhac/trang-ram.m4a", title="Trăng rằm", mode="huế", tonic=69, tempo=126, figure=ROCKING,
        accompanist="lute", beats=6, rate=44_100,
        phrases={
            "A": "3:2 4:1 5:2 4:1 | 3:2 2:1 1~:3 | 2:2 3:1 5:2 3:1 | 4~:5 -:1",
            "B": "5:2 1':1 2':2 1':1 | 5:2 4:1 3~:3 | 4:2 3:1 2:1 1:1 2:1 | 1~:5 -:1",
            "C": "1'/:3 5:2 1':1 | 4/:3 3:2 4:1 | 5:2 4:1 3:2 2:1 | 3~:5 -:1",
        },
        grounds={"A": "1 1 2 4", "B": "5 1 4 1", "C": "1 4 5 1"},
        form=[("A", "zither", 1.0, 0), ("B", "zither", 1.0, 0), ("C", "bell", 0.6, 0), ("A", "zither", 1.0, 0),
              ("C", "zither", 1.0, 0), ("B", "bell", 0.6, 0)],
        # Without temporal noise shaping: at this bit rate ffmpeg's turns a pluck into a burst 7 dB too high.
        encoding=["-c:a", "aac", "-b:a", "48k", "-aac_tns", "0", "-cutoff", "9000"],
    ),
    Tune(
        file="ca-nhac/duong-ve-thon.mp3", title="Đường về thôn", mode="xuân", tonic=62, tempo=84, figure=WALKING,
        accompanist="lute", rate=44_100,
        phrases={
            "A": "1:.5 3:.5 4:1 5:.5 4:.5 3:1 | 4:.5 5:.5 1':1 5~:2 | 4:.5 3:.5 2:1 3:.5 2:.5 1:1 | 2~:3 -:1",
            "B": "3/:1 4:.5 5:.5 4:1 3:1 | 1':.5 5:.5 4:1 5~:2 | 4:.5 5:.5 4:.5 3:.5 2:1 5,:1 | 1~:3 -:1",
        },
        grounds={"A": "1 5 4 2", "B": "3 1 2 1"},
        form=[("A", "zither", 1.0, 0), ("B", "zither", 1.0, 0), ("A", "bamboo", 1.0, 1), ("B", "flute", 0.8, 0)],
        encoding=["-c:a", "libmp3lame", "-b:a", "40k"],
    ),
]
