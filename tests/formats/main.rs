//! Every format people bring, at every rate and number of channels it takes, beside ffmpeg: rate, channels, frames, and
//! the samples themselves. ffmpeg and sox make the files, ffmpeg reads them too; where they are missing, nothing is tested.

mod bench;
mod kinds;

use bench::{Bench, Pcm};
use kinds::{KINDS, Kind, RATES};

/// Decibels of the difference between two decodings, below the sound itself.
fn difference(ours: &[f32], theirs: &[f32]) -> f64 {
    let power = |sum: f64, sample: f64| sum + sample * sample;
    let sound = theirs.iter().map(|sample| f64::from(*sample)).fold(0.0, power);
    let apart = ours.iter().zip(theirs).map(|(a, b)| f64::from(*a) - f64::from(*b)).fold(0.0, power);
    10.0 * (apart / sound.max(f64::MIN_POSITIVE)).log10()
}

/// What is wrong with our reading of a file.
fn judge(kind: &Kind, made: &Pcm, bytes: &[u8], theirs: &[f32]) -> Result<(), String> {
    let ours = bench::read(bytes, kind.extension).map_err(|error| error.to_string())?;
    let rate = if kind.is_opus() { 48_000 } else { made.rate };
    if (ours.rate, ours.channels) != (rate, made.channels) {
        return Err(format!("{} Hz, {} channels", ours.rate, ours.channels));
    }
    let theirs = if kind.overruns { &theirs[..ours.samples.len().min(theirs.len())] } else { theirs };
    if ours.samples.len() != theirs.len() {
        let (here, there) = (ours.samples.len() / ours.channels, theirs.len() / ours.channels);
        return Err(format!("{here} frames, ffmpeg {there}"));
    }
    let keeps_length = kind.keeps_length || (kind.extension == "mp3" && made.rate > 22_050);
    if keeps_length && kind.frames_of(made) != ours.frames() {
        return Err(format!("{} frames of {}", ours.frames(), kind.frames_of(made)));
    }
    match kind.tolerance {
        None if ours.samples != theirs => {
            Err(format!("{:.1} dB from ffmpeg, not equal", difference(&ours.samples, theirs)))
        }
        Some(decibels) if difference(&ours.samples, theirs) > decibels => {
            Err(format!("{:.1} dB from ffmpeg", difference(&ours.samples, theirs)))
        }
        _ => Ok(()),
    }
}

#[test]
fn every_format_is_read_as_ffmpeg_reads_it() {
    let Some(bench) = Bench::new() else { return };
    let mut wrong = Vec::new();
    let mut judged = 0;
    for rate in RATES {
        for channels in [1, 2, 6] {
            let made = Pcm::test_signal(rate, channels);
            let kinds: Vec<&Kind> = KINDS.iter().filter(|kind| kind.takes(rate, channels)).collect();
            bench.make(&made, &kinds);
            let decoded = bench.decode_all(&kinds);
            for (kind, theirs) in kinds.iter().zip(decoded) {
                judged += 1;
                let bytes = bench.file(&kind.file());
                if let Err(what) = judge(kind, &made, &bytes, &theirs) {
                    wrong.push(format!("{} {rate} Hz {channels} channels: {what}", kind.name));
                }
            }
        }
    }
    assert!(judged > 400, "{judged}");
    assert!(wrong.is_empty(), "{} of {judged}: {wrong:#?}", wrong.len());
}

#[test]
fn each_channel_of_surround_sound_goes_to_its_side() {
    let Some(bench) = Bench::new() else { return };
    let names = ["wav-16", "rf64-24", "aiff-16", "flac-16", "flac-ogg", "alac-16", "opus"];
    let kinds: Vec<&Kind> = KINDS.iter().filter(|kind| names.contains(&kind.name)).collect();
    let made = Pcm::test_signal(48_000, 6);
    bench.make(&made, &kinds);
    // Left, right, centre, low frequencies, left and right surround, by ITU-R BS.775: left of the mix, then right.
    let minus_3 = std::f64::consts::FRAC_1_SQRT_2;
    let expected = [(1.0, 0.0), (0.0, 1.0), (minus_3, minus_3), (0.0, 0.0), (minus_3, 0.0), (0.0, minus_3)];
    for kind in kinds {
        let mixed = bench::in_stereo(&bench.file(&kind.file()), kind.extension);
        let first = bench::amplitude(&mixed.0, Pcm::tone(0), 48_000);
        for (channel, (left, right)) in (0_u32..).zip(expected) {
            for (side, expected) in [(&mixed.0, left), (&mixed.1, right)] {
                let level = bench::amplitude(side, Pcm::tone(channel), 48_000) / first;
                assert!((level - expected).abs() < 0.1, "{} channel {channel}: {level}", kind.name);
            }
        }
    }
}

