//! Holds what proves who calls.

use std::fmt;

use http::{HeaderName, HeaderValue};

use super::api::{Scheme, SchemeLocation};
use super::error::{Error, ErrorKind};
use super::secrets::REDACTED;

/// The values of security schemes. `Debug` shows which, never what.
#[derive(Clone, Default)]
pub struct Credentials(Vec<(&'static Scheme, String)>);

impl Credentials {
    /// The value of one scheme.
    #[must_use]
    pub fn new(scheme: &'static Scheme, value: impl Into<String>) -> Self {
        Self::default().and(scheme, value)
    }

    /// The same with the value of a further scheme; a second value of one scheme replaces the first.
    #[must_use]
    pub fn and(mut self, scheme: &'static Scheme, value: impl Into<String>) -> Self {
        self.0.retain(|(known, _)| known.name != scheme.name);
        self.0.push((scheme, value.into()));
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, value)| value.as_str())
    }

    /// The headers that carry the values, checked once for all calls.
    pub(super) fn headers(&self) -> Result<Vec<CredentialHeader>, Error> {
        self.0.iter().map(|(scheme, value)| CredentialHeader::new(scheme, value)).collect()
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

/// The value of one security scheme as it is sent.
pub(super) struct CredentialHeader {
    pub(super) scheme: &'static str,
    pub(super) name: HeaderName,
    pub(super) value: HeaderValue,
}

impl CredentialHeader {
    fn new(scheme: &Scheme, value: &str) -> Result<Self, Error> {
        let SchemeLocation::Header(name) = scheme.location;
        let refuse = |text: String| Error::new(ErrorKind::Credentials, None, text);
        if value.is_empty() {
            return Err(refuse(format!("the credentials' `{}` is empty: give its value", scheme.name)));
        }
        let name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| refuse(format!("`{}` names the header `{name}`, which cannot be sent", scheme.name)))?;
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
            refuse(format!("the credentials' `{}` has a line break or control character: remove it", scheme.name))
        })?;
        value.set_sensitive(true);
        Ok(Self { scheme: scheme.name, name, value })
    }
}
