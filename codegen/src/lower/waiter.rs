//! Waiting: whether the answer has what `x-waiter` looks at, and what is said about it.

use std::time::Duration;

use super::answer::json_answer;
use super::docs::Writer;
use super::{Ctx, markdown};
use crate::api::{self, Kind, Schema};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Docs, Waiter};
use crate::pointer::Pointer;

impl Ctx<'_> {
    /// What `x-waiter` needs of the answer; a warning for each thing that the answer does not have.
    pub(super) fn waiter(&mut self, raw: &api::Operation) -> Option<Waiter> {
        let waiter = raw.waiter.as_ref()?;
        let faults = self.waiter_faults(raw, waiter);
        if faults.is_empty() {
            return Some(Waiter {
                docs: docs(waiter),
                state: waiter.state.clone(),
                success: waiter.success.clone(),
                failure: waiter.failure.clone(),
                reason: waiter.reason.clone(),
                interval: waiter.interval,
                deadline: waiter.deadline,
            });
        }
        for (place, problem) in faults {
            let warning = Diagnostic::warning("invalid-extension", Place::Value(place), problem);
            self.diagnostics.push(warning.generated("no `wait()`"));
        }
        None
    }

    fn waiter_faults(&self, raw: &api::Operation, waiter: &api::Waiter) -> Vec<(Pointer, String)> {
        let Some(answer) = json_answer(raw) else {
            return vec![(waiter.pointer.clone(), "`x-waiter` needs an operation that answers with JSON".to_owned())];
        };
        let Some(answer) = answer.schema.map(|schema| self.api.schemas.target(schema)) else { return Vec::new() };
        let mut faults = Vec::new();
        for (key, expression) in [("state", Some(&waiter.state)), ("reason", waiter.reason.as_ref())] {
            let Some(expression) = expression else { continue };
            match self.found_text(answer, expression) {
                Ok(Some(schema)) if key == "state" => faults.extend(unlisted(schema, waiter)),
                Ok(_) => {}
                Err(problem) => faults.push((waiter.pointer.key(key), problem)),
            }
        }
        faults
    }
}

/// States that the schema of the state does not list.
fn unlisted(schema: &Schema, waiter: &api::Waiter) -> Vec<(Pointer, String)> {
    let listed: Vec<String> = match &schema.kind {
        Kind::Enumeration(enumeration) => enumeration.values.clone(),
        Kind::IntegerEnumeration(values) => values.iter().map(|listed| listed.value.to_string()).collect(),
        _ => return Vec::new(),
    };
    let states = [("success", &waiter.success), ("failure", &waiter.failure)];
    let states = states.into_iter().flat_map(|(key, states)| {
        states.iter().enumerate().map(move |(index, state)| (waiter.pointer.key(key).index(index), state))
    });
    let unlisted = states.filter(|(_, state)| !listed.contains(state));
    unlisted.map(|(at, state)| (at, format!("the state is never `{state}`: its `enum` does not list it"))).collect()
}

fn docs(waiter: &api::Waiter) -> Docs {
    let state = markdown::code(&waiter.state);
    let (interval, deadline) = (length(waiter.interval), length(waiter.deadline));
    let mut ends = vec![format!("- {}: the wait ends with that answer.", codes(&waiter.success))];
    if !waiter.failure.is_empty() {
        let reason = match &waiter.reason {
            Some(reason) => format!(", and its message the {}", markdown::code(reason)),
            None => String::new(),
        };
        ends.push(format!("- {}: it is an error of the kind `Failed`{reason}.", codes(&waiter.failure)));
    }
    Writer::default()
        .line(format!("Sends the call again every {interval}, until its answer says that all is over."))
        .line(format!("That is told by {state}:"))
        .lines(ends)
        .line(format!("Anything else goes on, for {deadline} at most; both times can be set."))
        .finish(false)
}

fn codes(states: &[String]) -> String {
    states.iter().map(|state| markdown::code(state)).collect::<Vec<_>>().join(", ")
}

/// `20 seconds`, `1 minute`, `1.5 seconds`.
fn length(duration: Duration) -> String {
    let (count, unit) = match duration.as_secs() {
        seconds if duration.subsec_millis() > 0 => (format!("{seconds}.{:03}", duration.subsec_millis()), "second"),
        seconds if seconds % 60 > 0 => (seconds.to_string(), "second"),
        seconds => ((seconds / 60).to_string(), "minute"),
    };
    let count = if count.contains('.') { count.trim_end_matches('0') } else { &count };
    if count == "1" { format!("{count} {unit}") } else { format!("{count} {unit}s") }
}
