//! The type that tells answers apart by their status.

use super::super::docs::Writer;
use super::super::names::OperationNames;
use super::super::statuses::{statuses, variant_name, words};
use super::super::{Ctx, markdown};
use crate::api;
use crate::ident::Scope;
use crate::model::{Docs, KindVariant, Kinds, Reply, Type};

impl Ctx<'_> {
    /// A variant for each of several successes.
    pub(super) fn kinds(
        &self,
        name: &str,
        names: &OperationNames,
        responses: &[&api::Response],
        replies: Vec<Reply>,
    ) -> Kinds {
        let mut scope = Scope::default();
        let variants = responses.iter().zip(replies).map(|(response, reply)| {
            let statuses = statuses(response.status);
            KindVariant {
                name: scope.claim(variant_name(statuses)),
                docs: variant_docs(response),
                statuses,
                reply: match reply {
                    Reply::Json(ty) => Reply::Json(boxed(ty, self.is_large(response))),
                    reply => reply,
                },
            }
        });
        let variants = variants.collect();
        let line = format!("What [`Client::{}`] succeeds with, by the status of the answer.", names.method);
        Kinds { name: name.to_owned(), docs: Writer::default().line(line).finish(false), variants }
    }

    /// Whether a body is a struct, which would make all variants as large as itself.
    pub(super) fn is_large(&self, response: &api::Response) -> bool {
        response.content.iter().filter_map(|media| media.schema).any(|schema| self.is_boxed(schema))
    }
}

/// A type that does not take much room itself.
pub(super) fn boxed(ty: Type, is_large: bool) -> Type {
    match ty {
        ty if !is_large => ty,
        Type::Option(inner) => Type::Option(Box::new(boxed(*inner, true))),
        ty @ (Type::Model(_) | Type::Tuple(_)) => Type::Box(Box::new(ty)),
        ty => ty,
    }
}

pub(super) fn variant_docs(response: &api::Response) -> Docs {
    let text = markdown::lines(&response.description).into_iter().take_while(|line| !line.is_empty());
    let text = text.collect::<Vec<_>>().join(" ");
    let status = words(statuses(response.status));
    let line = if text.is_empty() { format!("Status {status}.") } else { format!("{status}: {text}") };
    Writer::default().line(line).finish(false)
}
