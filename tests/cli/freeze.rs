//! A week that is frozen keeps what was chosen for it, whatever comes and goes since.

use super::support::{RATE, loa, put, square, tiny, well};
use std::fs;
use std::path::Path;

const FREEZE: [&str; 3] = ["freeze", "--week", "2025-W11"];
const RECORD: &str = "published/2025-W11.ron";
/// Songs of several lengths, so that an item takes some of them only.
const SONGS: [(&str, u32, u32); 6] =
    [("an", 16, 21), ("binh", 18, 17), ("chi", 20, 13), ("duyen", 22, 24), ("em", 26, 11), ("giang", 28, 19)];

/// The tiny project with more songs.
fn project() -> tempfile::TempDir {
    let project = tiny();
    for (name, period, seconds) in SONGS {
        put(project.path(), &format!("clips/nen/{name}.wav"), square(period, seconds * RATE));
    }
    project
}

/// What is heard in each item of a week: its id, then the titles of its elements.
fn heard(project: &Path, week: &str) -> Vec<(String, Vec<String>)> {
    well(project, &["build", "--week", week]);
    let mut items = Vec::new();
    for (path, manifest) in super::support::manifests(project) {
        if !path.to_string_lossy().contains(week) {
            continue;
        }
        for item in manifest.days.into_iter().flat_map(|day| day.items) {
            let elements = item.sound.map(|sound| sound.elements).unwrap_or_default();
            let titles =
                elements.iter().map(|element| format!("{} {}", element.title, element.frames)).collect();
            // Monday's repeat is of a day that is not frozen.
            if item.id != "2025-03-10/huyen/phat-lai" {
                items.push((item.id, titles));
            }
        }
    }
    items.sort();
    items
}

fn record(project: &Path) -> String {
    fs::read_to_string(project.join(RECORD)).unwrap()
}

/// The items that differ.
fn changed(before: &[(String, Vec<String>)], after: &[(String, Vec<String>)]) -> Vec<String> {
    assert_eq!(before.len(), after.len());
    let pairs = before.iter().zip(after).filter(|(before, after)| before != after);
    pairs.map(|((id, _), _)| id.clone()).collect()
}

#[test]
fn freezing_changes_nothing_and_freezing_anew_writes_the_same_bytes() {
    let project = project();
    let before = heard(project.path(), "2025-W11");
    assert!(well(project.path(), &FREEZE).out.contains("Đã chốt tuần 2025-W11"));
    let first = record(project.path());
    assert!(
        first.contains("(id: \"2025-03-10/huyen/chieu\"")
            && first.contains("bulletins: [\"2025-03-10/tin\"]")
    );
    assert_eq!(changed(&before, &heard(project.path(), "2025-W11")), [""; 0]);
    loa(project.path(), &FREEZE).tells(2, &["tuần 2025-W11 đã chốt", "--amend"]);
    well(project.path(), &["chốt", "--week", "2025-W11", "--amend"]);
    assert_eq!(record(project.path()), first);
}

#[test]
fn a_new_clip_changes_no_frozen_day_and_comes_into_the_others() {
    let project = project();
    well(project.path(), &FREEZE);
    let (frozen, open) = (heard(project.path(), "2025-W11"), heard(project.path(), "2025-W12"));
    for (name, period, seconds) in [("moi", 30, 14), ("moi-ngan", 34, 2)] {
        put(project.path(), &format!("clips/nen/{name}.wav"), square(period, seconds * RATE));
    }
    assert_eq!(changed(&frozen, &heard(project.path(), "2025-W11")), [""; 0]);
    let after = heard(project.path(), "2025-W12");
    assert!(!changed(&open, &after).is_empty());
    assert!(format!("{after:?}").contains("nen/moi"));
}

#[test]
fn a_clip_that_is_gone_changes_only_the_items_it_stood_in_and_is_told() {
    let project = project();
    well(project.path(), &FREEZE);
    let before = heard(project.path(), "2025-W11");
    fs::remove_file(project.path().join("clips/nen/duyen.wav")).unwrap();
    let check = loa(project.path(), &["check", "--week", "2025-W11"]);
    check.tells(0, &["cảnh báo[frozen-gone]", "nen/duyen.wav", "loa freeze --amend --item"]);
    let after = heard(project.path(), "2025-W11");
    let stood = before.iter().filter(|(_, titles)| titles.iter().any(|title| title.contains("nen/duyen")));
    let stood: Vec<String> = stood.map(|(id, _)| id.clone()).collect();
    assert!(!stood.is_empty() && stood.len() < before.len(), "{stood:?}");
    assert_eq!(changed(&before, &after), stood);
    well(project.path(), &["freeze", "--week", "2025-W11", "--amend"]);
    assert!(!loa(project.path(), &["check", "--week", "2025-W11"]).err.contains("frozen-gone"));
}

