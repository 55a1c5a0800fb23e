//! Sound from end to end: files as people bring them → house clips → a programme.
//!
//! PCM is made here; what needs an encoder comes from tests/fixtures (make.sh says how).

use chrono::TimeDelta;
use loa::audio::{
    AudioError, Breaks, Content, Handling, HouseClip, Levelling, Slate, Sound, Trim, Untrimmed, assemble,
    ingest, open_house_wav,
};
use loa::fit::{Fade, Placement, RecipePart};
use loa::network::{Channels, Db, HouseFormat, SampleWidth, Samples};
use opus_pure::{Application, MAX_PACKET_BYTES, OggOpusWriter, OpusEncoder, OpusHead};
use std::io::{self, Cursor, Read};

const MP3: &[u8] = include_bytes!("fixtures/tone.mp3");
const UNTAGGED_MP3: &[u8] = include_bytes!("fixtures/tone-untagged.mp3");
const FLAC: &[u8] = include_bytes!("fixtures/tone.flac");
const OGG: &[u8] = include_bytes!("fixtures/tone.ogg");
const M4A: &[u8] = include_bytes!("fixtures/tone.m4a");
const FASTSTART_M4A: &[u8] = include_bytes!("fixtures/tone-faststart.m4a");
const ADTS: &[u8] = include_bytes!("fixtures/tone.aac");
const ADPCM: &[u8] = include_bytes!("fixtures/tone-adpcm.wav");
const AIFF: &[u8] = include_bytes!("fixtures/tone.aiff");
const OPUS: &[u8] = include_bytes!("fixtures/tone-opus.ogg");

/// Every fixture that is read, with its length in frames.
const FIXTURES: [(&str, &[u8], usize); 9] = [
    ("mp3", MP3, 44_100),
    // Without a tag nobody knows the encoder's delay: 40 whole frames.
    ("mp3", UNTAGGED_MP3, 40 * 1152),
    ("flac", FLAC, 39_690),
    ("ogg", OGG, 44_100),
    ("m4a", M4A, 44_100),
    ("m4a", FASTSTART_M4A, 44_100),
    // 45 whole packets, priming included: ADTS has no place to tell it.
    ("aac", ADTS, 45 * 1024),
    // 11 whole blocks of 2041.
    ("wav", ADPCM, 11 * 2041),
    ("aiff", AIFF, 4_410),
];

const HOUSE: fn() -> HouseFormat = HouseFormat::default;

fn decoded(bytes: &[u8], extension: &str) -> Result<Vec<f32>, AudioError> {
    let mut sound = Sound::open(Cursor::new(bytes), Some(extension))?;
    let mut samples = Vec::new();
    while let Some(block) = sound.next_block()? {
        samples.extend_from_slice(block);
    }
    Ok(samples)
}

fn ingested(bytes: &[u8], house: &HouseFormat) -> Result<(HouseClip, Vec<u8>), AudioError> {
    let mut wav = Vec::new();
    let clip =
        ingest(Cursor::new(bytes), None, house, &Handling::default(), Cursor::new(Vec::new()), &mut wav)?;
    let (frames, _) = open_house_wav(Cursor::new(&wav), house).expect("a house WAV");
    assert_eq!(frames, clip.frames);
    Ok((clip, wav))
}

#[expect(clippy::cast_possible_truncation, reason = "samples within full scale")]
fn wav(rate: u32, channels: u16, bits: u16, samples: impl IntoIterator<Item = f64>) -> Vec<u8> {
    let format = if bits == 32 { hound::SampleFormat::Float } else { hound::SampleFormat::Int };
    let spec = hound::WavSpec { channels, sample_rate: rate, bits_per_sample: bits, sample_format: format };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).expect("in memory");
    let steps = f64::from(1_i32 << (bits - 1).min(30));
    for sample in samples {
        let written = match format {
            hound::SampleFormat::Float => writer.write_sample(sample as f32),
            hound::SampleFormat::Int => writer.write_sample((sample * (steps - 1.0)).round() as i32),
        };
        written.expect("in memory");
    }
    writer.finalize().expect("in memory");
    bytes.into_inner()
}

fn tone(frequency: f64, amplitude: f64, rate: u32, frames: u32) -> impl Iterator<Item = f64> + Clone {
    let step = std::f64::consts::TAU * frequency / f64::from(rate);
    (0..frames).map(move |n| amplitude * (f64::from(n) * step).sin())
}

/// Each sample twice: both sides of stereo.
fn doubled(samples: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
    samples.flat_map(|s| [s, s])
}

/// A generator for noise and for damage, always the same.
fn random(seed: u64) -> impl Iterator<Item = u32> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32
    })
}

