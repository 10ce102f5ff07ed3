//! The query of a URL.

use std::borrow::Cow;

use super::url::{decode, encode};

/// Names and values, and the text that they are in a URL.
#[derive(Clone, Default)]
pub(super) struct Query {
    pairs: Vec<(Cow<'static, str>, String)>,
    text: String,
}

impl Query {
    /// Adds a name and its value.
    pub(super) fn push(&mut self, name: impl Into<Cow<'static, str>>, value: String) {
        self.push_as(name.into(), value, |text, value| encode(text, value.as_bytes()));
    }

    /// Adds a name and its value, which is encoded so.
    pub(super) fn push_as(&mut self, name: Cow<'static, str>, value: String, encode: fn(&mut String, &str)) {
        self.begin(&name);
        encode(&mut self.text, &value);
        self.pairs.push((name, value));
    }

    /// Adds a name, its value as the service reads it, and the same as it stands in the URL.
    pub(super) fn push_encoded(&mut self, name: Cow<'static, str>, value: String, encoded: &str) {
        self.begin(&name);
        self.text.push_str(encoded);
        self.pairs.push((name, value));
    }

    fn begin(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        encode(&mut self.text, name.as_bytes());
        self.text.push('=');
    }

    /// A query as it stands in a URL.
    pub(super) fn parsed(text: &str) -> Self {
        let parts = text.split('&').filter(|part| !part.is_empty());
        let pairs = parts.map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (Cow::Owned(decode(name)), decode(value))
        });
        Self { pairs: pairs.collect(), text: text.to_owned() }
    }

    /// Removes all values of a name.
    pub(super) fn remove(&mut self, name: &str) {
        self.pairs.retain(|(known, _)| known != name);
        // What a service has written may be encoded in another way than what is written here.
        let is_it = |pair: &&str| decode(pair.split_once('=').map_or(*pair, |(name, _)| name)) == name;
        let others: Vec<&str> = self.text.split('&').filter(|pair| !is_it(pair)).collect();
        self.text = others.join("&");
    }

    /// The names and values, not encoded.
    pub(super) fn pairs(&self) -> &[(Cow<'static, str>, String)] {
        &self.pairs
    }

    /// What stands behind the `?`.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
