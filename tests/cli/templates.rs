//! Templates for people: the library that ships, what `loa scripts` tells, the preview that follows one who types,
//! mistakes deep inside, and texts of every kind and size.

use super::support::{command, example, loa, put, tiny, well};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

const AT: [&str; 4] = ["--station", "huyen", "--at", "2025-03-10T17:00"];

fn preview<'a>(template: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["preview", template], &AT[..], more].concat()
}

#[test]
fn a_mistake_in_a_component_that_an_included_template_calls_names_all_three_files_in_both_languages() {
    let project = tiny();
    put(project.path(), "scripts/chao.tera", "Kính chào.\n{% include \"phan/than.tera\" %}\n");
    put(project.path(), "scripts/phan/than.tera", "Mời nghe\n\n{{ <gioi_thieu ten={station} /> }}.\n");
    let component =
        "{% component gioi_thieu(ten: map) %}\n  Đây là {{ ten.nmae }}\n{% endcomponent gioi_thieu %}\n";
    put(project.path(), "scripts/phan/gioi-thieu.tera", component);
    for (lang, known) in [("vi", "name"), ("en", "name")] {
        let run = loa(project.path(), &preview("chao", &["--lang", lang]));
        let places = [
            "scripts/phan/gioi-thieu.tera:2:13",
            "phan/than.tera:3",
            "chao.tera:2",
            "ten.nmae",
            "^^^^",
            known,
        ];
        run.tells(1, &places);
    }
    for lang in ["vi", "en"] {
        let checked = loa(project.path(), &["check", "--date", "10/3/2025", "--lang", lang]);
        checked.tells(1, &["scripts/phan/gioi-thieu.tera:2:13", "phan/than.tera:3", "chao.tera:2"]);
    }
}

#[test]
fn a_read_that_the_project_has_no_file_for_is_taken_from_the_library() {
    let project = tiny();
    let shipped = well(project.path(), &preview("mở đầu", &[])).out;
    assert!(shipped.contains("Kính thưa quý vị thính giả, thưa bà con!"), "{shipped}");
    let own = "{% extends \"thu-vien/mo-dau.tera\" %}{% block loi_chao %}Bà con ơi!{% endblock %}";
    put(project.path(), "scripts/mo-dau.tera", own);
    let anew = well(project.path(), &preview("mở đầu", &[])).out;
    assert!(anew.contains("Bà con ơi!") && anew.contains("Mời quý vị và bà con nghe"), "{anew}");
    let original = well(project.path(), &preview("thu-vien/mo-dau", &[])).out;
    assert_eq!(original, shipped);
}

#[test]
fn no_template_reads_a_file_outside_the_folder_of_scripts() {
    let project = tiny();
    put(project.path(), "bi-mat.tera", "mật khẩu");
    let absolute = project.path().join("bi-mat.tera");
    for named in [
        "../bi-mat.tera",
        "./../bi-mat.tera",
        "a/../../bi-mat.tera",
        "/etc/passwd",
        absolute.to_str().unwrap(),
    ] {
        for word in ["include", "extends"] {
            put(project.path(), "scripts/chao.tera", format!("{{% {word} \"{named}\" %}}"));
            let run = loa(project.path(), &preview("chao", &[]));
            run.tells(1, &["template-unknown", named]);
            assert!(!run.out.contains("mật khẩu") && !run.err.contains("mật khẩu"), "{run:?}");
        }
    }
}

#[test]
fn the_list_of_templates_tells_whose_each_is_and_what_uses_it() {
    let listed = well(example(), &["scripts"]).out;
    let line = |name: &str| listed.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(
        line("mo-dau.tera ").contains("thay mẫu có sẵn") && line("mo-dau.tera ").contains("chiều"),
        "{listed}"
    );
    assert!(
        line("khan-cap.tera ").contains("có sẵn") && line("khan-cap.tera ").contains("chưa dùng"),
        "{listed}"
    );
    assert!(line("chao-ket.tera ").contains("chiều"), "{listed}");
    let english = well(example(), &["lời", "--lang", "en"]).out;
    assert!(english.contains("in place of the shipped one"), "{english}");
}

#[test]
fn one_template_is_told_with_its_blocks_its_names_and_how_to_write_it_anew() {
    let told = well(example(), &["scripts", "mở đầu"]).out;
    for word in ["chu_de", "loi_chao", "thu-vien/mo-dau.tera", "{% extends", "* topic.title", "station.name"]
    {
        assert!(told.contains(word), "{word}: {told}");
    }
    let explained = |line: &str| line.split_whitespace().count() > 2;
    let names = told.lines().filter(|line| line.trim_start_matches(['*', ' ']).starts_with("station."));
    assert_eq!(names.filter(|line| explained(line)).count(), 3, "{told}");
    loa(example(), &["scripts", "mo-dua"]).tells(2, &["mo-dau.tera"]);
}