fn noise(seed: u64, amplitude: f64, frames: usize) -> impl Iterator<Item = f64> {
    random(seed).take(frames).map(move |n| amplitude * (f64::from(n) / f64::from(1_u32 << 30) - 1.0))
}

/// The samples of a 16-bit house WAV.
fn pcm(wav: &[u8]) -> Vec<i16> {
    wav[44..].as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b)).collect()
}

/// The amplitude of one frequency in the samples: a single bin of a Fourier transform.
fn amplitude(samples: &[f64], frequency: f64, rate: f64) -> f64 {
    let step = std::f64::consts::TAU * frequency / rate;
    let parts = samples.iter().zip(0_u32..).fold((0.0, 0.0), |(c, s), (sample, n)| {
        let angle = f64::from(n) * step;
        (c + sample * angle.cos(), s + sample * angle.sin())
    });
    2.0 * f64::hypot(parts.0, parts.1) / samples.len() as f64
}

#[test]
fn every_format_has_its_exact_length_and_its_tone() {
    for (extension, bytes, frames) in FIXTURES {
        let samples = decoded(bytes, extension).unwrap_or_else(|e| panic!("{extension}: {e}"));
        assert_eq!(samples.len(), frames, "{extension}");
        let middle: Vec<f64> = samples[frames / 10..frames * 9 / 10].iter().map(|s| f64::from(*s)).collect();
        let level = amplitude(&middle, 440.0, 44_100.0);
        // LAME brings everything down to 95 %.
        assert!((level - 0.5).abs() < 0.03, "{extension}: amplitude {level}");
    }
}

#[test]
fn encoder_delay_is_taken_off_so_the_tone_begins_at_once() {
    for (extension, bytes) in [("mp3", MP3), ("m4a", M4A), ("m4a", FASTSTART_M4A), ("ogg", OGG)] {
        let samples = decoded(bytes, extension).expect("whole");
        let rising = samples.windows(2).position(|w| w[0].abs() < 0.03 && w[1] > 0.03);
        assert!(rising.is_some_and(|n| n < 8), "{extension} begins late or early: {rising:?}");
        let error = samples[441..43_000].iter().zip(tone(440.0, 0.5, 44_100, 44_100).skip(441));
        let worst = error.map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max);
        assert!(worst < 0.04, "{extension} is off by {worst}");
    }
}

#[test]
fn pcm_of_every_width_is_read_exactly() {
    for bits in [8, 16, 24, 32] {
        let bytes = wav(32_000, 1, bits, tone(440.0, 0.5, 32_000, 3_200));
        let samples = decoded(&bytes, "wav").expect("whole");
        assert_eq!(samples.len(), 3_200);
        let step = 1.0 / f64::from(1_u32 << (bits - 1).min(22));
        for (sample, exact) in samples.iter().zip(tone(440.0, 0.5, 32_000, 3_200)) {
            assert!((f64::from(*sample) - exact).abs() <= step * 1.5, "{bits} bits: {sample} {exact}");
        }
    }
}

#[test]
fn a_clip_of_any_rate_comes_to_the_house_loudness_with_its_length_and_frequency() {
    for rate in [8_000, 22_050, 32_000, 44_100, 48_000, 96_000] {
        let bytes = wav(rate, 2, 16, doubled(tone(1000.0, 0.1, rate, rate * 3)));
        let (clip, made) = ingested(&bytes, &HOUSE()).unwrap_or_else(|e| panic!("{rate}: {e}"));
        assert_eq!(clip.frames, Samples(96_000), "{rate}");
        assert_eq!(clip.levelling, Levelling::Reached);
        // Measured again, by an instance of its own.
        let mut meter = ebur128::EbuR128::new(1, 32_000, ebur128::Mode::I).expect("valid");
        meter.add_frames_i16(&pcm(&made)).expect("whole");
        let loudness = meter.loudness_global().expect("mode I");
        assert!((loudness + 18.0).abs() < 0.1, "{rate}: {loudness}");
        let samples: Vec<f64> = pcm(&made)[3_200..92_800].iter().map(|s| f64::from(*s) / 32_768.0).collect();
        let heard = amplitude(&samples, 1000.0, 32_000.0);
        let power: f64 = samples.iter().map(|s| s * s).sum::<f64>() / samples.len() as f64;
        assert!((heard * heard / 2.0 / power - 1.0).abs() < 1e-4, "{rate}: more than a tone of 1 kHz");
    }
}

