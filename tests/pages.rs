//! The pages of a publication: what they hold, and what a browser makes of them, by http and from a folder.
//!
//! Where there is no Chromium, or it cannot start, the tests that need it say so and pass.
#![allow(clippy::disallowed_methods, reason = "these tests are about files and programs")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

#[path = "pages/browser.rs"]
mod browser;
#[path = "pages/publication.rs"]
mod publication;

use browser::{Browser, Server};
use chrono::Utc;
use loa::messages::{Lang, Messages};
use loa::package::{ListedStation, StationPage, station_page, stations_page};
use publication::{HOSTILE, Week};
use std::collections::BTreeSet;

/// The values of `attribute` in a page.
fn values<'a>(page: &'a str, attribute: &str) -> BTreeSet<&'a str> {
    let start = format!("{attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn page(lang: Lang) -> String {
    Week::around(Utc::now()).page("Đài La Hai", &Messages::new(lang))
}

#[test]
fn a_page_links_every_sheet_of_its_week_by_a_relative_path_and_nothing_from_elsewhere() {
    let week = Week::around(Utc::now());
    let page = week.page("Đài La Hai", &Messages::new(Lang::Vi));
    let links = values(&page, "href");
    for path in
        week.manifest.files().filter(|path| !path.ends_with(".wav") && !path.ends_with("lich-phat.txt"))
    {
        assert!(links.contains(format!("2025-W11/{path}").as_str()), "{path}");
    }
    assert!(links.contains("lich.ics") && links.contains("../index.html"));
    let foreign: Vec<_> =
        links.iter().chain(&values(&page, "src")).copied().filter(|l| l.contains("//")).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    assert!(!page.contains("http:") && !page.contains("https:"));
}

#[test]
fn what_is_told_can_leave_neither_its_element_nor_the_script() {
    let page = Week::around(Utc::now()).page(HOSTILE, &Messages::new(Lang::Vi));
    assert_eq!(page.matches("</script>").count(), 2, "one of what is told, one of the script");
    assert!(!page.contains("<script>document.title"));
    assert!(!page.contains("<!--"));
}

