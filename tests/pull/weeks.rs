//! What a pull puts in place, what it keeps, and what it asks people.

use super::publication::{NOW, Producer, expected, sha256};
use super::support::{Run, command, loa};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use zip::write::{SimpleFileOptions, ZipWriter};

fn inode(producer: &Producer, path: &str) -> u64 {
    fs::metadata(producer.receiving().join(path)).unwrap().ino()
}

#[track_caller]
fn well(run: &Run) {
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn nobody_is_trusted_who_was_not_named() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    let publication = producer.publication().display().to_string();
    let arguments =
        ["pull", "--lang", "en", "--from", &publication, "--station", "la-hai", "--into", "la-hai"];
    let run = loa(producer.folder.path(), &arguments);
    run.tells(
        2,
        &["nobody is trusted yet, so nothing was taken", "--trust FINGERPRINT", "no week is in place"],
    );
    assert!(producer.aired().is_empty());
    let wrong = "ab".repeat(32);
    let run = loa(producer.folder.path(), &[&arguments[..], &["--trust", &wrong]].concat());
    run.tells(1, &["the root key here is not the one you trust", "abab abab"]);
    let run = loa(producer.folder.path(), &[&arguments[..], &["--trust", "abc"]].concat());
    run.tells(2, &["abc is no root.json, and no fingerprint either"]);
}

#[test]
fn a_root_is_trusted_by_its_file_as_by_its_fingerprint() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    fs::write(producer.folder.path().join("root.json"), &producer.keys.roots[0]).unwrap();
    let publication = producer.publication().display().to_string();
    let run = loa(
        producer.folder.path(),
        &[
            "pull",
            "--from",
            &publication,
            "--station",
            "la-hai",
            "--into",
            "la-hai",
            "--trust",
            "root.json",
            "--now",
            NOW,
        ],
    );
    well(&run);
    assert!(run.out.contains("Đã có tuần 2025-W11 (lần 1): 3 tệp âm thanh mới"), "{run:?}");
}

#[test]
fn weeks_stand_side_by_side_and_alike_files_are_one() {
    let producer = Producer::new();
    let packages = producer.publish(&[("2025-W10", 1, 10), ("2025-W11", 1, 20)]);
    well(&producer.pull(&[]));
    let mut wanted = expected(&packages[0]);
    wanted.extend(expected(&packages[1]));
    assert_eq!(producer.aired(), wanted);
    let sounds = ["0500-sang", "1800-lai"].map(|name| format!("2025-W11/2025-03-10/{name}.wav"));
    assert_eq!(inode(&producer, &sounds[0]), inode(&producer, &sounds[1]), "alike, so one file");
}

#[test]
fn a_second_pull_needs_no_more_than_the_folder() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    well(&producer.pull(&[]));
    let packages = producer.publish(&[("2025-W11", 2, 10), ("2025-W12", 1, 30)]);
    let run = loa(&producer.receiving(), &["pull", "--lang", "en", "--now", NOW]);
    well(&run);
    assert!(run.err.contains("Week 2025-W12 (revision 1): taking"), "{run:?}");
    assert!(run.out.contains("Took ") && run.out.contains("amended because: Sửa tin"), "{run:?}");
    let mut wanted = expected(&packages[0]);
    wanted.extend(expected(&packages[1]));
    assert_eq!(producer.aired(), wanted);
    let run = loa(producer.folder.path(), &["pull", "--lang", "en"]);
    run.tells(2, &["into which folder? Give --into FOLDER"]);
    assert!(!producer.folder.path().join(".loa").exists(), "nothing is made where nothing was asked for");
}

#[test]
fn what_did_not_change_keeps_its_file_and_what_is_played_goes_on() {
    let producer = Producer::new();
    let first = producer.publish(&[("2025-W11", 1, 10)]);
    well(&producer.pull(&[]));
    let mut playing =
        fs::File::open(producer.receiving().join("2025-W11/2025-03-10/1700-chieu.wav")).unwrap();
    let (kept, changed) = ("2025-W11/2025-03-10/0500-sang.wav", "2025-W11/2025-03-10/1700-chieu.wav");
    let before = (inode(&producer, kept), inode(&producer, changed));
    // The same but for the piece of 17:00.
    let mut package = producer.package("la-hai", "2025-W11", 2, 10);
    let other = producer.package("la-hai", "2025-W11", 2, 99);
    package.sounds[1] = other.sounds[1].clone();
    package.pieces[2] = other.pieces[2].clone();
    producer.sign(&[("la-hai", &producer.index("la-hai", &[package.clone()]))]);
    let run = producer.pull(&[]);
    well(&run);
    assert!(run.out.contains(": 1 new sound files"), "{run:?}");
    assert_eq!(producer.aired(), expected(&package));
    assert_eq!(inode(&producer, kept), before.0);
    assert_ne!(inode(&producer, changed), before.1);
    let mut heard = Vec::new();
    playing.read_to_end(&mut heard).unwrap();
    assert_eq!(sha256(&heard), first[0].sounds[1].becomes.sha256, "the old one, to its end");
}