#[test]
fn a_loud_peak_holds_the_gain_under_the_ceiling() {
    // Quiet noise with one click: the click decides.
    let mut samples: Vec<f64> = noise(7, 0.01, 96_000).collect();
    samples[48_000] = 0.9;
    let (clip, made) = ingested(&wav(32_000, 1, 24, samples), &HOUSE()).expect("whole");
    assert_eq!(clip.levelling, Levelling::HeldByPeak);
    let mut meter = ebur128::EbuR128::new(1, 32_000, ebur128::Mode::TRUE_PEAK).expect("valid");
    meter.add_frames_i16(&pcm(&made)).expect("whole");
    let peak = 20.0 * meter.true_peak(0).expect("mode TRUE_PEAK").log10();
    assert!((-1.6..=-1.5).contains(&peak), "{peak}");
    assert!((clip.true_peak.0 - peak).abs() < 0.01, "reported {:?}, found {peak}", clip.true_peak);
}

#[test]
fn a_house_clip_brought_again_stays_the_same_piece() {
    for channels in [Channels::Mono, Channels::Stereo] {
        for width in [SampleWidth::Sixteen, SampleWidth::TwentyFour] {
            let house = HouseFormat { channels, width, ..HOUSE() };
            let (clip, made) = ingested(&wav(44_100, 2, 16, noise(3, 0.3, 200_000)), &house).expect("whole");
            let (again, made_again) = ingested(&made, &house).expect("whole");
            assert_eq!(again.piece, clip.piece);
            assert_eq!(again.gain.0, 0.0);
            assert!(made == made_again);
        }
    }
}

#[test]
fn silence_and_short_sounds_keep_their_level() {
    let (silence, made) = ingested(&wav(32_000, 1, 16, [0.0; 64_000]), &HOUSE()).expect("whole");
    assert_eq!((silence.loudness, silence.levelling), (None, Levelling::Unmeasured));
    assert!(pcm(&made).iter().all(|s| *s == 0), "silence was dithered");
    let (short, made) =
        ingested(&wav(32_000, 1, 16, tone(440.0, 0.25, 32_000, 3_200)), &HOUSE()).expect("whole");
    assert_eq!((short.frames, short.gain.0), (Samples(3_200), 0.0));
    assert_eq!(pcm(&made).iter().max(), Some(&8_192));
}

