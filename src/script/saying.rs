//! Filters that say a value in words: `{{ 2025 | year }}`, `{{ "0257 3872 345" | phone }}`.
//!
//! Takes texts and numbers of a template, returns spoken words. What is not of the form a filter is for is an error: a
//! template says what it means. Knows no template and no station.

use super::steps::Allowance;
use crate::speech::{As, Speech};
use std::sync::Arc;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// What begins the message of a filter that was given something else; behind it form and text.
pub(super) const NOT_OF_FORM: &str = "loa: not of the form ";

/// The filters of one form each, and `spoken` for running text, which leaves as written what it cannot say.
pub(super) const FORMS: [(&str, As); 11] = [
    ("spoken", As::Text),
    ("number", As::Number),
    ("decimal", As::Decimal),
    ("ordinal", As::Ordinal),
    ("year", As::Year),
    ("fraction", As::Fraction),
    ("date", As::Date),
    ("lunar", As::Lunar),
    ("time", As::Time),
    ("phone", As::Phone),
    ("money", As::Money),
];

/// Registers the filters, each speaking as `speech` does.
pub(super) fn register(tera: &mut Tera, speech: &Arc<Speech>, allowance: &Allowance) {
    for (name, form) in FORMS {
        let (speech, left) = (Arc::clone(speech), allowance.clone());
        tera.register_filter(name, move |value: &Value, _: Kwargs, _: &State| {
            let words = say(value, name, form, &speech)?;
            left.spend_on_made(words.len())?;
            Ok::<String, tera::Error>(words)
        });
    }
}

fn say(value: &Value, name: &str, form: As, speech: &Speech) -> TeraResult<String> {
    let text = match value.as_str() {
        Some(text) => text.to_owned(),
        // What is no text and no number is of no form.
        None if value.as_number().is_some() => value.to_string().replace('.', ","),
        None => return Err(refusal(name, &value.to_string())),
    };
    let spoken = speech.say(&text, form);
    match form {
        As::Text => Ok(spoken.words),
        _ if spoken.doubts.is_empty() => Ok(spoken.words),
        _ => Err(refusal(name, &text)),
    }
}

fn refusal(name: &str, text: &str) -> tera::Error {
    tera::Error::message(format!("{NOT_OF_FORM}{name} {text}"))
}
