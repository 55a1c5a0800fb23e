//! What the shipped templates say, and how a project's own stand before them.

use super::super::{Bulletin, Context, Templates};
use super::*;
use crate::speech::Speech;

fn loaded(own: &[(&str, &str)]) -> Templates {
    let own = own.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let (templates, problems) = Templates::load(with_library(own), Speech::default());
    assert_eq!(problems, []);
    templates
}

#[test]
fn every_template_of_the_library_reads_well_on_any_station_with_all_there_can_be_and_with_the_least() {
    let templates = loaded(&[]);
    for name in templates.names().iter().filter(|name| !name.starts_with("thu-vien/phan/")) {
        for context in Context::examples() {
            let text = templates.render(name, &context).expect("no problem");
            for slip in ["  ", " ,", " .", "..", ",,", " !", "\n\n\n", "{{", "{%"] {
                assert!(!text.contains(slip), "{name}: {slip:?} in {text}");
            }
            assert!(text.ends_with(['.', '!']), "{name}: {text}");
        }
    }
    assert!(SHIPPED.iter().all(|(_, text)| !text.contains("Đồng Xuân")), "no station's own name");
}

#[test]
fn a_projects_template_stands_in_the_place_of_the_shipped_one_however_its_file_is_spelled() {
    let named = with_library(vec![("Mở đầu.tera".to_owned(), "Xin chào.".to_owned())]);
    let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"Mở đầu.tera") && names.contains(&"thu-vien/mo-dau.tera"));
    assert!(!names.contains(&"mo-dau.tera"), "{names:?}");
    assert_eq!(
        loaded(&[("chao.tera", "Xin chào.")]).render("chao.tera", &Context::bare_example()).unwrap(),
        "Xin chào."
    );
}

#[test]
fn one_block_of_a_shipped_template_is_written_anew_and_the_rest_stays() {
    let own = "{% extends \"thu-vien/mo-dau.tera\" %}{% block loi_chao %}Kính thưa bà con!{% endblock %}";
    let context = Context::bare_example();
    let anew = loaded(&[("mo-dau.tera", own)]).render("mo-dau.tera", &context).unwrap();
    let shipped = loaded(&[]).render("mo-dau.tera", &context).unwrap();
    assert_eq!(shipped.replace("Kính thưa quý vị thính giả, thưa bà con!", "Kính thưa bà con!"), anew);
    assert_ne!(shipped, anew);
}

#[test]
fn an_emergency_is_told_with_who_issued_it_and_when_and_its_repeat_says_every_word_again() {
    let mut context = Context::full_example();
    let issuer = Some("Ban Chỉ huy phòng, chống thiên tai xã".to_owned());
    let first = context.bulletins.remove(0);
    let text = "Lũ trên sông đang lên.\n\nBà con ở thôn Ba sơ tán ngay.".to_owned();
    let warning = Bulletin { title: "Lũ khẩn cấp".to_owned(), supplier: issuer, text, ..first };
    context.bulletins = vec![warning];
    let templates = loaded(&[]);
    for name in ["khan-cap.tera", "khan-cap-nhac-lai.tera"] {
        let said = templates.render(name, &context).unwrap();
        let source = "Thông báo của Ban Chỉ huy phòng, chống thiên tai xã, ngày 14 tháng 3 năm 2025";
        assert!(said.contains(source), "{name}: {said}");
    }
    let again = templates.render("khan-cap-nhac-lai.tera", &context).unwrap();
    assert!(again.contains(&context.bulletins[0].text), "{again}");
}
