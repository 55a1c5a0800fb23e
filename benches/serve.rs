//! A country's stations at one server: what it costs. Figures, no verdict.
//!
//! Starts `loa serve` on one core over a publication it makes up, lets 3,321 stations poll once a minute (each on one
//! kept connection from an address of its own) and one station a second pull 60 MB over four connections, all over
//! loopback, and reads the server's processor time from `/proc`. Bounded: `LOA_BENCH_SECONDS` (60). Linux only.
#![allow(clippy::disallowed_methods, clippy::print_stdout)] // Measures the world, and says what it found.

use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const STATIONS: u32 = 3_321;
const MINUTE: Duration = Duration::from_secs(60);
const PIECES: usize = 40;
const CONNECTIONS: usize = 4;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What came of it.
#[derive(Default)]
struct Tally {
    polls: AtomicU64,
    slowest_poll: AtomicU64,
    pulls: AtomicU64,
    bytes: AtomicU64,
    failed: AtomicU64,
}

fn main() -> Outcome<()> {
    let seconds = std::env::var("LOA_BENCH_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let folder = tempfile::tempdir()?;
    let pieces = publication(folder.path())?;
    let mut server = serve(folder.path())?;
    let address = address_of(&mut server)?;
    let tally = Tally::default();
    // What it costs to take in all connections at once is not what it costs to keep them.
    std::thread::sleep(Duration::from_secs(1));
    let before = processor_time(server.id())?;
    let began = Instant::now();
    let until = began + Duration::from_secs(seconds);
    let polled = std::thread::scope(|scope| {
        let polling = scope.spawn(|| poll(address, until, &tally));
        for nth in 0..seconds {
            let due = began + Duration::from_secs(nth);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            let (pieces, tally) = (&pieces, &tally);
            scope.spawn(move || {
                if pull(address, pieces, tally).is_err() {
                    tally.failed.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        polling.join().expect("polling does not panic")
    });
    let (took, after) = (began.elapsed(), processor_time(server.id())?);
    let memory = peak_memory(server.id())?;
    server.kill()?;
    server.wait()?;
    polled?;
    report(&tally, took, after - before, memory);
    Ok(())
}

fn report(tally: &Tally, took: Duration, used: Duration, memory: u64) {
    let count = |figure: &AtomicU64| figure.load(Ordering::Relaxed);
    println!("{:<28} {:>10.1} s", "wall", took.as_secs_f64());
    println!("{:<28} {:>10}", "stations on connections", STATIONS);
    println!("{:<28} {:>10}", "polls (2 requests each)", count(&tally.polls));
    println!("{:<28} {:>10} ms", "slowest poll", count(&tally.slowest_poll));
    println!("{:<28} {:>10}", "pulls", count(&tally.pulls));
    println!("{:<28} {:>10} MB", "sent to pulls", count(&tally.bytes) / 1_000_000);
    println!("{:<28} {:>10}", "failed", count(&tally.failed));
    println!("{:<28} {:>10.2} s", "server's processor time", used.as_secs_f64());
    println!("{:<28} {:>10.1} %", "of one core", 100.0 * used.as_secs_f64() / took.as_secs_f64());
    println!("{:<28} {:>10} MB", "server's peak memory", memory / 1024);
}

/// Objects of 0.5 to 2.5 MB, 60 MB together, and a timestamp. Returns the paths of the objects.
fn publication(folder: &Path) -> Outcome<Vec<String>> {
    fs::create_dir_all(folder.join("metadata"))?;
    fs::create_dir_all(folder.join("objects/ab"))?;
    fs::write(folder.join("metadata/timestamp.json"), vec![b' '; 900])?;
    let mut paths = Vec::new();
    for nth in 0..PIECES {
        let path = format!("objects/ab/{nth:064x}.flac");
        fs::write(folder.join(&path), vec![1; 500_000 + nth * 2_000_000 / (PIECES - 1)])?;
        paths.push(format!("/{path}"));
    }
    Ok(paths)
}

/// On one core, where the system lets a program choose.
fn serve(folder: &Path) -> Outcome<Child> {
    let mut command = Command::new("taskset");
    command.args(["-c", "0", env!("CARGO_BIN_EXE_loa"), "serve", "--lang", "en", "--listen", "127.0.0.1:0"]);
    Ok(command.arg(folder).stdout(Stdio::piped()).spawn()?)
}

fn address_of(server: &mut Child) -> Outcome<SocketAddr> {
    let mut line = String::new();
    BufReader::new(server.stdout.as_mut().ok_or("no output")?).read_line(&mut line)?;
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
    Ok(address.ok_or("no address")?.parse()?)
}

/// A connection of its own address for each station: all of 127/8 is this machine.
fn connect_from(nth: u32, address: SocketAddr) -> Outcome<BufReader<TcpStream>> {
    let own = Ipv4Addr::from(u32::from(Ipv4Addr::new(127, 1, 0, 1)) + nth);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4()?;
        socket.bind((own, 0).into())?;
        socket.connect(address).await?.into_std()
    })?;
    stream.set_nonblocking(false)?;
    Ok(BufReader::with_capacity(64 << 10, stream))
}

/// One request; status of the answer, and the bytes of its body, which are thrown away.
fn ask(stream: &mut BufReader<TcpStream>, path: &str) -> Outcome<(u16, u64)> {
    stream.get_mut().write_all(format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes())?;
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let start = head.len();
        stream.read_line(&mut head)?;
        match head[start..].trim_end() {
            "" => break,
            line => {
                if let Some(written) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
                    length = written.parse()?;
                }
            }
        }
    }
    let status = head.split_whitespace().nth(1).ok_or("no status")?.parse()?;
    Ok((status, io::copy(&mut stream.take(length), &mut io::sink())?))
}

/// User and system time of a process (proc_pid_stat(5), fields 14 and 15), in the hundredths that Linux counts.
fn processor_time(pid: u32) -> Outcome<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let behind_name = stat.rsplit_once(')').ok_or("no name")?.1;
    let ticks = behind_name.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
    Ok(Duration::from_millis(ticks.sum::<Result<u64, _>>()? * 10))
}