#[test]
fn the_same_file_gives_the_same_bytes_and_the_name_is_that_of_the_pcm() {
    use sha2::{Digest, Sha256};
    let bytes = wav(44_100, 2, 16, noise(1, 0.3, 100_000));
    let (clip, made) = ingested(&bytes, &HOUSE()).expect("whole");
    assert_eq!(ingested(&bytes, &HOUSE()).expect("whole"), (clip.clone(), made.clone()));
    let digest = Sha256::new().chain_update("loa-pcm 1 32000 1 16\n").chain_update(&made[44..]).finalize();
    assert_eq!(clip.piece.0, digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
}

#[test]
fn a_file_that_breaks_off_is_refused_with_the_place() {
    let whole = wav(44_100, 1, 16, tone(440.0, 0.5, 44_100, 44_100));
    for (extension, bytes, frames) in FIXTURES.into_iter().chain([("wav", whole.as_slice(), 44_100)]) {
        let seconds = frames as f64 / 44_100.0;
        // Much of FLAC and Ogg stands before the sound; one of the M4A has its index behind it.
        let is_even = !matches!(extension, "flac" | "ogg" | "m4a");
        for tenths in [4, 5, 8, 9] {
            // Not at a tenth itself: the untagged MP3 has 40 frames, and a cut between two leaves no trace.
            let cut = &bytes[..bytes.len() * tenths / 10 - 50];
            let error = decoded(cut, extension).map(|samples| samples.len()).expect_err(extension);
            let AudioError::Truncated { at, .. } = error else {
                panic!("{extension} at {tenths}/10: {error}")
            };
            let at = at.as_secs_f64();
            assert!(at < seconds, "{extension} at {tenths}/10: {at}");
            let expected = seconds * tenths as f64 / 10.0;
            assert!(!is_even || (at - expected).abs() < 0.2, "{extension} at {tenths}/10: {at}");
        }
        let error =
            decoded(&bytes[..bytes.len() - 1], extension).map(|samples| samples.len()).expect_err(extension);
        assert!(matches!(error, AudioError::Truncated { .. }), "{extension} less a byte: {error}");
    }
}

#[test]
fn a_break_tells_how_long_the_file_should_be() {
    for (extension, bytes, whole) in [("mp3", MP3, 1000), ("flac", FLAC, 900)] {
        let error = decoded(&bytes[..bytes.len() / 2], extension).expect_err("half");
        let AudioError::Truncated { promised: Some(promised), .. } = error else { panic!("{error:?}") };
        assert_eq!(promised.as_millis(), whole, "{extension}");
    }
    for (extension, bytes) in
        [("m4a", &FASTSTART_M4A[..6_000]), ("ogg", &OGG[..4_900]), ("flac", &FLAC[..14_000])]
    {
        let error = decoded(bytes, extension).map(|samples| samples.len()).expect_err("cut");
        let AudioError::Truncated { at, .. } = error else { panic!("{extension}: {error:?}") };
        assert!((400..850).contains(&at.as_millis()), "{extension}: {at:?}");
    }
}

#[test]
fn where_it_is_allowed_a_file_that_breaks_off_gives_what_could_be_read_and_fades() {
    let kept = |bytes: &[u8], extension| {
        let (mut made, handling) = (Vec::new(), Handling { breaks: Breaks::Kept, ..Handling::default() });
        let scratch = Cursor::new(Vec::new());
        let clip = ingest(Cursor::new(bytes), Some(extension), &HOUSE(), &handling, scratch, &mut made);
        clip.map(|clip| (clip, made))
    };
    let whole = wav(44_100, 1, 16, tone(440.0, 0.5, 44_100, 44_100));
    for (extension, bytes, frames) in FIXTURES.into_iter().chain([("wav", whole.as_slice(), 44_100)]) {
        let (clip, _) = kept(bytes, extension).expect("whole");
        assert_eq!(clip.breaks_off, None, "{extension}");
        let mut heard = 0;
        for cut in (1..40).map(|part| bytes.len() * part / 40 - 7) {
            let name = format!("{extension} at {cut} of {}", bytes.len());
            let refused = decoded(&bytes[..cut], extension);
            match kept(&bytes[..cut], extension) {
                Ok((clip, made)) => {
                    let seconds = clip.frames.0 as f64 / 32_000.0;
                    assert!(seconds < frames as f64 / 44_100.0 + 0.001, "{name}: {seconds} s");
                    let Some(breaks_off) = clip.breaks_off else {
                        assert!(refused.is_ok(), "{name}: nobody is told of the break");
                        continue;
                    };
                    assert!((breaks_off.at.as_secs_f64() - seconds).abs() < 0.001, "{name}: {breaks_off:?}");
                    let last = pcm(&made).last().copied().expect("a sample");
                    assert!(seconds < 0.05 || last.abs() < 50, "{name}: it ends with a click of {last}");
                    heard += 1;
                }
                Err(error) => assert!(refused.is_err(), "{name}: {error}"),
            }
        }
        // An index behind the sound is lost with any break.
        let is_lost = bytes == M4A;
        assert!(if is_lost { heard == 0 } else { heard >= 8 }, "{extension}: {heard} of 39 cuts are heard");
    }
    let (clip, _) = kept(&MP3[..MP3.len() / 2], "mp3").expect("half");
    let promised = clip.breaks_off.and_then(|breaks_off| breaks_off.promised);
    assert_eq!(promised.map(|promised| promised.as_millis()), Some(1000));
    let mut damaged = FLAC.to_vec();
    let middle = damaged.len() * 3 / 4;
    damaged[middle] ^= 0x55;
    assert!(matches!(kept(&damaged, "flac"), Err(AudioError::Damaged { .. })), "damage is no break");
}

/// Speech with single loud syllables: quiet tones with pauses, and a burst of 30 ms seven times as loud every other second.
fn uneven_speech(seconds: u32) -> Vec<u8> {
    wav(
        44_100,
        1,
        16,
        (0..seconds * 44_100).map(|at| {
            let time = f64::from(at) / 44_100.0;
            let syllable = (std::f64::consts::TAU * 3.0 * time).sin().max(0.0);
            let burst = if (time % 2.0 - 1.0).abs() < 0.015 { 0.3 } else { 0.0 };
            (0.05 * syllable + burst) * (std::f64::consts::TAU * 330.0 * time).sin()
        }),
    )
}

#[test]
fn a_limiter_brings_uneven_speech_to_the_house_loudness_and_takes_no_more_than_it_may() {
    let speech = uneven_speech(20);
    let under = |limit: Option<f64>| {
        let (mut made, handling) = (Vec::new(), Handling { limit: limit.map(Db), ..Handling::default() });
        let scratch = Cursor::new(Vec::new());
        let clip =
            ingest(Cursor::new(&speech), None, &HOUSE(), &handling, scratch, &mut made).expect("whole");
        let (again, _) = ingested(&made, &HOUSE()).expect("a house WAV");
        let loudness = again.loudness.expect("loud enough").0 - again.gain.0;
        (clip, made, loudness, again.true_peak.0 - again.gain.0)
    };
    let (held, _, quiet, _) = under(None);
    assert_eq!(held.levelling, Levelling::HeldByPeak);
    assert!(quiet < -20.0, "{quiet}");
    let (clip, made, loudness, true_peak) = under(Some(12.0));
    assert!((loudness + 18.0).abs() < 0.1 && true_peak <= -1.5, "{loudness} LUFS, {true_peak} dBTP");
    let Levelling::Limited(Db(taken)) = clip.levelling else { panic!("{clip:?}") };
    assert!((2.0..=12.05).contains(&taken), "{taken} dB");
    assert_eq!((clip.frames, under(Some(12.0)).1), (held.frames, made), "the same every time");
    let (bound, _, between, true_peak) = under(Some(2.0));
    let Levelling::Limited(Db(taken)) = bound.levelling else { panic!("{bound:?}") };
    assert!((1.5..=2.1).contains(&taken), "{taken} dB");
    assert!(quiet + 0.3 < between && between < loudness - 0.3 && true_peak <= -1.5, "{between}");
    let loud = wav(44_100, 1, 16, tone(440.0, 0.2, 44_100, 88_200));
    let plain = ingested(&loud, &HOUSE()).expect("whole").1;
    let (mut made, handling) = (Vec::new(), Handling { limit: Some(Db(6.0)), ..Handling::default() });
    ingest(Cursor::new(&loud), None, &HOUSE(), &handling, Cursor::new(Vec::new()), &mut made).expect("whole");
    assert_eq!(made, plain, "what no peak holds back is left as it was");
}

#[test]
fn a_trim_is_kept_to_the_sample_and_fades_at_its_cuts() {
    let house = HOUSE();
    // Loud from the first sample that is kept to the last.
    let step = |at: u32| if (8_000..63_680).contains(&at) { 8_000 + at % 7 } else { at % 7 };
    let source = wav(32_000, 1, 16, (0..96_000).map(|at| f64::from(step(at)) / 32_768.0));
    let under = |head, tail| {
        let trim = Trim { head: TimeDelta::milliseconds(head), tail: TimeDelta::milliseconds(tail) };
        let (mut made, handling) = (Vec::new(), Handling { trim: Some(trim), ..Handling::default() });
        let scratch = Cursor::new(Vec::new());
        let clip = ingest(Cursor::new(&source), None, &house, &handling, scratch, &mut made).expect("whole");
        (clip, pcm(&made))
    };
    let (whole, all) = {
        let (clip, made) = ingested(&source, &house).expect("whole");
        (clip, pcm(&made))
    };
    let (clip, cut) = under(250, 1_010);
    assert_eq!((clip.frames.0, clip.untrimmed), (96_000 - 8_000 - 32_320, None));
    let factor = 10_f64.powf((clip.gain.0 - whole.gain.0) / 20.0);
    let middle = cut[160..cut.len() - 160].iter().zip(&all[8_160..]);
    let farthest = middle.map(|(c, a)| (f64::from(*c) - f64::from(*a) * factor).abs()).fold(0.0, f64::max);
    assert!(farthest <= 3.0, "the middle is the sample it was but for dither: {farthest}");
    assert!(
        cut[0].abs() < 200 && cut[80] > cut[40] && cut[cut.len() - 1].abs() < 200,
        "it fades at both ends"
    );
    let (clip, left) = under(1_500, 600);
    assert_eq!(clip.untrimmed, Some(Untrimmed::TooShort), "less than a second would be left");
    assert!(left == all);
    for (head, tail) in [(251, 1_010), (250, 1_011)] {
        let (clip, left) = under(head, tail);
        assert_eq!(clip.untrimmed, Some(Untrimmed::Heard), "32 samples of sound would be cut");
        assert!(left == all);
    }
}

#[test]
fn tags_behind_the_last_frame_are_no_break() {
    let tagged = [UNTAGGED_MP3, b"TAG", &[0; 125]].concat();
    assert_eq!(decoded(&tagged, "mp3").expect("whole").len(), 40 * 1152);
}

#[test]
fn two_mp3_files_joined_play_whole() {
    let samples = decoded(&[MP3, MP3].concat(), "mp3").expect("whole");
    assert!(samples.len() > 88_200, "{}", samples.len());
}

#[test]
fn what_is_not_sound_is_said_to_be_so() {
    let text = "Kính thưa quý vị thính giả, thưa bà con.\n".repeat(50);
    let error = decoded(text.as_bytes(), "wav").expect_err("text");
    assert!(matches!(error, AudioError::NotAudio { seen: Content::Text }), "{error:?}");
    assert!(matches!(decoded(b"", "mp3"), Err(AudioError::Empty)));
    let empty = wav(32_000, 1, 16, []);
    assert!(matches!(decoded(&empty, "wav"), Err(AudioError::Empty)), "{:?}", decoded(&empty, "wav"));
    let noise: Vec<u8> = random(5).take(5000).map(|n| n.to_le_bytes()[1] & 0x7f).collect();
    assert!(
        matches!(decoded(&noise, "mp3"), Err(AudioError::NotAudio { .. })),
        "{:?}",
        decoded(&noise, "mp3")
    );
}

#[test]
fn no_damage_makes_it_panic_or_hang() {
    let short = wav(44_100, 2, 16, noise(2, 0.3, 4_000));
    let fixtures = FIXTURES.into_iter().map(|f| (f.0, f.1)).chain([("wav", short.as_slice()), ("ogg", OPUS)]);
    for (number, (extension, bytes)) in fixtures.enumerate() {
        let mut dice = random(number as u64);
        let mut roll = |below: usize| dice.next().expect("endless") as usize % below;
        for _ in 0..200 {
            let mut damaged = bytes.to_vec();
            for _ in 0..=roll(8) {
                // Half of the damage goes to the header, where it does most.
                let reach = if roll(2) == 0 { damaged.len().min(200) } else { damaged.len() };
                let at = roll(reach);
                damaged[at] = u8::try_from(roll(256)).expect("below 256");
            }
            if roll(4) == 0 {
                damaged.truncate(roll(bytes.len()));
            }
            let scratch = Cursor::new(Vec::new());
            let _ = ingest(
                Cursor::new(&damaged),
                Some(extension),
                &HOUSE(),
                &Handling::default(),
                scratch,
                io::sink(),
            );
        }
    }
}

#[test]
fn a_float_that_is_no_number_or_beyond_all_sense_is_damage() {
    for wrong in [f64::NAN, f64::INFINITY, -1e30] {
        let samples = tone(440.0, 0.5, 44_100, 44_100).chain([wrong]).chain(tone(440.0, 0.5, 44_100, 44_100));
        match ingested(&wav(44_100, 1, 32, samples), &HOUSE()) {
            Err(AudioError::Damaged { at: Some(at) }) => assert!((0.9..=1.0).contains(&at.as_secs_f64())),
            other => panic!("{wrong}: {:?}", other.map(|made| made.0)),
        }
    }
    let loud = tone(440.0, 100.0, 44_100, 44_100);
    assert!(ingested(&wav(44_100, 1, 32, loud), &HOUSE()).is_ok(), "40 dB too loud is still a sound");
}

#[test]
fn studio_rates_are_taken_and_odd_ones_above_them_refused() {
    let of_rate = |rate| ingested(&wav(rate, 1, 16, tone(440.0, 0.5, rate, rate)), &HOUSE());
    for rate in [4_000, 11_127, 44_056, 192_000, 352_800, 384_000] {
        assert_eq!(of_rate(rate).expect("taken").0.frames.0, 32_000, "{rate}");
    }
    for rate in [3_999, 192_001, 383_999] {
        let refused = of_rate(rate);
        assert!(matches!(refused, Err(AudioError::Unsupported { what: "sample rate" })), "{rate}");
    }
}

#[test]
fn flac_that_was_changed_is_damaged() {
    let mut changed = FLAC.to_vec();
    let middle = changed.len() / 2;
    changed[middle] ^= 0x10;
    let error = decoded(&changed, "flac").expect_err("changed");
    assert!(matches!(error, AudioError::Damaged { .. }), "{error:?}");
}

#[test]
fn ogg_with_a_lost_page_is_damaged() {
    let pages: Vec<usize> = OGG.windows(4).zip(0..).filter(|w| w.0 == b"OggS").map(|w| w.1).collect();
    assert!(pages.len() > 8, "{} pages", pages.len());
    let lost = [&OGG[..pages[6]], &OGG[pages[7]..]].concat();
    let error = decoded(&lost, "ogg").map(|samples| samples.len()).expect_err("lost");
    let AudioError::Damaged { at: Some(at) } = error else { panic!("{error:?}") };
    assert!(at.as_millis() > 300 && at.as_millis() < 700, "{at:?}");
    let mut changed = OGG.to_vec();
    changed[pages[6] + 60] ^= 1;
    let error = decoded(&changed, "ogg").map(|samples| samples.len()).expect_err("changed");
    assert!(matches!(error, AudioError::Damaged { .. }), "{error:?}");
}

/// Where each page of an Ogg file begins.
fn pages(ogg: &[u8]) -> Vec<usize> {
    ogg.windows(4).zip(0..).filter(|w| w.0 == b"OggS").map(|w| w.1).collect()
}

#[test]
fn opus_has_its_exact_length_and_its_tone_from_the_first_frame_on() {
    let samples = decoded(OPUS, "ogg").expect("whole");
    assert_eq!(samples.len(), 48_000);
    let error = samples[4_800..43_200].iter().zip(tone(440.0, 0.5, 48_000, 48_000).skip(4_800));
    let worst = error.map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max);
    // At 32 kbit/s; three samples to the side would be worse.
    assert!(worst < 0.09, "off by {worst}");
}

