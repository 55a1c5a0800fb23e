//! The report as a page, as text and in a browser.

use crate::{asked, of_pdf, sample};
use loa::messages::{Lang, Messages};
use loa::report::html;
use std::fs;
use tempfile::TempDir;

fn page() -> String {
    html(&sample::report(), &Messages::new(Lang::Vi))
}

#[test]
fn what_is_told_cannot_become_markup_and_the_page_asks_for_nothing_from_elsewhere() {
    let page = page();
    assert!(page.contains("Đứt dây &amp; hỏng &lt;loa&gt;") && page.contains("&lt;Facebook&gt;"), "{page}");
    assert!(!page.contains("<loa>") && !page.contains("<Facebook>"));
    for foreign in ["http", "src=", "href=", "url(", "<script"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn the_chart_has_its_words_and_a_number_at_every_bar_so_that_nothing_is_told_by_colour() {
    let page = page();
    let chart = page.split("<svg").nth(1).expect("a chart").split("</svg>").next().expect("its end");
    assert!(chart.contains("aria-labelledby=\"chart-title chart-words\""), "{chart}");
    assert!(
        chart.contains("<desc id=\"chart-words\">a: 10/02 4, 17/02 8, 24/02 6, 03/3 5; b: 10/02 2"),
        "{chart}"
    );
    assert_eq!(chart.matches("<rect").count(), 8, "two topics aired in four weeks, the third never");
    assert_eq!(chart.matches("text-anchor=\"middle\">0</text>").count(), 4, "noughts stand where no bar is");
    let colours = page.matches("fill:").count();
    assert_eq!(colours, 1, "all bars are drawn alike");
}

#[test]
fn a_browser_shows_every_section_and_prints_it_on_a4() {
    let folder = TempDir::new().unwrap();
    let place = folder.path().join("a.html");
    fs::write(&place, page()).unwrap();
    let address = format!("file://{}", place.display());
    let always = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000"];
    let browser =
        |last: &[&str]| asked("chromium", &[&always, last, &[address.as_str()]].concat(), folder.path());
    let Some(shown) = browser(&["--dump-dom"]) else { return };
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(shown.matches("<h2>").count(), 10, "{shown}");
    assert_eq!(shown.matches("<table").count(), 8, "{shown}");
    browser(&["--no-pdf-header-footer", "--print-to-pdf=a.pdf"]);
    let Some(said) = of_pdf("pdfinfo", &["a.pdf"], &folder) else { return };
    assert!(said.contains("(A4)"), "{said}");
}
