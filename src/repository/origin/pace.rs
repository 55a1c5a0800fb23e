//! How fast is taken: a limit that all downloads share, how slow is too slow, and the wish to stop.
//!
//! Every byte that comes from a publication passes here. Knows no address.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Fewer bytes than this within the patience is a drip, not a download.
const DRIP: u64 = 1024;

/// How long a download sleeps at most before it looks again whether to stop.
const NAP: Duration = Duration::from_millis(100);

/// Set by whoever wants a pull to end; whatever is on its way then ends soon.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

/// The speed that all downloads of a pull share.
#[derive(Debug)]
pub struct Pace {
    /// Bytes per second over all downloads.
    limit: Option<u64>,
    /// How long nothing may come, and within which at least a little has to.
    pub(super) patience: Duration,
    stop: Stop,
    taken: AtomicU64,
    free_at: Mutex<Instant>,
}

/// Sees that one download doesn't drip.
#[derive(Debug)]
pub(super) struct Drip {
    since: Instant,
    bytes: u64,
}

impl Stop {
    /// Asks to stop.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Pace {
    /// `limit` in bytes per second; none is as fast as it comes.
    pub fn new(limit: Option<u64>, patience: Duration, stop: Stop) -> Pace {
        Pace { limit, patience, stop, taken: AtomicU64::new(0), free_at: Mutex::new(Instant::now()) }
    }

    /// How many bytes came so far.
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Counts bytes that came, and waits until the limit allows more.
    ///
    /// Errors: `Interrupted` as an `OriginFault` when it was asked to stop.
    pub(in crate::repository) fn pass(&self, bytes: u64) -> io::Result<()> {
        self.taken.fetch_add(bytes, Ordering::Relaxed);
        let until = self.limit.map(|limit| {
            let mut free_at = self.free_at.lock().expect("nobody panics while waiting");
            *free_at = (*free_at).max(Instant::now()) + share(bytes, limit);
            *free_at
        });
        loop {
            if self.stop.is_asked() {
                return Err(io::Error::other(super::OriginFault::Stopped));
            }
            let wait = until.map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()));
            if wait.is_zero() {
                return Ok(());
            }
            thread::sleep(wait.min(NAP));
        }
    }

    /// How much is asked for at once: no more than a fifth of a second's share, so that a limit is felt evenly.
    pub(in crate::repository) fn portion(&self, most: usize) -> usize {
        let fifth = self.limit.map_or(u64::MAX, |limit| (limit / 5).max(512));
        usize::try_from(fifth).unwrap_or(usize::MAX).min(most)
    }
}

impl Drip {
    pub(super) fn new() -> Drip {
        Drip { since: Instant::now(), bytes: 0 }
    }

    /// Whether so many bytes more still are a download.
    pub(super) fn flows(&mut self, bytes: u64, patience: Duration) -> bool {
        self.bytes += bytes;
        if self.bytes >= DRIP {
            *self = Drip::new();
        }
        self.since.elapsed() <= patience
    }
}

fn share(bytes: u64, limit: u64) -> Duration {
    Duration::from_nanos(bytes.saturating_mul(1_000_000_000) / limit.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_millis(80);

    #[test]
    fn two_downloads_share_one_limit() {
        let pace = Pace::new(Some(100_000), PATIENCE, Stop::default());
        let began = Instant::now();
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| (0..5).for_each(|_| pace.pass(2_000).expect("nobody stops it")));
            }
        });
        assert_eq!(pace.taken(), 20_000);
        assert!(began.elapsed() >= Duration::from_millis(190), "{:?}", began.elapsed());
    }

    #[test]
    fn who_is_asked_to_stop_does_not_wait_for_the_limit() {
        let stop = Stop::default();
        let pace = Pace::new(Some(1), PATIENCE, stop.clone());
        stop.ask();
        let began = Instant::now();
        assert!(pace.pass(1_000_000).is_err());
        assert!(began.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn a_drip_is_told_from_a_slow_line() {
        let (mut drip, mut slow) = (Drip::new(), Drip::new());
        for _ in 0..5 {
            thread::sleep(PATIENCE / 4);
            assert!(slow.flows(DRIP, PATIENCE));
        }
        assert!(!(0..5).all(|_| drip.flows(1, PATIENCE)));
    }
}
