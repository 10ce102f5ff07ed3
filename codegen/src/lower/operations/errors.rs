//! What the errors of a call hold.

use super::super::Ctx;
use super::super::answer::{Reading, reading};
use super::super::docs::Writer;
use super::super::names::OperationNames;
use super::super::statuses::{statuses, variant_name, words};
use super::kinds::boxed;
use super::reply::{best, successes};
use crate::api::{self, ResponseStatus};
use crate::ident::Scope;
use crate::model::{ErrorKinds, ErrorVariants, KindVariant, Reply, Statuses, Type, TypeName};

/// What is said of the errors of a call.
pub(super) struct Errors {
    /// The type that tells them apart.
    pub(super) kinds: Option<ErrorKinds>,
    /// How their bodies are read.
    pub(super) about: Option<String>,
}

impl Ctx<'_> {
    /// One type is read as it is; several are told apart by an enum, which all calls share whose errors are the same.
    pub(super) fn errors(&mut self, raw: &api::Operation, names: &OperationNames) -> Errors {
        let responses = errors(raw);
        let replies: Vec<Reply> = responses.iter().filter_map(|response| self.error_reply(response)).collect();
        let Some(first) = replies.first() else { return Errors { kinds: None, about: None } };
        let name = names.errors.as_ref().filter(|_| replies.iter().any(|reply| reply != first));
        let Some(name) = name else {
            let about = match first {
                Reply::Json(Type::Model(TypeName(model))) => {
                    Some(format!("`error.decode::<models::{model}>()` reads their bodies."))
                }
                _ => None,
            };
            return Errors { kinds: None, about };
        };
        let mut scope = Scope::default();
        let variants: Vec<KindVariant> = responses
            .iter()
            .zip(replies)
            .map(|(response, reply)| {
                let statuses = statuses(response.status);
                let about = match statuses {
                    Statuses::Default => "Any other status.".to_owned(),
                    statuses => format!("Status {}.", words(statuses)),
                };
                KindVariant {
                    name: scope.claim(variant_name(statuses)),
                    docs: Writer::default().line(about).finish(false),
                    statuses,
                    reply: match reply {
                        Reply::Json(ty) => Reply::Json(boxed(ty, self.is_large(response))),
                        reply => reply,
                    },
                }
            })
            .collect();
        let line = format!("What errors of [`Client::{}`] hold, by the status of the answer.", names.method);
        let docs = Writer::default().line(line).finish(false);
        let about = format!("[`{name}`] tells their bodies apart: `{name}::try_from(&error)`.");
        let known = self.error_kinds.iter().find(|(_, known)| *known == variants).map(|(name, _)| name.clone());
        let variants = if let Some(same) = known {
            ErrorVariants::Shared(same)
        } else {
            self.error_kinds.push((name.clone(), variants.clone()));
            ErrorVariants::Own(variants)
        };
        Errors { kinds: Some(ErrorKinds { name: name.clone(), docs, variants }), about: Some(about) }
    }

    /// JSON, or else a text.
    fn error_reply(&self, response: &api::Response) -> Option<Reply> {
        let media = best(response, &[Reading::Json, Reading::Text])?;
        Some(match reading(&media.name) {
            Reading::Json => Reply::Json(self.media(media)),
            _ => Reply::Text,
        })
    }
}

/// The answers that are errors and hold something that can be read: those of one status, of many, and all others.
pub(in super::super) fn errors(raw: &api::Operation) -> Vec<&api::Response> {
    let successes = successes(raw);
    let is_error = |response: &&api::Response| {
        response.status == ResponseStatus::Default || !successes.iter().any(|success| success.status == response.status)
    };
    let mut errors: Vec<_> = raw.responses.iter().filter(is_error).collect();
    errors.retain(|response| best(response, &[Reading::Json, Reading::Text]).is_some());
    errors.sort_by_key(|response| response.status);
    errors
}
