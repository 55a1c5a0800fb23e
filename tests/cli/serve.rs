//! `loa serve` as stations, browsers and those who try the doors meet it.

use super::support::loa;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const LONG_TEXT: usize = 40_000;

/// A publication's folder, with a secret beside it.
fn publication() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let place = dir.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
    };
    let digest = "ab".repeat(32);
    write("secret.txt", b"secret");
    write("pub/metadata/timestamp.json", b"{\"n\":1}");
    write("pub/metadata/1.root.json", b"{}");
    write(&format!("pub/objects/ab/{digest}.flac"), &vec![7; 700_000]);
    write(&format!("pub/objects/ab/{digest}.json"), "ấ".repeat(LONG_TEXT / 3).as_bytes());
    write("pub/la-hai/index.html", "<!DOCTYPE html><p>Đài".as_bytes());
    write("pub/la-hai/lich.ics", b"BEGIN:VCALENDAR");
    write("pub/la-hai/loi.txt", "lời".as_bytes());
    write("pub/.loa/keys.json", b"secret");
    write("pub/empty/.keep", b"secret");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(dir.path().join("secret.txt"), dir.path().join("pub/la-hai/link.txt"))
            .unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("pub/up")).unwrap();
        std::os::unix::fs::symlink("loi.txt", dir.path().join("pub/la-hai/same.txt")).unwrap();
    }
    dir
}

