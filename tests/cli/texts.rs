//! What a bulletin's head says of how it is read: twice, in another language.

use super::support::{loa, manifests, put, tiny, well};
use std::path::Path;

/// The commune reads bulletins too; the district understands two languages.
fn two_languages() -> tempfile::TempDir {
    let project = tiny();
    let edit = |path: &str, from: &str, to: &str| {
        let place = project.path().join(path);
        let text = std::fs::read_to_string(&place).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        std::fs::write(place, text.replace(from, to)).unwrap();
    };
    edit(
        "schedules/a-network.ron",
        r#"name: "Đài huyện")"#,
        r#"name: "Đài huyện", languages: ["Ê-đê", "vi"])"#,
    );
    edit(
        "schedules/c-xa.ron",
        r#"parts: [Clip("xa"), Fill"#,
        r#"parts: [Clip("xa"), Bulletins(section: "tin", length: "30 giây"), Fill"#,
    );
    let translation =
        "---\ntitle: Klei mrâo\nsection: tin\nlanguage: Ê-đê\ntranslates: tin\n---\nBuôn mâo kdrăp.\n";
    put(project.path(), "bulletins/2025-03-10/tin-ede.md", translation);
    project
}

/// The titles of what is read, with how often, on Monday at a station.
fn read_at(project: &Path, station: &str) -> Vec<String> {
    let manifests = manifests(project);
    let (_, manifest) = manifests.iter().find(|(_, found)| found.station == station).expect("it is built");
    let items = manifest.days.iter().flat_map(|day| &day.items);
    let sounds = items
        .filter(|item| item.id.contains("chieu") || item.id.contains("cua-xa") || item.id.contains("toi"));
    let elements = sounds.filter_map(|item| item.sound.as_ref()).flat_map(|sound| &sound.elements);
    elements.filter(|element| element.kind == "live").map(|element| element.title.clone()).collect()
}

#[test]
fn a_translation_is_read_with_its_original_where_its_language_is_spoken_and_nowhere_else() {
    let project = two_languages();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    assert_eq!(read_at(project.path(), "huyen"), ["Chao", "Klei mrâo", "Tin ngày 10"]);
    assert_eq!(read_at(project.path(), "xa"), ["Tin ngày 10"]);
    let other = project.path().join("bulletins/2025-03-10/tin-ede.md");
    let text = std::fs::read_to_string(&other).unwrap().replace("translates: tin", "translates: tin-cu");
    std::fs::write(&other, text).unwrap();
    loa(project.path(), &["check", "--date", "10/3/2025"]).tells(1, &["[unknown-original]", "tin-cu"]);
}

#[test]
fn a_frozen_translation_comes_back_once_and_with_its_original() {
    let project = two_languages();
    well(project.path(), &["freeze", "--week", "2025-W11"]);
    let record = std::fs::read_to_string(project.path().join("published/2025-W11.ron")).unwrap();
    assert!(record.contains("2025-03-10/tin\"") && !record.contains("tin-ede"), "{record}");
    well(project.path(), &["build", "--date", "10/3/2025"]);
    assert_eq!(read_at(project.path(), "huyen"), ["Chao", "Klei mrâo", "Tin ngày 10"]);
}

#[test]
fn a_text_read_twice_takes_its_time_twice_and_the_pause_its_head_tells() {
    let project = tiny();
    let text = |twice: &str| {
        format!(
            "---\ntitle: Báo động\nsection: tin\n{twice}---\nThôn mở hội. Bà con đến dự đông đủ, đúng giờ.\n"
        )
    };
    let window = |twice: &str| {
        put(project.path(), "bulletins/2025-03-10/tin.md", text(twice));
        well(project.path(), &["build", "--date", "10/3/2025"]);
        let manifests = manifests(project.path());
        let (folder, manifest) = manifests.iter().find(|(_, found)| found.station == "huyen").unwrap();
        let items: Vec<_> = manifest.days.iter().flat_map(|day| &day.items).collect();
        let item = items.iter().find(|item| item.id.ends_with("/chieu")).unwrap();
        let sheet = std::fs::read_to_string(folder.join(item.script.as_ref().unwrap())).unwrap();
        let elements = &item.sound.as_ref().unwrap().elements;
        (elements.iter().find(|element| element.title == "Báo động").unwrap().frames, sheet)
    };
    let (once, sheet) = window("");
    assert!(!sheet.contains("hai lần"), "{sheet}");
    let (usual, sheet) = window("đọc hai lần: có\n");
    assert!(sheet.contains("hai lần"), "{sheet}");
    let (longer, _) = window("twice: 5 giây\n");
    assert!(usual > once * 2 && longer > usual, "{once} {usual} {longer}");
    put(project.path(), "bulletins/2025-03-10/tin.md", text("twice: 5 phút\n"));
    loa(project.path(), &["check", "--date", "10/3/2025"]).tells(1, &["[length-out-of-bounds]"]);
}

#[test]
fn check_says_that_everything_can_be_said_or_what_cannot() {
    let project = tiny();
    let check = |lang: &str| loa(project.path(), &["check", "--date", "10/3/2025", "--lang", lang]);
    // The greeting of Monday and, in what is repeated, of Sunday; the text of both days, which is the same.
    assert!(check("vi").out.contains("Mọi lời đều đọc được thành tiếng: 3 lời."), "{:?}", check("vi"));
    assert!(check("en").out.contains("Everything that is read can be said as it is written: 3 texts."));
    put(project.path(), "scripts/chao.tera", "Đây là XKPT.");
    check("vi").tells(0, &["[not-spoken]", "scripts/chao.tera:1:", "XKPT"]);
    assert!(!check("vi").out.contains("thành tiếng"));
    put(project.path(), "scripts/chao.tera", "Đây là {{ station.nmae }}.");
    assert!(!check("vi").out.contains("thành tiếng"), "words that are not known cannot be vouched for");
}
