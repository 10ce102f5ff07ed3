//! Reads what the metadata service answers.

use serde_json::Value;

use super::super::super::rfc3339;
use super::super::super::signer::Signer as _;
use super::super::AccessKey;

/// A temporary key.
pub(super) struct Answer {
    pub(super) key: AccessKey,
    /// When it expires, in seconds since 1970.
    pub(super) expires: i64,
}

impl Answer {
    /// Reads the body of an answer. No message quotes any of it.
    pub(super) fn read(body: &[u8]) -> Result<Self, String> {
        let body: Value = serde_json::from_slice(body).map_err(|_| "the answer is not JSON")?;
        let text = |name: &str| body.get("credential")?.get(name)?.as_str().filter(|text| !text.is_empty());
        let needed = |name: &str| text(name).ok_or_else(|| format!("the answer has no text at `credential.{name}`"));
        let key = AccessKey {
            id: needed("access")?.to_owned(),
            secret: needed("secret")?.to_owned(),
            security_token: text("securitytoken").map(str::to_owned),
        };
        key.check().map_err(|problem| format!("the answer has a key that cannot be used: {problem}"))?;
        let (expires, _) = rfc3339::date_time(needed("expires_at")?)
            .ok_or("the answer has no point in time at `credential.expires_at`")?;
        Ok(Self { key, expires })
    }
}
