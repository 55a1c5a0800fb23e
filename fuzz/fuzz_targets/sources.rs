//! Any text as each kind of file a project has: a network, a calendar, a schedule, a campaign, a bulletin's head.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loa::calendar::Holidays;
use loa::catalogue::Catalogue;
use loa::diagnostic::Diagnostics;
use loa::network;
use loa::schedule::{self, ScheduleText};
use loa::source::{Sources, front_matter, readable};

const NETWORK: &str = r#"Network(version: 1, id: "thu", name: "Thử", time_zone: "Asia/Ho_Chi_Minh", stations: [
    (id: "huyen", name: "Đài huyện"), (id: "la-hai", name: "La Hai", under: "huyen")])"#;

fuzz_target!(|bytes: &[u8]| {
    let mut found = Diagnostics::new();
    let mut sources = Sources::new();
    let usual = sources.add("network.ron", NETWORK.into(), &mut found);
    let usual = network::read(usual, NETWORK, &mut found).expect("a network");
    let file = sources.add("any.ron", bytes.to_vec(), &mut found);
    let written = sources.file(file).text.clone();
    front_matter(file, &written, &mut found);
    let text = readable(file, &written, &mut found);
    network::read(file, &text, &mut found);
    let holidays = Holidays::read(&[(file, &text)], &mut found);
    let catalogue = Catalogue::new(vec!["nhac-hieu.flac".to_owned()], vec![], vec![]);
    let any = ScheduleText { file, text: &text };
    schedule::read(&[any], &[any], &usual, &holidays, &catalogue, &mut found);
    for span in found.iter().filter_map(|finding| finding.span) {
        assert!(span.start <= span.end && span.end <= sources.file(span.file).text.len() + 1, "{span:?}");
        sources.position(span.file, span.start);
    }
});
