//! Parameters: what a call sends outside its body, and how it is written there.

use openapiv3::{
    CookieStyle, Parameter as RawParameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr, SchemaKind, Type,
};

use super::find::Node;
use super::reference::Wanted;
use super::{Ctx, extensions, schema};
use crate::api::{Arrays, Docs, Location, Operation, Parameter, SourceFor, Style, Writing};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::token::is_token;
use crate::pointer::Pointer;

/// Headers that the standard keeps for itself: a parameter of such a name is ignored.
const RESERVED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// How lists are written where names nest: OpenAPI leaves it to the service.
const ARRAYS: &str = "x-deep-object-arrays";

impl<'a> Ctx<'a> {
    /// Adds parameters; one of the same name and place overrides what the path said.
    pub(super) fn parameters(
        &mut self,
        operation: &mut Operation,
        at: &Pointer,
        nodes: &'a [ReferenceOr<RawParameter>],
    ) -> bool {
        let at = at.key("parameters");
        for (index, node) in nodes.iter().enumerate() {
            let wanted = Wanted { name: "a parameter", pick: Node::parameter };
            let Some((raw, at)) = self.follow(node, &at.index(index), &wanted) else { return false };
            let Some(parameter) = self.parameter(&at, raw) else { continue };
            let same = |other: &Parameter| other.name == parameter.name && other.location == parameter.location;
            match operation.parameters.iter_mut().find(|other| same(other)) {
                Some(inherited) => *inherited = parameter,
                None => operation.parameters.push(parameter),
            }
        }
        true
    }

