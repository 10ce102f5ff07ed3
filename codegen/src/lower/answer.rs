//! What runtime expressions find in an operation's answer, as far as its schema tells.

use super::Ctx;
use crate::api::{self, Kind, Schema};
use crate::pointer::Pointer;

/// The JSON answer of an operation that succeeds.
pub(super) fn json_answer(raw: &api::Operation) -> Option<&api::MediaType> {
    let success = raw.responses.iter().filter(|response| response.status.is_success());
    let default = raw.responses.iter().filter(|response| response.status == api::ResponseStatus::Default);
    success.chain(default).flat_map(|response| &response.content).find(|media| is_json(&media.name))
}

impl Ctx<'_> {
    /// The schema of the text, number or boolean that an expression finds; `None` where the description does not tell.
    pub(super) fn found_text<'s>(&'s self, answer: &'s Schema, expression: &str) -> Result<Option<&'s Schema>, String> {
        match self.found(answer, expression)? {
            Some(Schema { kind: Kind::Object(_) | Kind::Map(_) | Kind::Array(_) | Kind::Tuple(_), .. }) => {
                Err(format!("`{expression}` must find a text, a number or a boolean"))
            }
            found => Ok(found),
        }
    }

    /// Whether an expression finds a list, as far as the description tells.
    pub(super) fn found_list(&self, answer: &Schema, expression: &str) -> Result<(), String> {
        match self.found(answer, expression)?.map(|schema| &schema.kind) {
            None | Some(Kind::Array(_) | Kind::Any | Kind::Other { .. })
                if expression.starts_with("$response.body") =>
            {
                Ok(())
            }
            _ => Err(format!("`{expression}` must find a list")),
        }
    }

    fn found<'s>(&'s self, answer: &'s Schema, expression: &str) -> Result<Option<&'s Schema>, String> {
        let pointer = expression.strip_prefix("$response.body#").and_then(Pointer::parse);
        let Some(pointer) = pointer else { return Ok(None) };
        let mut schema = answer;
        for segment in pointer.segments() {
            let next = match &schema.kind {
                Kind::Any | Kind::Other { .. } | Kind::Reference(_) | Kind::Union(_) => return Ok(None),
                Kind::Object(object) => {
                    let property = object.properties.iter().find(|property| property.name == segment);
                    if property.is_none() && !object.choices.is_empty() {
                        return Ok(None);
                    }
                    property.map(|property| property.schema).or(object.additional)
                }
                Kind::Map(values) => Some(*values),
                Kind::Array(items) => segment.parse::<usize>().is_ok().then_some(*items),
                Kind::Tuple(elements) => segment.parse::<usize>().ok().and_then(|index| elements.get(index)).copied(),
                _ => None,
            };
            let next = next.ok_or_else(|| format!("`{expression}` looks for what the answer does not have"))?;
            schema = self.api.schemas.target(next);
        }
        Ok(Some(schema))
    }
}

/// How an answer of a media type is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Json,
    /// An event stream.
    Events,
    /// JSON, value after value.
    Lines,
    Text,
    Bytes,
}

/// How an answer of a media type is read, as far as its name tells.
pub(super) fn reading(media_type: &str) -> Reading {
    let essence = essence(media_type);
    match essence.as_str() {
        "text/event-stream" => Reading::Events,
        _ if is_lines(&essence) => Reading::Lines,
        _ if is_json(&essence) => Reading::Json,
        _ if is_text(&essence) => Reading::Text,
        _ => Reading::Bytes,
    }
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// `application/json`, `application/problem+json`, and `*/*`, by which authors mean JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    let is_named = matches!(essence.as_str(), "application/json" | "text/json" | "*/*" | "application/*");
    is_named || (essence.ends_with("+json") && !is_lines(&essence))
}

/// The names that JSON goes by when it comes value after value.
fn is_lines(essence: &str) -> bool {
    let subtype = essence.strip_prefix("application/").or_else(|| essence.strip_prefix("text/")).unwrap_or_default();
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    let is_named = matches!(
        subtype,
        "jsonl" | "jsonlines" | "json-lines" | "ndjson" | "nd-json" | "json-seq" | "json-stream" | "stream+json"
    );
    is_named || subtype.ends_with("+json-seq")
}

pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// What is read by people, and what is markup or a program.
pub(super) fn is_text(essence: &str) -> bool {
    let subtype = essence.strip_prefix("application/").unwrap_or_default();
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    let is_named = matches!(
        subtype,
        "yaml" | "toml" | "javascript" | "ecmascript" | "graphql" | "sql" | "www-form-urlencoded" | "pem-file"
    );
    is_named || essence.starts_with("text/") || essence.ends_with("+yaml") || is_xml(essence)
}
