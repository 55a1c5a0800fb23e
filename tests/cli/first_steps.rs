//! A newcomer: an empty folder, and the first three commands.

use super::support::{files, loa, manifests, put, well};
use tempfile::TempDir;

const NOW: &str = "2025-03-10T16:55:00+07:00";

#[test]
fn a_new_project_has_no_errors_and_builds_sound_for_today() {
    let folder = TempDir::new().unwrap();
    let made = well(folder.path(), &["init", "--now", NOW]);
    assert!(made.out.contains("loa check"), "the next step is named: {}", made.out);
    well(folder.path(), &["check", "--now", NOW]);
    let today = well(folder.path(), &["check", "--now", NOW, "--date", "10/3/2025"]);
    let last = today.out.lines().last().unwrap_or_default();
    assert!(last.starts_with("Không có gì sai"), "{}{}", today.out, today.err);
    let built = well(folder.path(), &["build", "--now", NOW]);
    assert!(built.out.starts_with("Đã dựng xong"), "{}", built.out);
    let weeks: Vec<String> =
        manifests(folder.path()).into_iter().map(|(_, manifest)| manifest.week).collect();
    assert_eq!(weeks, ["2025-W11", "2025-W12"], "this week and next, when no date is given");
    let wavs = files(&folder.path().join("out/2025-W11"));
    assert!(wavs.iter().any(|path| path.ends_with("2025-03-10/1700-chieu_1.wav")), "{wavs:?}");
}

#[test]
fn init_makes_the_folder_it_is_given_and_refuses_one_with_files() {
    let folder = TempDir::new().unwrap();
    well(folder.path(), &["init", "dai moi"]);
    assert!(folder.path().join("dai moi/schedules").is_dir());
    let full = TempDir::new().unwrap();
    put(full.path(), "thu-cua-toi.txt", "giữ lấy");
    loa(full.path(), &["init"]).tells(2, &[&full.path().display().to_string(), "không trống"]);
    assert_eq!(files(full.path()), [std::path::Path::new("thu-cua-toi.txt")], "nothing was put there");
}

#[test]
fn init_in_a_folder_with_hidden_files_only_leaves_them_alone() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), ".git/HEAD", "ref: refs/heads/main");
    put(folder.path(), ".gitignore", "*.bak\n");
    well(folder.path(), &["init"]);
    assert_eq!(std::fs::read_to_string(folder.path().join(".gitignore")).unwrap(), "*.bak\n");
}
