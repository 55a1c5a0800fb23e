//! Reading the network file.

use super::announcers::{self, AnnouncerFile};
use super::converters::{self, ConverterFile};
use super::speaking::{self, SpeechFile};
use super::stations::{LimitsFile, StationFile, join, limits, station, without_cycles};
use super::upstream::{self, UpstreamFile};
use super::voice::{self, VoiceFile};
use super::{Channels, Db, HouseFormat, Lufs, Network, SampleWidth, SmallCopy, Source, Unit, Units};
use crate::calendar::notation;
use crate::diagnostic::{Arg, Code, Diagnostic, Diagnostics, FileId, Span};
use crate::messages::Lang;
use crate::source::{List, Names, Raw, Reader, Spanned, likely, refuse_twins};
use crate::speech::Variants;
use chrono_tz::Tz;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Network")]
struct NetworkFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    id: Raw<'a, String>,
    name: Raw<'a, String>,
    language: Option<Raw<'a, String>>,
    time_zone: Raw<'a, String>,
    stations: List<'a, StationFile<'a>>,
    #[serde(default)]
    sources: Option<List<'a, SourceFile<'a>>>,
    upstream: Option<Raw<'a, UpstreamFile<'a>>>,
    #[serde(default)]
    units: Option<List<'a, UnitFile<'a>>>,
    #[serde(default)]
    limits: Option<Raw<'a, LimitsFile<'a>>>,
    #[serde(default)]
    audio: Option<Raw<'a, AudioFile<'a>>>,
    #[serde(default)]
    converters: Option<List<'a, ConverterFile<'a>>>,
    #[serde(default)]
    announcers: Option<List<'a, AnnouncerFile<'a>>>,
    voice: Option<Raw<'a, VoiceFile<'a>>>,
    speech: Option<Raw<'a, SpeechFile<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile<'a> {
    #[serde(borrow)]
    id: Raw<'a, String>,
    name: Raw<'a, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile<'a> {
    #[serde(borrow)]
    name: Raw<'a, String>,
    since: Option<Raw<'a, String>>,
    until: Option<Raw<'a, String>>,
    now: Option<Raw<'a, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AudioFile<'a> {
    #[serde(borrow)]
    sample_rate: Option<Raw<'a, u32>>,
    channels: Option<Raw<'a, ChannelsWord>>,
    bits: Option<Raw<'a, u32>>,
    loudness: Option<Raw<'a, f64>>,
    true_peak: Option<Raw<'a, f64>>,
    limit_speech: Option<Raw<'a, f64>>,
    copy: Option<Raw<'a, CopyFile<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum CopyFile<'a> {
    Opus {
        #[serde(borrow)]
        kbps: Raw<'a, u32>,
    },
}

#[derive(Deserialize)]
enum ChannelsWord {
    Mono,
    Stereo,
}

/// The network of a file; none when its frame cannot be read. Stations come out in the order of their ids.
pub fn read(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<Network> {
    let mut reader = Reader::new(file, text, diagnostics);
    let frame: NetworkFile = reader.whole()?;
    notation::version(&mut reader, &frame.version);
    let general = frame.limits.map(|raw| limits(&mut reader, &raw)).unwrap_or_default();
    let variants = speaking::read(&mut reader, frame.speech.as_ref(), Variants::default());
    let mut drafts = Vec::new();
    for item in reader.list(&frame.stations) {
        drafts.extend(station(&mut reader, &item, (&general, variants)));
    }
    drafts.sort_by(|one, other| one.id.value.cmp(&other.id.value));
    refuse_twins(drafts.iter().map(|draft| &draft.id), reader.diagnostics);
    let station_names = Names::new(drafts.iter().map(|draft| draft.id.as_str()));
    let mut sources = Vec::new();
    for item in reader.optional_list(&frame.sources) {
        if let (Some(id), Some(name)) = (reader.read(&item.id), reader.read(&item.name)) {
            sources.push(Source { id, name: name.value });
        }
    }
    refuse_twins(sources.iter().map(|source| &source.id), reader.diagnostics);
    let upstream = upstream::read(&mut reader, frame.upstream.as_ref(), &drafts);
    let units = units(&mut reader, &frame.units);
    let audio_file = frame.audio.as_ref().and_then(|raw| reader.read(raw)).map(|file| file.value);
    let announcers = announcers::read(&mut reader, &frame.announcers);
    let stations = join(drafts, &station_names, &announcers, reader.diagnostics);
    let (audio, limit_speech) = audio(&mut reader, audio_file.as_ref());
    let network = Network {
        id: reader.read(&frame.id)?.value,
        name: reader.read(&frame.name)?.value,
        lang: language(&mut reader, frame.language.as_ref()),
        zone: zone(&mut reader, &frame.time_zone)?,
        audio,
        limit_speech,
        upstream,
        copy: audio_file.as_ref().and_then(|file| small_copy(&mut reader, file)),
        converters: converters::read(&mut reader, &frame.converters),
        voice: voice::read(&mut reader, frame.voice.as_ref()),
        announcers,
        variants,
        source_names: Names::new(sources.iter().map(|source| source.id.as_str())),
        sources,
        units: Units::new(units, &stations),
        stations,
        station_names,
    };
    Some(without_cycles(network, diagnostics))
}

/// First and last day; one that ends before it begins is reported.
pub(super) fn validity<'a>(
    reader: &mut Reader<'a, '_>,
    since: &Option<Raw<'a, String>>,
    until: &Option<Raw<'a, String>>,
) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
    let date = |reader: &mut Reader<'a, '_>, raw: &Option<Raw<'a, String>>| {
        let written = reader.optional(raw)?;
        notation::date(&written, reader.diagnostics)
    };
    let (first, last) = (date(reader, since), date(reader, until));
    if let (Some(first), Some(last), Some(raw)) = (first, last, until)
        && last < first
    {
        let span = reader.span(raw);
        reader.diagnostics.push(Diagnostic::at(Code::EndsBeforeStart, span));
    }
    (first, last)
}

fn units<'a>(reader: &mut Reader<'a, '_>, list: &Option<List<'a, UnitFile<'a>>>) -> Vec<Unit> {
    let mut units = Vec::new();
    for item in reader.optional_list(list) {
        let (since, until) = validity(reader, &item.since, &item.until);
        let now = reader.optional(&item.now).map(|now| now.value);
        if let Some(name) = reader.read(&item.name) {
            units.push(Unit { name, since, until, now });
        }
    }
    units
}

