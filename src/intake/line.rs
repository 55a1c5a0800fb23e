//! A text as it was brought: paragraphs, each of stretches in one font.

use super::lettering::{Guess, Lettering, guess};

/// A text before anybody knows which of its paragraphs are frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// How many footnotes and endnotes stand in it; their words are left out.
    pub notes: usize,
    /// What was struck through, by paragraphs; it is not read.
    pub struck: Vec<Paragraph>,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words.
    pub runs: Vec<Run>,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// The row of a table it stands in, by number, and the cell in that row.
    pub cell: Option<(usize, usize)>,
}

/// Words in one font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// As the file has them.
    pub text: String,
    /// What the font is for.
    pub lettering: Lettering,
}

/// A paragraph in Unicode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its words, without blanks around them and between them one each; a tab parts what stands apart.
    pub text: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// The row and the cell of a table it stands in.
    pub cell: Option<(usize, usize)>,
}

impl Draft {
    /// A text without form: each line is a paragraph.
    pub fn plain(text: &str) -> Draft {
        let run = |line: &str| Run { text: line.to_owned(), lettering: Lettering::Unicode };
        let paragraph = |line: &str| Paragraph { runs: vec![run(line)], ..Paragraph::default() };
        Draft { paragraphs: text.lines().map(paragraph).collect(), ..Draft::default() }
    }

    /// Which old letters its fonts are for, if any, as far as its words bear it out: in a text that was converted the
    /// names of the old fonts often stay behind.
    pub fn old_fonts(&self) -> Option<Lettering> {
        let runs = self.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
        let mut fonts: Vec<Lettering> = runs.map(|run| run.lettering).filter(|font| font.is_old()).collect();
        fonts.sort();
        fonts.dedup();
        fonts.into_iter().find(|font| {
            let words = self.words(*font);
            matches!(guess(&words, true), Guess::Likely(_))
        })
    }

    /// The words that stand in fonts for `lettering`, as the file has them.
    pub fn words(&self, lettering: Lettering) -> String {
        let runs = self.paragraphs.iter().map(|paragraph| {
            let runs = paragraph.runs.iter().filter(|run| run.lettering == lettering);
            runs.map(|run| run.text.as_str()).collect::<String>()
        });
        runs.collect::<Vec<_>>().join("\n")
    }

    /// The paragraphs in Unicode. Words in fonts for old letters are decoded where `by_fonts` says so, all others are
    /// taken to be written with `others`.
    pub fn lines(&self, by_fonts: bool, others: Lettering) -> Vec<Line> {
        in_unicode(&self.paragraphs, by_fonts, others)
    }

    /// What was struck through, in Unicode like [`Draft::lines`].
    pub fn struck_lines(&self, by_fonts: bool, others: Lettering) -> Vec<Line> {
        in_unicode(&self.struck, by_fonts, others)
    }
}

impl Lettering {
    /// Whether these are letters of an old font.
    pub fn is_old(self) -> bool {
        self != Lettering::Unicode
    }
}

fn in_unicode(paragraphs: &[Paragraph], by_fonts: bool, others: Lettering) -> Vec<Line> {
    let of_run = |run: &Run| match run.lettering {
        font if by_fonts && font.is_old() => font.decode(&run.text),
        _ => others.decode(&run.text),
    };
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let text: String = joined(&paragraph.runs).iter().map(of_run).collect();
        for line in text.split('\n') {
            let text = tidied(line);
            if !text.is_empty() {
                found.push(Line { text, is_item: paragraph.is_item, cell: paragraph.cell });
            }
        }
    }
    found
}

/// Neighbours in the same letters as one: a mark may stand in another run than its letter.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for run in runs {
        match found.last_mut() {
            Some(last) if last.lettering == run.lettering => last.text.push_str(&run.text),
            _ => found.push(run.clone()),
        }
    }
    found
}

/// Without blanks around, one blank between words; a tab, or three blanks and more, part what stands apart on a line.
fn tidied(line: &str) -> String {
    let line = line.replace('\u{a0}', " ").replace("   ", "\t");
    let unseen = |letter: &char| {
        !matches!(letter, '\u{feff}' | '\u{200b}') && (*letter == '\t' || !letter.is_control())
    };
    let line: String = line.chars().filter(unseen).collect();
    let parts = line.split('\t').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_another_run_than_their_letter_are_put_on_it() {
        let run = |text: &str| Run { text: text.to_owned(), lettering: Lettering::Vni };
        let paragraph = Paragraph { runs: vec![run("Phöô"), run("ùc")], ..Paragraph::default() };
        let draft = Draft { paragraphs: vec![paragraph], ..Draft::default() };
        assert_eq!(draft.lines(true, Lettering::Unicode)[0].text, "Phước");
        assert_eq!(draft.old_fonts(), Some(Lettering::Vni));
    }

    #[test]
    fn an_old_font_that_stayed_behind_on_unicode_is_not_believed() {
        let run = Run { text: "Phước Hòa tiêm phòng".to_owned(), lettering: Lettering::Tcvn3 };
        let paragraph = Paragraph { runs: vec![run], ..Paragraph::default() };
        let draft = Draft { paragraphs: vec![paragraph], ..Draft::default() };
        assert_eq!(draft.old_fonts(), None);
        assert_eq!(draft.lines(false, Lettering::Unicode)[0].text, "Phước Hòa tiêm phòng");
    }
}
