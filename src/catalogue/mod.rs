//! The catalogue: what there is, by name: clips, templates, bulletins, recordings.
//!
//! Takes lists of file names and the texts of bulletins; returns what a schedule may refer to. Knows no sound: measured
//! lengths enter at `fit`.

mod bulletin;
mod recordings;
mod trims;

pub use bulletin::{Bulletin, Priority, read_bulletin};
pub use recordings::{
    HIGHEST_NUMBER, NumberedText, RecordingFile, RecordingIndex, code_of, number_of, read_index, text_code,
    write_index,
};
pub use trims::{ClipTrim, ClipTrims, read_trims, write_trims};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Names, NotOne, fold};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;

/// A clip by its place in [`Catalogue::clips`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClipIx(pub u32);

/// A template by its place in [`Catalogue::templates`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TemplateIx(pub u32);

/// A bulletin by its place in [`Catalogue::bulletins`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BulletinIx(pub u32);

/// What there is to put on air.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Paths under `clips/`, sorted.
    pub clips: Vec<String>,
    /// Paths under `scripts/`, sorted.
    pub templates: Vec<String>,
    /// By priority (highest first), then date (newest first), then file name.
    pub bulletins: Vec<Bulletin>,
    clip_names: Names,
    template_names: Names,
    by_date: BTreeMap<NaiveDate, Vec<BulletinIx>>,
    /// The translations of each bulletin that has some.
    translations: BTreeMap<BulletinIx, Vec<BulletinIx>>,
    /// Those that may be heard after their own day, under the first of each month in which they may.
    lasting: BTreeMap<NaiveDate, Vec<BulletinIx>>,
}

impl Catalogue {
    /// The catalogue of these clips and templates (paths within their folders) and bulletins.
    pub fn new(
        mut clips: Vec<String>,
        mut templates: Vec<String>,
        mut bulletins: Vec<Bulletin>,
    ) -> Catalogue {
        clips.sort();
        templates.sort();
        bulletins.sort_by(|one, other| one.rank().cmp(&other.rank()));
        let (mut by_date, mut lasting): (BTreeMap<_, Vec<_>>, BTreeMap<_, Vec<_>>) = Default::default();
        for (at, bulletin) in bulletins.iter().enumerate() {
            by_date.entry(bulletin.date).or_default().push(BulletinIx(place(at)));
            for month in months(bulletin).skip_while(|_| bulletin.last_day() == bulletin.date) {
                lasting.entry(month).or_default().push(BulletinIx(place(at)));
            }
        }
        let mut catalogue = Catalogue {
            clip_names: Names::new(clips.iter().map(String::as_str)),
            template_names: Names::new(templates.iter().map(String::as_str)),
            clips,
            templates,
            bulletins,
            by_date,
            lasting,
            translations: BTreeMap::new(),
        };
        for at in 0..catalogue.bulletins.len() {
            let translation = BulletinIx(place(at));
            if let Some(original) = catalogue.original(translation) {
                catalogue.translations.entry(original).or_default().push(translation);
            }
        }
        catalogue
    }

    /// Translations of what is not there.
    pub fn check_translations(&self, diagnostics: &mut Diagnostics) {
        for (at, bulletin) in self.bulletins.iter().enumerate() {
            if let Some(named) = &bulletin.translates
                && self.original(BulletinIx(place(at))).is_none()
            {
                let found = Diagnostic::at(Code::UnknownOriginal, named.span);
                diagnostics.push(found.with("name", named.as_str()).with("date", bulletin.date));
            }
        }
    }

    /// The bulletin of the same day that this one translates; it is no translation itself.
    pub fn original(&self, translation: BulletinIx) -> Option<BulletinIx> {
        let bulletin = self.bulletin(translation);
        let named = bulletin.translates.as_ref()?;
        let stem = named.strip_suffix(".md").unwrap_or(named);
        let original = self.find_bulletin(&format!("{}/{stem}", bulletin.date))?;
        (self.bulletin(original).translates.is_none()).then_some(original)
    }

    /// The translations of a bulletin.
    pub fn translations(&self, ix: BulletinIx) -> &[BulletinIx] {
        self.translations.get(&ix).map(Vec::as_slice).unwrap_or_default()
    }

    /// The clip of that name.
    pub fn find_clip(&self, name: &str) -> Result<ClipIx, NotOne> {
        self.clip_names.find(name).map(|at| ClipIx(place(at)))
    }

