//! A text read from its first token to its last.
//!
//! Goes in: text, lexicon, variants. Comes out: spoken words and doubts. It must not know where the text is from.

use super::doubt::{Doubt, DoubtKind};
use super::lexicon::Sought;
use super::token::{Kind, Tokens};
use super::{Speech, Spoken, number};

/// How far a text is read, and what was said.
pub(super) struct Reading<'a> {
    tokens: &'a Tokens<'a>,
    speech: &'a Speech,
    spoken: Spoken,
}

/// Reads `text` aloud.
pub(super) fn read(text: &str, speech: &Speech) -> Spoken {
    let tokens = Tokens::of(text);
    let spoken = Spoken { words: String::with_capacity(text.len()), doubts: Vec::new() };
    let mut reading = Reading { tokens: &tokens, speech, spoken };
    let mut at = 0;
    while let Some(kind) = tokens.kind(at) {
        at = match kind {
            Kind::Digits => reading.digits(at),
            Kind::Word => reading.word(at),
            Kind::Blank | Kind::Sign => {
                reading.spoken.words += tokens.text(at);
                at + 1
            }
        };
    }
    reading.spoken
}

impl Reading<'_> {
    fn digits(&mut self, at: usize) -> usize {
        match number::integer(self.tokens.text(at), self.speech.variants) {
            Some(words) => self.spoken.words += &words,
            None => self.doubt(at, at + 1, DoubtKind::Number),
        }
        at + 1
    }

    fn word(&mut self, at: usize) -> usize {
        let found = self.speech.lexicon.longest(self.tokens, at, Sought::Word, self.speech.variants);
        let Some((end, words)) = found else {
            self.spoken.words += self.tokens.text(at);
            return at + 1;
        };
        self.spoken.words += &words;
        end
    }

    fn doubt(&mut self, from: usize, to: usize, kind: DoubtKind) {
        for at in from..to {
            self.spoken.words += self.tokens.text(at);
        }
        self.spoken.doubts.push(Doubt { place: self.tokens.place(from, to), kind });
    }
}
