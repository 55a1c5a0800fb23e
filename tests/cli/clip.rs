//! Sound files, measured one by one and all of a project, and the cache kept small.

use super::support::{WEEK, loa, put, square, tiny, well};
use hound::{SampleFormat, WavSpec, WavWriter};
use serde_json::Value;
use std::f64::consts::TAU;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

const RATE: u32 = 44_100;

/// A 16-bit WAV of so many seconds; `frame` gives the samples of each frame at its time.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few seconds within full scale"
)]
fn wav<const C: usize>(seconds: f64, frame: impl Fn(f64) -> [f64; C]) -> Vec<u8> {
    let channels = u16::try_from(C).expect("few");
    let spec = WavSpec { channels, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut bytes, spec).expect("in memory");
    for at in 0..(seconds * f64::from(RATE)).round() as u32 {
        for sample in frame(f64::from(at) / f64::from(RATE)) {
            let step = (sample * 32_767.0).round().clamp(-32_768.0, 32_767.0);
            writer.write_sample(step as i16).expect("in memory");
        }
    }
    writer.finalize().expect("in memory");
    bytes.into_inner()
}

fn tone(amplitude: f64, time: f64) -> f64 {
    amplitude * (TAU * 440.0 * time).sin()
}

/// What `loa clip probe --format json` tells of one file.
fn probed(folder: &Path, file: &str) -> Value {
    let run = loa(folder, &["clip", "probe", file, "--format", "json"]);
    let mut read: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    assert_eq!((read.len(), run.code), (1, Some(if read[0]["error"].is_null() { 0 } else { 1 })), "{run:?}");
    read.remove(0)
}

fn problems(folder: &Path, name: &str, wav: Vec<u8>) -> Vec<String> {
    put(folder, name, wav);
    let list = probed(folder, name)["problems"].as_array().unwrap().clone();
    list.iter().map(|code| code.as_str().unwrap().to_owned()).collect()
}

/// A tone of three seconds with so much silence around it, in the format of the tiny project.
fn with_silence(head: f64, tail: f64) -> Vec<u8> {
    wav(head + 3.0 + tail, |time| [if (head..head + 3.0).contains(&time) { tone(0.25, time) } else { 0.0 }])
}

/// The lengths at which a clip of that title airs.
fn aired(project: &Path, title: &str) -> Vec<u64> {
    well(project, &["build", "--date", "10/3/2025"]);
    let manifests = super::support::manifests(project);
    let items = super::sounds::items(&manifests);
    let elements = items.flat_map(|(_, item)| item.sound.iter().flat_map(|sound| &sound.elements));
    elements.filter(|element| element.title.contains(title)).map(|element| element.frames).collect()
}

