//! Serving: a publication's folder over HTTP/1.1, to thousands of stations, on one thread.
//!
//! Takes a listener and a folder; answers GET and HEAD until it is told to stop, then finishes what runs. It knows files
//! and how they are named, nothing of what is signed in them: who pulls verifies everything.

mod admission;
mod answer;
mod patience;
mod place;

pub use admission::{AddressLimits, Limits};

use admission::{Admission, Guest};
use answer::Site;
use chrono::{DateTime, Utc};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use patience::{Patience, Patient};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};

/// The longest head of a request. Ours have some hundred bytes; browsers' a few thousand.
const LARGEST_HEAD: usize = 16 << 10;

/// How many lines of the log may wait to be written; more are not written.
const WAITING_LINES: usize = 4096;

/// One request that was answered, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// When it was.
    pub when: DateTime<Utc>,
    /// Who asked.
    pub from: IpAddr,
    /// `GET /index.html`.
    pub request: String,
    /// The status of the answer.
    pub status: u16,
    /// Bytes of its body that were handed to the network.
    pub bytes: u64,
    /// From the request's head to the last of those bytes.
    pub took: Duration,
}

/// The words of answers that have no file.
#[derive(Debug, Clone)]
pub struct Words {
    /// There is no such file.
    pub missing: String,
    /// Only GET and HEAD are answered.
    pub method: String,
    /// The request is longer or other than this server reads.
    pub refused: String,
    /// Too much was asked from one address.
    pub busy: String,
    /// The disk failed.
    pub broken: String,
}

/// Serves `folder` until the program is interrupted or terminated; then gives running answers `limits.farewell` to
/// finish. `log` gets each request that was answered. Errors: the folder cannot be opened, or the listener broke.
pub fn serve(
    listener: std::net::TcpListener,
    folder: &Path,
    limits: &Limits,
    words: Words,
    log: impl FnMut(&Answered),
) -> io::Result<()> {
    let site = Arc::new(Site::open(folder, words)?);
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        run(listener, site, limits, told_to_stop()?, log).await
    });
    // A read that hangs on a dead disk is not waited for.
    runtime.shutdown_background();
    outcome
}

#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! { _ = interrupted.recv() => {}, _ = terminated.recv() => {} }
    })
}

#[cfg(not(unix))]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

async fn run(
    listener: TcpListener,
    site: Arc<Site>,
    limits: &Limits,
    stop: impl Future<Output = ()>,
    mut log: impl FnMut(&Answered),
) -> io::Result<()> {
    let admission = Arc::new(Admission::new(limits));
    let (stopping, stopped) = watch::channel(());
    let (tell, mut told) = mpsc::channel(WAITING_LINES);
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(line) = told.recv() => log(&line),
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let visit = Visit { site: site.clone(), peer, tell: tell.clone(), stopped: stopped.clone() };
                    receive(stream, visit, &admission, limits);
                }
                // Whoever called has gone, or this process has no file left to open: others wait their turn.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
        }
    }
    drop((listener, stopping, stopped));
    // Every connection holds an end of this channel: it is closed when the last of them is done.
    drop(tell);
    let finished = async {
        while let Some(line) = told.recv().await {
            log(&line);
        }
    };
    let _all_or_not = tokio::time::timeout(limits.farewell, finished).await;
    Ok(())
}

/// What a connection needs to be answered.
struct Visit {
    site: Arc<Site>,
    peer: SocketAddr,
    tell: mpsc::Sender<Answered>,
    stopped: watch::Receiver<()>,
}

fn receive(stream: TcpStream, visit: Visit, admission: &Arc<Admission>, limits: &Limits) {
    let Some(guest) = admission.enter(visit.peer.ip()) else {
        // Nothing is kept for it, so that a crowd costs no memory. When not even this can be said, it sees the end.
        let _said = stream.try_write(BUSY);
        return;
    };
    let _without_delay = stream.set_nodelay(true);
    tokio::spawn(converse(stream, visit, guest, Patience::new(limits)));
}

const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 60\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// Answers one connection until it ends, grows stale, or the server stops.
async fn converse(stream: TcpStream, mut visit: Visit, guest: Guest, patience: Patience) {
    let patience = Arc::new(patience);
    let answer = {
        let (site, patience, tell) = (visit.site.clone(), patience.clone(), visit.tell.clone());
        let guest = &guest;
        service_fn(move |request| {
            let running = patience.begin(guest.address(), &request, tell.clone());
            let is_welcome = guest.may_ask();
            let site = site.clone();
            async move {
                let answer = match is_welcome {
                    true => site.answer(request).await,
                    false => site.too_much(),
                };
                Ok::<_, std::convert::Infallible>(running.watch(answer))
            }
        })
    };
    let io = TokioIo::new(Patient::new(stream, patience.clone()));
    let connection = http1::Builder::new()
        .max_buf_size(LARGEST_HEAD)
        .header_read_timeout(None)
        .half_close(false)
        .serve_connection(io, answer);
    let mut connection = pin!(connection);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            _ended = &mut connection => return,
            () = patience.ends() => return,
            _ = visit.stopped.changed(), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
