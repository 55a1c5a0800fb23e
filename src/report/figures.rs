//! Figures: counts that can be added up, of a topic and of occurrences.

use crate::asrun::Outcome;
use chrono::TimeDelta;

/// How many occurrences came to which end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// As planned.
    pub aired: u32,
    /// Whole, but late.
    pub late: u32,
    /// In part.
    pub cut: u32,
    /// Something urgent had their time, or some of it.
    pub pre_empted: u32,
    /// Not at all.
    pub missed: u32,
    /// Nothing is known of them.
    pub unconfirmed: u32,
}

/// What was aired of a topic.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TopicFigures {
    /// How many texts were aired at least once.
    pub texts: u32,
    /// How many airings (lượt) were first ones.
    pub first: u32,
    /// How many were repeats.
    pub repeats: u32,
    /// How long all airings lasted.
    pub heard: TimeDelta,
    /// How many airings there were in each week of the report.
    pub weeks: Vec<u32>,
}

impl Outcomes {
    /// Counts one more.
    pub fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Aired => &mut self.aired,
            Outcome::Late => &mut self.late,
            Outcome::Cut => &mut self.cut,
            Outcome::PreEmpted => &mut self.pre_empted,
            Outcome::Missed => &mut self.missed,
            Outcome::Unconfirmed => &mut self.unconfirmed,
        } += 1;
    }

    /// How many came to that end.
    pub fn of(&self, outcome: Outcome) -> u32 {
        match outcome {
            Outcome::Aired => self.aired,
            Outcome::Late => self.late,
            Outcome::Cut => self.cut,
            Outcome::PreEmpted => self.pre_empted,
            Outcome::Missed => self.missed,
            Outcome::Unconfirmed => self.unconfirmed,
        }
    }

    /// All that were planned.
    pub fn planned(&self) -> u32 {
        self.aired + self.late + self.cut + self.pre_empted + self.missed + self.unconfirmed
    }

    /// Takes others in.
    pub fn join(&mut self, other: &Outcomes) {
        self.aired += other.aired;
        self.late += other.late;
        self.cut += other.cut;
        self.pre_empted += other.pre_empted;
        self.missed += other.missed;
        self.unconfirmed += other.unconfirmed;
    }
}

impl TopicFigures {
    /// Nothing aired, in so many weeks.
    pub fn none(weeks: usize) -> TopicFigures {
        TopicFigures { weeks: vec![0; weeks], ..TopicFigures::default() }
    }

    /// All airings.
    pub fn airings(&self) -> u32 {
        self.first + self.repeats
    }

    /// Counts one more airing, in the week of that number.
    pub fn add(&mut self, is_first: bool, length: TimeDelta, week: usize) {
        *(if is_first { &mut self.first } else { &mut self.repeats }) += 1;
        self.heard += length;
        self.weeks[week] += 1;
    }

    /// Takes the airings of another unit in. Its texts are not added: two units air the same ones.
    pub fn join(&mut self, other: &TopicFigures) {
        self.first += other.first;
        self.repeats += other.repeats;
        self.heard += other.heard;
        for (here, there) in self.weeks.iter_mut().zip(&other.weeks) {
            *here += there;
        }
    }
}
