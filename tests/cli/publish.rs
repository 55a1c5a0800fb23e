//! Publishing as a producer meets it: what is refused, what moves when something changes, what a kill leaves, who reads it.

use super::support::{RATE, Run, command, example, files, loa, put, square, tiny, well};
use loa::package::{PackedPiece, StationIndex, WeekPackage};
use loa::repository::{Keys, Publication};
use loa::source::sha256;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// So many publications are killed while they are at work.
const KILLS: u32 = 200;

const ANSWERS: &str = "Nguyễn Văn An, Phó Trưởng Đài";

/// The tiny project with keys beside it.
struct Producer {
    project: TempDir,
    keys: TempDir,
}

impl Producer {
    fn new() -> Producer {
        let producer = Producer { project: tiny(), keys: TempDir::new().unwrap() };
        well(producer.path(), &["keys", "init", "--keys", producer.keys.path().to_str().unwrap()]);
        producer
    }

    fn path(&self) -> &Path {
        self.project.path()
    }

    fn arguments<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let keys = self.keys.path().to_str().unwrap();
        let common = ["publish", "--week", "2025-W11", "--keys", keys, "--unapproved-by", ANSWERS];
        common.iter().copied().chain(more.iter().copied()).collect()
    }

    fn publish(&self, more: &[&str]) -> Run {
        loa(self.path(), &self.arguments(more))
    }

    /// Publishes well, and says so in these words.
    #[track_caller]
    fn publishes(&self, more: &[&str], words: &str) {
        let run = well(self.path(), &self.arguments(more));
        assert!(run.out.contains(words), "“{words}” is not said: {}", run.out);
    }

    fn folder(&self) -> PathBuf {
        self.path().join("out/publication")
    }

    /// Every station's index, after every file that is named anywhere was found to be what its digest says.
    fn whole(&self) -> Vec<StationIndex> {
        let keys = Keys::open(self.keys.path()).expect("the keys are whole");
        let folder = self.folder();
        let publication = Publication::open(&folder, &keys).expect("the publication is whole");
        for (slug, index) in publication.indexes() {
            for week in &index.weeks {
                let package = publication.package(slug, &week.week).expect("whole").expect("listed");
                for (place, digest) in named(&package) {
                    let bytes =
                        fs::read(folder.join(&place)).unwrap_or_else(|error| panic!("{place}: {error}"));
                    assert_eq!(sha256(&bytes), digest, "{place}");
                }
            }
        }
        publication.indexes().values().cloned().collect()
    }

    fn revisions(&self) -> Vec<(String, u32)> {
        let weeks = self.whole().into_iter();
        weeks
            .flat_map(|index| index.weeks.into_iter().map(move |week| (index.station.clone(), week.revision)))
            .collect()
    }

    /// The sounds that are published, by digest.
    fn pieces(&self) -> BTreeSet<String> {
        let objects = files(&self.folder().join("objects"));
        let pieces = objects.iter().filter(|path| path.extension().is_some_and(|kind| kind == "flac"));
        pieces.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
    }
}

fn named(package: &WeekPackage) -> Vec<(String, String)> {
    let pieces =
        package.pieces.iter().map(|piece: &PackedPiece| (piece.place(), piece.object.sha256.clone()));
    let files = package.files.iter().map(|file| (file.place(), file.object.sha256.clone()));
    pieces.chain(files).collect()
}

#[test]
fn texts_that_nobody_approved_are_published_only_if_somebody_answers_for_them() {
    let producer = Producer::new();
    let keys = producer.keys.path().to_str().unwrap();
    let refused = loa(producer.path(), &["publish", "--week", "2025-W11", "--keys", keys]);
    refused.tells(1, &["chưa ai duyệt", "--unapproved-by"]);
    assert!(!producer.folder().join("metadata/timestamp.json").exists());
    producer.publishes(&[], "Đã phát hành 2025-W11");
    let record = fs::read_to_string(producer.path().join("published/publications.jsonl")).unwrap();
    assert!(record.contains(ANSWERS) && record.contains("bulletins/2025-03-10/tin.md"), "{record}");
    producer.publishes(&[], "Không có gì mới để phát hành");
}

#[test]
fn a_published_week_changes_only_when_that_is_said_and_becomes_the_next_revision() {
    let producer = Producer::new();
    producer.publishes(&[], "");
    let before = (producer.revisions(), producer.pieces());
    assert!(before.0.iter().all(|(_, revision)| *revision == 1) && !before.1.is_empty());
    put(producer.path(), "clips/hieu.wav", square(18, RATE));
    producer.publish(&[]).tells(1, &["đã phát hành rồi mà nay khác đi", "--amend"]);
    assert_eq!((producer.revisions(), producer.pieces()), before);
    producer.publishes(&["--amend", "--reason", "Thay nhạc hiệu"], "Đã phát hành");
    let indexes = producer.whole();
    let changed: Vec<_> =
        indexes.iter().flat_map(|index| &index.weeks).filter(|week| week.revision == 2).collect();
    assert!(
        !changed.is_empty() && changed.iter().all(|week| week.reason.as_deref() == Some("Thay nhạc hiệu"))
    );
    let new: Vec<String> = producer.pieces().difference(&before.1).cloned().collect();
    assert_eq!(new.len(), 1, "one clip was changed: {new:?}");
    assert!(producer.pieces().is_superset(&before.1), "who is taking the state before can finish");
    put(producer.path(), "clips/hieu.wav", square(22, RATE));
    producer.publishes(&["--amend"], "");
    assert!(!producer.pieces().is_superset(&before.1), "what no state names any more is removed");
    producer.whole();
}