#[test]
fn a_wav_that_was_damaged_on_the_disk_is_made_anew_with_the_next_revision() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    well(&producer.pull(&[]));
    let path = producer.receiving().join("2025-W11/2025-03-10/1700-chieu.wav");
    let mut bytes = fs::read(&path).unwrap();
    bytes[1_000] ^= 1;
    fs::write(&path, bytes).unwrap();
    let packages = producer.publish(&[("2025-W11", 2, 10)]);
    well(&producer.pull(&[]));
    assert_eq!(producer.aired(), expected(&packages[0]));
}

#[test]
fn a_piece_that_was_damaged_on_the_disk_is_taken_again() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    well(&producer.pull(&[]));
    for entry in fs::read_dir(producer.receiving().join(".loa/pieces")).unwrap() {
        let path = entry.unwrap().path();
        let length = fs::metadata(&path).unwrap().len();
        fs::write(&path, vec![0; usize::try_from(length).unwrap()]).unwrap();
    }
    let packages = producer.publish(&[("2025-W11", 2, 11)]);
    let runs: Vec<Run> = (0..3).map(|_| producer.pull(&[])).collect();
    runs[0].tells(3, &["a piece on this disk was damaged and was removed"]);
    well(&runs[2]);
    assert_eq!(producer.aired(), expected(&packages[0]));
}

#[test]
fn a_wav_that_somebody_deleted_or_cut_comes_back_without_a_piece_being_taken() {
    let producer = Producer::new();
    let packages = producer.publish(&[("2025-W11", 1, 10)]);
    let server = super::server::Server::start(producer.publication(), |_, _| super::server::Answer::Plain);
    well(&producer.pull_from(&server.url, &[]));
    server.requests();
    let sound = producer.receiving().join("2025-W11/2025-03-10/1700-chieu.wav");
    for cut in [None, Some(b"RIFF")] {
        fs::remove_file(&sound).unwrap();
        cut.into_iter().for_each(|bytes| fs::write(&sound, bytes).unwrap());
        well(&producer.pull_from(&server.url, &[]));
        assert_eq!(producer.aired(), expected(&packages[0]));
        assert!(server.requests().iter().all(|path| !path.starts_with("objects/")));
    }
}

