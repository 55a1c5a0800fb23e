//! The stretch of a sound that is kept, and how it fades where it was cut. Knows frames, no sound.

/// A stretch of a sound, in its frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The first frame that is kept.
    pub from: u64,
    /// The frame behind the last one that is kept.
    pub to: u64,
    /// Frames over which it rises at its beginning.
    pub fade_in: u64,
    /// Frames over which it falls at its end.
    pub fade_out: u64,
}

impl Stretch {
    /// All of a sound of that many frames, as it is.
    pub fn whole(frames: u64) -> Stretch {
        Stretch { from: 0, to: frames, fade_in: 0, fade_out: 0 }
    }

    /// Its length.
    pub fn frames(&self) -> u64 {
        self.to - self.from
    }

    /// Fades a block of whole interleaved frames that begins at frame `at` of the sound.
    #[expect(clippy::cast_possible_truncation, reason = "a weight")]
    pub fn fade(&self, at: u64, channels: usize, block: &mut [f32]) {
        let end = at + (block.len() / channels) as u64;
        if at >= self.from + self.fade_in && end + self.fade_out <= self.to {
            return;
        }
        for (frame, samples) in (at..).zip(block.chunks_exact_mut(channels)) {
            let rising = part(frame - self.from, self.fade_in);
            let falling = part(self.to - 1 - frame, self.fade_out);
            let weight = (rising * falling) as f32;
            samples.iter_mut().for_each(|sample| *sample *= weight);
        }
    }
}

/// How far a fade over `length` frames has come `away` frames from its end: in the middle of each frame.
fn part(away: u64, length: u64) -> f64 {
    if away >= length { 1.0 } else { (away as f64 + 0.5) / length as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_fade_evenly_and_the_middle_stays_whatever_the_blocks() {
        let stretch = Stretch { from: 10, to: 30, fade_in: 4, fade_out: 2 };
        let faded = |size: usize| -> Vec<f32> {
            let blocks = (10..30).step_by(size).map(|at| {
                let mut block = vec![1.0; size.min(30 - at) * 2];
                stretch.fade(at as u64, 2, &mut block);
                block
            });
            blocks.flatten().collect()
        };
        let whole = faded(20);
        assert_eq!(whole[..10], [0.125, 0.125, 0.375, 0.375, 0.625, 0.625, 0.875, 0.875, 1.0, 1.0]);
        assert_eq!(whole[34..], [1.0, 1.0, 0.75, 0.75, 0.25, 0.25]);
        assert_eq!(faded(3), whole);
    }
}
