//! `allOf`: one schema that says what several schemas say together.
//!
//! What is merged is read from the description once more and not from what became of it: each keyword joins its like.
//! Schemas inside keep their places, and so the types that they have already.

mod containers;
mod gather;
mod part;
mod scalars;

use std::borrow::Cow;

use openapiv3::{ReferenceOr, Schema as RawSchema, SchemaKind};

use self::gather::Member;
use self::part::{Part, Said};
use super::Ctx;
use super::find::Raw;
use super::schema::{TYPES, access, docs, unread_keyword};
use super::unions::branches;
use crate::api::{Access, Docs, Kind, SchemaId};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// The members of all merged schemas of a description. Chains of schemas that each add to the one before can make
/// more of a few lines than anybody wants to compile.
const MOST_MEMBERS: usize = 500_000;

/// Two places that cannot both be right, and what each of them asks for.
struct Conflict {
    first: (Pointer, &'static str),
    second: (Pointer, &'static str),
}

/// What a schema is merged of.
pub(super) fn all_of(raw: &RawSchema) -> &[ReferenceOr<RawSchema>] {
    match &raw.schema_kind {
        SchemaKind::AllOf { all_of } => all_of,
        SchemaKind::Any(any) => &any.all_of,
        _ => &[],
    }
}

impl Ctx<'_> {
    /// Fills a schema that has `allOf`.
    pub(super) fn merge(&mut self, id: SchemaId, at: &Pointer, raw: &RawSchema) {
        let members = gather::members(at, raw);
        let own = Said::of(raw);
        let mut docs = docs(raw);
        let access = self.access(at, raw);
        if let Some(target) = self.only_reference(&members, &own) {
            for raw in members.iter().rev().filter_map(Member::item) {
                complete(&mut docs, &raw);
            }
            let schema = self.schemas.get_mut(id);
            schema.access = access.and(of_all(members.iter().filter_map(Member::item)));
            schema.nullable = raw.schema_data.nullable || members.iter().any(Member::is_nullable);
            schema.docs = docs;
            schema.kind = Kind::Reference(target);
            return;
        }
        let parts = self.gather(at, members, Some(raw));
        for part in parts.iter().rev().filter(|part| part.is_inline) {
            complete(&mut docs, &part.raw);
        }
        let kind = match self.combine(at, &parts) {
            Ok(kind) => kind,
            Err(conflict) => {
                self.warn(conflict.told("untyped").generated("`serde_json::Value`"));
                Kind::Other { keyword: "allOf", at: None }
            }
        };
        docs.limits = part::limits(&parts, &kind);
        let schema = self.schemas.get_mut(id);
        schema.access = access.and(of_all(parts.iter().map(|part| &part.raw)));
        schema.nullable = raw.schema_data.nullable || part::are_nullable(&parts);
        schema.docs = docs;
        schema.kind = kind;
    }

    /// Fills a schema that several places say something about: a member of several merged objects.
    pub(super) fn join(&mut self, id: SchemaId, places: &[Pointer]) {
        let members = places.iter().filter_map(|at| Some(Member { at: at.clone(), raw: self.schema_at(at)? }));
        let members: Vec<Member<'_>> = members.collect();
        let raws: Vec<Cow<'_, RawSchema>> = members.iter().filter_map(Member::item).collect();
        let mut docs = Docs::default();
        raws.iter().rev().for_each(|raw| complete(&mut docs, raw));
        let mut access = of_all(raws.iter());
        let is_repeated = raws.windows(2).all(|pair| part::are_same(&pair[0], &pair[1]));
        let single = if is_repeated { members.first() } else { self.sole(&members, None) };
        let (kind, nullable) = if let Some(member) = single {
            (Kind::Reference(self.later(&member.at)), members.iter().any(Member::is_nullable))
        } else {
            let last = members.last().map(|member| member.at.clone());
            let at = self.schemas.get(id).pointer.clone();
            let parts = self.gather(&at, members, None);
            access = of_all(parts.iter().map(|part| &part.raw));
            match (self.combine(&at, &parts), last) {
                (Ok(kind), _) => {
                    docs.limits = part::limits(&parts, &kind);
                    (kind, part::are_nullable(&parts))
                }
                (Err(conflict), Some(last)) => {
                    self.warn(conflict.told("conflict").generated("as if only this one were there"));
                    (Kind::Reference(self.later(&last)), false)
                }
                (Err(_), None) => (Kind::Any, false),
            }
        };
        let schema = self.schemas.get_mut(id);
        schema.access = access;
        schema.nullable = nullable;
        schema.docs = docs;
        schema.kind = kind;
    }

    /// The target of the only member that says something, if it is a reference and `own` adds nothing.
    fn only_reference(&mut self, members: &[Member<'_>], own: &Said<'_>) -> Option<SchemaId> {
        let member = self.sole(members, Some(own))?;
        let Raw::Reference(reference) = &member.raw else { return None };
        Some(self.target(&member.at, reference))
    }

    /// The only member that says something of its values; equal references are one, and its type may be repeated.
    fn sole<'m, 'r>(&self, members: &'m [Member<'r>], own: Option<&Said<'_>>) -> Option<&'m Member<'r>> {
        let mut found: Option<&Member<'_>> = None;
        let mut repeated: Vec<&str> = Vec::new();
        match own {
            Some(own) if own.is_silent() => {}
            Some(own) if own.is_bare_type() => repeated.extend(own.ty),
            Some(_) => return None,
            None => {}
        }
        for member in members.iter().filter(|member| !member.is_silent()) {
            match (found, &member.raw) {
                (_, Raw::Item(raw)) if all_of(raw).is_empty() && Said::of(raw).is_bare_type() => {
                    repeated.extend(Said::of(raw).ty);
                }
                (None, _) => found = Some(member),
                (Some(Member { raw: Raw::Reference(known), .. }), Raw::Reference(reference)) if known == reference => {}
                _ => return None,
            }
        }
        let found = found?;
        let target = match &found.raw {
            Raw::Item(raw) => Cow::Borrowed(&**raw),
            Raw::Reference(reference) if !repeated.is_empty() => self.chase(&found.at, reference).ok()?.1,
            Raw::Reference(_) => return Some(found),
        };
        let ty = if all_of(&target).is_empty() { Said::of(&target).ty() } else { Some("object") };
        repeated.iter().all(|repeated| Some(*repeated) == ty).then_some(found)
    }

    fn combine(&mut self, at: &Pointer, parts: &[Part<'_>]) -> Result<Kind, Conflict> {
        let ty = part::ty(parts)?;
        for part in parts {
            let listed = part.raw.schema_data.extensions.contains_key(TYPES) && ty.is_none();
            if let Some(keyword) = unread_keyword(&part.raw).or(listed.then_some("type")) {
                return Ok(Kind::Other { keyword, at: Some(part.at.key(keyword)) });
            }
            self.places.merged += part.said().properties.map_or(1, |properties| properties.len() + 1);
        }
        if self.places.merged > MOST_MEMBERS {
            let message = format!("the schemas that are merged have more than {MOST_MEMBERS} members");
            let said = Diagnostic::warning("untyped", Place::Key(at.key("allOf")), message);
            self.warn(said.generated("`serde_json::Value`"));
            return Ok(Kind::Other { keyword: "allOf", at: None });
        }
        let choices = self.choices(parts);
        Ok(match ty {
            None if !choices.is_empty() => self.merged_object(at, parts, choices),
            Some("object") => self.merged_object(at, parts, choices),
            Some("array") => self.merged_array(at, parts),
            ty => self.merged_scalar(at, parts, ty),
        })
    }
}

impl Ctx<'_> {
    /// The branches that parts have, but for those that the merged schema is itself one of.
    fn choices(&mut self, parts: &[Part<'_>]) -> Vec<SchemaId> {
        let mut choices = Vec::new();
        for part in parts.iter().filter(|part| !part.is_base) {
            match branches(&part.raw)[..] {
                [_] if part.is_only_union() && all_of(&part.raw).is_empty() => choices.push(self.later(&part.at)),
                ref lists => {
                    let data = &part.raw.schema_data;
                    choices.extend(lists.iter().map(|list| self.choice(&part.at, data, *list)));
                }
            }
        }
        choices
    }
}

impl Conflict {
    fn told(self, code: &'static str) -> Diagnostic {
        let Self { first: (first, wanted), second: (second, other) } = self;
        let message = format!("{other} cannot be {wanted} at the same time");
        Diagnostic::warning(code, Place::Key(second), message)
            .also(Place::Key(first), format!("this asks for {wanted}"))
    }
}

/// What all parts say of the ways of their values.
fn of_all<'r>(raws: impl Iterator<Item = impl AsRef<RawSchema> + 'r>) -> Access {
    raws.fold(Access::default(), |all, raw| all.and(access(raw.as_ref())))
}

/// Adds what a schema says to people where nothing was said yet.
fn complete(docs: &mut Docs, raw: &RawSchema) {
    let more = super::schema::docs(raw);
    docs.title = docs.title.take().or(more.title);
    docs.description = docs.description.take().or(more.description);
    docs.external_docs = docs.external_docs.take().or(more.external_docs);
    docs.default = docs.default.take().or(more.default);
    docs.example = docs.example.take().or(more.example);
    docs.deprecated |= more.deprecated;
}