    fn parameter(&mut self, at: &Pointer, raw: &'a RawParameter) -> Option<Parameter> {
        let data = raw.parameter_data_ref();
        let location = match raw {
            RawParameter::Path { .. } => Location::Path,
            RawParameter::Query { .. } => Location::Query,
            RawParameter::Header { .. } => Location::Header,
            RawParameter::Cookie { .. } => Location::Cookie,
        };
        if location == Location::Header && RESERVED_HEADERS.contains(&data.name.to_lowercase().as_str()) {
            return None;
        }
        if location == Location::Header && !is_token(&data.name) {
            let message = format!("`{}` cannot be the name of a header", data.name.escape_debug());
            let warning = Diagnostic::warning("unusable-name", Place::Value(at.clone()), message);
            self.warn(warning.generated("a call without it"));
            return None;
        }
        if extensions::text(&data.extensions, "x-codegen-in").is_some() && !is_form(data) {
            let message = "a query string that is no form is not supported";
            let warning = Diagnostic::warning("unsupported-parameter", Place::Key(at.key("content")), message);
            self.warn(warning.generated("a call without it"));
            return None;
        }
        let (schema, writing) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (self.whole(&at.key("schema"), schema), self.style(at, raw)),
            ParameterSchemaOrContent::Content(content) => {
                let (name, media) = content.first()?;
                let media_at = at.key("content").key(name);
                let schema = match &media.schema {
                    Some(schema) => self.whole(&media_at.key("schema"), schema),
                    None => self.schemas.push(schema::placeholder(media_at, None)),
                };
                let arrays = self.arrays(at, &data.extensions);
                let writing = if extensions::text(&data.extensions, "x-codegen-in").is_some() {
                    // The members are the parameters.
                    Writing::Style { style: Style::Form, explode: true, reserved: false, arrays }
                } else {
                    Writing::Content(name.clone())
                };
                (schema, writing)
            }
        };
        let client = extensions::is_true(&data.extensions, "x-client-parameter");
        let source = if client {
            self.source(at, &data.extensions, SourceFor::Parameter)
        } else {
            let problem = "`x-source` is for parameters with `x-client-parameter: true`";
            self.no_source(at, &data.extensions, SourceFor::Parameter, problem);
            None
        };
        Some(Parameter {
            pointer: at.clone(),
            name: data.name.clone(),
            location,
            required: data.required || location == Location::Path,
            docs: self.parameter_docs(data, schema),
            schema,
            writing,
            items: items_joining(data),
            client,
            source,
        })
    }

    fn style(&mut self, at: &Pointer, raw: &RawParameter) -> Writing {
        let data = raw.parameter_data_ref();
        // Where Swagger 2.0 and OpenAPI 3.2 have more styles than 3.0.
        let other = |key: &str| extensions::text(&data.extensions, key);
        let style = match raw {
            RawParameter::Path { style: PathStyle::Label, .. } => Style::Label,
            RawParameter::Path { style: PathStyle::Matrix, .. } => Style::Matrix,
            RawParameter::Query { style: QueryStyle::SpaceDelimited, .. } => Style::SpaceDelimited,
            RawParameter::Query { style: QueryStyle::PipeDelimited, .. } => Style::PipeDelimited,
            RawParameter::Query { style: QueryStyle::DeepObject, .. } => Style::DeepObject,
            RawParameter::Cookie { style: CookieStyle::Form, .. } if other("x-codegen-style").is_some() => {
                Style::Cookie
            }
            _ => match joining(&data.extensions) {
                Some(Style::Simple) | None
                    if matches!(raw, RawParameter::Path { .. } | RawParameter::Header { .. }) =>
                {
                    Style::Simple
                }
                Some(Style::Simple) | None => Style::Form,
                Some(style) => style,
            },
        };
        let joins = matches!(style, Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited);
        let explode = data.explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject | Style::Cookie));
        let reserved = matches!(raw, RawParameter::Query { allow_reserved: true, .. });
        let arrays = self.arrays(at, &data.extensions);
        Writing::Style { style, explode: explode && !(joins && data.explode.is_none()), reserved, arrays }
    }

    /// How lists are written in names that nest, as an object of the description says, or else the description as a
    /// whole.
    pub(super) fn arrays(&mut self, at: &Pointer, extensions: &extensions::Extensions) -> Arrays {
        let Some(raw) = extensions.get(ARRAYS) else { return self.arrays };
        raw.as_str().and_then(Arrays::of).unwrap_or_else(|| {
            let message = format!("`{ARRAYS}` is one of `indices`, `brackets` and `repeat`, and {raw} is none");
            let warning = Diagnostic::warning("invalid-extension", Place::Value(at.key(ARRAYS)), message);
            self.warn(warning.generated("`indices`"));
            Arrays::Indices
        })
    }

    /// What the parameter says of itself, completed by what its schema says.
    fn parameter_docs(&self, data: &ParameterData, schema: crate::api::SchemaId) -> Docs {
        let schema = &self.schemas.get(schema).docs;
        Docs {
            title: None,
            description: data.description.clone().or_else(|| schema.description.clone()),
            external_docs: None,
            deprecated: data.deprecated.unwrap_or(false),
            default: schema.default.clone(),
            example: data.example.clone().or_else(|| schema.example.clone()),
            limits: schema.limits.clone(),
        }
    }
}

/// What joins the items of the lists in a list.
fn items_joining(data: &ParameterData) -> Option<Style> {
    let ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = &data.format else { return None };
    let SchemaKind::Type(Type::Array(array)) = &schema.schema_kind else { return None };
    let Some(ReferenceOr::Item(items)) = &array.items else { return None };
    joining(&items.schema_data.extensions)
}

/// What joins items, where Swagger 2.0 says what OpenAPI 3.0 cannot.
pub(super) fn joining(extensions: &extensions::Extensions) -> Option<Style> {
    match extensions.get("x-codegen-collectionFormat")?.as_str()? {
        "csv" => Some(Style::Simple),
        "ssv" => Some(Style::SpaceDelimited),
        "pipes" => Some(Style::PipeDelimited),
        "tsv" => Some(Style::TabDelimited),
        _ => None,
    }
}

/// Whether a query string is written as a form is.
fn is_form(data: &ParameterData) -> bool {
    match &data.format {
        ParameterSchemaOrContent::Content(content) => content.keys().next().is_some_and(|media_type| {
            let essence = media_type.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        }),
        ParameterSchemaOrContent::Schema(_) => false,
    }
}
