//! The envelope of a sound: its highest and lowest samples in a few hundred columns, as a picture of it shows them.
//!
//! Takes interleaved frames as they come, of a sound whose length nobody knows before; gives columns of equal length.
//! Memory does not grow with length: when there are too many columns, each two become one.

/// A running envelope.
pub struct Envelope {
    channels: usize,
    most_columns: usize,
    /// Frames in a column.
    width: u64,
    /// Frames in the last column so far.
    filled: u64,
    /// The columns of all channels in turn.
    columns: Vec<Extremes>,
}

/// The lowest and the highest sample of a stretch, full scale ±1.0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extremes {
    /// The lowest.
    pub low: f32,
    /// The highest.
    pub high: f32,
}

/// Before the first sample.
const NOTHING: Extremes = Extremes { low: f32::INFINITY, high: f32::NEG_INFINITY };

impl Envelope {
    /// For frames of that many channels; there are at most `most_columns` of them, an even number.
    pub fn new(channels: usize, most_columns: usize) -> Envelope {
        assert!(channels > 0 && most_columns > 0 && most_columns.is_multiple_of(2), "pairs of columns");
        Envelope { channels, most_columns, width: 1, filled: 0, columns: Vec::new() }
    }

    /// Takes whole interleaved frames.
    pub fn push(&mut self, frames: &[f32]) {
        for frame in frames.chunks_exact(self.channels) {
            if self.filled == 0 {
                self.begin();
            }
            let last = self.columns.len() - self.channels;
            for (column, sample) in self.columns[last..].iter_mut().zip(frame) {
                *column = Extremes { low: column.low.min(*sample), high: column.high.max(*sample) };
            }
            self.filled = (self.filled + 1) % self.width;
        }
    }

    /// The columns of each channel.
    pub fn channels(&self) -> Vec<Vec<Extremes>> {
        (0..self.channels)
            .map(|channel| self.columns.iter().skip(channel).step_by(self.channels).copied().collect())
            .collect()
    }

    /// Frames in each column but the last, which may have fewer.
    pub fn column_width(&self) -> u64 {
        self.width
    }

    fn begin(&mut self) {
        if self.columns.len() == self.most_columns * self.channels {
            let pair = |pair: &[Extremes]| {
                let (one, other) = pair.split_at(self.channels);
                let both = |(one, other): (&Extremes, &Extremes)| Extremes {
                    low: one.low.min(other.low),
                    high: one.high.max(other.high),
                };
                one.iter().zip(other).map(both).collect::<Vec<_>>()
            };
            self.columns = self.columns.chunks_exact(2 * self.channels).flat_map(pair).collect();
            self.width *= 2;
        }
        self.columns.extend(std::iter::repeat_n(NOTHING, self.channels));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_pair_up_as_the_sound_grows_and_keep_every_extreme() {
        let mut envelope = Envelope::new(1, 4);
        let samples = [0.1, 0.2, -0.9, 0.3, 0.4, 0.0, 0.8, -0.1, 0.5];
        for sample in samples {
            envelope.push(&[sample]);
        }
        let column = |low, high| Extremes { low, high };
        assert_eq!(envelope.column_width(), 4);
        assert_eq!(envelope.channels(), [[column(-0.9, 0.3), column(-0.1, 0.8), column(0.5, 0.5)]]);
    }

    #[test]
    fn each_channel_has_its_own_columns() {
        let mut envelope = Envelope::new(2, 4);
        envelope.push(&[0.1, -0.1, 0.2, -0.2, 0.3, -0.3]);
        let tops: Vec<Vec<f32>> =
            envelope.channels().iter().map(|of| of.iter().map(|column| column.high).collect()).collect();
        assert_eq!(tops, [[0.1, 0.2, 0.3], [-0.1, -0.2, -0.3]]);
    }
}
