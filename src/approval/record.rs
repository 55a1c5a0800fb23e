//! The records of approvals: `approvals/2025-03.ron`, one a month, written by the machine and read again.

use super::{Approval, Means};
use crate::calendar::notation;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId};
use crate::source::{List, Raw, Reader, Spanned, readable};
use chrono::DateTime;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Approvals")]
struct RecordFile<'a> {
    #[serde(borrow)]
    version: Raw<'a, u32>,
    approvals: List<'a, ApprovalFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApprovalFile<'a> {
    #[serde(borrow)]
    path: Raw<'a, String>,
    text: Raw<'a, String>,
    by: Raw<'a, String>,
    office: Option<Raw<'a, String>>,
    at: Raw<'a, String>,
    means: Raw<'a, String>,
}

/// Reads a record from the text of its file. What can't be read is reported, and approves nothing.
pub fn read_approvals(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Vec<Approval> {
    let text = readable(file, text, diagnostics);
    let mut reader = Reader::new(file, &text, diagnostics);
    let Some(frame) = reader.whole::<RecordFile>() else { return Vec::new() };
    notation::version(&mut reader, &frame.version);
    let items = reader.list(&frame.approvals);
    items.iter().filter_map(|item| approval(&mut reader, item)).collect()
}

fn approval<'a>(reader: &mut Reader<'a, '_>, item: &ApprovalFile<'a>) -> Option<Approval> {
    let (path, text, by) = (reader.read(&item.path), reader.read(&item.text), reader.read(&item.by));
    let office = reader.optional(&item.office).map(|office| office.value).unwrap_or_default();
    let (at, means) = (reader.read(&item.at)?, reader.read(&item.means)?);
    let means = known(reader, &means, |word| {
        Means::ALL.iter().find(|(known, _)| *known == word).map(|(_, means)| *means)
    });
    let at = known(reader, &at, |word| DateTime::parse_from_rfc3339(word).ok());
    Some(Approval { path: path?.value, text: text?.value, by: by?.value, office, at: at?, means: means? })
}

fn known<T>(reader: &mut Reader, word: &Spanned<String>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let found = read(word);
    if found.is_none() {
        let known: Vec<String> = Means::ALL.iter().map(|(word, _)| (*word).to_owned()).collect();
        let known = [known, vec!["2025-03-10T16:40:00+07:00".to_owned()]].concat();
        let refused = Diagnostic::at(Code::UnknownWord, word.span).with("found", word.as_str());
        reader.diagnostics.push(refused.with("known", known));
    }
    found
}

/// The text of a record with these approvals.
pub fn write_approvals(approvals: &[Approval]) -> String {
    let quoted = |text: &str| ron::to_string(text).expect("a string can always be written");
    let mut text = String::from(
        "// Ai duyệt lời nào, lúc nào, bằng cách nào. Máy ghi tệp này; đừng sửa tay.\nApprovals(\n    version: 1,\n    approvals: [\n",
    );
    for approval in approvals {
        let Approval { path, text: digest, by, office, at, means } = approval;
        let (path, by, office) = (quoted(path), quoted(by), quoted(office));
        text += &format!(
            "        (path: {path}, text: \"{digest}\",\n            by: {by}, office: {office}, at: \"{}\", means: \"{}\"),\n",
            at.to_rfc3339(),
            means.word(),
        );
    }
    text + "    ],\n)\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn approvals() -> Vec<Approval> {
        let at = DateTime::parse_from_rfc3339("2025-03-10T16:40:00+07:00").expect("an instant");
        let approval = |path: &str, office: &str, means| Approval {
            path: path.to_owned(),
            text: "ab".repeat(32),
            by: "Nguyễn Văn \"Năm\"".to_owned(),
            office: office.to_owned(),
            at,
            means,
        };
        vec![
            approval("bulletins/a b.md", "", Means::Zalo),
            approval("scripts/mo-dau.tera", "Trưởng Đài", Means::Paper),
        ]
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut diagnostics = Diagnostics::new();
        assert_eq!(read_approvals(FileId(0), &write_approvals(&approvals()), &mut diagnostics), approvals());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
    }

    #[test]
    fn an_entry_that_cannot_be_read_approves_nothing_and_hides_no_other() {
        let text = write_approvals(&approvals());
        for (from, to) in [("\"zalo\"", "\"gật đầu\""), ("T16:40", "T25:40"), ("by: ", "bi: ")] {
            let mut diagnostics = Diagnostics::new();
            let read = read_approvals(FileId(0), &text.replacen(from, to, 1), &mut diagnostics);
            assert!(diagnostics.has_errors() && read == approvals()[1..], "{from}: {read:?}");
        }
    }
}
