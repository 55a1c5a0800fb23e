//! A report for the tests of the forms: two units that were merged, one that sent no log, failures, targets, channels.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use loa::asrun::Outcome;
use loa::calendar::DaySpan;
use loa::report::{
    Channel, Failure, Figures, Outcomes, Outside, Report, ReportedCampaign, ReportedTopic, TargetLine,
    TextLine, TopicFigures, Unit,
};

/// From 15/2 to 14/3/2025, with three topics and four units.
pub fn report() -> Report {
    let units = vec![la_hai(), da_loc(), xuan_lanh(), phu_mo()];
    let mut total = Figures { topics: vec![TopicFigures::none(4); 3], ..Figures::default() };
    total.whole = TopicFigures::none(4);
    for unit in &units {
        total.occurrences.join(&unit.figures.occurrences);
        total.heard += unit.figures.heard;
        total.whole.join(&unit.figures.whole);
        for (all, here) in total.topics.iter_mut().zip(&unit.figures.topics) {
            all.join(here);
        }
    }
    (total.topics[0].texts, total.topics[1].texts, total.whole.texts) = (6, 4, 9);
    Report {
        network: "Hệ thống truyền thanh huyện Đồng Xuân".to_owned(),
        issuer: "Đài Truyền thanh huyện Đồng Xuân".to_owned(),
        campaign: Some(campaign()),
        period: days("2025-02-15", "2025-03-14"),
        made: at("2025-03-14T16:05"),
        weeks: ["2025-02-10", "2025-02-17", "2025-02-24", "2025-03-03"].map(date).to_vec(),
        units,
        texts: la_hai().texts,
        total,
        channels: vec![channel("bài đăng trang <Facebook>", 12), channel("buổi họp thôn", 3)],
        due: Some(date("2025-03-17")),
    }
}

/// The same, of everything that was aired: no campaign, no topics.
pub fn of_everything() -> Report {
    let mut report = report();
    report.campaign = None;
    report.texts.iter_mut().for_each(|text| text.topics.clear());
    report.total.topics.clear();
    for unit in &mut report.units {
        unit.figures.topics.clear();
        unit.targets.clear();
        unit.texts.iter_mut().for_each(|text| text.topics.clear());
    }
    report
}

fn campaign() -> ReportedCampaign {
    let topic = |id: &str, title: &str, supplier: Option<&str>| ReportedTopic {
        id: id.to_owned(),
        title: title.to_owned(),
        supplier: supplier.map(str::to_owned),
    };
    ReportedCampaign {
        id: "cchc-2025".to_owned(),
        title: "Cải cách hành chính năm 2025".to_owned(),
        document: Some("Kế hoạch số 14/KH-UBND ngày 10/02/2025".to_owned()),
        topics: vec![
            topic("a", "Chủ trương, kế hoạch & các chỉ số cải cách hành chính", Some("Phòng Nội vụ")),
            topic("b", "Thủ tục hành chính, dịch vụ công trực tuyến", Some("Văn phòng HĐND và UBND")),
            topic("đ", "Quan hệ giữa Nhà nước và Nhân dân", None),
        ],
    }
}

fn la_hai() -> Unit {
    let mut unit = unit("la-hai", "Đài Truyền thanh thị trấn La Hai");
    unit.figures = figures(
        Outcomes { aired: 26, late: 1, cut: 1, pre_empted: 1, missed: 1, unconfirmed: 0 },
        &[(4, 4, 9, [3, 4, 3, 3]), (3, 3, 5, [2, 2, 2, 2]), (0, 0, 0, [0; 4])],
        6,
    );
    unit.texts = vec![
        text("bulletins/2025-03-10/chi-so.md", "Chỉ số cải cách hành chính: “tăng 3 bậc”", &[0], (1, 3)),
        text("bulletins/2025-03-11/dich-vu-cong.md", "=Nộp hồ sơ trực tuyến, tại nhà", &[0, 1], (1, 2)),
        text("bulletins/2025-03-12/giam-sat.md", "Giám sát & phản biện <xã hội>", &[2], (0, 0)),
    ];
    unit.failures = vec![
        failure("2025-02-20T17:00", "Buổi chiều", Outcome::Cut, (10, Some("Mất điện 17h20"))),
        failure(
            "2025-02-27T05:15",
            "Phát lại buổi chiều",
            Outcome::Missed,
            (30, Some("Đứt dây & hỏng <loa>")),
        ),
        failure("2025-03-01T17:00", "Buổi chiều", Outcome::Late, (0, None)),
        failure("2025-03-05T17:00", "Buổi chiều", Outcome::PreEmpted, (5, Some("Tin khẩn báo bão"))),
    ];
    unit.outside = vec![Outside {
        start: at("2025-03-05T17:00"),
        length: TimeDelta::minutes(5),
        what: Some("Tin khẩn báo bão".to_owned()),
        by: Some("Nguyễn Văn An".to_owned()),
    }];
    unit.targets = vec![
        target(Some(0), "2025-02-17", "2025-02-23", (3, 4)),
        target(Some(2), "2025-02-17", "2025-02-23", (1, 0)),
        target(Some(2), "2025-02-24", "2025-03-02", (1, 0)),
        TargetLine { is_minutes: true, ..target(None, "2025-02-15", "2025-03-14", (60, 52)) },
    ];
    unit.channels = vec![channel("bài đăng trang <Facebook>", 12)];
    unit
}

