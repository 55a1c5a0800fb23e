//! Storing what was prepared: WAVs, scripts, rundowns, and last the manifest and playlist of each station.

use super::copies::{copies, write_copy};
use super::made::Made;
use super::slates::slates;
use super::{Prepared, PreparedItem, Progress};
use super::{missing, pages};
use crate::audio::{AssembleError, Slate, assemble};
use crate::calendar::week_name;
use crate::catalogue::write_index;
use crate::fit::{PieceId, RecipePart};
use crate::messages::Messages;
use crate::network::StationIx;
use crate::package::{ManifestDay, ManifestItem, StationManifest, file_stem, playlist};
use crate::project::{Project, ProjectError, SoundCache, StoreCount, Storing, kept, parallel, sweep};
use crate::rundown::{ItemPlay, Rundown};
use crate::source::sha256;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

/// A WAV that cannot be made at one station's place is tried at the next one's, so often.
const ROUNDS: usize = 3;

/// What a build did.
#[derive(Debug, Default)]
pub struct Stored {
    /// What was written.
    pub count: StoreCount,
    /// WAVs in the output that were asked for, made now or before.
    pub wavs: usize,
    /// WAVs made now.
    pub made: usize,
    /// WAVs made now in which sounds together were louder than full scale, by path, with how many samples were held there.
    pub clipped: Vec<(String, u64)>,
    /// Stations that were asked for and have their files.
    pub stations: usize,
    /// What the world refused; the stations concerned keep what they had.
    pub faults: Vec<ProjectError>,
}

/// A file of sound that has to be there.
pub(super) struct Wanted<'a> {
    pub path: String,
    pub recipe: String,
    pub slate: Slate,
    pub content: Content<'a>,
}

/// What is in it.
pub(super) enum Content<'a> {
    /// A part of a programme.
    Wav(&'a RecipePart),
    /// The small copy of the WAV at this path.
    Copy { of: String, kbps: u32 },
}

/// Where sound comes from, and who is told of its making.
struct Making<'a> {
    project: &'a Project,
    cache: &'a SoundCache,
    progress: &'a (dyn Fn(Progress) + Sync),
}

/// Makes the files of everything `prepared` under `out/`, in the words of `messages`. What was made before and is the
/// same is left alone; a station that is held, or whose files the world refuses, keeps all it had.
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
    let wanted = wanted(project, prepared, &manifests);
    let mut copies = copies(project.network.copy, &wanted);
    let mut stored = Stored { wavs: wanted.len(), ..Stored::default() };
    if let Err(fault) = indexes(project, prepared, &mut storing) {
        stored.faults.push(fault);
    }
    let making = Making { project, cache, progress };
    let mut lacking = make_all(&making, &wanted, Progress::Wavs, &mut made, &mut storing, &mut stored);
    copies
        .retain(|copy| matches!(&copy.content, Content::Copy { of, .. } if !lacking.contains(&of.as_str())));
    lacking.extend(make_all(&making, &copies, Progress::Copies, &mut made, &mut storing, &mut stored));
    let mut done = BTreeSet::new();
    for (folder, manifest) in &mut manifests {
        let is_lacking = lacking.iter().any(|path| path.starts_with(&format!("{folder}/")));
        if is_lacking {
            continue;
        }
        match store_station(project, prepared, folder, manifest, messages, &mut storing, &mut made) {
            Ok(()) => drop(done.insert(manifest.station.clone())),
            Err(fault) => stored.faults.push(fault),
        }
    }
    if let Err(fault) = missing::store(project, manifests.keys(), messages, &mut storing) {
        stored.faults.push(fault);
    }
    made.store(&project.root)?;
    Ok(Stored { count: storing.count, stations: done.len(), ..stored })
}

/// The stations of `prepared` whose days are stored just as they would be made now.
pub fn is_stored(project: &Project, prepared: &Prepared, messages: &Messages) -> BTreeSet<StationIx> {
    let made = Made::open(&project.root);
    let manifests = manifests(project, prepared, messages);
    let is_there = |wav: &Wanted| made.is(&project.root, &wav.path, &wav.recipe);
    let wavs = wanted(project, prepared, &manifests);
    let all = copies(project.network.copy, &wavs).into_iter().chain(wavs);
    let lacking: Vec<Wanted> = all.filter(|wav| !is_there(wav)).collect();
    let is_same = |rundown: &Rundown| {
        let folder = folder(project, rundown);
        let (Some(now), Some(earlier)) = (manifests.get(&folder), earlier(project, &folder)) else {
            return false;
        };
        let day =
            |manifest: &StationManifest| manifest.days.iter().find(|day| day.date == rundown.date).cloned();
        day(now) == day(&earlier) && !lacking.iter().any(|wav| wav.path.starts_with(&format!("{folder}/")))
    };
    prepared.rundowns.iter().filter(|rundown| is_same(rundown)).map(|rundown| rundown.station).collect()
}