/// The program, serving.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path, options: &[&str]) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_loa"))
            .args(["serve", "--lang", "en", "--listen", "127.0.0.1:0"])
            .args(options)
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).expect("says where").split('/').next().unwrap().to_owned();
        Server { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// One request on a connection of its own: head and body of the answer.
    fn ask(&self, request: &str) -> (String, Vec<u8>) {
        let mut stream = self.connect();
        stream.write_all(format!("{request}\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        (String::from_utf8_lossy(&answer[..end]).to_lowercase(), answer[end..].to_vec())
    }

    fn get(&self, path: &str, headers: &str) -> (String, Vec<u8>) {
        self.ask(&format!("GET {path} HTTP/1.1{headers}"))
    }

    #[cfg(unix)]
    fn terminate(&self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

fn status(head: &str) -> u16 {
    head.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn a_poll_with_nothing_new_is_two_small_answers_on_one_connection() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    let stream = server.connect();
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    for (path, expected) in [("2.root.json", "404"), ("timestamp.json", "200"), ("2.root.json", "404")] {
        (&stream).write_all(format!("GET /metadata/{path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).unwrap();
        let (mut head, mut line) = (String::new(), String::new());
        while answers.read_line(&mut line).unwrap() > 2 {
            head += &std::mem::take(&mut line).to_lowercase();
        }
        assert!(head.starts_with(&format!("http/1.1 {expected}")), "{head}");
        let length: usize = header(&head, "content-length").unwrap().parse().unwrap();
        assert!(length < 100, "{head}");
        answers.read_exact(&mut vec![0; length]).unwrap();
    }
}

#[test]
fn nothing_outside_the_folder_or_hidden_is_ever_answered() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    for path in [
        "/../secret.txt",
        "/la-hai/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..%5csecret.txt",
        "/la-hai/link.txt",
        "/up/secret.txt",
        "/up/pub/.loa/keys.json",
        "/.loa/keys.json",
        "/empty/.keep",
        "/la-hai/loi.txt%00.html",
        "/%c0%ae%c0%ae/secret.txt",
        "//secret.txt",
        "/empty/",
        "/objects/",
        "/metadata/",
    ] {
        let (head, body) = server.get(path, "");
        assert_eq!(status(&head), 404, "{path}: {head}");
        assert!(body.len() < 100 && !body.windows(6).any(|six| six == b"secret"), "{path}");
    }
    #[cfg(unix)]
    assert_eq!(status(&server.get("/la-hai/same.txt", "").0), 200, "a link that stays inside");
    let (absolute, _) = server.ask("GET http://x/../secret.txt HTTP/1.1");
    assert_ne!(status(&absolute), 200);
}

#[test]
fn each_kind_of_file_says_what_it_is_and_how_long_it_stays_true() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    let object = format!("/objects/ab/{}.flac", "ab".repeat(32));
    let for_ever = "public, max-age=31536000, immutable";
    for (path, kind, keeping) in [
        ("/la-hai/", "text/html; charset=utf-8", "no-cache"),
        ("/la-hai/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/la-hai/loi.txt", "text/plain; charset=utf-8", "no-cache"),
        ("/la-hai/lich.ics", "text/calendar; charset=utf-8", "no-cache"),
        ("/metadata/timestamp.json", "application/json", "no-cache"),
        ("/metadata/1.root.json", "application/json", for_ever),
        (&object, "audio/flac", for_ever),
    ] {
        let (head, _) = server.get(path, "");
        assert_eq!(status(&head), 200, "{path}");
        assert_eq!(header(&head, "content-type"), Some(kind), "{path}");
        assert_eq!(header(&head, "cache-control"), Some(keeping), "{path}");
        assert_eq!(header(&head, "x-content-type-options"), Some("nosniff"), "{path}");
        assert!(
            header(&head, "content-security-policy").is_some_and(|rule| rule.contains("default-src 'none'"))
        );
    }
    let (moved, _) = server.get("/la-hai", "");
    assert_eq!((status(&moved), header(&moved, "location")), (307, Some("/la-hai/")));
}

#[test]
fn a_download_that_broke_off_goes_on_where_it_was_and_what_is_the_same_is_not_sent_again() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    let object = format!("/objects/ab/{}.flac", "ab".repeat(32));
    let (whole, body) = server.get(&object, "");
    assert_eq!(body.len(), 700_000);
    let (rest, body) = server.get(&object, "\r\nRange: bytes=699990-");
    assert_eq!((status(&rest), body.len()), (206, 10));
    assert_eq!(header(&rest, "content-range"), Some("bytes 699990-699999/700000"));
    assert_eq!(status(&server.get(&object, "\r\nRange: bytes=700000-").0), 416);
    let tag = header(&whole, "etag").unwrap();
    let (same, body) = server.get(&object, &format!("\r\nIf-None-Match: {tag}"));
    assert_eq!((status(&same), body.len()), (304, 0));
    let (head, body) = server.ask(&format!("HEAD {object} HTTP/1.1"));
    assert_eq!((header(&head, "content-length"), body.len()), (Some("700000"), 0));
}

#[test]
fn texts_are_packed_for_who_can_unpack_them_and_sound_is_not() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    let text = format!("/objects/ab/{}.json", "ab".repeat(32));
    let (head, body) = server.get(&text, "\r\nAccept-Encoding: gzip");
    assert_eq!(header(&head, "content-encoding"), Some("gzip"));
    assert!(body.len() < LONG_TEXT / 10, "{}", body.len());
    let tag = header(&head, "etag").unwrap();
    assert!(tag.starts_with("w/"), "not the same bytes as unpacked: {tag}");
    let (head, body) = server.get(&text, "");
    assert_eq!((header(&head, "content-encoding"), body.len()), (None, LONG_TEXT / 3 * 3));
    let (head, _) = server.get(&text.replace("json", "flac"), "\r\nAccept-Encoding: gzip");
    assert_eq!(header(&head, "content-encoding"), None);
}

#[test]
fn what_is_neither_get_nor_head_or_too_long_is_refused() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    let (head, _) = server.ask("POST /la-hai/ HTTP/1.1\r\nContent-Length: 0");
    assert_eq!((status(&head), header(&head, "allow")), (405, Some("get, head")));
    assert_eq!(status(&server.ask("DELETE /la-hai/ HTTP/1.1").0), 405);
    assert_eq!(status(&server.get(&format!("/{}", "a".repeat(5_000)), "").0), 414);
    assert_eq!(status(&server.get("/", &format!("\r\nX: {}", "a".repeat(30_000))).0), 431);
    let (head, _) = server.get("/la-hai/", "\r\nContent-Length: 5");
    assert_eq!(status(&head), 413);
    assert_eq!(status(&server.get("/la-hai/", "").0), 200, "and goes on");
}

#[test]
fn a_head_that_does_not_come_to_an_end_is_waited_for_ten_seconds() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    let mut slow = server.connect();
    let began = Instant::now();
    let mut ended = None;
    for byte in b"GET /la-hai/ HTTP/1.1\r\nHost: slow-slow-slow-slow-slow-slow".iter().cycle().take(40) {
        // A byte now and then is no progress.
        if slow.write_all(&[*byte]).is_err() {
            ended = Some(began.elapsed());
            break;
        }
        std::thread::sleep(Duration::from_millis(400));
    }
    let ended = ended.expect("the server ends it");
    assert!((9..14).contains(&ended.as_secs()), "{ended:?}");
}

