//! A commune with its own project takes weeks from the district's publication, carries and relays them, and signs only
//! what it makes itself.

use super::support::{RATE, Run, files, loa, manifests, put, square, tiny, well};
use loa::package::{ManifestItem, StationManifest, WeekPackage};
use loa::source::sha256;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const NOW: &str = "2025-03-10T03:00:00Z";

/// A district that published its week, and a commune that names it as its upstream.
struct Two {
    district: TempDir,
    commune: TempDir,
}

impl Two {
    fn new() -> Two {
        let two = Two { district: tiny(), commune: TempDir::new().unwrap() };
        two.keys(&two.district);
        two.publish(&two.district, &[]);
        let commune = two.commune.path();
        put(commune, "schedules/a-network.ron", two.network("(sample_rate: 8000)"));
        put(commune, "schedules/b-xa.ron", schedule("sáng", "1 phút"));
        put(commune, "clips/xa.wav", square(20, RATE));
        two
    }

    fn network(&self, audio: &str) -> String {
        let root = self.district.path().join("out/publication/metadata/1.root.json");
        let trust = sha256(&fs::read(root).unwrap());
        let from = self.district.path().join("out/publication").display().to_string();
        format!(
            r#"Network(version: 1, id: "xa-rieng", name: "Xã", language: "en", time_zone: "Asia/Ho_Chi_Minh",
                stations: [(id: "xa", name: "Đài xã")], audio: {audio},
                upstream: (from: {from:?}, trust: "{trust}", stations: ["huyen"]))"#
        )
    }

    fn keys(&self, of: &TempDir) {
        let keys = of.path().join("keys").display().to_string();
        well(of.path(), &["keys", "init", "--keys", &keys, "--now", NOW]);
    }

    fn publish(&self, of: &TempDir, more: &[&str]) {
        let keys = of.path().join("keys").display().to_string();
        let week =
            ["publish", "--week", "2025-W11", "--keys", &keys, "--unapproved-by", "Trưởng đài", "--now", NOW];
        well(of.path(), &[&week, more].concat());
    }

    fn pull(&self) -> Run {
        loa(self.commune.path(), &["pull", "--now", NOW])
    }

    fn build(&self) -> Run {
        well(self.commune.path(), &["build", "--week", "2025-W11", "--now", NOW])
    }

    /// The commune's item of that slot on Monday, as its manifest tells it.
    fn item(&self, slot: &str) -> ManifestItem {
        monday(&manifests(self.commune.path())[0].1, slot)
    }

    /// The first sound file of an item, of the commune or of the district's station `huyen`.
    fn wav(project: &Path, station: &str, item: &ManifestItem) -> Vec<u8> {
        let file = &item.sound.as_ref().expect("it has a sound").parts[0].file;
        fs::read(project.join("out/2025-W11").join(station).join(file)).unwrap()
    }
}

/// What the commune airs: a slot of the district of that length, what the district reads live, a relay, its own.
fn schedule(slot: &str, length: &str) -> String {
    format!(
        r#"Schedule(version: 1, by: "xa",
            programmes: [(id: "của xã", title: "Tiếng nói của xã", parts: [Clip("xa")])],
            slots: [
                (id: "sáng", stations: ["xa"], at: Daily("05h30"), length: "{length}", play: Carry(from: "huyen", slot: "{slot}")),
                (id: "tiếp âm", stations: ["xa"], at: Daily("06h00"), length: "2 phút", play: Relay(from: "huyen")),
                (id: "nghe lại", stations: ["xa"], at: Daily("11h00"), length: "{length}", play: Repeat(slot: "sáng", days: 0)),
                (id: "chiều", stations: ["xa"], at: Daily("17h00"), length: "2 phút", play: Carry(from: "huyen", slot: "chiều")),
                (id: "tối", stations: ["xa"], at: Daily("18h00"), length: "1 phút", play: Programme("của xã")),
            ])"#
    )
}

fn monday(manifest: &StationManifest, slot: &str) -> ManifestItem {
    let day = manifest.days.iter().find(|day| day.date.to_string() == "2025-03-10").expect("Monday");
    day.items.iter().find(|item| item.slot == slot).expect("the item stays in the rundown").clone()
}

#[test]
fn what_is_carried_from_upstream_is_byte_for_byte_what_the_upstream_airs() {
    let two = Two::new();
    two.pull().tells(0, &["2025-W11"]);
    let run = two.build();
    assert!(!run.err.contains("upstream-not-pulled"), "{}", run.err);
    let sent = manifests(two.district.path());
    let (_, sent) = sent.iter().find(|(_, manifest)| manifest.station == "huyen").unwrap();
    let there = Two::wav(two.district.path(), "huyen", &monday(sent, "sáng"));
    for slot in ["sáng", "nghe lại"] {
        assert_eq!(Two::wav(two.commune.path(), "xa", &two.item(slot)), there, "{slot}");
    }
    let item = two.item("sáng");
    assert_eq!((item.play.as_str(), item.from.as_deref()), ("carry", Some("2025-03-10/huyen/sang")));
    let titles = |item: ManifestItem| -> Vec<String> {
        item.sound.unwrap().elements.into_iter().map(|element| element.title).collect()
    };
    assert_eq!(titles(item), titles(monday(sent, "sáng")));
    assert!(two.item("tiếp âm").title.contains("Đài huyện"), "{}", two.item("tiếp âm").title);
    assert!(two.item("tối").sound.is_some());
}

