//! Templates as announcers write them: what they give, and which mistakes are found in them, where.

use super::*;

fn load(named: &[(&str, &str)]) -> (Templates, Vec<TemplateProblem>) {
    let named = named.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Templates::load(named, Speech::default())
}

fn rendered(named: &[(&str, &str)]) -> Result<String, Box<TemplateProblem>> {
    let (templates, problems) = load(named);
    assert_eq!(problems, []);
    templates.render(named[0].0, &Context::bare_example())
}

fn only_problem(named: &[(&str, &str)]) -> TemplateProblem {
    let (templates, problems) = load(named);
    match problems.as_slice() {
        [] => *templates.render(named[0].0, &Context::bare_example()).unwrap_err(),
        [problem] => problem.clone(),
        more => panic!("{more:?}"),
    }
}

/// The problem's bad part, as the caret shows it.
fn marked<'t>(named: &[(&str, &'t str)], problem: &TemplateProblem) -> &'t str {
    let (_, text) = named.iter().find(|(name, _)| *name == problem.template).unwrap();
    &text[problem.range.clone()]
}

#[test]
fn a_template_extends_includes_and_calls_components() {
    let text = rendered(&[
        (
            "mo-dau.tera",
            "{% extends \"khung.tera\" %}{% block loi %}{% include \"ten.tera\" %}{{ <chao ai=\"bà con\" /> }}{% endblock %}",
        ),
        ("khung.tera", "Kính thưa. {% block loi %}{% endblock %} {% block het %}Hết.{% endblock %}"),
        ("ten.tera", "Đây là {{ station.name }}, "),
        ("chao.tera", "{% component chao(ai) %}chào {{ ai }}.{% endcomponent chao %}"),
    ]);
    assert_eq!(text.unwrap(), "Kính thưa. Đây là Đài Truyền thanh thị trấn La Hai, chào bà con. Hết.");
}

#[test]
fn words_to_be_read_are_neither_escaped_nor_left_untidy() {
    let text = rendered(&[("a.tera", "\u{feff}\r\n  <{{ \"a & b\" }}>  \r\n\r\n\r\n\r\nha\u{300}nh \r\n")]);
    assert_eq!(text.unwrap(), "<a & b>\n\nhành");
}

#[test]
fn an_undefined_variable_names_template_line_column_and_itself() {
    let source = "Kính thưa\r\nbà con, {{ tpic }}";
    let problem = only_problem(&[("a.tera", source)]);
    assert_eq!((problem.template.as_str(), problem.line, problem.column), ("a.tera", 2, 12));
    assert_eq!(&source[problem.range.clone()], "tpic");
    let ProblemKind::UnknownVariable { name, available } = problem.kind else { panic!("{problem:?}") };
    assert_eq!(name, "tpic");
    assert!(available.contains(&"topic".to_owned()) && available.is_sorted());
}

#[test]
fn a_name_left_out_this_time_is_an_error_where_it_is_printed_behind_loops_too() {
    for (source, name) in [
        ("{{ topic.title }}", "topic"),
        ("{{ date.lunar.written }}", "date.lunar"),
        ("{% for b in bulletins %}{{ b.supplier }}{% endfor %}", "b.supplier"),
        ("{% for b in bulletins -%} x {% endfor %}{{ station.upstream }}", "station.upstream"),
        ("{{ station.upstream | upper }}", "station.upstream"),
        ("{% for c in topic.title %}x{% endfor %}", "topic"),
    ] {
        let named = [("a.tera", source)];
        let problem = only_problem(&named);
        assert_eq!(marked(&named, &problem), name);
        let ProblemKind::UnknownVariable { name: told, .. } = problem.kind else { panic!("{problem:?}") };
        assert_eq!(told, name);
    }
}

#[test]
fn asking_whether_an_optional_name_is_there_is_no_error() {
    let text = rendered(&[(
        "a.tera",
        "{% if topic is defined %}{{ topic.title }}{% else %}không{% endif %} \
         {% if topic %}{{ topic.title }}{% endif %}{{ station.upstream | default(value=\"huyện\") }}",
    )]);
    assert_eq!(text.unwrap(), "không huyện");
}

