//! Values of parameters and forms, before a style makes text of them.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::Serialize;
use serde_json::Value;

use super::codec::token::is_number;
use super::param::Param;

/// A value of which only its structure is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Nothing is sent.
    Null,
    /// A text.
    Text(String),
    /// A number or a boolean: in JSON it stands without quotes.
    Bare(String),
    /// Its items.
    List(Vec<Self>),
    /// Its members, in their order.
    Map(Vec<(String, Self)>),
}

impl Tree {
    /// A list of texts.
    pub fn texts(items: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self::List(items.into_iter().map(|item| Self::Text(item.as_ref().to_owned())).collect())
    }

    /// A list of values.
    pub fn list<T: Param>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(|item| item.tree()).collect())
    }

    /// A list of what becomes values of one type.
    pub fn list_of<T: Param>(items: impl IntoIterator<Item = impl Into<T>>) -> Self {
        Self::List(items.into_iter().map(|item| item.into().tree()).collect())
    }

    /// What a value of any type is made of, as its JSON has it. One that JSON cannot hold is nothing.
    #[must_use]
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        Self::read(value).unwrap_or(Self::Null)
    }

    /// The same, or why JSON cannot hold it.
    pub(super) fn read<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(&serde_json::to_vec(value)?)
    }

    /// A value of any type as the text of its JSON. One that JSON cannot hold is nothing.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Self {
        serde_json::to_string(value).map_or(Self::Null, Self::Text)
    }

    /// A list as one text, with this between its items.
    #[must_use]
    pub fn joined(self, between: &str) -> Self {
        let Self::List(items) = self else { return self };
        let text = |item: &Self| item.scalar().map_or_else(|| item.to_json(), str::to_owned);
        let texts: Vec<String> = items.iter().filter(|item| **item != Self::Null).map(text).collect();
        if texts.is_empty() { Self::Null } else { Self::Text(texts.join(between)) }
    }

    /// A list with each list in it as one text.
    #[must_use]
    pub fn joined_items(self, between: &str) -> Self {
        match self {
            Self::List(items) => Self::List(items.into_iter().map(|item| item.joined(between)).collect()),
            value => value,
        }
    }

    /// The text of what has no parts.
    pub(super) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Bare(text) => Some(text),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The same as JSON, which can hold everything.
    pub(super) fn to_json(&self) -> String {
        let mut json = String::new();
        self.write_json(&mut json);
        json
    }

    fn write_json(&self, json: &mut String) {
        match self {
            Self::Null => json.push_str("null"),
            Self::Text(text) => push_text(json, text),
            Self::Bare(text) => json.push_str(text),
            Self::List(items) => {
                json.push('[');
                for (index, item) in items.iter().enumerate() {
                    json.push_str(if index > 0 { "," } else { "" });
                    item.write_json(json);
                }
                json.push(']');
            }
            Self::Map(members) => {
                json.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    json.push_str(if index > 0 { "," } else { "" });
                    push_text(json, key);
                    json.push(':');
                    value.write_json(json);
                }
                json.push('}');
            }
        }
    }

    /// Calls `visit` for the text of each part that has no parts.
    pub(super) fn visit<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self {
            Self::Null => {}
            Self::Text(text) | Self::Bare(text) => visit(text),
            Self::List(items) => items.iter().for_each(|item| item.visit(visit)),
            Self::Map(members) => members.iter().for_each(|(_, value)| value.visit(visit)),
        }
    }
}

fn push_text(json: &mut String, text: &str) {
    json.push_str(&Value::from(text).to_string());
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Bare(value.to_string()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if members.is_empty() && is_number(&key) {
                return map.next_value().map(Tree::Bare);
            }
            members.push((key, map.next_value()?));
        }
        Ok(Tree::Map(members))
    }
}
