//! A target that the plan misses, and how that is told.
//!
//! In: what was counted. Out: a finding with a hint. It must not know how it was counted.

use crate::calendar::DaySpan;
use crate::diagnostic::{Arg, Args, Code, Diagnostic, Phrase};
use crate::network::{Network, StationIx};
use crate::schedule::{Amount, CampaignIx, Hearing, Per, Schedule, SlotIx, Target};
use chrono::NaiveDate;

/// A target that the plan misses.
#[derive(Debug, Clone, PartialEq)]
pub struct Missed<'a> {
    /// The campaign.
    pub campaign: CampaignIx,
    /// The target.
    pub target: &'a Target,
    /// Where it is missed.
    pub station: StationIx,
    /// The week or month.
    pub days: DaySpan,
    /// How much is planned, in airings or whole minutes.
    pub planned: u32,
    /// Why there is not more.
    pub lack: Lack,
}

/// What a missed target lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// No column airs then, or none at these times of day.
    Column,
    /// A column could take a text and there is none: its slot, the day, and the topic.
    Text(SlotIx, NaiveDate, usize),
    /// Airings follow each other too soon to count.
    Gap,
    /// All columns are taken.
    Room,
}

impl Missed<'_> {
    /// The finding.
    pub fn diagnostic(&self, network: &Network, schedule: &Schedule) -> Diagnostic {
        let about = schedule.campaign(self.campaign);
        let topic = self.target.topic.map(|topic| about.topics[topic].id.as_str());
        let what = match topic {
            Some(topic) => Phrase { id: "target-of-topic", args: vec![("topic", topic.into())] },
            None => Phrase { id: "target-of-all", args: vec![] },
        };
        let (hint, args): (_, Args) = match self.lack {
            Lack::Text(slot, date, topic) => {
                let (slot, folder) = (schedule.slot(slot).id.as_str(), date.to_string());
                let topic = about.topics[topic].id.as_str();
                let args = vec![("date", folder.into()), ("topic", topic.into()), ("slot", slot.into())];
                ("hint-target-text", args)
            }
            Lack::Column => ("hint-target-column", vec![]),
            Lack::Gap => ("hint-target-gap", vec![]),
            Lack::Room => ("hint-target-room", vec![]),
        };
        Diagnostic::at(Code::TargetMissed, self.target.span)
            .with("what", what)
            .with("date", self.days.first)
            .with("station", network.station(self.station).name.as_str())
            .with("per", Arg::Term(per(self.target)))
            .with("planned", self.planned as usize)
            .with("wanted", self.wanted() as usize)
            .with("unit", Arg::Term(unit(self.target)))
            .with("why", Arg::Term(self.lack.word()))
            .hint(hint, args)
    }

    /// How much the target wants, in airings or minutes.
    pub fn wanted(&self) -> u32 {
        let (Amount::Airings(wanted) | Amount::Minutes(wanted)) = self.target.amount;
        wanted
    }
}

impl Lack {
    fn word(self) -> &'static str {
        match self {
            Lack::Column => "lack-column",
            Lack::Text(..) => "lack-text",
            Lack::Gap => "lack-gap",
            Lack::Room => "lack-room",
        }
    }
}

fn per(target: &Target) -> &'static str {
    match target.per {
        Per::Week => "target-week",
        Per::Month => "target-month",
    }
}

fn unit(target: &Target) -> &'static str {
    match (target.amount, target.of) {
        (Amount::Minutes(_), _) => "target-minutes",
        (Amount::Airings(_), Hearing::First) => "target-firsts",
        (Amount::Airings(_), Hearing::Repeat) => "target-repeats",
        (Amount::Airings(_), Hearing::All) => "target-airings",
    }
}
