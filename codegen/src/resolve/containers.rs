//! Objects, maps, arrays and tuples.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema as RawSchema, SchemaData};
use serde_json::Value;

use super::Ctx;
use super::schema::placeholder;
use crate::api::{Kind, Object, Property, SchemaId};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// Where the document's reader keeps what OpenAPI 3.0 does not have.
const PATTERNS: &str = "x-codegen-patternProperties";
pub(super) const PREFIX: &str = "x-codegen-prefixItems";

pub(super) type Properties = IndexMap<String, ReferenceOr<Box<RawSchema>>>;

/// What a schema says of the members that have no property.
pub(super) enum Rest {
    Unsaid,
    Forbidden,
    Of(SchemaId),
}

impl Ctx<'_> {
    pub(super) fn object(
        &mut self,
        at: &Pointer,
        data: &SchemaData,
        properties: &Properties,
        required: &[String],
        additional: Option<&AdditionalProperties>,
    ) -> Kind {
        let additional = match self.rest(at, data, additional) {
            Rest::Of(schema) if properties.is_empty() => return Kind::Map(schema),
            Rest::Of(schema) => Some(schema),
            // An object of anything: a map loses nothing of it.
            Rest::Unsaid | Rest::Forbidden if properties.is_empty() && required.is_empty() => {
                return Kind::Map(self.any_value(at.key("additionalProperties")));
            }
            Rest::Unsaid | Rest::Forbidden => None,
        };
        let here = at.key("properties");
        let mut members: Vec<Property> = Vec::with_capacity(properties.len());
        for (name, node) in properties {
            let schema = self.boxed(&here.key(name), node);
            members.push(Property { name: name.clone(), required: required.contains(name), schema });
        }
        for (index, name) in required.iter().enumerate() {
            if !properties.contains_key(name) && !required[..index].contains(name) {
                let schema = self.any_value(at.key("required").index(index));
                members.push(Property { name: name.clone(), required: true, schema });
            }
        }
        Kind::Object(Object { properties: members, additional, choices: Vec::new() })
    }

    pub(super) fn rest(&mut self, at: &Pointer, data: &SchemaData, additional: Option<&AdditionalProperties>) -> Rest {
        if let Some(Value::Object(patterns)) = data.extensions.get(PATTERNS)
            && !patterns.is_empty()
        {
            return self.patterns(&at.key("patternProperties"), patterns, additional);
        }
        let here = at.key("additionalProperties");
        match additional {
            Some(AdditionalProperties::Any(true)) => Rest::Of(self.any_value(here)),
            Some(AdditionalProperties::Any(false)) => Rest::Forbidden,
            Some(AdditionalProperties::Schema(schema)) => Rest::Of(self.schema(&here, schema)),
            None => match data.extensions.get("x-codegen-unevaluatedProperties").and_then(read) {
                Some(schema) => Rest::Of(self.schema(&at.key("unevaluatedProperties"), &schema)),
                None => Rest::Unsaid,
            },
        }
    }

    /// The one schema of all values whose keys match some pattern, if there is one.
    fn patterns(
        &mut self,
        at: &Pointer,
        patterns: &serde_json::Map<String, Value>,
        additional: Option<&AdditionalProperties>,
    ) -> Rest {
        let schemas: Vec<_> = patterns.iter().filter_map(|(key, schema)| Some((key, read(schema)?))).collect();
        let others = match additional {
            None | Some(AdditionalProperties::Any(false)) => None,
            Some(AdditionalProperties::Any(true)) => Some(None),
            Some(AdditionalProperties::Schema(schema)) => Some(Some(bare((**schema).clone()))),
        };
        if let Some((key, first)) = schemas.first() {
            let form = bare(first.clone());
            let agree = schemas.iter().all(|(_, schema)| bare(schema.clone()) == form);
            if agree && others.is_none_or(|other| other.as_ref() == Some(&form)) {
                return Rest::Of(self.schema(&at.key(key), first));
            }
        }
        let message = "these patterns give values of several types";
        let said = Diagnostic::warning("untyped", Place::Key(at.clone()), message);
        self.warn(said.generated("a map of any values"));
        Rest::Of(self.any_value(at.clone()))
    }

    pub(super) fn array(
        &mut self,
        at: &Pointer,
        data: &SchemaData,
        items: Option<&ReferenceOr<Box<RawSchema>>>,
        most: Option<usize>,
    ) -> Kind {
        if let Some(Value::Array(elements)) = data.extensions.get(PREFIX)
            && !elements.is_empty()
        {
            let is_closed = items.is_some_and(allows_nothing)
                || data.extensions.get("x-codegen-unevaluatedItems") == Some(&Value::Bool(false))
                || most.is_some_and(|most| most <= elements.len());
            return self.tuple(&at.key("prefixItems"), elements, items, is_closed);
        }
        let unevaluated = || data.extensions.get("x-codegen-unevaluatedItems").and_then(read);
        match (items, unevaluated()) {
            // It is always empty.
            (Some(items), _) if allows_nothing(items) => Kind::Array(self.any_value(at.key("items"))),
            (Some(items), _) => Kind::Array(self.boxed(&at.key("items"), items)),
            (None, Some(items)) => Kind::Array(self.schema(&at.key("unevaluatedItems"), &items)),
            (None, None) => Kind::Array(self.any_value(at.key("items"))),
        }
    }

    fn tuple(
        &mut self,
        at: &Pointer,
        elements: &[Value],
        items: Option<&ReferenceOr<Box<RawSchema>>>,
        is_closed: bool,
    ) -> Kind {
        let schemas: Option<Vec<_>> = elements.iter().map(read).collect();
        if let (Some(schemas), Some(items), false) = (&schemas, items, is_closed) {
            let form = bare(unboxed(items));
            if schemas.iter().all(|schema| bare(schema.clone()) == form) {
                return Kind::Array(self.schema(&at.index(0), &schemas[0]));
            }
        }
        match schemas.as_deref() {
            Some([schema]) if is_closed => return Kind::Array(self.schema(&at.index(0), schema)),
            Some(schemas) if is_closed => {
                let elements = schemas.iter().enumerate().map(|(index, schema)| self.schema(&at.index(index), schema));
                return Kind::Tuple(elements.collect());
            }
            _ => {}
        }
        let problem = if is_closed {
            "these elements cannot be read"
        } else {
            "an array that goes on behind its first elements is no tuple"
        };
        let said = Diagnostic::warning("untyped", Place::Key(at.clone()), problem);
        let said = said.generated("an array of any values");
        self.warn(if is_closed { said } else { said.help("`items: false` says that nothing follows") });
        Kind::Array(self.any_value(at.clone()))
    }

    pub(super) fn any_value(&mut self, at: Pointer) -> SchemaId {
        self.schemas.push(placeholder(at, None))
    }
}

/// A schema that travelled in a private key.
pub(super) fn read(value: &Value) -> Option<ReferenceOr<RawSchema>> {
    value.is_object().then(|| serde_json::from_value(value.clone()).ok()).flatten()
}

/// A schema without what it says to people.
fn bare(schema: ReferenceOr<RawSchema>) -> ReferenceOr<RawSchema> {
    let ReferenceOr::Item(mut schema) = schema else { return schema };
    let data = &mut schema.schema_data;
    (data.title, data.description, data.example, data.default, data.external_docs) = (None, None, None, None, None);
    ReferenceOr::Item(schema)
}

fn unboxed(schema: &ReferenceOr<Box<RawSchema>>) -> ReferenceOr<RawSchema> {
    match schema {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference: reference.clone() },
        ReferenceOr::Item(schema) => ReferenceOr::Item((**schema).clone()),
    }
}

fn allows_nothing(schema: &ReferenceOr<Box<RawSchema>>) -> bool {
    matches!(schema, ReferenceOr::Item(schema) if schema.schema_data.extensions.contains_key("x-codegen-false"))
}
