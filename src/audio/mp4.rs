//! What an M4A says of itself that the demuxer doesn't use: how long the file should be, and which of the decoded
//! frames are the sound and which only primed the encoder.
//!
//! Takes the file; gives its claimed length and the edit of a track (ISO/IEC 14496-12, 8.6.6): the first frame to
//! play and, where the list says so, how many. Knows boxes only, no codec.

use super::error::AudioError;
use std::io::{Read, Seek, SeekFrom};
use std::time::Duration;

/// The part of a track that is to be played, in ticks of the track's own time scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Edit {
    /// The first tick to play.
    pub start: u64,
    /// How many ticks to play, if the list says so precisely enough.
    pub length: Option<u64>,
}

/// The most bytes of `moov` that are looked at; an hour of AAC needs less than one million.
const MOST_BYTES: u64 = 64 << 20;

/// More boxes than any file has at its top; a fragmented hour has some thousands.
const MOST_BOXES: usize = 100_000;

/// The length of the file by its boxes' own word: longer than it is, if it breaks off.
///
/// The demuxer refuses a file that ends inside a box; told this length, it plays up to the break. Leaves the source
/// anywhere. Errors: `Truncated` if the break leaves no index of the sound, `Read`.
pub(super) fn claimed_length(source: &mut (impl Read + Seek)) -> Result<u64, AudioError> {
    let length = source.seek(SeekFrom::End(0)).map_err(AudioError::Read)?;
    let boxes = outer_boxes(source, length).map_err(AudioError::Read)?;
    let claimed = boxes.last().map_or(length, |outer| outer.end.max(length));
    let has_index = boxes.iter().any(|outer| &outer.name == b"moov" && outer.end <= length);
    if claimed > length && !has_index {
        return Err(AudioError::Truncated { at: Duration::ZERO, promised: None });
    }
    Ok(claimed)
}

/// Reads the edit of track `id`, whose frames last `ticks` in all.
///
/// A file without an edit list, or with one that can't be understood, plays whole. Leaves the source anywhere.
/// Errors: `Read`.
pub(super) fn read_edit(source: &mut (impl Read + Seek), id: u32, ticks: u64) -> Result<Edit, AudioError> {
    let Some(moov) = read_moov(source).map_err(AudioError::Read)? else {
        return Ok(Edit::default());
    };
    let edit = || {
        let movie_scale = time_scale(child(&moov, b"mvhd")?)?;
        let track = boxes(&moov).find(|b| b.0 == b"trak" && track_id(b.1) == Some(id))?.1;
        let track_scale = time_scale(child(child(track, b"mdia")?, b"mdhd")?)?;
        let (duration, start) = first_edit(child(child(track, b"edts")?, b"elst")?)?;
        Some(Edit { start, length: cut(start, duration, ticks, movie_scale, track_scale) })
    };
    Ok(edit().unwrap_or_default())
}

/// The length the edit cuts the track to, unless it only restates the track's end in the coarser ticks of the movie.
fn cut(start: u64, duration: u64, ticks: u64, movie_scale: u32, track_scale: u32) -> Option<u64> {
    let whole = ticks.checked_sub(start)?;
    if duration == 0 {
        return None;
    }
    let scaled = u128::from(duration) * u128::from(track_scale) / u128::from(movie_scale.max(1));
    let length = u64::try_from(scaled).ok()?;
    let one_tick = u64::from(track_scale.div_ceil(movie_scale.max(1)));
    (length.saturating_add(one_tick) < whole).then_some(length)
}

/// A box at the top of the file: where its body begins, and where it ends by its own word.
struct Outer {
    name: [u8; 4],
    body: u64,
    end: u64,
}

/// The boxes at the top of the file, as far as their headers are there.
fn outer_boxes(source: &mut (impl Read + Seek), length: u64) -> std::io::Result<Vec<Outer>> {
    let mut found = Vec::new();
    let mut position = 0_u64;
    while found.len() < MOST_BOXES && length.saturating_sub(position) >= 8 {
        source.seek(SeekFrom::Start(position))?;
        let mut header = [0; 16];
        let is_wide_readable = length - position >= 16;
        source.read_exact(&mut header[..if is_wide_readable { 16 } else { 8 }])?;
        let name = [header[4], header[5], header[6], header[7]];
        let (size, body) = match number(&header) {
            0 => (length - position, position + 8),
            1 if is_wide_readable => (wide_number(&header[8..]), position + 16),
            size => (u64::from(size), position + 8),
        };
        let end = position.saturating_add(size);
        if end < body {
            break;
        }
        found.push(Outer { name, body, end });
        position = end;
    }
    Ok(found)
}

