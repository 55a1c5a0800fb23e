//! How far a sound is limited: the gain and ceiling under which it comes nearest to the house loudness.
//!
//! Takes the waiting frames, their level, and the most that may be taken off peaks; gives what was settled, measured as it
//! will sound. Limiting takes loudness too, so it is tried and measured until both are right. Knows no file.

use super::error::AudioError;
use super::level::PEAK_GUARD;
use super::limiter::Limiter;
use super::meter::{Level, Meter};
use super::scratch::Scratch;
use crate::network::{Db, HouseFormat, Lufs};
use std::io::{Read, Seek, Write};

/// What was settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limiting {
    pub gain: Db,
    /// The true peak the limiter aims at; a little below the house's where it would be passed between samples.
    pub ceiling: Db,
    /// The most it takes off.
    pub taken: Db,
    /// Loudness and peak that come of it.
    pub level: Level,
}

/// Nearer to the house loudness nobody hears a difference, in LU.
const NEAR: f64 = 0.05;

/// Each try costs a pass over the sound; speech settles after three or four.
const TRIES: usize = 8;

/// Settles the limiting of a sound of that `level` which its peaks hold back, `most` decibels at a time. None when there is
/// nothing to be won: then the sound is better left as it is.
pub(super) fn settle<T: Read + Write + Seek>(
    scratch: &mut Scratch<T>,
    level: Level,
    most: Db,
    house: &HouseFormat,
) -> Result<Option<Limiting>, AudioError> {
    let Some(Lufs(loudness)) = level.loudness else { return Ok(None) };
    let mut ceiling = house.true_peak.0 - PEAK_GUARD;
    let highest = |ceiling: f64| ceiling + most.0 - level.true_peak.0;
    let mut gain = (house.loudness.0 - loudness).min(highest(ceiling));
    for _ in 0..TRIES {
        let tried = attempt(scratch, gain, ceiling, house)?;
        let Some(Lufs(reached)) = tried.level.loudness else { return Ok(None) };
        let over = tried.level.true_peak.0 - (house.true_peak.0 - PEAK_GUARD / 2.0);
        let short = house.loudness.0 - reached;
        let is_bound = short > 0.0 && gain >= highest(ceiling);
        if over <= 0.0 && (short.abs() <= NEAR || is_bound) {
            return Ok(Some(tried));
        }
        ceiling -= over.max(0.0);
        gain = (gain + short).min(highest(ceiling));
    }
    Ok(None)
}

fn attempt<T: Read + Write + Seek>(
    scratch: &mut Scratch<T>,
    gain: f64,
    ceiling: f64,
    house: &HouseFormat,
) -> Result<Limiting, AudioError> {
    let mut limiter = Limiter::new(house, Db(gain), Db(ceiling));
    let (mut meter, mut limited) = (Meter::for_level(house), Vec::new());
    scratch.play(|samples| {
        limited.clear();
        limiter.push(samples, &mut limited);
        meter.push(&limited);
        Ok(())
    })?;
    limited.clear();
    limiter.finish(&mut limited);
    meter.push(&limited);
    Ok(Limiting { gain: Db(gain), ceiling: Db(ceiling), taken: limiter.taken(), level: meter.level() })
}
