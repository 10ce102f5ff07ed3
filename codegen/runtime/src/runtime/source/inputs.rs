//! What callers give a source, for example a password.

use std::fmt;

/// Named texts, some of them secret. `Debug` shows the names.
#[derive(Clone)]
pub(super) struct Inputs(Vec<Input>);

#[derive(Clone)]
struct Input {
    name: &'static str,
    value: String,
    secret: bool,
}

impl Inputs {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn set(&mut self, name: &'static str, value: String, secret: bool) {
        self.0.retain(|input| input.name != name);
        self.0.push(Input { name, value, secret });
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|input| input.name == name).map(|input| input.value.as_str())
    }

    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|input| input.secret).map(|input| input.value.as_str())
    }
}

impl fmt::Debug for Inputs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|input| input.name)).finish()
    }
}
