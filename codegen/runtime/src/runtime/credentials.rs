//! Holds what proves who calls.

mod base64;
mod cache;
mod carrier;
mod proof;

use std::fmt;
use std::sync::Arc;

pub(super) use self::cache::{Cache, ProviderHandle};
pub(super) use self::proof::{Proofs, Used};
use super::api::Scheme;
use super::error::Error;
use super::provider::Provider;
use super::secrets::REDACTED;
use super::signer::Signer;

/// The values of security schemes. `Debug` shows which, never what.
#[derive(Clone, Default)]
pub struct Credentials(Vec<(&'static Scheme, Secret)>);

/// What a security scheme is fulfilled with.
#[derive(Clone)]
enum Secret {
    Value(String),
    Login { user: String, password: String },
    Provider(Arc<dyn Provider>),
    Signer(Arc<dyn Signer>),
}

impl Credentials {
    /// The value of one scheme.
    #[must_use]
    pub fn new(scheme: &'static Scheme, value: impl Into<String>) -> Self {
        Self(vec![(scheme, Secret::Value(value.into()))])
    }

    /// User name and password for one scheme.
    #[must_use]
    pub fn login(scheme: &'static Scheme, user: impl Into<String>, password: impl Into<String>) -> Self {
        Self(vec![(scheme, Secret::Login { user: user.into(), password: password.into() })])
    }

    /// What fetches the value of one scheme.
    #[must_use]
    pub fn provided(scheme: &'static Scheme, provider: Arc<dyn Provider>) -> Self {
        Self(vec![(scheme, Secret::Provider(provider))])
    }

    /// What signs for one scheme.
    #[must_use]
    pub fn signed(scheme: &'static Scheme, signer: Arc<dyn Signer>) -> Self {
        Self(vec![(scheme, Secret::Signer(signer))])
    }

    /// These and others; where both have one scheme, the other's counts.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.0.retain(|(scheme, _)| other.0.iter().all(|(known, _)| known.name != scheme.name));
        self.0.extend(other.0);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values, providers and signers, checked once for all calls.
    pub(super) fn proofs(&self) -> Result<Proofs, Error> {
        Proofs::new(&self.0)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut credentials = formatter.debug_struct("Credentials");
        for (scheme, _) in &self.0 {
            credentials.field(scheme.name, &format_args!("{REDACTED}"));
        }
        credentials.finish()
    }
}
