//! Opus packets → frames at 48 kHz (RFC 6716), by the header an Ogg file begins with (RFC 7845, 5.1).
//!
//! One stream for one or two channels, several for up to eight in the orders of Vorbis (mapping family 1), which are put
//! into the order of WAV here. The header's output gain is applied. Pre-skip and the end are trimmed by the caller, who
//! knows the pages.

use super::error::AudioError;
use opus_pure::{ChannelLayout, MAX_PACKET_SAMPLES, OpusDecoder, OpusMSDecoder};
use std::time::Duration;

/// The rate Opus is decoded at, and its granule positions count in.
pub(super) const OPUS_RATE: u32 = 48_000;

/// A decoder with what it has decoded.
pub(super) struct OpusStream {
    decoder: Streams,
    channels: usize,
    /// For each channel of Vorbis, where it stands in a WAV.
    order: &'static [usize],
    block: Vec<f32>,
}

/// Boxed: a decoder is some kilobytes.
enum Streams {
    One(Box<OpusDecoder>),
    Several(Box<OpusMSDecoder>),
}

/// Places in a WAV of the channels in the order of Vorbis (Vorbis I, 4.3.9), by their number: 5.1 comes as left, centre,
/// right, both surrounds, low frequencies.
const ORDERS: [&[usize]; 8] = [
    &[0],
    &[0, 1],
    &[0, 2, 1],
    &[0, 1, 2, 3],
    &[0, 2, 1, 3, 4],
    &[0, 2, 1, 4, 5, 3],
    &[0, 2, 1, 5, 6, 4, 3],
    &[0, 2, 1, 6, 7, 4, 5, 3],
];

impl OpusStream {
    /// A decoder by the identification header. Errors: `Damaged`, `Unsupported`.
    pub fn new(header: &[u8]) -> Result<Self, AudioError> {
        let damaged = || AudioError::Damaged { at: Some(Duration::ZERO) };
        let fixed: &[u8; 19] = header.first_chunk().ok_or_else(damaged)?;
        let (channels, family) = (usize::from(fixed[9]), fixed[18]);
        let gain = i32::from(i16::from_le_bytes([fixed[16], fixed[17]]));
        let unsupported = |_| AudioError::Unsupported { what: "Opus with such channels" };
        let rate = OPUS_RATE.cast_signed();
        let decoder = if family == 0 {
            let mut decoder = OpusDecoder::new(rate, channels).map_err(unsupported)?;
            decoder.gain_q8 = gain;
            Streams::One(Box::new(decoder))
        } else {
            let layout = ChannelLayout::surround(channels, family).map_err(unsupported)?;
            let expected =
                [&[count(layout.nb_streams), count(layout.nb_coupled_streams)], &layout.mapping[..]];
            if header.get(19..21 + channels).ok_or_else(damaged)? != expected.concat() {
                return Err(AudioError::Unsupported { what: "Opus with such channels" });
            }
            let mut decoder = OpusMSDecoder::new(rate, channels, family).map_err(unsupported)?;
            decoder.streams_mut().iter_mut().for_each(|stream| stream.gain_q8 = gain);
            Streams::Several(Box::new(decoder))
        };
        let order = channels.checked_sub(1).and_then(|at| ORDERS.get(at)).ok_or_else(damaged)?;
        Ok(OpusStream { decoder, channels, order, block: vec![0.0; MAX_PACKET_SAMPLES * channels] })
    }

    /// Decodes one packet; whole frames, interleaved in the order of WAV. None when the packet can't be decoded.
    pub fn decode(&mut self, packet: &[u8]) -> Option<&[f32]> {
        if packet.is_empty() {
            return None;
        }
        let frames = match &mut self.decoder {
            Streams::One(decoder) => decoder.decode(packet, MAX_PACKET_SAMPLES, &mut self.block),
            Streams::Several(decoder) => decoder.decode(packet, MAX_PACKET_SAMPLES, &mut self.block),
        };
        let block = self.block.get_mut(..frames.ok()? * self.channels)?;
        if self.channels > 2 {
            let mut frame = [0.0; ORDERS.len()];
            for samples in block.chunks_exact_mut(self.channels) {
                self.order.iter().zip(&*samples).for_each(|(place, sample)| frame[*place] = *sample);
                samples.copy_from_slice(&frame[..self.channels]);
            }
        }
        Some(block)
    }
}

fn count(streams: usize) -> u8 {
    u8::try_from(streams).expect("a layout has at most 8 channels")
}
