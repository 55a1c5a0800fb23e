//! The report as a paper, as its parts tell and in an office suite.

use crate::{of_pdf, part, pdf, sample};
use loa::messages::{Lang, Messages};
use loa::report::docx;

fn paper() -> Vec<u8> {
    docx(&sample::report(), &Messages::new(Lang::Vi))
}

#[test]
fn the_paper_has_what_offices_expect_and_leaves_blank_what_is_given_when_it_is_issued() {
    let (document, styles) = (part(&paper(), "word/document.xml"), part(&paper(), "word/styles.xml"));
    for words in [
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ………/BC-………",
        "……………, ngày …… tháng …… năm ………",
        "Báo cáo",
        "Nơi nhận:",
        "- Lưu: VT.",
        "Đứt dây &amp; hỏng &lt;loa&gt;",
    ] {
        assert!(document.contains(&format!(">{words}<")), "{words}");
    }
    let body = document.split("Nơi nhận").next().expect("what stands before");
    let last = body.rsplit("<w:pStyle w:val=\"Body\"/>").next().expect("a paragraph");
    assert!(last.contains("./.</w:t>"), "{last}");
    let style = |id: &str| {
        let rest =
            styles.split(&format!("w:styleId=\"{id}\"")).nth(1).expect("a style").split("</w:style>").next();
        rest.expect("its end").to_owned()
    };
    for point in ["w:firstLine=\"720\"", "w:jc w:val=\"both\"", "w:before=\"120\"", "w:sz w:val=\"28\""] {
        assert!(style("Body").contains(point), "{point}");
    }
    assert!(style("Title").contains("<w:caps/>") && style("Receivers").contains("<w:i/>"));
    assert!(document.contains("<w:titlePg/>") && document.contains("w:left=\"1701\""));
}

#[test]
fn the_same_report_is_the_same_bytes() {
    assert!(paper() == paper());
}

#[test]
fn the_office_suite_prints_the_paper_on_a4_in_times_or_what_stands_in_for_it() {
    let Some(folder) = pdf(&paper(), "docx") else { return };
    let Some(said) = of_pdf("pdfinfo", &["a.pdf"], &folder) else { return };
    assert!(said.contains("(A4)"), "{said}");
    let said = of_pdf("pdffonts", &["a.pdf"], &folder).expect("it comes with pdfinfo");
    let faces: Vec<&str> = said.lines().skip(2).filter_map(|line| line.split_whitespace().next()).collect();
    let is_times =
        |face: &&str| ["TimesNewRoman", "LiberationSerif", "Tinos"].iter().any(|name| face.contains(name));
    assert!(
        faces.iter().any(is_times) && faces.iter().all(|face| is_times(face) || face.contains("Serif")),
        "{said}"
    );
}

#[test]
fn the_page_number_stands_above_from_the_second_page_on() {
    let Some(folder) = pdf(&paper(), "docx") else { return };
    let Some(said) = of_pdf("pdftotext", &["-layout", "a.pdf", "-"], &folder) else { return };
    let pages: Vec<&str> = said.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 1, "{said}");
    for (number, page) in (1..).zip(&pages) {
        let first = page.lines().find(|line| !line.trim().is_empty()).expect("a line").trim();
        assert_eq!(first == number.to_string(), number > 1, "page {number} begins with “{first}”");
    }
    assert!(said.contains("BÁO CÁO") && said.contains("1.032"), "{said}");
}
