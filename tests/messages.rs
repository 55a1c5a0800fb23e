//! The words people see: every id has its words in both languages, every code its paragraph, and nothing stands unused.
//!
//! Takes the Fluent files, the source text and `docs/diagnostics.md` as they lie in the repository.

// Tests look at the repository itself; only the modules of the program are kept from files.
#![allow(clippy::disallowed_methods)]

use loa::diagnostic::{Arg, Args, Code, Diagnostic};
use loa::messages::{Lang, Messages};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LANGS: [Lang; 2] = [Lang::Vi, Lang::En];

/// What one language's files hold: the body of each message, by id.
type Words = BTreeMap<String, String>;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files under `folder` with that extension, sorted.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a folder of the repository can be listed").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The messages of a Fluent text; what follows on indented lines belongs to the message above.
fn messages_in(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t', '}']) {
            if let Some((_, body)) = found.last_mut() {
                body.push_str(line);
            }
        } else if let Some((id, body)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            found.push((id.trim().to_owned(), body.to_owned()));
        }
    }
    found
}

fn words(lang: Lang) -> Words {
    let folder = repository().join("src/messages").join(lang.code());
    files(&folder, "ftl").iter().flat_map(|path| messages_in(&text_of(path))).collect()
}

fn ids(words: &Words) -> BTreeSet<&str> {
    words.keys().map(String::as_str).collect()
}

