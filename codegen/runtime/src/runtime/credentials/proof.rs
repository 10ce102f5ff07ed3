//! Adds to requests what proves who calls.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::{HeaderName, HeaderValue};

use super::super::api::{Operation, Scheme, SchemeLocation};
use super::super::core::Core;
use super::super::error::{Error, ErrorKind};
use super::super::request::Request;
use super::super::secrets::Secrets;
use super::super::signer::Signer;
use super::Secret;
use super::cache::{Cache, ProviderHandle};

/// What is there to prove who calls. `Debug` shows for which schemes.
pub(in super::super) struct Proofs(Vec<Proof>);

/// What is added to a request for one security scheme.
struct Proof {
    scheme: &'static str,
    means: Means,
}

enum Means {
    Header(HeaderName, HeaderValue),
    Provided(HeaderName, Cache),
    Signature(Arc<dyn Signer>),
}

/// What a request was sent with and could be renewed, should the server refuse it.
#[derive(Default)]
pub(in super::super) struct Used {
    /// Indices of the proofs, with the serial numbers of their values.
    provided: Vec<(usize, u64)>,
    /// Indices of the proofs that signed.
    signatures: Vec<usize>,
    /// When it was signed.
    signed_at: Option<SystemTime>,
}

impl Used {
    /// Whether the request states the time, which has to be right then.
    pub(in super::super) fn is_signed(&self) -> bool {
        self.signed_at.is_some()
    }
}

impl Proofs {
    /// Checks all that can be checked before there are requests.
    pub(super) fn new(secrets: &[(&'static Scheme, Secret)]) -> Result<Self, Error> {
        let proof = |(scheme, secret): &(&'static Scheme, Secret)| {
            let means = means(scheme, secret).map_err(|text| Error::new(ErrorKind::Credentials, None, text))?;
            Ok(Proof { scheme: scheme.name, means })
        };
        secrets.iter().map(proof).collect::<Result<_, _>>().map(Self)
    }

    /// Adds what the operation asks for: all headers first, then the signatures, which may cover them.
    pub(in super::super) async fn add_to(&self, request: &mut Request, core: &Core) -> Result<Used, Error> {
        let chosen = self.choose(request.operation)?;
        let mut used = Used::default();
        for &(index, proof) in &chosen {
            match &proof.means {
                Means::Header(name, value) => drop(request.headers.insert(name.clone(), value.clone())),
                Means::Provided(name, cache) => {
                    let held = cache.get(core).await.map_err(|failure| {
                        let text = format!("the credentials' `{}` cannot be fetched: {failure}", proof.scheme);
                        Error::new(ErrorKind::Credentials, Some(request.operation), request.secrets.redact(text))
                            .with_source(Box::new(failure))
                    })?;
                    let value = header_value(proof.scheme, &held.value)
                        .map_err(|text| Error::new(ErrorKind::Credentials, Some(request.operation), text))?;
                    request.keep_secret(&held.value);
                    request.headers.insert(name.clone(), value);
                    used.provided.push((index, held.serial));
                }
                Means::Signature(signer) => {
                    let ready = signer.prepare(&*core.settings().transport).await;
                    ready.map_err(|problem| unsigned(request.operation, &request.secrets, proof.scheme, &problem))?;
                }
            }
        }
        for &(index, proof) in &chosen {
            if let Means::Signature(signer) = &proof.means {
                // Fetching may have taken its time: what is stated is when the request is sent.
                let now = SystemTime::now();
                signer
                    .sign(request, now)
                    .map_err(|problem| unsigned(request.operation, &request.secrets, proof.scheme, &problem))?;
                used.signed_at = Some(now);
                used.signatures.push(index);
            }
        }
        Ok(used)
    }

    /// Takes note that a server did not know who called, and says whether another attempt may fare better.
    pub(in super::super) fn refused(&self, used: &Used) -> bool {
        let mut renewable = false;
        for &(index, serial) in &used.provided {
            if let Means::Provided(_, cache) = &self.0[index].means {
                cache.refuse(serial);
                renewable = true;
            }
        }
        for &index in &used.signatures {
            if let (Means::Signature(signer), Some(signed_at)) = (&self.0[index].means, used.signed_at) {
                renewable |= signer.refused(signed_at);
            }
        }
        renewable
    }

    /// The value of a parameter that belongs to the key that would sign for an operation.
    pub(in super::super) async fn parameter(
        &self,
        operation: &'static Operation,
        name: &str,
        core: &Core,
    ) -> Result<Option<String>, Error> {
        // Without credentials the call fails later, with the better message.
        for (_, proof) in self.choose(operation).unwrap_or_default() {
            if let Means::Signature(signer) = &proof.means {
                let ready = signer.prepare(&*core.settings().transport).await;
                let secrets = &core.settings().secrets;
                ready.map_err(|problem| unsigned(operation, secrets, proof.scheme, &problem))?;
                if let Some(value) = signer.parameter(name) {
                    return Ok(Some(value));
                }
            }
        }
        Ok(None)
    }

    /// The first alternative of which everything is there. Being nobody is an alternative only where nothing better is
    /// there.
    fn choose(&self, operation: &'static Operation) -> Result<Vec<(usize, &Proof)>, Error> {
        let alternatives = operation.security;
        let find = |name: &&str| self.0.iter().enumerate().find(|(_, proof)| proof.scheme == *name);
        let complete = |names: &&[&str]| names.iter().map(find).collect::<Option<Vec<_>>>();
        let chosen = alternatives.iter().filter(|names| !names.is_empty()).find_map(complete);
        let anonymous = alternatives.is_empty() || alternatives.iter().any(|names| names.is_empty());
        chosen.or_else(|| anonymous.then(Vec::new)).ok_or_else(|| missing(operation))
    }
}

impl fmt::Debug for Proofs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|proof| proof.scheme)).finish()
    }
}

