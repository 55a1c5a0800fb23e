//! Addresses of the net: e-mail, web pages.
//!
//! Goes in: tokens up to the next blank. Comes out: where the address ends. It must not know how one is said.

use crate::speech::token::Tokens;

/// What the name of a machine ends with, as far as people in Việt Nam write them.
const ENDINGS: [&str; 8] = ["vn", "com", "net", "org", "gov", "edu", "info", "asia"];

/// Where the address ends that begins at `at`, in the tokens up to `blank`.
pub(super) fn address(tokens: &Tokens, at: usize, blank: usize) -> Option<usize> {
    // Marks behind an address belong to the sentence.
    let end = (at..blank).rev().find(|at| tokens.is_solid(*at) || tokens.is_sign(*at, "/"))? + 1;
    let is_mail =
        (at + 1..end).any(|at| tokens.is_sign(at, "@") && tokens.is_glued(at) && tokens.is_solid(at + 1));
    let is_page = (at..end).any(|at| {
        tokens.is_sign(at, ":") && tokens.is_sign(at + 1, "/") && tokens.is_sign(at + 2, "/")
            || tokens.word(at).is_some_and(|word| word.eq_ignore_ascii_case("www"))
                && tokens.is_sign(at + 1, ".")
    });
    (is_mail || is_page || is_name(tokens, at, end)).then_some(end)
}

/// Where the letters and digits up to `blank` begin with the name of a machine: phuyen.gov.vn/tin.
fn is_name(tokens: &Tokens, at: usize, end: usize) -> bool {
    let mut here = tokens.run_end(at);
    let mut last = None;
    while here < end && tokens.is_one_of(here, ".-") && tokens.is_solid(here + 1) {
        last = tokens.is_sign(here, ".").then_some(here + 1);
        here = tokens.run_end(here + 1);
    }
    let ending = last.and_then(|last| tokens.word(last));
    let is_whole = here == end || tokens.is_sign(here, "/");
    is_whole && ending.is_some_and(|ending| ENDINGS.contains(&ending))
}
