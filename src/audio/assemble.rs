//! Assembling: one part of a recipe + its pieces + its slate → the WAV that goes on air, sample by sample.
//!
//! Untouched stretches are copied as bytes, gaps are digital silence, fades and mixes are plain multiplying, adding and
//! `sqrt`: the result is the same, bit for bit, on every machine. Takes PCM and gives PCM; knows no file, no clip's name,
//! no time of day.

use super::growing_wav::{AssembleError, GrowingWav};
use super::mix::Mix;
use super::programme_wav::envelope;
use super::slate::Slate;
use super::voice::Voice;
use crate::fit::{PieceId, RecipePart};
use crate::network::{HouseFormat, Samples};
use std::io::{self, Read, Write};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The length of the sound: that of the part.
    pub frames: Samples,
    /// The size of the file.
    pub bytes: u64,
    /// Samples of all channels in which sounds together were louder than full scale, and were held there.
    pub clipped: u64,
}

/// Writes one part as a WAV of exactly `part.length` frames, with `slate` behind them; from 4 GiB on as RF64.
///
/// `open_piece` gives a reader at the first byte of a piece's PCM. Where it is a file and `out` a file, buffered or
/// not, untouched stretches never leave the kernel (Linux); gaps, fades and mixes are written in blocks of 64 KiB, with
/// one reader open for each sound that is heard just then. Errors: see `AssembleError`; after one, what `out` holds is of
/// no use. Panics if the placements are out of order or pass the end of the part: such a recipe is this program's own
/// mistake.
pub fn assemble<R: Read>(
    part: &RecipePart,
    format: &HouseFormat,
    slate: &Slate,
    mut open_piece: impl FnMut(&PieceId) -> io::Result<R>,
    out: impl Write,
) -> Result<Written, AssembleError> {
    assert_in_order(part);
    let envelope = envelope(part.length, format, slate);
    let mut wav = GrowingWav::new(out);
    wav.write(&envelope.before)?;
    let mut mix = Mix::new(format);
    let mut voices: Vec<Voice<R>> = Vec::new();
    let mut coming = part.placements.iter().peekable();
    for edge in edges(part).windows(2) {
        let (from, to) = (edge[0], edge[1]);
        voices.retain(|voice| voice.placement.end() > from);
        while let Some(placement) = coming.next_if(|placement| placement.at.0 == from) {
            voices.push(Voice::open(placement, format, &mut open_piece)?);
        }
        match voices.as_mut_slice() {
            [] => wav.silence((to - from) * format.frame_bytes())?,
            [voice] if voice.is_untouched(to - from) => voice.copy(to - from, &mut wav)?,
            voices => mix.stretch(voices, to - from, &mut wav)?,
        }
    }
    wav.write(&envelope.behind)?;
    Ok(Written { frames: part.length, bytes: wav.finish()?, clipped: mix.clipped() })
}

fn assert_in_order(part: &RecipePart) {
    let mut position = 0;
    for placement in &part.placements {
        assert!(placement.at.0 >= position, "placements are out of order at {:?}", placement.at);
        let fades = placement.fade_in.length.0 + placement.fade_out.length.0;
        assert!(fades <= placement.length.0, "fades are longer than their sound");
        assert!(placement.end() <= part.length.0, "a placement passes the end of its part");
        position = placement.at.0;
    }
}

