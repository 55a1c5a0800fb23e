//! Patience: how long a connection may dawdle: over a request's head, between requests, over taking an answer.
//!
//! Wraps the connection, sees what moves on it and when, and tells when it has been too long. A slow line is no offence:
//! an answer may take hours as long as it moves.

use super::{Answered, Limits};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::{Request, Response};
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc;

/// An answer of which less than this is taken in `stalled` does not move.
const LEAST: u64 = 4096;

/// The longest request line that is told in the log.
const LONGEST_LINE: usize = 300;

/// What goes on on one connection, and how long it may.
pub(super) struct Patience {
    head: Duration,
    idle: Duration,
    stalled: Duration,
    state: Mutex<State>,
}

struct State {
    phase: Phase,
    /// Since when it lasts; while answering, since when `moved` is counted.
    since: Instant,
    /// Bytes written since then.
    moved: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// A head has begun, or the first of the connection is awaited.
    Head,
    Answering,
    Idle,
}

impl Patience {
    pub fn new(limits: &Limits) -> Patience {
        let state = State { phase: Phase::Head, since: Instant::now(), moved: 0 };
        let Limits { head, idle, stalled, .. } = *limits;
        Patience { head, idle, stalled, state: Mutex::new(state) }
    }

    /// Comes back when the connection has dawdled too long.
    pub async fn ends(&self) {
        while let Some(deadline) = self.deadline(Instant::now()) {
            tokio::time::sleep_until(deadline.into()).await;
        }
    }

    /// Until when something has to happen; none when it is past.
    fn deadline(&self, now: Instant) -> Option<Instant> {
        let mut state = self.state();
        let given = match state.phase {
            Phase::Head => self.head,
            Phase::Answering => self.stalled,
            Phase::Idle => self.idle,
        };
        let deadline = state.since + given;
        if now < deadline {
            return Some(deadline);
        }
        if state.phase == Phase::Answering && state.moved >= LEAST {
            (state.since, state.moved) = (now, 0);
            return Some(now + given);
        }
        None
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in it is half done when a thread breaks off.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self, phase: Phase) {
        *self.state() = State { phase, since: Instant::now(), moved: 0 };
    }

    /// A request's head has arrived.
    pub fn begin(
        self: &Arc<Patience>,
        from: IpAddr,
        request: &Request<Incoming>,
        tell: mpsc::Sender<Answered>,
    ) -> Running {
        self.enter(Phase::Answering);
        let mut line = format!("{} {}", request.method(), request.uri());
        if line.len() > LONGEST_LINE {
            line = line.chars().take(LONGEST_LINE).chain(['…']).collect();
        }
        let told = Answered {
            when: chrono::Utc::now(),
            from,
            request: line,
            status: 0,
            bytes: 0,
            took: Duration::ZERO,
        };
        Running { patience: self.clone(), told, began: Instant::now(), tell }
    }
}

/// A request that is being answered. When dropped, the connection rests, and the log is told.
pub(super) struct Running {
    patience: Arc<Patience>,
    told: Answered,
    began: Instant,
    tell: mpsc::Sender<Answered>,
}

impl Running {
    /// The answer, watched until its last byte.
    pub fn watch<B>(mut self, answer: Response<B>) -> Response<Watched<B>> {
        self.told.status = answer.status().as_u16();
        answer.map(|body| Watched { body, running: self })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.patience.enter(Phase::Idle);
        self.told.took = self.began.elapsed();
        // Rather a gap in the log than a server that waits for it.
        let _written = self.tell.try_send(self.told.clone());
    }
}

/// A body that is watched.
pub(super) struct Watched<B> {
    body: B,
    running: Running,
}

impl<B: Body<Data = Bytes> + Unpin> Body for Watched<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(Ok(frame)) = &frame {
            self.running.told.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream whose movements are seen.
pub(super) struct Patient<S> {
    stream: S,
    patience: Arc<Patience>,
}

impl<S> Patient<S> {
    pub fn new(stream: S, patience: Arc<Patience>) -> Patient<S> {
        Patient { stream, patience }
    }

    fn wrote(&self, outcome: &Poll<io::Result<usize>>) {
        if let Poll::Ready(Ok(bytes)) = outcome {
            let mut state = self.patience.state();
            state.moved += *bytes as u64;
            if state.phase == Phase::Idle {
                // The last of an answer leaves after it was handed over.
                state.since = Instant::now();
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.stream).poll_read(context, buffer);
        let is_idle = self.patience.state().phase == Phase::Idle;
        if buffer.filled().len() > before && is_idle {
            self.patience.enter(Phase::Head);
        }
        outcome
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.wrote(&outcome);
        outcome
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.wrote(&outcome);
        outcome
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patience() -> Patience {
        let seconds = Duration::from_secs;
        let limits =
            Limits { head: seconds(10), idle: seconds(150), stalled: seconds(60), ..Limits::default() };
        Patience::new(&limits)
    }

    fn lasts(patience: &Patience, now: Instant) -> Option<u64> {
        patience.deadline(now).map(|until| (until - now + Duration::from_millis(500)).as_secs())
    }

    #[test]
    fn a_connection_rests_longer_than_a_minute_between_polls_and_its_head_comes_at_once() {
        let (patience, now) = (patience(), Instant::now());
        assert_eq!(lasts(&patience, now), Some(10), "the first head is awaited");
        patience.enter(Phase::Idle);
        assert_eq!(lasts(&patience, now), Some(150));
        patience.enter(Phase::Head);
        assert_eq!(lasts(&patience, now + Duration::from_secs(11)), None);
    }

    #[test]
    fn a_slow_reader_is_waited_for_as_long_as_the_answer_moves() {
        let (patience, mut now) = (patience(), Instant::now());
        patience.enter(Phase::Answering);
        for _ in 0..1_000 {
            patience.state().moved = LEAST;
            now += Duration::from_secs(61);
            assert_eq!(lasts(&patience, now), Some(60));
        }
        patience.state().moved = LEAST - 1;
        assert_eq!(lasts(&patience, now + Duration::from_secs(61)), None, "a drip is no movement");
    }
}
