//! What stays in the words as it is written, because nobody can know from the text how it is said.

use crate::diagnostic::{Diagnostics, Span};
use crate::lineup::{ElementKind, Lineup};
use crate::project::Project;
use crate::script::Script;
use crate::speech::findings;

/// The doubts about the words of one item: of a bulletin where it stands in its file, of a template where its own text has
/// the doubtful word, else where the schedule has it read.
pub(super) fn found(
    project: &Project,
    lineup: &Lineup,
    script: Option<&Script>,
    diagnostics: &mut Diagnostics,
) {
    for element in &lineup.elements {
        let template = match element.kind {
            ElementKind::Bulletin(ix) => {
                let doubts = &project.catalogue.bulletin(ix).doubts;
                doubts.iter().for_each(|doubt| diagnostics.push(doubt.clone()));
                continue;
            }
            ElementKind::Read(template) => project.catalogue.template(template),
            ElementKind::Clip(_) | ElementKind::Fill(_) => continue,
        };
        let Some(read) = script.and_then(|script| script.read(element.number)) else { continue };
        for (doubt, mut found) in findings(&read.doubts, element.span.file, 0, &read.words) {
            let doubtful = &read.words[doubt.place.clone()];
            let place = project.templates.place_of(template, doubtful);
            let file = project.template_files.get(template);
            found.span = Some(match (place, file) {
                (Some(place), Some(file)) => Span { file: *file, start: place.start, end: place.end },
                _ => element.span,
            });
            diagnostics.push(found);
        }
    }
}
