//! A web server of a few lines for tests: a folder, what was asked of it, and how it misbehaves.
#![allow(dead_code, reason = "each test binary takes what it needs")]
#![allow(clippy::disallowed_methods, reason = "these tests are about files and time")]
#![allow(clippy::unwrap_used, reason = "a failed look at a file is a failed test")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The file, from any byte on.
    Plain,
    /// The file, always from its beginning.
    WithoutRanges,
    /// A login page.
    Login,
    /// This status and nothing else.
    Status(u16),
    /// The file, but the connection breaks after so many bytes.
    Broken(usize),
    /// The file as if it had so many bytes.
    Cut(usize),
    /// A byte now and then.
    Drip,
    /// No end of zeros.
    Endless,
    /// Sent on to itself.
    Round,
}

/// Decides by the path and how often it was asked for.
pub type Manners = fn(&str, usize) -> Answer;

/// A running server; it ends with the test.
pub struct Server {
    pub url: String,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<String>>,
    connections: AtomicUsize,
    sent: AtomicU64,
}

impl Server {
    pub fn start(folder: PathBuf, manners: Manners) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Seen::default());
        let shared = seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, seen) = (folder.clone(), shared.clone());
                seen.connections.fetch_add(1, Ordering::Relaxed);
                // A client that goes away is no fault of the test.
                thread::spawn(move || drop(serve(stream, &folder, manners, &seen)));
            }
        });
        Server { url, seen }
    }

    /// The lines of the requests so far, with what was asked of ranges; forgotten afterwards.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.requests.lock().unwrap())
    }

    /// How many connections there were so far; forgotten afterwards.
    pub fn connections(&self) -> usize {
        self.seen.connections.swap(0, Ordering::Relaxed)
    }

    /// How many bytes of bodies were sent so far; forgotten afterwards.
    pub fn sent(&self) -> u64 {
        self.seen.sent.swap(0, Ordering::Relaxed)
    }
}

fn serve(mut stream: TcpStream, folder: &Path, manners: Manners, seen: &Seen) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let (mut path, mut from, mut line) = (String::new(), 0, String::new());
        while reader.read_line(&mut line)? > 2 {
            let lower = line.to_ascii_lowercase();
            if let Some(rest) = line.strip_prefix("GET /") {
                path = rest.split(' ').next().unwrap_or_default().to_owned();
            } else if let Some(range) = lower.strip_prefix("range: bytes=") {
                from = range.trim().trim_end_matches('-').parse().unwrap_or(0);
            }
            line.clear();
        }
        if path.is_empty() {
            return Ok(());
        }
        let asked = if from > 0 { format!("{path} from {from}") } else { path.clone() };
        let times = {
            let mut requests = seen.requests.lock().unwrap();
            requests.push(asked);
            requests.iter().filter(|request| request.starts_with(&path)).count()
        };
        let file = std::fs::read(folder.join(&path)).ok();
        answer(&mut stream, &path, file, from, manners(&path, times), seen)?;
    }
}

fn answer(
    stream: &mut TcpStream,
    path: &str,
    file: Option<Vec<u8>>,
    from: usize,
    answer: Answer,
    seen: &Seen,
) -> std::io::Result<()> {
    let mut send = |head: &str, body: &[u8], most: usize| {
        let length = body.len();
        let body = &body[..length.min(most)];
        seen.sent.fetch_add(body.len() as u64, Ordering::Relaxed);
        stream.write_all(format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\n\r\n").as_bytes())?;
        stream.write_all(body)?;
        match length > most {
            true => Err(std::io::ErrorKind::ConnectionReset.into()),
            false => Ok(()),
        }
    };
    let Some(file) = file else { return send("404 Not Found", b"", usize::MAX) };
    match answer {
        Answer::Plain if from > file.len() => send("416 Range Not Satisfiable", b"", usize::MAX),
        Answer::Plain if from > 0 => {
            let range = format!("content-range: bytes {from}-{}/{}", file.len() - 1, file.len());
            send(&format!("206 Partial Content\r\n{range}"), &file[from..], usize::MAX)
        }
        Answer::Plain | Answer::WithoutRanges => send("200 OK", &file, usize::MAX),
        Answer::Login => {
            let page = b"<!DOCTYPE html><title>Wifi</title>";
            send("200 OK\r\ncontent-type: text/html; charset=utf-8", page, usize::MAX)
        }
        Answer::Status(status) => send(&format!("{status} No"), b"", usize::MAX),
        Answer::Broken(most) => send("200 OK", &file, most),
        Answer::Cut(most) => send("200 OK", &file[..most.min(file.len())], usize::MAX),
        Answer::Round => send(&format!("302 Found\r\nlocation: /{path}"), b"", usize::MAX),
        Answer::Drip => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                stream.write_all(b"{")?;
                thread::sleep(Duration::from_millis(50));
            }
        }
        Answer::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            let block = vec![b'0'; 64 * 1024];
            loop {
                stream.write_all(&block)?;
                seen.sent.fetch_add(block.len() as u64, Ordering::Relaxed);
            }
        }
    }
}
