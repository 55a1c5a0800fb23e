//! The voice says what nobody recorded, in the network's own language: each spoken text once, whoever airs it.

use super::{Production, Progress, Voiced, handling};
use crate::audio::Handling;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lineup::ElementKind;
use crate::network::Voice;
use crate::project::{CachedClip, Project, ProjectError, SoundCache, Utterance, VoiceFault};
use crate::rundown::Occurrence;
use crate::script::ReadText;
use crate::studio::StudioDay;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A text for the voice, and its title, for people.
type Titled<'a> = (Utterance, &'a str);

/// Tells each of `productions` what the voice says in it, and whether somebody has to read live. What was not said before
/// is said now if the cache asks the voice; what it could not say is read live, and told once for all texts.
pub(super) fn assign(
    project: &Project,
    productions: &mut BTreeMap<Occurrence, Production>,
    studio: &BTreeMap<NaiveDate, StudioDay>,
    cache: &mut SoundCache,
    progress: &(dyn Fn(Progress) + Sync),
    diagnostics: &mut Diagnostics,
) -> Result<(), ProjectError> {
    let said = match &project.network.voice {
        Some(voice) => said(project, voice, productions, studio, cache, progress, diagnostics)?,
        None => BTreeMap::new(),
    };
    let is_done = cache.is_speaking() || project.network.voice.is_none();
    for production in productions.values_mut() {
        let day = &studio[&production.item.occurrence.date];
        production.voice = unrecorded(project, production, day)
            .filter_map(|read| {
                let clip = said.get(&read.spoken).cloned().map(Voiced::Said);
                Some((read.element, clip.or((!is_done).then_some(Voiced::Awaited))?))
            })
            .collect();
        let mut reads = production.script.iter().flat_map(|script| &script.reads);
        production.reads_live = reads.any(|read| {
            !day.recordings.contains_key(&read.digest) && !production.voice.contains_key(&read.element)
        });
    }
    Ok(())
}

/// What the voice said, now or before, by the words.
fn said(
    project: &Project,
    voice: &Voice,
    productions: &BTreeMap<Occurrence, Production>,
    studio: &BTreeMap<NaiveDate, StudioDay>,
    cache: &mut SoundCache,
    progress: &(dyn Fn(Progress) + Sync),
    diagnostics: &mut Diagnostics,
) -> Result<BTreeMap<String, CachedClip>, ProjectError> {
    let handling = handling::of_recording(project);
    let mut texts: BTreeMap<&str, Titled> = BTreeMap::new();
    for production in productions.values() {
        let day = &studio[&production.item.occurrence.date];
        for read in unrecorded(project, production, day) {
            let text = || Utterance { words: read.spoken.clone(), estimate: read.estimate };
            texts.entry(&read.spoken).or_insert_with(|| (text(), &read.title));
        }
    }
    let mut clips = BTreeMap::new();
    let mut missing: Vec<Titled> = Vec::new();
    for (words, text) in texts {
        match cache.voiced(words, &handling) {
            Some(clip) => drop(clips.insert(words.to_owned(), clip)),
            None => missing.push(text),
        }
    }
    if cache.is_speaking() && !missing.is_empty() {
        clips.extend(speak(voice, &missing, &handling, cache, progress, diagnostics)?);
    }
    Ok(clips)
}

/// Has the voice say the `missing` texts.
fn speak(
    voice: &Voice,
    missing: &[Titled],
    handling: &Handling,
    cache: &mut SoundCache,
    progress: &(dyn Fn(Progress) + Sync),
    diagnostics: &mut Diagnostics,
) -> Result<BTreeMap<String, CachedClip>, ProjectError> {
    progress(Progress::Texts(missing.len()));
    let texts: Vec<Utterance> = missing.iter().map(|(text, _)| text.clone()).collect();
    let results = cache.speak(&texts, handling, &|words| progress(Progress::Done(words)))?;
    let (mut clips, mut faults) = (BTreeMap::new(), Vec::new());
    for ((text, title), result) in missing.iter().zip(results) {
        match result {
            Ok(clip) => drop(clips.insert(text.words.clone(), clip)),
            Err(fault) => faults.push((*title, fault)),
        }
    }
    if let Some(found) = failed(voice, &faults) {
        diagnostics.push(found);
    }
    Ok(clips)
}

/// One finding for all texts the voice could not say, with the first one it was asked for.
fn failed(voice: &Voice, faults: &[(&str, VoiceFault)]) -> Option<Diagnostic> {
    let (title, why) = faults.iter().find_map(|(title, fault)| Some((*title, fault.phrase()?)))?;
    let program = voice.command.first().map_or("", String::as_str);
    let found = Diagnostic::at(Code::VoiceFailed, voice.span).with("program", program);
    let found = found.with("count", faults.len()).with("title", title).with("why", why);
    Some(found.hint("hint-voice-failed", vec![]))
}

/// The reads of a production that nobody recorded and the voice can say: words of the network's own language.
fn unrecorded<'a>(
    project: &'a Project,
    production: &'a Production,
    day: &'a StudioDay,
) -> impl Iterator<Item = &'a ReadText> {
    let elements = production.lineup.elements.iter().filter(|element| match element.kind {
        ElementKind::Bulletin(ix) => project.catalogue.bulletin(ix).language.is_none(),
        ElementKind::Read(_) => true,
        ElementKind::Clip(_) | ElementKind::Fill(_) => false,
    });
    let reads = elements.filter_map(|element| production.script.as_ref()?.read(element.number));
    reads.filter(|read| !day.recordings.contains_key(&read.digest) && !read.spoken.trim().is_empty())
}
