//! When will this air: Unix cron, the schedule's own notation, and clocks that jump.

use super::support::{loa, tiny, well};
use std::fs;
use tempfile::TempDir;

/// The lines that `loa when` prints outside any project.
fn lines(arguments: &[&str]) -> Vec<String> {
    let nowhere = TempDir::new().unwrap();
    let whole: Vec<&str> = ["when"].iter().chain(arguments).copied().collect();
    well(nowhere.path(), &whole).out.lines().map(str::to_owned).collect()
}

#[test]
fn weekdays_are_those_of_unix_cron() {
    assert_eq!(
        lines(&["0 17 * * 1-5", "--from", "2025-03-07T00:00", "--count", "3"]),
        ["2025-03-07T17:00:00+07:00", "2025-03-10T17:00:00+07:00", "2025-03-11T17:00:00+07:00"],
        "Friday, then Monday: 1 is Monday"
    );
    for sunday in ["0 17 * * 0", "0 17 * * 7", "0 17 * * SUN"] {
        assert_eq!(
            lines(&[sunday, "--from", "2025-03-10", "--count", "2"]),
            ["2025-03-16T17:00:00+07:00", "2025-03-23T17:00:00+07:00"],
            "{sunday}"
        );
    }
}

#[test]
fn a_day_of_the_month_or_a_weekday_is_enough() {
    assert_eq!(
        lines(&["0 5 1 * MON", "--from", "2025-03-25", "--count", "4"]),
        [
            "2025-03-31T05:00:00+07:00",
            "2025-04-01T05:00:00+07:00",
            "2025-04-07T05:00:00+07:00",
            "2025-04-14T05:00:00+07:00",
        ]
    );
}

/// The line of a picture that has the carets, and the one above it, from where the source begins.
fn caret(picture: &str) -> (String, String) {
    let lines: Vec<&str> = picture.lines().collect();
    let at = lines.iter().position(|line| line.contains('^')).expect("there is a caret");
    let code = lines[at - 1].split_once("| ").expect("a line of source").1;
    (code.to_owned(), lines[at].split_once("| ").expect("below it").1.to_owned())
}

#[test]
fn nonsense_is_refused_with_a_caret_at_the_bad_part() {
    let nowhere = TempDir::new().unwrap();
    for (cron, carets, why) in [
        ("61 * * * *", "^^", "0 đến 59"),
        ("* * * *", "^^^^^^^", "năm phần"),
        ("5-1 * * * *", "^^^", "trước khi bắt đầu"),
        ("0 17 * * 1-9", "           ^", "0 đến 7"),
    ] {
        let run = loa(nowhere.path(), &["when", cron]);
        run.tells(1, &["bad-cron", why]);
        assert_eq!(run.out, "");
        let (source, found) = caret(&run.err);
        assert_eq!(source, cron);
        assert_eq!(found.trim_end(), carets, "{cron}");
    }
}

#[test]
fn what_never_comes_is_said_to_come_never() {
    let nowhere = TempDir::new().unwrap();
    let run = loa(nowhere.path(), &["when", "0 0 30 2 *"]);
    run.tells(1, &["không bao giờ phát"]);
    assert_eq!(run.out, "");
    loa(nowhere.path(), &["when", "0 0 30 2 *", "--lang", "en"]).tells(1, &["never"]);
}

