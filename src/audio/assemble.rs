//! Assembling: one part of a recipe + its pieces + its slate → the WAV that goes on air, sample by sample.
//!
//! Untouched stretches are copied as bytes, gaps are digital silence, fades are whole-number arithmetic: the result is
//! the same, bit for bit, on every machine. Takes PCM and gives PCM; knows no file, no clip's name, no time of day.

use super::programme_wav::envelope;
use super::slate::Slate;
use crate::fit::{PieceId, Placement, RecipePart};
use crate::network::{HouseFormat, SampleWidth, Samples};
use std::fmt;
use std::io::{self, Read, Write};

/// Bytes that are copied at a time: whole frames in every format.
const BLOCK_BYTES: usize = 64 * 1024 / 12 * 12;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The length of the sound: that of the part.
    pub frames: Samples,
    /// The size of the file.
    pub bytes: u64,
}

/// Why a WAV could not be made.
#[derive(Debug)]
pub enum AssembleError {
    /// A piece could not be opened or read.
    Piece {
        /// Which one.
        piece: PieceId,
        /// Why.
        error: io::Error,
    },
    /// A piece holds less than the recipe takes from it.
    PieceTooShort {
        /// Which one.
        piece: PieceId,
        /// What the recipe takes.
        wanted: Samples,
        /// What there is.
        found: Samples,
    },
    /// The WAV could not be written.
    Write(io::Error),
}

/// Writes one part as a WAV of exactly `part.length` frames, with `slate` behind them; from 4 GiB on as RF64.
///
/// `open_piece` gives a reader at the first byte of a piece's PCM. Where it is a file and `out` a file, buffered or
/// not, untouched stretches never leave the kernel (Linux); gaps and fades are written in blocks of 64 KiB. Errors: see
/// `AssembleError`; after one, what `out` holds is of no use. Panics if the placements overlap, are out of order or
/// pass the end of the part: such a recipe is this program's own mistake.
pub fn assemble<R: Read>(
    part: &RecipePart,
    format: &HouseFormat,
    slate: &Slate,
    mut open_piece: impl FnMut(&PieceId) -> io::Result<R>,
    out: impl Write,
) -> Result<Written, AssembleError> {
    assert_in_order(part);
    let envelope = envelope(part.length, format, slate);
    let mut wav = Wav { out, bytes: 0 };
    wav.write(&envelope.before)?;
    let mut block = vec![0; BLOCK_BYTES];
    let mut position = 0;
    for placement in &part.placements {
        wav.silence((placement.at.0 - position) * format.frame_bytes())?;
        let reader = open_piece(&placement.piece)
            .map_err(|error| AssembleError::Piece { piece: placement.piece.clone(), error })?;
        place(placement, format, reader, &mut block, &mut wav)?;
        position = placement.at.0 + placement.length.0;
    }
    wav.silence((part.length.0 - position) * format.frame_bytes())?;
    wav.write(&envelope.behind)?;
    wav.out.flush().map_err(AssembleError::Write)?;
    Ok(Written { frames: part.length, bytes: wav.bytes })
}

fn assert_in_order(part: &RecipePart) {
    let mut position = 0;
    for placement in &part.placements {
        assert!(placement.at.0 >= position, "placements overlap or are out of order at {:?}", placement.at);
        assert!(placement.fade_out <= placement.length, "a fade is longer than its sound");
        position = placement.at.0 + placement.length.0;
    }
    assert!(position <= part.length.0, "a placement passes the end of its part");
}

/// Copies what a placement takes of its piece as bytes, and fades the end.
fn place(
    placement: &Placement,
    format: &HouseFormat,
    mut reader: impl Read,
    block: &mut [u8],
    wav: &mut Wav<impl Write>,
) -> Result<(), AssembleError> {
    let frame_bytes = format.frame_bytes();
    let too_short = |found: u64| AssembleError::PieceTooShort {
        piece: placement.piece.clone(),
        wanted: placement.length,
        found: Samples(found / frame_bytes),
    };
    let unreadable = |error| AssembleError::Piece { piece: placement.piece.clone(), error };
    let untouched = placement.length.0 - placement.fade_out.0;
    let copied = wav.copy(&mut reader, untouched * frame_bytes, unreadable)?;
    if copied < untouched * frame_bytes {
        return Err(too_short(copied));
    }
    let mut past = 0;
    while past < placement.fade_out.0 {
        let frames = (placement.fade_out.0 - past).min(block.len() as u64 / frame_bytes);
        let pcm = &mut block[..usize::try_from(frames * frame_bytes).expect("at most a block")];
        let found = read_up_to(&mut reader, pcm).map_err(unreadable)?;
        if found < pcm.len() {
            return Err(too_short((untouched + past) * frame_bytes + found as u64));
        }
        Fade { past, length: placement.fade_out.0 }.apply(pcm, format);
        wav.write(pcm)?;
        past += frames;
    }
    Ok(())
}

