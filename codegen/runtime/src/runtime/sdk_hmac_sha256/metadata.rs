//! Finds a key at the metadata service, which every machine in the cloud (ECS) reaches at one address.

mod answer;

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use tokio::time::{Instant, timeout};

use self::answer::Answer;
use super::super::api::{Operation, Service, Statuses};
use super::super::clock::server_time;
use super::super::query::Query;
use super::super::request::Request;
use super::super::secrets::Secrets;
use super::super::text::excerpt;
use super::super::transport::{CollectError, Transport};
use super::date;
use super::found::{Found, Origin};
use super::machine::Machine;

const SERVER: &str = "http://169.254.169.254";
const TOKEN: &str = "x-metadata-token";
const TOKEN_LIFETIME: &str = "x-metadata-token-ttl-seconds";

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// The largest answer that is read, in bytes.
const LARGEST: usize = 64 << 10;

/// After so long, a service that had no tokens is asked for one again.
const PROBE: Duration = Duration::from_hours(24);

/// No key is kept longer than this, whatever the service says.
const LONGEST_LIFE: Duration = Duration::from_hours(24);

/// What the service says, with 401, on a machine that nobody has allowed to have keys.
const NO_AGENCY: &[u8] = b"Please configure Cloud Service Agency first";

/// Where the service is does not change: requests name it themselves.
static SERVICE: Service = Service { name: "metadata", servers: &[] };

static GET_TOKEN: Operation = operation("GetMetadataToken", Method::PUT, "/meta-data/latest/api/token");
static GET_KEY: Operation = operation("GetMetadataSecurityKey", Method::GET, "/openstack/latest/securitykey");

const fn operation(id: &'static str, method: Method, path: &'static str) -> Operation {
    Operation {
        id,
        method,
        service: &SERVICE,
        path,
        parameters: &[],
        required_together: &[],
        success: &[Statuses::Code(200)],
        accept: "",
        security: &[],
    }
}

/// What is known of the metadata service.
#[derive(Default)]
pub(super) struct Metadata {
    /// What it wants to see before it gives keys away; older ones want nothing.
    token: Option<HeaderValue>,
    /// When it was asked for a token last.
    asked: Option<Instant>,
}

impl Metadata {
    /// The key of the machine, or why there is none.
    pub(super) async fn find(&mut self, machine: &dyn Machine, transport: &dyn Transport) -> Result<Found, String> {
        if self.token.is_none() && self.asked.is_none_or(|asked| asked.elapsed() > PROBE) {
            self.renew_token(transport).await?;
        }
        let mut start = Instant::now();
        let mut reply = self.ask_for_key(transport).await?;
        if reply.status == StatusCode::UNAUTHORIZED && !reply.says_no_agency() {
            self.renew_token(transport).await?;
            if self.token.is_none() {
                return Err("the service wants a token, but gives none".to_owned());
            }
            start = Instant::now();
            reply = self.ask_for_key(transport).await?;
        }
        if reply.says_no_agency() {
            return Err("the machine has no agency: give it one that may do what is called".to_owned());
        }
        if !reply.status.is_success() {
            return Err(format!("the key was refused with status {}", reply.status.as_u16()));
        }
        let Answer { key, expires } = Answer::read(&reply.body)?;
        // The lifetime is what both times of the service tell: the machine's clock may be wrong.
        let now = date::unix(reply.date.unwrap_or_else(|| machine.now())).ok_or("the time is beyond all bounds")?;
        let lifetime = u64::try_from(expires.saturating_sub(now)).unwrap_or_default();
        if lifetime == 0 {
            return Err("the key in the answer has expired".to_owned());
        }
        let end = start + Duration::from_secs(lifetime).min(LONGEST_LIFE);
        Ok(Found { key, project: None, origin: Origin::Metadata, end: Some(end) })
    }

    async fn ask_for_key(&self, transport: &dyn Transport) -> Result<Reply, String> {
        send(transport, &GET_KEY, self.token.clone().map(|token| (TOKEN, token))).await
    }

    /// Gets a new token, or none where the service has no tokens.
    async fn renew_token(&mut self, transport: &dyn Transport) -> Result<(), String> {
        let lifetime = HeaderValue::from_static("21600");
        let reply = send(transport, &GET_TOKEN, Some((TOKEN_LIFETIME, lifetime))).await?;
        self.token = match reply.status.as_u16() {
            200 => Some(token(&reply.body)?),
            404 | 405 | 503 => None,
            status => return Err(format!("a token was refused with status {status}")),
        };
        self.asked = Some(Instant::now());
        Ok(())
    }
}

/// What the service answered.
struct Reply {
    status: StatusCode,
    date: Option<SystemTime>,
    body: Bytes,
}

impl Reply {
    fn says_no_agency(&self) -> bool {
        let mut parts = self.body.windows(NO_AGENCY.len());
        self.status == StatusCode::UNAUTHORIZED && parts.any(|part| part == NO_AGENCY)
    }
}

async fn send(
    transport: &dyn Transport,
    operation: &'static Operation,
    header: Option<(&'static str, HeaderValue)>,
) -> Result<Reply, String> {
    let mut request = Request {
        method: operation.method.clone(),
        operation,
        server: SERVER.into(),
        path: operation.path.to_owned(),
        path_parameters: Vec::new(),
        query: Query::default(),
        headers: HeaderMap::new(),
        body: None,
        secrets: Secrets::default(),
    };
    if operation.method == Method::PUT {
        // Some servers refuse one that does not say that it has no body.
        request.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    if let Some((name, value)) = header {
        if let (true, Ok(secret)) = (value.is_sensitive(), value.to_str()) {
            request.keep_secret(secret);
        }
        request.headers.insert(name, value);
    }
    let secrets = request.secrets.clone();
    let failed = |error: &dyn std::error::Error| {
        let reason = secrets.redact(error.to_string());
        format!("no answer: {}", excerpt(&reason, 200))
    };
    let exchange = async {
        let response = transport.send(request).await.map_err(|error| failed(&error))?;
        let date = server_time(&response.headers);
        let body = response.body.collect(LARGEST).await.map_err(|error| match error {
            CollectError::TooLarge => "the answer is larger than 64 KiB".to_owned(),
            CollectError::Transport(error) => failed(&error),
        })?;
        Ok(Reply { status: response.status, date, body })
    };
    timeout(PATIENCE, exchange).await.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs())))
}

/// A token as it is sent back.
fn token(body: &[u8]) -> Result<HeaderValue, String> {
    let token = body.trim_ascii();
    let is_token = !token.is_empty() && token.iter().all(u8::is_ascii_graphic);
    let token = is_token.then(|| HeaderValue::from_bytes(token).ok()).flatten();
    let mut token = token.ok_or("the answer to the request for a token is not one")?;
    token.set_sensitive(true);
    Ok(token)
}
