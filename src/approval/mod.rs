//! Approval (duyệt): who approved which text, how, and what waits.
//!
//! Takes the records of `approvals/` and texts with their digests; tells where each text stands, and which words changed
//! since it was approved. An approval is bound to the digest: an edit voids it. It knows no schedule and no folder.

mod changed;
mod record;
mod slip;

pub use changed::{Change, changes};
pub use record::{read_approvals, write_approvals};
pub use slip::{Slip, SlipText, in_marks, page, text};

use chrono::{DateTime, FixedOffset};

/// How somebody approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Means {
    /// Signed on paper: final.
    Paper,
    /// On the telephone: may air, and stays listed until it is confirmed in writing.
    Phone,
    /// By a message of Zalo: likewise.
    Zalo,
}

/// One approval of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The file of the text, from the project's folder: `bulletins/2025-03-10/tin.md`.
    pub path: String,
    /// SHA-256 of the text, in lower-case hexadecimal.
    pub text: String,
    /// Who: "Nguyễn Văn An".
    pub by: String,
    /// Their office: "Phó Trưởng Đài"; may be empty.
    pub office: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// How.
    pub means: Means,
}

/// All approvals of a project, in the order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approvals {
    list: Vec<Approval>,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nobody approved these words; the last approval of others under the same path, if there is one.
    Waiting(Option<&'a Approval>),
    /// Approved by word of mouth or message: to be confirmed in writing.
    Unconfirmed(&'a Approval),
    /// Approved on paper.
    Approved(&'a Approval),
}

impl Means {
    /// All there are, as they are written in files and commands.
    pub const ALL: [(&'static str, Means); 3] =
        [("paper", Means::Paper), ("phone", Means::Phone), ("zalo", Means::Zalo)];

    /// As it is written in files and commands.
    pub fn word(self) -> &'static str {
        match self {
            Means::Paper => "paper",
            Means::Phone => "phone",
            Means::Zalo => "zalo",
        }
    }
}

impl Approvals {
    /// These approvals, whatever their order. One that stands in two records, because somebody copied one, counts once.
    pub fn new(mut list: Vec<Approval>) -> Approvals {
        list.sort_by(|one, other| one.key().cmp(&other.key()));
        list.dedup();
        Approvals { list }
    }

    /// All, in the order of time.
    pub fn all(&self) -> &[Approval] {
        &self.list
    }

    /// Where the text with that digest stands, which is in the file at `path`. The same words approved under another name
    /// in the same folder are approved, as a file may be renamed; those of another day are not, as "tomorrow" is another day.
    pub fn standing(&self, path: &str, text: &str) -> Standing<'_> {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let here = folder(path);
        let of_text = || {
            let same = self.list.iter().filter(|approval| approval.text == text);
            same.filter(|approval| folder(&approval.path) == here)
        };
        let on_paper = of_text().rfind(|approval| approval.means == Means::Paper);
        if let Some(approval) = on_paper {
            return Standing::Approved(approval);
        }
        match of_text().next_back() {
            Some(approval) => Standing::Unconfirmed(approval),
            None => Standing::Waiting(self.list.iter().rfind(|approval| approval.path == path)),
        }
    }
}

impl Approval {
    /// What decides its place among others: time first.
    fn key(&self) -> (DateTime<FixedOffset>, &str, &str, Means, &str, &str) {
        (self.at, &self.path, &self.text, self.means, &self.by, &self.office)
    }
}

impl<'a> Standing<'a> {
    /// Whether it may air without asking anybody.
    pub fn may_air(&self) -> bool {
        !matches!(self, Standing::Waiting(_))
    }

    /// The approval of just these words.
    pub fn approval(&self) -> Option<&'a Approval> {
        match *self {
            Standing::Waiting(_) => None,
            Standing::Unconfirmed(approval) | Standing::Approved(approval) => Some(approval),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn approval(path: &str, text: &str, means: Means, minute: u32) -> Approval {
        let at = format!("2025-03-10T16:{minute:02}:00+07:00");
        Approval {
            path: path.to_owned(),
            text: text.to_owned(),
            by: "Nguyễn Văn An".to_owned(),
            office: "Phó Trưởng Đài".to_owned(),
            at: DateTime::parse_from_rfc3339(&at).expect("an instant"),
            means,
        }
    }

    #[test]
    fn an_edit_voids_an_approval_and_the_last_one_is_remembered() {
        let first = approval("a.md", "11", Means::Paper, 1);
        let second = approval("a.md", "22", Means::Phone, 2);
        let approvals = Approvals::new(vec![second.clone(), first.clone()]);
        assert_eq!(approvals.standing("a.md", "11"), Standing::Approved(&first));
        assert_eq!(approvals.standing("a.md", "33"), Standing::Waiting(Some(&second)));
        assert_eq!(approvals.standing("b.md", "33"), Standing::Waiting(None));
        assert!(!approvals.standing("a.md", "33").may_air());
    }

    #[test]
    fn what_was_approved_on_the_telephone_is_listed_until_paper_confirms_the_same_words() {
        let phone = approval("a.md", "11", Means::Phone, 1);
        let unconfirmed = Approvals::new(vec![phone.clone()]);
        assert_eq!(unconfirmed.standing("a.md", "11"), Standing::Unconfirmed(&phone));
        assert!(unconfirmed.standing("a.md", "11").may_air());
        let other = approval("a.md", "22", Means::Paper, 2);
        let still = Approvals::new(vec![phone.clone(), other]);
        assert_eq!(still.standing("a.md", "11"), Standing::Unconfirmed(&phone), "other words were signed");
        let paper = approval("a.md", "11", Means::Paper, 3);
        let later_call = approval("a.md", "11", Means::Zalo, 4);
        let confirmed = Approvals::new(vec![later_call, paper.clone(), phone]);
        assert_eq!(confirmed.standing("a.md", "11"), Standing::Approved(&paper));
    }

    #[test]
    fn an_approval_that_stands_in_two_records_counts_once() {
        let (first, second) =
            (approval("a.md", "11", Means::Phone, 1), approval("a.md", "22", Means::Phone, 1));
        let copied = Approvals::new(vec![first.clone(), second.clone(), first.clone()]);
        assert_eq!(copied.all(), [first, second]);
    }

    #[test]
    fn the_same_words_under_another_name_are_approved_and_on_another_day_they_are_not() {
        let paper = approval("bulletins/2025-03-10/a.md", "11", Means::Paper, 1);
        let approvals = Approvals::new(vec![paper.clone()]);
        assert_eq!(approvals.standing("bulletins/2025-03-10/b.md", "11"), Standing::Approved(&paper));
        assert_eq!(approvals.standing("bulletins/2025-03-11/a.md", "11"), Standing::Waiting(None));
    }
}
