//! Texts of TUF metadata: written, signed, and looked at.
//!
//! What is signed is the canonical JSON (OLPC) of `signed`; the text itself is compact JSON with its keys in order, so
//! that the same content is the same bytes.

use super::keys::SigningKey;
use chrono::{DateTime, Days, Utc};
use serde_json::{Value, json};
use sigstore_tuf::{Root, canonical_json};

/// The version of the specification that is written.
const SPECIFICATION: &str = "1.0.33";

/// How long everything but the root is good for: longer than Tết.
pub(super) const GOOD_DAYS: u64 = 30;

/// The head that every role's metadata has.
pub(super) fn role(kind: &str, version: u64, expires: &str, rest: Value) -> Value {
    let mut signed = rest;
    let head = [
        ("_type", json!(kind)),
        ("spec_version", json!(SPECIFICATION)),
        ("version", json!(version)),
        ("expires", json!(expires)),
    ];
    let fields = signed.as_object_mut().expect("metadata is an object");
    fields.extend(head.map(|(name, value)| (name.to_owned(), value)));
    signed
}

/// A moment so many days from now, as TUF writes it: `2026-12-23T22:10:00Z`.
pub(super) fn in_days(now: DateTime<Utc>, days: u64) -> String {
    let then = now.checked_add_days(Days::new(days)).unwrap_or(DateTime::<Utc>::MAX_UTC);
    then.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `signed` with the signatures of `keys`.
pub(super) fn signed_by<'a>(signed: &Value, keys: impl IntoIterator<Item = &'a SigningKey>) -> Vec<u8> {
    let canonical = canonical_json::to_canonical_bytes(signed).expect("there are only whole numbers in it");
    let signature = |key: &SigningKey| json!({"keyid": key.id(), "sig": key.sign(&canonical)});
    let signatures: Vec<Value> = keys.into_iter().map(signature).collect();
    let text = json!({"signed": signed, "signatures": signatures});
    serde_json::to_vec(&text).expect("plain values can always be written")
}

/// The ids of the keys that a root names for a role.
pub(super) fn root_of<'a>(root: &'a Root, role: &str) -> impl Iterator<Item = &'a String> {
    root.role(role).into_iter().flat_map(|role| &role.keyids)
}

/// A moment of metadata, in the calendar of this program.
pub(super) fn moment(of: jiff::Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(of.as_second(), 0).unwrap_or(DateTime::<Utc>::MIN_UTC)
}