#[test]
fn silence_is_cut_only_once_it_was_accepted_and_only_off_that_file() {
    let project = tiny();
    put(project.path(), "clips/hieu.wav", with_silence(2.4, 1.3));
    let original = fs::read(project.path().join("clips/hieu.wav")).unwrap();
    let list = |folder: &Path| well(folder, &["clip", "list"]).out;
    let shown = list(project.path());
    assert!(shown.contains("im lặng 2,4 giây ở đầu: có thể cắt 2,2 giây"), "{shown}");
    assert!(shown.contains("im lặng 1,3 giây ở cuối: có thể cắt 1,1 giây"), "{shown}");
    let whole = aired(project.path(), "Hieu");
    assert!(!whole.is_empty() && whole.iter().all(|frames| *frames == 6_700 * 8), "{whole:?}");
    let trim = well(project.path(), &["âm-thanh", "cắt", "hiệu", "xa"]).out;
    assert!(trim.contains("hieu.wav: đã nhận cắt 2,2 giây ở đầu, 1,1 giây ở cuối"), "{trim}");
    assert!(trim.contains("xa.wav: không có khoảng im nào đáng cắt"), "{trim}");
    assert!(list(project.path()).contains("đã nhận cắt 2,2 giây ở đầu"));
    let cut = aired(project.path(), "Hieu");
    let left = 8 * (6_700 - 2_200 - 1_100);
    assert!(
        cut.len() == whole.len() && cut.iter().all(|f| f.abs_diff(left) <= 160),
        "{cut:?} are not {left}"
    );
    assert_eq!(
        fs::read(project.path().join("clips/hieu.wav")).unwrap(),
        original,
        "the file is never touched"
    );
    let (trims, accepted) = (project.path().join("clips/trims.ron"), "head: \"2,20 giây\"");
    let text = fs::read_to_string(&trims).unwrap();
    put(project.path(), "clips/trims.ron", text.replace(accepted, "head: \"2,50 giây\""));
    let check = loa(project.path(), &["check", "--date", "10/3/2025"]);
    check.tells(0, &["cảnh báo[trim-unfit]", "clips/trims.ron:", "chỗ định cắt có tiếng"]);
    assert_eq!(aired(project.path(), "Hieu"), whole);
    put(project.path(), "clips/trims.ron", text.replace(accepted, "head: \"2,39 giây\""));
    assert!(aired(project.path(), "Hieu")[0] < cut[0], "all that is silent may be cut");
    put(project.path(), "clips/trims.ron", text);
    put(project.path(), "clips/hieu.wav", with_silence(2.4, 1.4));
    let check = loa(project.path(), &["check", "--date", "10/3/2025"]);
    check.tells(0, &["cảnh báo[trim-unfit]", "clips/trims.ron:", "tệp đã đổi"]);
    assert!(aired(project.path(), "Hieu").iter().all(|frames| *frames == 6_800 * 8));
    put(project.path(), "clips/hieu.wav", &original);
    assert_eq!(aired(project.path(), "Hieu"), cut);
    well(project.path(), &["clip", "trim", "hieu", "--undo"]);
    assert_eq!(aired(project.path(), "Hieu"), whole);
    assert!(!project.path().join("clips/trims.ron").exists(), "nothing is left to be told");
}

#[test]
fn a_damaged_list_of_trims_is_left_alone_and_an_unknown_clip_is_refused() {
    let project = tiny();
    put(project.path(), "clips/hieu.wav", with_silence(2.4, 1.3));
    loa(project.path(), &["clip", "trim", "kèn"]).tells(2, &["“kèn”"]);
    well(project.path(), &["clip", "trim", "hieu"]);
    let path = project.path().join("clips/trims.ron");
    let damaged = fs::read_to_string(&path).unwrap().replace("giây", "quãng");
    fs::write(&path, &damaged).unwrap();
    loa(project.path(), &["clip", "trim", "hieu", "--undo"]).tells(1, &["bad-length", "clips/trims.ron"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), damaged);
}

#[test]
fn two_programs_that_accept_trims_at_once_lose_none() {
    use super::support::command;
    use std::{thread::sleep, time::Duration};
    let project = tiny();
    let names = ["hieu", "xa"];
    for name in names {
        put(project.path(), &format!("clips/{name}.wav"), with_silence(2.4, 1.3));
    }
    // A project that takes a while to read, so that the second program begins while the first one is at it.
    for number in 0..2_000 {
        let text = format!("---\ntitle: Tin {number}\nsection: tin\n---\nThôn mở hội.\n");
        put(project.path(), &format!("bulletins/2025-04-01/{number}.md"), text);
    }
    well(project.path(), &["clip", "list"]);
    for apart in [0, 20, 50, 100, 200] {
        let both = names.map(|name| {
            let mut trim = command(project.path(), &["clip", "trim", name]);
            let child = trim.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            sleep(Duration::from_millis(apart));
            (name, child)
        });
        let ended = both.map(|(name, child)| (name, child.wait_with_output().unwrap().status.success()));
        let trims = fs::read_to_string(project.path().join("clips/trims.ron")).unwrap();
        for (name, _) in ended.iter().filter(|(_, is_well)| *is_well) {
            assert!(trims.contains(&format!("{name}.wav")), "{apart} ms: {ended:?}: {trims}");
        }
        fs::remove_file(project.path().join("clips/trims.ron")).unwrap();
    }
}