#[test]
fn the_gain_in_the_head_of_an_opus_file_is_applied() {
    // RFC 7845, 5.1: 16 bits in 1/256 dB behind the rate. The page's checksum changes with it.
    let mut louder = OPUS.to_vec();
    let head = louder.windows(8).position(|w| w == b"OpusHead").expect("a head");
    louder[head + 16..head + 18].copy_from_slice(&(-6 * 256_i16).to_le_bytes());
    let second = pages(&louder)[1];
    sign_page(&mut louder[..second]);
    let (quiet, plain) = (decoded(&louder, "ogg").expect("whole"), decoded(OPUS, "ogg").expect("whole"));
    for (quiet, plain) in quiet.iter().zip(&plain) {
        assert!((quiet - plain * 10_f32.powf(-6.0 / 20.0)).abs() < 1e-4, "{quiet} of {plain}");
    }
}

/// Writes the checksum of a page (RFC 3533, 6: polynomial 0x04c11db7, no reflection, counted with zeros in its place).
fn sign_page(page: &mut [u8]) {
    page[22..26].fill(0);
    let checksum = page.iter().fold(0_u32, |mut sum, byte| {
        sum ^= u32::from(*byte) << 24;
        for _ in 0..8 {
            sum = if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 };
        }
        sum
    });
    page[22..26].copy_from_slice(&checksum.to_le_bytes());
}

