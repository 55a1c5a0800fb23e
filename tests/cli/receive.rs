//! What editors bring: Word files and plain texts, out of their office frame, into the folder of their day.

use super::support::{Run, command, copy_of_example, example, files, loa, put, tiny, well};
use loa::cli::{Exit, World, run};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TO_NEWS: [&str; 4] = ["--date", "10/3/2025", "--section", "tin"];

/// A .docx file with that main part, and with `styles`.
pub fn docx_of(document: &str, styles: Option<&str>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let parts = [
        ("[Content_Types].xml", Some(types)),
        ("word/document.xml", Some(document)),
        ("word/styles.xml", styles),
    ];
    for (name, text) in parts {
        let Some(text) = text else { continue };
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A document of that body, with the names Word gives.
fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    )
}

/// Paragraphs of one run each.
fn paragraphs(texts: &[&str]) -> String {
    let one = |text: &&str| format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#);
    texts.iter().map(one).collect()
}

fn docx(body: &str) -> Vec<u8> {
    docx_of(&document(body), None)
}

/// Brings `file` into the tiny project with what `options` say.
fn receive(project: &Path, file: &str, options: &[&str]) -> Run {
    let mut arguments = vec!["receive", file];
    arguments.extend(options);
    loa(project, &arguments)
}

/// The bulletin that was made of `bytes`, with what the program said.
fn received(name: &str, bytes: &[u8], options: &[&str]) -> (String, Run) {
    let project = tiny();
    put(project.path(), name, bytes);
    let before = bulletins(project.path());
    let run = receive(project.path(), name, options);
    let new: Vec<PathBuf> =
        bulletins(project.path()).into_iter().filter(|path| !before.contains(path)).collect();
    assert_eq!((run.code, new.len()), (Some(0), 1), "{run:?}");
    (fs::read_to_string(project.path().join("bulletins").join(&new[0])).unwrap(), run)
}

fn bulletins(project: &Path) -> Vec<PathBuf> {
    files(&project.join("bulletins"))
}

#[test]
fn a_word_file_becomes_a_bulletin_of_its_day_that_is_aired() {
    let project = tiny();
    let body =
        paragraphs(&["Trạm y tế tiêm chủng", "Sáng mai trạm tiêm cho trẻ em.", "Bà con mang theo sổ."]);
    put(project.path(), "tiem chung.docx", docx(&body));
    let run =
        well(project.path(), &["receive", "tiem chung.docx", "--date", "10/3/2025", "--section", "Tin"]);
    assert!(run.out.contains("bulletins/2025-03-10/tram-y-te-tiem-chung.md"), "{run:?}");
    assert!(run.out.contains("đọc khoảng"), "{run:?}");
    let path = project.path().join("bulletins/2025-03-10/tram-y-te-tiem-chung.md");
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        "---\ntitle: Trạm y tế tiêm chủng\nsection: tin\n---\nSáng mai trạm tiêm cho trẻ em.\n\nBà con mang theo sổ.\n"
    );
    let plan = well(project.path(), &["build", "--date", "10/3/2025"]);
    assert_eq!(plan.code, Some(0));
    let sheets =
        files(&project.path().join("out")).into_iter().filter(|path| path.ends_with("1700-chieu.txt"));
    let sheet = sheets
        .collect::<Vec<_>>()
        .pop()
        .map(|path| fs::read_to_string(project.path().join("out").join(path)).unwrap());
    assert!(sheet.is_some_and(|sheet| sheet.contains("Sáng mai trạm tiêm cho trẻ em.")));
}

/// As Word saves what people typed, marked and moved about.
const AS_WORD_WRITES: &str = r#"
<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>
  <w:r><w:rPr><w:b/></w:rPr><w:t>Gieo s</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">ạ </w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t>vụ hè</w:t></w:r></w:p>
