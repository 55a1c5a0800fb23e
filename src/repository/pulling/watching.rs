//! Watching: pulling again and again, at times that differ from station to station, and more seldom while nobody answers.

use crate::repository::origin::Stop;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;

/// The longest pause, however long nobody answered.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// When to pull again.
#[derive(Debug)]
pub struct Rhythm {
    every: Duration,
    pause: Duration,
    /// The state of a generator of numbers that need only differ from station to station.
    random: u64,
}

/// Tells when somebody asks the program to end.
#[derive(Debug)]
pub struct Ending {
    asked: Receiver<()>,
}

impl Rhythm {
    /// Every so often. Two stations with different seeds don't ask in step for long.
    pub fn new(every: Duration, seed: u64) -> Rhythm {
        Rhythm { every, pause: every, random: seed }
    }

    /// The next pause, a fifth more or less: twice the last while nobody answers, up to a quarter of an hour.
    pub fn next(&mut self, was_answered: bool) -> Duration {
        self.pause = match was_answered {
            true => self.every,
            false => (self.pause * 2).min(LONGEST.max(self.every)),
        };
        // A 64-bit linear congruential step; its upper bits are even enough for this.
        self.random =
            self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let of_400 = u32::try_from((self.random >> 33) % 401).expect("at most 400");
        self.pause * (800 + of_400) / 1000
    }
}

impl Ending {
    /// From now on a signal to end (Ctrl-C, SIGTERM) stops what `stop` stops, and ends a wait.
    ///
    /// Errors: those of the system.
    pub fn watched(stop: Stop) -> io::Result<Ending> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (tell, asked) = channel();
        let signal = {
            let _inside = runtime.enter();
            signal()?
        };
        thread::spawn(move || {
            runtime.block_on(signal);
            stop.ask();
            // Nobody waits any more when the program is ending already.
            let _heard = tell.send(());
        });
        Ok(Ending { asked })
    }

    /// Waits so long; whether to go on then.
    pub fn wait(&self, pause: Duration) -> bool {
        self.asked.recv_timeout(pause) == Err(RecvTimeoutError::Timeout)
    }
}

#[cfg(unix)]
fn signal() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        std::future::poll_fn(|context| {
            let interrupted = interrupt.poll_recv(context).is_ready();
            match interrupted || terminate.poll_recv(context).is_ready() {
                true => std::task::Poll::Ready(()),
                false => std::task::Poll::Pending,
            }
        })
        .await;
    })
}

#[cfg(not(unix))]
fn signal() -> io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        // Where there is no such signal, the program ends as the system ends it.
        let _ended = tokio::signal::ctrl_c().await;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn pauses_differ_by_a_fifth_and_by_station() {
        let pauses = |seed| {
            let mut rhythm = Rhythm::new(MINUTE, seed);
            (0..100).map(|_| rhythm.next(true)).collect::<Vec<_>>()
        };
        let (one, other) = (pauses(1), pauses(2));
        assert!(one.iter().all(|pause| (48_000..=72_000).contains(&pause.as_millis())));
        assert!(one.iter().any(|pause| pause.as_secs() < 52) && one.iter().any(|pause| pause.as_secs() > 68));
        assert_ne!(one, other);
    }

    #[test]
    fn while_nobody_answers_pauses_double_up_to_a_quarter_of_an_hour() {
        let mut rhythm = Rhythm::new(MINUTE, 7);
        let seconds: Vec<u64> = (0..6).map(|_| rhythm.next(false).as_secs()).collect();
        let expected = [120, 240, 480, 900, 900, 900];
        for (found, expected) in seconds.iter().zip(expected) {
            assert!((expected * 8 / 10..=expected * 12 / 10).contains(found), "{seconds:?}");
        }
        assert!(rhythm.next(true).as_secs() <= 72);
    }
}
