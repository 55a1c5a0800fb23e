//! The templates of the example project, each rendered with all a context can hold and with the least.
#![expect(clippy::disallowed_methods, reason = "these tests are about a folder, so they read it")]

use super::{Bulletin, Context, Date, Lunar, Templates, with_library};
use crate::speech::Speech;
use std::path::Path;

/// Loads `scripts/`; any problem fails.
fn shipped() -> Templates {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let mut named = Vec::new();
    for sub in ["", "cchc/", "xa/"] {
        for entry in std::fs::read_dir(folder.join(sub)).unwrap() {
            let file = entry.unwrap().file_name().into_string().unwrap();
            if file.ends_with(".tera") {
                let text = std::fs::read_to_string(folder.join(sub).join(&file)).unwrap();
                named.push((format!("{sub}{file}"), text));
            }
        }
    }
    let (templates, problems) = Templates::load(with_library(named), Speech::default());
    assert_eq!(problems, []);
    templates
}

#[test]
fn every_shipped_template_reads_well_with_a_full_and_with_a_bare_context() {
    let templates = shipped();
    assert!(templates.names().len() >= 30);
    for name in templates.names() {
        for context in Context::examples() {
            let text = templates.render(&name, &context).unwrap();
            for slip in ["  ", " ,", " .", "..", ",,", " !", "\n\n\n"] {
                assert!(!text.contains(slip), "{name}: {slip:?} in {text}");
            }
            let spoken = !name.starts_with("thu-vien/phan/");
            assert!(!spoken || text.ends_with(['.', '!']), "{name}: {text}");
        }
    }
}

#[test]
fn the_district_opening_says_who_where_when_and_what() {
    let mut context = Context::full_example();
    "Đài Truyền thanh huyện Đồng Xuân".clone_into(&mut context.station.name);
    "Chương trình phát thanh buổi chiều".clone_into(&mut context.programme.title);
    let expected = "Đây là Đài Truyền thanh huyện Đồng Xuân.\n\n\
        Kính thưa quý vị thính giả, thưa bà con!\n\n\
        Mời quý vị và bà con nghe Chương trình phát thanh buổi chiều, thứ Sáu, ngày 14 tháng 3 năm 2025, \
        tức ngày 15 tháng 2 năm Ất Tỵ.\n\n\
        Chương trình gồm các mục: thời sự, chuyên mục Cải cách hành chính và thông báo.\n\
        Chủ đề của chuyên mục kỳ này: Thủ tục hành chính và dịch vụ công trực tuyến.\n\n\
        Sau đây, mời quý vị và bà con theo dõi nội dung chi tiết.";
    assert_eq!(shipped().render("mo-dau.tera", &context).unwrap(), expected);
}

#[test]
fn the_opening_lists_one_section_two_or_none() {
    let templates = shipped();
    let opening = |sections: &[&str]| {
        let mut context = Context::bare_example();
        context.programme.sections = sections.iter().map(|s| (*s).to_owned()).collect();
        templates.render("mo-dau.tera", &context).unwrap()
    };
    assert!(opening(&["thông báo"]).contains("Chương trình có mục thông báo."));
    assert!(opening(&["thời sự", "thông báo"]).contains("Chương trình gồm các mục: thời sự và thông báo."));
    assert!(!opening(&[]).contains("mục"));
}

#[test]
fn the_closing_says_that_the_news_is_made_up_and_takes_its_leave() {
    for name in ["chao-ket.tera", "xa/chao-ket.tera"] {
        let text = shipped().render(name, &Context::bare_example()).unwrap();
        assert_eq!(text.matches("Tin, bài trong chương trình mẫu này là giả định.").count(), 1);
        assert!(text.ends_with("Chương trình đến đây là hết. Xin kính chào quý vị và bà con!"), "{text}");
    }
}

#[test]
fn the_commune_counts_its_bulletins_when_there_are_several() {
    let mut context = Context::bare_example();
    let second = Bulletin { title: "Lịch tiêm phòng".to_owned(), ..context.bulletins[0].clone() };
    context.bulletins.push(second);
    let text = shipped().render("xa/mo-dau.tera", &context).unwrap();
    assert!(text.contains("Kính thưa bà con cô bác!") && text.contains("Bản tin có 2 tin."), "{text}");
}

#[test]
fn the_lunar_programme_knows_the_first_and_the_fifteenth() {
    let templates = shipped();
    for (day, greeting) in [
        (1, "Nhân ngày mùng một đầu tháng, Đài"),
        (15, "Nhân ngày rằm, Đài"),
        (2, "Mở đầu chương trình, Đài"),
    ] {
        let mut context = Context::bare_example();
        let date = context.date.clone();
        context.date = Date { lunar: Some(Lunar::of(day, 2, false, "Ất Tỵ")), ..date };
        assert!(templates.render("ram.tera", &context).unwrap().contains(greeting), "{day}");
    }
}
