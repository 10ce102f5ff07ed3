//! Calls every second for a while, longer than a token lives: the client signs in again by itself.
//!
//! `cargo run --example token_renewal -- SECONDS`
//!
//! The rest is in the environment, as `common/mod.rs` says, with name and password of an IAM user. Tokens of IAM live for
//! 24 hours; those of `cargo run --example stand_in -- --token-lifetime 5` for five seconds.

mod common;

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use self::common::{Failure, client, ended};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    ended(call().await)
}

async fn call() -> Result<(), Failure> {
    let seconds = env::args().nth(1).ok_or("give how many seconds to go on")?.parse()?;
    let client = client()?;
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) {
        let page = client.list_instance_jobs().limit(1).send().await?;
        writeln!(io::stdout(), "{:>5} s: {} jobs", start.elapsed().as_secs(), page.total)?;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(())
}