#[test]
fn a_recurrence_of_a_schedule_file_reads_as_it_stands_there() {
    assert_eq!(
        lines(&[r#"Daily("17h00")"#, "--from", "2025-03-10T17:00", "--count", "2"]),
        ["2025-03-10T17:00:00+07:00", "2025-03-11T17:00:00+07:00"],
        "the moment itself counts"
    );
    assert_eq!(
        lines(&[r#"Weekly(on: ["T7"], time: "05h50")"#, "--from", "10/3/2025", "--count", "1"]),
        ["2025-03-15T05:50:00+07:00"]
    );
    assert_eq!(
        lines(&[r#"Lunar(days: [1, 15], time: "05h05")"#, "--from", "2025-03-10", "--count", "2"]),
        ["2025-03-14T05:05:00+07:00", "2025-03-29T05:05:00+07:00"],
        "rằm of the second month, mùng một of the third"
    );
    assert_eq!(
        lines(&[r#"Monthly(days: [Last], time: "17h00")"#, "--from", "2025-02-10", "--count", "2"]),
        ["2025-02-28T17:00:00+07:00", "2025-03-31T17:00:00+07:00"]
    );
}

#[test]
fn a_holiday_is_that_of_the_project_around() {
    let project = tiny();
    let calendar =
        r#"Calendar(version: 1, holidays: [(name: "Hội làng", from: "5/4/2025", to: "7/4/2025")])"#;
    fs::write(project.path().join("schedules/calendar.ron"), calendar).unwrap();
    let eve = r#"Holiday(name: "Hội làng", before: 1, time: "18h00")"#;
    let run = well(project.path(), &["when", eve, "--from", "2025-03-10", "--count", "1"]);
    assert_eq!(run.out, "2025-04-04T18:00:00+07:00\n");
    let nowhere = TempDir::new().unwrap();
    loa(nowhere.path(), &["when", eve]).tells(1, &["unknown-holiday", "Hội làng"]);
}

#[test]
fn a_leap_month_that_no_year_of_the_calendar_has_never_comes() {
    let nowhere = TempDir::new().unwrap();
    let leap = |month: u32| format!("Lunar(days: [1], months: [{month}], leap: Only, time: \"17h00\")");
    let never = loa(nowhere.path(), &["when", &leap(1), "--from", "2025-03-10"]);
    never.tells(1, &["never-airs"]);
    let june = lines(&[&leap(6), "--from", "2025-03-10", "--count", "1"]);
    assert_eq!(june, ["2025-07-25T17:00:00+07:00"]);
    let past = loa(nowhere.path(), &["when", &leap(6), "--from", "2053-12-01"]);
    past.tells(1, &["lunar-out-of-range"]);
}

#[test]
fn where_clocks_jump_nothing_is_lost_or_aired_twice() {
    let new_york = |cron: &str, from: &str, count: &str| {
        lines(&[cron, "--from", from, "--count", count, "--zone", "America/New_York"])
    };
    assert_eq!(
        new_york("30 2 * * *", "2025-03-08T12:00", "2"),
        ["2025-03-09T03:30:00-04:00", "2025-03-10T02:30:00-04:00"]
            .map(|late| late.replace("03:30:00-04:00", "03:00:00-04:00")),
        "a time in the hour that is left out airs right after it"
    );
    assert_eq!(
        new_york("30 1 * * *", "2025-11-01T12:00", "2"),
        ["2025-11-02T01:30:00-04:00", "2025-11-03T01:30:00-05:00"],
        "in the hour that comes twice it airs once"
    );
    assert_eq!(
        new_york("30 * * * *", "2025-11-02T01:00", "3"),
        ["2025-11-02T01:30:00-04:00", "2025-11-02T01:30:00-05:00", "2025-11-02T02:30:00-05:00"],
        "every hour means every hour that passes"
    );
}

#[test]
fn the_zone_and_the_number_are_those_asked_for_else_the_project_s_and_five() {
    assert_eq!(lines(&["0 5 * * *", "--from", "2025-03-10"]).len(), 5);
    let project = tiny();
    let network = project.path().join("schedules/a-network.ron");
    let text = fs::read_to_string(&network).unwrap().replace("Asia/Ho_Chi_Minh", "Asia/Tokyo");
    fs::write(&network, text).unwrap();
    let run = well(project.path(), &["when", "0 5 * * *", "--from", "2025-03-10", "--count", "1"]);
    assert_eq!(run.out, "2025-03-10T05:00:00+09:00\n");
    loa(project.path(), &["when", "0 5 * * *", "--zone", "Asia/Ho_Chi_Min"]).tells(2, &["Asia/Ho_Chi_Minh"]);
    loa(project.path(), &["when", "0 5 * * *", "--count", "0"]).tells(2, &["--count"]);
    loa(project.path(), &["when", "0 5 * * *", "--from", "mai"]).tells(2, &["mai"]);
}
