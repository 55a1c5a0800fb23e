//! What announcers bring: each recording goes to the text it speaks, under its number and code, or is told of.

use super::receive::answering;
use super::support::{RATE, Run, WEEK, files, loa, put, square, tiny, well};
use loa::catalogue::text_code;
use loa::cli::Exit;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const FOLDER: &str = "recordings/2025-03-10";

/// The tiny project, built: each text of Monday has its number.
fn built() -> TempDir {
    let project = tiny();
    well(project.path(), &WEEK);
    project
}

/// `NN-CODE` of the text of that title.
fn mark(project: &Path, title: &str) -> String {
    let index = fs::read_to_string(project.join(FOLDER).join("index.ron")).unwrap();
    let line = index.lines().find(|line| line.contains(&format!("\"{title}\""))).unwrap();
    let between = |from: &str, to: &str| {
        let (_, rest) = line.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.to_owned()
    };
    format!(
        "{:02}-{}",
        between("number: ", ",").parse::<u32>().unwrap(),
        text_code(&between("text: \"", "\""))
    )
}

fn receive(project: &Path, files: &[&str], options: &[&str]) -> Run {
    let arguments = [&["receive"], files, &["--date", "10/3/2025"], options].concat();
    loa(project, &arguments)
}

fn recordings(project: &Path) -> Vec<PathBuf> {
    files(&project.join(FOLDER)).into_iter().filter(|path| !path.ends_with("index.ron")).collect()
}

/// The recording of a text of twelve syllables.
fn spoken() -> Vec<u8> {
    square(12, 5 * RATE)
}

#[test]
fn the_sheet_and_the_list_of_today_print_the_code_of_each_text_that_is_not_recorded() {
    let project = built();
    let mark = mark(project.path(), "Tin ngày 10");
    let (number, code) = mark.split_once('-').unwrap();
    let sheet =
        fs::read_to_string(project.path().join("out/2025-W11/huyen/2025-03-10/1700-chieu.txt")).unwrap();
    assert!(sheet.contains(&format!("CHƯA CÓ bản ghi số {number} (mã {code})")), "{sheet}");
    assert!(sheet.contains(&format!("{FOLDER}/{number}… (mã {code})")), "{sheet}");
    let today = well(project.path(), &["--now", "2025-03-10T08:00:00+07:00"]);
    assert!(today.out.contains(&format!("{number}  Tin ngày 10  [huyen]  (mã {code})")), "{today:?}");
}