#[test]
fn a_cover_picture_before_the_sound_changes_nothing_in_it() {
    let Some(bench) = Bench::new() else { return };
    let source: Kind = KINDS.into_iter().find(|kind| kind.name == "wav-16").expect("listed");
    bench.make(&Pcm::test_signal(44_100, 2), &[&source]);
    bench.ffmpeg(&["-f", "lavfi", "-i", "testsrc=s=600x600:d=1", "-frames:v", "1", "bia.png"]);
    for kind in KINDS.iter().filter(|kind| ["mp3", "flac-16", "aac", "alac-16"].contains(&kind.name)) {
        let (sound, plain) = (source.file(), kind.file());
        let covered = format!("bia.{}", kind.extension);
        bench.ffmpeg(&[&["-i", &sound], kind.arguments, &[&plain]].concat());
        let cover = ["-i", &sound, "-i", "bia.png", "-map", "0:a", "-map", "1:v", "-c:v", "copy"];
        let marks = ["-disposition:v", "attached_pic", "-metadata", "title=Đồng Xuân", &covered];
        bench.ffmpeg(&[&cover, kind.arguments, &marks].concat());
        let read = |name: &str| bench::read(&bench.file(name), kind.extension).expect("whole").samples;
        assert!(bench.file(&covered).len() > bench.file(&plain).len() + 1_000, "no picture");
        assert!(read(&covered) == read(&plain), "{}", kind.name);
    }
}

#[test]
fn vorbis_whose_channels_would_come_out_wrong_is_refused() {
    let Some(bench) = Bench::new() else { return };
    let source: Kind = KINDS.into_iter().find(|kind| kind.name == "wav-16").expect("listed");
    bench.make(&Pcm::test_signal(48_000, 6), &[&source]);
    bench.ffmpeg(&["-i", &source.file(), "-c:a", "libvorbis", "vom.ogg"]);
    let error = bench::read(&bench.file("vom.ogg"), "ogg").map(|pcm| pcm.frames()).expect_err("six channels");
    assert!(error.to_string().contains("Vorbis with more than two channels"), "{error}");
}

#[test]
fn what_sox_writes_is_read_as_sox_reads_it() {
    let Some(bench) = Bench::new() else { return };
    let made = Pcm::test_signal(22_050, 2);
    let wav: Kind = KINDS.into_iter().find(|kind| kind.name == "wav-16").expect("listed");
    bench.make(&made, &[&wav]);
    let files: [(&str, &[&str]); 10] = [
        ("pcm.wav", &["-b", "24"]),
        ("ima.wav", &["-e", "ima-adpcm"]),
        ("ms.wav", &["-e", "ms-adpcm"]),
        ("a.wav", &["-e", "a-law"]),
        ("mu.wav", &["-e", "mu-law"]),
        ("float.wav", &["-e", "floating-point", "-b", "64"]),
        ("pcm.aiff", &["-b", "16"]),
        ("pcm.aifc", &["-b", "24"]),
        ("pcm.flac", &[]),
        ("vorbis.ogg", &[]),
    ];
    for (file, options) in files {
        let source = wav.file();
        let arguments = [&["-D", "-R", &source], options, &[file]].concat();
        if bench.run("sox", &arguments).is_none() {
            return;
        }
        let theirs = bench.run("sox", &["-D", file, "-t", "f32", "-"]).expect("installed");
        let theirs = bench::floats(&theirs);
        let extension = file.rsplit('.').next().expect("a dot");
        let ours = bench::read(&bench.file(file), extension).unwrap_or_else(|e| panic!("{file}: {e}"));
        assert_eq!((ours.rate, ours.channels), (22_050, 2), "{file}");
        // Of ADPCM sox plays the last block to its end; `fact` tells where the sound ends.
        let is_adpcm = ["ima.wav", "ms.wav"].contains(&file);
        let length = if is_adpcm { made.samples.len() } else { theirs.len() };
        assert_eq!(ours.samples.len(), length, "{file}");
        let apart = difference(&ours.samples, &theirs);
        assert!(apart < if is_adpcm { -40.0 } else { -80.0 }, "{file}: {apart}");
    }
}
