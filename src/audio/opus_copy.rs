//! The small copy of a programme's WAV, for phones and platforms that take uploads: Opus in Ogg (RFC 6716, RFC 7845).
//!
//! Takes the WAV and what it tells of itself; writes the copy. Its length is the WAV's to the frame of 48 kHz: what the
//! encoder is late by is told as pre-skip and fed as silence behind the end, and the last page tells where the sound ends
//! (RFC 7845, 4.4). The same WAV gives the same bytes. Knows no folder.

use super::decode::Sound;
use super::error::AudioError;
use super::opus::OPUS_RATE;
use super::resample::Resampler;
use super::slate::Slate;
use opus_pure::{
    Application, Error, MAX_PACKET_BYTES, OggOpusWriter, OpusEncoder, OpusHead, OpusTags, RateControl,
};
use std::io::{self, Read, Seek, Write};

/// Counts up whenever the same WAV would become another copy.
pub const COPY_REVISION: u32 = 1;

/// Frames of a packet: 20 ms, what players and encoders are made for.
const PACKET_FRAMES: usize = 960;

/// Writes the copy of `wav` at `kilobits` per second to `out`; gives its length in frames at 48 kHz.
///
/// Errors: those of reading a sound file, and `Write`.
pub fn copy_as_opus<R, W>(wav: R, kilobits: u32, slate: &Slate, out: W) -> Result<u64, AudioError>
where
    R: Read + Seek + Send + Sync,
    W: Write,
{
    let mut sound = Sound::open(wav, Some("wav"))?;
    let channels = sound.channels();
    let mut copy = OpusCopy::new(channels, kilobits, slate, out).map_err(encoder_fault)?;
    let mut resampler = Resampler::new(sound.rate(), OPUS_RATE, channels);
    while let Some(block) = sound.next_block()? {
        resampler.push(block, &mut copy.pending);
        copy.encode_whole().map_err(encoder_fault)?;
    }
    resampler.finish(&mut copy.pending);
    copy.finish().map_err(encoder_fault)
}

struct OpusCopy<W: Write> {
    encoder: OpusEncoder,
    writer: OggOpusWriter<W>,
    channels: usize,
    pre_skip: u64,
    /// Frames at 48 kHz that don't fill a packet yet, interleaved.
    pending: Vec<f32>,
    /// Frames encoded so far.
    encoded: u64,
    packet: Vec<u8>,
}

impl<W: Write> OpusCopy<W> {
    fn new(channels: usize, kilobits: u32, slate: &Slate, out: W) -> opus_pure::Result<Self> {
        let mut encoder = OpusEncoder::new(OPUS_RATE.cast_signed(), channels, Application::Audio)?;
        encoder.bitrate_bps = i32::try_from(kilobits.saturating_mul(1000)).unwrap_or(i32::MAX);
        encoder.rate_control = RateControl::Vbr;
        let head = OpusHead::for_encoder(&encoder, OPUS_RATE);
        let pre_skip = u64::from(head.pre_skip);
        let mut tags = OpusTags::new();
        tags.push("TITLE", &slate.title)?;
        tags.push("ARTIST", &slate.station)?;
        tags.push("DATE", &slate.date.to_string())?;
        let writer = OggOpusWriter::with_tags(out, head, tags)?;
        let packet = vec![0; MAX_PACKET_BYTES];
        Ok(OpusCopy { encoder, writer, channels, pre_skip, pending: Vec::new(), encoded: 0, packet })
    }

    /// Encodes all that fills packets.
    fn encode_whole(&mut self) -> opus_pure::Result<()> {
        let whole = PACKET_FRAMES * self.channels;
        let pending = std::mem::take(&mut self.pending);
        let mut blocks = pending.chunks_exact(whole);
        for block in &mut blocks {
            let length = self.encoder.encode(block, PACKET_FRAMES, &mut self.packet)?;
            self.writer.write_packet(&self.packet[..length])?;
            self.encoded += PACKET_FRAMES as u64;
        }
        self.pending = blocks.remainder().to_vec();
        Ok(())
    }

    /// Encodes the rest and the silence that brings it out of the encoder; gives the length of the sound.
    fn finish(mut self) -> opus_pure::Result<u64> {
        self.encode_whole()?;
        let length = self.encoded + (self.pending.len() / self.channels) as u64;
        let end = self.pre_skip + length;
        while self.encoded < end {
            let mut block = std::mem::take(&mut self.pending);
            block.resize(PACKET_FRAMES * self.channels, 0.0);
            let packet = self.encoder.encode(&block, PACKET_FRAMES, &mut self.packet)?;
            let left = u32::try_from(end - self.encoded).unwrap_or(u32::MAX);
            let frames = left.min(u32::try_from(PACKET_FRAMES).expect("small"));
            self.writer.write_packet_with_duration(&self.packet[..packet], frames)?;
            self.encoded += PACKET_FRAMES as u64;
        }
        self.writer.finish()?;
        Ok(length)
    }
}

