//! Responses.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `schema` | the schema of each media type of `content` |
//! | `produces` of the operation, else of the description, else JSON | the media types |
//! | a `schema` that is a file | bytes; the media types are never JSON then, unless the operation says so itself |
//! | `examples` of a media type | its `example`; one that `produces` does not list is added |
//! | `examples` without `schema` | media types without `schema` |
//! | neither | no content |

use std::collections::BTreeMap;

use super::super::{Entries, Value, Walk};
use super::JSON;
use super::body::Media;
use super::schema::is_file;
use crate::diagnostic::Pointer;

impl Walk<'_> {
    /// Rewrites a response. `own` are the media types of the operation, `usual` those of the description.
    pub(super) fn old_response(&mut self, value: &mut Value, own: Option<&[String]>, usual: &[String], at: &Pointer) {
        let Value::Object(response) = value else { return };
        let examples = match response.shift_remove("examples") {
            Some(Value::Object(examples)) => examples,
            _ => Entries::default(),
        };
        let Some(schema) = response.shift_remove("schema") else {
            return self.examples_alone(response, examples, at);
        };
        let mut types = media_types(is_file(Some(&schema)), own, usual);
        let mut known: BTreeMap<_, _> = types.iter().map(|name| (essence(name), name.clone())).collect();
        let examples = examples.into_iter().filter(|(name, _)| !name.starts_with("x-"));
        let examples: Vec<_> = examples.map(|(name, example)| (name.clone(), essence(&name), example)).collect();
        for (name, essence, _) in &examples {
            if !known.contains_key(essence) {
                known.insert(essence.clone(), name.clone());
                types.push(name.clone());
            }
        }
        let media = Media { schema: Some(schema), example: None };
        let mut content = self.content(&media, at, &at.key("content"), &types);
        if let Value::Object(content) = &mut content {
            for (name, essence, example) in examples {
                let media = known.get(&essence).and_then(|name| content.get_mut(name).map(|media| (name, media)));
                if let Some((other, Value::Object(media))) = media {
                    self.origins.made(&at.key("content").key(other).key("example"), &at.key("examples").key(&name));
                    media.insert("example".into(), example);
                }
            }
        }
        response.insert("content".into(), content);
    }

    fn examples_alone(&mut self, response: &mut Entries, examples: Entries, at: &Pointer) {
        let mut content = Entries::default();
        for (name, example) in examples.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
            let new = at.key("content").key(&name);
            self.origins.made(&new, at);
            self.origins.moved(&at.key("examples").key(&name), &new.key("example"));
            content.insert(name, Value::Object(std::iter::once(("example".to_owned(), example)).collect()));
        }
        if !content.is_empty() {
            self.origins.made(&at.key("content"), at);
            response.insert("content".into(), Value::Object(content));
        }
    }
}

fn media_types(is_file: bool, own: Option<&[String]>, usual: &[String]) -> Vec<String> {
    match own {
        Some(own) if !own.is_empty() => return own.to_vec(),
        _ => {}
    }
    let is_fit = |name: &&String| !is_file || !essence(name).ends_with("json");
    let types: Vec<_> = usual.iter().filter(is_fit).cloned().collect();
    match (types.is_empty(), is_file) {
        (false, _) => types,
        (true, true) => vec!["application/octet-stream".to_owned()],
        (true, false) => vec![JSON.to_owned()],
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_lowercase()
}