#[test]
fn a_clip_that_may_break_off_is_listed_with_how_far_it_is_aired() {
    let project = tiny();
    let whole = fs::read(project.path().join("clips/xa.wav")).unwrap();
    put(project.path(), "clips/xa.wav", &whole[..whole.len() / 2]);
    loa(project.path(), &["clip", "list"]).tells(1, &[]);
    put(project.path(), "schedules/d.ron", "Schedule(version: 1, by: \"huyen\", cut_off: [\"xa\"])");
    let table = well(project.path(), &["clip", "list"]).out;
    assert!(table.contains("bị cụt, phát đến chỗ cụt: chỉ đọc được"), "{table}");
    let json = well(project.path(), &["clip", "list", "--format", "json"]).out;
    let json: Vec<Value> = serde_json::from_str(&json).unwrap();
    let of_xa = json.iter().find(|clip| clip["file"] == "xa.wav").unwrap();
    assert!(of_xa["cut_off"].is_string() && of_xa["error"].is_null(), "{of_xa}");
}

#[test]
fn two_programs_may_make_the_house_clips_of_the_same_files_at_once() {
    use super::support::command;
    for round in 0..3 {
        let project = tiny();
        for name in ["a", "b", "c"] {
            put(project.path(), &format!("clips/nen/{name}.wav"), with_silence(0.0, f64::from(round)));
        }
        let asked = ["check", "--week", "2025-W11"];
        let both: Vec<_> = ["huyen", "xa"]
            .map(|station| {
                let mut check = command(project.path(), &[&asked[..], &["--station", station]].concat());
                check.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .into();
        for check in both {
            let ended = check.wait_with_output().unwrap();
            assert!(ended.status.success(), "{ended:?}");
        }
        let names = fs::read_dir(project.path().join(".loa/cache")).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert!(names.iter().all(|name| !name.starts_with('.')), "nothing half done is left: {names:?}");
        let index = fs::read_to_string(project.path().join(".loa/cache/index.json")).unwrap();
        for piece in names.iter().filter_map(|name| name.strip_suffix(".wav")) {
            assert!(index.contains(piece), "what one made the other forgot: {piece}");
        }
        let after = well(project.path(), &asked);
        // What the other one made last may be looked through once; then everything is known.
        let known = well(project.path(), &asked);
        assert!(!known.err.contains("chuyển đổi"), "{}{}", after.err, known.err);
        let alone = tiny();
        for name in ["a", "b", "c"] {
            put(alone.path(), &format!("clips/nen/{name}.wav"), with_silence(0.0, f64::from(round)));
        }
        well(alone.path(), &WEEK);
        well(project.path(), &WEEK);
        let wavs = |folder: &Path| super::support::digests(&folder.join("out"));
        assert_eq!(wavs(project.path()), wavs(alone.path()));
    }
}

#[test]
fn json_has_the_promised_fields_of_each_file_in_the_order_asked() {
    let nowhere = TempDir::new().unwrap();
    // Half a second of silence, four of tone on both sides, a quarter of silence.
    let heard = |time: f64| if (0.5..4.5).contains(&time) { tone(0.25, time) } else { 0.0 };
    put(nowhere.path(), "a.wav", wav(4.75, |time| [heard(time); 2]));
    put(nowhere.path(), "b.mp3", "Kính thưa quý vị");
    let run = loa(nowhere.path(), &["clip", "probe", "b.mp3", "a.wav", "c.wav", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    let read: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    let keys = |at: usize| read[at].as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>();
    assert_eq!((keys(0), keys(2)), (vec!["error", "file"], vec!["error", "file"]));
    let mut promised = [
        "file",
        "format",
        "sample_rate",
        "channels",
        "frames",
        "duration",
        "loudness",
        "loudness_range",
        "short_term_max",
        "momentary_max",
        "true_peak",
        "silence_head",
        "silence_tail",
        "problems",
    ];
    promised.sort_unstable();
    assert_eq!(keys(1), promised);
    assert_eq!(
        (&read[0]["file"], &read[1]["file"], &read[1]["format"]),
        (&"b.mp3".into(), &"a.wav".into(), &"wav".into())
    );
    assert_eq!((read[1]["sample_rate"].as_u64(), read[1]["channels"].as_u64()), (Some(44_100), Some(2)));
    assert_eq!((read[1]["frames"].as_u64(), read[1]["duration"].as_f64()), (Some(209_475), Some(4.75)));
    let near = |field: &str, expected: f64, tolerance: f64| {
        let found = read[1][field].as_f64().unwrap_or_else(|| panic!("{field} is no number"));
        assert!((found - expected).abs() <= tolerance, "{field} is {found}, not {expected}");
    };
    // A tone of 440 Hz on both sides reads about 0.66 LU below its peak level of −12.04 dBFS.
    near("loudness", -12.7, 0.3);
    near("short_term_max", -12.7, 0.1);
    near("momentary_max", -12.7, 0.1);
    near("true_peak", -12.04, 0.05);
    near("silence_head", 0.5, 0.001);
    near("silence_tail", 0.25, 0.001);
}

#[test]
fn what_cannot_be_measured_is_null() {
    let nowhere = TempDir::new().unwrap();
    put(nowhere.path(), "im.wav", wav(5.0, |_| [0.0]));
    let silent = probed(nowhere.path(), "im.wav");
    for field in ["loudness", "loudness_range", "short_term_max", "momentary_max", "true_peak"] {
        assert!(silent[field].is_null(), "{field}: {silent}");
    }
    assert_eq!((silent["silence_head"].as_f64(), silent["silence_tail"].as_f64()), (Some(5.0), Some(5.0)));
    assert_eq!(silent["problems"], serde_json::json!(["near-silence"]));
    put(nowhere.path(), "ngan.wav", wav(1.0, |time| [tone(0.1, time)]));
    let short = probed(nowhere.path(), "ngan.wav");
    assert!(short["short_term_max"].is_null() && short["loudness_range"].is_null(), "{short}");
    assert!(short["loudness"].is_number() && short["momentary_max"].is_number(), "{short}");
}

#[test]
fn each_problem_is_found_by_its_code_and_a_good_clip_has_none() {
    let nowhere = TempDir::new().unwrap();
    let found = |name: &str, wav: Vec<u8>| problems(nowhere.path(), name, wav);
    assert!(found("tot.wav", wav(4.0, |time| [tone(0.15, time)])).is_empty());
    assert_eq!(found("vo.wav", wav(4.0, |time| [tone(1.6, time)])), ["clipping"]);
    assert_eq!(found("lech.wav", wav(4.0, |time| [tone(0.15, time) + 0.02])), ["dc-offset"]);
    assert_eq!(found("nguoc.wav", wav(4.0, |time| [tone(0.15, time), -tone(0.15, time)])), ["out-of-phase"]);
    let from_2_to_6 = |time: f64| if (2.0..6.0).contains(&time) { tone(0.15, time) } else { 0.0 };
    assert_eq!(found("cho.wav", wav(7.5, |time| [from_2_to_6(time)])), ["silence-head", "silence-tail"]);
    // One knock at full scale keeps a quiet voice down.
    let knock = |time: f64| if (2.0..2.01).contains(&time) { tone(0.9, time) } else { tone(0.01, time) };
    assert_eq!(found("go.wav", wav(4.0, |time| [knock(time)])), ["too-quiet"]);
    assert_eq!(found("cut.wav", wav(0.3, |time| [tone(0.15, time)])), ["too-short"]);
    assert_eq!(found("nhu-khong.wav", wav(4.0, |time| [tone(0.002, time)])), ["near-silence"]);
}

#[test]
fn the_table_says_what_is_wrong_in_words_of_the_language() {
    let nowhere = TempDir::new().unwrap();
    put(nowhere.path(), "vo.wav", wav(62.5, |time| [tone(1.6, time), tone(1.6, time)]));
    put(nowhere.path(), "loi.mp3", "Kính thưa quý vị");
    let run = loa(nowhere.path(), &["am-thanh", "do", "vo.wav", "loi.mp3"]);
    assert_eq!(run.code, Some(1));
    for words in
        ["Độ to (LUFS)", "wav 44,1 kHz, 2 kênh", "1:02,5", "tiếng bị vỡ", "không dùng được", "văn bản"]
    {
        assert!(run.out.contains(words), "{words}:\n{}", run.out);
    }
    let english = well(nowhere.path(), &["clip", "probe", "vo.wav", "--lang", "en"]).out;
    assert!(english.contains("44.1 kHz, 2 ch") && english.contains("clipped in"), "{english}");
}

#[test]
fn without_a_file_or_a_verb_the_command_says_what_is_missing() {
    let nowhere = TempDir::new().unwrap();
    loa(nowhere.path(), &["clip"]).tells(2, &["loa clip", "probe, do, đo"]);
    loa(nowhere.path(), &["clip", "probe"]).tells(2, &["TỆP"]);
    loa(nowhere.path(), &["clip", "gc", "--days", "x"]).tells(2, &["--days"]);
    for verb in ["probe", "list", "wave", "gc"] {
        let help = well(nowhere.path(), &["help", "clip", verb, "--lang", "en"]).out;
        assert!(help.contains(&format!("loa clip {verb}")) && help.contains("Usage:"), "{help}");
    }
}

#[test]
fn the_list_has_every_clip_of_the_project_and_measures_each_only_once() {
    let project = tiny();
    let listed = well(project.path(), &["clip", "list"]).out;
    let names: Vec<&str> = listed.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["hieu.wav", "mo-man.wav", "nen/dai.wav", "nen/ngan.wav", "nen/vua.wav", "xa.wav"]);
    // A measurement that is known is taken from the cache: one put there by hand is believed.
    let index = project.path().join(".loa/cache/index.json");
    let text = fs::read_to_string(&index).unwrap();
    let mut read: Value = serde_json::from_str(&text).unwrap();
    let seen = read["files"]["clips/hieu.wav"]["content"].as_str().unwrap().to_owned();
    let measured = read["measured"].as_object_mut().unwrap();
    let (_, of_hieu) = measured.iter_mut().find(|(key, _)| key.starts_with(&seen)).unwrap();
    of_hieu["loudness"] = Value::from(-77.7);
    fs::write(&index, read.to_string()).unwrap();
    assert!(well(project.path(), &["clip", "list"]).out.contains("−77,7"));
    put(project.path(), "clips/hieu.wav", square(12, 8_000));
    let anew = well(project.path(), &["clip", "list", "--format", "json"]).out;
    let anew: Vec<Value> = serde_json::from_str(&anew).unwrap();
    assert!(anew[0]["loudness"].as_f64().unwrap() > -30.0, "{}", anew[0]);
    put(project.path(), "clips/hong.wav", "chữ");
    let run = loa(project.path(), &["clip", "list"]);
    assert!(run.code == Some(1) && run.out.contains("không dùng được"), "{run:?}");
}

/// The names of the house clips in a project's cache.
fn pieces(project: &Path) -> Vec<String> {
    let entries = fs::read_dir(project.join(".loa/cache")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "index.json");
    names.sort();
    names
}

#[test]
fn gc_removes_what_no_clip_leads_to_once_it_is_old_and_nothing_else() {
    let project = tiny();
    let build = ["build", "--date", "10/3/2025"];
    well(project.path(), &build);
    let before = pieces(project.path());
    fs::remove_file(project.path().join("clips/nen/dai.wav")).unwrap();
    put(project.path(), "clips/hieu.wav", square(12, 8_000));
    well(project.path(), &build);
    put(project.path(), ".loa/cache/.loa-half", "half a clip");
    let young = well(project.path(), &["clip", "gc"]).out;
    assert!(young.contains("Không có gì để xóa") && young.contains("30 ngày"), "{young}");
    assert_eq!(pieces(project.path()).len(), before.len() + 2);
    let later = ["clip", "gc", "--now", "2099-01-01T00:00:00+07:00", "--lang", "en"];
    let old = well(project.path(), &later).out;
    assert!(old.starts_with("Removed 3 files"), "{old}");
    let left = pieces(project.path());
    assert_eq!(left.len(), before.len() - 1, "the clip that is gone, the old sound of another, half a clip");
    let again = well(project.path(), &later).out;
    assert!(again.starts_with("Nothing to remove"), "{again}");
    // Nothing that is still used has to be made again.
    fs::remove_file(project.path().join(".loa/made.json")).unwrap();
    fs::remove_dir_all(project.path().join("out")).unwrap();
    well(project.path(), &build);
    assert_eq!(pieces(project.path()), left);
}

#[test]
fn gc_keeps_away_while_another_command_writes() {
    let project = tiny();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    let lock = fs::File::options().write(true).open(project.path().join(".loa/lock")).unwrap();
    lock.lock().unwrap();
    let run = loa(project.path(), &["clip", "gc", "--now", "2099-01-01T00:00:00+07:00"]);
    run.tells(3, &["đang ghi vào dự án này"]);
    drop(lock);
    well(project.path(), &["clip", "gc"]);
}

#[test]
fn the_picture_has_the_wave_the_axis_and_the_reading_in_loud_words() {
    let nowhere = TempDir::new().unwrap();
    let from_2 = |time: f64| if time > 2.0 { tone(0.15, time) } else { 0.0 };
    put(nowhere.path(), "a <b> & c.wav", wav(60.0, |time| [from_2(time), from_2(time)]));
    let drawn = well(nowhere.path(), &["clip", "wave", "a <b> & c.wav"]).out;
    assert!(drawn.starts_with("<svg xmlns=") && drawn.ends_with("</svg>\n"), "{}", &drawn[..200]);
    assert_eq!(drawn.matches("<polygon").count(), 2, "a wave for each channel");
    for words in
        ["a &lt;b&gt; &amp; c.wav", "Dài 1:00,0", "LUFS", "im lặng 2,0 giây ở đầu", ">0:10<", ">1:00<"]
    {
        assert!(drawn.contains(words), "{words}");
    }
    let written = ["clip", "wave", "a <b> & c.wav", "--output", "hinh/a.svg", "--lang", "en"];
    assert!(well(nowhere.path(), &written).out.contains("hinh/a.svg"));
    assert!(fs::read_to_string(nowhere.path().join("hinh/a.svg")).unwrap().contains("2.0 s of silence"));
    loa(nowhere.path(), &["clip", "wave", "a <b> & c.wav", "--output", "a.jpg"]).tells(2, &[".svg"]);
    put(nowhere.path(), "b.mp3", "Kính thưa quý vị");
    loa(nowhere.path(), &["clip", "wave", "b.mp3"]).tells(1, &["b.mp3", "văn bản"]);
}

#[test]
fn the_picture_shows_where_it_is_loud() {
    let nowhere = TempDir::new().unwrap();
    // Loud in its second half only: the outline reaches far from the middle line there, and hardly before.
    put(nowhere.path(), "a.wav", wav(10.0, |time| [tone(if time < 5.0 { 0.01 } else { 0.9 }, time)]));
    let drawn = well(nowhere.path(), &["clip", "wave", "a.wav"]).out;
    let points = drawn.split("points=\"").nth(1).unwrap().split('"').next().unwrap();
    let points: Vec<(f64, f64)> = points
        .split(' ')
        .map(|point| point.split_once(',').unwrap())
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect();
    let height = |first: f64, last: f64| {
        let inside = points.iter().filter(|(x, _)| (first..last).contains(x)).map(|(_, y)| *y);
        inside.clone().fold(f64::MIN, f64::max) - inside.fold(f64::MAX, f64::min)
    };
    assert!(height(50.0, 640.0) < 10.0 && height(660.0, 1250.0) > 300.0);
    let (first, last) = (
        points.iter().map(|(x, _)| *x).fold(f64::MAX, f64::min),
        points.iter().map(|(x, _)| *x).fold(0.0, f64::max),
    );
    assert!(first < 52.0 && last > 1246.0, "the wave fills its place: {first} to {last}");
}

#[test]
fn a_file_is_found_from_where_the_program_was_started_and_judged_by_the_house_around_it() {
    let project = tiny();
    // Too peaked for −18 LUFS, and loud enough for −40.
    let knock = |time: f64| if (2.0..2.01).contains(&time) { tone(0.9, time) } else { tone(0.01, time) };
    put(project.path(), "clips/ngan/x.wav", wav(4.0, |time| [knock(time)]));
    let inside = project.path().join("clips");
    let probed =
        || well(&inside, &["clip", "probe", "ngan/x.wav", "--project", "..", "--format", "json"]).out;
    assert!(probed().contains("too-quiet"));
    let network = project.path().join("schedules/a-network.ron");
    let quieter = fs::read_to_string(&network).unwrap().replace("audio: (", "audio: (loudness: -40, ");
    fs::write(&network, quieter).unwrap();
    assert!(!probed().contains("too-quiet"));
}
