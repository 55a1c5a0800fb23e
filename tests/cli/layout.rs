//! Where parts come to stand in what is built: pinned, counted back from the end, out of the way of words.

use super::support::{RATE, WEEK, manifests, put, square, tiny, well};
use loa::package::{ManifestElement, ManifestSound};
use std::path::Path;

/// The sounds of slot "thử", in which these parts stand, on the days of a built week; with what was said.
fn built(project: &Path, parts: &str, length: &str) -> (Vec<ManifestSound>, String) {
    let schedule = format!(
        r#"Schedule(version: 1, by: "huyen",
            pools: [(id: "hai giọng", clips: ["ca/*"], since: "1/1/2025", apart: (artist: "1 phút"), cards: [
                (clip: "ca/một", artist: "Thu"), (clip: "ca/hai", artist: "Thu"), (clip: "ca/ba", artist: "Lê")])],
            programmes: [(id: "thử", title: "Thử", parts: [{parts}])],
            slots: [(id: "thử", stations: ["huyen"], at: Daily("11h00"), length: "{length}", play: Programme("thử"))])"#
    );
    put(project, "schedules/d-thu.ron", schedule);
    put(project, "clips/dài.wav", square(20, 12 * RATE));
    for (name, period) in [("một", 16), ("hai", 20), ("ba", 24)] {
        put(project, &format!("clips/ca/{name}.wav"), square(period, 10 * RATE));
    }
    let run = well(project, &WEEK);
    let found = manifests(project);
    let items = found.iter().flat_map(|(_, manifest)| manifest.days.iter().flat_map(|day| &day.items));
    let sounds = items.filter(|item| item.slot == "thử").map(|item| item.sound.clone().expect("it sounds"));
    (sounds.collect(), run.err + &run.out)
}

/// Title, start and length in seconds of all that is heard or dropped.
fn heard(sound: &ManifestSound) -> Vec<(String, u64, u64)> {
    let seconds = |frames: u64| frames / u64::from(RATE);
    let one = |element: &ManifestElement| {
        let title = if element.kind == "dropped" { "dropped" } else { element.title.as_str() };
        (title.to_owned(), seconds(element.at), seconds(element.frames))
    };
    sound.elements.iter().map(one).collect()
}

fn list(expected: &[(&str, u64, u64)]) -> Vec<(String, u64, u64)> {
    expected.iter().map(|(title, at, length)| ((*title).to_owned(), *at, *length)).collect()
}

#[test]
fn a_pinned_part_begins_and_a_backtimed_one_ends_to_the_second_and_the_rundown_tells_the_silence() {
    let project = tiny();
    let parts = r#"Clip("hieu"), Pinned(at: "20 giây", part: Clip("mo-man")), Backtimed(part: Clip("xa")), Clip("hieu")"#;
    let (sounds, _) = built(project.path(), parts, "1 phút");
    let sound = &sounds[0];
    let expected = [("Hieu", 0, 1), ("Mo-man", 20, 2), ("Xa", 57, 2), ("Hieu", 59, 1)];
    assert_eq!(heard(&sounds[0]), list(&expected));
    assert_eq!((sound.frames, sound.silence), (60 * u64::from(RATE), 54 * u64::from(RATE)));
    let rundown = project.path().join("out/2025-W11/huyen/2025-03-10/lich-phat.txt");
    let rundown = std::fs::read_to_string(rundown).expect("a rundown");
    assert!(rundown.contains("im lặng 54 giây"), "{rundown}");
}

#[test]
fn the_clip_whose_turn_it_is_gives_way_to_words() {
    let project = tiny();
    let parts = r#"GivesWay(turn: 1, part: Clip("dài")), Read("chao"), Clip("mo-man")"#;
    let (sounds, said) = built(project.path(), parts, "14 giây");
    assert_eq!(heard(&sounds[0])[0].0, "dropped");
    assert!(heard(&sounds[0]).iter().any(|(title, _, _)| title == "Mo-man"), "{:?}", heard(&sounds[0]));
    assert!(said.contains("clip-dropped"), "{said}");
}

#[test]
fn two_songs_of_one_artist_are_parted_by_another() {
    let project = tiny();
    let (sounds, _) = built(project.path(), r#"Fill("hai giọng")"#, "20 giây");
    assert_eq!(sounds.len(), 7);
    for sound in &sounds {
        let songs = heard(sound).into_iter().filter(|(title, _, _)| !title.to_lowercase().contains("ba"));
        assert_eq!((heard(sound).len(), songs.count()), (2, 1), "{:?}", heard(sound));
    }
}