#[test]
fn opus_that_breaks_off_or_lost_a_page_is_refused_with_the_place() {
    let long = opus_of_many_pages();
    let pages = pages(&long);
    assert!(pages.len() > 8, "{} pages", pages.len());
    let lost = [&long[..pages[5]], &long[pages[6]..]].concat();
    let error = decoded(&lost, "opus").map(|samples| samples.len()).expect_err("lost");
    let AudioError::Damaged { at: Some(at) } = error else { panic!("{error:?}") };
    assert!((400..700).contains(&at.as_millis()), "{at:?}");
    let last = pages.len() - 1;
    let lost = [&long[..pages[last - 1]], &long[pages[last]..]].concat();
    decoded(&lost, "opus").map(|samples| samples.len()).expect_err("the last page but one is lost");
    let mut changed = long.clone();
    changed[pages[5] + 60] ^= 1;
    let error = decoded(&changed, "opus").map(|samples| samples.len()).expect_err("changed");
    assert!(matches!(error, AudioError::Damaged { at: Some(_) }), "{error:?}");
    // Behind a whole page, within one, and without the last.
    for end in [pages[7], pages[7] + 100, pages[pages.len() - 1]] {
        let error = decoded(&long[..end], "opus").map(|samples| samples.len()).expect_err("cut");
        let AudioError::Truncated { at, .. } = error else { panic!("{error:?}") };
        assert!((700..2000).contains(&at.as_millis()) || end != pages[7], "{at:?}");
    }
}