fn language<'a>(reader: &mut Reader<'a, '_>, raw: Option<&Raw<'a, String>>) -> Option<Lang> {
    let written = reader.read(raw?)?;
    let lang = Lang::from_code(&written);
    if lang.is_none() {
        reader
            .diagnostics
            .push(Diagnostic::at(Code::UnknownLanguage, written.span).with("name", written.as_str()));
    }
    lang
}

fn zone<'a>(reader: &mut Reader<'a, '_>, raw: &Raw<'a, String>) -> Option<Tz> {
    let written = reader.read(raw)?;
    let zone = written.parse::<Tz>().ok();
    if zone.is_none() {
        let near = likely(&written, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        reader.diagnostics.push(
            Diagnostic::at(Code::UnknownZone, written.span).with("name", written.as_str()).did_you_mean(near),
        );
    }
    zone
}

fn small_copy<'a>(reader: &mut Reader<'a, '_>, file: &AudioFile<'a>) -> Option<SmallCopy> {
    let written = file.copy.as_ref().and_then(|raw| reader.read(raw))?.value;
    let CopyFile::Opus { kbps } = written;
    let kbps = reader.read(&kbps)?;
    if (8..=256).contains(&kbps.value) {
        return Some(SmallCopy::Opus { kbps: kbps.value });
    }
    let found = Diagnostic::at(Code::BadAudio, kbps.span).with("allowed", Arg::Term("term-copies"));
    reader.diagnostics.push(found);
    None
}

/// The house format, and the most a limiter may take off recordings.
fn audio<'a>(reader: &mut Reader<'a, '_>, file: Option<&AudioFile<'a>>) -> (HouseFormat, Option<Db>) {
    let usual = HouseFormat::default();
    let Some(file) = file else { return (usual, None) };
    let rate = reader.optional(&file.sample_rate);
    let bits = reader.optional(&file.bits);
    let loudness = reader.optional(&file.loudness);
    let true_peak = reader.optional(&file.true_peak);
    let width = bits.as_ref().map(|bits| bits.value).unwrap_or(16);
    let limit = reader.optional(&file.limit_speech);
    let checks: [(bool, Option<Span>, &'static str); 5] = [
        (
            rate.as_ref().is_none_or(|r| (8_000..=192_000).contains(&r.value)),
            span(&rate),
            "term-sample-rates",
        ),
        (matches!(width, 16 | 24), span(&bits), "term-widths"),
        (
            loudness.as_ref().is_none_or(|l| (-40.0..=-5.0).contains(&l.value)),
            span(&loudness),
            "term-loudness",
        ),
        (
            true_peak.as_ref().is_none_or(|p| (-20.0..=0.0).contains(&p.value)),
            span(&true_peak),
            "term-true-peaks",
        ),
        (limit.as_ref().is_none_or(|l| (0.5..=12.0).contains(&l.value)), span(&limit), "term-limit-speech"),
    ];
    for (_, span, allowed) in checks.iter().filter(|(good, ..)| !good) {
        let place = span.expect("only what was written can be out of bounds");
        reader.diagnostics.push(Diagnostic::at(Code::BadAudio, place).with("allowed", Arg::Term(allowed)));
    }
    if checks.iter().any(|(good, ..)| !good) {
        return (usual, None);
    }
    let format = HouseFormat {
        sample_rate: rate.map_or(usual.sample_rate, |rate| rate.value),
        channels: match reader.optional(&file.channels).map(|word| word.value) {
            Some(ChannelsWord::Stereo) => Channels::Stereo,
            Some(ChannelsWord::Mono) | None => Channels::Mono,
        },
        width: if width == 24 { SampleWidth::TwentyFour } else { SampleWidth::Sixteen },
        loudness: loudness.map_or(usual.loudness, |loudness| Lufs(loudness.value)),
        true_peak: true_peak.map_or(usual.true_peak, |peak| Db(peak.value)),
    };
    (format, limit.map(|limit| Db(limit.value)))
}

fn span<T>(value: &Option<Spanned<T>>) -> Option<Span> {
    value.as_ref().map(|value| value.span)
}
