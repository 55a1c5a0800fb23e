//! Which names are found to be wrong, and which are left alone.

use super::super::tags::tags;
use super::*;

fn found(source: &str) -> Vec<String> {
    let tags = tags(source);
    let outer = HashSet::from(["topc", "date", "bulletin", "b", "minutes"]);
    let bound = bound(&tags).into_iter().collect();
    let problems = misnamed(&tags, &shape(), &outer, &bound);
    let show = |(range, kind): (Range<usize>, ProblemKind)| match kind {
        ProblemKind::UnknownVariable { name, .. } if source[range.clone()] == name => name,
        ProblemKind::MaybeLeftOut { name } if source[range.clone()] == name => format!("~{name}"),
        other => format!("{other:?} at {}", &source[range]),
    };
    problems.into_iter().map(show).collect()
}

#[test]
fn a_misspelt_name_is_found_wherever_it_stands() {
    for (source, name) in [
        ("{{ topc }}", "topc"),
        ("{% if topc is defined %}x{% endif %}", "topc"),
        ("{% if false %}{{ date.lunr.day }}{% endif %}", "date.lunr"),
        ("{% if not date.lunr %}x{% endif %}", "date.lunr"),
        ("{{ topc | default(value=\"x\") }}", "topc"),
        ("{{ \"x\" ~ date.lunar.dy }}", "date.lunar.dy"),
        ("{% for b in bulletins %}{{ b.titel }}{% endfor %}", "b.titel"),
        ("{% for b in bulletin %}x{% endfor %}", "bulletin"),
        ("{{ station.name.first }}", "station.name.first"),
        ("{{ bulletins.length }}", "bulletins.length"),
    ] {
        assert_eq!(found(source), [name], "{source}");
    }
}

#[test]
fn names_that_a_context_has_or_the_template_gives_itself_are_left_alone() {
    for source in [
        "{% if topic is defined %}{{ topic.title }}{% elif date.lunar %}{{ date.lunar.written }}{% endif %}",
        "{% for b in bulletins %}{{ b.title }}{{ loop.index }}{% for p in b.paragraphs %}{{ p }}{% endfor %}{% endfor %}",
        "{% set minutes = slot.length_minutes %}{{ minutes + 1 }}",
        "{{ [b.title for b in bulletins] | join(sep=\", \") }}",
        "{% component c(minutes) %}{{ minutes.x }}{% endcomponent c %}{{ <c minutes={1} /> }}",
        "{% for k, v in date %}{{ k }}{{ v.x }}{% endfor %}",
        "{% for topic in [1] %}{{ topic.x }}{% endfor %}{{ bulletins[0].text | trim }}",
        "{% for station in bulletins %}{% endfor %}{{ station.name }}",
        "{% if 1 is not odd %}{{ range(end=2) }}{% endif %}{{ {a: 1} }}",
    ] {
        assert_eq!(found(source), [""; 0], "{source}");
    }
}

#[test]
fn an_optional_name_is_refused_where_its_absence_would_leave_a_silent_gap() {
    assert_eq!(found("{{ \"Tin của \" ~ station.upstream }}"), ["~station.upstream"]);
    assert_eq!(found("{% set b = topic.supplier %}"), ["~topic.supplier"]);
    for asked in [
        "{% if station.upstream is defined %}{{ \"Tin của \" ~ station.upstream }}{% endif %}",
        "{{ \"Tin của \" ~ station.upstream if station.upstream else \"đài\" }}",
        "{% set b = topic.supplier | default(value=\"huyện\") %}",
        "{{ station.upstream }}",
        "{{ \"a\" ~ station.name }}",
    ] {
        assert_eq!(found(asked), [""; 0], "{asked}");
    }
}
