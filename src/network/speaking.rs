//! How stations say what is said in several ways in the country: reading that from the network file.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Raw, Reader, fold};
use crate::speech::{EarlyDays, Four, MissingTen, MissingThousands, Thousand, Variants};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeechFile<'a> {
    #[serde(borrow)]
    missing_ten: Option<Raw<'a, String>>,
    thousand: Option<Raw<'a, String>>,
    early_days: Option<Raw<'a, String>>,
    four: Option<Raw<'a, String>>,
    missing_thousands: Option<Raw<'a, bool>>,
}

/// The choices of `raw`; what it does not tell is as in `general`.
pub(super) fn read<'a>(
    reader: &mut Reader<'a, '_>,
    raw: Option<&Raw<'a, SpeechFile<'a>>>,
    general: Variants,
) -> Variants {
    let Some(file) = raw.and_then(|raw| reader.read(raw)) else { return general };
    let ten = [("linh", MissingTen::Linh), ("lẻ", MissingTen::Le)];
    let thousand = [("nghìn", Thousand::Nghin), ("ngàn", Thousand::Ngan)];
    let days = [("mùng", EarlyDays::Mung), ("mồng", EarlyDays::Mong), ("ngày", EarlyDays::Plain)];
    let four = [("tư", Four::Tu), ("bốn", Four::Bon)];
    let said = |is_said: bool| if is_said { MissingThousands::Said } else { MissingThousands::Silent };
    Variants {
        missing_ten: choice(reader, &file.missing_ten, ten).unwrap_or(general.missing_ten),
        thousand: choice(reader, &file.thousand, thousand).unwrap_or(general.thousand),
        early_days: choice(reader, &file.early_days, days).unwrap_or(general.early_days),
        four: choice(reader, &file.four, four).unwrap_or(general.four),
        missing_thousands: reader
            .optional(&file.missing_thousands)
            .map_or(general.missing_thousands, |word| said(word.value)),
    }
}

fn choice<'a, T: Copy, const N: usize>(
    reader: &mut Reader<'a, '_>,
    raw: &Option<Raw<'a, String>>,
    known: [(&str, T); N],
) -> Option<T> {
    let written = reader.optional(raw)?;
    let found = known.iter().find(|(word, _)| fold(word) == fold(&written));
    if found.is_none() {
        let words = known.map(|(word, _)| word.to_owned()).to_vec();
        let refused = Diagnostic::at(Code::UnknownWord, written.span).with("found", written.as_str());
        reader.diagnostics.push(refused.with("known", words));
    }
    found.map(|(_, choice)| *choice)
}
