//! What announcers record and editors bring in: a number stays with its text, and nothing people bring is passed over
//! in silence.

use super::support::{RATE, WEEK, digests, files, loa, put, square, tiny, well};
use hound::{SampleFormat, WavSpec, WavWriter};
use std::fs;
use std::io::Cursor;
use std::path::Path;

const INDEX: &str = "recordings/2025-03-10/index.ron";

/// The district's sheet of Monday afternoon, and of its repeat on Tuesday morning.
fn sheet(project: &Path, ending: &str) -> String {
    let out = project.join("out");
    let path = files(&out).into_iter().find(|path| path.to_string_lossy().ends_with(ending));
    fs::read_to_string(out.join(path.expect("the sheet is there"))).unwrap()
}

fn wavs(project: &Path) -> Vec<(String, String)> {
    digests(&project.join("out")).into_iter().filter(|(path, _)| path.ends_with(".wav")).collect()
}

#[test]
fn a_damaged_index_is_left_alone_and_no_number_is_given_twice() {
    let project = tiny();
    well(project.path(), &WEEK);
    put(project.path(), "recordings/2025-03-10/02 tin.wav", square(12, 3 * RATE));
    well(project.path(), &WEEK);
    let (before, whole) = (wavs(project.path()), fs::read(project.path().join(INDEX)).unwrap());
    let damaged = &whole[..whole.len() / 2];
    put(project.path(), INDEX, damaged);
    put(project.path(), "bulletins/2025-03-10/tin.md", "---\ntitle: Mới\nsection: tin\n---\nLời đã khác.\n");
    for _ in 0..2 {
        loa(project.path(), &WEEK).tells(1, &["lỗi[damaged-index]", INDEX, "gợi ý"]);
        assert_eq!(fs::read(project.path().join(INDEX)).unwrap(), damaged, "the file is left as it is");
        assert_eq!(wavs(project.path()), before, "what was made before stays");
        assert!(
            sheet(project.path(), "huyen/2025-03-10/1700-chieu.txt").contains("Chưa cấp được số bản ghi")
        );
    }
    put(project.path(), INDEX, &whole);
    loa(project.path(), &WEEK).tells(1, &["lỗi[stale-recording]"]);
}

#[test]
fn an_index_deleted_without_its_recordings_gives_none_of_their_numbers_to_a_text() {
    let project = tiny();
    well(project.path(), &WEEK);
    put(project.path(), "recordings/2025-03-10/01 chao.wav", square(12, 3 * RATE));
    fs::remove_file(project.path().join(INDEX)).unwrap();
    loa(project.path(), &WEEK).tells(0, &["cảnh báo[unknown-recording]"]);
    well(project.path(), &WEEK);
    let sheet = sheet(project.path(), "huyen/2025-03-10/1700-chieu.txt");
    assert!(sheet.contains("recordings/2025-03-10/02…") && !sheet.contains("2025-03-10/01"), "{sheet}");
}

/// Words of three seconds: quiet, with a single loud syllable each second.
fn uneven() -> Vec<u8> {
    let spec =
        WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut file = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut file, spec).expect("memory takes a header");
    for frame in 0..3 * RATE {
        let height: i16 = if (4_000..4_050).contains(&(frame % RATE)) { 16_000 } else { 500 };
        writer.write_sample(if frame % 20 < 10 { height } else { -height }).expect("memory takes samples");
    }
    writer.finalize().expect("memory takes a length");
    file.into_inner()
}

#[test]
fn uneven_words_are_limited_where_the_network_says_so_and_the_build_tells() {
    let project = tiny();
    well(project.path(), &WEEK);
    put(project.path(), "recordings/2025-03-10/02 tin.wav", uneven());
    // Music has its peaks on purpose.
    put(project.path(), "clips/mo-man.wav", uneven());
    let without = well(project.path(), &WEEK);
    assert!(!without.out.contains("Hạ đỉnh"), "{without:?}");
    assert!(without.out.contains("Đỉnh cao giữ 2 tệp nhỏ tiếng hơn mức chung"), "{without:?}");
    let before = wavs(project.path());
    let network = fs::read_to_string(project.path().join("schedules/a-network.ron")).unwrap();
    let limiting = network.replace("sample_rate: 8000", "sample_rate: 8000, limit_speech: 9.0");
    assert_ne!(limiting, network);
    put(project.path(), "schedules/a-network.ron", limiting);
    let build = well(project.path(), &WEEK);
    assert!(build.out.contains("Hạ đỉnh 1 bản ghi"), "{build:?}");
    assert!(build.out.contains("“recordings/2025-03-10/02 tin.wav”"), "{build:?}");
    assert!(
        build.out.contains("Đỉnh cao giữ 1 tệp") && build.out.contains("“clips/mo-man.wav”"),
        "{build:?}"
    );
    let after = wavs(project.path());
    let changed = before.iter().zip(&after).filter(|(one, other)| one != other).count();
    assert!(before.len() == after.len() && (1..before.len()).contains(&changed), "{changed} WAVs are others");
}

