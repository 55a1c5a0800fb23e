//! Packets of a track → blocks of frames, by the codec the track names. Knows no files and no positions.

use super::MOST_CHANNELS;
use super::error::AudioError;
use super::opus::{OPUS_RATE, OpusStream};
use super::sniff::Container;
use std::time::Duration;
use symphonia::core::audio::{Channels, Position};
use symphonia::core::codecs::audio::{
    AudioCodecId, AudioCodecParameters, AudioDecoder, AudioDecoderOptions, well_known,
};
use symphonia::core::errors::Error;
use symphonia::core::formats::Track;
use symphonia::core::packet::Packet;

/// The sample rates that are taken, in frames per second.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=192_000;

/// Those above that studios use. To bring any other rate up there to the house's, a filter can take 100 MB.
const STUDIO_RATES: [u32; 2] = [352_800, 384_000];

/// The decoder of a track.
pub(super) enum Codec {
    /// One of symphonia's.
    Listed(Box<dyn AudioDecoder>),
    /// Opus, with the channels the header names.
    Opus(Box<OpusStream>, Channels),
}

/// What the frames of a block are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Frames per second.
    pub rate: u32,
    /// Which loudspeaker each sample of a frame is meant for.
    pub layout: Channels,
}

impl Codec {
    /// The decoder of a track. Errors: `Empty`, `Unsupported`, `Damaged`.
    pub fn new(track: &Track, container: Container) -> Result<Self, AudioError> {
        let parameters = track.codec_params.as_ref().and_then(|p| p.audio()).ok_or(AudioError::Empty)?;
        if is_opus(parameters) && container == Container::Ogg {
            let stream = OpusStream::new(parameters.extra_data.as_deref().unwrap_or_default())?;
            return Ok(Codec::Opus(Box::new(stream), parameters.channels.clone().unwrap_or(Channels::None)));
        }
        let channels = parameters.channels.as_ref().map_or(0, Channels::count);
        if parameters.codec == well_known::CODEC_ID_VORBIS && channels > 2 {
            // The decoder (symphonia 0.6.1) undoes the coupling of channels from the first to the last; Vorbis I, 4.3.5
            // has it from the last to the first. Where three channels are coupled, as in 5.1, the sound is wrong.
            return Err(AudioError::Unsupported { what: "Vorbis with more than two channels" });
        }
        // MPEG is trimmed by the count of its packets: the demuxer trims to a guess where there is no Xing tag.
        let options = AudioDecoderOptions::default().gapless(container != Container::Mpeg).verify(true);
        let made = symphonia::default::get_codecs().make_audio_decoder(parameters, &options);
        made.map(Codec::Listed).map_err(|error| match error {
            Error::Unsupported(what) => {
                AudioError::Unsupported { what: codec_name(parameters.codec).unwrap_or(what) }
            }
            Error::IoError(_) | Error::DecodeError(_) => AudioError::Damaged { at: Some(Duration::ZERO) },
            _ => AudioError::Unsupported { what: "codec" },
        })
    }

    /// The usual extension of files with this codec in such a container: "wav", "mp3", "aac" for ADTS.
    pub fn extension(&self, container: Container) -> &'static str {
        match self {
            Codec::Opus(..) => "opus",
            Codec::Listed(decoder)
                if decoder.codec_params().codec == well_known::CODEC_ID_AAC
                    && container == Container::Mpeg =>
            {
                "aac"
            }
            Codec::Listed(_) => container.extension(),
        }
    }

    /// Decodes a packet that stands `at` this time into `block`, interleaved; none when it holds no frame.
    ///
    /// Errors: `Unsupported`, `Damaged`.
    pub fn decode(
        &mut self,
        packet: &Packet,
        at: Duration,
        block: &mut Vec<f32>,
    ) -> Result<Option<Shape>, AudioError> {
        block.clear();
        let shape = match self {
            Codec::Listed(decoder) => {
                let decoded = decoder.decode(packet).map_err(|error| decoder_error(&error, at))?;
                if decoded.frames() == 0 {
                    return Ok(None);
                }
                block.resize(decoded.samples_interleaved(), 0.0);
                decoded.copy_to_slice_interleaved(&mut *block);
                Shape { rate: decoded.spec().rate(), layout: named(decoded.spec().channels()) }
            }
            Codec::Opus(stream, layout) => {
                let decoded = stream.decode(&packet.data).ok_or(AudioError::Damaged { at: Some(at) })?;
                let behind = usize::try_from(packet.trim_end.get()).unwrap_or(usize::MAX);
                let kept = decoded.len().saturating_sub(behind.saturating_mul(layout.count()));
                block.extend_from_slice(&decoded[..kept]);
                Shape { rate: OPUS_RATE, layout: layout.clone() }
            }
        };
        Ok(Some(shape).filter(|_| !block.is_empty()))
    }

    /// Whether the sound's own checksum, if it has one, doesn't fit what was decoded.
    pub fn is_damaged(&mut self) -> bool {
        match self {
            Codec::Listed(decoder) => decoder.finalize().verify_ok == Some(false),
            Codec::Opus(..) => false,
        }
    }
}

impl Shape {
    /// Errors: `Unsupported` for rates and numbers of channels that aren't taken.
    pub fn check(&self) -> Result<(), AudioError> {
        if !RATES.contains(&self.rate) && !STUDIO_RATES.contains(&self.rate) {
            return Err(AudioError::Unsupported { what: "sample rate" });
        }
        if !(1..=MOST_CHANNELS).contains(&self.layout.count()) {
            return Err(AudioError::Unsupported { what: "number of channels" });
        }
        Ok(())
    }
}

/// Whether a track is Opus.
pub(super) fn is_opus(parameters: &AudioCodecParameters) -> bool {
    parameters.codec == well_known::CODEC_ID_OPUS
}

/// The codecs people have that aren't read.
fn codec_name(codec: AudioCodecId) -> Option<&'static str> {
    match codec {
        well_known::CODEC_ID_OPUS => Some("Opus outside Ogg"),
        well_known::CODEC_ID_SPEEX => Some("Speex"),
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

/// Five channels that no mask names are 3/2 (BS.775): the demuxer counts through the WAV positions and takes the left
/// surround for low-frequency effects, which would be left out. Six without a name, as AIFF has them, are 5.1 in the order
/// of WAV: what ffmpeg, sox and studios write there, whatever AIFF 1.3 says.
fn named(layout: &Channels) -> Channels {
    let front = Position::FRONT_LEFT | Position::FRONT_RIGHT | Position::FRONT_CENTER;
    match layout {
        Channels::Positioned(positions) if *positions == front | Position::LFE1 | Position::REAR_LEFT => {
            Channels::Positioned(front | Position::REAR_LEFT | Position::REAR_RIGHT)
        }
        Channels::Discrete(6) => {
            Channels::Positioned(front | Position::LFE1 | Position::REAR_LEFT | Position::REAR_RIGHT)
        }
        _ => layout.clone(),
    }
}
