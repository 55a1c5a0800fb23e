//! A target that the plan misses, for machines.
//!
//! In: what is missed. Out: a value of plain words. It must not know where it stands in the plan.

use crate::lineup::{Lack, Missed};
use crate::schedule::{Amount, Hearing, Schedule};
use chrono::NaiveDate;
use serde::Serialize;

/// A target that the plan misses.
#[derive(Serialize)]
pub(super) struct PlannedMiss<'a> {
    campaign: &'a str,
    /// Left out where the target is of all topics together.
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a str>,
    from: NaiveDate,
    until: NaiveDate,
    planned: u32,
    wanted: u32,
    /// `airings` or `minutes`.
    unit: &'static str,
    /// `first`, `repeat` or `all`.
    of: &'static str,
    /// `column`, `text`, `gap` or `room`.
    lack: &'static str,
    /// The bulletin that would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    add: Option<Wanting<'a>>,
}

/// A bulletin that is missing.
#[derive(Serialize)]
struct Wanting<'a> {
    folder: String,
    topic: &'a str,
    slot: &'a str,
}

pub(super) fn planned_miss<'a>(missed: &Missed<'a>, schedule: &'a Schedule) -> PlannedMiss<'a> {
    let campaign = schedule.campaign(missed.campaign);
    let (lack, add) = match missed.lack {
        Lack::Column => ("column", None),
        Lack::Text(slot, date, topic) => {
            let (slot, topic) = (schedule.slot(slot).id.as_str(), campaign.topics[topic].id.as_str());
            ("text", Some(Wanting { folder: format!("bulletins/{date}"), topic, slot }))
        }
        Lack::Gap => ("gap", None),
        Lack::Room => ("room", None),
    };
    PlannedMiss {
        campaign: campaign.id.as_str(),
        topic: missed.target.topic.map(|topic| campaign.topics[topic].id.as_str()),
        from: missed.days.first,
        until: missed.days.last,
        planned: missed.planned,
        wanted: missed.wanted(),
        unit: match missed.target.amount {
            Amount::Airings(_) => "airings",
            Amount::Minutes(_) => "minutes",
        },
        of: match missed.target.of {
            Hearing::First => "first",
            Hearing::Repeat => "repeat",
            Hearing::All => "all",
        },
        lack,
        add,
    }
}