/// Reads until the buffer is full or the reader ends.
fn read_up_to(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// A stretch of a fade: `past` of its `length` frames are over.
struct Fade {
    past: u64,
    length: u64,
}

impl Fade {
    fn apply(&self, pcm: &mut [u8], format: &HouseFormat) {
        let frame_bytes = usize::try_from(format.frame_bytes()).expect("at most 6");
        for (frame, n) in pcm.chunks_exact_mut(frame_bytes).zip(self.past..) {
            match format.width {
                SampleWidth::Sixteen => {
                    for sample in frame.as_chunks_mut::<2>().0 {
                        let faded = self.faded(i64::from(i16::from_le_bytes(*sample)), n);
                        sample.copy_from_slice(&faded.to_le_bytes()[..2]);
                    }
                }
                SampleWidth::TwentyFour => {
                    for sample in frame.as_chunks_mut::<3>().0 {
                        let [low, middle, high] = *sample;
                        let whole = i32::from_le_bytes([0, low, middle, high]) >> 8;
                        sample.copy_from_slice(&self.faded(i64::from(whole), n).to_le_bytes()[..3]);
                    }
                }
            }
        }
    }

    /// The `n`-th sample of the fade. The amplitude falls with the square of what is left, which the ear takes for
    /// an even fall; the last sample is silent.
    fn faded(&self, sample: i64, n: u64) -> i64 {
        let length = i64::try_from(self.length).expect("a WAV has fewer frames");
        let left = length - 1 - i64::try_from(n).expect("within the fade");
        let scaled = |sample: i64| {
            let half = sample.signum() * (length / 2);
            (sample * left + half) / length
        };
        scaled(scaled(sample))
    }
}

/// The file as it grows.
struct Wav<W> {
    out: W,
    bytes: u64,
}

impl<W: Write> Wav<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), AssembleError> {
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes).map_err(AssembleError::Write)
    }

    /// Copies up to so many bytes, in the kernel where both sides are files, and tells how many there were.
    fn copy(
        &mut self,
        reader: &mut impl Read,
        bytes: u64,
        unreadable: impl Fn(io::Error) -> AssembleError,
    ) -> Result<u64, AssembleError> {
        match io::copy(&mut reader.take(bytes), &mut self.out) {
            Ok(copied) => {
                self.bytes += copied;
                Ok(copied)
            }
            // A copy does not tell which side failed: a piece that cannot be read still cannot.
            Err(error) => match reader.read(&mut [0]) {
                Ok(_) => Err(AssembleError::Write(error)),
                Err(error) => Err(unreadable(error)),
            },
        }
    }

    fn silence(&mut self, mut bytes: u64) -> Result<(), AssembleError> {
        static SILENCE: [u8; BLOCK_BYTES] = [0; BLOCK_BYTES];
        while bytes > 0 {
            let now = usize::try_from(bytes).unwrap_or(BLOCK_BYTES).min(BLOCK_BYTES);
            self.write(&SILENCE[..now])?;
            bytes -= now as u64;
        }
        Ok(())
    }
}

impl fmt::Display for AssembleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AssembleError::Piece { piece, error } => write!(f, "piece {} can't be read: {error}", piece.0),
            AssembleError::PieceTooShort { piece, wanted, found } => {
                write!(f, "piece {} has {} frames of the {} wanted", piece.0, found.0, wanted.0)
            }
            AssembleError::Write(error) => write!(f, "the WAV can't be written: {error}"),
        }
    }
}

impl std::error::Error for AssembleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            AssembleError::Piece { error, .. } | AssembleError::Write(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Channels;
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
        Placement { at: Samples(at), piece, length: Samples(length), fade_out: Samples(fade_out) }
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

    /// A disk that gives nothing and takes nothing.
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("bad sector"))
        }
    }

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("full"))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_piece_that_cannot_be_read_and_a_disk_that_is_full_are_told_apart() {
        let part = part(9, &[placement(0, 9, 0)]);
        let error = assemble(&part, &MONO, &slate(), |_| Ok(Broken), Vec::new()).expect_err("a bad sector");
        assert!(matches!(error, AssembleError::Piece { .. }), "{error}");
        let mut wav = Wav { out: Broken, bytes: 0 };
        let unreadable = |_| unreachable!("the piece is there");
        let error = wav.copy(&mut Cursor::new([0; 18]), 18, unreadable).expect_err("a full disk");
        assert!(matches!(error, AssembleError::Write(_)), "{error}");
    }

    #[test]
    #[should_panic(expected = "overlap")]
    fn overlapping_placements_are_our_mistake() {
        let _ = assembled(&part(100, &[placement(0, 50, 0), placement(49, 10, 0)]), &MONO, &piece(200));
    }

    #[test]
    #[should_panic(expected = "passes the end")]
    fn a_placement_past_the_end_is_our_mistake() {
        let _ = assembled(&part(100, &[placement(60, 50, 0)]), &MONO, &piece(200));
    }
}
