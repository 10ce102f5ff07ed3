//! Serves the stand-in for the services on this machine until it is interrupted, for other programs to try.
//!
//! `cargo run --example stand_in -- --help`

#[path = "../tests/support/stand_in.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use the rest")]
mod stand_in;

use std::future::pending;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use self::stand_in::{
    Course, DOMAIN, KEY, Mishap, PASSWORD, POWERLESS_KEY, POWERLESS_PASSWORD, POWERLESS_TOKEN, POWERLESS_USER, PROJECT,
    REGION, Settings, StandIn, TEMPORARY_KEY, TOKEN, USER,
};

/// What is served, and how it misbehaves.
#[derive(Parser)]
#[command(name = "stand_in", about = "Serves a stand-in for SWR, IAM and STS on this machine until it is interrupted")]
struct Arguments {
    /// The port; without it, a free one
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// How many jobs there are from the start
    #[arg(long, value_name = "N", default_value_t = 25)]
    jobs: usize,
    /// How many looks at a job find it in the same state
    #[arg(long, value_name = "N", default_value_t = 1)]
    looks: usize,
    /// How long issued tokens are good, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 86_400)]
    token_lifetime: u32,
    /// By how many seconds its clock is ahead
    #[arg(long, value_name = "SECONDS", default_value_t = 0, allow_negative_numbers = true)]
    clock_ahead: i32,
    /// Answers every nth call that it is called too often
    #[arg(long, value_name = "N")]
    throttle_every: Option<usize>,
}

impl Arguments {
    fn settings(&self) -> Settings {
        Settings {
            jobs: self.jobs,
            looks: self.looks,
            token_lifetime: Duration::from_secs(self.token_lifetime.into()),
            clock_ahead: self.clock_ahead.into(),
            mishaps: self.throttle_every.map(|nth| Mishap::throttle().every(nth)).into_iter().collect(),
            ..Settings::default()
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Err(failure) = serve(&Arguments::parse()).await else { return ExitCode::SUCCESS };
    // Where even this cannot be written, the exit code has to do.
    let _ = writeln!(io::stderr(), "error: {failure}");
    ExitCode::FAILURE
}

async fn serve(arguments: &Arguments) -> io::Result<()> {
    let stand_in = StandIn::start_on(arguments.port, arguments.settings()).await?;
    write!(io::stdout(), "{}", introduction(&stand_in))?;
    io::stdout().flush()?;
    pending().await
}

/// What a shell can read: the variables that this client's examples and the official SDKs know, and more in comments.
fn introduction(stand_in: &StandIn) -> String {
    let endpoint = stand_in.endpoint();
    let region = REGION.to_uppercase().replace('-', "_");
    let succeeds = stand_in.create_job(Course::to_success());
    let fails = stand_in.create_job(Course::to_failure("the quota is used up"));
    let (ak, sk) = (KEY.ak, KEY.sk);
    let (powerless_ak, powerless_sk) = (POWERLESS_KEY.ak, POWERLESS_KEY.sk);
    let (temporary_ak, temporary_sk) = (TEMPORARY_KEY.ak, TEMPORARY_KEY.sk);
    let security_token = TEMPORARY_KEY.security_token.unwrap_or_default();
    format!(
        "\
export HUAWEICLOUD_SWR_ENDPOINT={endpoint}
export HUAWEICLOUD_SDK_REGION_SWR_{region}={endpoint}
export HUAWEICLOUD_SDK_IAM_ENDPOINT={endpoint}
export HUAWEICLOUD_SDK_STS_ENDPOINT={endpoint}
export HUAWEICLOUD_REGION={REGION}
export HUAWEICLOUD_SDK_PROJECT_ID={PROJECT}
export HUAWEICLOUD_SDK_AK={ak}
export HUAWEICLOUD_SDK_SK={sk}

# Who may work with jobs: domain {DOMAIN}, user {USER}, password {PASSWORD}
#   token           {TOKEN}
#   temporary key   {temporary_ak} {temporary_sk}
#   security token  {security_token}
# Who may not: domain {DOMAIN}, user {POWERLESS_USER}, password {POWERLESS_PASSWORD}
#   token           {POWERLESS_TOKEN}
#   access key      {powerless_ak} {powerless_sk}
# Jobs that move on with each look: {succeeds} to Success, {fails} to Failed

# curl --header 'X-Auth-Token: {TOKEN}' {endpoint}/v2/{PROJECT}/jobs/{fails}
"
    )
}
