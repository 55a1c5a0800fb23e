//! WordprocessingML (ECMA-376): paragraphs, runs and tables as text.

/// A run's emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// None.
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold, with a line below the words.
    BoldUnderlined,
}

/// Which edges a table draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// All of its cells'.
    Ruled,
    /// None.
    Bare,
}

/// A paragraph of style `style` with one run for each piece of `runs`.
pub fn paragraph(style: &str, runs: &[(Face, &str)]) -> String {
    let runs: String = runs.iter().map(|(face, text)| run(*face, text)).collect();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// A stretch of text in one face; line breaks in it are kept.
fn run(face: Face, text: &str) -> String {
    let face = match face {
        Face::Plain => "",
        Face::Bold => "<w:rPr><w:b/><w:bCs/></w:rPr>",
        Face::Italic => "<w:rPr><w:i/><w:iCs/></w:rPr>",
        Face::BoldUnderlined => "<w:rPr><w:b/><w:bCs/><w:u w:val=\"single\"/></w:rPr>",
    };
    let lines: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:r>{face}{}</w:r>", lines.join("<w:br/>"))
}

/// A table with columns so wide, in twentieths of a point, and rows as [`row`] and [`head_row`] give them.
pub fn table(frame: Frame, widths: &[u32], rows: &str) -> String {
    let edge =
        |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    let (across, above) = match frame {
        Frame::Bare => (0, 0),
        Frame::Ruled => (70, 40),
    };
    let margin = |name: &str, width: u32| format!("<w:{name} w:w=\"{width}\" w:type=\"dxa\"/>");
    let margins = [("top", above), ("left", across), ("bottom", above), ("right", across)]
        .map(|(name, width)| margin(name, width));
    let margins = format!("<w:tblCellMar>{}</w:tblCellMar>", margins.concat());
    let borders = match frame {
        Frame::Bare => String::new(),
        Frame::Ruled => {
            let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
            format!("<w:tblBorders>{edges}</w:tblBorders>")
        }
    };
    let columns: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let width: u32 = widths.iter().sum();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/>\
         {margins}</w:tblPr>\
         <w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
}

/// A row of cells of such widths; one that `stays_whole` is never broken over a page.
pub fn row(stays_whole: bool, widths: &[u32], cells: &[String]) -> String {
    let whole = if stays_whole { "<w:trPr><w:cantSplit/></w:trPr>" } else { "" };
    format!("<w:tr>{whole}{}</w:tr>", self::cells(widths, cells))
}

/// The row that is printed again on every page.
pub fn head_row(widths: &[u32], cells: &[String]) -> String {
    format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>", self::cells(widths, cells))
}

/// Every cell has to hold a paragraph (ECMA-376 part 1, 17.4.65).
fn cells(widths: &[u32], cells: &[String]) -> String {
    let cell = |(width, inside): (&u32, &String)| {
        let inside = if inside.is_empty() { "<w:p/>" } else { inside };
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{inside}</w:tc>")
    };
    widths.iter().zip(cells).map(cell).collect()
}

/// Text as it may stand in XML 1.0 (production 2, Char): what no XML file can hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}
