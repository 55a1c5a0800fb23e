//! What the head of a bulletin may say in this project: the sections, topics and suppliers it knows.

use crate::catalogue::Catalogue;
use crate::schedule::{PartKind, Schedule};
use crate::source::fold;

/// What there is to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The sections that programmes have blocks for, in their order.
    pub sections: Vec<String>,
    /// The sections whose texts are taken by their topic, into a campaign's column.
    pub columns: Vec<String>,
    /// The topics of all campaigns.
    pub topics: Vec<TopicChoice>,
    /// Who is known to send texts in, by name.
    pub suppliers: Vec<String>,
}

/// A topic to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicChoice {
    /// Its letter.
    pub letter: String,
    /// What it is about.
    pub title: String,
    /// Who supplies its texts.
    pub supplier: Option<String>,
}

/// What a text that has no section of its own but a topic is filed under, where no other text tells.
const COLUMN: &str = "chuyên mục";

impl Choices {
    /// Those of a project.
    pub fn of(schedule: &Schedule, catalogue: &Catalogue) -> Choices {
        let mut found = Choices::default();
        for part in schedule.programmes.iter().flat_map(|programme| &programme.parts) {
            if let PartKind::Bulletins { section, .. } = &part.kind {
                add(&mut found.sections, section);
            }
        }
        for topic in schedule.campaigns.iter().flat_map(|campaign| &campaign.topics) {
            let (letter, title) = (topic.id.value.clone(), topic.title.clone());
            if !found.topics.iter().any(|known| known.letter == letter) {
                found.topics.push(TopicChoice { letter, title, supplier: topic.supplier.clone() });
            }
            topic.supplier.iter().for_each(|supplier| add(&mut found.suppliers, supplier));
        }
        for bulletin in &catalogue.bulletins {
            bulletin.supplier.iter().for_each(|supplier| add(&mut found.suppliers, supplier));
            let is_own = found.sections.iter().any(|known| fold(known) == fold(&bulletin.section));
            if !bulletin.topics.is_empty() && !is_own {
                add(&mut found.columns, &bulletin.section);
            }
        }
        if found.columns.is_empty() && !found.topics.is_empty() {
            found.columns.push(COLUMN.to_owned());
        }
        found.suppliers.sort();
        found
    }

    /// Whether texts of that section are heard only by their topic.
    pub fn needs_topic(&self, section: &str) -> bool {
        !self.sections.iter().any(|known| known == section)
    }
}

fn add(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| fold(known) == fold(name)) {
        names.push(name.to_owned());
    }
}