/// Two seconds in pages of 200 ms.
#[expect(clippy::cast_possible_truncation, reason = "samples within full scale")]
fn opus_of_many_pages() -> Vec<u8> {
    let mut encoder = OpusEncoder::new(48_000, 1, Application::Audio).expect("a usual format");
    let mut writer =
        OggOpusWriter::new(Vec::new(), OpusHead::for_encoder(&encoder, 48_000)).expect("in memory");
    writer.set_page_target(1_200);
    let samples: Vec<f32> = noise(3, 0.3, 96_000).map(|sample| sample as f32).collect();
    let mut packet = vec![0; MAX_PACKET_BYTES];
    for block in samples.chunks_exact(960) {
        let length = encoder.encode(block, 960, &mut packet).expect("a frame");
        writer.write_packet(&packet[..length]).expect("in memory");
    }
    writer.finish().expect("in memory")
}

#[test]
fn a_wav_whose_recorder_was_cut_off_is_told_from_one_out_of_a_pipe() {
    let whole = wav(44_100, 1, 24, tone(440.0, 0.5, 44_100, 4_410));
    let data = whole.windows(4).position(|w| w == b"data").expect("a data chunk");
    let sized = |riff: u32, sound: u32| {
        let mut bytes = whole.clone();
        bytes[4..8].copy_from_slice(&riff.to_le_bytes());
        bytes[data + 4..data + 8].copy_from_slice(&sound.to_le_bytes());
        bytes
    };
    let begin = u32::try_from(data).expect("small");
    let sound = u32::try_from(whole.len()).expect("small") - begin - 8;
    for (riff, sound) in [(0, sound), (u32::MAX, sound), (begin, sound), (u32::MAX, u32::MAX), (0, u32::MAX)]
    {
        let samples = decoded(&sized(riff, sound), "wav").unwrap_or_else(|e| panic!("{riff} {sound}: {e}"));
        assert_eq!(samples, decoded(&whole, "wav").expect("whole"), "{riff} {sound}");
    }
    for riff in [0, u32::MAX, begin] {
        let error = decoded(&sized(riff, 0), "wav").map(|samples| samples.len()).expect_err("cut off");
        let AudioError::Truncated { at, .. } = error else { panic!("{riff}: {error:?}") };
        assert_eq!(at.as_millis(), 100, "{riff}");
    }
    let cut = sized(u32::MAX, u32::MAX);
    let error = decoded(&cut[..cut.len() - 1], "wav").expect_err("cut within a frame");
    assert!(matches!(error, AudioError::Truncated { .. }), "{error:?}");
}

