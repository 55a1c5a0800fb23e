//! Missing and damaged files, full disks, forbidden folders, two builds at once: a clear word, the rest done all the
//! same, and what was made before untouched.

use super::support::{
    Run, WEEK, command, digests, files, lay_down, loa, manifests, marks, put, square, tiny, well,
};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const MP3: &[u8] = include_bytes!("../fixtures/tone.mp3");

#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn skip(why: &str) {
    eprintln!("skipped: {why}");
}

/// The tiny project with `clips/hieu` (in all programmes of the district) exchanged for a bad file after a good build.
/// What the district had stays; the commune's own programme, changed at the same time, is made.
fn bad_clip(name: &str, bytes: &[u8], told: &[&str]) {
    let project = tiny();
    well(project.path(), &WEEK);
    let before = digests(&project.path().join("out"));
    fs::remove_file(project.path().join("clips/hieu.wav")).unwrap();
    if !name.is_empty() {
        put(project.path(), &format!("clips/{name}"), bytes);
    }
    put(project.path(), "clips/xa.wav", square(8, 12_000));
    let run = loa(project.path(), &WEEK);
    run.tells(1, told);
    let after = digests(&project.path().join("out"));
    for (path, digest) in before.iter().filter(|(path, _)| path.ends_with(".wav")) {
        let is_changed = after.get(path) != Some(digest);
        assert_eq!(is_changed, path.ends_with("1800-toi.wav"), "{path}");
    }
    for (folder, manifest) in manifests(project.path()) {
        for file in manifest.files() {
            assert!(folder.join(file).exists(), "{file} is promised");
        }
    }
    assert_eq!(loa(project.path(), &WEEK).code, Some(1), "the error is told again, not forgotten");
}

#[test]
fn a_clip_that_is_missing_is_named_where_it_is_used() {
    bad_clip("", b"", &["lỗi[unknown-clip]", "schedules/b-huyen.ron:6:", "“hieu”"]);
}

#[test]
fn a_truncated_mp3_is_named() {
    bad_clip("hieu.mp3", &MP3[..MP3.len() / 2], &["lỗi[bad-sound]", "“clips/hieu.mp3”", "gợi ý"]);
}

#[test]
fn a_text_that_is_called_wav_is_named() {
    bad_clip(
        "hieu.wav",
        "Đây là chữ, không phải tiếng.\n".repeat(50).as_bytes(),
        &["lỗi[bad-sound]", "“clips/hieu.wav”"],
    );
}

#[test]
fn an_empty_sound_file_is_named() {
    bad_clip("hieu.wav", b"", &["lỗi[bad-sound]", "“clips/hieu.wav”"]);
}

#[test]
fn one_bad_filler_is_an_error_but_its_pool_goes_on_with_the_others() {
    let project = tiny();
    put(project.path(), "clips/nen/hong.ogg", b"OggS");
    let run = loa(project.path(), &WEEK);
    run.tells(1, &["“clips/nen/hong.ogg”"]);
    let wavs = files(&project.path().join("out"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "wav"));
    assert!(wavs.count() > 20);
}

#[test]
fn a_text_file_of_the_wrong_coding_is_named_and_the_rest_is_built() {
    let project = tiny();
    put(
        project.path(),
        "bulletins/2025-03-12/tin.md",
        b"---\ntitle: Tin \xff\xfe\nsection: tin\n---\nM\xe0.\n",
    );
    let run = loa(project.path(), &WEEK);
    run.tells(1, &["bulletins/2025-03-12/tin.md"]);
    assert!(project.path().join("out/2025-W11/xa/2025-03-12/1800-toi.wav").exists());
}

/// A small disk of its own, gone at the end of the test.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn new(size: &str) -> Option<SmallDisk> {
        let folder = TempDir::new().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(folder.path())
            .output();
        mounted.is_ok_and(|output| output.status.success()).then_some(SmallDisk(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_is_said_to_be_full_and_what_was_made_stays() {
    let Some(disk) = SmallDisk::new("14m") else { return skip("no disk can be mounted here") };
    let project = disk.0.path();
    lay_down(project);
    well(project, &["build", "--date", "10/3/2025"]);
    let before = (digests(&project.join("out")), marks(&project.join("out")));
    let run = loa(project, &WEEK);
    run.tells(3, &["ổ đĩa đã đầy", project.to_str().expect("UTF-8")]);
    let after = (digests(&project.join("out")), marks(&project.join("out")));
    for path in before.0.keys() {
        assert_eq!(after.0.get(path), before.0.get(path), "{path} has other bytes");
        assert_eq!(after.1.get(path), before.1.get(path), "{path} was written again");
    }
    assert!(
        after.0.keys().all(|path| !path.contains("/.loa-")),
        "no scraps take the space: {:?}",
        after.0.keys()
    );
    well(project, &["check", "--date", "10/3/2025"]);
}

#[test]
fn printing_into_a_full_disk_ends_with_3() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        return skip("there is no /dev/full");
    };
    let project = tiny();
    let output = command(project.path(), &["plan"]).stdout(full).output().unwrap();
    Run::of(&output).tells(3, &["không in ra được"]);
}