#[test]
#[cfg(unix)]
fn told_to_stop_it_finishes_what_runs_and_takes_nothing_new() {
    let folder = publication();
    let big = folder.path().join("pub/objects/ab/big.flac");
    std::fs::write(&big, vec![1; 30_000_000]).unwrap();
    let mut server = Server::start(&folder.path().join("pub"), &[]);
    let idle = server.connect();
    (&idle).write_all(b"GET /la-hai/ HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut slow = server.connect();
    slow.write_all(b"GET /objects/ab/big.flac HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut first = vec![0; 1_000_000];
    slow.read_exact(&mut first).unwrap();
    server.terminate();
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(&server.address).is_err(), "nothing new");
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).unwrap();
    assert!(first.len() + rest.len() > 30_000_000, "the whole answer: {}", rest.len());
    let mut all = Vec::new();
    BufReader::new(&idle).read_to_end(&mut all).unwrap();
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn the_log_has_a_line_for_each_request_and_no_more_than_a_line() {
    let folder = publication();
    let mut server = Server::start(&folder.path().join("pub"), &["--log"]);
    server.get("/la-hai/loi.txt", "");
    server.get("/a\x7f%0a\"", "");
    let output = server.child.stdout.take().unwrap();
    let mut lines =
        BufReader::new(output).lines().map(Result::unwrap).filter(|line| line.contains("127.0.0.1"));
    let line = lines.next().unwrap();
    assert!(line.contains("\"GET /la-hai/loi.txt\" 200 5 "), "{line}");
}

#[test]
fn what_is_no_publication_or_no_address_ends_with_what_to_do() {
    let folder = publication();
    let here = folder.path();
    loa(here, &["serve", ".", "--lang", "en"]).tells(3, &["is not a publication; run loa publish first"]);
    let nowhere = loa(here, &["serve", "pub", "--lang", "en", "--listen", "somewhere"]);
    nowhere.tells(2, &["cannot read the address somewhere"]);
    let taken = Server::start(&here.join("pub"), &[]);
    let second = loa(here, &["serve", "pub", "--lang", "en", "--listen", &taken.address]);
    second.tells(3, &["another program uses"]);
}

#[test]
fn one_address_that_opens_ever_more_connections_is_turned_away_and_later_let_in() {
    let folder = publication();
    let server = Server::start(&folder.path().join("pub"), &[]);
    let mut crowd: Vec<TcpStream> = (0..512).map(|_| server.connect()).collect();
    let mut said = String::new();
    server.connect().read_to_string(&mut said).unwrap();
    let said = said.to_lowercase();
    assert_eq!((status(&said), header(&said, "retry-after")), (503, Some("60")));
    for one in crowd.drain(..) {
        let _closed = one.shutdown(Shutdown::Both);
    }
    let is_welcome = || {
        let mut answer = [0; 12];
        let mut stream = server.connect();
        let asked = stream.write_all(b"GET /la-hai/ HTTP/1.1\r\nHost: x\r\n\r\n");
        asked.and_then(|()| stream.read_exact(&mut answer)).is_ok() && answer.ends_with(b"200")
    };
    let welcome = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        is_welcome()
    });
    assert!(welcome);
}