#[test]
fn the_list_for_machines_has_every_template_once() {
    let run = well(example(), &["scripts", "--format", "json"]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&run.out).expect("JSON and nothing else");
    let of = |name: &str| all.iter().filter(|told| told["name"] == name).collect::<Vec<_>>();
    assert_eq!(of("mo-dau.tera").len(), 1);
    assert_eq!(of("mo-dau.tera")[0]["origin"], "overrides");
    assert_eq!(of("thu-vien/mo-dau.tera")[0]["brought_in_by"][0], "mo-dau.tera");
    let one = well(example(), &["scripts", "mo-dau", "--format", "json"]).out;
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&one).unwrap().len(), 1);
}

#[test]
fn a_watched_preview_follows_what_is_saved_and_goes_on_after_a_mistake() {
    let project = tiny();
    let mut watching = command(project.path(), &preview("chao", &["--watch"]))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(watching.stdout.take().unwrap()).lines();
    let mut until = |word: &str| {
        let mut seen = Vec::new();
        for line in said.by_ref() {
            seen.push(line.unwrap());
            if seen.last().unwrap().contains(word) {
                return seen.join("\n");
            }
        }
        panic!("“{word}” is not said: {seen:?}")
    };
    let waits = "Ctrl-C";
    let first = until(waits);
    assert!(first.contains("Đây là") && first.contains("6 tiếng khi đọc ra; đọc khoảng 3 giây"), "{first}");
    assert!(!first.contains('\u{1b}'), "nothing is cleared where there is no terminal");
    put(project.path(), "scripts/chao.tera", "Đây là {{ station.nmae }}.");
    let broken = until(waits);
    assert!(!broken.contains("Đây là"), "{broken}");
    put(project.path(), "scripts/chao.tera", "Bà con nghe {{ station.name }} đây.");
    assert!(until(waits).contains("Bà con nghe"));
    fs::remove_file(project.path().join("scripts/chao.tera")).unwrap();
    until(waits);
    put(project.path(), "scripts/chao.tera", "Lại nghe được rồi.");
    assert!(until(waits).contains("Lại nghe được rồi."));
    watching.kill().unwrap();
    watching.wait().unwrap();
}

#[test]
fn signs_texts_from_right_to_left_and_a_megabyte_go_through_preview_check_and_build() {
    let project = tiny();
    let strange = "Xin chào 👩‍👩‍👧‍👦🇻🇳 e\u{301} ẹ\u{302} \u{202e}مرحبا بالجميع\u{202c} שלום \u{200b}\u{feff} 𝕏 ﷽.";
    let template = format!(
        "{{% for tin in bulletins %}}{{{{ tin.title }}}}. {{% endfor %}}{strange} {{{{ station.name }}}}."
    );
    put(project.path(), "scripts/chao.tera", template);
    let text = format!("---\ntitle: Tin 🎉 مرحبا\nsection: tin\n---\n{strange}\n");
    put(project.path(), "bulletins/2025-03-10/tin.md", text);
    let seen = well(project.path(), &preview("chao", &[])).out;
    assert!(seen.contains("👩‍👩‍👧‍👦🇻🇳") && seen.contains("مرحبا بالجميع"), "{seen}");
    well(project.path(), &["check", "--date", "10/3/2025"]);
    well(project.path(), &["build", "--date", "10/3/2025"]);
    let head = "---\ntitle: Tin dài\nsection: tin\n---\n";
    let long = "Kính thưa bà con 🎉. ".repeat((1_000_000 - head.len()) / 24);
    put(project.path(), "bulletins/2025-03-10/tin.md", format!("{head}{long}\n"));
    put(
        project.path(),
        "scripts/chao.tera",
        "{% for tin in bulletins %}{{ tin.title }}. {{ tin.text | trim }}{% endfor %} Hết.",
    );
    // A megabyte takes half a day to read: it has no room, and that is said, and nothing breaks.
    for run in [
        loa(project.path(), &preview("chao", &[])),
        loa(project.path(), &["check", "--date", "10/3/2025"]),
        loa(project.path(), &["build", "--date", "10/3/2025"]),
    ] {
        assert!(matches!(run.code, Some(0 | 1)), "{:?} {:.600}", run.code, run.err);
        assert!(!run.err.contains("panicked"), "{:.600}", run.err);
    }
}