#[test]
fn what_a_disk_damaged_is_found_by_a_check_and_taken_again() {
    let producer = Producer::new();
    let packages = producer.publish(&[("2025-W11", 1, 10)]);
    well(&producer.pull(&[]));
    let damage = |file: &std::path::Path| {
        let mut bytes = fs::read(file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        fs::remove_file(file).unwrap();
        fs::write(file, bytes).unwrap();
    };
    let sound = producer.receiving().join("2025-W11/2025-03-10/1700-chieu.wav");
    let piece = &packages[0].pieces[0];
    let kept = producer.receiving().join(format!(".loa/pieces/{}.flac", piece.id.0));
    damage(&sound);
    damage(&kept);
    assert!(producer.pull(&[]).out.starts_with("Nothing new."));
    let run = producer.pull(&["--check"]);
    well(&run);
    assert!(run.out.contains("2025-W11"), "{run:?}");
    assert_eq!(producer.aired(), expected(&packages[0]));
    assert_eq!(fs::read(&kept).unwrap(), fs::read(producer.publication().join(piece.place())).unwrap());
    assert!(producer.pull(&["--check"]).out.starts_with("Every file was read through"));
}

#[test]
fn a_week_over_those_that_stay_goes_before_the_new_one_comes_and_without_one() {
    let producer = Producer::new();
    producer.publish(&[("2025-W08", 1, 10), ("2025-W09", 1, 20)]);
    well(&producer.pull(&["--now", "2025-02-21T10:00:00Z"]));
    let packages = producer.publish(&[("2025-W11", 1, 30)]);
    let place = producer.publication().join(packages[0].pieces[2].place());
    let piece = fs::read(&place).unwrap();
    fs::remove_file(&place).unwrap();
    producer.pull(&["--keep", "2"]).tells(3, &["keep airing: 2025-W09"]);
    assert_eq!(weeks(&producer), ["2025-W09"]);
    fs::write(&place, piece).unwrap();
    well(&producer.pull(&["--keep", "2"]));
    assert_eq!(weeks(&producer), ["2025-W09", "2025-W11"]);
    assert!(producer.pull(&["--keep", "1"]).out.starts_with("Nothing new."));
    assert_eq!(weeks(&producer), ["2025-W11"]);
}

#[test]
fn a_week_that_somebody_deleted_comes_back() {
    let producer = Producer::new();
    let packages = producer.publish(&[("2025-W11", 1, 10)]);
    well(&producer.pull(&[]));
    fs::remove_dir_all(producer.receiving().join("2025-W11")).unwrap();
    well(&producer.pull(&[]));
    assert_eq!(producer.aired(), expected(&packages[0]));
}

#[test]
fn old_weeks_go_with_the_pieces_that_only_they_need() {
    let producer = Producer::new();
    producer.publish(&[("2025-W08", 1, 10), ("2025-W09", 1, 20), ("2025-W10", 1, 30)]);
    well(&producer.pull(&["--now", "2025-02-21T10:00:00Z"]));
    assert_eq!(weeks(&producer), ["2025-W08", "2025-W09", "2025-W10"]);
    producer.publish(&[("2025-W11", 1, 40)]);
    well(&producer.pull(&["--keep", "2"]));
    assert_eq!(weeks(&producer), ["2025-W10", "2025-W11"]);
    let pieces = fs::read_dir(producer.receiving().join(".loa/pieces")).unwrap().count();
    assert_eq!(pieces, 5, "two of each week, and the one that all have");
}

#[test]
fn the_newest_week_stays_however_few_are_kept_and_however_late_it_is() {
    let producer = Producer::new();
    producer.publish(&[("2025-W08", 1, 10)]);
    let run = producer.pull(&["--now", "2025-03-25T10:00:00Z", "--keep", "1"]);
    well(&run);
    assert!(run.err.contains("by this computer's clock all weeks are over"), "{run:?}");
    assert_eq!(weeks(&producer), ["2025-W08"]);
}

fn weeks(producer: &Producer) -> Vec<String> {
    let entries = fs::read_dir(producer.receiving()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != ".loa");
    names.sort();
    names
}

#[test]
fn a_bundle_gives_what_the_folder_gives_and_is_not_remembered_in_place_of_an_address() {
    let producer = Producer::new();
    let packages = producer.publish(&[("2025-W11", 1, 10)]);
    let server = super::server::Server::start(producer.publication(), |_, _| super::server::Answer::Plain);
    well(&producer.pull_from(&server.url, &[]));
    let packages = [packages, producer.publish(&[("2025-W11", 2, 20)])].concat();
    let bundle = producer.folder.path().join("la-hai.zip");
    let mut writer = ZipWriter::new(fs::File::create(&bundle).unwrap());
    // As people pack it: with the folder it lies in.
    zip(&producer.publication(), "Tuần 11/loa/", &mut writer);
    writer.finish().unwrap();
    well(&producer.pull_from("la-hai.zip", &[]));
    assert_eq!(producer.aired(), expected(&packages[1]));
    let memory = fs::read_to_string(producer.receiving().join(".loa/pull.json")).unwrap();
    assert!(memory.contains(&server.url), "{memory}");
}

fn zip(folder: &std::path::Path, prefix: &str, writer: &mut ZipWriter<fs::File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            zip(&path, &format!("{name}/"), writer);
        } else {
            let method = if name.ends_with("flac") {
                zip::CompressionMethod::Stored
            } else {
                zip::CompressionMethod::Deflated
            };
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(&fs::read(&path).unwrap()).unwrap();
        }
    }
}

#[test]
fn who_trusts_another_producer_takes_his_weeks_though_the_numbers_are_alike() {
    let (one, other) = (Producer::new(), Producer::new());
    one.publish(&[("2025-W11", 1, 10)]);
    let packages = other.publish(&[("2025-W11", 1, 20)]);
    well(&one.pull(&[]));
    let other = other.publication().display().to_string();
    let root = fs::read(format!("{other}/metadata/1.root.json")).unwrap();
    let fingerprint = sha256(&root);
    let run = loa(&one.receiving(), &["pull", "--from", &other, "--trust", &fingerprint, "--now", NOW]);
    well(&run);
    assert_eq!(one.aired(), expected(&packages[0]));
}

#[test]
fn two_pulls_into_one_folder_take_turns() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    fs::create_dir_all(producer.receiving()).unwrap();
    let _lock = loa::project::lock(&producer.receiving()).unwrap();
    producer.pull(&[]).tells(3, &["another loa is pulling into this folder"]);
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_week_in_place() {
    let producer = Producer::new();
    producer.publish(&[("2025-W11", 1, 10)]);
    well(&producer.pull(&[]));
    producer.publish(&[("2025-W11", 2, 20)]);
    let before = producer.aired();
    let pulling = producer.pulling(&producer.publication().display().to_string(), &[]);
    let arguments: Vec<&str> = pulling.get_args().map(|argument| argument.to_str().unwrap()).collect();
    // No file may become longer than 8 blocks of 512 bytes or 1 KiB: the WAVs don't fit.
    let mut limited = command(producer.folder.path(), &[]);
    let line = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let limited = std::process::Command::new("sh")
        .args(["-c", line])
        .arg(limited.get_program())
        .args(&arguments)
        .current_dir(limited.current_dir(producer.folder.path()).get_current_dir().unwrap())
        .output()
        .unwrap();
    Run::of(&limited)
        .tells(3, &["the file is too large", "what is in place stays whole, keep airing: 2025-W11"]);
    assert_eq!(producer.aired(), before);
    well(&producer.pull(&[]));
}