/// A fault of the encoder: the disk's, else ours.
fn encoder_fault(error: Error) -> AudioError {
    AudioError::Write(match error {
        Error::Io(error) => error,
        other => io::Error::other(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Samples;
    use chrono::NaiveDate;
    use std::f64::consts::TAU;
    use std::io::Cursor;

    fn slate() -> Slate {
        Slate {
            title: "Chương trình chiều".to_owned(),
            station: "Đài huyện Mẫu".to_owned(),
            reference: "r".to_owned(),
            date: NaiveDate::from_ymd_opt(2025, 3, 10).expect("a day"),
            since_midnight: Samples(0),
            marks: Vec::new(),
        }
    }

    /// Tones of another pitch in each channel, as they are and as a WAV.
    #[expect(clippy::cast_possible_truncation, reason = "within full scale")]
    fn tones(rate: u32, channels: u16, frames: u32) -> Vec<u8> {
        let spec = hound::WavSpec {
            channels,
            sample_rate: rate,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = hound::WavWriter::new(&mut bytes, spec).expect("in memory");
        for at in 0..frames {
            for channel in 0..channels {
                let angle = TAU * f64::from(440 + 220 * u32::from(channel)) * f64::from(at) / f64::from(rate);
                writer.write_sample((angle.sin() * 9_000.0) as i16).expect("in memory");
            }
        }
        writer.finalize().expect("in memory");
        bytes.into_inner()
    }

    fn decoded(bytes: Vec<u8>) -> (usize, Vec<f32>) {
        let mut sound = Sound::open(Cursor::new(bytes), None).expect("a sound");
        let mut samples = Vec::new();
        while let Some(block) = sound.next_block().expect("whole") {
            samples.extend_from_slice(block);
        }
        (sound.channels(), samples)
    }

    #[test]
    fn the_copy_is_as_long_as_the_wav_and_sounds_like_it_at_every_moment() {
        // Ends within a packet, at its end, and so that only the encoder's delay fills one more; 500 frames are less
        // than a packet.
        for (rate, channels, frames) in
            [(32_000, 1, 40_001), (48_000, 2, 960 * 50), (48_000, 1, 960 * 50 - 311), (48_000, 1, 500)]
        {
            let wav = tones(rate, channels, frames);
            let mut copy = Vec::new();
            let length = copy_as_opus(Cursor::new(&wav), 96, &slate(), &mut copy).expect("encoded");
            assert_eq!(
                length,
                (u64::from(frames) * 48_000 * 2 / u64::from(rate)).div_ceil(2),
                "{rate} {frames}"
            );
            let (count, heard) = decoded(copy);
            assert_eq!((count, heard.len() as u64), (usize::from(channels), length * u64::from(channels)));
            let (mut apart, mut power) = (0.0, 0.0);
            for (at, frame) in heard.chunks_exact(count).enumerate().skip(480) {
                for (channel, sample) in (0_u32..).zip(frame) {
                    let angle = TAU * f64::from(440 + 220 * channel) * at as f64 / 48_000.0;
                    let meant = angle.sin() * 9_000.0 / 32_768.0;
                    apart += (f64::from(*sample) - meant).powi(2);
                    power += meant * meant;
                }
            }
            let ratio = 10.0 * (power / apart).log10();
            assert!(frames == 500 || ratio > 20.0, "{rate} {frames}: {ratio:.1} dB");
        }
    }

    #[test]
    fn the_same_wav_gives_the_same_bytes_and_the_copy_names_the_programme() {
        let wav = tones(32_000, 1, 10_000);
        let copy = || {
            let mut copy = Vec::new();
            copy_as_opus(Cursor::new(&wav), 32, &slate(), &mut copy).expect("encoded");
            copy
        };
        assert_eq!(copy(), copy());
        let reader = opus_pure::OggOpusReader::new(Cursor::new(copy())).expect("Opus");
        let tag = |name| reader.tags().get(name).map(str::to_owned);
        assert_eq!(tag("TITLE").as_deref(), Some("Chương trình chiều"));
        assert_eq!(tag("ARTIST").as_deref(), Some("Đài huyện Mẫu"));
        assert_eq!(tag("DATE").as_deref(), Some("2025-03-10"));
    }
}
