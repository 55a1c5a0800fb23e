//! Publishing into an object store: what is sent when, what is not sent twice, and what a store that refuses leaves.

use super::support::{RATE, Run, command, files, put, square, tiny, well};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A store of a few lines that speaks as much of S3 as is asked of it: PUT, DELETE, and lists of twenty names.
#[derive(Default)]
struct Store {
    objects: BTreeMap<String, Vec<u8>>,
    /// PUT and DELETE with their names, in their order.
    asked: Vec<String>,
    /// Refuses every PUT of names that end so.
    refuses: Option<&'static str>,
}

const PAGE: usize = 20;

fn start() -> (String, Arc<Mutex<Store>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let store = Arc::new(Mutex::new(Store::default()));
    let shared = store.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let store = shared.clone();
            std::thread::spawn(move || serve(stream, &store));
        }
    });
    (url, store)
}

fn serve(stream: TcpStream, store: &Mutex<Store>) -> Option<()> {
    let mut out = stream.try_clone().ok()?;
    let mut input = BufReader::new(stream);
    loop {
        let mut first = String::new();
        input.read_line(&mut first).ok().filter(|read| *read > 0)?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            input.read_line(&mut line).ok()?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        input.read_exact(&mut body).ok()?;
        let mut words = first.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        let (path, query) = target.split_once('?')?;
        assert!(query.contains("X-Amz-Signature=") && !query.contains("secret"), "{query}");
        let (status, text) = store.lock().unwrap().answer(method, path, query, body);
        write!(out, "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{text}", text.len()).ok()?;
    }
}

impl Store {
    fn answer(&mut self, method: &str, path: &str, query: &str, body: Vec<u8>) -> (&'static str, String) {
        let name = path.trim_start_matches("/bucket").trim_start_matches('/').to_owned();
        match method {
            "GET" => ("200 OK", self.list(query)),
            "PUT" if self.refuses.is_some_and(|end| name.ends_with(end)) => {
                ("403 Forbidden", "<Error><Message>Access Denied</Message></Error>".to_owned())
            }
            "PUT" => {
                self.asked.push(format!("PUT {name}"));
                self.objects.insert(name, body);
                ("200 OK", String::new())
            }
            _ => {
                self.asked.push(format!("DELETE {name}"));
                self.objects.remove(&name);
                ("204 No Content", String::new())
            }
        }
    }

    fn list(&self, query: &str) -> String {
        let token = query.split('&').find_map(|field| field.strip_prefix("continuation-token="));
        let from: usize = token.map_or(0, |token| token.parse().unwrap());
        let page = self.objects.iter().skip(from).take(PAGE).map(|(name, bytes)| {
            format!(
                "<Contents><Key>{name}</Key><LastModified>2025-03-08T00:00:00Z</LastModified><ETag>\"e\"</ETag>\
                 <Size>{}</Size><StorageClass>STANDARD</StorageClass></Contents>",
                bytes.len()
            )
        });
        let next = from + PAGE;
        let more = match next < self.objects.len() {
            true => format!("<NextContinuationToken>{next}</NextContinuationToken>"),
            false => String::new(),
        };
        format!(
            "<ListBucketResult><MaxKeys>{PAGE}</MaxKeys>{}{more}</ListBucketResult>",
            page.collect::<String>()
        )
    }
}

fn publish(project: &Path, keys: &Path, url: &str) -> Run {
    let keys = keys.to_str().unwrap();
    let arguments = ["publish", "--week", "2025-W11", "--keys", keys, "--unapproved-by", "A, B", "--amend"];
    let mut command = command(project, &[&arguments[..], &["--to", "s3://bucket/dai"]].concat());
    command
        .env("AWS_ENDPOINT_URL", url)
        .env("AWS_ACCESS_KEY_ID", "key")
        .env("AWS_SECRET_ACCESS_KEY", "secret");
    Run::of(&command.output().unwrap())
}

