//! Where a project keeps what it pulls from upstream, and how the stations there are called.

use super::kept;
use crate::network::Network;
use crate::package::StationManifest;
use std::fs;
use std::path::Path;

/// The folder into which the weeks of an upstream station are pulled, from the project's: `.loa/upstream/huyen`.
pub fn upstream_folder(slug: &str) -> String {
    format!(".loa/upstream/{slug}")
}

/// Gives the upstream stations the names by which their newest pulled weeks know them.
pub(super) fn name_upstream(root: &Path, network: &mut Network) {
    for station in network.upstream.iter_mut().flat_map(|upstream| &mut upstream.stations) {
        if let Some(name) = pulled_name(root, &station.slug) {
            station.name = name;
        }
    }
}

fn pulled_name(root: &Path, slug: &str) -> Option<String> {
    let folder = upstream_folder(slug);
    let entries = fs::read_dir(root.join(&folder)).ok()?.flatten();
    let mut weeks: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    weeks.sort();
    let manifest = |week: &String| -> Option<StationManifest> {
        serde_json::from_slice(&kept(root, &format!("{folder}/{week}/manifest.json"))?).ok()
    };
    weeks.iter().rev().find_map(manifest).map(|manifest| manifest.name)
}