#[test]
fn a_project_with_errors_is_not_published() {
    let producer = Producer::new();
    producer.publishes(&[], "");
    let before = producer.revisions();
    fs::remove_file(producer.path().join("clips/hieu.wav")).unwrap();
    let refused = producer.publish(&["--amend"]);
    refused.tells(1, &["unknown-clip"]);
    assert!(refused.out.contains("Chưa phát hành: còn lỗi"), "{}", refused.out);
    assert_eq!(producer.revisions(), before);
}

#[test]
fn people_find_a_page_and_a_calendar_for_every_station() {
    let producer = Producer::new();
    producer.publishes(&[], "");
    let folder = producer.folder();
    let list = fs::read_to_string(folder.join("index.html")).unwrap();
    for index in producer.whole() {
        let page = fs::read_to_string(folder.join(&index.station).join("index.html")).unwrap();
        assert!(page.contains("2025-W11") && page.len() < 100_000, "{}", page.len());
        let calendar = fs::read_to_string(folder.join(&index.station).join("lich.ics")).unwrap();
        assert!(calendar.starts_with("BEGIN:VCALENDAR"));
        assert!(list.contains(&format!("href={}/>{}<", index.station, index.name)), "{list}");
    }
}

#[test]
fn keys_are_never_written_over_or_shown_and_missing_ones_are_told_of() {
    let producer = Producer::new();
    let keys = producer.keys.path();
    let named = keys.to_str().unwrap();
    loa(producer.path(), &["keys", "init", "--keys", named]).tells(3, &["đã có khóa"]);
    let shown = well(producer.path(), &["keys", "--keys", named]);
    for file in files(keys).iter().filter(|file| file.extension().is_some_and(|kind| kind == "key")) {
        let text = fs::read_to_string(keys.join(file)).unwrap();
        let seed = text.split("\"seed\":\"").nth(1).and_then(|rest| rest.get(..64)).expect("a seed");
        assert!(!shown.out.contains(seed) && !shown.err.contains(seed));
    }
    loa(producer.path(), &["publish", "--week", "2025-W11", "--keys", "khong-co"])
        .tells(3, &["loa keys init"]);
    fs::remove_file(keys.join("root/root-1.key")).unwrap();
    fs::remove_file(keys.join("root/root-2.key")).unwrap();
    loa(producer.path(), &["keys", "renew", "--keys", named]).tells(3, &["cần 2 khóa gốc mà chỉ thấy 1"]);
}

#[test]
fn a_revoked_key_is_out_of_use_from_the_next_publication_on() {
    let producer = Producer::new();
    producer.publishes(&[], "");
    let keys = producer.keys.path().to_str().unwrap();
    let old = Keys::open(producer.keys.path()).unwrap().targets.id();
    well(producer.path(), &["keys", "revoke", "targets", "--keys", keys]);
    producer.publishes(&[], "đã ký lại");
    producer.whole();
    let metadata = producer.folder().join("metadata");
    let newest = files(&metadata).into_iter().filter(|file| file.to_string_lossy().starts_with("2.bin-"));
    let texts: Vec<String> = newest.map(|file| fs::read_to_string(metadata.join(file)).unwrap()).collect();
    assert!(texts.len() == 16 && texts.iter().all(|text| !text.contains(&old)));
}

#[test]
fn a_publication_killed_at_two_hundred_moments_is_the_old_or_the_new_and_the_next_one_finishes() {
    let producer = Producer::new();
    producer.publishes(&[], "");
    let begun = Instant::now();
    put(producer.path(), "clips/hieu.wav", square(30, RATE));
    producer.publishes(&["--amend"], "");
    let mut longest = u64::try_from(begun.elapsed().as_millis()).expect("seconds");
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let (mut killed, mut seen, mut round) = (0, BTreeSet::new(), 0);
    while killed < KILLS {
        assert!(round < 3 * KILLS, "only {killed} of {round} were killed while at work");
        put(producer.path(), "clips/hieu.wav", square(12 + 2 * (round % 7), RATE + round));
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut publishing = command(producer.path(), &producer.arguments(&["--amend"]));
        let mut child = publishing.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis((random >> 33) % longest));
        let is_at_work = child.try_wait().unwrap().is_none();
        killed += u32::from(is_at_work);
        // However busy the machine is: four moments before the end for each one behind it.
        longest = if is_at_work { longest + longest / 40 + 1 } else { longest - longest / 10 };
        child.kill().unwrap();
        child.wait().unwrap();
        seen.insert(producer.revisions());
        round += 1;
    }
    assert!(seen.len() > 3, "{} states seen", seen.len());
    producer.publishes(&["--amend"], "");
    producer.publishes(&[], "Không có gì mới");
    let left = files(&producer.folder());
    let left: Vec<_> = left.iter().filter(|file| file.to_string_lossy().contains(".loa-")).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Python with python-tuf, where there is one.