/// How a secret fulfills its scheme, or why it cannot.
fn means(scheme: &Scheme, secret: &Secret) -> Result<Means, String> {
    let own = format!("the credentials' `{}`", scheme.name);
    match (scheme.location, secret) {
        (SchemeLocation::Header(name), Secret::Value(value)) => {
            Ok(Means::Header(header_name(scheme, name)?, header_value(scheme.name, value)?))
        }
        (SchemeLocation::Header(name), Secret::Provider(provider)) => {
            Ok(Means::Provided(header_name(scheme, name)?, Cache::new(ProviderHandle::Own(provider.clone()))))
        }
        (SchemeLocation::Signature, Secret::Signer(signer)) => {
            signer.check().map_err(|problem| format!("{own} cannot be used: {problem}"))?;
            Ok(Means::Signature(signer.clone()))
        }
        (SchemeLocation::Header(_), Secret::Signer(_)) => Err(format!("{own} takes a value, but has a signer")),
        (SchemeLocation::Signature, _) => Err(format!("{own} takes a signer, but has a value")),
    }
}

fn header_name(scheme: &Scheme, name: &str) -> Result<HeaderName, String> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{}` names the header `{name}`, which cannot be sent", scheme.name))
}

/// A value as it is sent, marked as nobody's business.
fn header_value(scheme: &str, value: &str) -> Result<HeaderValue, String> {
    if value.is_empty() {
        return Err(format!("the credentials' `{scheme}` is empty: give its value"));
    }
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the credentials' `{scheme}` has a line break or control character: remove it"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn missing(operation: &'static Operation) -> Error {
    let alternatives = operation.security.iter().map(|names| format!("`{}`", names.join("` and `")));
    let needed = alternatives.collect::<Vec<_>>().join(" or ");
    let text = format!("the client has no credentials: set {needed} on its builder");
    Error::new(ErrorKind::Credentials, Some(operation), text)
}

fn unsigned(operation: &'static Operation, secrets: &Secrets, scheme: &str, problem: &str) -> Error {
    let text = secrets.redact(format!("the credentials' `{scheme}` cannot sign the request: {problem}"));
    Error::new(ErrorKind::Credentials, Some(operation), text)
}
