//! The default transport.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream as _;
use http_body::{Frame, SizeHint};
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::super::body::{Body, BodyReader};
use super::super::request::Request;
use super::super::url::is_next_door;
use super::{Chunks, Transport, TransportBody, TransportError, TransportResponse};

/// The most that the headers of an answer may take with HTTP/2, in bytes, about as much as with HTTP/1.1. Some services
/// hand out tokens in headers that alone take 16 KiB.
const LARGEST_HEAD: u32 = 256 << 10;

/// Sends requests with `reqwest`: HTTP/1.1 and HTTP/2, TLS by `rustls` with the platform's certificates, proxies as
/// the environment names them (`HTTPS_PROXY`, `NO_PROXY`, …) except to loopback and link-local addresses.
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// For loopback and link-local addresses, which no proxy can reach.
    direct: reqwest::Client,
    /// Why no server can be trusted, so that `https` is out of reach while `http` still works.
    untrusted: Option<rustls::Error>,
}

impl ReqwestTransport {
    /// A transport with a connection pool of its own, which gives up connecting after `connect_timeout`.
    ///
    /// # Errors
    ///
    /// The TLS library refuses its configuration.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::on(reqwest::Client::builder, connect_timeout)
    }

    /// A transport with TLS of your own making: with a certificate of the client (mutual TLS), or other roots to trust.
    ///
    /// HTTP/2 is used where `alpn_protocols` of the configuration lists `h2`.
    ///
    /// # Errors
    ///
    /// The TLS library refuses its configuration.
    pub fn with_tls(tls: ClientConfig, connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder, (tls, None), connect_timeout)
    }

    /// The same as [`new`](Self::new) with another beginning.
    pub(crate) fn on(builder: fn() -> ClientBuilder, connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::build(builder, tls().map_err(TransportError::other)?, connect_timeout)
    }

    fn build(
        builder: fn() -> ClientBuilder,
        (tls, untrusted): (ClientConfig, Option<rustls::Error>),
        connect_timeout: Duration,
    ) -> Result<Self, TransportError> {
        let build = |builder: ClientBuilder| {
            let builder = builder.tls_backend_preconfigured(tls.clone()).connect_timeout(connect_timeout);
            let builder = builder.redirect(Policy::none()).http2_max_header_list_size(LARGEST_HEAD);
            builder.build().map_err(transport_error)
        };
        let client = build(builder())?;
        let direct = build(builder().no_proxy())?;
        Ok(Self { client, direct, untrusted })
    }

    /// What is to be sent, and by whom.
    fn outgoing(&self, request: Request) -> Result<(&reqwest::Client, reqwest::Request), TransportError> {
        let url = reqwest::Url::parse(&request.url()).map_err(TransportError::other)?;
        if let (Some(error), "https") = (&self.untrusted, url.scheme()) {
            return Err(TransportError::connect(error.clone()));
        }
        let client = if url.host_str().is_some_and(is_next_door) { &self.direct } else { &self.client };
        let mut outgoing = reqwest::Request::new(request.method.clone(), url);
        *outgoing.headers_mut() = request.headers;
        *outgoing.body_mut() = request.body.as_ref().map(outgoing_body);
        Ok((client, outgoing))
    }
}

impl Transport for ReqwestTransport {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        let sent = self.outgoing(request).map(|(client, outgoing)| client.execute(outgoing));
        Box::pin(async move {
            let mut incoming = sent?.await.map_err(transport_error)?;
            Ok(TransportResponse {
                status: incoming.status(),
                headers: std::mem::take(incoming.headers_mut()),
                body: TransportBody::from_chunks(Box::new(Incoming(incoming))),
            })
        })
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

/// What is in memory is handed over as it is; anything else is read as `reqwest` asks for it.
fn outgoing_body(body: &Body) -> reqwest::Body {
    match body.bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(Outgoing { length: body.length(), reader: Mutex::new(body.reader()) }),
    }
}

/// The body of a request that `reqwest` is sending. Only one thread reads it at a time; the lock is there for the
/// compiler.
struct Outgoing {
    length: Option<u64>,
    reader: Mutex<BodyReader>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let reader = self.reader.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(reader).poll_next(context).map(|next| next.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The body of an answer that `reqwest` is receiving.
struct Incoming(reqwest::Response);

impl Chunks for Incoming {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
        Box::pin(async { self.0.chunk().await.map_err(transport_error) })
    }
}

/// TLS of our own choice, so that nothing has to be installed for the whole process. A machine without certificates
/// is no reason to fail before `https` is asked for.
fn tls() -> Result<(ClientConfig, Option<rustls::Error>), rustls::Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?;
    let (builder, untrusted) = match builder.clone().with_platform_verifier() {
        Ok(trusting) => (trusting, None),
        Err(error) => (builder.with_root_certificates(RootCertStore::empty()), Some(error)),
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok((config, untrusted))
}

/// The URL stays out of the message: its query may be nobody's business.
fn transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::other(error)
    }
}
