//! What is wrong with a cron expression or with something written, as phrases for people.

use super::cron::CronProblemKind;
use super::reading::ReadingErrorKind;
use crate::diagnostic::{Args, Phrase};

impl CronProblemKind {
    /// What is wrong.
    pub fn phrase(&self) -> Phrase {
        let of = |number: &u8| usize::from(*number).into();
        let (id, args): (&'static str, Args) = match self {
            CronProblemKind::FieldCount { found } => ("cron-field-count", vec![("found", (*found).into())]),
            CronProblemKind::Macro => ("cron-macro", vec![]),
            CronProblemKind::NotANumber => ("cron-not-a-number", vec![]),
            CronProblemKind::OutOfBounds { least, greatest } => {
                ("cron-out-of-bounds", vec![("least", of(least)), ("greatest", of(greatest))])
            }
            CronProblemKind::Backwards => ("cron-backwards", vec![]),
            CronProblemKind::BadStep => ("cron-bad-step", vec![]),
            CronProblemKind::StepAfterNumber => ("cron-step-after-number", vec![]),
            CronProblemKind::Extension { sign } => {
                ("cron-extension", vec![("sign", sign.to_string().into())])
            }
        };
        Phrase { id, args }
    }
}

impl ReadingErrorKind {
    /// What is wrong.
    pub fn phrase(&self) -> Phrase {
        let id = match self {
            ReadingErrorKind::Empty => "written-empty",
            ReadingErrorKind::NotADate => "written-not-a-date",
            ReadingErrorKind::NotADayOfYear => "written-not-a-day-of-year",
            ReadingErrorKind::ShortYear => "written-short-year",
            ReadingErrorKind::NoSuchMonth => "written-no-such-month",
            ReadingErrorKind::NoSuchDay => "written-no-such-day",
            ReadingErrorKind::NotATime => "written-not-a-time",
            ReadingErrorKind::HourTooLarge => "written-hour-too-large",
            ReadingErrorKind::MinuteTooLarge => "written-minute-too-large",
            ReadingErrorKind::SecondTooLarge => "written-second-too-large",
            ReadingErrorKind::NotATimeRange => "written-not-a-time-range",
            ReadingErrorKind::EmptyRange => "written-empty-range",
            ReadingErrorKind::NotALength => "written-not-a-length",
            ReadingErrorKind::NoUnit => "written-no-unit",
            ReadingErrorKind::LengthTooLong => "written-length-too-long",
            ReadingErrorKind::NotAWeekday => "written-not-a-weekday",
            ReadingErrorKind::NotAWeek => "written-not-a-week",
            ReadingErrorKind::NoSuchWeek => "written-no-such-week",
            ReadingErrorKind::NotAnOffset => "written-not-an-offset",
        };
        Phrase { id, args: vec![] }
    }
}
