//! A mistake in the files never costs what was good before.

use super::support::{command, digests, loa, manifests, put, tiny, well};
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

const WEEK: [&str; 3] = ["build", "--week", "2025-W11"];

fn change(project: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(project.join(path)).expect("the file");
    assert!(text.contains(from), "{path} has no {from}");
    put(project, path, text.replace(from, to));
}

#[test]
fn a_slot_that_cannot_be_read_leaves_every_file_of_its_stations_as_it_was() {
    for (from, to) in [("17h00", "17h70"), ("by: \"huyen\"", "by: \"huyenn\"")] {
        let project = tiny();
        well(project.path(), &WEEK);
        let before = digests(&project.path().join("out"));
        change(project.path(), "schedules/b-huyen.ron", from, to);
        let run = loa(project.path(), &WEEK);
        assert_eq!(run.code, Some(1), "{}", run.err);
        assert!(run.out.contains("Giữ nguyên bản cũ"), "{}", run.out);
        assert_eq!(digests(&project.path().join("out")), before, "{to}");
    }
}

#[test]
fn a_programme_with_a_blanked_part_is_not_made_without_it() {
    let project = tiny();
    well(project.path(), &WEEK);
    let before = manifests(project.path());
    change(project.path(), "schedules/b-huyen.ron", "Read(\"chao\")", "Read(“chao”)");
    let run = loa(project.path(), &WEEK);
    assert_eq!(run.code, Some(1), "{}", run.err);
    for ((_, before), (_, after)) in before.iter().zip(manifests(project.path())) {
        let sounds = |manifest: &loa::package::StationManifest| {
            let items = manifest.days.iter().flat_map(|day| day.items.clone());
            items.map(|item| (item.id, item.sound)).collect::<Vec<_>>()
        };
        assert_eq!(sounds(before), sounds(&after));
    }
}

#[test]
fn an_item_that_cannot_be_made_and_moved_does_not_air_its_old_sound_at_the_new_time() {
    let project = tiny();
    well(project.path(), &WEEK);
    change(project.path(), "schedules/b-huyen.ron", "17h00", "17h05");
    put(project.path(), "clips/hieu.wav", "lời, không phải tiếng");
    let run = loa(project.path(), &WEEK);
    assert_eq!(run.code, Some(1), "{}", run.err);
    for (folder, manifest) in manifests(project.path()) {
        for item in manifest.days.iter().flat_map(|day| &day.items) {
            let begins = item.start[11..16].replace(':', "");
            for part in item.sound.iter().flat_map(|sound| &sound.parts) {
                assert!(part.file.contains(&format!("/{begins}-")), "{}: {}", folder.display(), part.file);
            }
        }
    }
}

#[test]
fn what_is_changed_while_a_build_runs_is_built_by_the_next() {
    let project = tiny();
    let folder = project.path();
    let mut child = command(folder, &WEEK).spawn().expect("it starts");
    thread::sleep(Duration::from_millis(15));
    let path = "scripts/chao.tera";
    let text = fs::read_to_string(folder.join(path)).expect("the template");
    put(folder, path, format!("{text} Thêm một câu.\n"));
    child.wait().expect("it ends");
    well(folder, &WEEK);
    let words = manifests(folder).into_iter().flat_map(|(_, manifest)| manifest.days);
    let words = words.flat_map(|day| day.items).filter_map(|item| item.sound);
    let words: Vec<String> = words.flat_map(|sound| sound.elements).filter_map(|e| e.words).collect();
    assert!(words.iter().any(|words| words.contains("Thêm một câu.")), "{words:?}");
}

#[test]
fn today_is_built_only_while_it_is_what_would_be_made() {
    let project = tiny();
    let now = ["--now", "2025-03-10T16:55:00+07:00"];
    well(project.path(), &WEEK);
    let fine = loa(project.path(), &now);
    assert!(fine.out.contains("Hôm nay đã dựng đủ"), "{}", fine.out);
    let path = "scripts/chao.tera";
    let text = fs::read_to_string(project.path().join(path)).expect("the template");
    put(project.path(), path, format!("{text} Thêm một câu.\n"));
    let stale = loa(project.path(), &now);
    assert!(!stale.out.contains("Hôm nay đã dựng đủ"), "{}", stale.out);
}

#[test]
fn a_station_whose_folder_is_in_the_way_stops_no_other() {
    let project = tiny();
    well(project.path(), &WEEK);
    let week = project.path().join("out/2025-W11");
    let entries = fs::read_dir(&week).expect("the week").map(|entry| entry.expect("one").path());
    let stations: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    let (blocked, other) = (&stations[0], &stations[1]);
    fs::remove_dir_all(blocked).expect("removed");
    fs::remove_dir_all(other).expect("removed");
    fs::write(blocked, "một tệp").expect("written");
    let run = loa(project.path(), &WEEK);
    let name = blocked.file_name().expect("a name").to_string_lossy().into_owned();
    run.tells(3, &[&name]);
    assert!(other.join("manifest.json").exists(), "{}", run.err);
}
