//! Only what changed is made again.

use super::support::{WEEK, digests, loa, manifests, marks, put, square, tiny, well};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The WAVs that are not the files they were before: made anew, made again, or gone.
fn changed(before: &std::collections::BTreeMap<String, (u64, i64, i64)>, project: &Path) -> BTreeSet<String> {
    let after = marks(&project.join("out"));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let names = names.into_iter().filter(|path| path.ends_with(".wav"));
    names.filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

/// The WAVs in which the sound file `source` is heard, by the manifests.
fn with_sound_of(project: &Path, source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (folder, manifest) in manifests(project) {
        let within = folder.strip_prefix(project.join("out")).unwrap();
        for sound in manifest.days.iter().flat_map(|day| &day.items).filter_map(|item| item.sound.as_ref()) {
            for element in sound.elements.iter().filter(|element| element.source.as_deref() == Some(source)) {
                if let Some(part) = element.part {
                    found.insert(within.join(&sound.parts[part].file).display().to_string());
                }
            }
        }
    }
    found
}

#[test]
fn a_second_build_writes_nothing_and_says_so() {
    let project = tiny();
    well(project.path(), &WEEK);
    let (out, kept) = (marks(&project.path().join("out")), marks(&project.path().join(".loa")));
    assert!(out.keys().any(|path| path.ends_with(".wav")));
    let second = well(project.path(), &WEEK);
    assert!(
        second.out.contains("Không có gì thay đổi") && second.out.contains("không ghi gì"),
        "{}",
        second.out
    );
    assert_eq!(marks(&project.path().join("out")), out);
    assert_eq!(marks(&project.path().join(".loa")), kept);
}

#[test]
fn a_build_that_has_to_look_again_still_writes_nothing() {
    let project = tiny();
    well(project.path(), &WEEK);
    let out = marks(&project.path().join("out"));
    let bulletin = project.path().join("bulletins/2025-03-12/tin.md");
    let text = fs::read(&bulletin).unwrap();
    fs::write(&bulletin, &text).unwrap();
    let second = well(project.path(), &WEEK);
    assert!(second.out.contains("không ghi gì"), "{}", second.out);
    assert_eq!(marks(&project.path().join("out")), out);
}

#[test]
fn a_changed_clip_remakes_only_the_programmes_that_use_it() {
    let project = tiny();
    well(project.path(), &WEEK);
    let before = marks(&project.path().join("out"));
    let users = with_sound_of(project.path(), "clips/mo-man.wav");
    assert_eq!(users.len(), 7, "one programme a day: {users:?}");
    put(project.path(), "clips/mo-man.wav", square(12, 16_000));
    well(project.path(), &WEEK);
    assert_eq!(changed(&before, project.path()), users);
}

#[test]
fn a_correction_before_air_remakes_only_that_day_s_programme() {
    let project = tiny();
    well(project.path(), &WEEK);
    let before = marks(&project.path().join("out"));
    let bulletin = project.path().join("bulletins/2025-03-12/tin.md");
    let text =
        fs::read_to_string(&bulletin).unwrap() + "\nHội bắt đầu lúc bảy giờ sáng, tại sân đình của thôn.\n";
    fs::write(&bulletin, text).unwrap();
    well(project.path(), &["build", "--date", "12/3/2025"]);
    let changed = changed(&before, project.path());
    assert!(!changed.is_empty());
    for path in &changed {
        let of_programme = path.starts_with("2025-W11/huyen/2025-03-12/1700-chieu");
        let of_substitute = path.starts_with("2025-W11/xa/2025-03-12/1700-tiep-am-du-phong");
        assert!(of_programme || of_substitute, "{path} has nothing to do with the correction");
    }
    let script = project.path().join("out/2025-W11/huyen/2025-03-12/1700-chieu.txt");
    assert!(fs::read_to_string(script).unwrap().contains("sân đình"));
    for (_, manifest) in manifests(project.path()) {
        assert_eq!(manifest.days.len(), 7, "the other days stay in the manifest");
    }
}

#[test]
fn a_wav_that_was_deleted_or_cut_short_is_made_again_and_no_other() {
    let project = tiny();
    well(project.path(), &WEEK);
    let good = digests(&project.path().join("out"));
    let name = "2025-W11/huyen/2025-03-11/0530-sang.wav";
    let wav = project.path().join("out").join(name);
    let before = marks(&project.path().join("out"));
    fs::remove_file(&wav).unwrap();
    well(project.path(), &WEEK);
    assert_eq!(digests(&project.path().join("out")), good);
    // Made again, or the same file as another programme of the same recipe: no other WAV is touched.
    assert!(changed(&before, project.path()).is_subset(&BTreeSet::from([name.to_owned()])));

    let bytes = fs::read(&wav).unwrap();
    fs::remove_file(&wav).unwrap();
    fs::write(&wav, &bytes[..bytes.len() / 2]).unwrap();
    well(project.path(), &WEEK);
    assert_eq!(digests(&project.path().join("out")), good);
}

#[test]
fn a_wav_damaged_through_one_of_its_names_is_right_again_under_all() {
    let project = tiny();
    well(project.path(), &WEEK);
    let good = digests(&project.path().join("out"));
    // Written in place, so that every name that shares the bytes is damaged with it.
    let wav = project.path().join("out/2025-W11/huyen/2025-03-11/0530-sang.wav");
    let file = fs::File::options().write(true).open(wav).unwrap();
    file.set_len(1_000).unwrap();
    drop(file);
    well(project.path(), &WEEK);
    assert_eq!(digests(&project.path().join("out")), good);
}

#[test]
fn files_of_a_removed_slot_go_and_foreign_ones_stay() {
    let project = tiny();
    well(project.path(), &WEEK);
    let stranger = "out/2025-W11/xa/2025-03-10/ghi-chu cua toi.txt";
    put(project.path(), stranger, "đừng xoá");
    put(project.path(), "out/2025-W11/xa/1800-toi.wav", "của người khác");
    let gone: Vec<String> = with_sound_of(project.path(), "clips/xa.wav").into_iter().collect();
    assert_eq!(gone.len(), 7);
    let schedule = project.path().join("schedules/c-xa.ron");
    let text = fs::read_to_string(&schedule).unwrap();
    let without: String =
        text.lines().filter(|line| !line.contains("\"tối\"")).map(|line| format!("{line}\n")).collect();
    fs::write(&schedule, without).unwrap();
    well(project.path(), &WEEK);
    for path in gone {
        assert!(!project.path().join("out").join(&path).exists(), "{path} is left");
    }
    assert_eq!(fs::read_to_string(project.path().join(stranger)).unwrap(), "đừng xoá");
    assert!(project.path().join("out/2025-W11/xa/1800-toi.wav").exists());
    assert!(project.path().join("out/2025-W11/xa/2025-03-10/1700-tiep-am-du-phong.wav").exists());
}

#[test]
fn a_machine_is_told_what_was_made() {
    let project = tiny();
    let told = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&loa(project.path(), arguments).out).expect("JSON and nothing else")
    };
    let build = ["build", "--week", "2025-W11", "--format", "json"];
    let first = told(&build);
    assert_eq!(first["unchanged"], false);
    assert_eq!(first["wavs"], first["wavs_made"]);
    let second = told(&build);
    assert_eq!((&second["unchanged"], &second["wavs"]), (&true.into(), &first["wavs"]));
}
