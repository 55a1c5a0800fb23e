//! The file of a bulletin, written: its head, then its paragraphs, as `catalogue` reads them.

use crate::source::slug;

/// What stands at the head of a bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// The section it belongs to.
    pub section: String,
    /// The letters of the topics it speaks of.
    pub topics: Vec<String>,
    /// Who sent it in.
    pub supplier: Option<String>,
    /// How urgent it is, in the word of the file; none when it is as usual.
    pub priority: Option<String>,
    /// The stations it is for; all when it names none.
    pub stations: Vec<String>,
    /// The time of day at which it airs, for a notice in one programme: "17h00".
    pub at: Option<String>,
    /// That it is read twice.
    pub is_twice: bool,
}

/// The longest file name, in letters, without its end.
const LONGEST: usize = 60;

/// The text of the file.
pub fn write_bulletin(head: &Head, paragraphs: &[String]) -> String {
    let list = |names: &[String]| Some(format!("[{}]", names.join(", "))).filter(|_| !names.is_empty());
    let fields = [
        ("title", Some(head.title.clone())),
        ("section", Some(head.section.clone())),
        ("topics", list(&head.topics)),
        ("supplier", head.supplier.clone()),
        ("priority", head.priority.clone()),
        ("stations", list(&head.stations)),
        ("at", head.at.clone()),
        ("twice", head.is_twice.then(|| "có".to_owned())),
    ];
    let mut text = String::from("---\n");
    for (name, value) in fields {
        if let Some(value) = value {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            text += &format!("{name}: {value}\n");
        }
    }
    text + "---\n" + &paragraphs.join("\n\n") + "\n"
}

/// What the file of a bulletin with that title is called, without its end: the first that `is_free`.
pub fn stem(title: &str, is_free: impl Fn(&str) -> bool) -> String {
    let whole = slug(title);
    let mut name = String::new();
    for word in whole.split('-').filter(|word| !word.is_empty()) {
        if !name.is_empty() && name.len() + word.len() >= LONGEST {
            break;
        }
        name += if name.is_empty() { "" } else { "-" };
        name += &word[..word.len().min(LONGEST)];
    }
    // Cut off, it may be a name that some system reserves.
    let name = match slug(&name) {
        name if name.is_empty() => "tin".to_owned(),
        name => name,
    };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| is_free(name)).expect("numbers do not end")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, FileId};
    use crate::source::front_matter;

    #[test]
    fn what_is_written_is_read_again() {
        let head = Head {
            title: "Giờ: 17h00\nhôm nay".to_owned(),
            section: "thông báo".to_owned(),
            topics: vec!["a".to_owned(), "đ".to_owned()],
            ..Head::default()
        };
        let text = write_bulletin(&head, &["---".to_owned(), "Một.".to_owned()]);
        let mut diagnostics = Diagnostics::new();
        let read = front_matter(FileId(0), &text, &mut diagnostics);
        let fields: Vec<(&str, &str)> =
            read.fields.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(fields, [("title", "Giờ: 17h00 hôm nay"), ("section", "thông báo"), ("topics", "[a, đ]")]);
        assert_eq!(read.body.as_str(), "---\n\nMột.");
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn a_file_is_named_by_its_title_and_no_name_is_taken_twice() {
        assert_eq!(stem("Tạm ngừng cấp nước", |_| true), "tam-ngung-cap-nuoc");
        assert_eq!(stem("😀", |name| name != "tin" && name != "tin-2"), "tin-3");
        let long = stem(&"chữ ".repeat(40), |_| true);
        assert!(long.len() <= LONGEST && long.ends_with("chu"), "{long}");
        assert_eq!(stem("con", |_| true), "con-");
        assert!(stem(&"x".repeat(500), |_| true).len() <= LONGEST);
    }
}
