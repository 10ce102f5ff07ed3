//! Gives what was walked the shape of OpenAPI 3.0, whatever its version is.
//!
//! All of this happens during the walk, to each object when all below it is done, so that messages speak of what the
//! author wrote and not of what became of it. What is moved is noted for those of later passes.
//!
//! | of | what becomes what |
//! | --- | --- |
//! | all versions | `not: {}` becomes `false`; [`unions`], [`choices`], [`effect`] |
//! | OpenAPI 3.1 and 3.2 | [`types`], [`constant`], [`bounds`], [`keywords`], [`document`] |
//! | Swagger 2.0 | [`swagger`] |
//!
//! What OpenAPI 3.0 has no words for travels in private keys, `x-codegen-` and the name of the key that held it:
//!
//! | private key | on | holds |
//! | --- | --- | --- |
//! | `minimum`, `maximum`, `multipleOf` | schemas | the text of a number |
//! | `exclusiveMinimum`, `exclusiveMaximum` | schemas | whether the bound itself is not allowed |
//! | `type` | schemas | the list of types, where no single one can be named |
//! | `false` | schemas | `true`: no value is allowed |
//! | `prefixItems`, `patternProperties`, `contains`, … | schemas | the value of the keyword, walked |
//! | `collectionFormat` | parameters, headers, encodings, schemas | how items are joined that OpenAPI 3.0 cannot say |
//! | `in`, `style` | parameters | a place or style that only OpenAPI 3.2 has |
//! | `type` | security schemes | a type that OpenAPI 3.0 does not have |
//! | `itemSchema`, `prefixEncoding`, `itemEncoding` | media types | the value of the key, walked |
//! | `explode` | headers, encodings | the flag |
//! | `defaultMapping` | discriminators | the text |
//! | `$ref` | path items | the reference, where what it leads to is not copied |
//! | `summary` | tags, responses | the text |
//! | `deprecated` | security schemes | the flag |

mod bounds;
mod choices;
mod constant;
mod document;
mod effect;
mod keywords;
mod swagger;
mod types;
mod unions;

use self::document::{new_parameter, new_security_scheme};
pub(super) use self::swagger::{host_and_path, is_media_type, schemes};
pub(super) use self::types::Types;
use super::path::Path;
use super::table::Rule;
use super::value::{Object as Entries, Value};
use super::version::Version;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Place};

impl Walk<'_> {
    /// Rewrites an object that has been walked. `false` if nothing can be made of it.
    pub(super) fn rewrite(&mut self, entries: &mut Entries, rule: Rule, path: &Path<'_>) -> bool {
        match rule {
            Rule::Schema => self.schema(entries, path),
            Rule::Description => self.description(entries, path),
            Rule::PathItem => self.path_item(entries, path),
            Rule::Parameter => new_parameter(entries),
            Rule::SecurityScheme => new_security_scheme(entries),
            Rule::Example => self.example(entries, path),
            Rule::OldDescription => self.old_description(entries, path),
            Rule::OldPathItem => self.old_path_item(entries, path),
            Rule::OldParameter => self.old_parameter(entries, path),
            Rule::OldItems => self.old_items(entries, path),
            Rule::OldHeader => self.old_header(entries, path),
            Rule::OldSecurityScheme => return self.old_security_scheme(entries, path),
            Rule::None | Rule::Components | Rule::Discriminator | Rule::Header | Rule::Link => {}
        }
        true
    }

    fn schema(&mut self, entries: &mut Entries, path: &Path<'_>) {
        match self.version {
            Version::V2_0 => self.old_schema(entries, path),
            Version::V3_0 => {}
            Version::V3_1 | Version::V3_2 => {
                types::name_type(entries);
                self.constant(entries, path);
                self.exclusive_bounds(entries, path);
                self.nothing(entries, path);
                self.keywords(entries, path);
            }
        }
        self.nothing(entries, path);
        self.null_branches(entries, path);
        self.choices(entries, path);
        self.without_effect(entries, path);
    }

    /// `not: {}` is another way to say that no value is allowed. Who lists no values means something else.
    fn nothing(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let is_all = |value: &Value| matches!(value, Value::Object(schema) if schema.is_empty());
        if entries.get("not").is_some_and(is_all) {
            entries.shift_remove("not");
            entries.insert("x-codegen-false".into(), Value::Bool(true));
        }
        if matches!(entries.get("enum"), Some(Value::Array(values)) if values.is_empty()) {
            entries.shift_remove("enum");
            let place = Place::Key(path.key("enum").pointer());
            let said = Diagnostic::warning("no-value", place, "`enum` lists nothing, so no value is right");
            self.diagnostics.push(said.generated("as if it were not there"));
        }
    }
}
