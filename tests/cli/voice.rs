//! The voice says what nobody recorded: scripts of a shell stand in for it, and espeak-ng where it is installed.

use super::support::{RATE, WEEK, copy_of_example, files, loa, manifests, put, square, tiny, well};
use chrono::TimeDelta;
use loa::build::{Asked, Prepared, Progress, Voiced, prepare};
use loa::calendar::reading;
use loa::diagnostic::{Code, Diagnostics};
use loa::fit::Outcome;
use loa::project::{SoundCache, load};
use loa::source::Sources;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The texts of the tiny project's week that differ: a greeting for each day of the week, one bulletin.
const TEXTS: usize = 8;

/// Gives three seconds of sound for any text.
const SPEAK: &str = r#"echo nói >> ../../../dem; cp ../../../giong.wav "$1""#;

/// Has the tiny project say its texts by `script`, with the file of the text as $0 and the WAV as $1.
fn give(project: &Path, script: &str) {
    give_command(project, &["sh", "-c", script, "{from}", "{to}"], "20 giây");
}

fn give_command(project: &Path, command: &[&str], within: &str) {
    let place = project.join("schedules/a-network.ron");
    let text = fs::read_to_string(&place).unwrap();
    let kept = text.lines().filter(|line| !line.trim_start().starts_with("voice:"));
    let voice = format!("    voice: (command: {command:?}, within: {within:?}),\n)\n");
    let text: String = kept.map(|line| format!("{line}\n")).collect();
    let inner = text.trim_end().strip_suffix(')').expect("a network ends so");
    fs::write(place, format!("{inner}{voice}")).unwrap();
}

/// The tiny project with a voice.
fn with_voice(script: &str) -> TempDir {
    let project = tiny();
    put(project.path(), "giong.wav", square(16, 3 * RATE));
    give(project.path(), script);
    project
}

/// How often the voice was run.
fn runs(project: &Path) -> usize {
    fs::read_to_string(project.join("dem")).map_or(0, |text| text.lines().count())
}

/// How many elements of the built week are of that kind.
fn count(project: &Path, kind: &str) -> usize {
    let manifests = manifests(project);
    let items = manifests.iter().flat_map(|(_, manifest)| &manifest.days).flat_map(|day| &day.items);
    let sounds = items.filter_map(|item| item.sound.as_ref());
    sounds.flat_map(|sound| &sound.elements).filter(|element| element.kind == kind).count()
}

fn all_texts(project: &Path, ending: &str) -> String {
    let out = project.join("out");
    let paths = files(&out).into_iter().filter(|path| path.to_string_lossy().ends_with(ending));
    paths.map(|path| fs::read_to_string(out.join(path)).unwrap()).collect()
}

