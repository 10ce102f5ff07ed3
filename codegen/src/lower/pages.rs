//! Pagination: how a paged list is read with what the operation has.

use super::Ctx;
use crate::api;
use crate::diagnostic::{Diagnostic, Place};
use crate::ident;
use crate::model::{IntegerType, Pages, Type};

impl Ctx<'_> {
    /// What `x-pagination` needs of the answer; a warning when the answer does not have it.
    pub(super) fn pages(&mut self, raw: &api::Operation) -> Option<Pages> {
        let pagination = raw.pagination.as_ref()?;
        match self.offset_pages(raw, pagination) {
            Ok(pages) => Some(pages),
            Err(problem) => {
                let place = Place::Value(pagination.pointer.clone());
                self.diagnostics
                    .push(Diagnostic::warning("invalid-extension", place, problem).generated("no `stream()`"));
                None
            }
        }
    }

    fn offset_pages(&self, raw: &api::Operation, pagination: &api::Pagination) -> Result<Pages, String> {
        let parameter = |name: &str| {
            let query =
                raw.parameters.iter().find(|other| other.name == name && other.location == api::Location::Query);
            let integer = query.and_then(|query| Some((query, self.integer_type(query.schema)?)));
            integer.ok_or_else(|| format!("`x-pagination` needs `{name}` to be a query parameter and an integer"))
        };
        let (_, offset_type) = parameter(&pagination.offset)?;
        let (limit, _) = parameter(&pagination.limit)?;
        let default_limit = limit.docs.default.as_ref().and_then(serde_json::Value::as_u64).filter(|&limit| limit > 0);
        let items = self.member(raw, &pagination.items)?;
        let item = match &items.ty {
            Type::Vec(item) => (**item).clone(),
            _ => return Err(format!("`x-pagination` needs `{}` to be a list", pagination.items)),
        };
        let total = match &pagination.total {
            None => None,
            Some(name) => {
                let total = self.member(raw, name)?;
                if total.ty != Type::Integer(IntegerType::I64) {
                    return Err(format!("`x-pagination` needs `{name}` to be an integer of 64 bits"));
                }
                Some((total.name, !total.required))
            }
        };
        Ok(Pages {
            offset: pagination.offset.clone(),
            limit: pagination.limit.clone(),
            default_limit: default_limit.ok_or_else(|| {
                format!("`x-pagination` needs a `default` of `{}`: the length of a page", pagination.limit)
            })?,
            offset_type,
            items: items.name,
            item,
            items_optional: !items.required,
            total,
        })
    }

    /// A member of the object that a successful answer is.
    fn member(&self, raw: &api::Operation, wire_name: &str) -> Result<Member, String> {
        let answers = raw.responses.iter().filter(|response| response.status.is_success());
        let schema = answers.flat_map(|response| &response.content).find_map(|media| media.schema);
        let object = schema.map(|schema| &self.api.schemas.target(schema).kind);
        let missing = || format!("`x-pagination` names `{wire_name}`, which the answer does not have");
        let Some(api::Kind::Object(object)) = object else { return Err(missing()) };
        let mut scope = super::models::field_scope(object);
        for property in &object.properties {
            let name = scope.claim(ident::value_name(&property.name));
            if property.name == wire_name {
                return Ok(Member { name, ty: self.ty(property.schema), required: property.required });
            }
        }
        Err(missing())
    }
}

/// A field of an answer.
struct Member {
    name: String,
    ty: Type,
    required: bool,
}
