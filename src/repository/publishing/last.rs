//! What was signed last: kept beside the keys, where a web server that was broken into does not reach.
//!
//! The number of the last publication, so that numbers go on where a publication's folder was lost; and the digests of the
//! lists of its state, so that nothing else in the folder is taken for the producer's own.

use crate::project::{ProjectError, Storing};
use crate::repository::error::RepositoryError;
use crate::repository::keys::Keys;
use crate::source::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Its file, in the folder of the keys.
pub(super) const LAST: &str = "last-publication.json";

/// The lists of one state of a publication: SHA-256 by the name within `metadata/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State(BTreeMap<String, String>);

/// What was signed last.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Last {
    /// The last number that was used.
    pub publication: u64,
    /// How many bins there are.
    pub bins: usize,
    /// The last state that came to its end.
    pub finished: Option<State>,
    /// One that is being written, or was when the program was killed.
    pub next: Option<State>,
}

impl State {
    /// The state that the folder of a publication is in, of those that were signed last; none where nothing was written
    /// down. Errors: `Publication` when it is in neither.
    pub(super) fn of(folder: &Path, keys: &Keys) -> Result<Option<State>, RepositoryError> {
        let Some(last) = Last::read(keys)? else { return Ok(None) };
        let place = folder.join("metadata/timestamp.json");
        let text = fs::read(&place).map_err(ProjectError::read(&place))?;
        let states = [last.finished, last.next].into_iter().flatten();
        match states.into_iter().find(|state| state.has("timestamp.json", &text)) {
            Some(state) => Ok(Some(state)),
            None => Err(RepositoryError::damaged(&place, &"not what was signed last with these keys")),
        }
    }

    /// Whether a file of that name with that text is of this state.
    pub(super) fn has(&self, file: &str, text: &[u8]) -> bool {
        self.0.get(file).is_some_and(|digest| *digest == sha256(text))
    }

    /// Adds a file.
    pub(super) fn add(&mut self, file: String, text: &[u8]) {
        self.0.insert(file, sha256(text));
    }
}

impl Last {
    /// What is written down beside the keys; none if nothing was signed yet.
    pub(super) fn read(keys: &Keys) -> Result<Option<Last>, RepositoryError> {
        let place = keys.folder.join(LAST);
        match fs::read(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ProjectError::Read(place, error).into()),
            Ok(text) => {
                let damaged = |error: serde_json::Error| RepositoryError::damaged(&place, &error);
                serde_json::from_slice(&text).map(Some).map_err(damaged)
            }
        }
    }

    /// Writes it down.
    pub(super) fn store(&self, keys: &Keys) -> Result<(), ProjectError> {
        let text = serde_json::to_vec(self).expect("plain values can always be written");
        Storing::under(&keys.folder).bytes(LAST, &text)
    }
}
