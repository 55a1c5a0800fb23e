//! The client of `loa pull` behind the command line of the public TUF conformance suite; not installed.
//!
//! `--metadata-dir DIR init ROOT`; `--metadata-url URL … refresh`; `--target-name NAME --target-base-url URL --target-dir
//! DIR … download`. Ends with 0 or 1. The clock is the system's: the suite moves it with faketime.
#![allow(clippy::disallowed_methods, reason = "an edge of its own: arguments, folders, clock")]

use jiff::Timestamp;
use loa::repository::{Client, Origin, Pace, Sources, Stop};
use sigstore_tuf::{Error, FileStore, MetadataStore, TrustedMetadataSet};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// The longest target that the suite has.
const LARGEST: u64 = 16 << 20;

/// What the command line says: options by name, the names of targets, the verb and its operand.
#[derive(Debug, Default)]
struct Asked {
    options: BTreeMap<String, String>,
    targets: Vec<String>,
    words: Vec<String>,
}

/// The trusted metadata under the names the suite looks for, and targets where it wants them.
struct SuiteStore {
    metadata: FileStore,
    targets: Option<FileStore>,
}

fn main() -> ExitCode {
    match run(&asked()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn asked() -> Asked {
    let mut asked = Asked::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.strip_prefix("--") {
            Some("target-name") => asked.targets.extend(words.next()),
            Some(name) => {
                asked.options.insert(name.to_owned(), words.next().unwrap_or_default());
            }
            None => asked.words.push(word),
        }
    }
    asked
}

fn run(asked: &Asked) -> Result<(), Error> {
    let folder = PathBuf::from(asked.option("metadata-dir")?);
    match asked.words.first().map(String::as_str) {
        Some("init") => init(&folder, Path::new(asked.words.get(1).ok_or_else(|| missing("a root"))?)),
        Some("refresh") => client(asked, &folder)?.refresh(Timestamp::now()),
        Some("download") => {
            let mut client = client(asked, &folder)?;
            let now = Timestamp::now();
            client.refresh(now)?;
            asked.targets.iter().try_for_each(|name| client.target(name, now).map(drop))
        }
        _ => Err(missing("a verb")),
    }
}

fn init(folder: &Path, root: &Path) -> Result<(), Error> {
    let root = fs::read(root).map_err(|error| Error::io("reading the root", error))?;
    TrustedMetadataSet::from_root(&root)?;
    FileStore::new(folder).store("root.json", &root)
}

fn client(asked: &Asked, folder: &Path) -> Result<Client, Error> {
    let pace = Arc::new(Pace::new(None, Duration::from_secs(30), Stop::default()));
    let open = |name: &str| {
        Origin::open(name, &pace).map(Arc::new).map_err(|fault| Error::transport(fault.to_string()))
    };
    let metadata = open(asked.option("metadata-url")?)?;
    let targets = match asked.options.get("target-base-url") {
        Some(url) => open(url)?,
        None => metadata.clone(),
    };
    let store = FileStore::new(folder);
    let root = store.load("root.json")?.ok_or_else(|| missing("a trusted root"))?;
    let targets_folder = asked.options.get("target-dir").map(FileStore::new);
    let sources = Sources {
        metadata,
        metadata_folder: "",
        targets,
        targets_folder: "",
        kept: Arc::new(SuiteStore { metadata: store, targets: targets_folder }),
        pace,
    };
    Client::new(&sources, &root, LARGEST)
}

impl Asked {
    fn option(&self, name: &str) -> Result<&str, Error> {
        self.options.get(name).map(String::as_str).ok_or_else(|| missing(name))
    }
}

fn missing(what: &str) -> Error {
    Error::transport(format!("{what} is missing"))
}

impl SuiteStore {
    /// Where a name is kept; nowhere for versioned copies, which the suite would take for roles.
    fn place<'n>(&self, name: &'n str) -> Option<(&FileStore, &'n str)> {
        let is_versioned = name.split('.').next().is_some_and(|head| head.parse::<u64>().is_ok());
        match name.strip_prefix("targets/") {
            Some(target) => self.targets.as_ref().map(|store| (store, target)),
            None if is_versioned => None,
            None => Some((&self.metadata, name)),
        }
    }
}

impl MetadataStore for SuiteStore {
    fn load(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.place(name) {
            Some((store, name)) => store.load(name),
            None => Ok(None),
        }
    }

    fn store(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        match self.place(name) {
            Some((store, name)) => store.store(name, bytes),
            None => Ok(()),
        }
    }
}
