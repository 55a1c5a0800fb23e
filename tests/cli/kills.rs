//! Killed at any instant, a build leaves the old or the new, never half; the next one finishes the work.
#![cfg(unix)]

use super::support::{WEEK, command, digests, tiny, well};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Starts a build and kills it (SIGKILL) after `life`; says whether it was still at work.
fn killed_after(folder: &Path, life: Duration) -> bool {
    let mut child = command(folder, &WEEK)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(life);
    let was_at_work = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    was_at_work
}

/// Every file with its own name is one of the good ones; what is unfinished is called `.loa-…`.
fn nothing_half(folder: &Path, good: &BTreeMap<String, String>) {
    for (path, digest) in digests(&folder.join("out")) {
        let name = Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with(".loa-") || good.get(&path) == Some(&digest), "{path} is half done");
    }
}

#[test]
fn a_build_that_was_killed_is_finished_by_the_next_to_the_same_bytes() {
    let undisturbed = tiny();
    let begun = Instant::now();
    well(undisturbed.path(), &WEEK);
    let usual = begun.elapsed();
    let good = digests(&undisturbed.path().join("out"));
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let mut at_work = 0;
    for tenth in 0..10 {
        let project = tiny();
        // One moment in each tenth of the time a build takes.
        let within = (seed / (tenth + 1)) % 100;
        let life = usual * (tenth * 100 + within) / 1000;
        at_work += usize::from(killed_after(project.path(), life));
        nothing_half(project.path(), &good);
        well(project.path(), &WEEK);
        assert_eq!(digests(&project.path().join("out")), good, "killed after {life:?} of {usual:?}");
    }
    assert!(at_work >= 3, "only {at_work} of 10 were killed at work");
}
