//! The seed that reads one value and everything below it.

use std::collections::BTreeSet;
use std::fmt;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::value::RawValue;

use super::{BOUNDS, Path, Raw, Reader};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::value::{Object, Value};

/// Reads the value at a path.
pub(super) struct Node<'r, 'd, 'p> {
    pub(super) reader: &'r mut Reader<'d>,
    pub(super) path: &'p Path<'p>,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let is_raw = match self.reader.raw {
            Raw::Never => false,
            Raw::Bounds => matches!(self.path, Path::Key(_, name, _) if BOUNDS.contains(name)),
            Raw::Always => true,
        };
        if is_raw {
            let raw = <&RawValue>::deserialize(deserializer)?;
            return self.raw(raw.get()).map_err(D::Error::custom);
        }
        deserializer.deserialize_any(self)
    }
}

impl Node<'_, '_, '_> {
    /// Reads a slice of the text: a number as it stands, anything else as usual.
    fn raw(self, text: &str) -> Result<Value, serde_json::Error> {
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            self.reader.count::<serde_json::Error>()?;
            return Ok(self.reader.number(text, self.path));
        }
        let Self { reader, path } = self;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let result = deserializer.deserialize_any(Node { reader: &mut *reader, path });
        if let Err(error) = &result {
            let before = super::json::offset(text, error.line(), error.column());
            reader.offset.get_or_insert(text.as_ptr().addr() - reader.start + before);
        }
        result
    }

    fn scalar<E: Error>(self, value: impl FnOnce(&mut Reader<'_>, &Path<'_>) -> Value) -> Result<Value, E> {
        self.reader.count()?;
        Ok(value(self.reader, self.path))
    }
}

impl<'de> Visitor<'de> for Node<'_, '_, '_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.scalar(|_, _| Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.scalar(|_, _| Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.scalar(|reader, path| reader.number(&value.to_string(), path))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.scalar(|reader, path| reader.number(&value.to_string(), path))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.scalar(|reader, path| reader.number(&value.to_string(), path))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.scalar(|reader, path| reader.number(&value.to_string(), path))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.scalar(|reader, path| match serde_json::Number::from_f64(value) {
            Some(number) => reader.number(&number.to_string(), path),
            None => reader.not_finite(path),
        })
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.scalar(|_, _| Value::text(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.scalar(|_, _| Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.reader.descend()?;
        let mut items = Vec::new();
        loop {
            let path = self.path.index(items.len());
            let Some(item) = seq.next_element_seed(Node { reader: self.reader, path: &path })? else { break };
            self.reader.void = false;
            items.push(item);
        }
        self.reader.depth -= 1;
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.reader.descend()?;
        let mut entries = Entries::default();
        while let Some(Key(key)) = map.next_key()? {
            let path = self.path.key(&key);
            let value = map.next_value_seed(Node { reader: self.reader, path: &path })?;
            if !std::mem::take(&mut self.reader.void) {
                entries.insert(key, value, self.reader.raw);
            }
        }
        self.reader.depth -= 1;
        Ok(Value::Object(entries.finish(self.reader, self.path)))
    }

    /// A tag of YAML that is not one of its own.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (Key(tag), value) = access.variant()?;
        let message = format!("the tag {} has no meaning here", quoted(&format!("!{tag}")));
        let said = Diagnostic::warning("unknown-tag", Place::Value(self.path.pointer()), message);
        self.reader.diagnostics.push(said.generated("the value without the tag"));
        value.newtype_variant_seed(self)
    }
}

/// The entries of an object while they come in.
#[derive(Default)]
struct Entries {
    object: Object,
    duplicates: BTreeSet<String>,
    /// What merge keys of YAML bring in, the nearest first.
    merged: Vec<Object>,
}

impl Entries {
    fn insert(&mut self, key: String, value: Value, raw: Raw) {
        match value {
            Value::Object(object) if key == "<<" && raw == Raw::Never => self.merged.push(object),
            Value::Array(items) if key == "<<" && raw == Raw::Never => {
                self.merged.extend(items.into_iter().filter_map(|item| match item {
                    Value::Object(object) => Some(object),
                    _ => None,
                }));
            }
            value => {
                if let (position, Some(_)) = self.object.insert_full(key, value) {
                    self.duplicates.extend(self.object.get_index(position).map(|(key, _)| key.clone()));
                }
            }
        }
    }

    fn finish(self, reader: &mut Reader<'_>, path: &Path<'_>) -> Object {
        let Self { mut object, duplicates, merged } = self;
        for key in &duplicates {
            reader.duplicate(path, key);
        }
        for (key, value) in merged.into_iter().flatten() {
            object.entry(key).or_insert(value);
        }
        object
    }
}

/// A key as its text: YAML's `200`, `null` and `true` are names like any other.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
