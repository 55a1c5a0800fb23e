//! Publications signed again and again: what stays, what grows, what is not believed.

use super::super::last::LAST;
use super::*;
use crate::repository::{KeyName, RootKeys, begin, renew, replace};
use chrono::TimeZone;
use tempfile::TempDir;

fn moment_of(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2025, 3, 1, 8, 0, 0).single().expect("a moment") + TimeDelta::days(i64::from(day))
}

fn index(station: &str, made: u32) -> StationIndex {
    StationIndex {
        version: 1,
        network: "thu".to_owned(),
        station: station.to_owned(),
        name: "Đài".to_owned(),
        made: moment_of(made).fixed_offset(),
        weeks: vec![],
    }
}

fn indexes(made: u32, stations: &[&str]) -> BTreeMap<String, StationIndex> {
    stations.iter().map(|station| ((*station).to_owned(), index(station, made))).collect()
}

struct Place {
    _folder: TempDir,
    keys: Keys,
    publication: PathBuf,
}

impl Place {
    fn new() -> Place {
        let folder = TempDir::new().expect("a folder");
        let keys = begin(&folder.path().join("keys"), moment_of(0)).expect("new keys");
        let publication = folder.path().join("publication");
        Place { _folder: folder, keys, publication }
    }

    fn sign(&self, indexes: &BTreeMap<String, StationIndex>, day: u32) -> Signed {
        sign(&self.publication, &self.keys, indexes, moment_of(day)).expect("it can be signed")
    }

    fn published(&self) -> Published {
        Published::open(&self.publication, &self.keys).expect("it is whole").expect("it is there")
    }

    fn stations(&self) -> Vec<(String, u32)> {
        let days = |index: &StationIndex| (index.made.to_utc() - moment_of(0)).num_days();
        let indexes = self.published().indexes().expect("whole");
        indexes.iter().map(|(slug, index)| (slug.clone(), days(index).try_into().expect("small"))).collect()
    }

    fn listing(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let folders = ["metadata", "targets"].map(|name| self.publication.join(name));
        let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
        let files = files.map(|file| file.expect("a file").path());
        files.map(|path| (path.clone(), fs::read(path).expect("a file"))).collect()
    }
}

#[test]
fn stations_keep_their_index_until_they_get_a_new_one_and_versions_grow() {
    let place = Place::new();
    place.sign(&indexes(0, &["huyen", "la-hai"]), 0);
    let first = place.published();
    place.sign(&indexes(1, &["la-hai", "phu-mo"]), 1);
    assert_eq!(place.stations(), [("huyen".into(), 0), ("la-hai".into(), 1), ("phu-mo".into(), 1)]);
    let second = place.published();
    let versions = |of: &Published| (of.timestamp.signed().version, of.targets.signed().version);
    assert_eq!((versions(&first), versions(&second)), ((1, 1), (2, 1)));
    let changed = second.bins.values().filter(|bin| bin.signed().version == 2).count();
    assert!((1..=2).contains(&changed), "only the bins of the two stations: {changed}");
}

#[test]
fn what_did_not_change_is_not_signed_again_until_it_is_good_for_less_than_twenty_days() {
    let place = Place::new();
    let all = indexes(0, &["huyen"]);
    place.sign(&all, 0);
    let before = place.listing();
    assert_eq!(place.sign(&all, 9).count.files, 0);
    assert_eq!(place.listing(), before);
    let later = place.sign(&all, 11);
    assert_eq!(later.expires.lists, moment_of(41));
    assert_eq!(place.published().bins.values().map(|bin| bin.signed().version).min(), Some(2));
}

#[test]
fn a_replaced_key_counts_no_more_and_everything_it_signed_is_signed_again() {
    let mut place = Place::new();
    place.sign(&indexes(0, &["huyen"]), 0);
    let root_keys = || RootKeys::find(std::slice::from_ref(&place.keys.folder)).expect("they are there");
    let old = place.keys.targets.id();
    let keys =
        replace(&place.keys.folder, &root_keys(), KeyName::Targets, moment_of(1)).expect("two of three sign");
    assert_ne!(keys.targets.id(), old);
    place.keys = keys;
    place.sign(&BTreeMap::new(), 1);
    let published = place.published();
    assert!(published.bins.values().all(|bin| is_signed(bin, &place.keys.root, "targets")));
    assert_eq!(place.stations(), [("huyen".into(), 0)]);
    assert!(place.publication.join("metadata/2.root.json").exists());
}

#[test]
fn the_root_needs_two_of_its_keys_and_a_lost_one_is_replaced_by_the_others() {
    let mut place = Place::new();
    let folder = place.keys.folder.clone();
    fs::remove_file(folder.join("root/root-1.key")).expect("it was there");
    let two = RootKeys::find(std::slice::from_ref(&folder)).expect("two are there");
    place.keys = replace(&folder, &two, KeyName::Root(1), moment_of(1)).expect("two are enough");
    fs::remove_file(folder.join("root/root-2.key")).expect("it was there");
    fs::remove_file(folder.join("root/root-3.key")).expect("it was there");
    let one = RootKeys::find(std::slice::from_ref(&folder)).expect("one is there");
    let refused = renew(&folder, &one, moment_of(2));
    assert!(matches!(refused, Err(RepositoryError::Keys(KeyFault::TooFewOfRoot { found: 1, wanted: 2 }))));
}

