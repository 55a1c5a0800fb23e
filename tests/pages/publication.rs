//! A small publication with pages and real sound, in a folder.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Timelike, Utc};
use flacenc::bitsink::ByteSink;
use flacenc::component::BitRepr;
use flacenc::error::Verify;
use loa::audio::{Slate, SlateMark};
use loa::calendar::monday;
use loa::fit::{Fade, FaderMark, Gain, PieceId, Placement, RecipePart};
use loa::messages::Messages;
use loa::network::{Db, HouseFormat, Samples};
use loa::package::{
    ListedStation, ManifestDay, ManifestDisplaced, ManifestElement, ManifestItem, ManifestPart,
    ManifestSound, Object, PackedPiece, PackedSound, StationManifest, StationPage, WeekPackage, station_page,
    stations_page,
};
use loa::source::sha256;
use std::fs;
use std::path::Path;

pub const RATE: u32 = 32_000;

/// A title that tries to leave its place, in HTML and in a script.
pub const HOSTILE: &str = "Tin </script><script>document.title='bad'</script> \"&' <!-- hết";

fn seconds(count: u64) -> u64 {
    count * u64::from(RATE)
}

/// A sine of that many hertz, as FLAC.
pub fn flac(hertz: f64, length: u64) -> Vec<u8> {
    let count = u32::try_from(seconds(length)).expect("short");
    let sine = |n: u32| (f64::from(n) * hertz * std::f64::consts::TAU / f64::from(RATE)).sin() * 8_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "within 8000")]
    let samples: Vec<i32> = (0..count).map(|n| sine(n) as i32).collect();
    let source = flacenc::source::MemSource::from_samples(&samples, 1, 16, RATE as usize);
    let config = flacenc::config::Encoder::default().into_verified().expect("the default is sound");
    let stream = flacenc::encode_with_fixed_block_size(&config, source, config.block_size).expect("encoded");
    let mut sink = ByteSink::new();
    stream.write(&mut sink).expect("bytes can be written");
    sink.as_slice().to_vec()
}

/// This week, at a station whose second item is on air at `now`.
pub struct Week {
    pub manifest: StationManifest,
    pub package: WeekPackage,
    pub now: DateTime<FixedOffset>,
}

impl Week {
    pub fn around(now: DateTime<Utc>) -> Week {
        let now = now.with_timezone(&FixedOffset::east_opt(7 * 3600).expect("an offset"));
        let now = now.with_nanosecond(0).expect("a second");
        let first = monday(now.date_naive());
        let dates: Vec<NaiveDate> = first.iter_days().take(7).collect();
        let piece = PackedPiece {
            id: PieceId("1".repeat(64)),
            frames: seconds(20),
            object: Object { sha256: sha256(&flac(440.0, 20)), bytes: 1 },
        };
        let format = HouseFormat::default();
        let package = WeekPackage {
            version: 1,
            network: "thu".to_owned(),
            station: "la-hai".to_owned(),
            week: "2025-W11".to_owned(),
            revision: 1,
            monday: first,
            format,
            files: vec![],
            sounds: dates.iter().map(|date| packed(&format!("{date}/0500.wav"), *date, &piece.id)).collect(),
            pieces: vec![piece],
        };
        let manifest = StationManifest {
            version: 1,
            network: "thu".to_owned(),
            station: "la-hai".to_owned(),
            name: "Đài La Hai".to_owned(),
            week: "2025-W11".to_owned(),
            time_zone: "Asia/Ho_Chi_Minh".to_owned(),
            sample_rate: RATE,
            channels: 1,
            bits: 16,
            days: dates.iter().map(|date| day(*date, now)).collect(),
        };
        Week { manifest, package, now }
    }

    pub fn page(&self, station: &str, messages: &Messages) -> String {
        station_page(
            &StationPage {
                network: "Mạng Đồng Xuân",
                station,
                weeks: &[(&self.manifest, &self.package)],
                made: self.now,
                good_until: self.now + TimeDelta::days(30),
            },
            messages,
        )
    }

