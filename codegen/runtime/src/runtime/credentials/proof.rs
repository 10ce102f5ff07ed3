//! Adds to requests what proves who calls.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use super::super::api::{Operation, Scheme};
use super::super::core::Core;
use super::super::error::{Error, ErrorKind};
use super::super::request::Request;
use super::super::secrets::Secrets;
use super::super::signer::Signer;
use super::Secret;
use super::cache::{Cache, ProviderHandle};
use super::carrier::{Carried, Carrier};

/// What is there to prove who calls. `Debug` shows for which schemes.
pub(in super::super) struct Proofs(Vec<Proof>);

/// What is added to a request for one security scheme.
struct Proof {
    scheme: &'static str,
    means: Means,
}

enum Means {
    Value { carried: Carried, secrets: Vec<String> },
    Provided(Carrier, Cache),
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

    /// What no message may quote of what is sent as it is. Providers and signers tell of their own secrets, request by
    /// request.
    pub(in super::super) fn secrets(&self) -> impl Iterator<Item = &str> {
        let secrets = self.0.iter().filter_map(|proof| match &proof.means {
            Means::Value { secrets, .. } => Some(secrets),
            Means::Provided(..) | Means::Signature(_) => None,
        });
        secrets.flatten().map(String::as_str)
    }

    /// Adds what the operation asks for: all values first, then the signatures, which may cover them.
    pub(in super::super) async fn add_to(&self, request: &mut Request, core: &Core) -> Result<Used, Error> {
        let chosen = self.choose(request.operation)?;
        let mut used = Used::default();
        for &(index, proof) in &chosen {
            match &proof.means {
                Means::Value { carried, .. } => carried.add_to(request),
                Means::Provided(carrier, cache) => {
                    let held = cache.get(core).await.map_err(|failure| {
                        let text = format!("the credentials' `{}` cannot be fetched: {failure}", proof.scheme);
                        Error::new(ErrorKind::Credentials, Some(request.operation), request.secrets.redact(text))
                            .with_source(Box::new(failure))
                    })?;
                    let carried = carrier
                        .carry(proof.scheme, &held.value)
                        .map_err(|text| Error::new(ErrorKind::Credentials, Some(request.operation), text))?;
                    for secret in carrier.secrets(&held.value) {
                        request.keep_secret(&secret);
                    }
                    carried.add_to(request);
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
        chosen.or_else(|| anonymous.then(Vec::new)).ok_or_else(|| missing(operation, !self.0.is_empty()))
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
    let carry = |carrier: &Carrier, value: &str| {
        Ok(Means::Value { carried: carrier.carry(scheme.name, value)?, secrets: carrier.secrets(value) })
    };
    match (Carrier::of(scheme)?, secret) {
        (None, Secret::Signer(signer)) => {
            signer.check().map_err(|problem| format!("{own} cannot be used: {problem}"))?;
            Ok(Means::Signature(signer.clone()))
        }
        (None, _) => Err(format!("{own} takes a signer, but has a value")),
        (Some(_), Secret::Signer(_)) => Err(format!("{own} takes a value, but has a signer")),
        (Some(carrier), Secret::Provider(provider)) => {
            Ok(Means::Provided(carrier, Cache::new(ProviderHandle::Own(provider.clone()))))
        }
        (Some(carrier), Secret::Value(value)) => carry(&carrier, value),
        (Some(Carrier::Basic), Secret::Login { user, .. }) if user.contains(':') => {
            Err(format!("{own} has a colon in the name of the user, which would begin the password: give another user"))
        }
        (Some(carrier), Secret::Login { user, password }) => carry(&carrier, &format!("{user}:{password}")),
    }
}

fn missing(operation: &'static Operation, has_some: bool) -> Error {
    let alternative = |names: &&[&str]| {
        let (first, others) = names.split_first().unwrap_or((&"", &[]));
        let others: Vec<_> = others.iter().map(|name| format!(".and(Credentials::{name}(…))")).collect();
        format!("`Credentials::{first}(…){}`", others.concat())
    };
    let needed = operation.security.iter().map(alternative).collect::<Vec<_>>().join(" or ");
    let problem = if has_some { "the client's credentials do not suffice" } else { "the client has no credentials" };
    let text = format!("{problem}: give its builder {needed}");
    Error::new(ErrorKind::Credentials, Some(operation), text)
}

fn unsigned(operation: &'static Operation, secrets: &Secrets, scheme: &str, problem: &str) -> Error {
    let text = secrets.redact(format!("the credentials' `{scheme}` cannot sign the request: {problem}"));
    Error::new(ErrorKind::Credentials, Some(operation), text)
}
