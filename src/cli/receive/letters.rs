//! Old letters: recognised, shown, and applied only when somebody says so.

use super::super::Session;
use super::super::fault::Fault;
use super::ask::yes;
use crate::intake::{Draft, Guess, Lettering, guess};
use clap::ArgMatches;

/// How a text is to be read.
pub(super) struct Letters {
    /// Whether words in fonts for old letters are decoded by their font.
    pub by_fonts: bool,
    /// What all other words are written with.
    pub others: Lettering,
}

/// So much of a text is shown as a sample, in letters.
const SAMPLE: usize = 160;

/// Finds out with which letters `draft` is written: as `--encoding` says, else as is plain, else as somebody agrees to.
pub(super) fn letters(
    session: &mut Session,
    matches: &ArgMatches,
    file: &str,
    draft: &Draft,
    is_unicode: bool,
) -> Result<Letters, Fault> {
    let told = matches.get_one::<String>("encoding").map(|name| match name.as_str() {
        "tcvn3" => Lettering::Tcvn3,
        "vni" => Lettering::Vni,
        _ => Lettering::Unicode,
    });
    if let Some(others) = told {
        return Ok(Letters { by_fonts: others.is_old(), others });
    }
    let by_fonts = draft.old_fonts();
    if let Some(font) = by_fonts {
        let sample = sample(&font.decode(&draft.words(font)));
        let args = vec![("file", file.into()), ("letters", name(font).into()), ("sample", sample.into())];
        writeln!(session.err, "{}", session.messages.text("receive-old-fonts", &args))?;
    }
    // Words whose font is not to be believed are as unsure as those without.
    let words = match by_fonts {
        Some(_) => draft.words(Lettering::Unicode),
        None => draft.paragraphs.iter().flat_map(|p| &p.runs).map(|run| format!("{} ", run.text)).collect(),
    };
    let others = match guess(&words, is_unicode) {
        Guess::Plain => Lettering::Unicode,
        Guess::Likely(lettering) => {
            agreed(session, file, lettering, &words, is_unicode)?;
            lettering
        }
        Guess::Unknown => {
            return Err(Fault::usage("receive-unknown-letters", vec![("file", file.into())]));
        }
    };
    Ok(Letters { by_fonts: by_fonts.is_some(), others })
}

/// Shows a sample and asks whether it is right; ends the command where nobody says yes.
fn agreed(
    session: &mut Session,
    file: &str,
    lettering: Lettering,
    words: &str,
    is_unicode: bool,
) -> Result<(), Fault> {
    let option = if lettering == Lettering::Vni { "vni" } else { "tcvn3" };
    let args = vec![
        ("file", file.into()),
        ("letters", name(lettering).into()),
        ("before", sample(words).into()),
        ("sample", sample(&lettering.decode(words)).into()),
        ("option", option.into()),
    ];
    if !session.world.can_ask {
        return Err(Fault::usage("receive-letters-needed", args));
    }
    writeln!(session.err, "{}", session.messages.text("receive-letters", &args))?;
    if yes(session, "receive-letters-right", &args)? {
        return Ok(());
    }
    let id = if is_unicode { "receive-letters-as-they-are" } else { "receive-unknown-letters" };
    Err(Fault::usage(id, vec![("file", file.into())]))
}

/// How people call these letters.
fn name(lettering: Lettering) -> &'static str {
    match lettering {
        Lettering::Unicode => "Unicode",
        Lettering::Tcvn3 | Lettering::Tcvn3Capitals => "TCVN3 (ABC)",
        Lettering::Vni => "VNI",
    }
}

fn sample(text: &str) -> String {
    let words = text.split_whitespace().take(SAMPLE).collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(SAMPLE) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