#[test]
fn a_wav_with_wide_sizes_is_read_up_to_its_last_frame_and_no_further() {
    let plain = wav(44_100, 2, 16, tone(440.0, 0.5, 44_100, 8_820));
    let data = plain.windows(4).position(|w| w == b"data").expect("a data chunk");
    let sound = (plain.len() - data - 8) as u64;
    let wide = |kind: &[u8; 4], length: u64| {
        let sizes = [length + 100, length, 0].map(u64::to_le_bytes).concat();
        let start = [&kind[..], &[0xff; 4], b"WAVEds64\x1c\0\0\0", &sizes, &[0; 4]].concat();
        [&start, &plain[12..data + 4], &[0xff; 4], &plain[data + 8..], b"LIST\x04\0\0\0INFO"].concat()
    };
    for kind in [b"RF64", b"BW64"] {
        let samples = decoded(&wide(kind, sound), "wav").expect("whole");
        assert_eq!(samples, decoded(&plain, "wav").expect("whole"));
        for wrong in [0, sound * 2] {
            let error = decoded(&wide(kind, wrong), "wav").map(|samples| samples.len()).expect_err("cut off");
            assert!(matches!(error, AudioError::Truncated { .. }), "{wrong}: {error:?}");
        }
    }
}

#[test]
fn a_programme_is_made_of_its_pieces_to_the_byte() {
    let house = HOUSE();
    let (signature, first) = ingested(MP3, &house).expect("whole");
    let (song, second) = ingested(FLAC, &house).expect("whole");
    let place = |at: u64, clip: &HouseClip, length: u64, fade_out: u64| Placement {
        fade_out: Fade::even(Samples(fade_out)),
        ..Placement::plain(Samples(at), clip.piece.clone(), Samples(length))
    };
    let placements = vec![place(0, &signature, 32_000, 0), place(40_000, &song, 24_000, 3_200)];
    let part = RecipePart { at: Samples(0), length: Samples(64_000), placements };
    let mut wav = Vec::new();
    let open = |piece: &_| {
        let bytes = if piece == &signature.piece { &first } else { &second };
        let opened = open_house_wav(Cursor::new(bytes.as_slice()), &house);
        opened.map(|(_, reader)| reader.take(u64::MAX)).map_err(io::Error::other)
    };
    let slate = Slate {
        title: "Chương trình".to_owned(),
        station: "Đài huyện".to_owned(),
        reference: "2025-03-10/huyen/chieu".to_owned(),
        date: "2025-03-10".parse().expect("a date"),
        since_midnight: Samples(0),
        marks: vec![],
    };
    let written = assemble(&part, &house, &slate, open, &mut wav).expect("whole pieces");
    assert_eq!((written.frames, written.bytes), (Samples(64_000), wav.len() as u64));
    let reader = hound::WavReader::new(Cursor::new(&wav)).expect("a WAV");
    assert_eq!((reader.duration(), reader.spec().sample_rate, reader.spec().channels), (64_000, 32_000, 1));
    assert_eq!(wav[44..64_044], first[44..64_044]);
    assert!(wav[64_044..80_044].iter().all(|byte| *byte == 0));
    assert_eq!(wav[80_044..80_044 + 41_600], second[44..44 + 41_600]);
    assert_eq!(wav[128_042..128_048], *b"\0\0bext");
}
