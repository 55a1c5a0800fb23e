//! The same project gives the same bytes, wherever it stands and however its files are named.

use super::support::{WEEK, digests, tiny, well};
use std::fs;

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