#[test]
fn what_nobody_recorded_is_said_once_for_each_text_and_nothing_is_read_live() {
    let project = with_voice(SPEAK);
    let run = well(project.path(), &WEEK);
    assert!(run.err.contains(&format!("giọng máy đọc lời: {TEXTS}\n")), "{run:?}");
    assert!(!run.err.contains("carried-live"), "{run:?}");
    assert_eq!((runs(project.path()), count(project.path(), "live")), (TEXTS, 0));
    assert!(count(project.path(), "voice") >= 28, "each day's afternoon and its repeat, two reads each");
    let wavs = files(&project.path().join("out"));
    assert!(!wavs.iter().any(|path| path.to_string_lossy().ends_with("_1.wav")), "{wavs:?}");
    let sheet = all_texts(project.path(), "huyen/2025-03-10/1700-chieu.txt");
    assert!(sheet.contains("Giọng máy") && !sheet.contains("rực tiếp"), "{sheet}");
    let missing = all_texts(project.path(), "con-thieu-2025-03-10.txt");
    assert!(missing.contains("(giọng máy đang đọc thay)"), "{missing}");
    let left: Vec<_> = fs::read_dir(project.path().join(".loa/converting")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_edit_has_just_its_own_text_said_again() {
    let project = with_voice(SPEAK);
    well(project.path(), &WEEK);
    assert!(!well(project.path(), &WEEK).err.contains("giọng máy"), "nothing has changed");
    put(project.path(), "clips/nen/moi.wav", square(28, 2 * RATE));
    well(project.path(), &WEEK);
    assert_eq!(runs(project.path()), TEXTS, "a new clip is nothing to say");
    let text = "---\ntitle: Tin mới\nsection: tin\n---\nThôn hoãn hội. Bà con ở nhà, ngày khác sẽ báo.\n";
    put(project.path(), "bulletins/2025-03-12/tin.md", text);
    let run = well(project.path(), &WEEK);
    assert!(run.err.contains("giọng máy đọc lời: 1\n"), "{run:?}");
    assert_eq!((runs(project.path()), count(project.path(), "live")), (TEXTS + 1, 0));
    give(project.path(), &format!("{SPEAK}; true"));
    well(project.path(), &WEEK);
    assert_eq!(runs(project.path()), 2 * (TEXTS + 1), "another command says all of it anew");
}

#[test]
fn a_recording_takes_the_place_of_the_voice() {
    let project = with_voice(SPEAK);
    well(project.path(), &WEEK);
    put(project.path(), "recordings/2025-03-10/02 tin.wav", square(12, 4 * RATE));
    well(project.path(), &WEEK);
    assert_eq!(runs(project.path()), TEXTS);
    let sheet = all_texts(project.path(), "huyen/2025-03-10/1700-chieu.txt");
    assert!(sheet.contains("02 tin.wav") && sheet.contains("Giọng máy"), "{sheet}");
}

#[test]
fn only_a_build_runs_the_voice_and_nobody_is_blamed_before_it() {
    let project = with_voice(SPEAK);
    let now = ["--now", "2025-03-10T08:00:00Z"];
    let check = well(project.path(), &["check", "--week", "2025-W11"]);
    assert!(!check.err.contains("carried-live") && !check.err.contains("voice"), "{check:?}");
    well(project.path(), &["plan", "--week", "2025-W11"]);
    let today = well(project.path(), &now);
    assert!(today.out.contains("Giọng máy chưa đọc 2 lời hôm nay. Cho đọc: loa build"), "{today:?}");
    well(project.path(), &["freeze", "--week", "2025-W11"]);
    assert_eq!(runs(project.path()), 0);
    well(project.path(), &WEEK);
    let today = well(project.path(), &now);
    assert!(today.out.contains("2 lời hôm nay chưa ghi âm do giọng máy đọc"), "{today:?}");
    assert!(!today.out.contains("sẽ đọc trực tiếp") && today.out.contains("đã dựng đủ"), "{today:?}");
}

#[test]
fn a_voice_that_fails_leaves_its_texts_to_be_read_live_and_one_warning_says_why() {
    let project = with_voice(SPEAK);
    put(project.path(), "im.wav", silence(3));
    put(project.path(), "dai.wav", square(16, 200 * RATE));
    put(project.path(), "ngan.wav", square(16, RATE / 20));
    for (script, why) in [
        ("echo nói >> ../../../dem; echo đang nạp; echo hết bộ nhớ >&2; exit 3", "hết bộ nhớ"),
        ("exit 3", "không nói vì sao"),
        ("true", "không ghi ra tệp nào"),
        (r#"echo "đây không phải âm thanh" > "$1""#, "không dùng được"),
        (r#"yes > "$1""#, "lớn quá so với lời"),
        (r#"cp ../../../im.wav "$1""#, "không có tiếng gì"),
        (r#"cp ../../../dai.wav "$1""#, "dài 3 phút 20 giây, mà đọc lời ấy ước hết"),
        (r#"cp ../../../ngan.wav "$1""#, "mà đọc lời ấy ước hết"),
    ] {
        give(project.path(), script);
        let run = loa(project.path(), &WEEK);
        run.tells(0, &["cảnh báo[voice-failed]", "không đọc được 8 lời", "trực tiếp", why, "gợi ý"]);
        assert_eq!(run.err.matches("voice-failed").count(), 1, "{run:?}");
        assert!(count(project.path(), "voice") == 0 && count(project.path(), "live") > 0, "{script}");
    }
    let threads = thread::available_parallelism().map_or(1, usize::from);
    assert!(runs(project.path()) <= 2 + threads, "three failures are enough: {}", runs(project.path()));
    give(project.path(), SPEAK);
    well(project.path(), &WEEK);
    assert_eq!(count(project.path(), "live"), 0);
}

/// So many seconds in which nothing is heard.
fn silence(seconds: u32) -> Vec<u8> {
    let mut wav = square(16, seconds * RATE);
    let end = wav.len();
    wav[end - (seconds * RATE * 2) as usize..].fill(0);
    wav
}

#[test]
fn a_voice_that_is_not_installed_is_asked_no_more_and_asked_again_by_the_next_build() {
    let project = with_voice(SPEAK);
    give_command(project.path(), &["./giong-may", "{to}"], "20 giây");
    loa(project.path(), &WEEK)
        .tells(0, &["cảnh báo[voice-failed]", "./giong-may", "8 lời", "không chạy được"]);
    loa(project.path(), &WEEK).tells(0, &["cảnh báo[voice-failed]"]);
    put(project.path(), "giong-may", "#!/bin/sh\ncp ../../../giong.wav \"$1\"\n");
    #[cfg(unix)]
    fs::set_permissions(
        project.path().join("giong-may"),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    well(project.path(), &WEEK);
    assert_eq!(count(project.path(), "live"), 0, "nothing but the program itself has changed");
}

#[test]
fn a_voice_that_hangs_is_stopped_with_what_it_started() {
    let project = with_voice(SPEAK);
    give_command(project.path(), &["sh", "-c", "sleep 61 & sleep 61", "{from}", "{to}"], "1 giây");
    let begin = Instant::now();
    loa(project.path(), &WEEK).tells(0, &["cảnh báo[voice-failed]", "chạy quá 1 giây"]);
    assert!(begin.elapsed() < Duration::from_secs(50), "{:?}", begin.elapsed());
}

#[test]
fn the_voice_is_given_the_spoken_words_untouched_and_may_talk_of_its_work() {
    let project = with_voice(SPEAK);
    let written = r#"-f "Mời" 'bà con' {to} {from} $0 `ls`, 12 giờ."#;
    put(project.path(), "scripts/chao.tera", format!("{{% raw %}}{written}{{% endraw %}}\n"));
    let script = r#"cat >> ../../../noi; echo "đã đọc" >&2; cp ../../../giong.wav "$0""#;
    give_command(project.path(), &["sh", "-c", script, "{to}"], "20 giây");
    let run = well(project.path(), &WEEK);
    assert!(!run.err.contains("voice-failed"), "{run:?}");
    let heard = fs::read_to_string(project.path().join("noi")).unwrap();
    let said = well(project.path(), &["say", "--", written]).out;
    assert!(said.contains("-f \"Mời\"") && said.contains("mười hai giờ"), "{said}");
    assert!(heard.lines().any(|line| line == said.trim_end()), "{heard}\nand not\n{said}");
}

#[test]
fn words_of_another_language_are_not_for_the_voice() {
    let project = with_voice(SPEAK);
    let place = project.path().join("schedules/a-network.ron");
    let network = fs::read_to_string(&place).unwrap();
    let network =
        network.replace(r#"name: "Đài huyện")"#, r#"name: "Đài huyện", languages: ["vi", "Ê-đê"])"#);
    fs::write(place, network).unwrap();
    let text = "---\ntitle: Klei mrâo\nsection: tin\nlanguage: Ê-đê\ntranslates: tin\n---\nBuôn mâo kdrăp.\n";
    put(project.path(), "bulletins/2025-03-10/tin-e-de.md", text);
    well(project.path(), &WEEK);
    assert_eq!(runs(project.path()), TEXTS);
    let missing = all_texts(project.path(), "con-thieu-2025-03-10.txt");
    assert!(missing.contains("Klei mrâo  ["), "{missing}");
    assert!(count(project.path(), "live") > 0);
}

/// What a build of the example's week knows before it makes WAVs, and how many texts were said for it.
fn week_of_example(root: &Path) -> (Prepared, usize) {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let project = load(root, &mut sources, &mut diagnostics).unwrap().expect("the example is whole");
    let monday = reading::iso_week("2025-W11").expect("a week");
    let asked = Asked {
        days: monday..=monday + TimeDelta::days(6),
        stations: project.network.all().map(|(ix, _)| ix).collect(),
    };
    let mut cache = SoundCache::open(root, &project.network).speaking();
    let said = Mutex::new(0);
    let step = |progress: Progress| {
        if let Progress::Texts(count) = progress {
            *said.lock().expect("nobody panics holding it") += count;
        }
    };
    let prepared = prepare(&project, &asked, &mut cache, &step, &mut diagnostics).unwrap();
    assert!(!diagnostics.has_errors());
    assert!(!diagnostics.iter().any(|found| matches!(found.code, Code::VoiceFailed | Code::CarriedLive)));
    (prepared, said.into_inner().expect("nobody panicked"))
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test says so")]
fn espeak_says_the_whole_week_of_the_example() {
    if Command::new("espeak-ng").arg("--version").stdout(Stdio::null()).status().is_err() {
        return eprintln!("skipped: espeak-ng is not installed");
    }
    let project = copy_of_example();
    let place = project.path().join("schedules/network.ron");
    let network = fs::read_to_string(&place).unwrap();
    let voice = r#"voice: (command: ["espeak-ng", "-v", "vi", "-s", "150", "-f", "{from}", "-w", "{to}"], within: "1 phút"),"#;
    fs::write(&place, network.replace("\n    limits: (\n", &format!("\n    {voice}\n    limits: (\n")))
        .unwrap();
    let (prepared, said) = week_of_example(project.path());
    assert!(said >= 90, "{said} texts of the week are not recorded");
    for item in prepared.items.iter().filter(|item| item.origin.is_some()) {
        let fitted = item.fitted.as_ref().expect("everything with a programme fits");
        assert_eq!(fitted.recipe.parts.len(), 1, "{}: one WAV from end to end", item.item.id.as_str());
        assert!(fitted.timeline.iter().all(|timed| timed.outcome != Outcome::Live));
    }
    let voices = prepared.productions.values().flat_map(|production| production.voice.values());
    assert!(voices.clone().all(|voiced| matches!(voiced, Voiced::Said(_))) && voices.count() >= said);
    assert_eq!(week_of_example(project.path()).1, 0, "what was said is kept");
    let folder = project.path().join("bulletins/2025-03-12");
    let bulletin = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).min().unwrap();
    let text = fs::read_to_string(&bulletin).unwrap();
    fs::write(&bulletin, format!("{}\n\nBà con nhớ giúp nhau.\n", text.trim_end())).unwrap();
    assert_eq!(week_of_example(project.path()).1, 1, "{}", bulletin.display());
}
