//! Answers: a request → a file of the publication, with what a browser, a proxy and `loa pull` need to know of it.
//!
//! Ranges, conditions and packing are tower-http's; which files there are, what they are called and what else is said is
//! decided here.

use super::Words;
use super::place::{self, Keeping};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::service::Service;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use tower_http::compression::Compression;
use tower_http::services::ServeDir;

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// The body of an answer.
pub(super) type Answer = Response<UnsyncBoxBody<Bytes, Fault>>;

/// How much of a file is read at a time: each time is a trip to another thread and back.
const STEP: usize = 256 << 10;

/// Texts shorter than this fit a packet or two as they are.
const WORTH_PACKING: u64 = 1400;

/// The longest path and query that are read.
const LONGEST_URI: usize = 2048;

/// Pages may use what stands in them and lies beside them, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; \
    img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

type Packs = fn(StatusCode, hyper::Version, &HeaderMap, &hyper::http::Extensions) -> bool;

/// A publication's folder.
pub(super) struct Site {
    root: PathBuf,
    files: TowerToHyperService<Compression<ServeDir, Packs>>,
    words: Words,
}

impl Site {
    pub fn open(folder: &Path, words: Words) -> io::Result<Site> {
        let root = folder.canonicalize()?;
        let files = ServeDir::new(&root).with_buf_chunk_size(STEP);
        let files = Compression::new(files).compress_when(is_worth_packing as Packs);
        Ok(Site { root, files: TowerToHyperService::new(files), words })
    }

    /// What is asked for, or why not.
    pub async fn answer(&self, request: Request<Incoming>) -> Answer {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut answer = said(StatusCode::METHOD_NOT_ALLOWED, &self.words.method);
            answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return answer;
        }
        if request.uri().path_and_query().map_or(0, |asked| asked.as_str().len()) > LONGEST_URI {
            return said(StatusCode::URI_TOO_LONG, &self.words.refused);
        }
        if !request.body().is_end_stream() {
            let mut answer = said(StatusCode::PAYLOAD_TOO_LARGE, &self.words.refused);
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            return answer;
        }
        let Some(path) = place::within(request.uri().path()).map(str::to_owned) else {
            return self.missing();
        };
        if !self.is_inside(&path).await {
            return self.missing();
        }
        let answer: Result<_, Infallible> = self.files.call(request).await;
        let Ok(answer) = answer;
        match answer.status() {
            StatusCode::NOT_FOUND => self.missing(),
            status if status.is_server_error() => said(status, &self.words.broken),
            _ => described(answer.map(|body| body.map_err(Fault::from).boxed_unsync()), &path),
        }
    }

    /// The address has asked too much.
    pub fn too_much(&self) -> Answer {
        let mut answer = said(StatusCode::TOO_MANY_REQUESTS, &self.words.busy);
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        answer
    }

    fn missing(&self) -> Answer {
        said(StatusCode::NOT_FOUND, &self.words.missing)
    }

    /// Whether there is such a path, and it stays in the folder where a link is followed.
    async fn is_inside(&self, path: &str) -> bool {
        let (root, place) = (self.root.clone(), self.root.join(path));
        let found =
            tokio::task::spawn_blocking(move || place.canonicalize().is_ok_and(|p| p.starts_with(root)));
        found.await.unwrap_or(false)
    }
}

fn is_worth_packing(
    status: StatusCode,
    _: hyper::Version,
    headers: &HeaderMap,
    _: &hyper::http::Extensions,
) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = text(header::CONTENT_TYPE);
    let is_text = kind.starts_with("text/") || ["application/json", "image/svg+xml"].contains(&kind);
    let length: u64 = text(header::CONTENT_LENGTH).parse().unwrap_or(0);
    status == StatusCode::OK && is_text && length >= WORTH_PACKING
}

/// What is said of a file besides its bytes.
fn described(mut answer: Answer, path: &str) -> Answer {
    let is_page = path.is_empty() || path.ends_with('/') || path.ends_with(".html");
    let is_redirect = answer.status().is_redirection() && answer.status() != StatusCode::NOT_MODIFIED;
    let is_packed = answer.headers().contains_key(header::CONTENT_ENCODING);
    let headers = answer.headers_mut();
    if headers.contains_key(header::CONTENT_TYPE) && !is_redirect {
        let kind = place::kind(if is_page { "index.html" } else { path });
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    if is_packed && let Some(tag) = headers.get_mut(header::ETAG) {
        // Packed and as they are, these are not the same bytes (RFC 9110, 8.8.3.3).
        if let Ok(weak) = HeaderValue::from_str(&format!("W/{}", tag.to_str().unwrap_or("\"\""))) {
            *tag = weak;
        }
    }
    let keeping = match place::keeping(path) {
        Keeping::ForEver if !is_redirect => "public, max-age=31536000, immutable",
        _ => "no-cache",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
    protected(headers);
    answer
}

/// A short answer without a file.
fn said(status: StatusCode, words: &str) -> Answer {
    let body = Full::new(Bytes::from(format!("{words}\n")));
    let mut answer = Response::new(body.map_err(|never| match never {}).boxed_unsync());
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    protected(headers);
    answer
}

fn protected(headers: &mut HeaderMap) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
}
