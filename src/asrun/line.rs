//! One line of a log: what is told of one occurrence, or of a stretch of time.

use super::LogFault;
use chrono::{DateTime, FixedOffset, NaiveDate, SubsecRound, TimeDelta};
use serde::{Deserialize, Serialize};

/// The version of the lines that are written and understood here.
const VERSION: u32 = 1;

/// The longest length a line may tell: nothing airs for two days on end.
const LONGEST: TimeDelta = TimeDelta::hours(48);

/// What was aired, or was not, as somebody or something wrote it down.
///
/// Without an occurrence it is of a stretch of time: heard, it aired outside the plan, as an emergency by hand does;
/// [`Told::Missed`] or [`Told::Cut`], nothing was heard from any station's speaker, as in a power cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The slug of the station it was heard on.
    pub station: String,
    /// Which occurrence, `2025-03-10/la-hai/tiep-am[/n]`; none for something outside the plan, or an outage.
    pub occurrence: Option<String>,
    /// The digest of the package its sound came from.
    pub package: Option<String>,
    /// When it began; of what was missed, when it was to begin.
    pub start: DateTime<FixedOffset>,
    /// How long it was heard, to the millisecond; of an outage, how long nothing was.
    pub length: TimeDelta,
    /// What became of it; a player that only measured says none.
    pub outcome: Option<Told>,
    /// Why it is not as planned, in words; outside the plan, what it was.
    pub cause: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// What kind of witness that is.
    pub source: Source,
    /// When the line was written.
    pub written: DateTime<FixedOffset>,
}

/// What a line says has become of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// As planned (đã phát).
    Aired,
    /// Whole, but later than planned (phát muộn).
    Late,
    /// In part (phát dở).
    Cut,
    /// Something urgent had its time (nhường giờ).
    PreEmpted,
    /// Not at all (không phát được).
    Missed,
}

/// Who or what a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Somebody confirmed a day or a week as planned.
    Confirmed,
    /// Somebody wrote just this.
    Hand,
    /// A player's own log.
    Player,
}

/// What the name of an occurrence is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OccurrenceName<'a> {
    /// The broadcast day.
    pub date: NaiveDate,
    /// The slug of the station.
    pub station: &'a str,
    /// The slug of the slot.
    pub slot: &'a str,
    /// 1 for the first time that day.
    pub nth: u32,
}

/// A line as its bytes say it.
#[derive(Serialize, Deserialize)]
struct WrittenLine {
    version: u32,
    station: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    occurrence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    package: Option<String>,
    start: DateTime<FixedOffset>,
    length_ms: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<Told>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    source: Source,
    written: DateTime<FixedOffset>,
}

/// As much of a line as tells whether the rest can be read.
#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

impl LogLine {
    /// The broadcast day it belongs to: that of its occurrence, else the civil day it began on.
    pub fn day(&self) -> NaiveDate {
        let of_occurrence = self.occurrence.as_deref().and_then(OccurrenceName::of);
        of_occurrence.map_or(self.start.date_naive(), |name| name.date)
    }

    /// When it was over.
    pub fn end(&self) -> DateTime<FixedOffset> {
        self.start + self.length
    }

    /// Whether it tells of a time in which nothing was heard, whatever was planned then.
    pub fn is_outage(&self) -> bool {
        self.occurrence.is_none() && matches!(self.outcome, Some(Told::Missed | Told::Cut))
    }

    /// The line as it stands in a log: JSON, with the line feed behind it.
    pub fn to_json(&self) -> String {
        let line = self.clone();
        let written = WrittenLine {
            version: VERSION,
            station: line.station,
            occurrence: line.occurrence,
            package: line.package,
            // As much as is told: what a person reads has no nanoseconds.
            start: line.start.trunc_subsecs(3),
            length_ms: line.length.num_milliseconds(),
            outcome: line.outcome,
            cause: line.cause,
            by: line.by,
            source: line.source,
            written: line.written.trunc_subsecs(3),
        };
        serde_json::to_string(&written).expect("plain values") + "\n"
    }