fn read_moov(source: &mut (impl Read + Seek)) -> std::io::Result<Option<Vec<u8>>> {
    let length = source.seek(SeekFrom::End(0))?;
    let boxes = outer_boxes(source, length)?;
    let Some(moov) = boxes.iter().find(|outer| &outer.name == b"moov") else {
        return Ok(None);
    };
    let mut inside = Vec::new();
    source.seek(SeekFrom::Start(moov.body))?;
    source.take((moov.end - moov.body).min(MOST_BYTES)).read_to_end(&mut inside)?;
    Ok(Some(inside))
}

/// The boxes inside a box, each as its name and body.
fn boxes(mut inside: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let length = usize::try_from(number(inside.get(..8)?)).ok()?;
        let (this, rest) = inside.split_at_checked(length)?;
        inside = rest;
        Some((this.get(4..8)?, this.get(8..)?))
    })
}

fn child<'a>(inside: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(inside).find(|b| b.0 == name).map(|b| b.1)
}

/// From `mvhd` or `mdhd`: after two times, which are wider in version 1.
fn time_scale(header: &[u8]) -> Option<u32> {
    let at = if header.first()? == &1 { 20 } else { 12 };
    header.get(at..at + 4).map(number)
}

fn track_id(track: &[u8]) -> Option<u32> {
    let header = child(track, b"tkhd")?;
    let at = if header.first()? == &1 { 20 } else { 12 };
    header.get(at..at + 4).map(number)
}

/// Duration (in the movie's ticks) and start (in the track's) of the first edit that isn't a pause.
fn first_edit(list: &[u8]) -> Option<(u64, u64)> {
    let wide = list.first()? == &1;
    let size = if wide { 20 } else { 12 };
    list.get(8..)?.chunks_exact(size).find_map(|entry| {
        let (duration, start) = if wide {
            (wide_number(entry), wide_number(&entry[8..]).cast_signed())
        } else {
            (u64::from(number(entry)), i64::from(number(&entry[4..]).cast_signed()))
        };
        Some((duration, u64::try_from(start).ok()?))
    })
}

/// The big-endian number the slice begins with.
fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// The 64-bit big-endian number the slice begins with.
fn wide_number(bytes: &[u8]) -> u64 {
    u64::from(number(bytes)) << 32 | u64::from(number(&bytes[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 8).expect("small");
        [&length.to_be_bytes()[..], name, body].concat()
    }

    fn movie(movie_scale: u32, edits: &[(u32, i32)]) -> Vec<u8> {
        let head = |scale: u32| [&[0; 12][..], &scale.to_be_bytes(), &[0; 8]].concat();
        let mut list = [0, 0, 0, 0, 0, 0, 0, 9].to_vec();
        for (duration, start) in edits {
            list.extend([duration.to_be_bytes(), start.to_be_bytes(), [0, 1, 0, 0]].concat());
        }
        let track = [
            boxed(b"tkhd", &head(7)),
            boxed(b"edts", &boxed(b"elst", &list)),
            boxed(b"mdia", &boxed(b"mdhd", &head(44_100))),
        ];
        let inside = [boxed(b"mvhd", &head(movie_scale)), boxed(b"trak", &track.concat())].concat();
        [boxed(b"ftyp", b"M4A "), boxed(b"mdat", &[0; 5]), boxed(b"moov", &inside)].concat()
    }

    fn edit(movie_scale: u32, edits: &[(u32, i32)], ticks: u64) -> Edit {
        read_edit(&mut Cursor::new(movie(movie_scale, edits)), 7, ticks).expect("in memory")
    }

    #[test]
    fn priming_is_skipped_and_a_restated_end_cuts_nothing() {
        // One second: 1000 ms is coarser than a frame, so the track's own end stands.
        assert_eq!(edit(1000, &[(1000, 1024)], 1024 + 44_123), Edit { start: 1024, length: None });
    }

    #[test]
    fn an_edit_that_ends_before_the_track_cuts_its_end() {
        assert_eq!(edit(44_100, &[(44_100, 2112)], 47_104), Edit { start: 2112, length: Some(44_100) });
    }

    #[test]
    fn a_pause_before_the_sound_is_passed_over() {
        assert_eq!(edit(1000, &[(50, -1), (1000, 1024)], 45_124), Edit { start: 1024, length: None });
    }

    #[test]
    fn a_broken_list_plays_whole() {
        let mut file = movie(1000, &[(1000, 1024)]);
        file.truncate(file.len() - 70);
        assert_eq!(read_edit(&mut Cursor::new(file), 7, 45_124).expect("in memory"), Edit::default());
    }
}
