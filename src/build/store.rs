//! Storing what was prepared: WAVs, scripts, rundowns, and last the manifest and playlist of each station.
#![allow(clippy::disallowed_methods)] // Reads the manifests of earlier builds.

use super::made::Made;
use super::pages;
use super::{Prepared, PreparedItem, Progress};
use crate::audio::{AssembleError, assemble};
use crate::catalogue::write_index;
use crate::fit::RecipePart;
use crate::messages::Messages;
use crate::package::{ManifestSound, StationManifest, file_stem, playlist, week_name};
use crate::project::{Project, ProjectError, SoundCache, StoreCount, Storing, parallel, sweep};
use crate::rundown::{ItemPlay, Rundown};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io;

/// What a build did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stored {
    /// What was written.
    pub count: StoreCount,
    /// WAVs in the output that were asked for, made now or before.
    pub wavs: usize,
    /// WAVs made now.
    pub made: usize,
    /// Stations that were asked for and broadcast on these days.
    pub stations: usize,
}

/// A WAV that has to be there.
struct Wanted<'a> {
    path: String,
    recipe: String,
    part: &'a RecipePart,
}

/// Makes the files of everything `prepared` under `out/`, in the words of `messages`. What was made before and is the
/// same is left alone.
pub fn store(
    project: &Project,
    prepared: &Prepared,
    cache: &SoundCache,
    messages: &Messages,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Stored, ProjectError> {
    for folder in ["out", "recordings"] {
        sweep(&project.root, folder)?;
    }
    let mut storing = Storing::under(&project.root);
    let mut manifests = manifests(project, prepared, messages);
    let mut made = Made::open(&project.root);
    let wanted = wanted(prepared, &manifests);
    let made_now = wavs(project, &wanted, cache, &mut made, &mut storing, progress)?;
    indexes(project, prepared, &mut storing)?;
    pages::store(project, prepared, &manifests, messages, &mut storing)?;
    for (folder, manifest) in &mut manifests {
        let earlier = earlier(project, folder);
        let old_files: Vec<String> =
            earlier.iter().flat_map(StationManifest::files).map(str::to_owned).collect();
        keep_sounds_of_failed(manifest, earlier.as_ref(), prepared);
        if let Some(earlier) = earlier {
            manifest.keep_other_days(earlier);
        }
        let text = serde_json::to_string_pretty(manifest).expect("a manifest can always be written") + "\n";
        storing.bytes(&format!("{folder}/playlist.m3u8"), playlist(manifest).as_bytes())?;
        storing.bytes(&format!("{folder}/manifest.json"), text.as_bytes())?;
        for file in old_files {
            if !manifest.files().any(|known| known == file) {
                storing.remove(&format!("{folder}/{file}"))?;
                made.forget(&format!("{folder}/{file}"));
            }
        }
    }
    made.store(&project.root)?;
    let stations = prepared.on_air(&project.network);
    Ok(Stored { count: storing.count, wavs: wanted.len(), made: made_now, stations })
}

/// The folder of a station's week: `out/2025-W11/la-hai`.
pub(super) fn folder(project: &Project, rundown: &Rundown) -> String {
    format!("out/{}/{}", week_name(rundown.date), project.network.station(rundown.station).slug)
}

/// The manifests of what is made now, by folder.
fn manifests(
    project: &Project,
    prepared: &Prepared,
    messages: &Messages,
) -> BTreeMap<String, StationManifest> {
    let mut manifests: BTreeMap<String, StationManifest> = BTreeMap::new();
    for rundown in &prepared.rundowns {
        let day = pages::manifest_day(project, prepared, rundown, messages);
        let network = &project.network;
        let station = network.station(rundown.station);
        let manifest = manifests.entry(folder(project, rundown)).or_insert_with(|| StationManifest {
            version: 1,
            network: network.id.clone(),
            station: station.id.value.clone(),
            name: station.name.clone(),
            week: week_name(rundown.date),
            time_zone: network.zone.name().to_owned(),
            sample_rate: network.audio.sample_rate,
            channels: network.audio.channels.count(),
            bits: network.audio.width.bytes() * 8,
            days: Vec::new(),
        });
        manifest.days.push(day);
    }
    manifests
}

/// The WAV files of an item, as paths within the station's folder, one for each part of its recipe.
pub(super) fn part_files(project: &Project, prepared: &PreparedItem) -> Vec<String> {
    let item = &prepared.item;
    let slot = &project.schedule.slot(item.occurrence.slot).slug;
    let substitute = if matches!(item.play, ItemPlay::Relay { .. }) { "-du-phong" } else { "" };
    let stem = file_stem(item.occurrence.date, item.start.time(), slot);
    let parts = prepared.fitted.as_ref().map_or(0, |fitted| fitted.recipe.parts.len());
    (1..=parts)
        .map(|number| match parts {
            1 => format!("{stem}{substitute}.wav"),
            _ => format!("{stem}{substitute}-{number}.wav"),
        })
        .collect()
}

/// The SHA-256 of what a WAV is made of: its format, its length, and every stretch of every piece in it.
pub(super) fn recipe_digest(prepared: &PreparedItem, part: &RecipePart) -> String {
    let format = prepared.fitted.as_ref().map(|fitted| fitted.recipe.format);
    let words = serde_json::to_vec(&(format, part.length, &part.placements)).expect("plain values");
    Sha256::digest(&words).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn wanted<'a>(prepared: &'a Prepared, manifests: &BTreeMap<String, StationManifest>) -> Vec<Wanted<'a>> {
    let mut files = BTreeMap::new();
    for (folder, manifest) in manifests {
        for item in manifest.days.iter().flat_map(|day| &day.items) {
            files.insert(item.id.as_str(), (folder, item.sound.as_ref()));
        }
    }
    let mut wanted = Vec::new();
    for item in &prepared.items {
        let Some((folder, Some(sound))) = files.get(item.item.id.as_str()) else { continue };
        let parts = item.fitted.iter().flat_map(|fitted| &fitted.recipe.parts);
        for (part, listed) in parts.zip(&sound.parts) {
            let path = format!("{folder}/{}", listed.file);
            wanted.push(Wanted { path, recipe: listed.recipe.clone(), part });
        }
    }
    wanted
}

