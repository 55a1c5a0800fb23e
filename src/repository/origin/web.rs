//! A publication on a web server: HTTP with connections kept, time-outs everywhere, and nothing believed.

use super::pace::Drip;
use super::{Coming, Kind, OriginFault};
use std::io::{self, Read};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error};

/// How long a connection may take to come up.
const CONNECT: Duration = Duration::from_secs(15);

/// How many times the patience metadata may take: what is packed could drip without a byte coming out.
const WHOLE_METADATA: u32 = 20;

/// Likewise a text: two hours, which is megabytes over the weakest line.
const WHOLE_TEXT: u32 = 240;

/// How many times the server may send on to another address.
const REDIRECTS: u32 = 4;

/// How much of an answer that isn't wanted is read, so that the connection can be used again.
const UNWANTED: u64 = 4 * 1024;

/// The longest header that is read.
const HEADER: usize = 16 * 1024;

/// A web server's folder.
#[derive(Debug)]
pub struct Web {
    base: String,
    patience: Duration,
    agent: OnceLock<Agent>,
}

/// A body that is given up when it drips.
struct Patient {
    body: Box<dyn Read + Send>,
    drip: Drip,
    patience: Duration,
    url: String,
}

impl Web {
    /// The folder at `base`. Nothing is asked for yet.
    pub(super) fn new(base: &str, patience: Duration) -> Web {
        Web { base: base.trim_end_matches('/').to_owned(), patience, agent: OnceLock::new() }
    }

    pub(super) fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    pub(super) fn fetch(&self, path: &str, kind: Kind, from: u64) -> Result<Option<Coming>, OriginFault> {
        let url = self.address(path);
        let response = self.ask(&url, kind, from).map_err(|error| fault(&url, &error))?;
        let status = response.status().as_u16();
        let is_page = header(&response, "content-type").is_some_and(|kind| kind.starts_with("text/html"));
        match status {
            200 | 206 if is_page && !path.ends_with(".html") => return Err(OriginFault::Page { url }),
            200 | 206 => {}
            // Object stores say 403 of what isn't there.
            403 | 404 => {
                let _rest = io::copy(&mut response.into_body().into_reader().take(UNWANTED), &mut io::sink());
                return Ok(None);
            }
            // What is there ends before `from`: begin again.
            416 if from > 0 => return self.fetch(path, kind, 0),
            _ => return Err(OriginFault::Status { url, status }),
        }
        let begins = match status {
            206 => header(&response, "content-range").and_then(range_start),
            _ => Some(0),
        };
        match begins {
            Some(begins) if begins == 0 || begins == from => {
                let body = Box::new(response.into_body().into_reader());
                let drip = Drip::new();
                let body = Patient { body, drip, patience: self.patience, url };
                Ok(Some(Coming { from: begins, body: Box::new(body) }))
            }
            _ => Err(OriginFault::Status { url, status }),
        }
    }

    /// What a break of a body means.
    pub(super) fn broken(&self, path: &str, error: &io::Error) -> OriginFault {
        let url = self.address(path);
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
            Some(error) => fault(&url, error),
            None if error.kind() == io::ErrorKind::TimedOut => OriginFault::Slow { url },
            None => OriginFault::Unreachable { url, reason: error.to_string() },
        }
    }

    fn ask(&self, url: &str, kind: Kind, from: u64) -> Result<Response<Body>, Error> {
        let mut request = self.agent.get_or_init(|| agent(self.patience)).get(url);
        if kind == Kind::Sound {
            request = request.header("accept-encoding", "identity");
        }
        if from > 0 {
            request = request.header("range", format!("bytes={from}-"));
        }
        match kind {
            Kind::Sound => request.call(),
            Kind::Metadata | Kind::Text => {
                let times = if kind == Kind::Text { WHOLE_TEXT } else { WHOLE_METADATA };
                request.config().timeout_recv_body(Some(self.patience * times)).build().call()
            }
        }
    }
}

/// One set of connections, ready for TLS by one provider.
pub(in crate::repository) fn agent(patience: Duration) -> Agent {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = TlsConfig::builder().root_certs(RootCerts::WebPki).unversioned_rustls_crypto_provider(provider);
    Agent::config_builder()
        .tls_config(tls.build())
        .http_status_as_error(false)
        .max_redirects(REDIRECTS)
        .max_response_header_size(HEADER)
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT.min(patience)))
        .timeout_send_request(Some(patience))
        .timeout_recv_response(Some(patience))
        .timeout_per_read(Some(patience))
        .user_agent(concat!("loa/", env!("CARGO_PKG_VERSION")))
        .build()
        .new_agent()
}

fn fault(url: &str, error: &Error) -> OriginFault {
    let url = url.to_owned();
    match error {
        Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => {
            OriginFault::Unreachable { url, reason: error.to_string() }
        }
        Error::Timeout(_) => OriginFault::Slow { url },
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => OriginFault::Slow { url },
        Error::BadUri(_) | Error::Http(_) => OriginFault::NotAnOrigin(url),
        _ => OriginFault::Unreachable { url, reason: error.to_string() },
    }
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

/// The 100 of `bytes 100-199/200`.
fn range_start(range: &str) -> Option<u64> {
    range.trim().strip_prefix("bytes")?.trim_start().split('-').next()?.parse().ok()
}

impl Read for Patient {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let read = self.body.read(block)?;
        if read > 0 && !self.drip.flows(read as u64, self.patience) {
            return Err(io::Error::other(OriginFault::Slow { url: self.url.clone() }));
        }
        Ok(read)
    }
}
