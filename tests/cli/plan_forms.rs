//! The plan as a grid, a page, a file: on the example and on the tiny project.

use super::support::{example, files, loa, put, tiny, well};
use std::fs;

const WEEK: [&str; 3] = ["plan", "--week", "2025-W11"];

fn of(form: &str, stations: &[&str]) -> String {
    let named = stations.iter().flat_map(|station| ["--station", station]);
    let arguments: Vec<&str> = WEEK.into_iter().chain(["--format", form]).chain(named).collect();
    well(example(), &arguments).out
}

#[test]
fn a_station_s_week_as_a_grid_fits_a_wide_terminal_and_its_columns_stand_below_each_other() {
    let grid = of("grid", &["la-hai"]);
    let ruled: Vec<&str> = grid.lines().filter(|line| line.contains('│')).collect();
    assert!(ruled.len() > 5, "{grid}");
    let bars = |line: &str| -> Vec<usize> {
        line.chars().enumerate().filter(|(_, sign)| *sign == '│').map(|(at, _)| at).collect()
    };
    let head = bars(ruled[0]);
    assert_eq!(head, [11, 25, 39, 53, 67, 81, 95], "the times, and seven days of one width: {}", ruled[0]);
    for line in &ruled {
        assert!(bars(line).starts_with(&head[..1]), "{line}");
        assert!(bars(line).iter().all(|bar| head.contains(bar)), "{line}");
    }
    for line in grid.lines() {
        assert!(line.chars().count() <= 109, "{} columns: {line}", line.chars().count());
    }
}

#[test]
fn the_page_to_print_is_a4_across_needs_no_other_file_and_breaks_between_stations_only() {
    let page = of("html", &["la-hai", "huyen"]);
    for rule in
        ["@page { size: A4 landscape;", "section { break-after: page; }", "tr { break-inside: avoid; }"]
    {
        assert!(page.contains(rule), "{rule}");
    }
    for foreign in ["<link", "<script", "src=", "url(", "@import", "http:"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert_eq!(page.matches("<section>").count(), 2);
    assert_eq!(page.matches("<section>").count(), page.matches("</section>").count());
}

#[test]
fn each_form_is_of_the_stations_asked_for_and_of_no_other() {
    let (la_hai, phu_mo) = ("Đài Truyền thanh thị trấn La Hai", "Đài Truyền thanh xã Phú Mỡ");
    for (form, asked, other) in [
        ("grid", la_hai, phu_mo),
        ("html", la_hai, phu_mo),
        ("csv", "\nla-hai,", "\nphu-mo,"),
        ("ics", "UID:2025-03-10/la-hai/", "UID:2025-03-10/phu-mo/"),
    ] {
        let one = of(form, &["la-hai"]);
        assert!(one.contains(asked) && !one.contains(other), "{form}: {one}");
        let both = of(form, &["la-hai", "phu-mo"]);
        assert!(both.contains(asked) && both.contains(other), "{form}: {both}");
    }
}

#[test]
fn a_form_asked_for_in_a_file_stands_there_whole_and_nothing_else_is_left() {
    let project = tiny();
    for form in ["html", "csv", "ics"] {
        let plan = ["plan", "--week", "2025-W11", "--format", form];
        let printed = well(project.path(), &plan).out;
        let name = format!("in/tuan.{form}");
        put(project.path(), &name, "what an earlier week left");
        let said = well(project.path(), &[&plan[..], &["--output", &name]].concat()).out;
        assert_eq!(said, format!("Đã ghi {name}.\n"));
        assert_eq!(fs::read_to_string(project.path().join(&name)).unwrap(), printed, "{form}");
    }
    assert_eq!(files(&project.path().join("in")).len(), 3, "nothing half done is left");
}

#[test]
fn a_file_named_is_seen_from_where_the_program_was_started() {
    let (project, here) = (tiny(), tempfile::tempdir().unwrap());
    let folder = project.path().to_str().unwrap();
    let plan = ["plan", "--project", folder, "--week", "2025-W11", "--format", "csv", "--output", "tuan.csv"];
    well(here.path(), &plan);
    assert!(here.path().join("tuan.csv").is_file() && !project.path().join("tuan.csv").exists());
}

#[test]
fn a_file_for_what_is_only_printed_or_where_none_can_be_is_refused() {
    let project = tiny();
    for form in [&[][..], &["--format", "json"], &["--format", "grid"]] {
        let plan = [&["plan", "--output", "tuan.txt"][..], form].concat();
        loa(project.path(), &plan).tells(2, &["--output", "html, csv, ics"]);
        assert!(!project.path().join("tuan.txt").exists());
    }
    loa(project.path(), &["plan", "--diff", "--output", "tuan.txt"]).tells(2, &["--diff"]);
    loa(project.path(), &["plan", "--format", "csv", "--output", "schedules"]).tells(3, &["schedules"]);
}