#[test]
fn a_recording_is_copied_under_number_code_and_title_and_aired() {
    let project = built();
    let mark = mark(project.path(), "Tin ngày 10");
    let name = format!("{} bản mới (sửa).WAV", &mark[..2]);
    put(project.path(), &name, spoken());
    let run = receive(project.path(), &[&name], &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let path = format!("{FOLDER}/{mark} tin-ngay-10.wav");
    assert!(run.out.contains(&path) && run.out.contains("dài 5 giây") && run.err.is_empty(), "{run:?}");
    assert_eq!(fs::read(project.path().join(&name)).unwrap(), spoken(), "the original is left as it is");
    assert_eq!(fs::read(project.path().join(&path)).unwrap(), spoken());
    well(project.path(), &WEEK);
    let sheet =
        fs::read_to_string(project.path().join("out/2025-W11/huyen/2025-03-10/1700-chieu.txt")).unwrap();
    assert!(sheet.contains(&path), "{sheet}");
    let again = receive(project.path(), &[&name], &[]);
    assert!(again.code == Some(0) && again.out.contains("đã nhận rồi"), "{again:?}");
    assert_eq!(recordings(project.path()).len(), 1);
    put(project.path(), "other.wav", square(12, 4 * RATE));
    receive(project.path(), &["other.wav"], &["--item", &mark]).tells(1, &["other.wav", &path]);
    assert_eq!(recordings(project.path()).len(), 1);
}

#[test]
fn a_recording_of_a_text_that_was_changed_is_refused() {
    let project = built();
    let old = mark(project.path(), "Tin ngày 10");
    let text = "---\ntitle: Tin ngày 10\nsection: tin\n---\nThôn dời hội sang chủ nhật. Bà con đến dự đông đủ nhé.\n";
    put(project.path(), "bulletins/2025-03-10/tin.md", text);
    well(project.path(), &WEEK);
    for name in [format!("{old} tin.wav"), format!("{} tin.wav", &old[..2]), format!("{}.wav", &old[3..])] {
        put(project.path(), &name, spoken());
        receive(project.path(), &[&name], &[]).tells(1, &[&name, "ghi lại theo kịch bản mới"]);
    }
    assert!(recordings(project.path()).is_empty());
}

#[test]
fn a_recording_in_the_folder_with_the_code_of_another_text_stops_its_programme() {
    let project = built();
    let mark = mark(project.path(), "Tin ngày 10");
    put(project.path(), &format!("{FOLDER}/{}-A2BC tin.wav", &mark[..2]), spoken());
    loa(project.path(), &["check", "--week", "2025-W11"]).tells(1, &["lỗi[recording-code]", &mark[3..]]);
    let folder = project.path().join(FOLDER);
    fs::rename(folder.join(format!("{}-A2BC tin.wav", &mark[..2])), folder.join(format!("{mark} tin.wav")))
        .unwrap();
    well(project.path(), &["check", "--week", "2025-W11"]);
}

#[test]
fn a_length_far_from_the_estimate_is_told_when_it_comes_and_in_every_check() {
    let project = built();
    let mark = mark(project.path(), "Tin ngày 10");
    let name = format!("{mark}.wav");
    put(project.path(), &name, square(12, 20 * RATE));
    receive(project.path(), &[&name], &[]).tells(0, &["cảnh báo", "dài 20 giây"]);
    let check = loa(project.path(), &["check", "--week", "2025-W11"]);
    check.tells(0, &["cảnh báo[recording-length]", "dài 20 giây"]);
}

#[test]
fn a_name_that_says_nothing_is_asked_about_or_missed_with_its_option() {
    let project = built();
    let mark = mark(project.path(), "Tin ngày 10");
    put(project.path(), "Ghi âm mới.wav", spoken());
    receive(project.path(), &["Ghi âm mới.wav"], &[]).tells(2, &["--item", &mark]);
    receive(project.path(), &["Ghi âm mới.wav"], &["--item", "77"]).tells(2, &[&mark]);
    assert!(recordings(project.path()).is_empty());
    let arguments = ["receive", "Ghi âm mới.wav", "--date", "10/3/2025"];
    let (exit, _, err) = answering(project.path(), &arguments, "\n");
    assert!(exit == Exit::Errors && recordings(project.path()).is_empty(), "{err}");
    assert!(err.contains(&format!("{mark}  Tin ngày 10")), "{err}");
    let (exit, out, _) = answering(project.path(), &arguments, &format!("{mark}  Tin ngày 10\n"));
    assert!(exit == Exit::Clean && out.contains(&format!("{mark} tin-ngay-10.wav")), "{out}");
}

#[test]
fn two_recordings_of_one_text_are_never_chosen_between() {
    let project = built();
    let mark = mark(project.path(), "Tin ngày 10");
    let names = [format!("{mark} một.wav"), format!("{mark} hai.wav")];
    put(project.path(), &names[0], spoken());
    put(project.path(), &names[1], square(16, 5 * RATE));
    receive(project.path(), &[&names[0], &names[1]], &[]).tells(1, &[&names[0], &names[1]]);
    assert!(recordings(project.path()).is_empty());
    let arguments = ["receive", &names[0], &names[1], "--date", "10/3/2025"];
    let (exit, out, err) = answering(project.path(), &arguments, "2\n");
    assert!(exit == Exit::Clean && out.contains(&names[1]), "{out}{err}");
    assert_eq!(
        fs::read(project.path().join(FOLDER).join(&recordings(project.path())[0])).unwrap(),
        square(16, 5 * RATE)
    );
}

#[test]
fn a_code_finds_its_day_and_what_is_no_sound_or_has_no_number_yet_is_refused() {
    let project = tiny();
    put(project.path(), "01.wav", spoken());
    receive(project.path(), &["01.wav"], &[]).tells(2, &["loa build --date 2025-03-10"]);
    let own =
        "---\ntitle: Tin ngày 10\nsection: tin\n---\nChỉ ngày này thôn mở hội. Bà con đến dự đông đủ.\n";
    put(project.path(), "bulletins/2025-03-10/tin.md", own);
    well(project.path(), &WEEK);
    let mark = mark(project.path(), "Tin ngày 10");
    let name = format!("{} tin.wav", &mark[3..]);
    put(project.path(), &name, spoken());
    let run = loa(project.path(), &["receive", &name, "--now", "2025-03-09T08:00:00+07:00"]);
    assert!(run.code == Some(0) && run.out.contains(FOLDER), "{run:?}");
    fs::remove_dir_all(project.path().join(FOLDER)).unwrap();
    well(project.path(), &["build", "--date", "10/3/2025"]);
    put(project.path(), "01.wav", "không phải âm thanh");
    receive(project.path(), &["01.wav"], &[]).tells(1, &["01.wav"]);
    assert!(recordings(project.path()).is_empty());
}
