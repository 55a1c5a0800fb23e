//! Who approves which text: what waits, what is recorded, what an edit voids.

use super::support::{Run, digests, loa, put, tiny, well};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const DAY: [&str; 2] = ["--date", "10/3/2025"];
const BULLETIN: &str = "bulletins/2025-03-10/tin.md";
const HEAD: &str = "---\ntitle: Tin ngày 10\nsection: tin\n---\n";

/// `loa approve` with these arguments, the signature's time told where there is a signature.
fn approve(project: &Path, arguments: &[&str]) -> Run {
    let mut all = [&["approve"], arguments].concat();
    if arguments.contains(&"--by") {
        all.extend(["--at", "2025-03-10T16:40"]);
    }
    well(project, &all)
}

fn record(project: &Path) -> String {
    fs::read_to_string(project.join("approvals/2025-03.ron")).unwrap()
}

/// The only programme of Monday that has words is made, and its sheet read.
fn sheet(project: &Path) -> String {
    well(project, &["build", "--date", "10/3/2025"]);
    fs::read_to_string(project.join("out/2025-W11/huyen/2025-03-10/1700-chieu.txt")).unwrap()
}

#[test]
fn a_text_is_approved_by_its_path_and_the_others_wait() {
    let project = tiny();
    let waits = approve(project.path(), &DAY).out;
    assert!(waits.contains("[scripts/chao.tera]") && waits.contains(&format!("[{BULLETIN}]")), "{waits}");
    assert!(waits.contains("chờ duyệt") && waits.contains("loa approve --all"), "{waits}");
    let done = approve(project.path(), &[BULLETIN, "--by", "Nguyễn Văn An, Phó Trưởng Đài"]).out;
    assert!(done.contains("Nguyễn Văn An duyệt 1 lời (ký giấy)"), "{done}");
    let waits = approve(project.path(), &DAY).out;
    assert!(waits.contains("[scripts/chao.tera]") && !waits.contains(BULLETIN), "{waits}");
    let record = record(project.path());
    for told in
        [BULLETIN, "\"Nguyễn Văn An\"", "\"Phó Trưởng Đài\"", "2025-03-10T16:40:00+07:00", "\"paper\""]
    {
        assert!(record.contains(told), "{told}: {record}");
    }
    let again = approve(project.path(), &[BULLETIN, "--by", "Nguyễn Văn An"]).out;
    assert!(again.contains("đã được duyệt từ trước") && again.contains("Không có lời nào"), "{again}");
    let of_it = approve(project.path(), &[BULLETIN]).out;
    assert!(of_it.contains("Không có lời nào chờ duyệt"), "{of_it}");
}

#[test]
fn a_path_is_read_from_where_one_stands_and_a_folder_means_the_files_in_it_each_once() {
    let project = tiny();
    let folder = project.path().join("bulletins/2025-03-10");
    put(project.path(), "bulletins/2025-03-10/tin-hai.md", format!("{HEAD}Hai.\n"));
    let done = well(&folder, &["duyệt", ".", "tin.md", "../2025-03-11/tin.md", "--by", "An"]).out;
    assert!(done.contains("An duyệt 3 lời"), "{done}");
    let done = approve(project.path(), &["scripts", "--by", "An"]).out;
    assert!(done.contains("An duyệt 1 lời"), "shipped templates are in no folder: {done}");
    let done = approve(project.path(), &["scripts/thu-vien/khan-cap.tera", "--by", "An"]).out;
    assert!(done.contains("[scripts/thu-vien/khan-cap.tera]"), "{done}");
}

#[test]
fn all_that_waits_on_the_days_is_approved_at_once() {
    let project = tiny();
    let done = approve(project.path(), &["--all", "--by", "An", DAY[0], DAY[1]]).out;
    // The greeting, Monday's text, and Sunday's, which is repeated on Monday.
    assert!(done.contains("An duyệt 3 lời"), "{done}");
    put(project.path(), "bulletins/2025-03-11/tin.md", format!("{HEAD}Lời khác.\n"));
    let other = approve(project.path(), &["--date", "11/3/2025"]).out;
    assert!(other.contains("1 lời chờ duyệt"), "{other}");
    assert!(approve(project.path(), &DAY).out.contains("Không có lời nào chờ duyệt"));
}

