//! For the tests of pulling: a producer with keys whose publication is made of noise, a server that can misbehave, and
//! metadata signed again after it was changed.
#![allow(dead_code, reason = "each test binary takes what it needs")]
#![allow(clippy::disallowed_methods, reason = "these tests are about files")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

use super::support::{Run, command, put};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use chrono::{DateTime, Utc};
use loa::audio::{Slate, assemble};
use loa::fit::{PieceId, Placement, RecipePart};
use loa::network::{Channels, Db, HouseFormat, Lufs, SampleWidth, Samples};
use loa::package::{IndexedWeek, Object, PackedFile, PackedPiece, PackedSound, StationIndex, WeekPackage};
use loa::repository::{Keys, begin, sign};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// When the tests take place: on the Friday before 2025-W11.
pub const NOW: &str = "2025-03-07T10:00:00Z";

/// Frames of a piece: a quarter of a second.
pub const PIECE: usize = 2_000;

pub const FORMAT: HouseFormat = HouseFormat {
    sample_rate: 8_000,
    channels: Channels::Mono,
    width: SampleWidth::Sixteen,
    loudness: Lufs(-18.0),
    true_peak: Db(-1.5),
};

/// A producer with a folder for keys, publication and a receiving station.
pub struct Producer {
    pub folder: TempDir,
    pub keys: Keys,
}

/// A piece with its name, sound and FLAC.
#[derive(Clone)]
pub struct Piece {
    pub id: PieceId,
    pub pcm: Vec<u8>,
    pub flac: Vec<u8>,
}

pub fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub fn object(bytes: &[u8]) -> Object {
    Object { sha256: sha256(bytes), bytes: bytes.len() as u64 }
}

/// Noise that FLAC cannot make small, the same for the same seed.
pub fn piece(seed: u64) -> Piece {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let samples: Vec<i32> = (0..PIECE)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            i32::try_from((state >> 48) % 20_000).unwrap() - 10_000
        })
        .collect();
    let pcm: Vec<u8> =
        samples.iter().flat_map(|sample| i16::try_from(*sample).unwrap().to_le_bytes()).collect();
    let id = sha256(&[b"loa-pcm 1 8000 1 16\n".as_slice(), &pcm].concat());
    Piece { id: PieceId(id), pcm, flac: flac(&samples) }
}

fn flac(samples: &[i32]) -> Vec<u8> {
    use flacenc::{bitsink::ByteSink, component::BitRepr, config::Encoder, error::Verify, source::MemSource};
    let config = Encoder::default().into_verified().unwrap();
    let source = MemSource::from_samples(samples, 1, 16, 8_000);
    let mut stream = flacenc::encode_with_fixed_block_size(&config, source, config.block_size).unwrap();
    stream.stream_info_mut().set_block_sizes(config.block_size, config.block_size).unwrap();
    let mut sink = ByteSink::new();
    stream.write(&mut sink).unwrap();
    sink.into_inner()
}

/// The WAV of `pieces` one behind the other, as a package tells it, and its bytes.
pub fn sound(file: &str, pieces: &[&Piece]) -> (PackedSound, Vec<u8>) {
    let length = Samples(PIECE as u64);
    let placements = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| Placement::plain(Samples((at * PIECE) as u64), piece.id.clone(), length));
    let part = RecipePart {
        at: Samples(0),
        length: Samples((pieces.len() * PIECE) as u64),
        placements: placements.collect(),
    };
    let slate = Slate {
        title: "Bản tin".to_owned(),
        station: "Đài".to_owned(),
        reference: file[..10].to_owned(),
        date: "2025-03-10".parse().unwrap(),
        since_midnight: Samples(0),
        marks: vec![],
    };
    let pcm: BTreeMap<&PieceId, &Vec<u8>> = pieces.iter().map(|piece| (&piece.id, &piece.pcm)).collect();
    let mut wav = Vec::new();
    assemble(&part, &FORMAT, &slate, |id| Ok(Cursor::new(pcm[id].clone())), &mut wav).unwrap();
    (PackedSound { file: file.to_owned(), becomes: object(&wav), part, slate }, wav)
}

impl Producer {
    pub fn new() -> Producer {
        let folder = TempDir::new().unwrap();
        let keys = begin(&folder.path().join("keys"), moment("2025-03-01T00:00:00Z")).unwrap();
        Producer { folder, keys }
    }

    pub fn publication(&self) -> PathBuf {
        self.folder.path().join("publication")
    }

    /// The folder of the receiving station.
    pub fn receiving(&self) -> PathBuf {
        self.folder.path().join("la-hai")
    }

