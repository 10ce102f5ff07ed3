//! Responses.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `schema` | the schema of each media type of `content` |
//! | `produces` of the operation, else of the description, else JSON | the media types |
//! | a `schema` that is a file | bytes; the media types are never JSON then, unless the operation says so itself |
//! | an error with members whose media types cannot hold them | JSON: what an operation produces, it produces when all goes well |
//! | a success without `schema` of an operation that produces, as it says itself, something else than JSON and XML | content without `schema`: bytes or text |
//! | `examples` of a media type | its `example`; one that `produces` does not list is added |
//! | `examples` without `schema` | media types without `schema` |
//! | none of these | no content |
//! | a reference to a response | the same; a copy where the operation's own `produces` makes something else of it |

use std::collections::BTreeMap;

use super::super::{Entries, Value, Walk};
use super::body::Media;
use super::media::{BYTES, Content, JSON, essence, is_json, is_xml};
use crate::diagnostic::Pointer;
use crate::document::uri;
use crate::document::walk::text;

/// What says of which media types an answer is.
#[derive(Clone, Copy)]
pub(super) struct Produced<'a> {
    /// Of the operation.
    pub(super) own: Option<&'a [String]>,
    /// Of the description.
    pub(super) usual: &'a [String],
    /// Of the answer; `None` of one that many operations refer to.
    pub(super) status: Option<&'a str>,
}

impl Produced<'_> {
    fn is_error(self) -> bool {
        self.status.is_some_and(|status| status == "default" || status.starts_with(['4', '5']))
    }

    /// The media types of an answer with a schema.
    fn types(self, content: Content) -> Vec<String> {
        let own = self.own.filter(|own| !own.is_empty());
        let is_fit = |name: &&String| own.is_some() || content != Content::File || !essence(name).ends_with("json");
        let types: Vec<_> = own.unwrap_or(self.usual).iter().filter(is_fit).cloned().collect();
        let may_hold = |name: &String| is_json(name) || is_xml(name);
        match content {
            Content::File if types.is_empty() => vec![BYTES.to_owned()],
            Content::Structured if self.is_error() && !types.iter().any(may_hold) => vec![JSON.to_owned()],
            _ if types.is_empty() => vec![JSON.to_owned()],
            _ => types,
        }
    }

    /// The media types of an answer of which nothing else is said. JSON and XML are named by habit, and say nothing.
    fn alone(&self) -> &[String] {
        let own = self.own.unwrap_or_default();
        let is_said = self.status.is_some_and(|status| status.starts_with('2') && !matches!(status, "204" | "205"));
        let is_habit = |name: &String| is_json(name) || is_xml(name);
        if is_said && !own.iter().any(is_habit) { own } else { &[] }
    }
}

impl Walk<'_> {
    /// Rewrites a response.
    pub(super) fn old_response(&mut self, value: &mut Value, types: Produced<'_>, at: &Pointer) {
        let Value::Object(response) = value else { return };
        if let Some(target) = self.other_response(response, types, at) {
            *response = target;
        }
        if response.contains_key("$ref") {
            return;
        }
        let examples = match response.shift_remove("examples") {
            Some(Value::Object(examples)) => examples,
            _ => Entries::default(),
        };
        let Some(schema) = response.shift_remove("schema") else {
            return self.without_schema(response, examples, types, at);
        };
        let mut types = types.types(self.content_of(Some(&schema)));
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

    fn without_schema(&mut self, response: &mut Entries, examples: Entries, types: Produced<'_>, at: &Pointer) {
        let mut content = Entries::default();
        for (name, example) in examples.into_iter().filter(|(name, _)| !name.starts_with("x-")) {
            let new = at.key("content").key(&name);
            self.origins.made(&new, at);
            self.origins.moved(&at.key("examples").key(&name), &new.key("example"));
            content.insert(name, Value::Object(std::iter::once(("example".to_owned(), example)).collect()));
        }
        if content.is_empty() {
            for name in types.alone() {
                self.origins.made(&at.key("content").key(name), at);
                content.insert(name.clone(), Value::Object(Entries::default()));
            }
        }
        if !content.is_empty() {
            self.origins.made(&at.key("content"), at);
            response.insert("content".into(), Value::Object(content));
        }
    }

    /// A copy of the response that this one refers to, if the operation makes something else of it than others do.
    fn other_response(&mut self, response: &Entries, types: Produced<'_>, at: &Pointer) -> Option<Entries> {
        types.own.filter(|own| !own.is_empty())?;
        let name = uri::component(text(response, "$ref")?, "#/components/responses/")?;
        let shared = self.shared.get("responses")?.get(&name)?;
        let Value::Object(target) = &shared.value else { return None };
        let content = self.content_of(target.get("schema"));
        let others = Produced { own: None, status: None, ..types };
        let is_same = match (target.contains_key("schema"), target.contains_key("examples")) {
            (true, _) => types.types(content) == others.types(content),
            (false, true) => true,
            (false, false) => types.alone().is_empty(),
        };
        let weight = shared.weight;
        if is_same || target.contains_key("$ref") || !self.may_copy(weight) {
            return None;
        }
        let Value::Object(copy) = self.shared.get("responses")?.get(&name)?.value.clone() else { return None };
        self.origins.copied(&Pointer::root().key("responses").key(&name), at);
        Some(copy)
    }
}