#[test]
fn what_was_approved_on_the_telephone_stays_listed_until_it_is_signed() {
    let project = tiny();
    for means in ["phone", "zalo"] {
        let done = approve(project.path(), &["--all", "--by", "An", "--means", means, DAY[0], DAY[1]]).out;
        assert!(done.contains("--means paper"), "{done}");
    }
    let listed = approve(project.path(), &DAY).out;
    assert!(listed.contains("An đã duyệt qua Zalo ngày 10/3/2025, chờ ký giấy"), "{listed}");
    let check = [&["check"], &DAY[..]].concat();
    let checked = well(project.path(), &check).out;
    assert!(checked.contains("Chờ ký giấy: 3 lời") && !checked.contains("Chờ duyệt"), "{checked}");
    assert!(sheet(project.path()).contains("chờ ký giấy"));
    approve(project.path(), &["--all", "--by", "An", DAY[0], DAY[1]]);
    assert!(approve(project.path(), &DAY).out.contains("Không có lời nào chờ duyệt"));
    let checked = well(project.path(), &check).out;
    assert!(!checked.contains("Chờ"), "{checked}");
}

#[test]
fn an_edit_voids_an_approval_and_only_the_changed_words_are_shown() {
    let project = tiny();
    let text = |hour: u32| {
        let rest =
            "Bà con đến dự đông đủ, đúng giờ, mang theo giấy tờ và áo mưa phòng khi trời mưa to gió lớn.";
        format!("{HEAD}Thôn mở hội lúc {hour} giờ. {rest}\n")
    };
    put(project.path(), BULLETIN, text(7));
    approve(project.path(), &[BULLETIN, "--by", "An"]);
    put(project.path(), BULLETIN, text(8));
    let listed = approve(project.path(), &[BULLETIN]).out;
    assert!(listed.contains("chờ duyệt") && listed.contains("[-7-] {+8+}"), "{listed}");
    assert!(!listed.contains("áo mưa"), "what stayed is not read again: {listed}");
    put(project.path(), BULLETIN, text(7));
    assert!(approve(project.path(), &[BULLETIN]).out.contains("Không có lời nào chờ duyệt"), "taken back");
    put(project.path(), BULLETIN, text(9));
    let done = approve(project.path(), &[BULLETIN, "--by", "Bình"]).out;
    assert!(done.contains("[-7-] {+9+}"), "who approves sees what changed: {done}");
    put(project.path(), BULLETIN, text(9).replace("section: tin", "section: tin\npriority: urgent"));
    let listed = approve(project.path(), &[BULLETIN]).out;
    assert!(listed.contains("Không có lời nào chờ duyệt"), "the words are the same: {listed}");
}

#[test]
fn a_template_s_approval_is_voided_by_an_edit_in_what_it_brings_in() {
    let project = tiny();
    put(project.path(), "scripts/chao.tera", "{% include \"phan/loi.tera\" %} {{ <ten /> }}");
    put(project.path(), "scripts/phan/loi.tera", "Xin chào.");
    let component = |word: &str| format!("{{% component ten() %}}{word}{{% endcomponent ten %}}");
    put(project.path(), "scripts/phan/ten.tera", component("Đài ta"));
    let waits = || approve(project.path(), &["scripts/chao.tera"]).out;
    let sign = || approve(project.path(), &["scripts/chao.tera", "--by", "An"]);
    sign();
    assert!(waits().contains("Không có lời nào chờ duyệt"));
    put(project.path(), "scripts/phan/loi.tera", "Kính chào.");
    assert!(waits().contains("[-Xin-] {+Kính+}"), "{}", waits());
    sign();
    put(project.path(), "scripts/phan/ten.tera", component("Đài mình"));
    assert!(waits().contains("chờ duyệt") && waits().contains("mình"), "{}", waits());
}

#[test]
fn a_damaged_record_is_told_and_left_alone() {
    let project = tiny();
    approve(project.path(), &[BULLETIN, "--by", "An"]);
    let place = project.path().join("approvals/2025-03.ron");
    let damaged = record(project.path()).replace("by: ", "bởi: ");
    fs::write(&place, &damaged).unwrap();
    let before = digests(&project.path().join("approvals"));
    let run = loa(project.path(), &["approve", "scripts", "--by", "An"]);
    run.tells(1, &["approvals/2025-03.ron:", "bởi"]);
    assert_eq!(digests(&project.path().join("approvals")), before);
    let listed = approve(project.path(), &[BULLETIN]).out;
    assert!(listed.contains("chờ duyệt"), "what cannot be read approves nothing: {listed}");
}