#[test]
fn a_new_bulletin_does_not_enter_a_frozen_day_until_it_is_amended() {
    let project = project();
    well(project.path(), &FREEZE);
    let before = heard(project.path(), "2025-W11");
    for day in [11, 12] {
        let text =
            format!("---\ntitle: Gấp {day}\nsection: tin\npriority: ưu tiên\n---\nCắt điện chiều nay.\n");
        put(project.path(), &format!("bulletins/2025-03-{day}/gap.md"), text);
    }
    let check = loa(project.path(), &["check", "--week", "2025-W11"]);
    check.tells(0, &["“Gấp 11”", "loa freeze --amend --date 2025-03-11"]);
    assert_eq!(changed(&before, &heard(project.path(), "2025-W11")), [""; 0]);
    let frozen = record(project.path());
    well(project.path(), &["freeze", "--amend", "--item", "2025-03-11/huyen/chieu"]);
    let amended = record(project.path());
    assert!(amended.contains("2025-03-11/gap") && !amended.contains("2025-03-12/gap"));
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (frozen, amended) = (lines(&frozen), lines(&amended));
    assert!(amended.len() == frozen.len(), "one line a block and a pool");
    let differ = frozen.iter().zip(&amended).filter(|(one, other)| one != other).count();
    assert!((1..=2).contains(&differ), "{differ} lines of the record differ");
    // The item and its repeat on the next morning; where it is carried, nobody reads the words.
    let after = changed(&before, &heard(project.path(), "2025-W11"));
    assert_eq!(after, ["2025-03-11/huyen/chieu", "2025-03-12/huyen/phat-lai"]);
    well(project.path(), &["freeze", "--amend", "--date", "12/3/2025"]);
    assert!(record(project.path()).contains("2025-03-12/gap"));
}

#[test]
fn a_damaged_record_holds_what_was_built_and_is_told_with_what_to_do() {
    let project = project();
    well(project.path(), &FREEZE);
    let before = heard(project.path(), "2025-W11");
    let whole = record(project.path());
    put(project.path(), RECORD, &whole[..whole.len() / 2]);
    put(project.path(), "clips/nen/moi.wav", square(30, 14 * RATE));
    let build = loa(project.path(), &["build", "--week", "2025-W11"]);
    build.tells(1, &["lỗi[damaged-freeze]", RECORD, "gợi ý"]);
    loa(project.path(), &["freeze", "--week", "2025-W11", "--amend"]).tells(1, &["damaged-freeze"]);
    put(project.path(), RECORD, &whole);
    assert_eq!(changed(&before, &heard(project.path(), "2025-W11")), [""; 0]);
}

#[test]
fn next_week_is_frozen_unless_told_and_an_item_that_is_not_there_is_refused() {
    let project = project();
    let now = ["freeze", "--now", "2025-03-05T08:00:00+07:00"];
    assert!(well(project.path(), &now).out.contains(RECORD));
    loa(project.path(), &["freeze", "--amend", "--item", "2025-03-10/huyen/khong-co"])
        .tells(2, &["khong-co"]);
    loa(project.path(), &["freeze", "--date", "10/3/2025"]).tells(2, &["--amend"]);
}

/// The WAVs that were built, with their digests.
fn built(project: &Path) -> Vec<(String, String)> {
    let wavs = super::support::digests(&project.join("out"));
    wavs.into_iter().filter(|(path, _)| path.ends_with(".wav")).collect()
}

#[test]
fn a_house_clip_that_a_bad_disk_changed_is_told_and_made_again_with_all_that_was_built_of_it() {
    let project = tiny();
    let folder = project.path();
    well(folder, &["build", "--week", "2025-W11"]);
    let good = built(folder);
    let cache = folder.join(".loa/cache");
    let pieces: Vec<_> = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path()).collect();
    let pieces: Vec<_> =
        pieces.iter().filter(|path| path.extension().is_some_and(|extension| extension == "wav")).collect();
    assert!(pieces.len() >= 5, "{pieces:?}");
    for piece in &pieces {
        let mut bytes = fs::read(piece).unwrap();
        let (middle, time) = (bytes.len() / 2, fs::metadata(piece).unwrap().modified().unwrap());
        bytes[middle] ^= 0x10;
        fs::write(piece, &bytes).unwrap();
        // A disk that goes bad leaves size and time as they were.
        fs::File::options().write(true).open(piece).unwrap().set_modified(time).unwrap();
    }
    fs::remove_dir_all(folder.join("out")).unwrap();
    well(folder, &["build", "--week", "2025-W11"]);
    assert_ne!(built(folder), good, "nobody reads every clip through at each build");
    let freeze = well(folder, &FREEZE).out;
    assert!(freeze.contains("bị hỏng") && freeze.contains("clips/hieu.wav"), "{freeze}");
    well(folder, &["build", "--week", "2025-W11"]);
    assert_eq!(built(folder), good);
    let again = well(folder, &["freeze", "--week", "2025-W11", "--amend"]).out;
    assert!(!again.contains("bị hỏng"), "{again}");
}

#[test]
fn a_house_clip_that_somebody_wrote_into_is_not_used() {
    let project = tiny();
    well(project.path(), &["build", "--week", "2025-W11"]);
    let good = built(project.path());
    for entry in fs::read_dir(project.path().join(".loa/cache")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "wav") {
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x10;
            fs::write(&path, &bytes).unwrap();
        }
    }
    fs::remove_dir_all(project.path().join("out")).unwrap();
    well(project.path(), &["build", "--week", "2025-W11"]);
    assert_eq!(built(project.path()), good);
}

#[test]
fn a_part_of_a_week_that_was_never_frozen_is_not_recorded() {
    let project = project();
    let amend = loa(project.path(), &["freeze", "--amend", "--date", "10/3/2025"]);
    amend.tells(2, &["2025-W11", "loa freeze --week 2025-W11"]);
    assert!(!project.path().join(RECORD).exists());
}