    /// Reads the bytes of a line.
    ///
    /// # Errors
    ///
    /// [`LogFault::Newer`] for a version not known here, else [`LogFault::Broken`].
    pub fn read(bytes: &[u8]) -> Result<LogLine, LogFault> {
        let head: VersionOnly = serde_json::from_slice(bytes).map_err(|_| LogFault::Broken)?;
        if head.version != VERSION {
            return Err(LogFault::Newer);
        }
        let line: WrittenLine = serde_json::from_slice(bytes).map_err(|_| LogFault::Broken)?;
        let length = TimeDelta::try_milliseconds(line.length_ms)
            .filter(|length| (TimeDelta::zero()..=LONGEST).contains(length));
        let is_named = line.occurrence.as_deref().is_none_or(|id| OccurrenceName::of(id).is_some());
        let (Some(length), true) = (length, is_named) else { return Err(LogFault::Broken) };
        Ok(LogLine {
            station: line.station,
            occurrence: line.occurrence,
            package: line.package,
            start: line.start,
            length,
            outcome: line.outcome,
            cause: line.cause,
            by: line.by,
            source: line.source,
            written: line.written,
        })
    }
}

impl<'a> OccurrenceName<'a> {
    /// The parts of `2025-03-10/la-hai/tiep-am[/n]`; none when it is no such name.
    pub fn of(id: &'a str) -> Option<OccurrenceName<'a>> {
        let mut parts = id.split('/');
        let (date, station, slot) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
        let nth = parts.next().map_or(Some(1), |nth| nth.parse().ok())?;
        let is_whole = parts.next().is_none() && !station.is_empty() && !slot.is_empty() && nth > 0;
        is_whole.then_some(OccurrenceName { date, station, slot, nth })
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::*;

    /// An instant of 10 March 2025 by the clock of Vietnam.
    pub(in crate::asrun) fn at(time: &str) -> DateTime<FixedOffset> {
        format!("2025-03-10T{time}+07:00").parse().expect("an instant")
    }

    /// What somebody wrote at 18:00 of the occurrence of a slot at La Hai.
    pub(in crate::asrun) fn line(slot: &str, start: &str, minutes: i64, outcome: Option<Told>) -> LogLine {
        LogLine {
            station: "la-hai".to_owned(),
            occurrence: (!slot.is_empty()).then(|| format!("2025-03-10/la-hai/{slot}")),
            package: None,
            start: at(start),
            length: TimeDelta::minutes(minutes),
            outcome,
            cause: None,
            by: Some("Nguyễn Văn An".to_owned()),
            source: Source::Hand,
            written: at("18:00:00"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::line;
    use super::*;

    #[test]
    fn a_line_is_one_line_and_reads_back_as_it_was() {
        let mut cut = line("tiep-am", "17:00:00", 15, Some(Told::Cut));
        cut.cause = Some("Mất điện 17h05–17h20\n\"lưới\"".to_owned());
        let text = cut.to_json();
        assert_eq!(text.matches('\n').count(), 1, "{text}");
        assert!(text.starts_with("{\"version\":1,\"station\":\"la-hai\""), "{text}");
        assert_eq!(LogLine::read(text.as_bytes()), Ok(cut));
    }

    #[test]
    fn what_no_line_can_mean_is_broken_and_what_a_later_version_means_is_not_guessed() {
        let good = line("tiep-am", "17:00:00", 15, Some(Told::Cut)).to_json();
        let read = |from: &str, to: &str| {
            let bad = good.replace(from, to);
            assert_ne!(bad, good, "{from} stands in it");
            LogLine::read(bad.as_bytes()).expect_err(to)
        };
        assert_eq!(read("900000", "-1"), LogFault::Broken);
        assert_eq!(read("900000", "9223372036854775807"), LogFault::Broken);
        assert_eq!(read("2025-03-10/la-hai", "la-hai"), LogFault::Broken);
        assert_eq!(read("tiep-am", "tiep-am/0"), LogFault::Broken);
        assert_eq!(read("T17:00:00", "T25:00:00"), LogFault::Broken);
        assert_eq!(read("\"cut\"", "\"heard\""), LogFault::Broken);
        assert_eq!(read("\"version\":1", "\"version\":2"), LogFault::Newer);
    }

    #[test]
    fn a_line_belongs_to_the_day_of_its_occurrence_even_past_midnight() {
        let mut late = line("giao-thua", "00:10:00", 15, Some(Told::Aired));
        late.occurrence = Some("2025-03-09/la-hai/giao-thua".to_owned());
        assert_eq!(late.day().to_string(), "2025-03-09");
        late.occurrence = None;
        assert_eq!(late.day().to_string(), "2025-03-10");
    }
}
