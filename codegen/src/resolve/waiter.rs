//! Reads `x-waiter`: how an operation tells that what it shows has ended.

use std::time::Duration;

use serde_json::Value;

use super::Ctx;
use super::extensions::{Extensions, is_expression};
use crate::api::Waiter;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

const KEY: &str = "x-waiter";

const KEYS: [&str; 6] = ["state", "success", "failure", "reason", "interval", "deadline"];

impl Ctx<'_> {
    /// `x-waiter` of an operation. All that is wrong with it is told at once.
    pub(super) fn waiter(&mut self, at: &Pointer, extensions: &Extensions) -> Option<Waiter> {
        let raw = extensions.get(KEY)?;
        let mut reader = Reader { at: at.key(KEY), raw, faults: Vec::new() };
        let waiter = reader.waiter();
        for (place, problem) in reader.faults {
            self.warn(Diagnostic::warning("invalid-extension", place, problem).generated("no `wait()`"));
        }
        waiter
    }
}

struct Reader<'a> {
    at: Pointer,
    raw: &'a Value,
    faults: Vec<(Place, String)>,
}

impl<'a> Reader<'a> {
    fn waiter(&mut self) -> Option<Waiter> {
        let Some(members) = self.raw.as_object() else {
            self.fault(Place::Value(self.at.clone()), format!("`{KEY}` must be an object"));
            return None;
        };
        for key in members.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            self.fault(Place::Key(self.at.key(key)), format!("`{KEY}` has no key `{key}`"));
        }
        // No short circuit: each of them tells what is wrong with it.
        let state = self.required("state").and_then(|value| self.expression("state", value));
        let reason = self.raw.get("reason").map(|value| self.expression("reason", value));
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
            self.fault(Place::Value(self.at.key("deadline")), problem);
        }
        if !self.faults.is_empty() {
            return None;
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

    fn fault(&mut self, place: Place, problem: String) {
        self.faults.push((place, problem));
    }

    fn required(&mut self, key: &str) -> Option<&'a Value> {
        if self.raw.get(key).is_none() {
            self.fault(Place::Key(self.at.clone()), format!("`{KEY}` needs `{key}`"));
        }
        self.raw.get(key)
    }

    fn expression(&mut self, key: &str, value: &Value) -> Option<String> {
        let text = value.as_str().filter(|text| is_expression(text)).map(str::to_owned);
        if text.is_none() {
            let problem =
                format!("`{key}` must be a runtime expression of the response, for example `$response.body#/{key}`");
            self.fault(Place::Value(self.at.key(key)), problem);
        }
        text
    }

    /// States as the runtime compares them: as texts.
    fn states(&mut self, key: &str, value: &Value) -> Option<Vec<String>> {
        let Some(values) = value.as_array() else {
            self.fault(Place::Value(self.at.key(key)), format!("`{key}` must be a list of states"));
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
        if self.raw.get("success").and_then(Value::as_array).is_some_and(Vec::is_empty) {
            let problem = "`success` lists no state: no wait would end well".to_owned();
            self.fault(Place::Value(self.at.key("success")), problem);
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
            self.fault(Place::Value(self.at.key(key)), problem);
        }
        duration
    }
}
