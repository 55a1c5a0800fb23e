//! Decoding: a sound file of any kind people have → blocks of frames, in order, a packet at a time.
//!
//! WAV, AIFF, FLAC, MP3, ADTS, Ogg Vorbis and AAC in MP4, in pure Rust. What comes out is the sound alone: encoder
//! delay and padding are trimmed where the file tells them. A file that breaks off or is damaged is refused with the
//! place, never played as if it were whole; one that breaks off may be played up to there where its handling allows it. Memory doesn't grow with length. Knows nothing of the house format.

use super::MOST_CHANNELS;
use super::error::{AudioError, Content, frames_in, time_of};
use super::handling::{Break, Breaks};
use super::mp4::read_edit;
use super::mpeg::{Extent, count_packets, extent};
use super::riff::{Family, check_extent};
use super::seekable::{Seekable, rewind};
use super::sniff::{Container, HEAD_BYTES, sniff};
use std::io::{self, Read, Seek};
use std::time::Duration;
use symphonia::core::audio::{AudioSpec, Channels, Position};
use symphonia::core::codecs::audio::{AudioCodecId, AudioDecoder, AudioDecoderOptions, well_known};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, Track, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;

/// The sample rates that are taken, in frames per second.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=384_000;

/// An opened sound file.
pub struct Sound<'s> {
    format: Box<dyn FormatReader + 's>,
    decoder: Box<dyn AudioDecoder>,
    container: Container,
    track: u32,
    rate: u32,
    layout: Channels,
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
        let played = played_frames(&mut source, container)?;
        if let Some(breaks_off) = played.breaks_off.filter(|_| breaks == Breaks::Refused) {
            return Err(breaks_off.into());
        }
        let format = probe(source, container, played.breaks_off)?;
        let track = audio_track(format.as_ref())?.clone();
        let before_break =
            played.breaks_off.and_then(|known| Some(frames_in(known.at, sample_rate(&track)?)));
        let mut sound = Sound {
            decoder: decoder(&track, container)?,
            format,
            container,
            track: track.id,
            rate: 0,
            layout: Channels::None,
            promised: track.num_frames.filter(|_| container == Container::Flac),
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
        self.rate
    }

    /// Samples in a frame.
    pub fn channels(&self) -> usize {
        self.layout.count()
    }

    /// The usual extension of such files: "wav", "mp3", "aac" for ADTS.
    pub fn format(&self) -> &'static str {
        match self.decoder.codec_params().codec {
            well_known::CODEC_ID_AAC if self.container == Container::Mpeg => "aac",
            _ => self.container.extension(),
        }
    }

    /// Which loudspeaker each sample of a frame is meant for.
    pub(super) fn layout(&self) -> &Channels {
        &self.layout
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
        let decoded = self.decoder.decode(packet).map_err(|error| decoder_error(&error, at))?;
        let mut frames = decoded.frames();
        self.block.clear();
        if frames == 0 {
            return Ok(());
        }
        let layout = named(decoded.spec().channels());
        if self.rate == 0 {
            check_spec(decoded.spec())?;
            (self.rate, self.layout) = (decoded.spec().rate(), layout);
        } else if self.rate != decoded.spec().rate() || self.layout != layout {
            return Err(AudioError::Unsupported { what: "a change of sample rate or channels" });
        }
        self.block.resize(decoded.samples_interleaved(), 0.0);
        decoded.copy_to_slice_interleaved(&mut self.block);
        if self.container == Container::Mp4 {
            // The last packet of a track may be shorter than what it decodes to.
            frames = frames.min(usize::try_from(packet.dur.get()).unwrap_or(usize::MAX));
        }
        self.trim(frames);
        Ok(())
    }

    /// Cuts the block to its first `frames`, then to what lies between `skip` and `left`.
    fn trim(&mut self, frames: usize) {
        let channels = self.layout.count();
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
        match self.decoder.finalize().verify_ok {
            Some(false) => Err(AudioError::Damaged { at: None }),
            _ => Ok(()),
        }
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
        let promised = self.promised.filter(|_| self.rate > 0).map(|frames| time_of(frames, self.rate));
        AudioError::Truncated { at: self.now(), promised }
    }

    fn now(&self) -> Duration {
        time_of(self.given, self.rate)
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
    let checked = match container {
        Container::Wav => check_extent(source, Family::Wave),
        Container::Aiff => check_extent(source, Family::Aiff),
        Container::Flac | Container::Ogg => Ok(()),
        Container::Mpeg => {
            let counted = count_packets(probe(&mut *source, container, None)?.as_mut());
            match counted {
                Ok(packets) => {
                    let Extent { delay, length, breaks_off } = extent(source, &packets)?;
                    return Ok(Played { skip: delay, length: Some(length), breaks_off });
                }
                Err(error) => Err(error),
            }
        }
        Container::Mp4 => return played_in_mp4(source),
    };
    match checked {
        // A break before the first frame leaves nothing to play.
        Err(AudioError::Truncated { at, promised }) if !at.is_zero() => {
            Ok(Played { breaks_off: Some(Break { at, promised }), ..Played::default() })
        }
        checked => checked.map(|()| Played::default()),
    }
}

