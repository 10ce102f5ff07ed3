//! `cargo xtask corpus --compile`: checks and lints what was emitted, one crate after the other.

mod key;
mod messages;
mod verdict;
mod workshop;

use std::time::Duration;

use indicatif::ProgressBar;

pub(super) use key::Surroundings;
pub(super) use messages::first as first_messages;
pub(super) use verdict::{Ending, Verdict};
pub(crate) use workshop::{cannot, cargo, copy};
pub(super) use workshop::{lock, version};

use super::result::{self, Outcome};
use crate::outcome::Failure;
use workshop::Workshop;

/// Compiles every client that was written. One at a time: each has the machine for itself, so that costs compare.
pub(super) fn run(outcomes: &mut [Outcome], limit: Duration) -> Result<(), Failure> {
    let mut workshop = Workshop::open(limit)?;
    let written = |outcome: &&mut Outcome| outcome.ending == result::Ending::Generated;
    let progress = super::progress(outcomes.iter_mut().filter(written).count());
    for outcome in outcomes.iter_mut().filter(written) {
        progress.set_message(outcome.name.clone());
        let verdict = workshop.judge(&outcome.name, &super::run::folder(&outcome.name))?;
        tell(&progress, &outcome.name, &verdict);
        outcome.verdict = Some(verdict);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(())
}

/// Where no bar can be drawn, each crate gets a line when it is done.
fn tell(progress: &ProgressBar, name: &str, verdict: &Verdict) {
    if progress.is_hidden() {
        anstream::eprintln!("{name:<44} {}", verdict.line());
    }
}
