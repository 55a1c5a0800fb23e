//! Decoding: a sound file of any kind people have → blocks of frames, in order, a packet at a time.
//!
//! WAV, AIFF, FLAC, MP3, ADTS, Ogg Vorbis, Opus, AAC and ALAC in MP4, in pure Rust. What comes out is the sound
//! alone: encoder delay and padding are trimmed where the file tells them. A file that breaks off or is damaged is refused
//! with the place, never played as if it were whole; one that breaks off may be played up to there where its handling
//! allows it. Memory doesn't grow with length. Knows nothing of the house format.

use super::codec::{Codec, Shape, is_opus};
use super::error::{AudioError, Content, frames_in, time_of};
use super::handling::{Break, Breaks};
use super::mp4::read_edit;
use super::mpeg::{Extent, count_packets, extent};
use super::riff::{Family, find_sound};
use super::seekable::{Seekable, rewind};
use super::sniff::{Container, HEAD_BYTES, sniff};
use super::wave::Wave;
use std::io::{self, Read, Seek};
use std::time::Duration;
use symphonia::core::audio::Channels;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, Track, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;

/// The highest sample that is taken, 120 dB above full scale. What is beyond, or no number at all, is no sound, and the
/// filters behind would spread it over all that follows.
const HIGHEST: f32 = 1e6;

/// An opened sound file.
pub struct Sound<'s> {
    format: Box<dyn FormatReader + 's>,
    codec: Codec,
    container: Container,
    track: u32,
    shape: Shape,
    /// What the header promises, in frames, where the decoder doesn't check it by itself.
    promised: Option<u64>,
    /// Where the next packet has to begin.
    due: Option<i64>,
    /// Frames still to be dropped at the start.
    skip: u64,
    /// Frames still to be given.
    left: u64,
    given: u64,
    block: Vec<f32>,
    /// The first block was decoded on opening, to learn the rate and the channels.
    is_primed: bool,
    breaks: Breaks,
    breaks_off: Option<Break>,
}

impl<'s> Sound<'s> {
    /// Opens a sound file and decodes its first block.
    ///
    /// `extension` (without dot) only helps with files that begin with junk. Errors: all of `AudioError` but
    /// `TooLong`, `Scratch` and `Write`.
    pub fn open<R>(source: R, extension: Option<&str>) -> Result<Self, AudioError>
    where
        R: Read + Seek + Send + Sync + 's,
    {
        Sound::open_with(source, extension, Breaks::Refused)
    }

    /// Likewise; a file that breaks off ends at the break where `breaks` allows it.
    pub(super) fn open_with<R>(
        mut source: R,
        extension: Option<&str>,
        breaks: Breaks,
    ) -> Result<Self, AudioError>
    where
        R: Read + Seek + Send + Sync + 's,
    {
        let mut head = Vec::new();
        rewind(&mut source)?.take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(AudioError::Read)?;
        let container = sniff(&head, extension)?;
        let mut played = played_frames(&mut source, container)?;
        if let Some(breaks_off) = played.breaks_off.filter(|_| breaks == Breaks::Refused) {
            return Err(breaks_off.into());
        }
        let format = match container {
            Container::Wav => probe(Wave::new(source)?, container, None)?,
            _ => probe(source, container, played.breaks_off)?,
        };
        let track = audio_track(format.as_ref())?.clone();
        if container == Container::Ogg {
            played.skip = pre_skip(&track);
        }
        let before_break =
            played.breaks_off.and_then(|known| Some(frames_in(known.at, sample_rate(&track)?)));
        let mut sound = Sound {
            codec: Codec::new(&track, container)?,
            format,
            container,
            track: track.id,
            shape: Shape { rate: 0, layout: Channels::None },
            promised: promised_frames(&track, container, played.skip),
            due: None,
            skip: played.skip,
            left: played.length.or(before_break).unwrap_or(u64::MAX),
            given: 0,
            block: Vec::new(),
            is_primed: false,
            breaks,
            breaks_off: played.breaks_off,
        };
        if !sound.fill()? {
            return Err(AudioError::Empty);
        }
        sound.is_primed = true;
        Ok(sound)
    }

    /// Frames per second.
    pub fn rate(&self) -> u32 {
        self.shape.rate
    }

    /// Samples in a frame.
    pub fn channels(&self) -> usize {
        self.shape.layout.count()
    }