/// The frames at which a sound begins or ends, or begins or ends to change its gain; the start and end of the part.
fn edges(part: &RecipePart) -> Vec<u64> {
    let mut edges = vec![0, part.length.0];
    for placement in &part.placements {
        let (at, end) = (placement.at.0, placement.end());
        edges.extend([at, at + placement.fade_in.length.0, end - placement.fade_out.length.0, end]);
        edges.extend(placement.fader.iter().map(|mark| at + mark.at.0).filter(|edge| *edge < end));
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::{Fade, Placement};
    use crate::network::{Channels, SampleWidth};
    use std::io::Cursor;

    const MONO: HouseFormat = HouseFormat {
        sample_rate: 32_000,
        channels: Channels::Mono,
        width: SampleWidth::Sixteen,
        loudness: crate::network::Lufs(-18.0),
        true_peak: crate::network::Db(-1.5),
    };

    fn placement(at: u64, length: u64, fade_out: u64) -> Placement {
        let piece = PieceId(format!("piece {at}"));
        let fade_out = Fade::even(Samples(fade_out));
        Placement { fade_out, ..Placement::plain(Samples(at), piece, Samples(length)) }
    }

    fn part(length: u64, placements: &[Placement]) -> RecipePart {
        RecipePart { at: Samples(0), length: Samples(length), placements: placements.to_vec() }
    }

    fn slate() -> Slate {
        Slate {
            title: "Bản tin".to_owned(),
            station: "Đài".to_owned(),
            reference: "2025-03-10/huyen/chieu".to_owned(),
            date: "2025-03-10".parse().expect("a date"),
            since_midnight: Samples(0),
            marks: vec![],
        }
    }

    /// Assembles from one piece of PCM; gives the PCM of the result.
    fn assembled(part: &RecipePart, format: &HouseFormat, pcm: &[u8]) -> Result<Vec<u8>, AssembleError> {
        let mut wav = Vec::new();
        let written = assemble(part, format, &slate(), |_| Ok(Cursor::new(pcm)), &mut wav)?;
        assert_eq!((written.frames, written.bytes), (part.length, wav.len() as u64));
        let pcm_bytes = usize::try_from(part.length.0 * format.frame_bytes()).expect("small");
        Ok(wav[44..44 + pcm_bytes].to_vec())
    }

    fn samples(pcm: &[u8]) -> Vec<i16> {
        pcm.as_chunks::<2>().0.iter().map(|b| i16::from_le_bytes(*b)).collect()
    }

    /// Longer than a block, no two neighbouring bytes alike.
    fn piece(bytes: usize) -> Vec<u8> {
        (0..bytes).map(|n| u8::try_from(n * 7 % 251 + 1).expect("below 256")).collect()
    }

    #[test]
    fn pieces_stand_byte_for_byte_at_their_place_with_silence_between() {
        let pcm = piece(300_000);
        let made =
            assembled(&part(300_000, &[placement(10, 100, 0), placement(200, 140_000, 0)]), &MONO, &pcm);
        let made = made.expect("whole pieces");
        assert_eq!(made.len(), 600_000);
        assert!(made[..20].iter().all(|b| *b == 0));
        assert_eq!(made[20..220], pcm[..200]);
        assert!(made[220..400].iter().all(|b| *b == 0));
        assert_eq!(made[400..280_400], pcm[..280_000]);
        assert!(made[280_400..].iter().all(|b| *b == 0));
    }

    #[test]
    fn a_fade_falls_evenly_to_silence_and_leaves_what_stands_before() {
        let loud: Vec<u8> = std::iter::repeat_n(i16::MIN.to_le_bytes(), 100_000).flatten().collect();
        let made = assembled(&part(90_000, &[placement(0, 90_000, 80_000)]), &MONO, &loud).expect("whole");
        let made = samples(&made);
        assert!(made[..10_000].iter().all(|s| *s == i16::MIN));
        assert!(made[10_000..].is_sorted(), "the fade rises somewhere");
        assert_eq!(made[50_000], -8192, "a quarter at half the fade");
        assert_eq!(made[89_999], 0);
        assert!(made[10_000] <= -32_766, "the fade begins with a jump: {}", made[10_000]);
    }

    #[test]
    fn both_sides_of_a_wide_stereo_frame_fade_alike() {
        let format = HouseFormat { channels: Channels::Stereo, width: SampleWidth::TwentyFour, ..MONO };
        let loud: Vec<u8> = std::iter::repeat_n([0, 0, 0x40, 0, 0, 0xc0], 11).flatten().collect();
        let made = assembled(&part(11, &[placement(0, 11, 11)]), &format, &loud).expect("whole");
        for frame in made.as_chunks::<6>().0 {
            let side = |at: usize| i32::from_le_bytes([0, frame[at], frame[at + 1], frame[at + 2]]);
            assert_eq!(side(0), -side(3));
        }
        assert_eq!(made[60..], [0; 6]);
    }

    #[test]
    fn a_piece_shorter_than_its_placement_is_an_error_not_silence() {
        let error =
            assembled(&part(100, &[placement(0, 100, 30)]), &MONO, &piece(160)).expect_err("80 frames");
        let AssembleError::PieceTooShort { piece, wanted, found } = error else { panic!("{error}") };
        assert_eq!((piece.0.as_str(), wanted, found), ("piece 0", Samples(100), Samples(80)));
    }

    #[test]
    fn a_missing_piece_is_named() {
        let missing = |_: &PieceId| Err::<Cursor<&[u8]>, _>(io::Error::from(io::ErrorKind::NotFound));
        let error = assemble(&part(9, &[placement(3, 5, 0)]), &MONO, &slate(), missing, io::sink())
            .expect_err("missing");
        assert!(matches!(error, AssembleError::Piece { piece, .. } if piece.0 == "piece 3"));
    }

    #[test]
    #[should_panic(expected = "out of order")]
    fn placements_out_of_order_are_our_mistake() {
        let _ = assembled(&part(100, &[placement(49, 10, 0), placement(0, 50, 0)]), &MONO, &piece(200));
    }

    #[test]
    #[should_panic(expected = "passes the end")]
    fn a_placement_past_the_end_is_our_mistake() {
        let _ = assembled(&part(100, &[placement(60, 50, 0)]), &MONO, &piece(200));
    }
}