fn played_in_mp4<R>(source: &mut R) -> Result<Played, AudioError>
where
    R: Read + Seek + Send + Sync,
{
    let format = probe(&mut *source, Container::Mp4, None)?;
    let track = audio_track(format.as_ref())?.clone();
    drop(format);
    let (Some(ticks), Some(rate), Some(base)) = (track.duration, sample_rate(&track), track.time_base) else {
        return Ok(Played::default());
    };
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

fn sample_rate(track: &Track) -> Option<u32> {
    track.codec_params.as_ref()?.audio()?.sample_rate
}

fn decoder(track: &Track, container: Container) -> Result<Box<dyn AudioDecoder>, AudioError> {
    let parameters = track.codec_params.as_ref().and_then(|p| p.audio()).ok_or(AudioError::Empty)?;
    // MPEG is trimmed by the count of its packets: the demuxer trims to a guess where there is no Xing tag.
    let options = AudioDecoderOptions::default().gapless(container != Container::Mpeg).verify(true);
    symphonia::default::get_codecs().make_audio_decoder(parameters, &options).map_err(|error| match error {
        Error::Unsupported(what) => {
            AudioError::Unsupported { what: codec_name(parameters.codec).unwrap_or(what) }
        }
        Error::IoError(_) | Error::DecodeError(_) => AudioError::Damaged { at: Some(Duration::ZERO) },
        _ => AudioError::Unsupported { what: "codec" },
    })
}

/// The codecs people have that aren't read.
fn codec_name(codec: AudioCodecId) -> Option<&'static str> {
    match codec {
        well_known::CODEC_ID_OPUS => Some("Opus"),
        well_known::CODEC_ID_SPEEX => Some("Speex"),
        well_known::CODEC_ID_ALAC => Some("ALAC"),
        well_known::CODEC_ID_AC3 => Some("AC-3"),
        well_known::CODEC_ID_MP2 => Some("MPEG layer II"),
        well_known::CODEC_ID_AAC => Some("AAC other than AAC-LC"),
        _ => None,
    }
}

fn decoder_error(error: &Error, at: Duration) -> AudioError {
    match error {
        Error::Unsupported(what) => AudioError::Unsupported { what },
        // A decoder that runs out of bits inside a packet also says end of file.
        _ => AudioError::Damaged { at: Some(at) },
    }
}

fn check_spec(spec: &AudioSpec) -> Result<(), AudioError> {
    if !RATES.contains(&spec.rate()) {
        return Err(AudioError::Unsupported { what: "sample rate" });
    }
    if !(1..=MOST_CHANNELS).contains(&spec.channels().count()) {
        return Err(AudioError::Unsupported { what: "number of channels" });
    }
    Ok(())
}

/// Five channels that no mask names are 3/2 (BS.775): the demuxer counts through the WAV positions and takes the left
/// surround for low-frequency effects, which would be left out.
fn named(layout: &Channels) -> Channels {
    let front = Position::FRONT_LEFT | Position::FRONT_RIGHT | Position::FRONT_CENTER;
    match layout {
        Channels::Positioned(positions) if *positions == front | Position::LFE1 | Position::REAR_LEFT => {
            Channels::Positioned(front | Position::REAR_LEFT | Position::REAR_RIGHT)
        }
        _ => layout.clone(),
    }
}