#[test]
fn a_sheet_names_the_folder_of_the_day_its_numbers_belong_to() {
    let project = tiny();
    put(project.path(), "recordings/9-3-2025/ghi chu.txt", "");
    well(project.path(), &WEEK);
    let (own, repeat) = (
        sheet(project.path(), "huyen/2025-03-10/1700-chieu.txt"),
        sheet(project.path(), "huyen/2025-03-10/0515-phat-lai.txt"),
    );
    assert_eq!(own.matches("recordings/2025-03-10/01…").count(), 2, "row and list:\n{own}");
    assert_eq!(repeat.matches("recordings/9-3-2025/01…").count(), 2, "row and list:\n{repeat}");
    assert!(!repeat.contains("recordings/2025-03-10"), "{repeat}");
    assert!(project.path().join("recordings/9-3-2025/index.ron").exists(), "a day has one folder");
    well(project.path(), &WEEK);
}

#[cfg(unix)]
#[test]
fn an_editors_lock_a_link_to_nowhere_and_a_circle_stop_no_build_and_leave_it_unchanged() {
    use std::os::unix::fs::symlink;
    let project = tiny();
    symlink("ai@may.123", project.path().join("schedules/.#b-huyen.ron")).unwrap();
    symlink(".", project.path().join("clips/nen/vong")).unwrap();
    symlink("/mnt/usb/khong-cam.wav", project.path().join("clips/usb.wav")).unwrap();
    let run = loa(project.path(), &WEEK);
    run.tells(0, &["cảnh báo[left-out]", "“clips/nen/vong”", "“clips/usb.wav”"]);
    assert!(!run.err.contains(".#b-huyen.ron"), "{}", run.err);
    assert!(well(project.path(), &WEEK).out.contains("Không có gì thay đổi"));
}

#[test]
fn the_remark_of_a_bulletin_stands_on_the_sheet_and_not_in_its_words() {
    let project = tiny();
    let bulletin = "---\ntitle: Mới\nsection: tin\nnote: Hỏi lại thôn.\n---\nThôn mở hội.\n";
    put(project.path(), "bulletins/2025-03-10/tin.md", bulletin);
    well(project.path(), &WEEK);
    let text = sheet(project.path(), "huyen/2025-03-10/1700-chieu.txt");
    assert!(text.contains("[Ghi chú: Hỏi lại thôn.]\n\nThôn mở hội."), "{text}");
    let page = sheet(project.path(), "huyen/2025-03-10/1700-chieu.html");
    assert!(page.contains("Ghi chú: Hỏi lại thôn."), "{page}");
}

#[test]
fn a_text_heard_on_several_days_is_recorded_once() {
    let project = tiny();
    let text = "---\ntitle: Tiêm chủng\nsection: tin\nairings: 3\npriority: ưu tiên\n---\nTrạm y tế tiêm cho trẻ em.\n";
    put(project.path(), "bulletins/2025-03-10/tiem.md", text);
    loa(project.path(), &["build", "--date", "2025-03-10"]).tells(0, &[]);
    let monday = fs::read_to_string(project.path().join(INDEX)).unwrap();
    let number: u32 = monday.lines().find(|line| line.contains("Tiêm chủng")).map(number_in).unwrap();
    let recording = format!("recordings/2025-03-10/{number:02} tiem.wav");
    put(project.path(), &recording, square(12, 3 * RATE));
    well(project.path(), &WEEK);
    let tuesday = sheet(project.path(), "huyen/2025-03-11/1700-chieu.txt");
    assert!(tuesday.contains(&recording), "{tuesday}");
    let index = fs::read_to_string(project.path().join("recordings/2025-03-11/index.ron")).unwrap();
    assert!(index.contains("Tin ngày 11") && !index.contains("Tiêm chủng"), "{index}");
}

/// The number in a line of an index.
fn number_in(line: &str) -> u32 {
    let (_, behind) = line.split_once("number: ").unwrap();
    behind.split(',').next().unwrap().parse().unwrap()
}

#[test]
fn a_recording_of_a_kind_that_only_a_converter_names_is_used_or_told_of_like_any_other() {
    let project = tiny();
    let network = project.path().join("schedules/a-network.ron");
    let converter = r#"converters: [(extensions: ["ghi"], command: ["cp", "{from}", "{to}"])], audio: ("#;
    let text = fs::read_to_string(&network).unwrap().replace("audio: (", converter);
    fs::write(&network, text).unwrap();
    well(project.path(), &WEEK);
    let before = wavs(project.path());
    put(project.path(), "recordings/2025-03-10/02 tin.GHI", square(12, 3 * RATE));
    put(project.path(), "recordings/2025-03-10/02 tin.txt", "Đọc chậm");
    well(project.path(), &WEEK);
    assert_ne!(wavs(project.path()), before, "it is aired");
    put(project.path(), "recordings/2025-03-10/tin.ghi", square(12, RATE));
    put(project.path(), "recordings/2025-03-10/tin.txt", "Đọc chậm");
    let check = loa(project.path(), &["check", "--week", "2025-W11"]);
    check.tells(0, &["[unnumbered-recording]", "tin.ghi"]);
    assert!(!check.err.contains("tin.txt") && !check.out.contains("tin.txt"), "{check:?}");
}