    /// Writes pages, sheets and sound into `root`, as they are published.
    pub fn publish(&self, root: &Path, messages: &Messages) {
        let object = &self.package.pieces[0];
        write(&root.join(object.place()), &flac(440.0, 20));
        write(&root.join("la-hai/index.html"), self.page("Đài La Hai", messages).as_bytes());
        write(&root.join("la-hai/lich.ics"), b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        write(&root.join("metadata/timestamp.json"), b"{}");
        for path in self.manifest.files().filter(|path| !path.ends_with(".wav")) {
            write(&root.join("la-hai/2025-W11").join(path), b"<!DOCTYPE html><title>t</title>");
        }
        let stations = [
            ListedStation { slug: "la-hai", name: "Đài La Hai" },
            ListedStation { slug: "xuan-phuoc", name: "Đài xã Xuân Phước" },
        ];
        let list = stations_page("Mạng Đồng Xuân", &stations, self.now, messages);
        write(&root.join("index.html"), list.as_bytes());
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("within a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Two stretches of one piece that cross-fade, the second turned down for a while.
fn packed(file: &str, date: NaiveDate, piece: &PieceId) -> PackedSound {
    let mut second = Placement::plain(Samples(seconds(14)), piece.clone(), Samples(seconds(20)));
    second.fade_in = Fade::equal_power(Samples(seconds(1)));
    second.fade_out = Fade::even(Samples(seconds(2)));
    second.fader = vec![
        FaderMark { at: Samples(seconds(3)), gain: Gain::UNITY },
        FaderMark { at: Samples(seconds(4)), gain: Gain::of(Db(-12.0)) },
    ];
    let mut first = Placement::plain(Samples(0), piece.clone(), Samples(seconds(15)));
    first.fade_out = Fade::equal_power(Samples(seconds(1)));
    PackedSound {
        file: file.to_owned(),
        becomes: Object { sha256: "2".repeat(64), bytes: 1 },
        part: RecipePart { at: Samples(0), length: Samples(seconds(34)), placements: vec![first, second] },
        slate: Slate {
            title: "Chiều".to_owned(),
            station: "Đài".to_owned(),
            reference: "r".to_owned(),
            date,
            since_midnight: Samples(0),
            marks: vec![SlateMark { at: Samples(0), title: "Nhạc hiệu".to_owned() }],
        },
    }
}

fn day(date: NaiveDate, now: DateTime<FixedOffset>) -> ManifestDay {
    let at =
        |hour: u32| date.and_hms_opt(hour, 0, 0).expect("a time").and_local_timezone(*now.offset()).unwrap();
    let mut items = vec![
        item(date, "sang", "Chương trình buổi sáng", at(5), 30, Some(sound(date, true))),
        item(date, "tiep-am", "Thời sự VOV1", at(18), 30, Some(sound(date, false))),
        item(date, "doc", HOSTILE, at(20), 10, None),
    ];
    items[1].play = "relay".to_owned();
    items[1].from = Some("VOV1".to_owned());
    items[2].changed = Some("Tọa đàm".to_owned());
    if date == now.date_naive() {
        items.push(item(
            date,
            "bay-gio",
            "Chương trình đang phát",
            now - TimeDelta::minutes(2),
            20,
            Some(sound(date, true)),
        ));
    }
    let displaced = ManifestDisplaced {
        id: format!("{date}/la-hai/ca-nhac"),
        start: at(18).to_rfc3339(),
        title: "Ca nhạc".to_owned(),
        by: None,
        cancelled: Some("Cắt điện".to_owned()),
    };
    ManifestDay {
        date,
        rundown: format!("{date}/lich-phat.txt"),
        running_text: None,
        running_sheet: Some(format!("{date}/lich-chi-tiet.html")),
        items,
        displaced: vec![displaced],
    }
}

fn item(
    date: NaiveDate,
    slot: &str,
    title: &str,
    start: DateTime<FixedOffset>,
    minutes: i64,
    sound: Option<ManifestSound>,
) -> ManifestItem {
    let stem = format!("{date}/{}-{slot}", start.format("%H%M"));
    ManifestItem {
        id: format!("{date}/la-hai/{slot}"),
        slot: slot.to_owned(),
        title: title.to_owned(),
        start: start.to_rfc3339(),
        end: (start + TimeDelta::minutes(minutes)).to_rfc3339(),
        planned_ms: minutes * 60_000,
        play: "programme".to_owned(),
        from: None,
        changed: None,
        wanted: None,
        script: Some(format!("{stem}.txt")),
        sheet: Some(format!("{stem}.html")),
        prompter: Some(format!("{stem}-nhac-chu.html")),
        document: Some(format!("{stem}.docx")),
        sound,
    }
}

/// 34 seconds of sound, then, if asked for, a live read of 10 seconds.
fn sound(date: NaiveDate, has_live: bool) -> ManifestSound {
    let live = ManifestElement {
        number: Some(3),
        kind: "live".to_owned(),
        title: "Lời chào kết".to_owned(),
        source: None,
        recording: None,
        words: None,
        at: seconds(34),
        frames: seconds(10),
        part: None,
        offset: None,
    };
    ManifestSound {
        frames: seconds(if has_live { 44 } else { 34 }),
        silence: 0,
        parts: vec![ManifestPart {
            file: format!("{date}/0500.wav"),
            at: 0,
            frames: seconds(34),
            recipe: String::new(),
            copy: None,
        }],
        elements: if has_live { vec![live] } else { vec![] },
    }
}