    pub fn fingerprint(&self) -> String {
        sha256(&self.keys.roots[0])
    }

    /// The package of a week: three WAVs, two of them alike, of a piece that is always the same and two of `seed`.
    pub fn package(&self, station: &str, week: &str, revision: u32, seed: u64) -> WeekPackage {
        let pieces = [piece(0), piece(seed), piece(seed + 1)];
        let [hieu, one, two] = &pieces;
        let sounds = [
            sound("2025-03-10/0500-sang.wav", &[hieu, one]),
            sound("2025-03-10/1700-chieu.wav", &[hieu, two, hieu]),
            sound("2025-03-10/1800-lai.wav", &[hieu, one]),
        ];
        let texts = [
            ("manifest.json", format!("{{\"week\":\"{week}\",\"revision\":{revision}}}")),
            ("playlist.m3u8", "#EXTM3U\n2025-03-10/0500-sang.wav\n".to_owned()),
            ("2025-03-10/0500-sang.html", format!("<!doctype html><p>{seed}</p>")),
            ("2025-03-10/0600-sang.html", format!("<!doctype html><p>{seed}</p>")),
        ];
        let file = |(path, text): &(&str, String)| PackedFile {
            path: (*path).to_owned(),
            object: object(text.as_bytes()),
        };
        let packed = |piece: &Piece| PackedPiece {
            id: piece.id.clone(),
            frames: PIECE as u64,
            object: object(&piece.flac),
        };
        let package = WeekPackage {
            version: 1,
            network: "thu".to_owned(),
            station: station.to_owned(),
            week: week.to_owned(),
            revision,
            monday: "2025-03-10".parse().unwrap(),
            format: FORMAT,
            files: texts.iter().map(file).collect(),
            sounds: sounds.into_iter().map(|(sound, _)| sound).collect(),
            pieces: pieces.iter().map(packed).collect(),
        };
        for (file, (_, text)) in package.files.iter().zip(&texts) {
            put(&self.publication(), &file.place(), text);
        }
        for (packed, piece) in package.pieces.iter().zip(&pieces) {
            put(&self.publication(), &packed.place(), &piece.flac);
        }
        package
    }

    /// The index that names these packages.
    pub fn index(&self, station: &str, packages: &[WeekPackage]) -> StationIndex {
        let week = |package: &WeekPackage| {
            let text = package.text();
            put(&self.publication(), &WeekPackage::place(&object(&text)), &text);
            IndexedWeek {
                week: package.week.clone(),
                revision: package.revision,
                package: object(&text),
                reason: (package.revision > 1).then(|| "Sửa tin".to_owned()),
            }
        };
        StationIndex {
            version: 1,
            network: "thu".to_owned(),
            station: station.to_owned(),
            name: "Đài La Hai".to_owned(),
            made: moment("2025-03-07T09:00:00Z").fixed_offset(),
            weeks: packages.iter().map(week).collect(),
        }
    }

    pub fn sign(&self, indexes: &[(&str, &StationIndex)]) {
        let indexes = indexes.iter().map(|(slug, index)| ((*slug).to_owned(), (*index).clone())).collect();
        sign(&self.publication(), &self.keys, &indexes, moment(NOW)).unwrap();
    }

    /// Publishes weeks of `la-hai`, each by week, revision and seed.
    pub fn publish(&self, weeks: &[(&str, u32, u64)]) -> Vec<WeekPackage> {
        let packages: Vec<WeekPackage> = weeks
            .iter()
            .map(|(week, revision, seed)| self.package("la-hai", week, *revision, *seed))
            .collect();
        self.sign(&[("la-hai", &self.index("la-hai", &packages))]);
        packages
    }

    /// The command that pulls from `from` into the station's folder, as if it were `NOW`.
    pub fn pulling(&self, from: &str, more: &[&str]) -> Command {
        let into = self.receiving().display().to_string();
        let fingerprint = self.fingerprint();
        let mut arguments = vec![
            "pull",
            "--lang",
            "en",
            "--from",
            from,
            "--station",
            "la-hai",
            "--into",
            &into,
            "--trust",
            &fingerprint,
        ];
        if !more.contains(&"--now") {
            arguments.extend(["--now", NOW]);
        }
        arguments.extend(more);
        command(self.folder.path(), &arguments)
    }

    pub fn pull(&self, more: &[&str]) -> Run {
        self.pull_from(&self.publication().display().to_string(), more)
    }

