//! Reads a description as plain JSON, without any pass of the generator.

use serde_json::Value;
use serde_yaml::Value as Yaml;

/// The text of a JSON or YAML file as a value; an error in one line.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(value);
    }
    match serde_yaml::from_str::<Yaml>(text) {
        Ok(mut yaml) => {
            yaml.apply_merge().map_err(|error| error.to_string())?;
            Ok(json(yaml))
        }
        // Where a key is written twice the last one counts, which only this way of reading allows.
        Err(_) => serde_yaml::from_str(text).map_err(|error| error.to_string()),
    }
}

fn json(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or_default(),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => items.into_iter().map(json).collect(),
        Yaml::Mapping(members) => {
            members.into_iter().filter_map(|(key, value)| Some((name(&key)?, json(value)))).collect()
        }
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}

/// The text of a key such as `200` or `true`.
fn name(key: &Yaml) -> Option<String> {
    match key {
        Yaml::String(text) => Some(text.clone()),
        Yaml::Bool(value) => Some(value.to_string()),
        Yaml::Number(number) => Some(number.to_string()),
        Yaml::Null => Some("null".to_owned()),
        Yaml::Sequence(_) | Yaml::Mapping(_) | Yaml::Tagged(_) => None,
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
        assert_eq!(read("a: 1\na: 2\n").unwrap(), json!({ "a": 2 }));
        assert!(read("{").is_err());
    }
}