/// Stores all of a station but its WAVs: rundowns and sheets, then playlist and manifest; then what the manifest no
/// longer speaks of is removed.
fn store_station(
    project: &Project,
    prepared: &Prepared,
    folder: &str,
    manifest: &mut StationManifest,
    messages: &Messages,
    storing: &mut Storing,
    made: &mut Made,
) -> Result<(), ProjectError> {
    let earlier = earlier(project, folder);
    let old_files: Vec<String> = earlier.iter().flat_map(StationManifest::files).map(str::to_owned).collect();
    pages::store(project, prepared, folder, manifest, messages, storing)?;
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
    Ok(())
}

/// The folder of a station's week: `out/2025-W11/la-hai`.
pub(super) fn folder(project: &Project, rundown: &Rundown) -> String {
    format!("out/{}/{}", week_name(rundown.date), project.network.station(rundown.station).slug)
}

/// The manifests of what is made now, by folder.
pub(super) fn manifests(
    project: &Project,
    prepared: &Prepared,
    messages: &Messages,
) -> BTreeMap<String, StationManifest> {
    let mut manifests: BTreeMap<String, StationManifest> = BTreeMap::new();
    let is_certain = |rundown: &&Rundown| !prepared.held.contains(&rundown.station);
    let is_on = |rundown: &&Rundown| project.network.station(rundown.station).is_on(rundown.date);
    for rundown in prepared.rundowns.iter().filter(is_certain).filter(is_on) {
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
    let stem = file_stem(item.occurrence.date, item.start.time(), item.occurrence.nth, slot);
    let parts = prepared.fitted.as_ref().map_or(0, |fitted| fitted.recipe.parts.len());
    (1..=parts)
        .map(|number| match parts {
            1 => format!("{stem}{substitute}.wav"),
            // No slug has a `_`: part 1 of the slot "tin" is not the slot "tin 1".
            _ => format!("{stem}{substitute}_{number}.wav"),
        })
        .collect()
}

/// The SHA-256 of what a WAV is made of: its format, its length, every stretch of every piece in it, and its slate.
pub(super) fn recipe_digest(prepared: &PreparedItem, part: &RecipePart, slate: &Slate) -> String {
    let format = prepared.fitted.as_ref().map(|fitted| fitted.recipe.format);
    let words = serde_json::to_vec(&(format, part.length, &part.placements, slate)).expect("plain values");
    sha256(&words)
}

/// The WAVs that have to be there.
pub(super) fn wanted<'a>(
    project: &Project,
    prepared: &'a Prepared,
    manifests: &BTreeMap<String, StationManifest>,
) -> Vec<Wanted<'a>> {
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
        let slates = slates(project, prepared, item, &sound.elements);
        for ((part, listed), slate) in parts.zip(&sound.parts).zip(slates) {
            let path = format!("{folder}/{}", listed.file);
            wanted.push(Wanted { path, recipe: listed.recipe.clone(), slate, content: Content::Wav(part) });
        }
    }
    wanted
}

