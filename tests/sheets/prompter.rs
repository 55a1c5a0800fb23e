//! The prompter in a browser: its keys, its clocks, what it says of the time.

use crate::{DAY, beside, built, in_browser};
use std::fs;
use std::path::{Path, PathBuf};

/// Before the page's own script: the clock stands so many milliseconds behind the start, and faults are kept.
const BEFORE: &str = r#"<script>
const faults = [];
addEventListener("error", (fault) => faults.push(fault.message));
addEventListener("securitypolicyviolation", (fault) => faults.push(fault.blockedURI));
const started = performance.now();
// A busy computer draws no frames in the browser's own time.
window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 16);
Date.now = () => Number(document.body.dataset.begins) + PASSED + performance.now() - started;
</script>"#;

/// Behind it: steps are taken, and what they came to is left in the page.
const AFTER: &str = r#"<pre id="probe"></pre><script>
const probe = document.getElementById("probe");
const say = (...words) => { probe.textContent += words.join(" ") + "\n"; };
const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const current = () => document.querySelector("[aria-current]").dataset.part;
const text = (id) => document.getElementById(id).textContent;
STEPS
</script></body>"#;

/// What `steps` say when the prompter of the tiny project is opened so long after the start; none without a browser.
fn probe(passed: i64, steps: &str) -> Option<Vec<String>> {
    let project = built();
    let page = with_steps(&project.path().join(DAY).join("1700-chieu-nhac-chu.html"), passed, steps);
    let found = in_browser(&page, &["--dump-dom"])?;
    let said = found.split("<pre id=\"probe\">").nth(1).expect("the probe is there");
    let said = said.split("</pre>").next().unwrap();
    Some(said.lines().map(str::to_owned).collect())
}

fn with_steps(page: &Path, passed: i64, steps: &str) -> PathBuf {
    let text = fs::read_to_string(page).unwrap();
    let (head, script) = text.split_once("<script>").expect("a script");
    let before = BEFORE.replace("PASSED", &passed.to_string());
    let script = script.replace("</body>", &AFTER.replace("STEPS", steps));
    let probed = beside(page, "probed.html");
    fs::write(&probed, format!("{head}{before}<script>{script}")).unwrap();
    probed
}

#[test]
fn every_key_does_what_the_help_says_and_nothing_fails() {
    let steps = r#"
        say(current(), "then", text("next"));
        press(" "); say(current());
        press("ArrowDown"); say(current(), "then", text("next"));
        press("ArrowUp"); say(current());
        press("End"); say(current(), "then", text("next"));
        press("ArrowDown"); say(current());
        press("Home"); say(current());
        const size = () => parseFloat(getComputedStyle(document.querySelector("main")).fontSize);
        const first = size(); press("+"); const bigger = size(); press("-"); press("-");
        say(bigger > first, size() < first);
        press("m"); say("mirror", document.body.hasAttribute("data-mirror"));
        press("M"); say("mirror", document.body.hasAttribute("data-mirror"));
        press("?"); say("help", document.getElementById("help").open);
        press("ArrowDown"); say("under the help:", current());
        press("?"); say("help", document.getElementById("help").open);
        document.querySelectorAll("main section")[2].click(); say("touched:", current());
        document.querySelector("[data-does=previous]").click(); say("button:", current());
        setTimeout(() => say("faults", faults.length, faults), 1000);
    "#;
    let Some(said) = probe(-60_000, steps) else { return };
    let expected = [
        "Hieu then Chao",
        "Chao",
        "Tin ngày 10 then Nền",
        "Chao",
        "Nền then —",
        "Nền",
        "Hieu",
        "true true",
        "mirror true",
        "mirror false",
        "help true",
        "under the help: Hieu",
        "help false",
        "touched: Tin ngày 10",
        "button: Chao",
        "faults 0 ",
    ];
    assert_eq!(said, expected);
}

#[test]
fn the_clocks_go_by_the_station_s_zone_and_count_down_to_the_planned_ends() {
    let steps = r#"
        const now = () => say(document.body.dataset.state, text("clock"), text("rest"));
        now();
        setTimeout(now, 1000);
    "#;
    let Some(said) = probe(50_200, steps) else { return };
    assert_eq!(said, ["air 17:00:50 1:10", "air 17:00:51 1:09"]);
    let Some(said) = probe(-3_605_500, steps) else { return };
    assert_eq!(said, ["before 15:59:54 1:02:06", "before 15:59:55 1:02:05"]);
    let Some(said) = probe(130_500, steps) else { return };
    assert_eq!(said[0], "over 17:02:10 +0:11");
}

#[test]
fn opened_on_air_it_shows_what_is_on_and_a_rehearsal_begins_with_what_is_chosen() {
    let steps = r#"
        say(current());
        press("Home"); press("ArrowDown"); press("r");
        say(document.body.dataset.state, current(), text("left"));
        press("r"); say(document.body.dataset.state);
    "#;
    let Some(said) = probe(60_000, steps) else { return };
    assert_eq!(said[0], "Nền");
    assert!(said[1].starts_with("rehearsal Chao 0:0"), "{said:?}");
    assert_eq!(said[2], "air");
}

#[test]
fn music_ends_by_itself_and_a_reader_is_waited_for() {
    let steps = r#"
        say(current());
        press("r");
        const takes = (one) => Number(document.querySelectorAll("main section")[one].dataset.takes);
        const late = () => document.getElementById("left").classList.contains("late");
        setTimeout(() => say(current()), takes(0) / 2);
        setTimeout(() => say(current(), late()), takes(0) + 500);
        setTimeout(() => say(current(), late()), takes(0) + takes(1) + 1500);
    "#;
    let Some(said) = probe(-60_000, steps) else { return };
    assert_eq!(said, ["Hieu", "Hieu", "Chao false", "Chao true"]);
}

#[test]
fn the_page_scrolls_at_reading_speed_until_it_is_stopped() {
    let steps = r#"
        press("End"); press("ArrowUp"); press("s");
        const begun = window.scrollY;
        let stopped = 0;
        setTimeout(() => { say("moved", window.scrollY > begun); press("s"); stopped = window.scrollY; }, 1000);
        setTimeout(() => say("stopped", Math.abs(window.scrollY - stopped) < 1), 2000);
    "#;
    let Some(said) = probe(-60_000, steps) else { return };
    assert_eq!(said, ["moved true", "stopped true"]);
}
