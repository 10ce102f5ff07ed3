//! What the examples begin and end with: a client of what the environment says, and an exit code.
//!
//! The project is in `HUAWEICLOUD_SDK_PROJECT_ID`; without it, IAM is asked for the project of the region, which
//! `HUAWEICLOUD_REGION` names. Other endpoints than the region's go into the variables that the official SDKs know,
//! such as `HUAWEICLOUD_SDK_REGION_SWR_CN_NORTH_4` and `HUAWEICLOUD_SDK_IAM_ENDPOINT`.
//!
//! Who calls is told by the first of these that is there: a token in `HUAWEICLOUD_TOKEN`; an IAM user in
//! `HUAWEICLOUD_DOMAIN_NAME`, `HUAWEICLOUD_USER_NAME` and `HUAWEICLOUD_USER_PASSWORD`; an access key where the official
//! SDKs find one, such as `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use huaweicloud_swr::{Client, Credentials};

pub(crate) type Failure = Box<dyn Error>;

/// A client of what the environment says.
pub(crate) fn client() -> Result<Client, Failure> {
    let mut builder = Client::builder().credentials(credentials()?);
    if let Some(region) = variable("HUAWEICLOUD_REGION") {
        builder = builder.region(region);
    }
    if let Some(project_id) = variable("HUAWEICLOUD_SDK_PROJECT_ID") {
        builder = builder.project_id(&project_id);
    }
    Ok(builder.build()?)
}

/// Success, or the error on stderr.
pub(crate) fn ended(result: Result<(), Failure>) -> ExitCode {
    let Err(failure) = result else { return ExitCode::SUCCESS };
    // Where even this cannot be written, the exit code has to do.
    let _ = writeln!(io::stderr(), "error: {failure}");
    ExitCode::FAILURE
}

/// An access key is there with the others, for the calls that only a key can make.
fn credentials() -> Result<Credentials, Failure> {
    let key = Credentials::access_key_chain();
    if let Some(token) = variable("HUAWEICLOUD_TOKEN") {
        return Ok(Credentials::token(token).and(key));
    }
    let Some(password) = variable("HUAWEICLOUD_USER_PASSWORD") else { return Ok(key) };
    let required = |name| variable(name).ok_or_else(|| format!("{name} is not set"));
    let (domain, user) = (required("HUAWEICLOUD_DOMAIN_NAME")?, required("HUAWEICLOUD_USER_NAME")?);
    Ok(Credentials::password(domain, user, password).and(key))
}

/// The value of a variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
