//! Reads a description as plain JSON, without any pass of the generator.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The key that brings in what another object has.
const MERGE: &str = "<<";

/// The text of a JSON or YAML file as a value; an error in one line.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(value);
    }
    match serde_yaml::from_str(text) {
        Ok(Yaml(value)) => Ok(value),
        Err(error) => Err(error.to_string()),
    }
}

/// A value of which keys may be anything, the last of equal keys counts, and numbers may be larger than any type.
struct Yaml(Value);

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON readers do the same")]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON readers do the same")]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Yaml(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut own = Map::new();
        while let Some((Yaml(key), Yaml(value))) = members.next_entry()? {
            let name = match key {
                Value::String(name) => name,
                other => other.to_string(),
            };
            own.insert(name, value);
        }
        if let Some(merged) = own.remove(MERGE) {
            merge(merged, &mut own);
        }
        Ok(Value::Object(own))
    }

    /// Tags mean nothing here.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (Yaml(_), content) = tagged.variant()?;
        content.newtype_variant().map(|Yaml(value)| value)
    }
}

/// Adds what an object has not itself.
fn merge(from: Value, own: &mut Map<String, Value>) {
    match from {
        Value::Object(members) => {
            for (name, value) in members {
                own.entry(name).or_insert(value);
            }
        }
        Value::Array(all) => all.into_iter().for_each(|from| merge(from, own)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn both_formats_are_read() {
        let expected = json!({ "responses": { "200": { "a": 1, "b": "2020-01-01" } } });
        assert_eq!(read("\u{feff}{\"responses\": {\"200\": {\"a\": 1, \"b\": \"2020-01-01\"}}}").unwrap(), expected);
        let yaml = "x: &x { a: 1 }\nresponses:\n  200: { <<: *x, b: 2020-01-01 }\n";
        assert_eq!(read(yaml).unwrap()["responses"], expected["responses"]);
        assert!(read("{").is_err());
    }

    #[test]
    fn odd_yaml_is_read() {
        assert_eq!(read("a: 1\na: 2\n").unwrap(), json!({ "a": 2 }));
        assert_eq!(
            read("a: 18446744073709552000\ntrue: !x b\n").unwrap(),
            json!({ "a": 1.844_674_407_370_955_2e19, "true": "b" })
        );
    }
}
