//! Packing: what was built of a station's week becomes the package that a publication holds.
//!
//! Takes a build that is stored, and gives for each station and week the package, with the place of every byte that it
//! names by digest. Publishes nothing.

use super::made::Made;
use super::store::{Content, Wanted, earlier, manifests, wanted};
use super::{Prepared, Progress};
use crate::calendar::reading;
use crate::fit::PieceId;
use crate::messages::Messages;
use crate::network::HouseFormat;
use crate::package::{Object, PackedFile, PackedPiece, PackedSound, StationManifest, WeekPackage, playlist};
use crate::project::{PackedClip, Project, ProjectError, SoundCache, kept};
use crate::repository::Bytes;
use crate::rundown::Item;
use crate::schedule::Rank;
use crate::source::sha256;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A station's week, ready to be published.
pub struct Packed {
    /// Everything it consists of; its revision is not given yet.
    pub package: WeekPackage,
    /// Its manifest, as it is packed.
    pub manifest: StationManifest,
    /// The bytes of every file and piece, by the digest they are published under.
    pub bytes: BTreeMap<String, Bytes>,
}

/// Packs every station and week of `prepared`, which is stored. Small copies of WAVs are left out: a station can make them.
///
/// Errors: `Read` where a file that was stored is gone, `Write` when there is no room for the packed clips.
pub fn packed(
    project: &Project,
    prepared: &Prepared,
    cache: &SoundCache,
    messages: &Messages,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<Packed>, ProjectError> {
    let mut manifests = manifests(project, prepared, messages);
    manifests.values_mut().for_each(|manifest| leave_out_brought(manifest, prepared));
    let wavs = wanted(project, prepared, &manifests);
    let pieces = pieces(&wavs);
    let begin = |count| progress(Progress::Packed(count));
    let clips = cache.pack(&pieces, &begin, &|piece| progress(Progress::Done(piece)))?;
    let becomes = digests(project, &wavs)?;
    let urgent = by_urgency(project, prepared);
    let mut found = Vec::new();
    for folder in manifests.keys() {
        let gone = || {
            let place = project.root.join(folder).join("manifest.json");
            ProjectError::Read(place, std::io::ErrorKind::NotFound.into())
        };
        let mut manifest = without_copies(earlier(project, folder).ok_or_else(gone)?);
        leave_out_brought(&mut manifest, prepared);
        let inside = format!("{folder}/");
        let of_station: Vec<(&Wanted, &Object)> =
            wavs.iter().zip(&becomes).filter(|(wav, _)| wav.path.starts_with(&inside)).collect();
        let files = files(project, folder, &manifest, &of_station)?;
        let sound = |(wav, becomes): &(&Wanted, &Object)| sound(wav, becomes, &inside);
        let order = |path: &str| urgent.get(path.strip_prefix(&inside).unwrap_or(path)).copied();
        let mut by_need = of_station.clone();
        by_need.sort_by_key(|(wav, _)| order(&wav.path));
        let mut bytes: BTreeMap<String, Bytes> =
            files.iter().map(|(file, bytes)| (file.object.sha256.clone(), bytes.clone())).collect();
        let pieces = packed_pieces(&by_need, &clips);
        for piece in &pieces {
            let place = cache.packed_path(&piece.id);
            bytes.insert(piece.object.sha256.clone(), Bytes::File(place));
        }
        let package = WeekPackage {
            version: crate::package::PACKAGE_VERSION,
            network: manifest.network.clone(),
            station: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            week: manifest.week.clone(),
            revision: 0,
            monday: reading::iso_week(&manifest.week).expect("a build names weeks so"),
            format: format_of(project),
            files: files.into_iter().map(|(file, _)| file).collect(),
            sounds: of_station.iter().filter_map(sound).collect(),
            pieces,
        };
        found.push(Packed { package, manifest, bytes });
    }
    Ok(found)
}

fn format_of(project: &Project) -> HouseFormat {
    project.network.audio
}

/// Every piece of every WAV.
fn pieces(wavs: &[Wanted]) -> BTreeSet<PieceId> {
    let parts = wavs.iter().filter_map(|wav| match &wav.content {
        Content::Wav(part) => Some(*part),
        Content::Copy { .. } => None,
    });
    parts.flat_map(|part| &part.placements).map(|placement| placement.piece.clone()).collect()
}

/// Size and digest of every WAV, in their order; each sound that stands in several places is read once.
fn digests(project: &Project, wavs: &[Wanted]) -> Result<Vec<Object>, ProjectError> {
    let mut made = Made::open(&project.root);
    let objects =
        made.digests(&project.root, wavs.iter().map(|wav| (wav.path.as_str(), wav.recipe.as_str())))?;
    made.store(&project.root)?;
    Ok(objects)
}

/// How soon each WAV is needed: emergencies and priority items before the others, then by air time.
fn by_urgency(project: &Project, prepared: &Prepared) -> BTreeMap<String, (Reverse<Rank>, i64)> {
    let mut found = BTreeMap::new();
    for item in &prepared.items {
        let Item { occurrence, start, .. } = &item.item;
        let rank = project.schedule.slot(occurrence.slot).rank.max(Rank::Normal);
        for file in super::store::part_files(project, item) {
            found.insert(file, (Reverse(rank), start.timestamp()));
        }
    }
    found
}

/// Leaves the items that carry from upstream without their sound: each producer signs only what it produces.
fn leave_out_brought(manifest: &mut StationManifest, prepared: &Prepared) {
    let brought: BTreeSet<&str> =
        prepared.items.iter().filter(|of| of.is_brought()).map(|of| of.item.id.as_str()).collect();
    for item in manifest.days.iter_mut().flat_map(|day| &mut day.items) {
        if brought.contains(item.id.as_str()) {
            item.sound = None;
        }
    }
}

fn without_copies(mut manifest: StationManifest) -> StationManifest {
    let sounds =
        manifest.days.iter_mut().flat_map(|day| &mut day.items).filter_map(|item| item.sound.as_mut());
    for part in sounds.flat_map(|sound| &mut sound.parts) {
        part.copy = None;
    }
    manifest
}

/// The texts and sheets of a station's week, in the order of their paths.
fn files(
    project: &Project,
    folder: &str,
    manifest: &StationManifest,
    wavs: &[(&Wanted, &Object)],
) -> Result<Vec<(PackedFile, Bytes)>, ProjectError> {
    let mut found = BTreeMap::new();
    let object = |bytes: &[u8]| Object { sha256: sha256(bytes), bytes: bytes.len() as u64 };
    for path in manifest.files() {
        let whole = format!("{folder}/{path}");
        if wavs.iter().any(|(wav, _)| wav.path == whole) {
            continue;
        }
        let place = project.root.join(&whole);
        let text = kept(&project.root, &whole)
            .ok_or_else(|| ProjectError::Read(place.clone(), std::io::ErrorKind::NotFound.into()))?;
        found.insert(path.to_owned(), (object(&text), Bytes::File(place)));
    }
    let text = serde_json::to_string_pretty(manifest).expect("a manifest can always be written") + "\n";
    for (path, text) in [("manifest.json", text), ("playlist.m3u8", playlist(manifest))] {
        found.insert(path.to_owned(), (object(text.as_bytes()), Bytes::Here(text.into_bytes())));
    }
    let file = |(path, (object, bytes))| (PackedFile { path, object }, bytes);
    Ok(found.into_iter().map(file).collect())
}

fn sound(wav: &Wanted, becomes: &Object, inside: &str) -> Option<PackedSound> {
    let Content::Wav(part) = &wav.content else { return None };
    Some(PackedSound {
        file: wav.path.strip_prefix(inside)?.to_owned(),
        becomes: becomes.clone(),
        part: (*part).clone(),
        slate: wav.slate.clone(),
    })
}

fn packed_pieces(wavs: &[(&Wanted, &Object)], clips: &BTreeMap<PieceId, PackedClip>) -> Vec<PackedPiece> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for (wav, _) in wavs {
        let Content::Wav(part) = &wav.content else { continue };
        for placement in &part.placements {
            if seen.insert(&placement.piece) {
                let PackedClip { frames, sha256, bytes, .. } = clips[&placement.piece].clone();
                let object = Object { sha256, bytes };
                found.push(PackedPiece { id: placement.piece.clone(), frames, object });
            }
        }
    }
    found
}
