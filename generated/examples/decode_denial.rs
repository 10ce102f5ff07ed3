//! Says why the caller may not list jobs: the service sends the reason encoded, and STS decodes it.
//!
//! `cargo run --example decode_denial`
//!
//! All else is in the environment, as `common/mod.rs` says. Only an access key can have a reason decoded.

mod common;

use std::io::{self, Write};
use std::process::ExitCode;

use huaweicloud_swr::models::DecodeAuthorizationMessageRequest;
use serde_json::Value;

use self::common::{Failure, client, ended};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    ended(explain().await)
}

async fn explain() -> Result<(), Failure> {
    let client = client()?;
    let Err(error) = client.list_instance_jobs().limit(1).send().await else {
        writeln!(io::stdout(), "The caller may list jobs.")?;
        return Ok(());
    };
    let Some(encoded) = error.encoded_authorization_message() else { return Err(error.into()) };
    writeln!(io::stdout(), "{error}")?;

    let request = DecodeAuthorizationMessageRequest::new(encoded);
    let answer = client.decode_authorization_message(&request).send().await?;
    // The reason is JSON inside of JSON.
    let reason: Value = serde_json::from_str(&answer.decoded_message)?;
    writeln!(io::stdout(), "{reason:#}")?;
    Ok(())
}
