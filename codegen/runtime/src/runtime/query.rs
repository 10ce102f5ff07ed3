//! The query of a URL.

use super::url::{decode, encode};

/// How much room a name and its value mostly take, in bytes.
const USUAL_LENGTH: usize = 32;

/// Names and values as they stand in a URL.
#[derive(Clone, Default)]
pub(super) struct Query(String);

impl Query {
    /// An empty query with room for so many values.
    pub(super) fn with_room(values: usize) -> Self {
        Self(String::with_capacity(values * USUAL_LENGTH))
    }

    /// Adds a name and its value.
    pub(super) fn push(&mut self, name: &str, value: &str) {
        self.push_as(name, value, |text, value| encode(text, value.as_bytes()));
    }

    /// Adds a name and its value, which is encoded so.
    pub(super) fn push_as(&mut self, name: &str, value: &str, encode: fn(&mut String, &str)) {
        encode(self.begin(name), value);
    }

    /// Adds a name and its value as it stands in the URL.
    pub(super) fn push_encoded(&mut self, name: &str, encoded: &str) {
        self.begin(name).push_str(encoded);
    }

    fn begin(&mut self, name: &str) -> &mut String {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        encode(&mut self.0, name.as_bytes());
        self.0.push('=');
        &mut self.0
    }

    /// A query as it stands in a URL.
    pub(super) fn parsed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Removes all values of a name.
    pub(super) fn remove(&mut self, name: &str) {
        // What a service has written may be encoded in another way than what is written here.
        let is_it = |part: &&str| decode(split(part).0) == name;
        let others: Vec<&str> = self.0.split('&').filter(|part| !is_it(part)).collect();
        self.0 = others.join("&");
    }

    /// The names and values, not encoded.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let parts = self.0.split('&').filter(|part| !part.is_empty()).map(split);
        parts.map(|(name, value)| (decode(name), decode(value)))
    }

    /// What stands behind the `?`.
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

fn split(part: &str) -> (&str, &str) {
    part.split_once('=').unwrap_or((part, ""))
}