/// The names of the arguments in a message's body: `path` of `{ $path }`.
fn arguments(body: &str) -> BTreeSet<&str> {
    let name = |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    body.split('$').skip(1).map(|rest| &rest[..name(rest)]).collect()
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// What stands between quotation marks in the program's source and could be an id.
fn literals() -> BTreeSet<String> {
    let sources = files(&repository().join("src"), "rs");
    let texts = sources.iter().map(|path| text_of(path));
    texts
        .flat_map(|text| text.split('"').filter(|part| is_id(part)).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// The ids that the source asks `Messages` for by name: what follows `.plain(` and `.text(`.
fn asked_for() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in files(&repository().join("src"), "rs").iter().map(|path| text_of(path)) {
        for call in [".plain(", ".text("] {
            let calls = text.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            found.extend(
                calls.filter_map(|rest| rest.split('"').next()).filter(|id| is_id(id)).map(str::to_owned),
            );
        }
    }
    found
}

fn codes() -> BTreeSet<&'static str> {
    Code::ALL.iter().map(|code| code.id()).collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (vietnamese, english) = (words(Lang::Vi), words(Lang::En));
    let only_one_has = ids(&vietnamese).symmetric_difference(&ids(&english)).copied().collect::<Vec<_>>();
    assert!(only_one_has.is_empty(), "{only_one_has:?}");
    for (id, body) in &vietnamese {
        assert_eq!(arguments(body), arguments(&english[id]), "{id}");
    }
}

#[test]
fn no_id_stands_twice_and_the_program_reads_every_file() {
    for lang in LANGS {
        let folder = repository().join("src/messages").join(lang.code());
        let mut seen = BTreeSet::new();
        for (id, _) in files(&folder, "ftl").iter().flat_map(|path| messages_in(&text_of(path))) {
            assert!(seen.insert(id.clone()), "{id} twice in {}", lang.code());
        }
        let messages = Messages::new(lang);
        let unread: Vec<&String> = seen.iter().filter(|id| !messages.has(id)).collect();
        assert!(unread.is_empty(), "{}: {unread:?}", lang.code());
    }
}

#[test]
fn every_code_has_a_message_and_its_arguments_all_find_their_place() {
    for lang in LANGS {
        let (messages, words) = (Messages::new(lang), words(lang));
        for code in Code::ALL {
            let body = words.get(code.id()).unwrap_or_else(|| panic!("{} in {}", code.id(), lang.code()));
            let mut found = Diagnostic::new(*code);
            for name in arguments(body) {
                found = found.with(String::from(name).leak(), format!("‹{name}›"));
            }
            let shown = messages.text(code.id(), &found.args);
            assert_ne!(shown, code.id(), "{}", lang.code());
            assert!(!shown.contains("{$"), "{shown}");
            for (name, _) in &found.args {
                assert!(shown.contains(&format!("‹{name}›")), "{shown}");
            }
        }
    }
}

#[test]
fn every_id_in_the_source_has_words() {
    let (vietnamese, codes) = (words(Lang::Vi), codes());
    let family = |id: &str| id.split_once('-').map(|(family, _)| family.to_owned());
    let ids = ids(&vietnamese);
    // Ids share their first words: `hint-`, `usage-`. Such a word between quotation marks is meant as an id.
    let families: BTreeSet<_> = ids.difference(&codes).filter_map(|id| family(id)).collect();
    for known in ["hint", "label", "term", "cron", "written", "sound"] {
        assert!(families.contains(known), "{known}");
    }
    let is_of_a_family = |id: &String| family(id).is_some_and(|family| families.contains(&family));
    let named: BTreeSet<String> = literals().into_iter().filter(is_of_a_family).chain(asked_for()).collect();
    assert!(named.contains("hint-did-you-mean") && named.contains("sheet-lunar"), "the source is not seen");
    for lang in LANGS {
        let messages = Messages::new(lang);
        let missing: Vec<&String> = named.iter().filter(|id| !messages.has(id)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
}

#[test]
fn every_message_of_a_finding_is_used() {
    let path = repository().join("src/messages/vi/diagnostics.ftl");
    let (codes, literals) = (codes(), literals());
    let written = messages_in(&text_of(&path));
    let unused: Vec<&String> = written
        .iter()
        .map(|(id, _)| id)
        .filter(|id| !codes.contains(id.as_str()) && !literals.contains(*id))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn headlines_have_no_full_stop_and_hints_are_sentences() {
    for lang in LANGS {
        let words = words(lang);
        for code in codes() {
            assert!(!words[code].ends_with(['.', '!']), "{code} in {}", lang.code());
        }
        for (id, body) in words.iter().filter(|(id, _)| id.starts_with("hint-")) {
            let first = body.trim().chars().next().expect("a hint has words");
            assert!(first.is_uppercase() && body.ends_with(['.', '?']), "{id} in {}", lang.code());
        }
    }
}

#[test]
fn the_documentation_has_one_paragraph_for_each_code_in_their_order() {
    let text = text_of(&repository().join("docs/diagnostics.md"));
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let out_of_place = headings.iter().zip(&codes).find(|(heading, code)| heading != code);
    assert_eq!(out_of_place, None, "the first heading that is not the code");
    assert_eq!(headings.len(), codes.len());
    for paragraph in text.split("\n## ").skip(1) {
        let heading = paragraph.lines().next().expect("a heading");
        assert!(
            paragraph.lines().any(|line| line.starts_with("*English:* ")),
            "{heading} has no English line"
        );
    }
}

#[test]
fn a_phrase_within_a_message_is_said_in_the_same_language() {
    let why = |id: &'static str, args: Args| loa::diagnostic::Phrase { id, args };
    let bounds = vec![("least", Arg::Number(0)), ("greatest", Arg::Number(59))];
    let args = vec![("why", why("cron-out-of-bounds", bounds).into())];
    assert_eq!(
        Messages::new(Lang::Vi).text("bad-cron", &args),
        "không đọc được lịch `Cron`: chỗ này chỉ ghi được từ 0 đến 59"
    );
    assert_eq!(
        Messages::new(Lang::En).text("bad-cron", &args),
        "cannot read this `Cron`: here the numbers go from 0 to 59"
    );
    let args = vec![("name", "topic".into())];
    assert!(Messages::new(Lang::Vi).text("hint-is-defined", &args).contains("{% if topic is defined %}"));
}
