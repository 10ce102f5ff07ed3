//! Exclusive bounds of OpenAPI 3.1, which are numbers of their own.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `exclusiveMinimum: 5` | `x-codegen-minimum: "5"`, `x-codegen-exclusiveMinimum: true` |
//! | `exclusiveMinimum: 5`, `minimum: 7` | `x-codegen-minimum: "7"`, `x-codegen-exclusiveMinimum: false` |
//! | the same of `exclusiveMaximum` | likewise: the stronger one counts |

use super::{Entries, Path, Value, Walk};
use crate::document::value::Number;
use crate::document::walk::tighter;

impl Walk<'_> {
    pub(super) fn exclusive_bounds(&mut self, entries: &mut Entries, path: &Path<'_>) {
        for (exclusive, bound) in
            [("x-codegen-exclusiveMinimum", "x-codegen-minimum"), ("x-codegen-exclusiveMaximum", "x-codegen-maximum")]
        {
            let Some(Value::String(text)) = entries.get(exclusive).cloned() else { continue };
            let is_stronger = match entries.get(bound) {
                Some(Value::String(other)) => {
                    let [text, other] = [&text, other].map(|text| Number(text.as_str().into()));
                    tighter(&text, &other, bound == "x-codegen-minimum")
                }
                _ => true,
            };
            if is_stronger {
                let at = path.pointer();
                self.origins.copied(&at.key(exclusive), &at.key(bound));
                entries.insert(bound.into(), Value::String(text));
            }
            entries.insert(exclusive.into(), Value::Bool(is_stronger));
        }
    }
}
