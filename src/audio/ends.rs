//! Where a sound begins and ends: blocks of samples in, the first and the last frame that are heard out.

/// −60 dBFS: what lies below is taken for silence. Noise of a quiet room recorded at a usual level stays above it.
pub(super) const SILENCE: f32 = 0.001;

/// Where the sound begins and ends within the file.
pub(super) struct Ends {
    /// What is no louder is silence.
    level: f32,
    /// The first frame that is heard.
    pub first: Option<u64>,
    /// The frame behind the last that is heard.
    pub behind_last: u64,
}

impl Ends {
    /// Of a sound that is heard above `level`.
    pub fn above(level: f32) -> Ends {
        Ends { level, first: None, behind_last: 0 }
    }

    /// Takes a block that begins at frame `at`.
    pub fn push(&mut self, block: &[f32], channels: usize, at: u64) {
        let is_heard = |sample: &f32| sample.abs() > self.level;
        let Some(last) = block.iter().rposition(is_heard) else { return };
        self.behind_last = at + (last / channels) as u64 + 1;
        if self.first.is_none() {
            let first = block.iter().position(is_heard).expect("there is a last one");
            self.first = Some(at + (first / channels) as u64);
        }
    }
}
