//! The teleprompter page: what is big, what the clocks go by, and that nothing told can break out of it.

use super::*;
use crate::messages::{Lang, Messages};

fn page(sheet: &Sheet) -> String {
    prompter(sheet, &labels(), &Messages::new(Lang::Vi))
}

#[test]
fn only_what_is_read_live_is_big_and_the_rest_is_a_cue() {
    let page = page(&sheet());
    let kinds: Vec<&str> =
        page.split("<section class=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(kinds, ["played", "played", "read", "read", "played"]);
    assert!(page.contains("<b>3. Họp dân &quot;bàn&quot; &lt;đường&gt; &amp; cầu</b> · 00:45 · ≈ 1′02″"));
    assert!(page.contains("Bản ghi số 01: recordings/2025-03-10/01 mo-dau.ogg"));
    assert!(!page.contains("hoặc ghi âm thành"), "where to record it is no cue on air");
}

#[test]
fn the_clocks_go_by_the_planned_instants_and_the_zone_of_the_station() {
    let page = page(&sheet());
    assert!(page.contains("data-begins=\"1741600800000\" data-zone=\"25200000\" data-lasts=\"1800000\""));
    assert!(page.contains("data-at=\"45000\" data-takes=\"62000\""), "{page}");
}

#[test]
fn the_prompter_needs_no_other_file_and_says_so_to_the_browser() {
    let page = page(&sheet());
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">"));
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    for outside in ["<link", "<img", "url(", "@import", "http:", "https:", "eval(", "innerHTML"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn no_word_ends_the_prompter_s_script_or_its_attributes() {
    let mut sheet = sheet();
    for evil in ["</script><script>alert(1)</script>", "\" onclick=\"alert(1)", "'><b>", "مرحبا 😀"] {
        evil.clone_into(&mut sheet.programme);
        evil.clone_into(&mut sheet.date);
        evil.clone_into(&mut sheet.item);
        evil.clone_into(&mut sheet.elements[2].part);
        sheet.elements[2].words = vec![evil.to_owned()];
        sheet.elements[2].remark = Some(evil.to_owned());
        let page = page(&sheet);
        assert_eq!(page.matches("<script>").count(), 1, "{evil}");
        assert_eq!(page.matches("</script>").count(), 1, "{evil}");
        assert!(!page.contains("\" onclick") && !page.contains("'><b>"), "{evil}");
    }
    assert!(page(&sheet).contains("<p dir=\"auto\">مرحبا 😀</p>"));
}

#[test]
fn every_key_of_the_help_and_every_button_is_known_to_the_script() {
    let page = page(&sheet());
    let script = page.split("<script>").nth(1).expect("a script");
    let buttons: Vec<&str> =
        page.split("data-does=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(buttons.len() >= 8);
    for does in buttons.into_iter().filter(|does| does.chars().all(|letter| letter.is_ascii_lowercase())) {
        assert!(script.contains(&format!("\n    {does}: () =>")), "{does}");
    }
    assert_eq!(page.matches("<kbd>").count(), 10);
}
