//! Bodies.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | a parameter in `body` | `requestBody` with its `description`, `required` and `x-` keys |
//! | its `schema` | the schema of each media type |
//! | `consumes` of the operation, else of the description, else JSON | the media types; those of forms only if there are no others |
//! | a `schema` that is a file | bytes; the media types are never JSON then |
//! | its `x-example` | the example of each media type |
//! | a reference to such a parameter | a reference to `components/requestBodies`; a copy where the operation has its own `consumes` |

use super::super::{Entries, Value, Walk};
use super::media::{BYTES, Content, JSON, is_json};
use crate::diagnostic::{Diagnostic, Pointer};

/// What a form can be sent as.
pub(super) const FORMS: [&str; 2] = ["application/x-www-form-urlencoded", "multipart/form-data"];

/// What can be sent that is no form; of a file, what is no JSON either.
fn media_types(content: Content, consumes: &[String]) -> Vec<String> {
    let is_file = content == Content::File;
    let is_fit = |name: &&String| !(is_form(name) || (is_file && is_json(name)));
    let types: Vec<_> = consumes.iter().filter(is_fit).cloned().collect();
    if !types.is_empty() {
        types
    } else if is_file {
        vec![BYTES.to_owned()]
    } else if consumes.is_empty() {
        vec![JSON.to_owned()]
    } else {
        consumes.to_vec()
    }
}

/// Whether a media type is one of [`FORMS`], whatever its parameters are.
pub(super) fn is_form(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    FORMS.iter().any(|form| form.eq_ignore_ascii_case(essence))
}

/// Where a reference to the request body leads, whose parameter this refers to.
pub(super) fn reference(parameter: &Entries) -> Option<String> {
    let reference = parameter.get("$ref")?.as_str()?;
    Some(reference.replacen("#/components/parameters/", "#/components/requestBodies/", 1))
}

impl Walk<'_> {
    /// Makes a request body of a parameter, which stands at `from`. `consumes` is what the operation takes.
    pub(super) fn request_body(
        &mut self,
        parameter: &mut Entries,
        from: &Pointer,
        to: &Pointer,
        consumes: &[String],
    ) -> Value {
        let media = Media { schema: parameter.shift_remove("schema"), example: parameter.shift_remove("example") };
        self.origins.made(to, from);
        let types = media_types(self.content_of(media.schema.as_ref()), consumes);
        let content = self.content(&media, from, &to.key("content"), &types);
        let stays = |name: &str| matches!(name, "description" | "required") || name.starts_with("x-");
        let mut body: Entries = std::mem::take(parameter).into_iter().filter(|(name, _)| stays(name)).collect();
        body.insert("content".into(), content);
        Value::Object(body)
    }

    /// The same value for several media types. What it is made of stands at `from`.
    pub(super) fn content(&mut self, media: &Media, from: &Pointer, to: &Pointer, types: &[String]) -> Value {
        let weight: usize = [&media.schema, &media.example].into_iter().flatten().map(Value::weight).sum();
        let mut content = Entries::default();
        self.origins.made(to, from);
        for name in types {
            if !content.is_empty() && !self.may_copy(weight + 1 + name.len() / 64) {
                let message = "the description has more copies of media types than are made";
                let said = Diagnostic::warning("too-many-copies", self.restored(from), message);
                self.diagnostics.push(said.generated("the first media type alone"));
                break;
            }
            let at = to.key(name);
            self.origins.made(&at, from);
            let mut entries = Entries::default();
            for (key, value) in [("schema", &media.schema), ("example", &media.example)] {
                if let Some(value) = value {
                    self.origins.copied(&from.key(key), &at.key(key));
                    entries.insert(key.into(), value.clone());
                }
            }
            content.insert(name.clone(), Value::Object(entries));
        }
        Value::Object(content)
    }
}

/// What is said of all media types alike.
pub(super) struct Media {
    pub(super) schema: Option<Value>,
    pub(super) example: Option<Value>,
}