#[test]
fn relays_their_substitutes_live_reads_and_what_does_not_air_are_marked() {
    let page = page(Lang::Vi);
    for words in [
        "Tiếp âm trực tiếp",
        "Mất tín hiệu thì phát bản dự phòng",
        "Nghe bản dự phòng",
        "1 chỗ đọc trực tiếp",
        "<s>Ca nhạc</s>",
        "không phát: Cắt điện",
        "Thay đổi: Tọa đàm",
        "Chưa có âm thanh",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(self::page(Lang::En).contains("Live relay"));
}

#[test]
fn the_list_of_a_whole_country_is_short_and_each_name_leads_to_its_page() {
    let names: Vec<(String, String)> = (0..3_321)
        .map(|n| (format!("xa-xuan-phuoc-{n:04}"), format!("Đài Truyền thanh xã Xuân Phước {n}")))
        .collect();
    let stations: Vec<_> = names.iter().map(|(slug, name)| ListedStation { slug, name }).collect();
    let made = Utc::now().fixed_offset();
    let page = stations_page("Mạng & <đài>", &stations, made, &Messages::new(Lang::Vi));
    assert!(page.len() < 300_000, "{}", page.len());
    assert!(page.contains("<li><a href=xa-xuan-phuoc-3320/>Đài Truyền thanh xã Xuân Phước 3320</a>"));
    assert!(page.contains("Mạng &amp; &lt;đài&gt;") && page.contains("3321 đài"));
}

#[test]
fn a_page_shows_the_week_it_is_made_in_and_the_next_and_stays_below_a_hundred_kilobytes() {
    let now = Utc::now();
    let weeks: Vec<Week> = (-2..4).map(|n| Week::around(now + chrono::TimeDelta::weeks(n))).collect();
    let told: Vec<_> = weeks.iter().map(|week| (&week.manifest, &week.package)).collect();
    let made = now.with_timezone(weeks[2].now.offset());
    let page = |weeks| {
        let page = StationPage { network: "Mạng", station: "Đài", weeks, made, good_until: made };
        station_page(&page, &Messages::new(Lang::Vi))
    };
    let day = |nth: usize| format!("data-day=\"{}\"", weeks[nth].package.monday);
    let all = page(&told);
    let shown: Vec<bool> = (0..6).map(|nth| all.contains(&day(nth))).collect();
    assert_eq!(shown, [false, false, true, true, false, false]);
    assert!(all.len() < 100_000, "{}", all.len());
    assert!(page(&told[..2]).contains(&day(1)), "rather an old week than none");
    assert!(page(&[]).contains("</html>"));
}

/// Does what a listener does, and writes into the page what came of it.
const LISTENS: &str = "<script>
const seen = [];
document.querySelector('li.programme [data-item]').click();
const player = document.getElementById('player');
setInterval(() => {
  const seek = document.getElementById('seek');
  seen.push(`${player.dataset.state}:${document.getElementById('told-live').textContent}`);
  if (seen.length === 15) { seek.value = 36; seek.dispatchEvent(new Event('input')); }
  document.documentElement.dataset.seen = seen.join('|');
}, 200);
</script></body>";

/// A browser plays `url`, whose folder is `root`, at a width: what it saw of the player, and the page.
fn listen(browser: &Browser, url: &str, width: u32) -> (String, String) {
    let page = browser.dom(url, width);
    let seen = values(&page, "data-seen").first().map(|seen| (*seen).to_owned()).unwrap_or_default();
    (seen, page)
}

/// A publication whose page listens to its first programme as soon as it is opened.
fn listening_publication() -> tempfile::TempDir {
    let week = Week::around(Utc::now());
    let root = tempfile::tempdir().unwrap();
    week.publish(root.path(), &Messages::new(Lang::Vi));
    let place = root.path().join("la-hai/index.html");
    let page = std::fs::read_to_string(&place).unwrap();
    let policy = page.split("script-src '").nth(1).unwrap().split('\'').next().unwrap();
    let listens = page.replace(policy, "unsafe-inline").replace("</body>", LISTENS);
    std::fs::write(root.path().join("la-hai/nghe.html"), listens).unwrap();
    root
}

fn is_heard_and_then_read_live(seen: &str, whence: &str) {
    assert!(seen.contains("playing:"), "no sound {whence}: {seen}");
    let (_, after) = seen.split_once("playing:").unwrap();
    assert!(after.contains("live:Người đọc trực tiếp: Lời chào kết"), "{whence}: {seen}");
}

#[test]
fn a_browser_plays_the_pieces_of_an_item_from_a_folder_and_by_http() {
    let Some(browser) = Browser::find() else { return };
    let root = listening_publication();
    let file = format!("file://{}/la-hai/nghe.html", root.path().display());
    is_heard_and_then_read_live(&listen(&browser, &file, 390).0, "from a folder");
    let server = Server::start(root.path());
    let (seen, _) = listen(&browser, &format!("{}la-hai/nghe.html", server.url), 1280);
    is_heard_and_then_read_live(&seen, "by http");
}

#[test]
fn a_browser_shows_what_is_on_air_and_today_under_the_pages_own_policy() {
    let Some(browser) = Browser::find() else { return };
    let root = listening_publication();
    let server = Server::start(root.path());
    let pages = [
        (format!("file://{}/la-hai/index.html", root.path().display()), 390),
        (format!("{}la-hai/", server.url), 1280),
    ];
    for (url, width) in pages {
        let page = browser.dom(&url, width);
        let air = page.split("id=\"air\">").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(air.contains("Chương trình đang phát") && air.contains("href=\"#i"), "{url}: {air}");
        let today = page.split("id=\"today\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert_eq!(today.matches("<li").count(), 5, "{url}: {today}");
        assert!(today.contains("aria-current=\"time\""), "{url}");
        assert_eq!(page.matches("class=\"day").count(), 7, "{url}");
    }
}

#[test]
fn a_browser_narrows_the_list_of_stations_to_what_is_typed() {
    let Some(browser) = Browser::find() else { return };
    let root = listening_publication();
    let place = root.path().join("index.html");
    let page = std::fs::read_to_string(&place).unwrap();
    let policy = page.split("script-src '").nth(1).unwrap().split('\'').next().unwrap();
    let types = "<script>const box = document.getElementById('search'); box.value = 'PHUOC xa'; \
        box.dispatchEvent(new Event('input'));</script></body>";
    std::fs::write(&place, page.replace(policy, "unsafe-inline").replace("</body>", types)).unwrap();
    let shown = browser.dom(&format!("file://{}", place.display()), 390);
    assert!(shown.contains("<li hidden=\"\"><a href=\"la-hai/index.html\">"), "{shown}");
    assert!(shown.contains("<li><a href=\"xuan-phuoc/index.html\">"), "{shown}");
    assert!(shown.contains(">1 đài</output>"), "{shown}");
}
