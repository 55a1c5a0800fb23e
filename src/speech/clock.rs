//! Times of day in words.
//!
//! Goes in: tokens where a time may stand. Comes out: its words. It must not know what stands around.

use super::number::integer;
use super::token::Tokens;
use super::variants::Variants;

/// The time that stands at `at`: 7h30, 7h, 7g30, 17:30, 17:30:05; where it ends and its words. None when it is none.
pub(super) fn time(tokens: &Tokens, at: usize, variants: Variants) -> Option<(usize, String)> {
    let hour = tokens.digits(at).filter(|_| !tokens.is_glued(at))?;
    let (end, minutes, seconds) = by_letter(tokens, at).or_else(|| by_colon(tokens, at))?;
    if hour.len() > 2 || hour.parse::<u32>().ok()? > 24 {
        return None;
    }
    let mut words = format!("{} giờ", integer(hour, variants)?);
    for (written, unit) in [(minutes, "phút"), (seconds, "giây")] {
        let Some(written) = written.filter(|written| *written != "00") else { continue };
        if written.len() != 2 || written.parse::<u32>().ok()? > 59 {
            return None;
        }
        words += &format!(" {} {unit}", integer(written, variants)?);
    }
    Some((end, words))
}

/// Behind its end, minutes, seconds.
type Parts<'t> = (usize, Option<&'t str>, Option<&'t str>);

/// 7h30, 7h30p, 7h. A `g` alone is a unit of weight.
fn by_letter<'t>(tokens: &'t Tokens, at: usize) -> Option<Parts<'t>> {
    let letter = tokens.word(at + 1)?;
    let minutes = tokens.digits(at + 2);
    if !matches!(letter, "h" | "H") && (!matches!(letter, "g" | "G") || minutes.is_none()) {
        return None;
    }
    let mut end = at + 2 + usize::from(minutes.is_some());
    if minutes.is_some() && matches!(tokens.word(end), Some("p" | "ph" | "phút" | "m"))
        || minutes.is_some() && tokens.is_one_of(end, "'’")
    {
        end += 1;
    }
    let goes_on = tokens.is_solid(end) || tokens.is_one_of(end, "/,.:") && tokens.digits(end + 1).is_some();
    (!goes_on).then_some((end, minutes, None))
}

fn by_colon<'t>(tokens: &'t Tokens, at: usize) -> Option<Parts<'t>> {
    let part = |at: usize| tokens.digits(at).filter(|_| tokens.is_sign(at - 1, ":")).filter(|d| d.len() == 2);
    let minutes = part(at + 2)?;
    let seconds = part(at + 4);
    let end = at + if seconds.is_some() { 5 } else { 3 };
    let goes_on = tokens.is_solid(end)
        || tokens.is_one_of(end, ":/,.") && tokens.is_solid(end + 1)
        || at > 1 && tokens.is_one_of(at - 1, ":/,.") && tokens.is_solid(at - 2);
    (!goes_on).then_some((end, Some(minutes), seconds))
}