#[test]
fn a_mistake_in_an_included_template_tells_who_included_it() {
    let named = [
        ("a.tera", "{% extends \"khung.tera\" %}\n{% block x %}\n{% include \"b.tera\" %}{% endblock %}"),
        ("b.tera", "\n\n{{ topic.title }}"),
        ("khung.tera", "{% block x %}{% endblock %}"),
    ];
    let problem = only_problem(&named);
    assert_eq!((problem.template.as_str(), problem.line, problem.column), ("b.tera", 3, 4));
    assert_eq!(problem.via, [("a.tera".to_owned(), 3)]);
    let inherited =
        only_problem(&[("a.tera", "{% extends \"khung.tera\" %}"), ("khung.tera", "\n{{ topic.title }}")]);
    assert_eq!((inherited.template.as_str(), inherited.line), ("khung.tera", 2));
    assert_eq!(inherited.via, [("a.tera".to_owned(), 1)]);
}

#[test]
fn a_component_knows_only_its_arguments_and_its_mistakes_tell_who_called_it() {
    let named = [
        ("a.tera", "Kính thưa,\n{{ <chao ai=\"bà con\" /> }}"),
        ("c.tera", "{% component chao(ai) %}{{ ai }} {{ station.name }}{% endcomponent chao %}"),
    ];
    let problem = only_problem(&named);
    assert_eq!((problem.template.as_str(), marked(&named, &problem)), ("c.tera", "station"));
    assert_eq!(problem.via, [("a.tera".to_owned(), 2)]);
}

#[test]
fn a_tag_that_eats_white_space_goes_on_eating_it() {
    let text = rendered(&[(
        "a.tera",
        "a{% for b in bulletins -%}  b  {%- endfor %}c{% for b in bulletins %} d{% endfor %}",
    )]);
    assert_eq!(text.unwrap(), "abc d");
}

#[test]
fn a_template_that_includes_a_misspelt_name_in_a_quiet_branch_is_not_rendered_either() {
    let (templates, problems) =
        load(&[("a.tera", "{% include \"b.tera\" %}"), ("b.tera", "{% if tpic %}x{% endif %}")]);
    assert_eq!(problems.len(), 1);
    let problem = templates.render("a.tera", &Context::bare_example()).unwrap_err();
    assert_eq!((problem.template.as_str(), problem.via), ("b.tera", vec![("a.tera".to_owned(), 1)]));
}

#[test]
fn one_bad_template_stops_no_other_and_all_are_reported() {
    let (templates, problems) = load(&[
        ("b.tera", "{{ 1 + }}"),
        ("a.tera", "Tốt."),
        ("c.tera", "{% if %}"),
        ("d.tera", "{{ station.name | viet_hoa }} {{ station.name is xa }}"),
        ("e.tera", "{% include \"b.tera\" %}"),
        ("f.tera", "{{ tpic }} {{ date.lunr }}"),
    ]);
    let at: Vec<_> = problems.iter().map(|p| (p.template.as_str(), p.line, p.column)).collect();
    assert_eq!(
        at,
        [
            ("b.tera", 1, 8),
            ("c.tera", 1, 7),
            ("d.tera", 1, 19),
            ("d.tera", 1, 50),
            ("f.tera", 1, 4),
            ("f.tera", 1, 15)
        ]
    );
    assert_eq!(templates.render("a.tera", &Context::bare_example()).unwrap(), "Tốt.");
    let brought_down = templates.render("e.tera", &Context::bare_example()).unwrap_err();
    assert_eq!(
        (brought_down.template.as_str(), brought_down.via),
        ("b.tera", vec![("e.tera".to_owned(), 1)])
    );
}

#[test]
fn unknown_templates_filters_tests_functions_components_and_blocks_are_told_apart() {
    let base = ("khung.tera", "{% block a %}{% endblock %}{% component chao() %}{% endcomponent chao %}");
    let cases = [
        ("{% include \"khug.tera\" %}", "\"khug.tera\"", "template khug.tera, there is a.tera, khung.tera"),
        ("{% extends \"khug.tera\" %}", "\"khug.tera\"", "template khug.tera, there is a.tera, khung.tera"),
        ("{{ station.name | viet }}", "viet", "filter viet"),
        ("{% if station.name is viet %}{% endif %}", "viet", "test viet"),
        ("{{ ran(end=3) }}", "ran", "function ran, there is range, throw"),
        ("{{ <chap /> }}", "chap", "component chap, there is chao"),
        ("{% extends \"khung.tera\" %}{% block b %}{% endblock %}", "b", "block b"),
    ];
    for (source, bad, told) in cases {
        let named = [("a.tera", source), base];
        let problem = only_problem(&named);
        assert_eq!(marked(&named, &problem), bad, "{problem:?}");
        assert_eq!(in_words(&problem.kind), told);
    }
}

