//! The house clips a build needs, and the sounds of elements made of them.

use super::{Production, Progress, Voiced, handling};
use crate::audio::{AudioError, Break, Handling, Untrimmed};
use crate::catalogue::ClipIx;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::fit::{Bed, Cue, Entry, Filler, Gain, Material, PieceId, Sound, Sounding};
use crate::lineup::{ElementKind, Fillers, Lineup};
use crate::network::{HouseFormat, Samples};
use crate::project::{CachedClip, Project, ProjectError, SoundCache};
use crate::rundown::Occurrence;
use crate::schedule::{self, PoolIx};
use crate::script::ReadText;
use crate::studio::StudioDay;
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// Sound files that are needed, each with the first place that asks for it.
pub(super) struct Needed {
    files: BTreeMap<String, (Span, Handling)>,
}

/// House clips by the path of their sound file; a file that cannot be used has none.
#[derive(Debug, Clone, Default)]
pub struct Clips {
    clips: BTreeMap<String, CachedClip>,
    paths: BTreeMap<PieceId, String>,
}

/// The sound files of all clips, recordings and fillers of `productions`.
pub(super) fn needed(
    project: &Project,
    productions: &BTreeMap<Occurrence, Production>,
    studio: &BTreeMap<NaiveDate, StudioDay>,
    cache: &SoundCache,
) -> Needed {
    let mut files = BTreeMap::new();
    let clip_file = |clip| (clip_path(project, clip), handling::of_clip(project, cache, clip));
    for production in productions.values() {
        let day = &studio[&production.item.occurrence.date];
        for element in &production.lineup.elements {
            let read = production.script.as_ref().and_then(|script| script.read(element.number));
            let recording = read.and_then(|read| day.recordings.get(&read.digest));
            let file = match element.kind {
                ElementKind::Clip(clip) => Some(clip_file(clip)),
                _ => recording.map(|path| (path.clone(), handling::of_recording(project))),
            };
            if let Some((path, handling)) = file {
                files.entry(path).or_insert((element.span, handling));
            }
        }
        for bed in &project.schedule.programme(production.lineup.programme).beds {
            let (path, handling) = clip_file(bed.clip);
            files.entry(path).or_insert((bed.span, handling));
        }
        for fillers in &production.lineup.fillers {
            let span = project.schedule.pool(fillers.pool).id.span;
            for (path, handling) in fillers.clips.iter().copied().map(clip_file) {
                files.entry(path).or_insert((span, handling));
            }
        }
    }
    Needed { files }
}

impl Needed {
    /// Takes the house clips from the cache, and makes those it does not have.
    pub(super) fn make(
        self,
        cache: &mut SoundCache,
        progress: &(dyn Fn(Progress) + Sync),
        diagnostics: &mut Diagnostics,
    ) -> Result<Clips, ProjectError> {
        let mut clips = Clips::default();
        let mut missing = Vec::new();
        for (path, (_, handling)) in &self.files {
            match cache.known(path, handling) {
                Some(clip) => clips.add(path, clip),
                None => missing.push((path.clone(), *handling)),
            }
        }
        if !missing.is_empty() {
            progress(Progress::Clips(missing.len()));
            let made = cache.make(&missing, &|path| progress(Progress::Done(path)))?;
            for ((path, _), made) in missing.iter().zip(made) {
                match made {
                    Ok(clip) => clips.add(path, clip),
                    Err(error) => diagnostics.push(unusable(path, self.files[path].0, &error)),
                }
            }
        }
        for (path, (span, _)) in &self.files {
            if let Some(breaks_off) = clips.clips.get(path).and_then(|clip| clip.breaks_off) {
                diagnostics.push(cut_off(path, *span, breaks_off));
            }
        }
        Ok(clips)
    }
}

impl Clips {
    /// The path of the sound file a piece was made of.
    pub fn path(&self, piece: &PieceId) -> Option<&str> {
        self.paths.get(piece).map(String::as_str)
    }

    /// How long the house clip of the sound file at `path` is.
    pub(super) fn length(&self, path: &str) -> Option<Samples> {
        self.get(path).map(|(_, length)| length)
    }

    /// What a limiter took off peaks, in decibels, by the path of the sound file.
    pub fn limited(&self) -> impl Iterator<Item = (&str, f64)> {
        self.clips.iter().filter_map(|(path, clip)| Some((path.as_str(), clip.limited?)))
    }

    /// How many LU its peaks keep a sound below the house loudness, by the path of its file.
    pub fn too_quiet(&self) -> impl Iterator<Item = (&str, f64)> {
        self.clips.iter().filter_map(|(path, clip)| Some((path.as_str(), clip.too_quiet?)))
    }

    /// Why the ends of the clip at `path` were not cut off as was said, if they were not.
    pub(super) fn untrimmed(&self, path: &str) -> Option<Untrimmed> {
        self.clips.get(path)?.untrimmed
    }

    /// Whether the house clip of a clip is that piece.
    pub(super) fn is_made_of(&self, project: &Project, clip: ClipIx, piece: &PieceId) -> bool {
        self.get(&clip_path(project, clip)).is_some_and(|(own, _)| own == *piece)
    }

    /// What a production is made of; none when one of its sounds cannot be used.
    pub(super) fn material(
        &self,
        project: &Project,
        production: &Production,
        day: &StudioDay,
    ) -> Option<Material> {
        let sounds = self.sounds(project, production, day)?;
        let beds = &project.schedule.programme(production.lineup.programme).beds;
        let beds = beds.iter().map(|bed| self.bed(project, bed)).collect::<Option<Vec<_>>>()?;
        Some(Material { sounds, beds, pools: self.pools(project, &production.lineup) })
    }