/// Makes the files that are not there yet, each distinct recipe once; the others of the same recipe are links. Returns
/// the paths that could not be made.
fn make_all<'a>(
    making: &Making,
    wanted: &'a [Wanted],
    begin: fn(usize) -> Progress<'static>,
    made: &mut Made,
    storing: &mut Storing,
    stored: &mut Stored,
) -> Vec<&'a str> {
    let root = &making.project.root;
    let mut whole: BTreeMap<&str, &str> = BTreeMap::new();
    let (there, missing): (Vec<&Wanted>, Vec<&Wanted>) =
        wanted.iter().partition(|wav| made.is(root, &wav.path, &wav.recipe));
    for wav in there {
        whole.entry(&wav.recipe).or_insert(&wav.path);
    }
    let mut refused: BTreeSet<&str> = BTreeSet::new();
    for round in 0..ROUNDS {
        let mut masters: BTreeMap<&str, &Wanted> = BTreeMap::new();
        for wav in missing.iter().filter(|wav| !refused.contains(wav.path.as_str())) {
            if !whole.contains_key(wav.recipe.as_str()) {
                masters.entry(&wav.recipe).or_insert(wav);
            }
        }
        let masters: Vec<&Wanted> = masters.into_values().collect();
        if round == 0 || !masters.is_empty() {
            (making.progress)(begin(masters.len()));
        }
        let counts = parallel::map(&masters, |wav| {
            let mut own = Storing::under(root);
            let mut clipped = 0;
            let made = own.made(&wav.path, |out| {
                clipped = write(making, wav, out)?;
                Ok(())
            });
            (making.progress)(Progress::Done(&wav.path));
            made.map(|()| (own.count, clipped))
        });
        for (wav, count) in masters.iter().zip(counts) {
            match count {
                Ok((count, clipped)) => {
                    stored.clipped.extend((clipped > 0).then(|| (wav.path.clone(), clipped)));
                    storing.count.files += count.files;
                    storing.count.bytes += count.bytes;
                    whole.insert(&wav.recipe, &wav.path);
                    made.remember(root, &wav.path, &wav.recipe);
                }
                Err(fault) => {
                    refused.insert(&wav.path);
                    stored.faults.push(fault);
                }
            }
        }
    }
    let mut lacking = Vec::new();
    for wav in missing {
        let linked = match whole.get(wav.recipe.as_str()) {
            None => false,
            Some(master) if *master == wav.path => true,
            Some(master) => match storing.link(master, &wav.path) {
                Ok(()) => true,
                Err(fault) => {
                    stored.faults.push(fault);
                    false
                }
            },
        };
        if linked {
            made.remember(root, &wav.path, &wav.recipe);
            stored.made += usize::from(matches!(wav.content, Content::Wav(_)));
        } else {
            lacking.push(wav.path.as_str());
        }
    }
    lacking
}

/// Makes one file, and tells how many samples of a WAV were held at full scale.
fn write(making: &Making, wanted: &Wanted, out: &mut io::BufWriter<&mut fs::File>) -> io::Result<u64> {
    let part = match &wanted.content {
        Content::Wav(part) => part,
        Content::Copy { of, kbps } => {
            return write_copy(&making.project.root, of, *kbps, &wanted.slate, out).map(|()| 0);
        }
    };
    let open_piece = |piece: &PieceId| making.cache.open_piece(piece);
    let written = assemble(part, &making.project.network.audio, &wanted.slate, open_piece, out);
    written.map(|written| written.clipped).map_err(|error| match error {
        AssembleError::Write(error) => error,
        other => io::Error::other(other.to_string()),
    })
}

/// The numbers that were given are kept beside the recordings.
fn indexes(project: &Project, prepared: &Prepared, storing: &mut Storing) -> Result<(), ProjectError> {
    for (date, day) in &prepared.studio {
        let known = project.recordings.get(date).map(|day| &day.index);
        if known != Some(&day.index) && !day.index.numbers.is_empty() && !day.index.is_damaged {
            let folder = project.recording_folder(*date);
            storing.bytes(&format!("{folder}/index.ron"), write_index(&day.index).as_bytes())?;
        }
    }
    Ok(())
}

/// The day of `rundown` as it was built last; none when it was not.
pub fn built_day(project: &Project, rundown: &Rundown) -> Option<ManifestDay> {
    let days = earlier(project, &folder(project, rundown))?.days;
    days.into_iter().find(|day| day.date == rundown.date)
}

/// The manifest of an earlier build; none when there is none that can be read.
pub(super) fn earlier(project: &Project, folder: &str) -> Option<StationManifest> {
    let text = kept(&project.root, &format!("{folder}/manifest.json"))?;
    serde_json::from_slice(&text).ok()
}

/// An item whose sound could not be made keeps the one it had, if it airs as it did: same start, length and play.
fn keep_sounds_of_failed(
    manifest: &mut StationManifest,
    earlier: Option<&StationManifest>,
    prepared: &Prepared,
) {
    let Some(earlier) = earlier else { return };
    let failed = |item: &ManifestItem| {
        let of = |prepared: &&super::PreparedItem| prepared.item.id.as_str() == item.id;
        prepared.items.iter().find(of).is_some_and(|of| of.is_lost)
    };
    let airs_as = |one: &ManifestItem, other: &ManifestItem| {
        let key = |item: &ManifestItem| {
            (item.id.clone(), item.start.clone(), item.planned_ms, item.play.clone(), item.from.clone())
        };
        key(one) == key(other)
    };
    for item in manifest.days.iter_mut().flat_map(|day| &mut day.items).filter(|item| failed(item)) {
        let before = earlier.days.iter().flat_map(|day| &day.items).find(|before| airs_as(before, item));
        item.sound = before.and_then(|before| before.sound.clone());
    }
}