/// It was merged into the next on 1/3.
fn da_loc() -> Unit {
    let mut unit = unit("da-loc", "Đài Truyền thanh xã Đa Lộc");
    unit.days = Some(days("2025-02-15", "2025-02-28"));
    unit.figures = figures(
        Outcomes { aired: 14, ..Outcomes::default() },
        &[(2, 2, 2, [1, 2, 1, 0]), (1, 1, 0, [0, 1, 0, 0]), (0, 0, 0, [0; 4])],
        3,
    );
    unit
}

fn xuan_lanh() -> Unit {
    let mut unit = unit("xuan-lanh", "Đài Truyền thanh xã Xuân Lãnh");
    unit.replaces = vec!["Đài Truyền thanh xã Đa Lộc".to_owned()];
    unit.figures = figures(
        Outcomes { aired: 24, unconfirmed: 4, ..Outcomes::default() },
        &[(2, 2, 4, [0, 2, 2, 2]), (0, 0, 0, [0; 4]), (0, 0, 0, [0; 4])],
        2,
    );
    unit.channels = vec![channel("buổi họp thôn", 3)];
    unit
}

/// It sent no log.
fn phu_mo() -> Unit {
    let mut unit = unit("phu-mo", "Đài Truyền thanh xã Phú Mỡ");
    unit.has_log = false;
    unit.figures = figures(
        Outcomes { unconfirmed: 1_028, ..Outcomes::default() },
        &[(0, 0, 0, [0; 4]), (0, 0, 0, [0; 4]), (0, 0, 0, [0; 4])],
        0,
    );
    unit
}

fn unit(station: &str, name: &str) -> Unit {
    Unit {
        station: station.to_owned(),
        name: name.to_owned(),
        days: None,
        replaces: Vec::new(),
        has_log: true,
        figures: Figures::default(),
        texts: Vec::new(),
        failures: Vec::new(),
        outside: Vec::new(),
        targets: Vec::new(),
        channels: Vec::new(),
    }
}

/// Figures of topics as texts, first airings, repeats and airings in each week; each airing lasts two and a half minutes.
fn figures(occurrences: Outcomes, topics: &[(u32, u32, u32, [u32; 4])], texts: u32) -> Figures {
    let lasts = |airings: u32| TimeDelta::seconds(150) * i32::try_from(airings).expect("few");
    let topic = |(texts, first, repeats, weeks): &(u32, u32, u32, [u32; 4])| TopicFigures {
        texts: *texts,
        first: *first,
        repeats: *repeats,
        heard: lasts(first + repeats),
        weeks: weeks.to_vec(),
    };
    let topics: Vec<TopicFigures> = topics.iter().map(topic).collect();
    let mut whole = TopicFigures::none(4);
    topics.iter().for_each(|topic| whole.join(topic));
    whole.texts = texts;
    Figures { occurrences, heard: whole.heard * 3, topics, whole }
}

fn text(path: &str, title: &str, topics: &[usize], (first, repeats): (u32, u32)) -> TextLine {
    TextLine {
        path: path.to_owned(),
        title: title.to_owned(),
        topics: topics.to_vec(),
        supplier: Some("Phòng Nội vụ".to_owned()),
        approver: Some("Trần Thị Bình, Phó Trưởng Đài".to_owned()),
        planned: 4,
        first,
        repeats,
        heard: TimeDelta::seconds(150) * i32::try_from(first + repeats).expect("few"),
    }
}

fn failure(start: &str, title: &str, outcome: Outcome, (lost, cause): (i64, Option<&str>)) -> Failure {
    Failure {
        id: format!("{}/la-hai/chieu", &start[..10]),
        title: title.to_owned(),
        start: at(start),
        outcome,
        lost: TimeDelta::minutes(lost),
        cause: cause.map(str::to_owned),
    }
}

fn target(topic: Option<usize>, first: &str, last: &str, (wanted, reached): (u32, u32)) -> TargetLine {
    TargetLine { topic, days: days(first, last), wanted, reached, is_minutes: false }
}

fn channel(name: &str, count: u32) -> Channel {
    Channel { name: name.to_owned(), count }
}

fn days(first: &str, last: &str) -> DaySpan {
    DaySpan { first: date(first), last: date(last) }
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+07:00")).expect("an instant")
}