fn project() -> (TempDir, TempDir) {
    let (project, keys) = (tiny(), TempDir::new().unwrap());
    well(project.path(), &["keys", "init", "--keys", keys.path().to_str().unwrap()]);
    (project, keys)
}

/// What the store has is what the folder has.
fn same(project: &Path, store: &Mutex<Store>) {
    let folder = project.join("out/publication");
    let store = store.lock().unwrap();
    let here = files(&folder);
    for path in &here {
        let name = format!("dai/{}", path.display());
        assert_eq!(store.objects.get(&name), Some(&std::fs::read(folder.join(path)).unwrap()), "{name}");
    }
    let own = |name: &&String| {
        ["dai/objects/", "dai/metadata/", "dai/targets/"].iter().any(|own| name.starts_with(own))
    };
    let there = store.objects.keys().filter(own).count();
    let kept = here.iter().filter(|path| own(&&format!("dai/{}", path.display()))).count();
    assert_eq!(there, kept, "what the folder has no more is removed");
}

#[test]
fn the_one_file_that_says_which_lists_count_is_sent_last_and_nothing_twice() {
    let ((project, keys), (url, store)) = (project(), start());
    let done = publish(project.path(), keys.path(), &url);
    assert_eq!(done.code, Some(0), "{}", done.err);
    same(project.path(), &store);
    let first = std::mem::take(&mut store.lock().unwrap().asked);
    assert_eq!(first.last().map(String::as_str), Some("PUT dai/metadata/timestamp.json"));
    let list = first.iter().position(|asked| asked.contains("/metadata/")).unwrap();
    assert!(
        first[list..].iter().all(|asked| asked.contains("/metadata/")),
        "lists behind all that they name"
    );
    publish(project.path(), keys.path(), &url);
    assert_eq!(store.lock().unwrap().asked, [""; 0]);
    for period in [18, 22, 26] {
        put(project.path(), "clips/hieu.wav", square(period, RATE));
        assert_eq!(publish(project.path(), keys.path(), &url).code, Some(0));
        same(project.path(), &store);
    }
    let asked = std::mem::take(&mut store.lock().unwrap().asked);
    let sounds = asked.iter().filter(|asked| asked.starts_with("PUT") && asked.ends_with(".flac")).count();
    assert_eq!(sounds, 3, "one piece each time: {asked:#?}");
    let removed = asked.iter().position(|asked| asked.starts_with("DELETE")).expect("old pieces go");
    assert!(asked[..removed].iter().any(|asked| asked.ends_with("timestamp.json")));
}

#[test]
fn a_store_that_refuses_keeps_the_state_before_and_the_next_time_goes_on() {
    let ((project, keys), (url, store)) = (project(), start());
    publish(project.path(), keys.path(), &url);
    let before = store.lock().unwrap().objects["dai/metadata/timestamp.json"].clone();
    put(project.path(), "clips/hieu.wav", square(18, RATE));
    store.lock().unwrap().refuses = Some(".flac");
    let refused = publish(project.path(), keys.path(), &url);
    refused.tells(3, &["s3://bucket/dai/objects/", "Access Denied", "gõ lại lệnh thì chép tiếp"]);
    assert_eq!(store.lock().unwrap().objects["dai/metadata/timestamp.json"], before);
    store.lock().unwrap().refuses = None;
    assert_eq!(publish(project.path(), keys.path(), &url).code, Some(0));
    same(project.path(), &store);
}

#[test]
fn without_a_key_for_the_store_nothing_is_done() {
    let (project, keys) = project();
    let keys = keys.path().to_str().unwrap();
    let mut command =
        command(project.path(), &["publish", "--week", "2025-W11", "--keys", keys, "--to", "s3://bucket"]);
    let run = Run::of(&command.env_remove("AWS_ACCESS_KEY_ID").output().unwrap());
    run.tells(2, &["AWS_ACCESS_KEY_ID"]);
}
