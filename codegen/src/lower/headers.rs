//! The documented headers of answers.

use super::docs::Writer;
use super::{Ctx, docs, markdown};
use crate::api::{self, Kind};
use crate::ident::{self, Scope};
use crate::model::{ArgumentKind, Header, HeaderKind, HeaderView, Type};

impl Ctx<'_> {
    /// The headers of all answers of an operation; the first one of a name says what it is.
    pub(super) fn header_view(&self, raw: &api::Operation, method: &str, name: Option<&String>) -> Option<HeaderView> {
        let mut scope = Scope::reserving(ident::HEADER_METHODS);
        let mut headers: Vec<Header> = Vec::new();
        for header in raw.responses.iter().flat_map(|response| &response.headers) {
            if headers.iter().any(|known| known.wire_name.eq_ignore_ascii_case(&header.name)) {
                continue;
            }
            headers.push(Header {
                method: scope.claim(ident::value_name(&header.name)),
                wire_name: header.name.clone(),
                kind: self.header_kind(header),
                docs: self.header_docs(header),
            });
        }
        let line = format!(
            "The documented headers of answers to [`Client::{method}`], of a response's `headers()` or an error's."
        );
        Some(HeaderView { name: name?.clone(), docs: Writer::default().line(line).finish(false), headers })
    }

    fn header_kind(&self, header: &api::Header) -> HeaderKind {
        let Some(schema) = header.schema else { return HeaderKind::Text };
        let integers = matches!(self.api.schemas.target(schema).kind, Kind::IntegerEnumeration(_));
        match self.plain_kind(schema) {
            None | Some(ArgumentKind::Text | ArgumentKind::Into(Type::String)) => HeaderKind::Text,
            Some(ArgumentKind::Value(ty) | ArgumentKind::Into(ty @ Type::Base64)) => HeaderKind::Parsed(ty),
            Some(ArgumentKind::Into(ty)) if integers => HeaderKind::FromInteger(ty),
            Some(ArgumentKind::Into(ty)) => HeaderKind::FromText(ty),
            Some(_) => HeaderKind::Text,
        }
    }

    fn header_docs(&self, header: &api::Header) -> crate::model::Docs {
        let mut about = header.docs.clone();
        let schema = header.schema.map(|schema| &self.api.schemas.get(schema).docs);
        about.description = about.description.or_else(|| schema.and_then(|schema| schema.description.clone()));
        if about.description.as_deref().is_none_or(|text| text.trim().is_empty()) {
            about.description = None;
            about.title = Some(format!("The header {}.", markdown::code(&header.name)));
        }
        docs::value(&about, &[])
    }
}
