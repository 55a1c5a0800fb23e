//! Which words changed between two texts, so that whoever approves again reads only those.
//!
//! Words are compared, not letters; what is the same is told with a few words around each change. The comparison is a
//! longest common subsequence of words between what begins and what ends the same.

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The same in both, next to a change.
    Same(String),
    /// Words of both that are not shown, being far from any change.
    Skipped,
    /// Only in the earlier text.
    Removed(String),
    /// Only in the later text.
    Added(String),
}

/// So many words stand on each side of a change.
const AROUND: usize = 5;

/// The table of comparison has so many cells at most; texts that differ more are told as wholly rewritten between what
/// begins and what ends the same.
const MOST_CELLS: usize = 4_000_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Removed,
    Added,
}

/// What changed from `earlier` to `later`; nothing when only white space did.
pub fn changes(earlier: &str, later: &str) -> Vec<Change> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (earlier.split_whitespace().collect(), later.split_whitespace().collect());
    let steps = steps(&before, &after);
    if steps.iter().all(|(kind, _)| *kind == Kind::Same) {
        return Vec::new();
    }
    let near = near(&steps);
    let mut found: Vec<Change> = Vec::new();
    for ((kind, word), is_near) in steps.into_iter().zip(near) {
        match (kind, is_near, found.last_mut()) {
            (Kind::Same, false, Some(Change::Skipped)) => {}
            (Kind::Same, false, _) => found.push(Change::Skipped),
            (Kind::Same, true, Some(Change::Same(words)))
            | (Kind::Removed, _, Some(Change::Removed(words)))
            | (Kind::Added, _, Some(Change::Added(words))) => {
                words.push(' ');
                words.push_str(word);
            }
            (Kind::Same, true, _) => found.push(Change::Same(word.to_owned())),
            (Kind::Removed, ..) => found.push(Change::Removed(word.to_owned())),
            (Kind::Added, ..) => found.push(Change::Added(word.to_owned())),
        }
    }
    found
}

/// Every word of both texts, in order, with where it stands.
fn steps<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<(Kind, &'a str)> {
    let shorter = before.len().min(after.len());
    let head = (0..shorter).take_while(|at| before[*at] == after[*at]).count();
    let tail = |at: &usize| before[before.len() - 1 - at] == after[after.len() - 1 - at];
    let tail = (0..shorter - head).take_while(tail).count();
    let (old, new) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
    let mut steps: Vec<(Kind, &str)> = before[..head].iter().map(|word| (Kind::Same, *word)).collect();
    if old.len().saturating_mul(new.len()) > MOST_CELLS {
        steps.extend(old.iter().map(|word| (Kind::Removed, *word)));
        steps.extend(new.iter().map(|word| (Kind::Added, *word)));
    } else {
        steps.extend(compared(old, new));
    }
    steps.extend(before[before.len() - tail..].iter().map(|word| (Kind::Same, *word)));
    steps
}

/// A longest common subsequence, told as steps; what is removed stands before what is added in its place.
fn compared<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Kind, &'a str)> {
    let width = new.len() + 1;
    // How many words the rests from (row, column) on have in common.
    let mut common = vec![0u32; (old.len() + 1) * width];
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            common[row * width + column] = match old[row] == new[column] {
                true => common[(row + 1) * width + column + 1] + 1,
                false => common[(row + 1) * width + column].max(common[row * width + column + 1]),
            };
        }
    }
    let (mut row, mut column, mut steps) = (0, 0, Vec::new());
    while row < old.len() || column < new.len() {
        let is_same = row < old.len() && column < new.len() && old[row] == new[column];
        let drops = row < old.len()
            && (column == new.len()
                || common[(row + 1) * width + column] >= common[row * width + column + 1]);
        if is_same {
            steps.push((Kind::Same, old[row]));
            (row, column) = (row + 1, column + 1);
        } else if drops {
            steps.push((Kind::Removed, old[row]));
            row += 1;
        } else {
            steps.push((Kind::Added, new[column]));
            column += 1;
        }
    }
    steps
}

/// Which words stand near a change.
fn near(steps: &[(Kind, &str)]) -> Vec<bool> {
    let mut near = vec![false; steps.len()];
    for (at, _) in steps.iter().enumerate().filter(|(_, (kind, _))| *kind != Kind::Same) {
        let last = (at + AROUND).min(steps.len() - 1);
        near[at.saturating_sub(AROUND)..=last].fill(true);
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(earlier: &str, later: &str) -> String {
        let told = changes(earlier, later).into_iter().map(|change| match change {
            Change::Same(words) => words,
            Change::Skipped => "…".to_owned(),
            Change::Removed(words) => format!("[-{words}-]"),
            Change::Added(words) => format!("{{+{words}+}}"),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_changed_words_are_told_with_a_few_around_them() {
        let earlier =
            "Sáng mai, từ 7 giờ đến 11 giờ, điện lực tạm ngừng cấp điện tại thôn 2 và thôn 3 xã Đa Lộc.";
        let later =
            "Sáng mai, từ 8 giờ đến 11 giờ, điện lực tạm ngừng cấp điện tại thôn 2 và thôn 3 xã Đa Lộc.";
        assert_eq!(told(earlier, later), "Sáng mai, từ [-7-] {+8+} giờ đến 11 giờ, điện …");
        assert_eq!(told("một hai", "một hai ba"), "một hai {+ba+}");
        assert_eq!(told("một hai ba", "ba"), "[-một hai-] ba");
    }

    #[test]
    fn white_space_is_no_change_and_an_empty_text_is_all_new() {
        assert_eq!(changes("một  hai\n\nba", "một hai ba\n"), []);
        assert_eq!(told("", "một hai"), "{+một hai+}");
        assert_eq!(told("một hai", ""), "[-một hai-]");
    }

    #[test]
    fn texts_too_different_to_compare_are_told_as_rewritten() {
        let earlier: String = (0..3_000).map(|nth| format!("a{nth} ")).collect();
        let later: String = (0..3_000).map(|nth| format!("b{nth} ")).collect();
        let found = changes(&format!("đầu {earlier}cuối"), &format!("đầu {later}cuối"));
        assert!(matches!(
            found[..],
            [Change::Same(_), Change::Removed(_), Change::Added(_), Change::Same(_)]
        ));
    }

    proptest! {
        #[test]
        fn the_steps_hold_both_texts_word_for_word(before in "([abc] ){0,12}", after in "([abc] ){0,12}") {
            let (old, new): (Vec<&str>, Vec<&str>) =
                (before.split_whitespace().collect(), after.split_whitespace().collect());
            let steps = steps(&old, &new);
            let without = |kind| steps.iter().filter(move |step| step.0 != kind).map(|step| step.1);
            prop_assert_eq!(without(Kind::Added).collect::<Vec<_>>(), old);
            prop_assert_eq!(without(Kind::Removed).collect::<Vec<_>>(), new);
        }
    }
}
