//! Finds all that a merged schema is made of: members, members of members, and what stands beside them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema as RawSchema, SchemaKind};

use super::all_of;
use super::part::{Part, Said};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::resolve::Ctx;
use crate::resolve::find::Raw;

/// One of the schemas that are merged.
#[derive(Clone)]
pub(super) struct Member<'r> {
    pub(super) at: Pointer,
    pub(super) raw: Raw<'r>,
}

impl Member<'_> {
    pub(super) fn item(&self) -> Option<Cow<'_, RawSchema>> {
        match &self.raw {
            Raw::Item(raw) => Some(Cow::Borrowed(raw)),
            Raw::Reference(_) => None,
        }
    }

    /// Whether it says nothing of its values.
    pub(super) fn is_silent(&self) -> bool {
        matches!(&self.raw, Raw::Item(raw) if all_of(raw).is_empty() && Said::of(raw).is_silent())
    }

    /// Whether it says that null is allowed, and nothing else.
    pub(super) fn is_nullable(&self) -> bool {
        matches!(&self.raw, Raw::Item(raw) if raw.schema_data.nullable) && self.is_silent()
    }
}

/// What is still to be looked at, the next one last.
enum Task<'r> {
    Member(Member<'r>, bool),
    Part(Part<'r>),
    /// All that belongs to the last schema of the path is done.
    Leave,
}

/// The members of a schema.
pub(super) fn members<'r>(at: &Pointer, raw: &'r RawSchema) -> Vec<Member<'r>> {
    let at = at.key("allOf");
    let member = |(index, node)| Member { at: at.index(index), raw: Raw::of(node) };
    all_of(raw).iter().enumerate().map(member).collect()
}

impl<'a> Ctx<'a> {
    /// All parts of the schema at a place, each once, in order; what it says itself comes last.
    pub(super) fn gather<'r>(
        &mut self,
        root: &Pointer,
        members: Vec<Member<'r>>,
        own: Option<&'r RawSchema>,
    ) -> Vec<Part<'r>>
    where
        'a: 'r,
    {
        // Members that are joined stand for no schema that could be merged into itself.
        let is_schema = own.is_some();
        let own = own.map(|raw| Task::Part(Part::new(root.clone(), Cow::Borrowed(raw), true)));
        let members = members.into_iter().rev().map(|member| Task::Member(member, true));
        let mut tasks: Vec<Task<'r>> = own.into_iter().chain(members).collect();
        let mut path: Vec<Pointer> = is_schema.then(|| root.clone()).into_iter().collect();
        let mut seen: BTreeSet<String> = path.iter().map(ToString::to_string).collect();
        let mut parts = Vec::new();
        while let Some(task) = tasks.pop() {
            let (member, is_inline) = match task {
                Task::Leave => {
                    path.pop();
                    continue;
                }
                Task::Part(part) => {
                    parts.push(part);
                    continue;
                }
                Task::Member(member, is_inline) => (member, is_inline),
            };
            let (at, raw, is_inline) = match member.raw {
                Raw::Item(raw) => (member.at, raw, is_inline),
                Raw::Reference(reference) => match self.chase(&member.at, &reference) {
                    Ok((at, _)) if is_schema && at == *root => {
                        let message = format!("`{reference}` is merged into itself");
                        let place = Place::Value(member.at.key("$ref"));
                        let said = Diagnostic::warning("circular-all-of", place, message);
                        self.warn(said.generated("what the others say"));
                        continue;
                    }
                    Ok((at, raw)) => (at, raw, false),
                    Err(fault) => {
                        self.warn(fault.generated("what the others say"));
                        continue;
                    }
                },
            };
            if !seen.insert(at.to_string()) {
                continue;
            }
            path.push(at.clone());
            tasks.push(Task::Leave);
            let below: Vec<Member<'r>> = match &raw {
                Cow::Borrowed(raw) => self::members(&at, raw),
                Cow::Owned(raw) => self::members(&at, raw).into_iter().map(Member::into_owned).collect(),
            };
            let is_base = !is_inline && self.is_base_of(&raw, &path);
            tasks.push(Task::Part(Part { is_base, ..Part::new(at, raw, is_inline) }));
            tasks.extend(below.into_iter().rev().map(|member| Task::Member(member, is_inline)));
        }
        parts
    }

    /// Whether a schema is a choice between those that it is merged into: what it offers is what they are.
    fn is_base_of(&self, raw: &RawSchema, path: &[Pointer]) -> bool {
        let branches: &[ReferenceOr<RawSchema>] = match &raw.schema_kind {
            SchemaKind::OneOf { one_of } => one_of,
            SchemaKind::AnyOf { any_of } => any_of,
            SchemaKind::Any(any) if any.any_of.is_empty() => &any.one_of,
            SchemaKind::Any(any) if any.one_of.is_empty() => &any.any_of,
            _ => return false,
        };
        branches.iter().any(|branch| match branch {
            ReferenceOr::Reference { reference } => self.find(reference).is_some_and(|(at, _)| path.contains(&at)),
            ReferenceOr::Item(_) => false,
        })
    }
}

impl Member<'_> {
    fn into_owned<'b>(self) -> Member<'b> {
        Member { at: self.at, raw: self.raw.into_owned() }
    }
}
