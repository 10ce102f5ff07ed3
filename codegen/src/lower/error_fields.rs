//! Errors: the methods that look for what a service adds to its refusals.

use super::docs::Writer;
use super::{Ctx, markdown};
use crate::ident::{self, Scope};
use crate::model::ErrorField;

impl Ctx<'_> {
    /// A method for each of `fields` of `x-error`.
    pub(super) fn error_fields(&self) -> Vec<ErrorField> {
        let mut scope = Scope::reserving(ident::ERROR_METHODS);
        let fields = self.api.error.iter().flat_map(|error| &error.fields);
        fields
            .map(|(name, expressions)| {
                let places: Vec<String> =
                    expressions.iter().map(|place| format!("- {}", markdown::code(place))).collect();
                let docs = Writer::default()
                    .line(format!("What the service calls {}, when its answer has one.", markdown::code(name)))
                    .line("It is looked for here, in this order:")
                    .lines(places)
                    .line("It is what the service wrote, unlike [`Error::message`] without any regard to secrets.")
                    .finish(false);
                ErrorField {
                    method: scope.claim(ident::value_name(name)),
                    wire_name: name.clone(),
                    docs,
                    expressions: expressions.clone(),
                }
            })
            .collect()
    }
}