    /// The usual extension of such files: "wav", "mp3", "aac" for ADTS.
    pub fn format(&self) -> &'static str {
        self.codec.extension(self.container)
    }

    /// Which loudspeaker each sample of a frame is meant for.
    pub(super) fn layout(&self) -> &Channels {
        &self.shape.layout
    }

    /// The next block, whole frames, interleaved, full scale ±1.0; none at the end of the sound.
    ///
    /// Errors: `Truncated`, `Damaged`, `Unsupported`, `Read`; after one, nothing more should be asked for.
    pub fn next_block(&mut self) -> Result<Option<&[f32]>, AudioError> {
        if std::mem::take(&mut self.is_primed) {
            return Ok(Some(&self.block));
        }
        match self.fill() {
            Ok(true) => Ok(Some(&self.block)),
            Ok(false) => Ok(None),
            Err(AudioError::Truncated { at, promised }) if self.breaks == Breaks::Kept => {
                self.breaks_off.get_or_insert(Break { at, promised });
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Where the sound broke off; to be asked at its end.
    pub(super) fn breaks_off(&self) -> Option<Break> {
        self.breaks_off.map(|known| Break { at: self.now(), ..known })
    }

    /// Decodes packets until there are frames to give; false at the end.
    fn fill(&mut self) -> Result<bool, AudioError> {
        while self.left > 0 {
            let Some(packet) = self.format.next_packet().map_err(|error| self.packet_error(error))? else {
                break;
            };
            if packet.track_id == self.track {
                self.check_place(&packet)?;
                self.decode(&packet)?;
                if !self.block.is_empty() {
                    return Ok(true);
                }
            }
        }
        self.check_end()?;
        Ok(false)
    }

    fn decode(&mut self, packet: &Packet) -> Result<(), AudioError> {
        let at = self.now();
        let Some(shape) = self.codec.decode(packet, at, &mut self.block)? else {
            return Ok(());
        };
        if self.shape.rate == 0 {
            shape.check()?;
            self.shape = shape;
        } else if self.shape != shape {
            return Err(AudioError::Unsupported { what: "a change of sample rate or channels" });
        }
        let mut frames = self.block.len() / self.channels();
        if self.container == Container::Mp4 {
            // The last packet of a track may be shorter than what it decodes to.
            frames = frames.min(usize::try_from(packet.dur.get()).unwrap_or(usize::MAX));
        }
        self.trim(frames);
        if !self.block.iter().fold(true, |is_sound, sample| is_sound & (sample.abs() <= HIGHEST)) {
            return Err(AudioError::Damaged { at: Some(at) });
        }
        Ok(())
    }

    /// Cuts the block to its first `frames`, then to what lies between `skip` and `left`.
    fn trim(&mut self, frames: usize) {
        let channels = self.shape.layout.count();
        let start = usize::try_from(self.skip).unwrap_or(usize::MAX).min(frames);
        let frames = (frames - start).min(usize::try_from(self.left).unwrap_or(usize::MAX));
        self.block.truncate((start + frames) * channels);
        self.block.drain(..start * channels);
        self.skip -= start as u64;
        self.left -= frames as u64;
        self.given += frames as u64;
    }

    /// Where a page or frame was thrown away because its checksum failed, the next packet begins too late.
    fn check_place(&mut self, packet: &Packet) -> Result<(), AudioError> {
        let begins = packet.pts.get();
        let is_numbered = matches!(self.container, Container::Flac | Container::Ogg);
        if is_numbered && self.due.is_some_and(|due| due != begins) {
            return Err(AudioError::Damaged { at: Some(self.now()) });
        }
        self.due = begins.checked_add_unsigned(packet.block_dur().get());
        Ok(())
    }

    fn check_end(&mut self) -> Result<(), AudioError> {
        if self.promised.is_some_and(|promised| self.given < promised) {
            return Err(self.truncated());
        }
        if self.codec.is_damaged() { Err(AudioError::Damaged { at: None }) } else { Ok(()) }
    }

    fn packet_error(&self, error: Error) -> AudioError {
        match error {
            Error::IoError(error) if error.kind() == io::ErrorKind::UnexpectedEof => self.truncated(),
            Error::IoError(error) => AudioError::Read(error),
            Error::ResetRequired => AudioError::Unsupported { what: "several streams in one Ogg file" },
            Error::Unsupported(what) => AudioError::Unsupported { what },
            _ => AudioError::Damaged { at: Some(self.now()) },
        }
    }

    fn truncated(&self) -> AudioError {
        let promised =
            self.promised.filter(|_| self.shape.rate > 0).map(|frames| time_of(frames, self.shape.rate));
        AudioError::Truncated { at: self.now(), promised }
    }

    fn now(&self) -> Duration {
        time_of(self.given, self.shape.rate)
    }
}

/// Which of the decoded frames are played.
#[derive(Default)]
struct Played {
    skip: u64,
    length: Option<u64>,
    breaks_off: Option<Break>,
}

/// What the container says beyond what the demuxer makes of it; checks the extent on the way.
fn played_frames<R>(source: &mut R, container: Container) -> Result<Played, AudioError>
where
    R: Read + Seek + Send + Sync,
{
    match container {
        Container::Wav => {
            let wave = Wave::new(source)?;
            Ok(Played { length: wave.fact(), breaks_off: wave.breaks_off(), ..Played::default() })
        }
        Container::Aiff => {
            let breaks_off = find_sound(source, Family::Aiff)?.breaks_off;
            Ok(Played { breaks_off, ..Played::default() })
        }
        Container::Flac | Container::Ogg => Ok(Played::default()),
        Container::Mpeg => {
            let counted = count_packets(probe(&mut *source, container, None)?.as_mut());
            match counted {
                Ok(packets) => {
                    let Extent { delay, length, breaks_off } = extent(source, &packets)?;
                    Ok(Played { skip: delay, length: Some(length), breaks_off })
                }
                Err(AudioError::Truncated { at, promised }) if !at.is_zero() => {
                    Ok(Played { breaks_off: Some(Break { at, promised }), ..Played::default() })
                }
                Err(error) => Err(error),
            }
        }
        Container::Mp4 => played_in_mp4(source),
    }
}

fn played_in_mp4<R>(source: &mut R) -> Result<Played, AudioError>
where
    R: Read + Seek + Send + Sync,
{
    let format = probe(&mut *source, Container::Mp4, None)?;
    let other = AudioError::Unsupported { what: "MP4 or 3GP without AAC or ALAC" };
    let track = audio_track(format.as_ref()).map_err(|_| other)?.clone();
    drop(format);
    let (Some(ticks), Some(base)) = (track.duration, track.time_base) else {
        return Ok(Played::default());
    };
    // The sample entry has 16 bits for the rate: above 65,535 Hz a tick is a frame.
    let rate = sample_rate(&track).filter(|rate| *rate > 0).unwrap_or(base.denom.get() / base.numer.get());
    let edit = read_edit(source, track.id, ticks.get())?;
    let frames = |ticks: u64| {
        let scaled = u128::from(ticks) * u128::from(base.numer.get()) * u128::from(rate);
        u64::try_from(scaled / u128::from(base.denom.get())).unwrap_or(u64::MAX)
    };
    Ok(Played { skip: frames(edit.start), length: edit.length.map(frames), breaks_off: None })
}

fn probe<'s, R>(
    source: R,
    container: Container,
    breaks_off: Option<Break>,
) -> Result<Box<dyn FormatReader + 's>, AudioError>
where
    R: Read + Seek + Send + Sync + 's,
{
    let stream =
        MediaSourceStream::new(Box::new(Seekable::new(source, container, breaks_off)?), Default::default());
    let (format, metadata) = (FormatOptions::default(), MetadataOptions::default());
    symphonia::default::get_probe().probe(&Hint::new(), stream, format, metadata).map_err(|error| match error
    {
        Error::IoError(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            AudioError::Truncated { at: Duration::ZERO, promised: None }
        }
        Error::IoError(error) => AudioError::Read(error),
        Error::Unsupported(_) if container == Container::Mpeg => {
            AudioError::NotAudio { seen: Content::Unknown }
        }
        Error::Unsupported(what) => AudioError::Unsupported { what },
        _ => AudioError::Damaged { at: Some(Duration::ZERO) },
    })
}

fn audio_track<'f>(format: &'f (dyn FormatReader + '_)) -> Result<&'f Track, AudioError> {
    format.default_track(TrackType::Audio).ok_or(AudioError::Empty)
}

/// Frames that Opus decodes to before the sound begins (RFC 7845, 4.2); the demuxer leaves them in.
fn pre_skip(track: &Track) -> u64 {
    match track.codec_params.as_ref().and_then(|p| p.audio()) {
        Some(parameters) if is_opus(parameters) => u64::from(track.delay.unwrap_or(0)),
        _ => 0,
    }
}

/// What the header or the last page promises, in frames, where the decoder doesn't check it by itself.
fn promised_frames(track: &Track, container: Container, skip: u64) -> Option<u64> {
    match container {
        Container::Flac => track.num_frames,
        Container::Ogg => {
            // A stream cut out of a longer one begins late.
            let begin = u64::try_from(track.start_ts.get()).unwrap_or(0);
            Some(track.num_frames?.saturating_sub(begin).saturating_sub(skip))
        }
        _ => None,
    }
}

fn sample_rate(track: &Track) -> Option<u32> {
    track.codec_params.as_ref()?.audio()?.sample_rate
}
