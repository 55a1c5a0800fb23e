//! Questions to whoever sits at the terminal: a numbered list, and an answer by number or name.

use super::super::Session;
use super::super::fault::Fault;
use crate::diagnostic::Args;
use crate::source::fold;

/// So often an answer that makes no sense is asked for again.
const TRIES: usize = 5;

/// What somebody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// The choice at that place of the list.
    Choice(usize),
    /// Something that is not on the list.
    Other(String),
    /// Nothing: just Enter.
    Nothing,
}

/// Asks until `take` makes something of the answer.
pub(super) fn ask<T>(
    session: &mut Session,
    question: &str,
    args: &Args,
    choices: &[String],
    take: impl Fn(Answer) -> Option<T>,
) -> Result<T, Fault> {
    let mut text = format!("\n{}\n", session.messages.text(question, args));
    for (number, choice) in (1..).zip(choices) {
        text += &format!("  {number:2}  {choice}\n");
    }
    session.err.write_all(text.as_bytes())?;
    for _ in 0..TRIES {
        session.err.write_all(b"> ")?;
        session.err.flush()?;
        let mut line = String::new();
        if session.input.read_line(&mut line)? == 0 {
            break;
        }
        if let Some(taken) = take(answer(line.trim(), choices)) {
            return Ok(taken);
        }
        let again = session.messages.text("receive-again", &vec![("count", choices.len().into())]);
        session.err.write_all(format!("{again}\n").as_bytes())?;
    }
    Err(Fault::usage("receive-no-answer", vec![]))
}

/// Asks something to be answered by yes or no; no unless it is yes.
pub(super) fn yes(session: &mut Session, question: &str, args: &Args) -> Result<bool, Fault> {
    ask(session, question, args, &[], |answer| match answer {
        Answer::Other(word) if ["c", "co", "y", "yes"].contains(&fold(&word).as_str()) => Some(true),
        Answer::Other(word) if ["k", "khong", "n", "no"].contains(&fold(&word).as_str()) => Some(false),
        Answer::Nothing => Some(false),
        _ => None,
    })
}

fn answer(line: &str, choices: &[String]) -> Answer {
    let number = line.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let named = || choices.iter().position(|choice| !line.is_empty() && fold(choice) == fold(line));
    match number.filter(|at| *at < choices.len()).or_else(named) {
        Some(at) => Answer::Choice(at),
        None if line.is_empty() => Answer::Nothing,
        None => Answer::Other(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_number_of_the_list_a_name_on_it_or_something_else() {
        let choices = ["thời sự", "thông báo"].map(str::to_owned);
        assert_eq!(answer("2", &choices), Answer::Choice(1));
        assert_eq!(answer("Thong bao", &choices), Answer::Choice(1));
        assert_eq!(answer("3", &choices), Answer::Other("3".to_owned()));
        assert_eq!(answer("", &choices), Answer::Nothing);
    }
}
