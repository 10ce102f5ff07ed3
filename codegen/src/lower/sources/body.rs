//! Writes the body of a source as JSON that people like to read.

use serde_json::Value;

/// What fits into one line, in characters.
const LINE: usize = 80;

/// How far the lines below the first are indented, where the body stands in emitted code.
const BASE: usize = 8;

const STEP: usize = 4;

/// JSON with a line for each item of what does not fit into one.
pub(super) fn text(value: &Value) -> String {
    let mut text = String::new();
    write(value, BASE, &mut text);
    text
}

fn write(value: &Value, indent: usize, text: &mut String) {
    let line = one_line(value);
    if indent + line.chars().count() <= LINE {
        text.push_str(&line);
        return;
    }
    match value {
        Value::Array(items) => {
            let items = items.iter().map(|item| (String::new(), item));
            block('[', items, ']', indent, text);
        }
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (format!("{}: ", quoted(key)), value));
            block('{', members, '}', indent, text);
        }
        _ => text.push_str(&line),
    }
}

fn block<'a>(
    open: char,
    items: impl Iterator<Item = (String, &'a Value)>,
    close: char,
    indent: usize,
    text: &mut String,
) {
    text.push(open);
    for (index, (key, value)) in items.enumerate() {
        if index > 0 {
            text.push(',');
        }
        new_line(indent + STEP, text);
        text.push_str(&key);
        write(value, indent + STEP, text);
    }
    new_line(indent, text);
    text.push(close);
}

fn new_line(indent: usize, text: &mut String) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

fn one_line(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", ")),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members: Vec<_> =
                members.iter().map(|(key, value)| format!("{}: {}", quoted(key), one_line(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        plain => plain.to_string(),
    }
}

fn quoted(key: &str) -> String {
    Value::from(key).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::text;

    #[test]
    fn long_values_are_broken() {
        for (value, expected) in [
            (json!({}), "{}"),
            (json!({"a": [1, null, "x\"\n"], "b": {"c": true}}), r#"{ "a": [1, null, "x\"\n"], "b": { "c": true } }"#),
            (
                json!({"a": "x".repeat(60), "b": ["y".repeat(50), "z".repeat(30), {}]}),
                &format!(
                    "{{\n            \"a\": \"{}\",\n            \"b\": [\n                \"{}\",\n                \
                     \"{}\",\n                {{}}\n            ]\n        }}",
                    "x".repeat(60),
                    "y".repeat(50),
                    "z".repeat(30)
                ),
            ),
        ] {
            assert_eq!(text(&value), expected);
            assert_eq!(serde_json::from_str::<Value>(&text(&value)).unwrap(), value);
        }
    }
}