#[allow(clippy::print_stderr, reason = "a test that skips says so")]
fn python_tuf() -> Option<PathBuf> {
    let own = example().join("target/python-tuf/bin/python");
    let has = |python: &PathBuf| {
        let tried = Command::new(python).args(["-c", "import tuf.ngclient"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let found = [own, PathBuf::from("python3")].into_iter().find(has);
    if found.is_none() {
        eprintln!("skipped: python-tuf is not installed");
    }
    found
}

#[test]
fn python_tuf_reads_the_publication_and_finds_the_same_stations_before_and_after_a_change() {
    let Some(python) = python_tuf() else { return };
    let producer = Producer::new();
    let own = TempDir::new().unwrap();
    for (round, more) in [&[][..], &["--amend"]].into_iter().enumerate() {
        put(producer.path(), "clips/hieu.wav", square(18 + 2 * u32::try_from(round).unwrap(), RATE));
        producer.publishes(more, "");
        let mut reader = Command::new(&python);
        reader.arg(example().join("tests/readers/publication.py")).arg(producer.folder());
        reader.arg(own.path().join(format!("{round}"))).args(["huyen", "xa", "khong-co"]);
        let output = reader.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut expected = Vec::new();
        for index in producer.whole() {
            expected.push(format!("{} {}", index.station, sha256(&index.text())));
            let weeks = index.weeks.iter();
            expected
                .extend(weeks.map(|week| format!("{} {} {} True", index.station, week.week, week.revision)));
        }
        expected.push("khong-co -".to_owned());
        let found: Vec<String> =
            String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn the_work_of_today_tells_of_a_publication_that_ends_within_a_week() {
    let producer = Producer::new();
    producer.publishes(&["--now", "2025-03-08T08:00:00+07:00"], "");
    let today = |now| loa(producer.path(), &["--now", now]).out;
    let (before, soon) = (today("2025-03-31T07:00:00+07:00"), today("2025-03-31T09:00:00+07:00"));
    assert!(!before.contains("dùng được đến"), "{before}");
    assert!(soon.contains("chỉ còn dùng được đến ngày 7/4/2025") && soon.contains("loa publish"), "{soon}");
}

#[test]
fn a_folder_that_holds_other_things_is_left_alone_and_what_others_put_beside_a_publication_stays() {
    let producer = Producer::new();
    let folder = producer.folder();
    put(&folder, "index.html", "trang của huyện");
    producer.publish(&[]).tells(3, &["trong thư mục này có thứ khác"]);
    assert_eq!(files(&folder), [PathBuf::from("index.html")]);
    fs::remove_dir_all(&folder).unwrap();
    producer.publishes(&[], "Đã phát hành");
    let foreign = ["huyen/anh/1.jpg", "objects/ghi-chu.txt", "metadata/README", "xa/2025/x.txt"];
    foreign.iter().for_each(|path| put(&folder, path, "của người khác"));
    for period in [18, 22] {
        put(producer.path(), "clips/hieu.wav", square(period, RATE));
        producer.publishes(&["--amend"], "Đã phát hành");
    }
    assert!(foreign.iter().all(|path| folder.join(path).exists()));
}

#[test]
fn a_file_that_was_lost_or_altered_in_the_publication_is_put_back_and_none_shares_its_bytes_with_out() {
    let producer = Producer::new();
    producer.publishes(&[], "");
    let folder = producer.folder();
    let objects: Vec<PathBuf> =
        files(&folder.join("objects")).iter().map(|path| folder.join("objects").join(path)).collect();
    let of =
        |kind: &str| objects.iter().find(|path| path.extension().is_some_and(|found| found == kind)).unwrap();
    fs::remove_file(of("flac")).unwrap();
    let text = fs::read(of("txt")).unwrap();
    fs::write(of("txt"), vec![b'x'; text.len()]).unwrap();
    producer.publishes(&[], "");
    producer.whole();
    for sheet in files(&producer.path().join("out/2025-W11")) {
        let sheet = producer.path().join("out/2025-W11").join(sheet);
        if sheet.extension().is_some_and(|kind| kind == "txt") {
            fs::write(&sheet, "sửa ngay trong out").unwrap();
        }
    }
    producer.whole();
}

#[test]
fn who_answers_has_a_name_and_what_is_to_be_chosen_anew_is_there() {
    let producer = Producer::new();
    let keys = producer.keys.path().to_str().unwrap();
    let blank = ["publish", "--week", "2025-W11", "--keys", keys, "--unapproved-by", " "];
    loa(producer.path(), &blank).tells(2, &["phải ghi tên"]);
    producer.publishes(&[], "");
    producer.publish(&["--amend", "--item", "2025-03-10/huyen/khong-co"]).tells(2, &["khong-co"]);
}