fn in_words(kind: &ProblemKind) -> String {
    use ProblemKind::*;
    match kind {
        UnknownTemplate { name, available } => format!("template {name}, there is {}", available.join(", ")),
        UnknownFunction { name, available } => format!("function {name}, there is {}", available.join(", ")),
        UnknownComponent { name, available } => {
            format!("component {name}, there is {}", available.join(", "))
        }
        UnknownFilter { name, available } if available.len() > 30 => format!("filter {name}"),
        UnknownTest { name, available } if available.len() > 10 => format!("test {name}"),
        UnknownBlock { name } => format!("block {name}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn templates_that_include_or_extend_in_a_ring_are_refused_at_the_tag() {
    let named = [("a.tera", "x {% include \"b.tera\" %}"), ("b.tera", "{% include \"a.tera\" %}")];
    let problem = only_problem(&named);
    assert_eq!((problem.template.as_str(), marked(&named, &problem)), ("a.tera", "\"b.tera\""));
    assert_eq!(
        problem.kind,
        ProblemKind::Circular { chain: ["a.tera", "b.tera", "a.tera"].map(str::to_owned).to_vec() }
    );
    let led_to = only_problem(&[
        ("a.tera", "{% include \"b.tera\" %}"),
        ("b.tera", "{% extends \"c.tera\" %}"),
        ("c.tera", "{% extends \"b.tera\" %}"),
    ]);
    assert_eq!(
        led_to.kind,
        ProblemKind::Circular { chain: ["b.tera", "c.tera", "b.tera"].map(str::to_owned).to_vec() }
    );
    let own = only_problem(&[("a.tera", "{% extends \"a.tera\" %}")]);
    assert_eq!(own.kind, ProblemKind::Circular { chain: vec!["a.tera".to_owned(), "a.tera".to_owned()] });
}

#[test]
fn a_component_in_a_broken_template_is_not_called_unknown() {
    let (templates, problems) = load(&[
        ("a.tera", "{{ <chao /> }}"),
        ("b.tera", "{% component chao() %}{% endcomponent chao %}{{ 1 + }}"),
    ]);
    assert_eq!(problems.iter().map(|p| p.template.as_str()).collect::<Vec<_>>(), ["b.tera"]);
    assert_eq!(templates.render("a.tera", &Context::bare_example()).unwrap_err().template, "b.tera");
}

#[test]
fn names_that_are_twice_there_are_refused() {
    let twice = only_problem(&[("a.tera", "một"), ("a.tera", "hai")]);
    assert_eq!(twice.kind, ProblemKind::Duplicate { name: "a.tera".to_owned() });
    let component = "{% component c() %}{% endcomponent c %}";
    let named = [("a.tera", component), ("b.tera", component)];
    let problem = only_problem(&named);
    assert_eq!((problem.template.as_str(), marked(&named, &problem)), ("b.tera", "c"));
    assert_eq!(problem.kind, ProblemKind::Duplicate { name: "c".to_owned() });
}

#[test]
fn a_template_that_loops_beyond_all_need_is_stopped_at_its_loop() {
    let r = "{% set r = range(end=1000) %}";
    for source in [
        format!(
            "{r}{{% for a in r %}}{{% for b in r %}}{{% for c in r %}}{{% endfor %}}{{% endfor %}}{{% endfor %}}"
        ),
        "{% component c(n) %}{{ <c n={n} /> }}{{ <c n={n} /> }}{% endcomponent c %}{{ <c n={1} /> }}"
            .to_owned(),
        format!("{r}{{{{ [[b for b in r] for a in r] }}}}"),
    ] {
        let problem = only_problem(&[("a.tera", &source)]);
        assert_eq!(problem.kind, ProblemKind::TooSlow, "{source}");
    }
    assert!(matches!(only_problem(&[("a.tera", "{{ range(end=1001) }}")]).kind, ProblemKind::Other { .. }));
}

#[test]
fn a_stopped_template_points_at_the_loop_and_leaves_the_next_rendering_its_full_allowance() {
    let source = "ấm {% for a in range(end=1000) %}{% for b in range(end=1000) %}{% endfor %}{% endfor %}";
    let (templates, _) =
        load(&[("a.tera", source), ("b.tera", "{% for a in range(end=900) %}{% endfor %}x")]);
    let problem = templates.render("a.tera", &Context::bare_example()).unwrap_err();
    assert!(source[problem.range.clone()].contains("end=1000"), "{problem:?}");
    assert_eq!(templates.render("b.tera", &Context::bare_example()).unwrap(), "x");
}

#[test]
fn more_than_a_megabyte_is_refused_going_in_and_coming_out() {
    let large = "x".repeat(LARGEST + 1);
    assert_eq!(only_problem(&[("a.tera", &large)]).kind, ProblemKind::TooLarge);
    let ten = "x".repeat(LARGEST / 10);
    let grows = format!("{{% for i in range(end=11) %}}{ten}{{% endfor %}}");
    assert_eq!(only_problem(&[("a.tera", &grows)]).kind, ProblemKind::TooLarge);
}

#[test]
fn deep_nesting_is_refused_and_not_a_crash() {
    let deep = "{% if 1 %}".repeat(10_000);
    assert!(matches!(only_problem(&[("a.tera", &deep)]).kind, ProblemKind::Syntax { .. }));
    let brackets = format!("{{{{ {}", "(".repeat(10_000));
    assert!(matches!(only_problem(&[("a.tera", &brackets)]).kind, ProblemKind::Syntax { .. }));
}

#[test]
fn a_template_that_is_not_there_is_told_with_those_that_are() {
    let (templates, _) = load(&[("a.tera", "")]);
    let problem = templates.render("b.tera", &Context::bare_example()).unwrap_err();
    let kind =
        ProblemKind::UnknownTemplate { name: "b.tera".to_owned(), available: vec!["a.tera".to_owned()] };
    assert_eq!(problem.kind, kind);
}

const FRAGMENTS: [&str; 44] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "-",
    " ",
    "\n",
    "\r\n",
    "Kính thưa ",
    "ệ",
    "\u{feff}",
    "\"",
    "'",
    "`",
    "\\",
    " if ",
    " endif ",
    " for b in bulletins ",
    " endfor ",
    " else ",
    "station.name",
    "date.lunr",
    "b.title",
    "topic",
    " is defined",
    " | upper",
    " | viet",
    "~",
    "[",
    "]",
    "(",
    ")",
    ".",
    "?.",
    "=",
    "{% include \"b.tera\" %}",
    "{% extends \"b.tera\" %}",
    "{% block x %}",
    "{% endblock %}",
    "{% set x = 1 %}",
    "{{ <c a={1} /> }}",
    "{% component c(a) %}x{% endcomponent c %}",
];

proptest::proptest! {
    #[test]
    fn mangled_templates_are_reported_inside_their_text_and_never_panic(
        parts in proptest::collection::vec(proptest::sample::select(FRAGMENTS.to_vec()), 0..24),
        included in proptest::collection::vec(proptest::sample::select(FRAGMENTS.to_vec()), 0..12),
    ) {
        let texts = [("a.tera", parts.concat()), ("b.tera", included.concat())];
        let named: Vec<_> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let (templates, mut problems) = load(&named);
        for context in Context::examples() {
            problems.extend(templates.render("a.tera", &context).err().map(|problem| *problem));
        }
        for problem in problems {
            let (_, text) = texts.iter().find(|(name, _)| *name == problem.template).unwrap();
            assert!(text.get(problem.range.clone()).is_some(), "{problem:?}");
        }
    }
}

#[test]
fn filters_say_in_words_what_a_template_says_it_is() {
    for (written, spoken) in [
        ("{{ 2025 | number }}", "hai nghìn không trăm hai mươi lăm"),
        ("{{ 3.5 | decimal }}", "ba phẩy năm"),
        ("{{ 'IV' | ordinal }}", "tư"),
        ("{{ 2025 | year }}", "hai nghìn không trăm hai mươi lăm"),
        ("{{ '3/4' | fraction }}", "ba phần tư"),
        ("{{ '2/9' | date }}", "ngày mùng hai tháng chín"),
        ("{{ '15/1' | lunar }}", "rằm tháng Giêng"),
        ("{{ '17:30' | time }}", "mười bảy giờ ba mươi phút"),
        ("{{ '113' | phone }}", "một một ba"),
        ("{{ 2050000 | money }}", "hai triệu không trăm năm mươi nghìn đồng"),
        ("{{ 'UBND xã, 2/9' | spoken }}", "Ủy ban nhân dân xã, 2/9"),
    ] {
        assert_eq!(rendered(&[("a.tera", written)]).as_deref(), Ok(spoken), "{written}");
    }
}

#[test]
fn what_is_not_of_the_form_of_its_filter_is_a_problem_that_names_both() {
    let problem = *rendered(&[("a.tera", "Ngày {{ '31/2' | date }}")]).expect_err("no such day");
    let expected = ProblemKind::NotOfForm { filter: "date".to_owned(), text: "31/2".to_owned() };
    assert_eq!((problem.kind, problem.line), (expected, 1));
    assert!(problem.column > 5, "{}", problem.column);
}