/// Runs the program as somebody who may not do everything; none where that cannot be arranged.
#[cfg(unix)]
fn as_somebody(folder: &Path, arguments: &[&str]) -> Option<Run> {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Some(loa(folder, arguments));
    }
    let can_run = command(folder, &["--version"])
        .uid(NOBODY)
        .gid(NOBODY)
        .output()
        .is_ok_and(|output| output.status.success());
    can_run.then(|| Run::of(&command(folder, arguments).uid(NOBODY).gid(NOBODY).output().unwrap()))
}

/// Sets what everybody may do with `folder` and all in it: `on_folders` and files alike, as `chmod -R` has it.
#[cfg(unix)]
fn allow(folder: &Path, words: &str) {
    assert!(Command::new("chmod").args(["-R", words]).arg(folder).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_named() {
    let project = tiny();
    allow(project.path(), "a+rwX");
    let locked = project.path().join("bulletins/2025-03-11");
    allow(&locked, "a-rwx");
    let run = as_somebody(project.path(), &WEEK);
    allow(&locked, "a+rwX");
    let Some(run) = run else { return skip("root may read everything") };
    run.tells(3, &[locked.to_str().expect("UTF-8"), "không có quyền"]);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_may_not_be_written_is_named_and_stays_as_it_was() {
    let project = tiny();
    well(project.path(), &WEEK);
    allow(project.path(), "a+rwX");
    let out = project.path().join("out");
    let before = (digests(&out), marks(&out));
    put(project.path(), "clips/mo-man.wav", square(12, 16_000));
    allow(&project.path().join("clips"), "a+rwX");
    allow(&out, "a-w");
    let run = as_somebody(project.path(), &WEEK);
    allow(&out, "u+w");
    let Some(run) = run else { return skip("root may write everything") };
    run.tells(3, &["out/2025-W11/huyen", "không có quyền"]);
    assert_eq!((digests(&out), marks(&out)), before);
}

#[test]
fn a_second_build_at_the_same_time_is_turned_away() {
    let project = tiny();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    let before = marks(&project.path().join("out"));
    let lock = fs::File::options().write(true).open(project.path().join(".loa/lock")).unwrap();
    lock.lock().unwrap();
    loa(project.path(), &WEEK).tells(3, &["một lệnh loa khác", ".loa/lock"]);
    assert_eq!(marks(&project.path().join("out")), before);
    well(project.path(), &["plan", "--date", "10/3/2025"]);
    drop(lock);
    well(project.path(), &WEEK);
}

#[test]
fn a_file_where_a_folder_should_be_is_named() {
    for path in ["out", "out/2025-W11/huyen", "bulletins", "clips", ".loa"] {
        let project = tiny();
        let place = project.path().join(path);
        if place.is_dir() {
            fs::remove_dir_all(&place).unwrap();
        }
        put(project.path(), path, "không phải thư mục");
        let run = loa(project.path(), &WEEK);
        run.tells(3, &[path]);
        assert_eq!(
            fs::read_to_string(&place).unwrap(),
            "không phải thư mục",
            "{path} is not ours to replace"
        );
    }
    let folder = TempDir::new().unwrap();
    put(folder.path(), "schedules", "không phải thư mục");
    loa(folder.path(), &WEEK).tells(3, &["schedules"]);
}

#[test]
fn a_cache_that_was_spoilt_is_made_again() {
    let project = tiny();
    well(project.path(), &WEEK);
    let good = digests(&project.path().join("out"));
    fs::remove_dir_all(project.path().join("out")).unwrap();
    for name in ["cache/index.json", "made.json"] {
        put(&project.path().join(".loa"), name, "{ hỏng");
    }
    for path in files(&project.path().join(".loa/cache")) {
        if path.extension().is_some_and(|e| e == "wav") {
            put(&project.path().join(".loa/cache"), path.to_str().expect("UTF-8"), b"RIFF");
        }
    }
    well(project.path(), &WEEK);
    assert_eq!(digests(&project.path().join("out")), good);
}