<w:p><w:r><w:t>Nước &amp; phân</w:t></w:r><w:r><w:tab/><w:t>đủ.</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>Dòng hai.</w:t></w:r></w:p>
<w:p><w:ins w:id="1"><w:r><w:t xml:space="preserve">Thêm vào. </w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>Bỏ đi.</w:delText></w:r></w:del><w:r><w:t>Giữ lại</w:t></w:r><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="3"/></w:r><w:r><w:t>.</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Hai đoạn </w:t></w:r></w:p>
<w:p><w:r><w:t>nay là một.</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Chữ ẩn.</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>Chữ hiện.</w:t></w:r></w:p>
<w:p><w:moveFrom w:id="5"><w:r><w:t>Chỗ cũ.</w:t></w:r></w:moveFrom><w:moveTo w:id="6"><w:r><w:t>Chỗ mới.</w:t></w:r></w:moveTo></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Thôn 1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7 giờ</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Thôn 2</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>8 giờ</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>Trong khung.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>Một là đủ nước.</w:t></w:r></w:p>"#;

#[test]
fn what_word_writes_is_read_as_people_see_it() {
    let (text, run) = received("gieo sa.docx", &docx(AS_WORD_WRITES), &TO_NEWS);
    let (_, words) = text.split_once("---\nNước").unwrap();
    assert!(text.contains("title: Gieo sạ vụ hè\n"), "{text}");
    assert_eq!(
        words,
        " & phân đủ.\n\nDòng hai.\n\nThêm vào. Giữ lại.\n\nHai đoạn nay là một.\n\nChữ hiện.\n\nChỗ mới.\n\nThôn 1, 7 giờ\n\nThôn 2, 8 giờ\n\nTrong khung.\n\nMột là đủ nước.\n"
    );
    assert!(run.out.contains("Bỏ qua 1 chú thích"), "{run:?}");
}

#[test]
fn an_office_paper_loses_its_frame_and_every_line_of_it_is_shown() {
    let cell = |texts: &[&str]| format!("<w:tc>{}</w:tc>", paragraphs(texts));
    let row =
        |left: &[&str], right: &[&str]| format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(left), cell(right));
    let head = row(
        &["ỦY BAN NHÂN DÂN", "XÃ XUÂN PHƯỚC", "Số: 12/TB-UBND"],
        &[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Xuân Phước, ngày 10 tháng 3 năm 2025",
        ],
    );
    let words = paragraphs(&[
        "THÔNG BÁO",
        "Về việc tạm ngừng cấp nước",
        "Kính gửi: Bà con nhân dân trong xã",
        "Ngày 12/3, trạm cấp nước súc rửa đường ống.",
        "UBND xã thông báo để bà con biết./.",
    ]);
    let foot = row(
        &["Nơi nhận:", "- Như trên;", "- Lưu: VT."],
        &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn An"],
    );
    let (text, run) = received("tb.docx", &docx(&format!("{head}{words}{foot}")), &TO_NEWS);
    assert_eq!(
        text,
        "---\ntitle: Thông báo về việc tạm ngừng cấp nước\nsection: tin\n---\nNgày 12/3, trạm cấp nước súc rửa đường ống.\n\nUBND xã thông báo để bà con biết.\n"
    );
    for line in [
        "cơ quan ban hành: XÃ XUÂN PHƯỚC",
        "số, ký hiệu: Số: 12/TB-UBND",
        "kính gửi: Kính gửi: Bà con",
        "nơi nhận: - Lưu: VT.",
        "người ký: Nguyễn Văn An",
        "dấu hết bài: ./.",
    ] {
        assert!(run.out.contains(line), "“{line}” is not shown: {}", run.out);
    }
}

/// "Trạm y tế tiêm chủng. Sáng thứ Hai, trạm tiêm phòng cho trẻ em ở thôn Phước Hòa." in old letters.
const OLD: [(&str, &str); 2] = [
    ("tcvn3", "Tr¹m y tÕ tiªm chñng\r\nS¸ng thø Hai, tr¹m tiªm phßng cho trÎ em ë th«n Ph\u{ad}íc Hßa.\r\n"),
    (
        "vni",
        "Traïm y teá tieâm chuûng\r\nSaùng thöù Hai, traïm tieâm phoøng cho treû em ôû thoân Phöôùc Hoøa.\r\n",
    ),
];

const NEW: &str = "title: Trạm y tế tiêm chủng\nsection: tin\n---\nSáng thứ Hai, trạm tiêm phòng cho trẻ em ở thôn Phước Hòa.\n";

