//! The formats: how ffmpeg makes each, and what it takes.

use super::bench::Pcm;

/// The rates of the test.
pub const RATES: [u32; 8] = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000];

/// A format as ffmpeg makes it.
pub struct Kind {
    /// For messages and file names.
    pub name: &'static str,
    /// Without dot.
    pub extension: &'static str,
    /// ffmpeg's arguments for the output.
    pub arguments: &'static [&'static str],
    /// The rates it takes.
    rates: &'static [u32],
    /// The numbers of channels it takes.
    channels: &'static [usize],
    /// How far below the sound the difference must lie; none where nothing may differ.
    pub tolerance: Option<f64>,
    /// The file tells the exact length of what was put in.
    pub keeps_length: bool,
    /// ffmpeg plays what stands behind the end that the file tells.
    pub overruns: bool,
}

const LOW: &[u32] = &[8_000, 11_025, 16_000, 22_050, 44_100, 48_000];
const UP_TO_96: &[u32] = &[8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000];
const OPUS: &[u32] = &[8_000, 16_000, 48_000];
const ANY: &[usize] = &[1, 2, 6];
const PAIR: &[usize] = &[1, 2];

const fn exact(name: &'static str, extension: &'static str, arguments: &'static [&'static str]) -> Kind {
    Kind {
        name,
        extension,
        arguments,
        rates: &RATES,
        channels: ANY,
        tolerance: None,
        keeps_length: true,
        overruns: false,
    }
}

const fn near(
    name: &'static str,
    extension: &'static str,
    arguments: &'static [&'static str],
    rates: &'static [u32],
    channels: &'static [usize],
) -> Kind {
    Kind { rates, channels, tolerance: Some(-80.0), ..exact(name, extension, arguments) }
}

/// ffmpeg's muxer tells 16 frames too many at some of the low rates: the file's word stands, not the source's length.
const fn mp3(name: &'static str, arguments: &'static [&'static str]) -> Kind {
    Kind { keeps_length: false, ..near(name, "mp3", arguments, LOW, PAIR) }
}

/// All of them.
pub const KINDS: [Kind; 38] = [
    exact("wav-u8", "wav", &["-c:a", "pcm_u8"]),
    exact("wav-16", "wav", &["-c:a", "pcm_s16le"]),
    exact("wav-24", "wav", &["-c:a", "pcm_s24le"]),
    exact("wav-32", "wav", &["-c:a", "pcm_s32le"]),
    exact("wav-float", "wav", &["-c:a", "pcm_f32le"]),
    exact("wav-double", "wav", &["-c:a", "pcm_f64le"]),
    exact("wav-mulaw", "wav", &["-c:a", "pcm_mulaw"]),
    exact("wav-alaw", "wav", &["-c:a", "pcm_alaw"]),
    exact("wav-bext", "wav", &["-c:a", "pcm_s24le", "-write_bext", "1"]),
    exact("wav-plain", "wav", &["-c:a", "pcm_s16le", "-fflags", "+bitexact"]),
    Kind { keeps_length: false, ..near("wav-ima", "wav", &["-c:a", "adpcm_ima_wav"], LOW, PAIR) },
    Kind { keeps_length: false, ..near("wav-ms", "wav", &["-c:a", "adpcm_ms"], LOW, PAIR) },
    exact("rf64-16", "wav", &["-c:a", "pcm_s16le", "-rf64", "always"]),
    exact("rf64-24", "wav", &["-c:a", "pcm_s24le", "-rf64", "always"]),
    exact("rf64-float", "wav", &["-c:a", "pcm_f32le", "-rf64", "always"]),
    exact("aiff-8", "aiff", &["-c:a", "pcm_s8"]),
    exact("aiff-16", "aiff", &["-c:a", "pcm_s16be"]),
    exact("aiff-24", "aiff", &["-c:a", "pcm_s24be"]),
    exact("aiff-32", "aiff", &["-c:a", "pcm_s32be"]),
    exact("aifc-sowt", "aiff", &["-c:a", "pcm_s16le"]),
    exact("aifc-fl32", "aiff", &["-c:a", "pcm_f32be"]),
    exact("aifc-fl64", "aiff", &["-c:a", "pcm_f64be"]),
    exact("aifc-ulaw", "aiff", &["-c:a", "pcm_mulaw"]),
    exact("aifc-alaw", "aiff", &["-c:a", "pcm_alaw"]),
    exact("flac-16", "flac", &["-c:a", "flac", "-sample_fmt", "s16"]),
    // ffmpeg itself can't read its own six channels at 192 kHz.
    Kind { rates: UP_TO_96, ..exact("flac-24", "flac", &["-c:a", "flac", "-sample_fmt", "s32"]) },
    exact("flac-ogg", "oga", &["-c:a", "flac", "-sample_fmt", "s16"]),
    exact("alac-16", "m4a", &["-c:a", "alac", "-sample_fmt", "s16p"]),
    exact("alac-24", "m4a", &["-c:a", "alac", "-sample_fmt", "s32p"]),
    mp3("mp3", &["-c:a", "libmp3lame"]),
    mp3("mp3-low", &["-c:a", "libmp3lame", "-b:a", "32k"]),
    mp3("mp3-vbr", &["-c:a", "libmp3lame", "-q:a", "2"]),
    Kind { overruns: true, ..near("aac", "m4a", &["-c:a", "aac"], UP_TO_96, PAIR) },
    Kind { keeps_length: false, ..near("adts", "aac", &["-c:a", "aac"], UP_TO_96, PAIR) },
    Kind { overruns: true, ..near("vorbis", "ogg", &["-c:a", "libvorbis"], LOW, PAIR) },
    near("opus", "opus", &["-c:a", "libopus", "-b:a", "256k"], OPUS, ANY),
    near("opus-speech", "opus", &["-c:a", "libopus", "-b:a", "16k", "-application", "voip"], OPUS, PAIR),
    near("opus-long", "ogg", &["-c:a", "libopus", "-frame_duration", "60"], OPUS, PAIR),
];

impl Kind {
    /// Whether it takes this rate with so many channels.
    pub fn takes(&self, rate: u32, channels: usize) -> bool {
        self.rates.contains(&rate) && self.channels.contains(&channels)
    }

    /// Its file in the bench's folder.
    pub fn file(&self) -> String {
        format!("{}.{}", self.name, self.extension)
    }

    /// Opus plays at 48 kHz whatever was put in.
    pub fn is_opus(&self) -> bool {
        self.name.starts_with("opus")
    }

    /// How many frames of sound the file should have.
    pub fn frames_of(&self, made: &Pcm) -> usize {
        if self.is_opus() { made.frames() * 48_000 / made.rate as usize } else { made.frames() }
    }
}