/// Makes the WAVs that are not there yet, each distinct recipe once; the others of the same recipe are links.
fn wavs(
    project: &Project,
    wanted: &[Wanted],
    cache: &SoundCache,
    made: &mut Made,
    storing: &mut Storing,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<usize, ProjectError> {
    let root = &project.root;
    let mut whole: BTreeMap<&str, &str> = BTreeMap::new();
    let mut missing = Vec::new();
    for wav in wanted {
        if made.is(root, &wav.path, &wav.recipe) {
            whole.entry(&wav.recipe).or_insert(&wav.path);
        } else {
            missing.push(wav);
        }
    }
    let mut masters: Vec<&Wanted> = Vec::new();
    for wav in &missing {
        if !whole.contains_key(wav.recipe.as_str()) {
            whole.insert(&wav.recipe, &wav.path);
            masters.push(wav);
        }
    }
    progress(Progress::Wavs(masters.len()));
    let counts = parallel::map(&masters, |wav| {
        let mut own = Storing::under(root);
        let stored = own.made(&wav.path, |out| write_wav(project, wav.part, cache, out));
        progress(Progress::Done(&wav.path));
        stored.map(|()| own.count)
    });
    let mut failed = None;
    for (wav, count) in masters.iter().zip(counts) {
        match count {
            Ok(count) => {
                storing.count.files += count.files;
                storing.count.bytes += count.bytes;
                made.remember(root, &wav.path, &wav.recipe);
            }
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    if let Some(error) = failed {
        // What could be made is kept; it need not be made again.
        made.store(root)?;
        return Err(error);
    }
    for wav in &missing {
        let master = whole[wav.recipe.as_str()];
        if master != wav.path {
            storing.link(master, &wav.path)?;
            made.remember(root, &wav.path, &wav.recipe);
        }
    }
    Ok(missing.len())
}

fn write_wav(
    project: &Project,
    part: &RecipePart,
    cache: &SoundCache,
    out: &mut io::BufWriter<&mut fs::File>,
) -> io::Result<()> {
    let written = assemble(part, &project.network.audio, |piece| cache.open_piece(piece), out);
    written.map(drop).map_err(|error| match error {
        AssembleError::Write(error) => error,
        other => io::Error::other(other.to_string()),
    })
}

/// The numbers that were given are kept beside the recordings.
fn indexes(project: &Project, prepared: &Prepared, storing: &mut Storing) -> Result<(), ProjectError> {
    for (date, day) in &prepared.studio {
        let known = project.recordings.get(date).map(|day| &day.index);
        if known != Some(&day.index) && !day.index.numbers.is_empty() {
            storing.bytes(&format!("recordings/{date}/index.ron"), write_index(&day.index).as_bytes())?;
        }
    }
    Ok(())
}

/// The manifest of an earlier build; none when there is none that can be read.
fn earlier(project: &Project, folder: &str) -> Option<StationManifest> {
    let text = fs::read(project.root.join(folder).join("manifest.json")).ok()?;
    serde_json::from_slice(&text).ok()
}

/// An item whose sound could not be made keeps the one it had.
fn keep_sounds_of_failed(
    manifest: &mut StationManifest,
    earlier: Option<&StationManifest>,
    prepared: &Prepared,
) {
    let Some(earlier) = earlier else { return };
    let failed = |id: &str| {
        prepared
            .items
            .iter()
            .any(|item| item.item.id.as_str() == id && item.origin.is_some() && item.fitted.is_none())
    };
    let sound_of = |id: &str| -> Option<ManifestSound> {
        earlier.days.iter().flat_map(|day| &day.items).find(|item| item.id == id)?.sound.clone()
    };
    for item in manifest.days.iter_mut().flat_map(|day| &mut day.items) {
        if failed(&item.id) {
            item.sound = sound_of(&item.id);
        }
    }
}
