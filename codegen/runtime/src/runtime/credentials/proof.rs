//! Adds to requests what proves who calls.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::{HeaderName, HeaderValue};

use super::super::api::{Operation, Scheme, SchemeLocation};
use super::super::error::{Error, ErrorKind};
use super::super::request::Request;
use super::super::signer::Signer;
use super::Secret;

/// What is there to prove who calls. `Debug` shows for which schemes.
pub(in super::super) struct Proofs(Vec<Proof>);

/// What is added to a request for one security scheme.
struct Proof {
    scheme: &'static str,
    means: Means,
}

enum Means {
    Header(HeaderName, HeaderValue),
    Signature(Arc<dyn Signer>),
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
    pub(in super::super) fn add_to(&self, request: &mut Request, now: SystemTime) -> Result<(), Error> {
        let chosen = self.choose(request.operation)?;
        for proof in &chosen {
            if let Means::Header(name, value) = &proof.means {
                request.headers.insert(name.clone(), value.clone());
            }
        }
        for proof in &chosen {
            if let Means::Signature(signer) = &proof.means {
                signer.sign(request, now).map_err(|problem| unsigned(request, proof.scheme, &problem))?;
            }
        }
        Ok(())
    }

    /// The first alternative of which everything is there. Being nobody is an alternative only where nothing better is
    /// there.
    fn choose(&self, operation: &'static Operation) -> Result<Vec<&Proof>, Error> {
        let alternatives = operation.security;
        let find = |name: &&str| self.0.iter().find(|proof| proof.scheme == *name);
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
            if value.is_empty() {
                return Err(format!("{own} is empty: give its value"));
            }
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| format!("`{}` names the header `{name}`, which cannot be sent", scheme.name))?;
            let mut value = HeaderValue::from_bytes(value.as_bytes())
                .map_err(|_| format!("{own} has a line break or control character: remove it"))?;
            value.set_sensitive(true);
            Ok(Means::Header(name, value))
        }
        (SchemeLocation::Signature, Secret::Signer(signer)) => {
            signer.check().map_err(|problem| format!("{own} cannot be used: {problem}"))?;
            Ok(Means::Signature(signer.clone()))
        }
        (SchemeLocation::Header(_), Secret::Signer(_)) => Err(format!("{own} takes a value, but has a signer")),
        (SchemeLocation::Signature, Secret::Value(_)) => Err(format!("{own} takes a signer, but has a value")),
    }
}

fn missing(operation: &'static Operation) -> Error {
    let alternatives = operation.security.iter().map(|names| format!("`{}`", names.join("` and `")));
    let needed = alternatives.collect::<Vec<_>>().join(" or ");
    let text = format!("the client has no credentials: set {needed} on its builder");
    Error::new(ErrorKind::Credentials, Some(operation), text)
}

fn unsigned(request: &Request, scheme: &str, problem: &str) -> Error {
    let text = request.secrets.redact(format!("the credentials' `{scheme}` cannot sign the request: {problem}"));
    Error::new(ErrorKind::Credentials, Some(request.operation), text)
}