#[test]
fn old_letters_are_converted_only_when_somebody_says_so() {
    for (name, text) in OLD {
        let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let project = tiny();
            put(project.path(), "cu.txt", bytes);
            let before = bulletins(project.path());
            let run = receive(project.path(), "cu.txt", &TO_NEWS);
            run.tells(2, &["Sáng thứ Hai, trạm tiêm phòng", &format!("--encoding {name}")]);
            assert_eq!(bulletins(project.path()), before);
            let (text, _) = received("cu.txt", bytes, &[&TO_NEWS[..], &["--encoding", name]].concat());
            assert!(text.ends_with(NEW), "{text}");
        }
    }
}

#[test]
fn every_form_of_unicode_is_received_alike() {
    let text = "Trạm y tế tiêm chủng\r\nSáng thứ Hai, trạm tiêm phòng cho trẻ em ở thôn Phước Hòa.\r\n";
    let marked = format!("\u{feff}{text}");
    let wide = |order: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for bytes in
        [text.as_bytes().to_vec(), marked.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)]
    {
        assert!(received("tin.txt", &bytes, &TO_NEWS).0.ends_with(NEW));
    }
}

#[test]
fn the_fonts_of_a_word_file_tell_its_old_letters_also_by_its_styles() {
    let old = ["Tr¹m y tÕ tiªm chñng", "S¸ng thø Hai, tr¹m tiªm phßng cho trÎ em ë th«n Ph<w/>íc Hßa."];
    let run = |text: &str| {
        let text = text.replace("<w/>", "</w:t><w:softHyphen/><w:t>");
        format!(
            r#"<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let by_run = docx(&old.map(run).concat());
    let styles = r#"<w:styles xmlns:w="x"><w:docDefaults><w:rFonts w:ascii="Times New Roman"/></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style></w:styles>"#;
    let plain = old.map(|text| text.replace("<w/>", "\u{ad}"));
    let by_style = docx_of(&document(&paragraphs(&[&plain[0], &plain[1]])), Some(styles));
    for bytes in [by_run, by_style] {
        let (text, run) = received("cu.docx", &bytes, &TO_NEWS);
        assert!(text.ends_with(NEW), "{text}");
        run.tells(0, &["TCVN3"]);
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let project = tiny();
    let whole = docx(&paragraphs(&["Tin", "Lời."]));
    let bomb = docx(&paragraphs(&[&" ".repeat(100 * 1024 * 1024)]));
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("a.doc", vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], "Save As"),
        ("a.pdf", b"%PDF-1.4".to_vec(), "bản Word"),
        ("a.odt", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text".to_vec(), "LibreOffice"),
        ("a.rtf", b"{\\rtf1}".to_vec(), "RTF"),
        ("a.jpg", vec![0xff, 0xd8, 0xff, 0xe0], "ảnh"),
        ("a.html", b"<html>".to_vec(), "trang web"),
        ("a.xlsx", b"PK\x03\x04xl/workbook.xml".to_vec(), "chỉ nhận .docx và .txt"),
        ("a.docx", whole[..whole.len() / 2].to_vec(), "hỏng"),
        ("b.docx", docx("<w:p><w:r><w:t>Tin</w:t>"), "hỏng"),
        ("c.docx", bomb, "quá lớn"),
        ("d.docx", docx(""), "không có lời"),
        ("a.txt", Vec::new(), "không có lời"),
    ];
    let before = bulletins(project.path());
    for (name, bytes, words) in cases {
        put(project.path(), name, bytes);
        receive(project.path(), name, &TO_NEWS).tells(1, &[name, words]);
    }
    assert_eq!(bulletins(project.path()), before);
    receive(project.path(), "khong-co.docx", &TO_NEWS).tells(3, &["khong-co.docx"]);
}

#[test]
fn what_is_missing_is_told_with_its_option_and_the_choices() {
    let project = copy_of_example();
    put(project.path(), "tin.txt", "Tin mới\nLời của tin.\n");
    let missing =
        |options: &[&str], words: &[&str]| receive(project.path(), "tin.txt", options).tells(2, words);
    missing(&[], &["--date"]);
    missing(&["--date", "17/3/2025"], &["--section", "thời sự; thông báo", "chuyên mục"]);
    missing(&["--date", "17/3/2025", "--section", "chuyên mục"], &["--topic", "đ)", "a)"]);
    missing(&["--date", "17/3/2025", "--section", "thể thao"], &["thể thao", "thời sự"]);
    missing(&["--date", "17/3/2025", "--section", "chuyen muc", "--topic", "x"], &["--topic", "“x”"]);
    missing(&["--date", "17/3/2025", "--section", "thời sự", "--priority", "gấp"], &["khẩn cấp"]);
    missing(&["--date", "17/3/2025", "--section", "thời sự", "--station", "đâu đó"], &["đâu đó"]);
    let run = receive(
        project.path(),
        "tin.txt",
        &["--date", "17/3/2025", "--section", "chuyen muc", "--topic", "đ", "--priority", "ưu tiên"],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    let text = fs::read_to_string(project.path().join("bulletins/2025-03-17/tin-moi.md")).unwrap();
    assert_eq!(
        text,
        "---\ntitle: Tin mới\nsection: chuyên mục\ntopics: [đ]\nsupplier: Phòng Tư pháp\npriority: priority\n---\nLời của tin.\n"
    );
}

#[test]
fn the_same_text_is_received_once_and_no_file_is_overwritten() {
    let project = tiny();
    put(project.path(), "a.txt", "Hội làng\nMở ngày rằm.\n");
    put(project.path(), "b.txt", "Hội làng\nMở ngày mười sáu.\n");
    assert!(receive(project.path(), "a.txt", &TO_NEWS).out.contains("hoi-lang.md"));
    let again = receive(project.path(), "a.txt", &TO_NEWS);
    assert!(again.out.contains("đã nhận rồi: bulletins/2025-03-10/hoi-lang.md"), "{again:?}");
    assert!(receive(project.path(), "b.txt", &TO_NEWS).out.contains("hoi-lang-2.md"));
    let first = fs::read_to_string(project.path().join("bulletins/2025-03-10/hoi-lang.md")).unwrap();
    assert!(first.contains("Mở ngày rằm."));
    put(project.path(), "bulletins/11-3-2025/khac.md", "---\ntitle: A\nsection: tin\n---\nLời.\n");
    fs::remove_dir_all(project.path().join("bulletins/2025-03-11")).unwrap();
    let run = receive(project.path(), "a.txt", &["--date", "11/3/2025", "--section", "tin"]);
    assert!(run.out.contains("bulletins/11-3-2025/hoi-lang.md"), "a day has one folder: {run:?}");
}

#[test]
fn nothing_is_written_while_another_command_holds_the_project() {
    let project = tiny();
    put(project.path(), "a.txt", "Hội làng\nMở ngày rằm.\n");
    let _lock = loa::project::lock(project.path()).unwrap();
    receive(project.path(), "a.txt", &TO_NEWS).tells(3, &["một lệnh loa khác"]);
    assert!(!project.path().join("bulletins/2025-03-10/hoi-lang.md").exists());
}

/// Runs the command with somebody at the terminal who gives these answers.
pub fn answering(folder: &Path, arguments: &[&str], answers: &str) -> (Exit, String, String) {
    let arguments = std::iter::once("loa").chain(arguments.iter().copied());
    let world = World {
        arguments: arguments.map(Into::into).collect(),
        program: "loa".to_owned(),
        language: None,
        colours: false,
        is_terminal: false,
        can_ask: true,
        settings: None,
        variable: |_| None,
        folder: Some(folder.to_owned()),
        now: "2025-03-09T08:00:00Z".parse().unwrap(),
        clock: || "2025-03-09T08:00:00Z".parse().unwrap(),
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(&world, &mut answers.as_bytes(), &mut out, &mut err);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (exit, text(out), text(err))
}

#[test]
fn somebody_at_the_terminal_chooses_from_numbered_lists() {
    let project = copy_of_example();
    put(project.path(), "tin.txt", "Tin mới\nLời của tin.\n");
    let (exit, out, err) = answering(project.path(), &["receive", "tin.txt"], "9\n2\nchuyên mục\nđ\n\n");
    assert_eq!(exit, Exit::Clean, "{out}{err}");
    assert!(err.contains("   2  10/3/2025") && err.contains("Chưa hiểu"), "{err}");
    assert!(err.contains("đ) ") && err.contains("Phòng Tư pháp"), "{err}");
    let text = fs::read_to_string(project.path().join("bulletins/2025-03-10/tin-moi.md")).unwrap();
    assert!(text.contains("section: chuyên mục\ntopics: [đ]\nsupplier: Phòng Tư pháp"), "{text}");
    let (exit, _, err) = answering(project.path(), &["receive", "tin.txt"], "2\n");
    assert_eq!(exit, Exit::Usage, "{err}");
}

#[test]
fn old_letters_are_shown_and_asked_about_at_the_terminal() {
    let project = tiny();
    put(
        project.path(),
        "cu.txt",
        OLD[0].1.chars().map(|letter| u8::try_from(letter).unwrap()).collect::<Vec<u8>>(),
    );
    let options = [&["receive", "cu.txt"], &TO_NEWS[..]].concat();
    let (exit, _, err) = answering(project.path(), &options, "k\n");
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("Sáng thứ Hai"), "{err}");
    let (exit, out, _) = answering(project.path(), &options, "c\n\n");
    assert_eq!(exit, Exit::Clean);
    assert!(out.contains("tram-y-te-tiem-chung.md"), "{out}");
}

#[test]
fn emoji_right_to_left_words_and_a_megabyte_are_received() {
    let long =
        format!("Tin dài 😀\nשלום \u{202e}chào bà con 👨‍👩‍👧.\n{}", "Bà con chú ý nghe đài. ".repeat(40_000));
    assert!(long.len() > 1_000_000);
    let (text, _) = received("dai.txt", long.as_bytes(), &TO_NEWS);
    assert!(text.starts_with("---\ntitle: Tin dài 😀\n") && text.contains("👨‍👩‍👧") && text.len() > 1_000_000);
    let words = "Bà con chú ý nghe đài. ".repeat(40_000);
    let (text, _) = received("dai.docx", &docx(&paragraphs(&["Tin dài", words.trim()])), &TO_NEWS);
    assert!(text.len() > 1_000_000);
}

#[test]
fn what_libreoffice_writes_is_read() {
    let project = tiny();
    put(
        project.path(),
        "van-ban.txt",
        "Gieo sạ vụ hè\nBà con giữ nước đủ dùng.\nĐúng lịch của hợp tác xã.\n",
    );
    let home = format!("-env:UserInstallation=file://{}/office", project.path().display());
    let made = Command::new("soffice")
        .args(["--headless", &home, "--convert-to", "docx:MS Word 2007 XML", "van-ban.txt"])
        .current_dir(project.path())
        .output();
    if !made.is_ok_and(|made| made.status.success()) || !project.path().join("van-ban.docx").exists() {
        return writeln!(std::io::stderr(), "no LibreOffice here: its files are not read").unwrap();
    }
    let run =
        command(project.path(), &[&["receive", "van-ban.docx"], &TO_NEWS[..]].concat()).output().unwrap();
    assert_eq!(Run::of(&run).code, Some(0), "{run:?}");
    let text = fs::read_to_string(project.path().join("bulletins/2025-03-10/gieo-sa-vu-he.md")).unwrap();
    assert!(text.ends_with("---\nBà con giữ nước đủ dùng.\n\nĐúng lịch của hợp tác xã.\n"), "{text}");
}

#[test]
fn a_text_of_the_example_comes_back_as_it_was() {
    let source =
        fs::read_to_string(example().join("bulletins/2025-03-10/thong-bao-ngung-cap-nuoc.md")).unwrap();
    let (_, words) = source.split_once("\n---\n").unwrap();
    let body: Vec<&str> = std::iter::once("Tựa").chain(words.trim().split("\n\n")).collect();
    let (text, run) = received("tin.docx", &docx(&paragraphs(&body)), &TO_NEWS);
    assert!(text.ends_with(&format!("---\n{}\n", words.trim())), "{text}");
    assert!(!run.out.contains("Không đọc"), "{run:?}");
}
