//! Reads `x-waiter`: how an operation tells that what it shows has ended.

use std::time::Duration;

use serde_json::Value;

use super::Ctx;
use super::extensions::Extensions;
use super::reader::Reader;
use crate::api::Waiter;
use crate::diagnostic::Place;
use crate::pointer::Pointer;

const KEY: &str = "x-waiter";

const KEYS: [&str; 6] = ["state", "success", "failure", "reason", "interval", "deadline"];

impl Ctx<'_> {
    /// `x-waiter` of an operation. All that is wrong with it is told at once.
    pub(super) fn waiter(&mut self, at: &Pointer, extensions: &Extensions) -> Option<Waiter> {
        let raw = extensions.get(KEY)?;
        let mut reader = Reader::new(KEY, at.key(KEY), raw, &KEYS);
        let waiter = reader.waiter();
        let is_whole = reader.finish(self, "no `wait()`");
        waiter.filter(|_| is_whole)
    }
}

impl Reader<'_> {
    fn waiter(&mut self) -> Option<Waiter> {
        // No short circuit: each of them tells what is wrong with it.
        let state = self.required("state").and_then(|value| self.expression("state", value));
        let reason = self.optional("reason").map(|value| self.expression("reason", value));
        let success = self.required("success").and_then(|value| self.states("success", value));
        let failure = self.required("failure").and_then(|value| self.states("failure", value));
        let interval = self.required("interval").and_then(|value| self.seconds("interval", value));
        let deadline = self.required("deadline").and_then(|value| self.seconds("deadline", value));
        if let Some(success) = &success {
            self.check_states(success, failure.as_deref().unwrap_or_default());
        }
        if let (Some(interval), Some(deadline)) = (interval, deadline)
            && deadline < interval
        {
            let problem = "`deadline` is shorter than `interval`: it would be over before the second look".to_owned();
            self.fault_in("deadline", problem);
        }
        Some(Waiter {
            pointer: self.at.clone(),
            state: state?,
            success: success?,
            failure: failure?,
            reason: reason.flatten(),
            interval: interval?,
            deadline: deadline?,
        })
    }

    /// States as the runtime compares them: as texts.
    fn states(&mut self, key: &str, value: &Value) -> Option<Vec<String>> {
        let Some(values) = value.as_array() else {
            self.fault_in(key, format!("`{key}` must be a list of states"));
            return None;
        };
        let mut states = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            match value {
                Value::String(text) if !text.is_empty() => states.push(text.clone()),
                Value::Number(_) | Value::Bool(_) => states.push(value.to_string()),
                _ => {
                    let place = Place::Value(self.at.key(key).index(index));
                    self.fault(place, format!("a state must be a text, a number or a boolean, and {value} is none"));
                }
            }
        }
        Some(states)
    }

    fn check_states(&mut self, success: &[String], failure: &[String]) {
        if self.optional("success").and_then(Value::as_array).is_some_and(Vec::is_empty) {
            self.fault_in("success", "`success` lists no state: no wait would end well".to_owned());
        }
        for (index, state) in failure.iter().enumerate().filter(|(_, state)| success.contains(state)) {
            let problem = format!("`{state}` cannot be both a success and a failure");
            self.fault(Place::Value(self.at.key("failure").index(index)), problem);
        }
    }

    fn seconds(&mut self, key: &str, value: &Value) -> Option<Duration> {
        let seconds = value.as_f64().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        // Descriptions are not more exact than this.
        let duration =
            seconds.map(|duration| Duration::from_millis(duration.as_millis().try_into().unwrap_or(u64::MAX)));
        let duration = duration.filter(|duration| !duration.is_zero());
        if duration.is_none() {
            let problem = format!("`{key}` must be a number of seconds above zero, and {value} is none");
            self.fault_in(key, problem);
        }
        duration
    }
}