    fn sounds(&self, project: &Project, production: &Production, day: &StudioDay) -> Option<Vec<Sounding>> {
        let format = &project.network.audio;
        let mut sounds = Vec::new();
        for element in &production.lineup.elements {
            let sound = match element.kind {
                ElementKind::Clip(clip) => {
                    let (piece, length) = self.get(&clip_path(project, clip))?;
                    Sound::Clip(piece, length)
                }
                ElementKind::Fill(pool) => {
                    let known = production.lineup.fillers.iter().position(|known| known.pool == pool);
                    Sound::Fill(known.expect("each fill part has its pool among the fillers"))
                }
                ElementKind::Read(_) | ElementKind::Bulletin(_) => {
                    let read = production.script.as_ref()?.read(element.number)?;
                    match day.recordings.get(&read.digest) {
                        Some(path) => {
                            let (piece, length) = self.get(path)?;
                            Sound::Words(piece, length)
                        }
                        None => match production.voice.get(&element.number) {
                            Some(Voiced::Said(clip)) => {
                                Sound::Words(PieceId(clip.piece.clone()), Samples(clip.frames))
                            }
                            Some(Voiced::Awaited) | None => Sound::Live(window(read, format)),
                        },
                    }
                }
            };
            let pin = element.pin.map(|pin| samples(pin, format));
            sounds.push(Sounding {
                element: element.number,
                sound,
                pin,
                is_backtimed: element.is_backtimed,
                turn: element.turn,
                cue: cue(&element.cue, format),
            });
        }
        Some(sounds)
    }

    fn bed(&self, project: &Project, bed: &schedule::Bed) -> Option<Bed> {
        let (piece, length) = self.get(&clip_path(project, bed.clip))?;
        let format = &project.network.audio;
        Some(Bed {
            piece,
            length,
            lead: samples(bed.lead, format),
            tail: samples(bed.tail, format),
            alone: Gain::of(bed.alone),
            under: Gain::of(bed.under),
        })
    }

    /// The fillers of each pool of a lineup, in the order of rotation.
    fn pools(&self, project: &Project, lineup: &Lineup) -> Vec<Vec<Filler>> {
        let of_pool = |fillers: &Fillers| {
            let filler = |clip| self.filler(project, fillers.pool, clip, fillers.own.contains(&clip));
            fillers.clips.iter().filter_map(|clip| filler(*clip)).collect()
        };
        lineup.fillers.iter().map(of_pool).collect()
    }

    fn filler(&self, project: &Project, pool: PoolIx, clip: ClipIx, is_own: bool) -> Option<Filler> {
        let (piece, length) = self.get(&clip_path(project, clip))?;
        let pool = project.schedule.pool(pool);
        let card = pool.cards.iter().find(|card| card.clip == clip)?;
        let names = pool.apart.each().filter_map(|(kin, away)| {
            let name = card.name_as(kin)?;
            Some((format!("{}\n{name}", kin.term()), samples(away.value, &project.network.audio)))
        });
        Some(Filler { piece, length, is_own, away: names.collect() })
    }

    fn add(&mut self, path: &str, clip: CachedClip) {
        self.paths.entry(PieceId(clip.piece.clone())).or_insert_with(|| path.to_owned());
        self.clips.insert(path.to_owned(), clip);
    }

    fn get(&self, path: &str) -> Option<(PieceId, Samples)> {
        self.clips.get(path).map(|clip| (PieceId(clip.piece.clone()), Samples(clip.frames)))
    }
}

/// The time left for a live read: the estimate and a tenth.
fn window(read: &ReadText, format: &HouseFormat) -> Samples {
    samples(read.estimate + read.estimate / 10, format)
}

fn cue(cue: &schedule::Cue, format: &HouseFormat) -> Cue {
    let entry = match cue.entry {
        schedule::Entry::After(gap) => Entry::After(samples(gap, format)),
        schedule::Entry::Crossfade(length) => Entry::Crossfade(samples(length, format)),
        schedule::Entry::Over { by, under } => {
            Entry::Over { by: samples(by, format), under: Gain::of(under) }
        }
    };
    Cue {
        entry,
        fade_in: samples(cue.fade_in, format),
        fade_out: samples(cue.fade_out, format),
        twice: cue.twice.map(|between| samples(between, format)),
        bed: cue.bed,
    }
}

fn samples(length: TimeDelta, format: &HouseFormat) -> Samples {
    format.samples_in(u64::try_from(length.num_milliseconds()).unwrap_or(0))
}

fn clip_path(project: &Project, clip: ClipIx) -> String {
    format!("clips/{}", project.catalogue.clip(clip))
}

fn unusable(path: &str, span: Span, error: &AudioError) -> Diagnostic {
    let found = Diagnostic::at(Code::BadSound, span).with("path", path);
    // The words of a recording are never cut.
    let hint = match (path.strip_prefix("clips/"), error) {
        (Some(clip), AudioError::Truncated { at, .. }) if !at.is_zero() => {
            ("hint-cut-off", vec![("clip", clip.into())])
        }
        _ => ("hint-bad-sound", vec![]),
    };
    found.with("why", error.phrase()).hint(hint.0, hint.1)
}

fn cut_off(path: &str, span: Span, breaks_off: Break) -> Diagnostic {
    let found = Diagnostic::at(Code::SoundCutOff, span).with("path", path);
    found.with("heard", breaks_off.phrase()).hint("hint-sound-cut-off", vec![])
}
