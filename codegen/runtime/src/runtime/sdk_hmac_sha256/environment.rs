//! Finds a key in environment variables.

use super::super::signer::Signer as _;
use super::AccessKey;
use super::found::{Found, Origin};
use super::machine::Machine;

const AK: &str = "HUAWEICLOUD_SDK_AK";
const SK: &str = "HUAWEICLOUD_SDK_SK";
const SECURITY_TOKEN: &str = "HUAWEICLOUD_SDK_SECURITY_TOKEN";
const PROJECT_ID: &str = "HUAWEICLOUD_SDK_PROJECT_ID";

/// The key of the environment, or why there is none.
pub(super) fn find(machine: &dyn Machine) -> Result<Found, String> {
    let (id, secret) = match (variable(machine, AK)?, variable(machine, SK)?) {
        (Some(id), Some(secret)) => (id, secret),
        (Some(_), None) => return Err(format!("{AK} is set, but {SK} is not")),
        (None, Some(_)) => return Err(format!("{SK} is set, but {AK} is not")),
        (None, None) => return Err(format!("{AK} is not set")),
    };
    let key = AccessKey { id, secret, security_token: variable(machine, SECURITY_TOKEN)? };
    key.check()?;
    Ok(Found { key, project: variable(machine, PROJECT_ID)?, origin: Origin::Environment, end: None })
}

/// The value of a variable; an empty one is as good as none.
pub(super) fn variable(machine: &dyn Machine, name: &str) -> Result<Option<String>, String> {
    let Some(value) = machine.variable(name).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    value.into_string().map(Some).map_err(|_| format!("{name} is not UTF-8"))
}