#[test]
#[cfg(unix)]
fn the_root_s_keys_are_found_on_sticks_that_know_no_owners_and_an_old_one_hides_no_new_one() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let (folder, stick) = (place.keys.folder.clone(), place.publication.with_file_name("usb"));
    fs::create_dir(&stick).expect("a folder");
    for number in 1..=3 {
        let file = format!("root-{number}.key");
        fs::copy(folder.join("root").join(&file), stick.join(&file)).expect("both are there");
        fs::set_permissions(stick.join(&file), fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let folders = [stick.clone(), folder.clone()];
    let found = || RootKeys::find(&folders).expect("they can be read");
    replace(&folder, &found(), KeyName::Root(1), moment_of(1)).expect("two of three sign");
    fs::remove_file(stick.join("root-2.key")).expect("it was there");
    fs::remove_file(folder.join("root/root-2.key")).expect("it was there");
    fs::remove_file(folder.join("root/root-3.key")).expect("it was there");
    renew(&folder, &found(), moment_of(2)).expect("the new first one and the third sign");
}

#[test]
fn what_a_broken_server_put_among_the_lists_is_not_signed() {
    let place = Place::new();
    place.sign(&indexes(0, &["huyen"]), 0);
    let other = Place::new();
    other.sign(&indexes(0, &["huyen"]), 0);
    let bin = Bins::for_stations(1).of("huyen.json");
    let file = format!("metadata/1.{bin}.json");
    fs::copy(other.publication.join(&file), place.publication.join(&file)).expect("both are there");
    let refused = sign(&place.publication, &place.keys, &BTreeMap::new(), moment_of(1));
    let Err(RepositoryError::Publication(damaged)) = refused else { panic!("{refused:?}") };
    assert!(damaged.path.ends_with(&file));
}

#[test]
fn an_older_state_put_back_is_refused_and_one_that_is_gone_goes_on_with_higher_versions() {
    let place = Place::new();
    place.sign(&indexes(0, &["huyen"]), 0);
    let old = place.listing();
    place.sign(&indexes(1, &["huyen"]), 1);
    for (path, text) in &old {
        fs::write(path, text).expect("writable");
    }
    let refused = sign(&place.publication, &place.keys, &indexes(2, &["huyen"]), moment_of(2));
    assert!(matches!(refused, Err(RepositoryError::Publication(_))), "{refused:?}");
    fs::remove_dir_all(&place.publication).expect("it was there");
    place.sign(&indexes(2, &["huyen"]), 2);
    assert_eq!(place.published().timestamp.signed().version, 3);
}

#[test]
fn a_publication_that_was_killed_before_or_behind_its_last_file_goes_on() {
    for is_in_place in [false, true] {
        let place = Place::new();
        place.sign(&indexes(0, &["huyen"]), 0);
        let timestamp = place.publication.join("metadata/timestamp.json");
        let old = fs::read(&timestamp).expect("it is there");
        let first = Last::read(&place.keys).expect("whole").expect("written").finished;
        place.sign(&indexes(1, &["huyen"]), 1);
        let last = Last::read(&place.keys).expect("whole").expect("written");
        let killed = Last { finished: first, next: last.finished.clone(), ..last };
        killed.store(&place.keys).expect("writable");
        if !is_in_place {
            fs::write(&timestamp, old).expect("writable");
        }
        assert_eq!(place.stations(), [("huyen".into(), u32::from(is_in_place))]);
        place.sign(&indexes(2, &["huyen"]), 2);
        assert_eq!(place.published().timestamp.signed().version, 3);
        assert_eq!(place.stations(), [("huyen".into(), 2)]);
    }
}

#[test]
fn what_was_planted_with_stolen_keys_is_not_signed_when_they_are_revoked() {
    let mut place = Place::new();
    place.sign(&indexes(0, &["huyen"]), 0);
    let thief = Keys::open(&place.keys.folder).expect("stolen");
    let kept = fs::read(place.keys.folder.join(LAST)).expect("it is there");
    sign(&place.publication, &thief, &indexes(9, &["huyen"]), moment_of(1)).expect("the thief has all keys");
    // What lies beside the producer's own keys, the thief does not reach.
    fs::write(place.keys.folder.join(LAST), kept).expect("writable");
    let root_keys = RootKeys::find(std::slice::from_ref(&place.keys.folder)).expect("they are there");
    for name in KeyName::ONLINE {
        place.keys = replace(&place.keys.folder, &root_keys, name, moment_of(1)).expect("two of three sign");
    }
    let refused = sign(&place.publication, &place.keys, &BTreeMap::new(), moment_of(1));
    assert!(matches!(refused, Err(RepositoryError::Publication(_))), "{refused:?}");
}

#[test]
fn where_nothing_is_written_down_only_the_keys_of_the_root_are_believed() {
    let place = Place::new();
    place.sign(&indexes(0, &["huyen"]), 0);
    fs::remove_file(place.keys.folder.join(LAST)).expect("it was there");
    assert_eq!(place.stations(), [("huyen".into(), 0)]);
    let other = Place::new();
    let refused = Published::open(&place.publication, &other.keys);
    assert!(matches!(refused, Err(RepositoryError::Publication(_))), "{refused:?}");
}

#[test]
fn a_key_that_others_may_read_is_refused_and_none_is_shown() {
    let place = Place::new();
    assert!(!format!("{:?}", place.keys.targets).contains("seed"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = place.keys.folder.join("targets.key");
        assert_eq!(fs::metadata(&key).expect("it is there").permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("it is ours");
        let refused = Keys::open(&place.keys.folder);
        assert!(matches!(refused, Err(RepositoryError::Keys(KeyFault::Open(path))) if path == key));
    }
}