#[test]
fn the_slip_has_every_text_and_one_place_to_sign_as_text_and_as_a_page() {
    let project = tiny();
    put(project.path(), BULLETIN, format!("{HEAD}Thôn mở hội & chợ.\n\nMời bà con.\n"));
    let slip = approve(project.path(), &["--sheet", DAY[0], DAY[1]]).out;
    for told in [
        "Mạng nhỏ",
        "Phiếu duyệt lời phát",
        "10/3/2025",
        "Thôn mở hội & chợ.",
        "Đây là Đài huyện",
        "đọc khoảng",
    ] {
        assert!(slip.contains(told), "{told}: {slip}");
    }
    assert_eq!(slip.matches("Chữ ký: ___").count(), 1, "{slip}");
    let told = approve(project.path(), &["--sheet", "--output", "phieu.html", DAY[0], DAY[1]]).out;
    assert!(told.contains("phieu.html"), "{told}");
    let page = fs::read_to_string(project.path().join("phieu.html")).unwrap();
    assert!(page.contains("<p>Thôn mở hội &amp; chợ.</p>") && page.contains("<p>Mời bà con.</p>"), "{page}");
    assert_eq!((page.matches("<section>").count(), page.matches("class=\"sign\"").count()), (3, 1), "{page}");
    assert!(!project.path().join("approvals").exists(), "a slip approves nothing");
    let english = approve(project.path(), &["--sheet", "--lang", "en", DAY[0], DAY[1]]).out;
    assert!(english.contains("Approval slip") && english.contains("Signature: ___"), "{english}");
}

#[test]
fn an_edited_title_voids_an_approval_too() {
    let project = tiny();
    approve(project.path(), &[BULLETIN, "--by", "Nguyễn Văn An"]);
    let place = project.path().join(BULLETIN);
    let text = fs::read_to_string(&place).unwrap();
    let edited: String = text
        .lines()
        .map(|line| {
            if line.starts_with("title:") {
                "title: Tiêu đề khác\n".to_owned()
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    assert_ne!(edited, text);
    fs::write(&place, edited).unwrap();
    let waits = approve(project.path(), &[DAY[0], DAY[1]]).out;
    assert!(waits.contains("{+Tiêu đề khác+}"), "{waits}");
}

#[test]
fn the_sheet_of_a_programme_tells_who_approved_it_once_every_text_of_it_is_approved() {
    let project = tiny();
    assert!(sheet(project.path()).contains("Duyệt: chờ duyệt"));
    approve(project.path(), &[BULLETIN, "--by", "Nguyễn Văn An, Phó Trưởng Đài"]);
    assert!(sheet(project.path()).contains("Duyệt: chờ duyệt"), "the greeting waits");
    approve(project.path(), &["scripts", "--by", "Nguyễn Văn An, Phó Trưởng Đài"]);
    let sheet = sheet(project.path());
    for told in
        ["Duyệt: đã duyệt", "Họ và tên: Nguyễn Văn An", "Chức vụ: Phó Trưởng Đài", "Ngày duyệt: 10/3/2025"]
    {
        assert!(sheet.contains(told), "{told}: {sheet}");
    }
}

#[test]
fn check_and_today_tell_how_many_texts_wait_and_name_them() {
    let project = tiny();
    let checked = well(project.path(), &[&["check"], &DAY[..]].concat()).out;
    assert!(checked.contains("Chờ duyệt: 3 lời") && checked.contains("“Tin ngày 10”"), "{checked}");
    let today = well(project.path(), &["--now", "2025-03-10T08:00:00+07:00"]).out;
    assert!(today.contains("Chờ duyệt: 3 lời") && today.contains("loa approve"), "{today}");
    approve(project.path(), &["--all", "--by", "An", DAY[0], DAY[1]]);
    let today = well(project.path(), &["--now", "2025-03-10T08:00:00+07:00"]).out;
    assert!(!today.contains("Chờ duyệt"), "{today}");
}

#[test]
fn what_cannot_be_meant_is_refused_in_both_languages_and_records_nothing() {
    let project = tiny();
    let cases: [(&[&str], &str, &str); 6] = [
        (&["--by", "An"], "--all", "--all"),
        (&["scripts", "--by", " , Trưởng Đài"], "người duyệt", "who approves"),
        (&["bulletins/khong-co.md", "--by", "An"], "không phải là bản tin", "no bulletin"),
        (&["scripts", "--by", "An", "--means", "email"], "“email” không dùng được", "“email” cannot be used"),
        (&["scripts", "--by", "An", "--at", "hôm qua"], "hôm qua", "hôm qua"),
        (&["--all", DAY[0], DAY[1]], "--by", "--by"),
    ];
    for (arguments, vietnamese, english) in cases {
        for (lang, told) in [("vi", vietnamese), ("en", english)] {
            let all = [&["approve", "--lang", lang], arguments].concat();
            loa(project.path(), &all).tells(2, &[told]);
        }
    }
    assert!(!project.path().join("approvals").exists());
    let nowhere = TempDir::new().unwrap();
    loa(nowhere.path(), &["approve"]).tells(3, &["schedules"]);
}
