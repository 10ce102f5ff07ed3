//! JSON as descriptions have it: in its order, and perhaps with equal keys, which `serde_json::Value` cannot hold.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// What has no parts and is no text, as it is written.
    Plain(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// An object with one entry.
    pub fn entry(key: &str, value: Self) -> Self {
        Self::Object(vec![(key.to_owned(), value)])
    }

    /// What is read from a text, unless it is no JSON.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// How many values there are, this one included.
    pub fn count(&self) -> usize {
        match self {
            Self::Plain(_) | Self::Text(_) => 1,
            Self::List(items) => items.iter().map(Self::count).sum::<usize>() + 1,
            Self::Object(entries) => entries.iter().map(|(_, value)| value.count()).sum::<usize>() + 1,
        }
    }

    /// The value of this number, counted in the order of the text from 0.
    pub fn nth(&mut self, mut number: usize) -> Option<&mut Self> {
        self.find(&mut number)
    }

    fn find(&mut self, left: &mut usize) -> Option<&mut Self> {
        if *left == 0 {
            return Some(self);
        }
        *left -= 1;
        match self {
            Self::Plain(_) | Self::Text(_) => None,
            Self::List(items) => items.iter_mut().find_map(|item| item.find(left)),
            Self::Object(entries) => entries.iter_mut().find_map(|(_, value)| value.find(left)),
        }
    }

    /// The JSON pointer of the value of this number, as a reference writes it.
    pub fn pointer(&self, mut number: usize) -> String {
        let mut pointer = "#".to_owned();
        self.walk(&mut number, &mut pointer);
        pointer
    }

    /// Whether the value was found; the pointer is that of this value then.
    fn walk(&self, left: &mut usize, pointer: &mut String) -> bool {
        if *left == 0 {
            return true;
        }
        *left -= 1;
        let length = pointer.len();
        let mut step = |step: &str, value: &Self, left: &mut usize| {
            pointer.truncate(length);
            let _ = write!(pointer, "/{}", step.replace('~', "~0").replace('/', "~1"));
            value.walk(left, pointer)
        };
        let found = match self {
            Self::Plain(_) | Self::Text(_) => false,
            Self::List(items) => items.iter().enumerate().any(|(at, item)| step(&at.to_string(), item, left)),
            Self::Object(entries) => entries.iter().any(|(key, value)| step(key, value, left)),
        };
        if !found {
            pointer.truncate(length);
        }
        found
    }

    /// Whether an object has a key twice, of which nobody can say what it means.
    pub fn is_ambiguous(&self) -> bool {
        match self {
            Self::Plain(_) | Self::Text(_) => false,
            Self::List(items) => items.iter().any(Self::is_ambiguous),
            Self::Object(entries) => {
                let mut seen = BTreeSet::new();
                entries.iter().any(|(key, value)| !seen.insert(key) || value.is_ambiguous())
            }
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Plain(text) => out.push_str(text),
            Self::Text(text) => quote(text, out),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    quote(key, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

fn quote(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

impl fmt::Display for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        formatter.write_str(&out)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Plain("null".to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Plain(format!("{value:?}")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Json::Object(entries))
    }
}