    /// All templates, in the order of their paths.
    pub fn all_templates(&self) -> impl Iterator<Item = TemplateIx> {
        (0..place(self.templates.len())).map(TemplateIx)
    }

    /// The template of that name.
    pub fn find_template(&self, name: &str) -> Result<TemplateIx, NotOne> {
        self.template_names.find(name).map(|at| TemplateIx(place(at)))
    }

    /// The clips that `pattern` stands for: a folder's files for `folder/*`, else the one of that name.
    pub fn matching_clips(&self, pattern: &str) -> Result<Vec<ClipIx>, NotOne> {
        let Some(folder) = pattern.strip_suffix('*') else {
            return self.find_clip(pattern).map(|clip| vec![clip]);
        };
        let wanted = fold(folder);
        let inside = |path: &&String| {
            let (stands_in, _) = path.rsplit_once('/').unwrap_or(("", path));
            fold(&format!("{stands_in}/")) == wanted || (wanted.is_empty() && stands_in.is_empty())
        };
        let found: Vec<ClipIx> =
            (0..).zip(&self.clips).filter(|(_, path)| inside(path)).map(|(at, _)| ClipIx(at)).collect();
        if found.is_empty() { Err(NotOne::None(None)) } else { Ok(found) }
    }

    /// The path of a clip under `clips/`.
    pub fn clip(&self, ix: ClipIx) -> &str {
        &self.clips[ix.0 as usize]
    }

    /// The path of a template under `scripts/`.
    pub fn template(&self, ix: TemplateIx) -> &str {
        &self.templates[ix.0 as usize]
    }

    /// The bulletin at `ix`.
    pub fn bulletin(&self, ix: BulletinIx) -> &Bulletin {
        &self.bulletins[ix.0 as usize]
    }

    /// The bulletin of that id.
    pub fn find_bulletin(&self, id: &str) -> Option<BulletinIx> {
        let date = id.split('/').next()?.parse().ok()?;
        self.bulletins_of(date).iter().copied().find(|ix| self.bulletin(*ix).id == id)
    }

    /// The bulletins dated `date`, the most important first.
    pub fn bulletins_of(&self, date: NaiveDate) -> &[BulletinIx] {
        self.by_date.get(&date).map(Vec::as_slice).unwrap_or_default()
    }

    /// The bulletins dated `date` and earlier ones that may still be heard on it, in the order in which they are taken.
    pub fn bulletins_on(&self, date: NaiveDate) -> Vec<BulletinIx> {
        let lasting = self.lasting.get(&first_of_month(date)).into_iter().flatten().copied();
        let still = lasting.filter(|ix| {
            let bulletin = self.bulletin(*ix);
            bulletin.date < date && date <= bulletin.last_day()
        });
        let mut found: Vec<BulletinIx> = self.bulletins_of(date).iter().copied().chain(still).collect();
        found.sort_unstable();
        found
    }
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).expect("every month has a first day")
}

/// The first days of the months in which a bulletin may be heard.
fn months(bulletin: &Bulletin) -> impl Iterator<Item = NaiveDate> {
    let last = bulletin.last_day();
    let next = |month: &NaiveDate| month.checked_add_months(Months::new(1));
    std::iter::successors(Some(first_of_month(bulletin.date)), next).take_while(move |month| *month <= last)
}

fn place(at: usize) -> u32 {
    u32::try_from(at).expect("a project has fewer than 2^32 files")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_the_files_of_its_folder_only() {
        let clips = ["ca-nhac/b.ogg", "ca-nhac/a.mp3", "ca-nhac/cu/c.mp3", "nhac-hieu.flac"];
        let catalogue = Catalogue::new(clips.map(String::from).to_vec(), vec![], vec![]);
        let names = |pattern| {
            let found = catalogue.matching_clips(pattern).expect("some match");
            found.iter().map(|ix| catalogue.clip(*ix)).collect::<Vec<_>>()
        };
        assert_eq!(names("ca-nhac/*"), ["ca-nhac/a.mp3", "ca-nhac/b.ogg"]);
        assert_eq!(names("Ca nhạc/*"), ["ca-nhac/a.mp3", "ca-nhac/b.ogg"]);
        assert_eq!(names("*"), ["nhac-hieu.flac"]);
        assert_eq!(names("nhạc hiệu"), ["nhac-hieu.flac"]);
        assert!(catalogue.matching_clips("dân ca/*").is_err());
    }
}
