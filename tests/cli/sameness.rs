//! The same project gives the same bytes, wherever it stands and however its files are named.

use super::support::{LOA, WEEK, digests, tiny, well};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn two_folders_whose_schedules_load_in_another_order_come_out_the_same() {
    let (one, other) = (tiny(), tiny());
    let schedules = other.path().join("schedules");
    for (name, new) in [("a-network.ron", "z.ron"), ("b-huyen.ron", "y/b.ron"), ("c-xa.ron", "x.ron")] {
        fs::create_dir_all(schedules.join("y")).unwrap();
        fs::rename(schedules.join(name), schedules.join(new)).unwrap();
    }
    well(one.path(), &WEEK);
    well(other.path(), &WEEK);
    let built = digests(&one.path().join("out"));
    assert!(built.len() > 50, "{built:?}");
    assert_eq!(built, digests(&other.path().join("out")));
    assert_eq!(digests(&one.path().join("recordings")), digests(&other.path().join("recordings")));
}

#[test]
fn a_week_built_day_by_day_comes_out_as_the_week_at_once() {
    let (one, other) = (tiny(), tiny());
    well(one.path(), &WEEK);
    for day in [13, 10, 16, 11, 14, 12, 15] {
        well(other.path(), &["build", "--date", &format!("2025-03-{day}")]);
    }
    assert_eq!(digests(&one.path().join("out")), digests(&other.path().join("out")));
}

/// On so many processors as threads, which is how many the program takes.
#[test]
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn one_thread_and_two_make_the_same_clips_and_the_same_wavs() {
    let (one, two) = (tiny(), tiny());
    for (project, processors) in [(&one, "0"), (&two, "0,1")] {
        let run = Command::new("taskset")
            .args(["--cpu-list", processors, LOA])
            .args(WEEK)
            .current_dir(project.path())
            .env_remove("LOA_LANG")
            .output();
        match run {
            Ok(run) if run.status.success() => {}
            Ok(run) => return eprintln!("skipped: {}", String::from_utf8_lossy(&run.stderr)),
            Err(_) => return eprintln!("skipped: taskset is not installed"),
        }
    }
    let wavs = |folder: &Path| {
        let mut found = digests(folder);
        found.retain(|path, _| path.ends_with(".wav"));
        found
    };
    for folder in ["out", ".loa/cache"] {
        let made = wavs(&one.path().join(folder));
        assert!(made.len() > 5, "{made:?}");
        assert_eq!(made, wavs(&two.path().join(folder)), "{folder}");
    }
}
