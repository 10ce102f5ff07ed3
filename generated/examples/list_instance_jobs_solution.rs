//! Lists jobs once, as the samples in Java, Python and Go do on the operation's page of the service's documentation.
//!
//! `CLOUD_SDK_AK=… CLOUD_SDK_SK=… cargo run --example list_instance_jobs_solution -- PROJECT_ID REGION`
//!
//! Project and region may be in `HUAWEICLOUD_SDK_PROJECT_ID` and `HUAWEICLOUD_REGION` instead, and another endpoint
//! than the region's in `HUAWEICLOUD_SWR_ENDPOINT`. The answer goes to stdout; so do, line by line, status, request
//! id, error code and error message where the service refuses. The exit code is 1 then, as it is for any other failure.

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use huaweicloud_swr::{Client, Credentials};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Err(error) = list().await else { return ExitCode::SUCCESS };
    // Where even this cannot be written, the exit code has to do.
    let _ = writeln!(io::stderr(), "error: {error}");
    ExitCode::FAILURE
}

async fn list() -> Result<(), Box<dyn Error>> {
    // Secret keys belong neither into sources nor onto command lines.
    let credentials = Credentials::access_key(setting(None, "CLOUD_SDK_AK")?, setting(None, "CLOUD_SDK_SK")?);
    let mut arguments = env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let project_id = setting(arguments.next(), "HUAWEICLOUD_SDK_PROJECT_ID")?;
    let region = setting(arguments.next(), "HUAWEICLOUD_REGION")?;

    let mut builder = Client::builder().credentials(credentials).project_id(&project_id).region(region);
    if let Ok(endpoint) = env::var("HUAWEICLOUD_SWR_ENDPOINT") {
        builder = builder.endpoint(&endpoint);
    }
    let client = builder.build()?;

    let mut out = io::stdout();
    match client.list_instance_jobs().send().await {
        Ok(response) => writeln!(out, "{response:#?}")?,
        Err(error) => {
            if let Some(status) = error.status() {
                writeln!(out, "{}", status.as_u16())?;
                for text in [error.request_id(), error.code(), error.message()] {
                    writeln!(out, "{}", text.unwrap_or("-").escape_debug())?;
                }
            }
            return Err(error.into());
        }
    }
    Ok(())
}

/// An argument or, without one, a variable of the environment.
fn setting(argument: Option<String>, variable: &str) -> Result<String, String> {
    argument.or_else(|| env::var(variable).ok()).ok_or_else(|| format!("{variable} is not set"))
}
