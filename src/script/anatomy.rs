//! What a template is made of: what it stands on, what it brings in, which names it uses, what can be written anew in it.
//!
//! Takes the tags of templates, returns names; nothing is rendered. It knows no programme.

use super::names;
use super::tags::{Tag, tags};
use super::templates::Templates;
use std::collections::BTreeSet;

/// A template taken apart. All lists are sorted and name everything once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anatomy {
    /// The template it extends.
    pub extends: Option<String>,
    /// The templates it includes, and those whose components it calls.
    pub brings_in: Vec<String>,
    /// The blocks in it and in what it extends: what a template that extends it may write anew.
    pub blocks: Vec<String>,
    /// The names it asks the context for: `station.name`.
    pub variables: Vec<String>,
}

/// A name that the context can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// With the fields before it: `station.name`. What stands behind `bulletins` is asked of one of them.
    pub name: String,
    /// Whether it is left out at times, so that a template has to ask `is defined`.
    pub is_optional: bool,
}

impl Templates {
    /// The template of that name, taken apart; none when there is none.
    pub fn anatomy(&self, name: &str) -> Option<Anatomy> {
        let text = self.text(name)?;
        let all = tags(text);
        let target = |word: &str| -> BTreeSet<String> {
            let of_word = all.iter().filter(|tag| tag.keyword() == Some(word)).filter_map(Tag::target);
            of_word.map(|(target, _)| target.to_owned()).collect()
        };
        let extends = target("extends").into_iter().next();
        let mut brings_in = target("include");
        brings_in.extend(self.component_homes(&all).filter(|home| home != name));
        let mut blocks: BTreeSet<String> = blocks(&all).map(str::to_owned).collect();
        let mut above = extends.clone();
        // A ring of templates was refused when they were loaded, but it is here still.
        for _ in 0..self.names().len() {
            let Some(text) = above.as_deref().and_then(|name| self.text(name)) else { break };
            let tags = tags(text);
            blocks.extend(self::blocks(&tags).map(str::to_owned));
            let next = tags.iter().find(|tag| tag.keyword() == Some("extends")).and_then(Tag::target);
            above = next.map(|(target, _)| target.to_owned());
        }
        let variables = names::used(&all).into_iter().collect();
        let (brings_in, blocks) = (brings_in.into_iter().collect(), blocks.into_iter().collect());
        Some(Anatomy { extends, brings_in, blocks, variables })
    }

    /// The templates in which the components that `tags` call are defined.
    fn component_homes<'a>(&'a self, all: &'a [Tag]) -> impl Iterator<Item = String> + 'a {
        let called: BTreeSet<&str> = all
            .iter()
            .flat_map(|tag| tag.tokens.windows(2))
            .filter(|pair| pair[0].is("<"))
            .map(|pair| pair[1].text)
            .collect();
        self.names().into_iter().filter(move |name| {
            let text = self.text(name).unwrap_or_default();
            tags(text).iter().filter_map(Tag::component).any(|component| called.contains(component.text))
        })
    }
}

/// Every name that the context can have, in the order of their names.
pub fn variables() -> Vec<Variable> {
    names::all().into_iter().map(|(name, is_optional)| Variable { name, is_optional }).collect()
}

fn blocks<'a>(all: &'a [Tag]) -> impl Iterator<Item = &'a str> {
    let of_word = all.iter().filter(|tag| tag.keyword() == Some("block"));
    of_word.filter_map(|tag| tag.tokens.get(1)).map(|token| token.text)
}

#[cfg(test)]
mod tests {
    use super::super::with_library;
    use super::*;
    use crate::speech::Speech;

    #[test]
    fn a_template_is_told_with_what_it_stands_on_what_it_brings_in_its_names_and_all_its_blocks() {
        let own = "{% extends \"thu-vien/mo-dau.tera\" %}{% block chu_de %}{% if topic is defined %}\
            {{ topic.title }} {{ <tv_liet_ke muc={programme.sections} /> }}{% include \"b.tera\" %}{% endif %}\
            {% for tin in bulletins %}{{ tin.title }}{% endfor %}{% endblock %}";
        let own = [("a.tera", own), ("b.tera", "x")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        let (templates, problems) = Templates::load(with_library(own.to_vec()), Speech::default());
        assert_eq!(problems, []);
        let anatomy = templates.anatomy("a.tera").unwrap();
        assert_eq!(anatomy.extends.as_deref(), Some("thu-vien/mo-dau.tera"));
        assert_eq!(anatomy.brings_in, ["b.tera", "thu-vien/phan/liet-ke.tera"]);
        let blocks = ["chu_de", "chuong_trinh", "loi_chao", "loi_dan", "noi_dung", "xung_danh"];
        assert_eq!(anatomy.blocks, blocks);
        assert_eq!(
            anatomy.variables,
            ["bulletins", "bulletins.title", "programme.sections", "topic", "topic.title"]
        );
        assert_eq!(templates.anatomy("c.tera"), None);
    }

    #[test]
    fn every_name_of_the_context_is_listed_once_and_what_may_be_missing_says_so() {
        let all = variables();
        let is_optional = |name: &str| all.iter().find(|variable| variable.name == name).unwrap().is_optional;
        assert!(!is_optional("station.name") && is_optional("topic") && is_optional("bulletins.supplier"));
        let names: BTreeSet<&str> = all.iter().map(|variable| variable.name.as_str()).collect();
        assert_eq!(names.len(), all.len());
    }
}