#[test]
fn what_the_upstream_reads_live_is_silence_of_the_same_length_and_that_is_said() {
    let two = Two::new();
    two.pull().tells(0, &[]);
    assert!(two.build().err.contains("warning[upstream-live]"));
    let sent = manifests(two.district.path());
    let (_, sent) = sent.iter().find(|(_, manifest)| manifest.station == "huyen").unwrap();
    let (there, here) = (monday(sent, "chiều").sound.unwrap(), two.item("chiều").sound.unwrap());
    let live = there.elements.iter().find(|element| element.kind == "live").expect("it is read live");
    assert_eq!((here.parts.len(), here.frames, here.parts[0].frames), (1, there.frames, there.frames));
    let wav = Two::wav(two.commune.path(), "xa", &two.item("chiều"));
    let begin = wav.windows(4).position(|word| word == b"data").expect("a WAV") + 8;
    let pcm = |at: u64, frames: u64| {
        let frame = |at: u64| begin + usize::try_from(at).unwrap() * 2;
        &wav[frame(at)..frame(at + frames)]
    };
    assert!(pcm(live.at, live.frames).iter().all(|byte| *byte == 0), "what is read live is silent");
    assert!(pcm(0, 100).iter().any(|byte| *byte != 0), "the signature tune is heard");
}

#[test]
fn without_its_upstream_a_commune_builds_all_else_and_keeps_the_item() {
    let two = Two::new();
    let run = two.build();
    assert_eq!(run.err.matches("warning[upstream-not-pulled]").count(), 3, "{}", run.err);
    assert!(run.err.contains("loa pull"), "{}", run.err);
    assert!(two.item("sáng").sound.is_none() && two.item("tối").sound.is_some());
    assert!(two.item("tiếp âm").title.contains("huyen"), "by its id, as long as nothing was pulled");
}

#[test]
fn a_tampered_upstream_is_refused_and_the_last_good_week_still_airs() {
    let two = Two::new();
    two.pull().tells(0, &[]);
    two.build();
    let before = Two::wav(two.commune.path(), "xa", &two.item("sáng"));
    put(two.district.path(), "clips/hieu.wav", square(18, RATE));
    two.publish(&two.district, &["--amend"]);
    let objects = two.district.path().join("out/publication/objects");
    for object in files(&objects) {
        let place = objects.join(&object);
        let mut bytes = fs::read(&place).unwrap();
        bytes.reverse();
        fs::remove_file(&place).unwrap();
        fs::write(place, bytes).unwrap();
    }
    two.pull().tells(1, &["2025-W11"]);
    assert!(two.build().err.matches("upstream-not-pulled").count() == 0);
    assert_eq!(Two::wav(two.commune.path(), "xa", &two.item("sáng")), before);
    fs::remove_dir_all(two.commune.path().join(".loa")).unwrap();
    assert!(two.build().err.contains("warning[upstream-not-pulled]"));
    assert_eq!(Two::wav(two.commune.path(), "xa", &two.item("sáng")), before, "what was built stays");
}

#[test]
fn what_cannot_air_as_it_is_gets_a_warning_and_keeps_its_place() {
    let two = Two::new();
    two.pull().tells(0, &[]);
    let check = |schedule: &str, audio: &str| {
        put(two.commune.path(), "schedules/a-network.ron", two.network(audio));
        put(two.commune.path(), "schedules/b-xa.ron", schedule);
        well(two.commune.path(), &["check", "--from", "2025-03-10", "--to", "2025-03-11"]).err
    };
    let usual = "(sample_rate: 8000)";
    let told = check(&schedule("sáng", "50 giây"), usual);
    assert!(told.contains("warning[upstream-unfit]") && told.contains("longer than this slot"), "{told}");
    let told = check(&schedule("sang sớm", "1 phút"), usual);
    assert!(told.contains("warning[upstream-nothing]") && told.contains("“sang sớm”"), "{told}");
    let told = check(&schedule("sáng", "1 phút"), "(sample_rate: 16000)");
    assert!(told.contains("warning[upstream-unfit]") && told.contains("audio format"), "{told}");
    let pieces = two.commune.path().join(".loa/upstream/huyen/.loa/pieces");
    for piece in files(&pieces) {
        fs::write(pieces.join(piece), b"fLaC?").unwrap();
    }
    let _gone = fs::remove_dir_all(two.commune.path().join(".loa/cache"));
    let told = check(&schedule("sáng", "1 phút"), usual);
    assert!(told.contains("warning[upstream-unfit]") && told.contains("damaged"), "{told}");
}

#[test]
fn each_producer_signs_only_what_it_produces() {
    let two = Two::new();
    two.pull().tells(0, &[]);
    two.keys(&two.commune);
    two.publish(&two.commune, &[]);
    let publication = two.commune.path().join("out/publication/objects");
    let texts: Vec<Vec<u8>> =
        files(&publication).iter().map(|path| fs::read(publication.join(path)).unwrap()).collect();
    let package = texts.iter().find_map(|text| WeekPackage::reread(text).ok()).expect("a package");
    assert!(package.sounds.iter().all(|sound| sound.file.ends_with("-toi.wav")), "{:?}", package.sounds);
    assert_eq!((package.sounds.len(), package.pieces.len()), (7, 1));
    assert!(package.files.iter().all(|file| !file.path.ends_with(".wav")));
    let listed = package.files.iter().find(|file| file.path == "manifest.json").unwrap();
    let manifest = texts.iter().find(|text| sha256(text) == listed.object.sha256).unwrap();
    let item = monday(&serde_json::from_slice(manifest).unwrap(), "sáng");
    assert_eq!((item.from.as_deref(), item.sound), (Some("2025-03-10/huyen/sang"), None));
    assert!(two.item("sáng").sound.is_some(), "its own folder has the sound");
}