    pub fn pull_from(&self, from: &str, more: &[&str]) -> Run {
        Run::of(&self.pulling(from, more).output().unwrap())
    }

    /// All files of the station's weeks with their digests; what it keeps beside them is left out.
    pub fn aired(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        digest(&self.receiving(), &self.receiving(), &mut found);
        found.retain(|path, _| !path.starts_with(".loa"));
        found
    }
}

fn digest(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            digest(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            // A pull that is under way may take it away meanwhile.
            let Ok(bytes) = fs::read(&path) else { continue };
            found.insert(name, sha256(&bytes));
        }
    }
}

/// What has to stand in the week's folder by its package.
pub fn expected(package: &WeekPackage) -> BTreeMap<String, String> {
    let files = package.files.iter().map(|file| (&file.path, &file.object));
    let sounds = package.sounds.iter().map(|sound| (&sound.file, &sound.becomes));
    let place = |path: &String| format!("{}/{path}", package.week);
    files.chain(sounds).map(|(path, object)| (place(path), object.sha256.clone())).collect()
}

/// A key taken out of its file: what a thief, or the producer's own program, signs with.
pub struct Stolen(Ed25519KeyPair);

impl Stolen {
    pub fn from(producer: &Producer, name: &str) -> Stolen {
        let file = fs::read(producer.folder.path().join("keys").join(name)).unwrap();
        let file: Value = serde_json::from_slice(&file).unwrap();
        let seed = file["seed"].as_str().unwrap();
        let seed: Vec<u8> =
            (0..32).map(|at| u8::from_str_radix(&seed[at * 2..at * 2 + 2], 16).unwrap()).collect();
        Stolen(Ed25519KeyPair::from_seed_unchecked(&seed).unwrap())
    }

    /// A key of somebody else.
    pub fn own() -> Stolen {
        Stolen(Ed25519KeyPair::generate().unwrap())
    }

    fn id(&self) -> String {
        let public = hex(self.0.public_key().as_ref());
        let public = json!({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public}});
        sha256(&sigstore_tuf::canonical_json::to_canonical_bytes(&public).unwrap())
    }
}

/// Metadata with the signatures of `keys`; `names` are the ids they go by.
pub fn signed(content: &Value, keys: &[&Stolen]) -> Vec<u8> {
    let canonical = sigstore_tuf::canonical_json::to_canonical_bytes(content).unwrap();
    let signatures: Vec<Value> = keys
        .iter()
        .map(|key| json!({"keyid": key.id(), "sig": hex(key.0.sign(&canonical).as_ref())}))
        .collect();
    serde_json::to_vec(&json!({"signed": content, "signatures": signatures})).unwrap()
}

impl Producer {
    /// Changes a file of metadata and has it signed again by `keys`.
    pub fn edit(&self, file: &str, keys: &[&Stolen], change: impl FnOnce(&mut Value)) {
        let path = self.publication().join("metadata").join(file);
        let mut text: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        change(&mut text["signed"]);
        fs::write(path, signed(&text["signed"], keys)).unwrap();
    }

    /// The content of a file of metadata.
    pub fn metadata(&self, file: &str) -> Value {
        let text = fs::read(self.publication().join("metadata").join(file)).unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()["signed"].take()
    }

    /// The names of the newest snapshot, of its targets, and of the list that has `la-hai`.
    pub fn newest(&self) -> [String; 3] {
        let timestamp = self.metadata("timestamp.json");
        let snapshot = format!("{}.snapshot.json", timestamp["meta"]["snapshot.json"]["version"]);
        let pins = self.metadata(&snapshot)["meta"].clone();
        let bin = pins.as_object().unwrap().iter().filter(|(name, _)| *name != "targets.json");
        let bin = bin.map(|(name, pin)| format!("{}.{name}", pin["version"]));
        let mut with_station = bin.filter(|file| !self.metadata(file)["targets"]["la-hai.json"].is_null());
        let bin = with_station.next().unwrap();
        [snapshot, format!("{}.targets.json", pins["targets.json"]["version"]), bin]
    }

    /// Has the timestamp name the snapshot as it is now.
    pub fn pin_snapshot(&self) {
        let [snapshot, ..] = self.newest();
        let bytes = fs::read(self.publication().join("metadata").join(snapshot)).unwrap();
        self.edit("timestamp.json", &[&Stolen::from(self, "timestamp.key")], |timestamp| {
            timestamp["meta"]["snapshot.json"]["length"] = json!(bytes.len());
            timestamp["meta"]["snapshot.json"]["hashes"] = json!({"sha256": sha256(&bytes)});
        });
    }
}
