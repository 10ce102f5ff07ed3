//! Webhooks: what they are called, what they bring, and what tells their bodies apart.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Reading, reading};
use super::docs::Writer;
use super::names::operation_name;
use super::{Ctx, markdown};
use crate::api::{self, Api, MediaType};
use crate::diagnostic::{Diagnostic, Place};
use crate::ident::{self, Scope};
use crate::model::{Branch, Docs, Item, ModelModule, Payload, Type, Webhook};

/// What the body of a webhook is read from; JSON before all others.
pub(super) enum Form<'a> {
    Json(&'a MediaType),
    Text(&'a MediaType),
    Bytes,
    Nothing,
}

impl<'a> Form<'a> {
    pub(super) fn of(webhook: &'a api::Webhook) -> Self {
        let Some(body) = webhook.request.body.as_ref().filter(|body| !body.content.is_empty()) else {
            return Self::Nothing;
        };
        let of = |wanted: &[Reading]| body.content.iter().find(|media| wanted.contains(&reading(&media.name)));
        if let Some(json) = of(&[Reading::Json]) {
            return Self::Json(json);
        }
        of(&[Reading::Text, Reading::Events, Reading::Lines]).map_or(Self::Bytes, Self::Text)
    }
}

/// What each webhook is named after, in the order of [`Api::webhooks`]; no two are named after the same.
pub(super) fn titles(api: &Api) -> Vec<String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let own = |webhook: &api::Webhook| {
        if webhook.is_one_of_several {
            format!("{} {}", webhook.name, webhook.request.method.to_lowercase())
        } else {
            webhook.name.clone()
        }
    };
    for webhook in &api.webhooks {
        *uses.entry(ident::variant_name(&own(webhook))).or_default() += 1;
    }
    let title = |webhook: &api::Webhook| {
        let own = own(webhook);
        match webhook.causes.first() {
            Some(cause) if uses[&ident::variant_name(&own)] > 1 => {
                format!("{} {own}", operation_name(&api.operations[cause.operation]))
            }
            _ => own,
        }
    };
    api.webhooks.iter().map(title).collect()
}

/// The names of the variants.
pub(super) fn variants(titles: &[String]) -> Vec<String> {
    let mut scope = Scope::reserving(&["Unknown"]);
    titles.iter().map(|title| scope.claim(ident::variant_name(title))).collect()
}

/// How far a chain of names for one type is followed.
const DEEPEST: usize = 32;

/// Finds the webhooks that bring the same type, by whatever name: nothing in their bodies tells them apart.
pub(super) fn find_alike(webhooks: &mut [Webhook], models: &[ModelModule]) {
    let items = models.iter().flat_map(|module| &module.items);
    let aliases: BTreeMap<&str, &Type> = items
        .filter_map(|item| match item {
            Item::Alias(alias) => Some((alias.name.as_str(), &alias.ty)),
            _ => None,
        })
        .collect();
    let mut known = BTreeMap::new();
    for (index, webhook) in webhooks.iter_mut().enumerate() {
        let Payload::Json { ty, same_as, .. } = &mut webhook.payload else { continue };
        let mut owner = ty.unboxed();
        for _ in 0..DEEPEST {
            let Type::Model(name) = owner else { break };
            let Some(&next) = aliases.get(name.0.as_str()) else { break };
            owner = next;
        }
        let first = *known.entry(format!("{owner:?}")).or_insert(index);
        *same_as = (first < index).then_some(first);
    }
}

impl Ctx<'_> {
    /// All webhooks and callbacks.
    pub(super) fn webhooks(&mut self) -> Vec<Webhook> {
        let (api, names) = (self.api, self.names);
        let mut wire_names = BTreeSet::new();
        let mut webhooks = Vec::with_capacity(api.webhooks.len());
        for (webhook, (variant, title)) in api.webhooks.iter().zip(&names.webhooks) {
            let payload = match Form::of(webhook) {
                Form::Nothing => Payload::Nothing,
                Form::Bytes => Payload::Bytes,
                Form::Text(media) => {
                    self.tell_of_text(webhook, media);
                    Payload::Text
                }
                Form::Json(media) => {
                    let ty = match self.media(media) {
                        Type::Option(inner) => *inner,
                        ty => ty,
                    };
                    match media.schema {
                        Some(id) => {
                            let branch = self.branch(id, &ty, None);
                            let ty = if self.is_boxed(id) { Type::Box(Box::new(ty)) } else { ty };
                            Payload::Json { ty, branch, same_as: None }
                        }
                        None => Payload::Json { ty, branch: Branch::Any, same_as: None },
                    }
                }
            };
            let numbered = (2..).map(|number| format!("{title} {number}"));
            let mut candidates = [webhook.name.clone(), title.clone()].into_iter().chain(numbered);
            let wire_name = candidates.find(|name| wire_names.insert(name.clone())).unwrap_or_default();
            webhooks.push(Webhook { variant: variant.clone(), wire_name, docs: self.webhook_docs(webhook), payload });
        }
        webhooks
    }

    fn webhook_docs(&self, webhook: &api::Webhook) -> Docs {
        let raw = &webhook.request;
        let mut writer = Writer::default()
            .text(raw.summary.as_deref())
            .text(raw.docs.description.as_deref().filter(|text| Some(*text) != raw.summary.as_deref()));
        let body = raw.body.as_ref().and_then(|body| body.description.as_deref());
        writer = writer.text(body.filter(|_| raw.docs.description.is_none()));
        for cause in &webhook.causes {
            let method = &self.names.operations[cause.operation].method;
            let target = markdown::code(&cause.target);
            writer = writer.line(format!("[`Client::{method}`](super::Client::{method}) has it sent to {target}."));
        }
        writer.external(raw.docs.external_docs.as_ref()).finish(raw.docs.deprecated)
    }

    fn tell_of_text(&mut self, webhook: &api::Webhook, media: &MediaType) {
        let message = format!("a body of the type `{}` is not taken apart", media.name.escape_debug());
        let place = Place::Key(media.pointer.clone());
        let said = Diagnostic::warning("untyped-webhook", place, message);
        if media
            .schema
            .is_some_and(|id| !matches!(self.api.schemas.target(id).kind, api::Kind::String { .. } | api::Kind::Any))
        {
            self.diagnostics.push(said.generated(format!("a text for `{}`", webhook.name.escape_debug())));
        }
    }
}
