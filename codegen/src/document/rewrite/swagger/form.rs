//! Forms.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | the parameters in `formData` | `requestBody` with an object, whose properties they are |
//! | `required` of one | an entry of `required` of the object, and `required` of the body |
//! | `description`, `x-example` of one | those of its property |
//! | `collectionFormat` of one | its `encoding` |
//! | a `file` among them, or `consumes` with `multipart/form-data` | the media type `multipart/form-data` |
//! | `consumes` with `application/x-www-form-urlencoded`, or with neither | that media type |

use indexmap::IndexSet;

use super::super::{Entries, Value, Walk};
use super::body::{FORMS, Media, is_form};
use super::schema::is_file;
use crate::diagnostic::Pointer;
use crate::document::walk::text;

/// A field of a form: a parameter, and where it stands.
pub(super) type Field = (Entries, Pointer);

impl Walk<'_> {
    /// Makes a request body of the fields of a form.
    pub(super) fn form(&mut self, fields: Vec<Field>, to: &Pointer, consumes: &[String]) -> Option<Value> {
        let (_, first) = fields.first()?;
        let first = first.clone();
        let types = media_types(&fields, consumes);
        // It is put together here, and copied to each media type.
        let at = to.key("schema");
        self.origins.made(to, &first);
        self.origins.made(&at, &first);
        self.origins.made(&at.key("properties"), &first);
        let mut properties = Entries::default();
        let mut required = IndexSet::new();
        let mut encoding = Entries::default();
        for (mut field, from) in fields {
            let Some(name) = text(&field, "name").map(str::to_owned) else { continue };
            if field.get("required") == Some(&Value::Bool(true)) {
                required.insert(name.clone());
            }
            let place = at.key("properties").key(&name);
            self.origins.copied(&from.key("schema"), &place);
            self.origins.made(&place, &from);
            if let Some(own) = encoding_of(&mut field) {
                encoding.insert(name.clone(), own);
            }
            properties.insert(name, property(field));
        }
        let is_required = !required.is_empty();
        let mut schema: Entries = [("type".to_owned(), Value::text("object"))].into_iter().collect();
        schema.insert("properties".into(), Value::Object(properties));
        if is_required {
            schema.insert("required".into(), Value::Array(required.into_iter().map(Value::String).collect()));
        }
        let media = Media { schema: Some(Value::Object(schema)), example: None };
        let mut content = self.content(&media, to, &to.key("content"), &types);
        if let (Value::Object(content), false) = (&mut content, encoding.is_empty()) {
            for media in content.values_mut() {
                if let Value::Object(media) = media {
                    media.insert("encoding".into(), Value::Object(encoding.clone()));
                }
            }
        }
        let body = [("content".to_owned(), content), ("required".to_owned(), Value::Bool(is_required))];
        Some(Value::Object(body.into_iter().collect()))
    }
}

fn media_types(fields: &[Field], consumes: &[String]) -> Vec<String> {
    let [urlencoded, multipart] = FORMS;
    let has_file = fields.iter().any(|(field, _)| is_file(field.get("schema")) || are_files(field.get("schema")));
    let is_wanted = |name: &&String| is_form(name) && (!has_file || name.to_lowercase().starts_with(multipart));
    let types: Vec<_> = consumes.iter().filter(is_wanted).cloned().collect();
    match (types.is_empty(), has_file) {
        (false, _) => types,
        (true, true) => vec![multipart.to_owned()],
        (true, false) => vec![urlencoded.to_owned()],
    }
}

/// Whether a schema is one of a list of files.
fn are_files(schema: Option<&Value>) -> bool {
    matches!(schema, Some(Value::Object(schema)) if is_file(schema.get("items")))
}

fn property(mut field: Entries) -> Value {
    let Some(Value::Object(mut schema)) = field.shift_remove("schema") else {
        return Value::Object(Entries::default());
    };
    for key in ["description", "example"] {
        if let Some(value) = field.shift_remove(key) {
            schema.insert(key.into(), value);
        }
    }
    Value::Object(schema)
}

/// How the items of a field are joined. Without a word they are sent one by one.
fn encoding_of(field: &mut Entries) -> Option<Value> {
    let mut encoding = Entries::default();
    for key in ["style", "explode", "x-codegen-collectionFormat"] {
        if let Some(value) = field.shift_remove(key) {
            // `openapiv3` has no place for the flag.
            let key = if key == "explode" { "x-codegen-explode" } else { key };
            encoding.insert(key.into(), value);
        }
    }
    (!encoding.is_empty()).then_some(Value::Object(encoding))
}
