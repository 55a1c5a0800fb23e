//! `loa say`: how a text is said, one result a line.

use super::fault::Fault;
use super::{Exit, Session, render};
use crate::diagnostic::Diagnostics;
use crate::project;
use crate::source::Sources;
use crate::speech::{As, Doubt, Lexicon, Pace, Speech, Spoken, Variants, reading_time, syllables};
use clap::ArgMatches;
use std::sync::Arc;

/// So many findings are shown; the rest are counted.
const SHOWN: usize = 50;

/// So many bytes of a long line are shown before and behind what is doubtful.
const AROUND: usize = 60;

/// What was asked for.
struct Asked {
    speech: Speech,
    form: As,
    is_timed: bool,
}

/// What is told when all is said.
#[derive(Default)]
struct Told {
    sources: Sources,
    diagnostics: Diagnostics,
    shown: usize,
    hidden: usize,
}

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let mut told = Told::default();
    let (lexicon, variants) = match project::find(&session.folder) {
        Ok(root) => {
            let variants = project::network_of(&root).map(|network| network.variants);
            (project::lexicon(&root, &mut told.sources, &mut told.diagnostics)?, variants.unwrap_or_default())
        }
        Err(_) => (Lexicon::shipped(), Variants::default()),
    };
    let named = matches.get_one::<String>("as").map_or("text", String::as_str);
    let form = As::ALL.iter().find(|(name, _)| *name == named).map_or(As::Text, |(_, form)| *form);
    let speech = Speech::new(Arc::new(lexicon), variants);
    let asked = Asked { speech, form, is_timed: matches.get_flag("time") };
    told.show(session)?;
    let has_errors = told.diagnostics.has_errors();
    let texts: Vec<&str> =
        matches.get_many::<String>("text").into_iter().flatten().map(String::as_str).collect();
    if texts.is_empty() {
        from_input(session, &asked, &mut told)?;
    } else {
        for line in texts.join(" ").split('\n') {
            say(session, &asked, line, "TEXT", &mut told)?;
        }
    }
    if told.hidden > 0 {
        let more = session.messages.text("say-more", &vec![("count", told.hidden.into())]);
        writeln!(session.err, "{more}")?;
    }
    Ok(if has_errors { Exit::Errors } else { Exit::Clean })
}

/// Every line of the standard input as soon as it is there.
fn from_input(session: &mut Session, asked: &Asked, told: &mut Told) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    for number in 1usize.. {
        bytes.clear();
        if session.input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.strip_suffix('\n').unwrap_or(&line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let place = session.messages.text("say-line", &vec![("number", number.into())]);
        say(session, asked, line, &place, told)?;
    }
    Ok(())
}

fn say(session: &mut Session, asked: &Asked, line: &str, place: &str, told: &mut Told) -> Result<(), Fault> {
    let Spoken { words, doubts } = match line.trim() {
        "" => Spoken { words: String::new(), doubts: Vec::new() },
        _ => asked.speech.say(line, asked.form),
    };
    let mut result = words;
    if asked.is_timed && !result.is_empty() {
        let length = reading_time(&result, Pace::News.rate());
        let args = vec![("syllables", (syllables(&result) as usize).into()), ("length", length.into())];
        result += &format!("\t{}", session.messages.text("say-time", &args));
    }
    writeln!(session.out, "{result}")?;
    for doubt in &doubts {
        told.add(doubt, line, place);
    }
    told.show(session)
}

impl Told {
    /// Takes in a doubt about a line, with as much of the line as can be shown.
    fn add(&mut self, doubt: &Doubt, line: &str, place: &str) {
        if self.shown == SHOWN {
            self.hidden += 1;
            return;
        }
        self.shown += 1;
        let begin = line.floor_char_boundary(doubt.place.start.saturating_sub(AROUND));
        let end = line.ceil_char_boundary((doubt.place.start + AROUND).max(begin).min(line.len()));
        let part = &line[begin..end];
        let shown = Doubt {
            place: doubt.place.start - begin..doubt.place.end.min(end) - begin,
            kind: doubt.kind.clone(),
        };
        let file = self.sources.add(place, part.as_bytes().to_vec(), &mut self.diagnostics);
        self.diagnostics.push(shown.diagnostic(file, 0, part));
    }

    fn show(&mut self, session: &mut Session) -> Result<(), Fault> {
        render::diagnostics(session, &self.sources, &mut self.diagnostics)?;
        if !self.diagnostics.has_errors() {
            (self.sources, self.diagnostics) = (Sources::new(), Diagnostics::new());
        }
        Ok(())
    }
}
