//! The heading of a paper: who issues it on the left, the nation's name on the right.

use super::markup::{Face, Frame, paragraph, row, table};

/// The issuer's half, and the nation's.
const HALVES: [u32; 2] = [3755, 5600];

/// The words of a heading. The capitals come with the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading<'a> {
    /// The body above the issuer; none when the issuer stands alone.
    pub above: Option<&'a str>,
    /// Who issues the paper.
    pub issuer: &'a str,
    /// Quốc hiệu.
    pub nation: &'a str,
    /// Tiêu ngữ, underlined to its length.
    pub motto: &'a str,
    /// "Số: ……/BC-……", blank until it is issued.
    pub number: &'a str,
    /// Place and date, blank until it is issued.
    pub issued: &'a str,
}

impl Heading<'_> {
    /// Issuer and nation side by side; below them the number, and the place and date.
    pub fn markup(&self) -> String {
        let above = self.above.map_or(String::new(), |above| paragraph("Issuer", &[(Face::Plain, above)]));
        let issuer = above + &paragraph("Issuer", &[(Face::Bold, self.issuer)]);
        let nation = paragraph("Issuer", &[(Face::Bold, self.nation)])
            + &paragraph("Signer", &[(Face::BoldUnderlined, self.motto)]);
        let number = paragraph("Number", &[(Face::Plain, self.number)]);
        let issued = paragraph("Number", &[(Face::Italic, self.issued)]);
        let rows = row(true, &HALVES, &[issuer, nation]) + &row(true, &HALVES, &[number, issued]);
        table(Frame::Bare, &HALVES, &rows)
    }
}
