//! `loa serve`: the publication over HTTP, until somebody stops it.

use super::fault::{Fault, reason};
use super::publish::FOLDER;
use super::{Exit, Session, opened};
use crate::messages::Messages;
use crate::repository::serving::{Answered, Limits, Words, serve};
use clap::ArgMatches;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

/// Where it listens unless told: at this machine only.
const LISTEN: &str = "127.0.0.1:8180";

pub(super) fn run(session: &mut Session, matches: &ArgMatches) -> Result<Exit, Fault> {
    let folder = publication(session, matches)?;
    let wanted = matches.get_one::<String>("listen").map_or(LISTEN, String::as_str);
    let address = address(wanted)?;
    let refused = |error: io::Error| {
        let id = match error.kind() {
            io::ErrorKind::AddrInUse => "serve-address-in-use",
            io::ErrorKind::AddrNotAvailable => "serve-address-unknown",
            io::ErrorKind::PermissionDenied => "serve-address-forbidden",
            _ => "serve-address-fails",
        };
        Fault::world(id, vec![("address", wanted.into()), ("error", error.to_string().into())])
    };
    let listener = TcpListener::bind(address).map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let words = greeting(&folder, address, &session.messages);
    session.out.write_all(words.as_bytes())?;
    session.out.flush()?;
    let mut limits = Limits::default().within_open_files();
    if matches.get_flag("behind-proxy") {
        limits.of_one_address = None;
    }
    let (is_logged, out) = (matches.get_flag("log"), &mut *session.out);
    let log = |answered: &Answered| {
        if is_logged {
            // Nobody reads it any more: that is no reason to stop serving.
            let _written = out.write_all(line(answered).as_bytes()).and_then(|()| out.flush());
        }
    };
    serve(listener, &folder, &limits, words_of(&session.messages), log)
        .map_err(|error| unreadable(&folder, &error, &session.messages))?;
    session.out.write_all(format!("{}\n", session.messages.plain("serve-stopped")).as_bytes())?;
    Ok(Exit::Clean)
}

/// The folder that was named, else the project's own; one that holds a publication.
fn publication(session: &Session, matches: &ArgMatches) -> Result<PathBuf, Fault> {
    let folder = match (matches.get_one::<String>("served"), &session.world.folder) {
        (Some(named), Some(here)) => here.join(named),
        (Some(named), None) => PathBuf::from(named),
        (None, _) => opened::root(session)?.join(FOLDER),
    };
    match folder.join("metadata").is_dir() {
        true => Ok(folder),
        false => {
            Err(Fault::world("serve-no-publication", vec![("path", folder.display().to_string().into())]))
        }
    }
}

/// `127.0.0.1:8180`, `[::1]:8180`, `0.0.0.0:80`; a port alone, `8180`, is at this machine only.
fn address(written: &str) -> Result<SocketAddr, Fault> {
    let port = || written.parse().ok().map(|port: u16| (Ipv4Addr::LOCALHOST, port).into());
    written
        .parse()
        .ok()
        .or_else(port)
        .ok_or_else(|| Fault::usage("usage-bad-address", vec![("value", written.into())]))
}

fn unreadable(folder: &std::path::Path, error: &io::Error, messages: &Messages) -> Fault {
    let path = folder.display().to_string();
    Fault::world("fault-read", vec![("path", path.into()), ("error", reason(error, messages).into())])
}

/// What is served, how to reach it, and how to stop.
fn greeting(folder: &std::path::Path, address: SocketAddr, messages: &Messages) -> String {
    let said = |id: &str, url: String| {
        let path = folder.display().to_string();
        messages.text(id, &vec![("path", path.into()), ("url", url.into())]) + "\n"
    };
    if address.ip().is_unspecified() {
        let here = (Ipv4Addr::LOCALHOST, address.port());
        let here = format!("http://{}/", SocketAddr::from(here));
        return said("serve-everywhere", here) + &said("serve-stop", String::new());
    }
    let reach = if address.ip().is_loopback() { "serve-here" } else { "serve-at" };
    said(reach, format!("http://{address}/")) + &said("serve-stop", String::new())
}

fn words_of(messages: &Messages) -> Words {
    Words {
        missing: messages.plain("serve-missing"),
        method: messages.plain("serve-method"),
        refused: messages.plain("serve-refused"),
        busy: messages.plain("serve-busy"),
        broken: messages.plain("serve-broken"),
    }
}

/// `2025-03-10T10:00:00Z 192.0.2.7 "GET /index.html" 200 1234 5ms`
fn line(answered: &Answered) -> String {
    let Answered { when, from, request, status, bytes, took } = answered;
    let when = when.format("%Y-%m-%dT%H:%M:%SZ");
    format!("{when} {from} \"{}\" {status} {bytes} {}ms\n", request.escape_default(), took.as_millis())
}
