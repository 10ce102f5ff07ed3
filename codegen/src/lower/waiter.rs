//! Waiting: whether the answer has what `x-waiter` looks at, and what is said about it.

use std::time::Duration;

use super::docs::Writer;
use super::operations::is_json;
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
        let success = raw.responses.iter().filter(|response| response.status.is_success());
        let default = raw.responses.iter().filter(|response| response.status == api::ResponseStatus::Default);
        let mut content = success.chain(default).flat_map(|response| &response.content);
        let Some(answer) = content.find(|media| is_json(&media.name)) else {
            return vec![(waiter.pointer.clone(), "`x-waiter` needs an operation that answers with JSON".to_owned())];
        };
        let Some(answer) = answer.schema.map(|schema| self.api.schemas.target(schema)) else { return Vec::new() };
        let mut faults = Vec::new();
        for (key, expression) in [("state", Some(&waiter.state)), ("reason", waiter.reason.as_ref())] {
            let Some(expression) = expression else { continue };
            match self.found(answer, expression) {
                Ok(Some(schema)) if key == "state" => faults.extend(unlisted(schema, waiter)),
                Ok(_) => {}
                Err(problem) => faults.push((waiter.pointer.key(key), problem)),
            }
        }
        faults
    }

    /// The schema of what an expression finds in an answer; `None` where the description does not tell.
    fn found<'s>(&'s self, answer: &'s Schema, expression: &str) -> Result<Option<&'s Schema>, String> {
        let pointer = expression.strip_prefix("$response.body#").and_then(Pointer::parse);
        let Some(pointer) = pointer else { return Ok(None) };
        let mut schema = answer;
        for segment in pointer.segments() {
            let next = match &schema.kind {
                Kind::Any | Kind::Other { .. } | Kind::Reference(_) => return Ok(None),
                Kind::Object(object) => object.properties.iter().find(|property| property.name == segment),
                Kind::Array(items) if segment.parse::<usize>().is_ok() => {
                    schema = self.api.schemas.target(*items);
                    continue;
                }
                _ => None,
            };
            let next = next.ok_or_else(|| format!("`{expression}` looks for what the answer does not have"))?;
            schema = self.api.schemas.target(next.schema);
        }
        match schema.kind {
            Kind::Object(_) | Kind::Array(_) => Err(format!("`{expression}` must find a text, a number or a boolean")),
            _ => Ok(Some(schema)),
        }
    }
}

/// States that the schema of the state does not list.
fn unlisted(schema: &Schema, waiter: &api::Waiter) -> Vec<(Pointer, String)> {
    let Kind::Enumeration(enumeration) = &schema.kind else { return Vec::new() };
    let states = [("success", &waiter.success), ("failure", &waiter.failure)];
    let states = states.into_iter().flat_map(|(key, states)| {
        states.iter().enumerate().map(move |(index, state)| (waiter.pointer.key(key).index(index), state))
    });
    let unlisted = states.filter(|(_, state)| !enumeration.values.contains(state));
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