/// In kilobytes.
fn peak_memory(pid: u32) -> Outcome<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no peak")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// Each station polls once a minute, one after the other.
fn poll(address: SocketAddr, until: Instant, tally: &Tally) -> Outcome<()> {
    let mut stations = Vec::new();
    let began = Instant::now();
    for round in 0.. {
        for nth in 0..STATIONS {
            let due = began + MINUTE * round + MINUTE * nth / STATIONS;
            if due >= until {
                return Ok(());
            }
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            if round == 0 {
                stations.push(connect_from(nth, address)?);
            }
            let asked = Instant::now();
            let stream = stations.get_mut(usize::try_from(nth)?).ok_or("no such station")?;
            let answers = [ask(stream, "/metadata/2.root.json")?, ask(stream, "/metadata/timestamp.json")?];
            if answers.map(|(status, _)| status) != [404, 200] {
                tally.failed.fetch_add(1, Ordering::Relaxed);
            }
            tally.polls.fetch_add(1, Ordering::Relaxed);
            let took = u64::try_from(asked.elapsed().as_millis())?;
            tally.slowest_poll.fetch_max(took, Ordering::Relaxed);
        }
    }
    Ok(())
}

/// One station takes all pieces over some connections.
fn pull(address: SocketAddr, pieces: &[String], tally: &Tally) -> Outcome<()> {
    std::thread::scope(|scope| {
        let shares = (0..CONNECTIONS).map(|share| {
            scope.spawn(move || -> Outcome<()> {
                let mut stream = BufReader::new(TcpStream::connect(address)?);
                for piece in pieces.iter().skip(share).step_by(CONNECTIONS) {
                    let (status, bytes) = ask(&mut stream, piece)?;
                    if status != 200 {
                        return Err(format!("{status} for {piece}").into());
                    }
                    tally.bytes.fetch_add(bytes, Ordering::Relaxed);
                }
                Ok(())
            })
        });
        let shares: Vec<_> = shares.collect();
        shares.into_iter().try_for_each(|share| share.join().expect("pulling does not panic"))
    })?;
    tally.pulls.fetch_add(1, Ordering::Relaxed);
    Ok(())
}
