//! Chromium without a window, and the program serving a folder, for the time of a test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How long a page may play, in its own time.
const PLAYS_MS: u32 = 8_000;

pub struct Browser(&'static str);

impl Browser {
    /// The first that starts and can show a page; else says that the test is skipped.
    pub fn find() -> Option<Browser> {
        let shows = |name: &&&'static str| {
            let empty = Browser(name).output("data:text/html,<p>shown</p>", 390);
            empty.is_some_and(|page| page.contains("<p>shown</p>"))
        };
        let found = NAMES.iter().find(shows).map(|name| Browser(name));
        if found.is_none() {
            println!("SKIPPED: there is no Chromium here that shows a page");
        }
        found
    }

    /// The page at `url` as it stands after it has run for some seconds of its own time.
    pub fn dom(&self, url: &str, width: u32) -> String {
        self.output(url, width).expect("the browser showed a page before")
    }

    fn output(&self, url: &str, width: u32) -> Option<String> {
        let profile = tempfile::tempdir().unwrap();
        let output = Command::new(self.0)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"])
            .arg("--autoplay-policy=no-user-gesture-required")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--window-size={width},844"))
            .arg(format!("--virtual-time-budget={PLAYS_MS}"))
            .arg(url)
            .stderr(Stdio::null())
            .output();
        output.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// `loa serve`, ended with the test.
pub struct Server {
    child: Child,
    /// With a slash at its end.
    pub url: String,
}

impl Server {
    pub fn start(folder: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_loa"))
            .args(["serve", "--lang", "en", "--listen", "127.0.0.1:0"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url =
            line.split_whitespace().find(|word| word.starts_with("http://")).expect("says where it listens");
        Server { url: url.trim_end_matches(',').to_owned(), child }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}
