//! Pagination: whether the operation has what `x-pagination` speaks of, and how the items are reached.

use super::answer::json_answer;
use super::{Ctx, models};
use crate::api::{self, Kind, PaginationStyle, SchemaId};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Access, IntegerType, PageBy, Pages, Reply, Type};
use crate::pointer::Pointer;

/// What is wrong, and the key that says so; `None` when it is the whole.
type Fault = (Option<&'static str>, String);

impl Ctx<'_> {
    /// What `x-pagination` needs of the operation; a warning for each thing that the operation does not have.
    pub(super) fn pages(&mut self, raw: &api::Operation, reply: &Reply) -> Option<Pages> {
        let pagination = raw.pagination.as_ref()?;
        let mut faults = Vec::new();
        let pages = self.checked_pages(raw, pagination, reply, &mut faults);
        let is_whole = faults.is_empty();
        for (key, problem) in faults {
            let place = key.map_or_else(|| pagination.pointer.clone(), |key| pagination.pointer.key(key));
            let warning = Diagnostic::warning("invalid-extension", Place::Value(place), problem);
            self.diagnostics.push(warning.generated("no `stream()`"));
        }
        pages.filter(|_| is_whole)
    }

    fn checked_pages(
        &self,
        raw: &api::Operation,
        pagination: &api::Pagination,
        reply: &Reply,
        faults: &mut Vec<Fault>,
    ) -> Option<Pages> {
        let answer = json_answer(raw).and_then(|media| media.schema);
        let (Some(answer), Reply::Json(_)) = (answer, reply) else {
            faults.push((
                None,
                "`x-pagination` needs an operation that succeeds with JSON of a known schema and with nothing else"
                    .to_owned(),
            ));
            return None;
        };
        // No short circuit: all that is missing is told at once.
        let by = self.page_by(raw, &pagination.style, faults);
        self.check_expressions(answer, pagination, faults);
        let items = self.way_to_items(answer, pagination.items.as_deref());
        let (way, item) =
            items.map_err(|problem| faults.push((pagination.items.is_some().then_some("items"), problem))).ok()?;
        Some(Pages { by: by?, total: pagination.total.clone(), way, item })
    }

    fn page_by(&self, raw: &api::Operation, style: &PaginationStyle, faults: &mut Vec<Fault>) -> Option<PageBy> {
        let mut counted = |key: &'static str, name: &str| {
            let found =
                raw.parameters.iter().find(|other| other.name == name && other.location == api::Location::Query);
            let counted = found.and_then(|found| Some((found, self.integer_type(found.schema)?)));
            if counted.is_none() {
                faults.push((Some(key), format!("no query parameter `{name}` is an integer")));
            }
            counted
        };
        match style {
            PaginationStyle::Offset { offset, limit } => {
                let (counted_offset, counted_limit) = (counted("offset", offset), counted("limit", limit));
                let default_limit = default(counted_limit?.0).filter(|&limit| limit > 0);
                if default_limit.is_none() {
                    faults.push((Some("limit"), format!("`{limit}` needs a `default`: the length of a page")));
                }
                Some(PageBy::Offset {
                    offset: offset.clone(),
                    limit: limit.clone(),
                    default_limit: default_limit?,
                    last: largest(counted_offset?.1),
                })
            }
            PaginationStyle::Page { page, size, first } => {
                let counted_page = counted("page", page);
                let counted_size = size.as_ref().map(|size| counted("size", size));
                let (parameter, ty) = counted_page?;
                let default_size = counted_size.flatten().and_then(|(size, _)| default(size)).filter(|&size| size > 0);
                Some(PageBy::Page {
                    page: page.clone(),
                    first: first.or_else(|| default(parameter)).unwrap_or(1),
                    size: size.clone(),
                    default_size,
                    last: largest(ty),
                })
            }
            PaginationStyle::Cursor { cursor, next, more } => {
                let is_it = |other: &&api::Parameter| other.name == *cursor && other.location != api::Location::Path;
                let found = raw.parameters.iter().find(is_it);
                let kind = found.map(|found| &self.api.schemas.target(found.schema).kind);
                if matches!(kind, None | Some(Kind::Object(_) | Kind::Map(_) | Kind::Array(_) | Kind::Tuple(_))) {
                    faults.push((Some("cursor"), format!("no parameter `{cursor}` is a plain value")));
                }
                Some(PageBy::Cursor { cursor: cursor.clone(), next: next.clone(), more: more.clone() })
            }
            PaginationStyle::Link { next } => Some(PageBy::Link { next: next.clone() }),
        }
    }

    /// Whether the answer has what the runtime looks for.
    fn check_expressions(&self, answer: SchemaId, pagination: &api::Pagination, faults: &mut Vec<Fault>) {
        let answer = self.api.schemas.target(answer);
        let (next, more) = match &pagination.style {
            PaginationStyle::Cursor { next, more, .. } => (Some(next), more.as_ref()),
            PaginationStyle::Link { next } => (next.as_ref(), None),
            PaginationStyle::Offset { .. } | PaginationStyle::Page { .. } => (None, None),
        };
        for (key, expression) in [("next", next), ("more", more), ("total", pagination.total.as_ref())] {
            if let Some(Err(problem)) = expression.map(|expression| self.found_text(answer, expression)) {
                faults.push((Some(key), problem));
            }
        }
    }

    /// How the items are reached from the answer, and their type.
    fn way_to_items(&self, answer: SchemaId, expression: Option<&str>) -> Result<(Vec<Access>, Type), String> {
        let shown = expression.unwrap_or("$response.body#");
        let pointer = expression.and_then(|text| text.strip_prefix("$response.body#")).and_then(Pointer::parse);
        let segments = pointer.as_ref().map(Pointer::segments).unwrap_or_default();
        let (mut id, mut ty, mut way) = (self.named(answer), self.ty(answer), Vec::new());
        for segment in segments {
            opened(ty, &mut way);
            let Kind::Object(object) = &self.api.schemas.get(id).kind else {
                return Err(format!("`{shown}` leads through something else than objects"));
            };
            let names = models::field_names(&self.api.schemas, object);
            let mut members = object.properties.iter().zip(names);
            let member = members.find(|(property, _)| property.name == segment);
            let (property, name) =
                member.ok_or_else(|| format!("`{shown}` looks for what the answer does not have"))?;
            way.push(Access::Member(name));
            ty = self.member_type(id, property).ty;
            id = self.named(property.schema);
        }
        opened(ty, &mut way);
        match &self.api.schemas.get(id).kind {
            Kind::Array(items) if !self.recursion.needs_newtype(id) => Ok((way, self.ty(*items))),
            _ => Err(format!("`{shown}` must be a list")),
        }
    }

    /// The schema at the end of all references.
    fn named(&self, id: SchemaId) -> SchemaId {
        let mut id = id;
        while let Kind::Reference(target) = self.api.schemas.get(id).kind {
            id = target;
        }
        id
    }
}

/// The type of what is there, if it is; boxes open by themselves.
fn opened(ty: Type, way: &mut Vec<Access>) -> Type {
    match ty {
        Type::Option(inner) => {
            way.push(Access::Option);
            opened(*inner, way)
        }
        Type::Field(inner) => {
            way.push(Access::Field);
            opened(*inner, way)
        }
        Type::Box(inner) => opened(*inner, way),
        ty => ty,
    }
}

fn default(parameter: &api::Parameter) -> Option<u64> {
    parameter.docs.default.as_ref().and_then(serde_json::Value::as_u64)
}

/// The largest number of a type.
fn largest(ty: IntegerType) -> u64 {
    match ty {
        IntegerType::I8 => i8::MAX as u64,
        IntegerType::I16 => i16::MAX as u64,
        IntegerType::I32 => i32::MAX as u64,
        IntegerType::I64 => i64::MAX as u64,
        IntegerType::U8 => u8::MAX.into(),
        IntegerType::U16 => u16::MAX.into(),
        IntegerType::U32 => u32::MAX.into(),
        IntegerType::U64 => u64::MAX,
    }
}
