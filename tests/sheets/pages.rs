//! The pages to print: links lead somewhere, and paper has the size it should.

use crate::support::well;
use crate::{DAY, asked, built, in_browser};
use std::fs;

#[test]
fn every_link_of_the_running_sheet_leads_to_a_file_that_was_made() {
    let project = built();
    let folder = project.path().join(DAY);
    let page = fs::read_to_string(folder.join("lich-chi-tiet.html")).unwrap();
    let links: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() >= 3, "{page}");
    for link in links {
        assert!(folder.join(link).is_file(), "{link}");
    }
}

#[test]
fn the_list_of_missing_recordings_has_all_stations_though_one_alone_was_built_last() {
    let project = built();
    let list = || fs::read_to_string(project.path().join("out/2025-W11/con-thieu-2025-03-10.txt")).unwrap();
    let whole = list();
    assert!(
        whole.contains("recordings/2025-03-10/01…") && whole.contains("Đây là Đài huyện, thứ Hai."),
        "{whole}"
    );
    well(project.path(), &["build", "--date", "10/3/2025", "--station", "xa"]);
    assert_eq!(list(), whole);
}

#[test]
fn the_pages_are_printed_on_a4_upright() {
    let project = built();
    let out = project.path().join("out/2025-W11");
    let pages = [
        "huyen/2025-03-10/1700-chieu.html",
        "huyen/2025-03-10/lich-chi-tiet.html",
        "con-thieu-2025-03-10.html",
    ];
    for page in pages {
        let page = out.join(page);
        let pdf = page.with_extension("pdf");
        let print = format!("--print-to-pdf={}", pdf.display());
        if in_browser(&page, &[&print, "--no-pdf-header-footer"]).is_none() {
            return;
        }
        let Some(output) = asked("pdfinfo", &[pdf.to_str().unwrap()], &out) else { return };
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("Page size:       59") && said.contains("(A4)"), "{}: {said}", page.display());
    }
}
