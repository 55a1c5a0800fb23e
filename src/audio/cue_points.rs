//! Cue points, `cue `, with a label each in `LIST adtl` (RIFF, multimedia programming interface 1.0): what an editor and
//! many players show as chapters.

use super::chunk::{chunk, list, text};
use super::slate::SlateMark;

/// Both chunks; nothing where there are no marks. Marks that 32 bits of frames don't reach are left out: the chunk
/// has no wider field.
pub(super) fn cue_points(marks: &[SlateMark]) -> Vec<u8> {
    let reached = marks.iter().filter_map(|mark| Some((u32::try_from(mark.at.0).ok()?, &mark.title)));
    let mut count = 0_u32;
    let (mut points, mut labels) = (Vec::new(), Vec::new());
    for (at, title) in reached {
        count += 1;
        let name = count.to_le_bytes();
        let at = at.to_le_bytes();
        // Name, place in the play order, chunk, where in a list of chunks and blocks (none of either), frame.
        points.extend_from_slice(&[&name[..], &at, b"data", &[0; 8], &at].concat());
        labels.extend_from_slice(&text(b"labl", &name, title));
    }
    if count == 0 {
        return Vec::new();
    }
    let points = [&count.to_le_bytes()[..], &points].concat();
    [chunk(b"cue ", &points), list(b"adtl", &labels)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Samples;

    fn mark(at: u64, title: &str) -> SlateMark {
        SlateMark { at: Samples(at), title: title.to_owned() }
    }

    #[test]
    fn each_mark_has_a_point_and_a_label_of_the_same_name() {
        let bytes = cue_points(&[mark(0, "Hiệu"), mark(0x1_0203, "Tin")]);
        let points = b"cue \x34\0\0\0\x02\0\0\0\
            \x01\0\0\0\0\0\0\0data\0\0\0\0\0\0\0\0\0\0\0\0\
            \x02\0\0\0\x03\x02\x01\0data\0\0\0\0\0\0\0\0\x03\x02\x01\0";
        assert_eq!(&bytes[..points.len()], points);
        let labels = b"LIST\x28\0\0\0adtl\
            labl\x0b\0\0\0\x01\0\0\0Hi\xe1\xbb\x87u\0\0\
            labl\x08\0\0\0\x02\0\0\0Tin\0";
        assert_eq!(&bytes[points.len()..], labels);
    }

    #[test]
    fn a_mark_beyond_32_bits_is_left_out_and_without_marks_there_is_no_chunk() {
        assert_eq!(cue_points(&[mark(7, "a"), mark(1 << 32, "b")]), cue_points(&[mark(7, "a")]));
        assert!(cue_points(&[mark(1 << 32, "b")]).is_empty());
    }
}
