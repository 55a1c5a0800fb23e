//! Templates that would eat the memory or never end: whatever they try, rendering ends soon, in little memory, with
//! words or with a problem that names the template.
//!
//! Memory above the cap is not given at all: a run that wants more ends at once ("memory allocation of … failed"); with
//! `--nocapture` the last name printed is the bomb's.
#![allow(clippy::print_stderr)] // Says which bomb is tried.
#![allow(clippy::disallowed_methods)] // Sees how long a rendering takes.

use cap::Cap;
use loa::diagnostic::{Diagnostics, FileId};
use loa::script::{Context, ProblemKind, Templates, with_library};
use loa::speech::{Lexicon, Speech, Variants};
use std::alloc::System;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// What rendering may take above what was there before, in bytes.
const MOST_MEMORY: usize = 64 << 20;

/// On a quiet machine none takes a second; the tests may run beside others.
const MOST_TIME: Duration = Duration::from_secs(5);

/// One at a time: the memory is counted for all.
static TURN: Mutex<()> = Mutex::new(());

/// A name and the files of a bomb, the first of which is rendered.
type Bomb = (&'static str, Vec<(String, String)>);

/// A station whose short form `X` stands for a thousand words, so that what filters say is no longer bounded by what is written.
fn speech() -> Speech {
    let spoken = "lời ".repeat(1_000);
    let table = format!("Lexicon(version: 1, words: [(written: \"X\", spoken: \"{}\")])", spoken.trim_end());
    let mut diagnostics = Diagnostics::new();
    let lexicon = Lexicon::with(FileId(0), &table, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    Speech::new(Arc::new(lexicon), Variants::default())
}

const R: &str = "{% set r = range(end=1000) %}";

/// Doubles `a` in `rounds` rounds by `tag`.
fn growing(tag: &str, rounds: u32) -> String {
    format!(
        "{{% set_global a = \"xé\\\"\" %}}{{% for i in range(end={rounds}) %}}{tag}{{% endfor %}}{{{{ a }}}}"
    )
}

fn alone(name: &'static str, text: String) -> Bomb {
    (name, vec![("bom.tera".to_owned(), text)])
}

fn bombs() -> Vec<Bomb> {
    let long = "x".repeat(200_000);
    let thousand = |body: &str| format!("{R}{{% for i in r %}}{body}{{% endfor %}}");
    let million =
        |body: &str| format!("{R}{{% for i in r %}}{{% for j in r %}}{body}{{% endfor %}}{{% endfor %}}");
    let mut bombs = vec![
        alone("a text doubled with ~", growing("{% set_global a = a ~ a %}", 60)),
        alone("a text doubled in plain sets", format!("{{% set a = \"xy\" %}}{}", "{% set a = a ~ a %}".repeat(60))),
        alone("a text joined sixteenfold in a tag", growing("{% set_global a = a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a %}", 20)),
        alone("a tag of two hundred operators", growing(&format!("{{% set_global a = a{} %}}", " ~ a".repeat(200)), 9)),
        alone("a list doubled by naming it twice", growing("{% set_global a = [a, a] %}", 60)),
        alone("a list doubled by spreading it", growing("{% set_global a = [...[a], ...[a, a]] %}", 60)),
        alone("a list spread onto itself", "{% set_global a = [1, 2] %}{% for i in range(end=60) %}{% set_global a = [...a, ...a] %}{% endfor %}{{ a | length }}".to_owned()),
        alone("a map that holds itself twice", growing("{% set_global a = {\"x\": a, \"y\": a} %}", 60)),
        alone("a list printed over and over", growing("{% set_global a = [a] ~ \"\" %}", 60)),
        alone("a list nested twenty thousand deep", growing("{% set_global a = [a] %}", 1000).replace("{{ a }}", "{{ a | length }}")),
        alone("replace that grows", growing("{% set_global a = a | replace(from=\"x\", to=\"xxxx\") %}", 60)),
        alone("replace of nothing by itself", growing("{% set_global a = a | replace(from=\"\", to=a) %}", 60)),
        alone("a short form that is said at length", growing("{% set_global a = \"X X X X X X X X \" | spoken ~ a %}", 1000)),
        alone("what is said, said again", growing("{% set_global a = a ~ \" X X\" | spoken | spoken ~ a %}", 60)),
        alone("join with itself", format!("{R}{{% set a = \"xyz\" %}}{{% set b = r | join(sep=a) %}}{{% set c = r | join(sep=b) %}}{{% set d = r | join(sep=c) %}}{{% set e = r | join(sep=d) %}}{{{{ e }}}}")),
        alone("joins in one tag", format!("{R}{{{{ r | join(sep=(r | join(sep=(r | join(sep=(r | join(sep=\"xxxxxxxxxx\"))))))) }}}}")),
        alone("indent of many lines", growing("{% set_global a = a ~ \"\\n\" ~ a | indent(width=1000, blank=true, first=true) %}", 60)),
        alone("indent of a width beyond all", "{{ \"a\\nb\" | indent(width=18446744073709551615) }}".to_owned()),
        alone("split into letters", format!("{{% set a = \"{long}\" %}}{{% set b = a | split(pat=\"\") %}}{{% set c = a | split(pat=\"\") %}}{{{{ b | length }}}}")),
        alone("letters as a list", format!("{{% set a = \"{long}\" %}}{{% set b = [c for c in a] %}}{{{{ b | length }}}}")),
        alone("the like taken out of a long list", format!("{R}{{% set a = [...r, ...r, ...r, ...r] %}}{{% set a = [...a, ...a, ...a, ...a] %}}{{% set b = a | unique %}}{{{{ b | length }}}}")),
        alone("a block of text caught again and again", "{% set_global a = \"x\" %}{% for i in range(end=60) %}{% set_global a %}{{ a }}{{ a }}{% endset %}{% endfor %}{{ a }}".to_owned()),
        alone("plain text caught in a loop", format!("{{% set a %}}{}{{% endset %}}{{{{ a | length }}}}", thousand(&long))),
        alone("caught text that is never printed", thousand(&format!("{{% set b %}}{long}{{% endset %}}"))),
        alone("loops within loops that print nothing", million("{% for k in r %}{% endfor %}")),
        alone("loops that set", million("{% set x = i * j %}")),
        alone("loops over a text", format!("{{% set a = \"{long}\" %}}{{% for c in a %}}{{% for d in a %}}{{% endfor %}}{{% endfor %}}")),
        alone("a loop that handles a long text", format!("{{% set a = \"{long}\" %}}{}", thousand("{% set b = a | upper | lower | title %}"))),
        alone("a loop that looks for a long text", format!("{{% set a = \"{long}\" %}}{}", thousand("{% if \"y\" in a %}y{% endif %}"))),
        alone("a loop that holds long texts against each other", format!("{{% set a = \"{long}\" %}}{{% set b = a ~ \"\" %}}{}", thousand("{% if a == b %}{% endif %}"))),
        alone("a loop over what an elif reads", format!("{{% set a = \"{long}\" %}}{}", thousand("{% if i == 5000 %}{% elif a | upper == \"\" %}{% endif %}"))),
        alone("a list built of long words", format!("{R}{{% set a = [\"{long}\" for i in r] ~ \"\" %}}{{{{ a | length }}}}")),
        alone("a list built of what is joined", format!("{R}{{% set a = \"{}\" %}}{{{{ [a ~ a ~ a ~ a for i in r] | length }}}}", &long[..100_000])),
        alone("a list whose condition is dear", format!("{R}{{% set a = \"{long}\" %}}{{{{ [i for i in r if a | upper == \"y\"] | length }}}}")),
        alone("lists within lists", format!("{R}{{{{ [[b for b in r] for a in r] }}}}")),
        alone("a component that calls itself twice", "{% component c(n) %}{{ <c n={n} /> }}{{ <c n={n} /> }}{% endcomponent c %}{{ <c n={1} /> }}".to_owned()),
        alone("a component that doubles its argument", "{% component c(n) %}{{ <c n={n ~ n ~ n ~ n ~ n ~ n} /> }}{% endcomponent c %}{{ <c n={\"xyz\"} /> }}".to_owned()),
        alone("a component that hands on a growing list", "{% component c(n) %}{{ <c n={[n, n, n, n, n, n, n, n]} /> }}{% endcomponent c %}{{ <c n={\"xyz\"} /> }}".to_owned()),
        alone("filter sections within filter sections", format!("{}{long}{}", "{% filter upper %}{% filter lower %}".repeat(15), "{% endfilter %}{% endfilter %}".repeat(15))),
        alone("everything the engine knows", thousand("{% set a = __tera_context ~ __tera_context %}")),
        alone("letters for web pages", growing("{% set_global a = a | escape_xml | escape_html %}", 60)),
        alone("a number as long as a text", format!("{{% set a = \"{}\" %}}{{{{ a | int }}}}", "9".repeat(200_000))),
        alone("an error as long as a text", format!("{{{{ throw(message=\"{long}\") }}}}")),
        alone("powers of powers", "{{ 9 ** 9 ** 9 ** 9 }}".to_owned()),
        alone("a line of unknown filters", "{{1|x}}".repeat(30_000)),
        alone("a component that fails twenty deep", format!("{{% component c(n) %}}{}{{{{ <c n={{n + 1}} /> }}}}{{% endcomponent c %}}{{{{ <c n={{1}} /> }}}}", "x".repeat(240_000))),
        alone("more words than anyone reads", thousand(&long)),
    ];
    let file = |number: usize, text: String| (format!("b{number:04}.tera"), text);
    let twice = |next: usize| format!("{{% include \"b{next:04}.tera\" %}}").repeat(9);
    bombs.push((
        "includes that include nine others",
        (0..11).map(|at| file(at, twice(at + 1))).chain([file(11, "x".to_owned())]).collect(),
    ));
    let caught = |next: usize| format!("{{% set a %}}{}{{% endset %}}", twice(next));
    bombs.push((
        "includes whose text is caught",
        (0..6).map(|at| file(at, caught(at + 1))).chain([file(6, long.clone())]).collect(),
    ));
    let chain = |next: usize| format!("{{% include \"b{next:04}.tera\" %}}");
    bombs.push((
        "a thousand templates, each in the next",
        (0..1000).map(|at| file(at, chain(at + 1))).chain([file(1000, "x".to_owned())]).collect(),
    ));
    let supers = |at: usize| {
        format!(
            "{{% extends \"b{:04}.tera\" %}}{{% block b %}}{{{{ super() }}}}{{{{ super() | upper | lower ~ super() }}}}{{% endblock %}}",
            at + 1
        )
    };
    bombs.push((
        "blocks that say the block above thrice",
        (0..11)
            .map(|at| file(at, supers(at)))
            .chain([file(11, format!("{{% block b %}}{long}{{% endblock %}}"))])
            .collect(),
    ));
    bombs
}

#[test]
fn no_template_takes_more_than_its_memory_or_its_time() {
    let _turn = TURN.lock();
    let bombs = bombs();
    assert!(bombs.len() >= 40);
    let mut stopped = 0;
    for (name, files) in bombs {
        eprintln!("{name}");
        stopped += usize::from(tried(name, files));
    }
    assert!(stopped > 25, "{stopped} of them were stopped");
}

/// Renders the first of `files` under the cap; whether it was stopped.
fn tried(name: &str, files: Vec<(String, String)>) -> bool {
    let first = files[0].0.clone();
    let said = speech();
    MEMORY.set_limit(MEMORY.allocated() + MOST_MEMORY).expect("above what is there");
    let began = Instant::now();
    let (templates, problems) = Templates::load(files, said);
    let outcome = templates.render(&first, &Context::full_example());
    let spent = began.elapsed();
    MEMORY.set_limit(usize::MAX).expect("above what is there");
    assert!(spent < MOST_TIME, "{name}: {spent:?}");
    eprintln!(
        "    {spent:?} {} {}",
        problems.len(),
        match &outcome {
            Ok(text) => format!("{} bytes", text.len()),
            Err(problem) => format!("{:.60}", format!("{:?}", problem.kind)),
        }
    );
    matches!(outcome, Err(problem) if matches!(problem.kind, ProblemKind::TooSlow | ProblemKind::TooLarge))
}

#[test]
fn what_stations_write_is_far_from_the_bounds_with_a_megabyte_of_bulletins_too() {
    let _turn = TURN.lock();
    let (templates, problems) = Templates::load(with_library(Vec::new()), Speech::default());
    assert_eq!(problems, []);
    let mut context = Context::full_example();
    let long = "Kính thưa bà con cô bác. ".repeat(26_000);
    context.bulletins[0].paragraphs = vec![long.clone()];
    context.bulletins[0].text = long.clone();
    for name in templates.names() {
        let said = templates.render(&name, &context);
        assert!(said.is_ok(), "{name}: {said:?}");
    }
    let again = templates.render("khan-cap-nhac-lai.tera", &context).expect("within the bounds");
    assert!(again.contains(long.trim_end()));
}

/// Parts of tags, put together at random.
const VALUES: [&str; 12] = [
    "a",
    "b",
    "c",
    "i",
    "\"xyz\"",
    "bulletins",
    "range(end=900)",
    "programme.sections",
    "[a, b]",
    "{\"k\": a}",
    "[a for x in range(end=90)]",
    "<k n={a} />",
];
const LINKS: [&str; 12] = [
    " ~ a",
    " ~ b",
    " | upper",
    " | str | replace(from=\"x\", to=\"xxxxxxxx\")",
    " | str | split(pat=\"\")",
    " ~ [a, b]",
    " | str | indent(width=900)",
    " ~ c ~ c",
    "",
    "",
    " ~ \"\" | length",
    " ~ i",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]
    #[test]
    fn no_small_template_of_sets_loops_and_filters_goes_beyond_the_bounds(
        statements in proptest::collection::vec(
            (0_usize..8, 0_usize..3, 0..VALUES.len(), proptest::collection::vec(0..LINKS.len(), 0..4)), 1..14),
    ) {
        let _turn = TURN.lock();
        let mut text = "{% component k(n) %}{{ n }}{{ n }}{% endcomponent k %}\
            {% set a = \"xé\" %}{% set b = \"y\" %}{% set c = [1] %}{% set i = 1 %}".to_owned();
        let mut open = Vec::new();
        for (kind, target, value, links) in statements {
            let value = VALUES[value].to_owned() + &links.iter().map(|link| LINKS[*link]).collect::<String>();
            let target = ["a", "b", "c"][target];
            match kind {
                0..=2 => text += &format!("{{% set_global {target} = {value} %}}"),
                3 => text += &format!("{{{{ {value} }}}}"),
                4 => { text += "{% for i in range(end=300) %}"; open.push("{% endfor %}"); }
                5 => { text += "{% set_global a %}"; open.push("{% endset %}"); }
                6 => { text += "{% filter upper %}"; open.push("{% endfilter %}"); }
                _ => text += open.pop().unwrap_or(""),
            }
        }
        text.extend(open.into_iter().rev());
        tried(&text, vec![("a.tera".to_owned(), text.clone())]);
    }
}
