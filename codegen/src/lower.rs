//! Turns an [`Api`] into a [`Crate`]: every Rust decision is made here, with all of the description in view.

mod answer;
mod bodies;
mod client;
mod collisions;
mod complexity;
mod conversions;
mod crate_docs;
mod docs;
mod error_fields;
mod headers;
mod markdown;
mod models;
mod names;
mod operation_docs;
mod operations;
mod pages;
mod parameters;
mod recursion;
mod schema_types;
mod schemes;
mod services;
mod shared;
mod sources;
mod statuses;
mod types;
mod unions;
mod untyped;
mod waiter;
mod webhooks;
mod write_forms;

use std::collections::BTreeSet;

use crate::api::{Api, SchemaId};
use crate::diagnostic::Diagnostics;
use crate::model::{
    Body, Client, Crate, Group, Item, KindVariant, ModelModule, Operation, Package, Part, Paths, SchemeKind, TypeName,
    Webhook,
};
use names::Names;

/// What the caller decides and the description does not.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) paths: Paths,
}

/// Lowers an API; what cannot be expressed yet is reported and left out.
pub(crate) fn lower(api: &Api, settings: Settings, diagnostics: &mut Diagnostics) -> Crate {
    let recursion = recursion::find(&api.schemas);
    let names = names::choose(api, &recursion);
    let services = services::distinct(api);
    let known = sources::Known::new(api);
    let census = untyped::Census::default();
    let mut ctx = Ctx {
        api,
        names: &names,
        services: &services,
        recursion: &recursion,
        known: &known,
        census: &census,
        has_met_xml: false,
        error_kinds: Vec::new(),
        diagnostics,
    };
    let mut models = ctx.models();
    let groups = ctx.groups();
    let mut webhooks = ctx.webhooks();
    let client = ctx.client(&groups);
    let package = package(api, &settings);
    let example = crate_docs::example(&groups);
    let parts = parts(&models, &groups, &webhooks, &client);
    let docs = crate_docs::lines(api, &package);
    let collisions = collisions::find(api, &names, &models, &groups, &client);
    shared::share(&mut models, &components(api, &names));
    webhooks::find_alike(&mut webhooks, &models);
    unions::find_conversions(&mut models, &groups, &sent_types(api, &names));
    conversions::find(&mut models, &twins(api, &names));
    let untyped = census.finish(diagnostics);
    let schema_types = schema_types::list(api, &names, diagnostics);
    let paths = settings.paths;
    Crate { package, paths, docs, client, models, groups, webhooks, parts, example, untyped, collisions, schema_types }
}

/// What the functions of this pass share.
struct Ctx<'a> {
    api: &'a Api,
    names: &'a Names,
    services: &'a services::Distinct<'a>,
    recursion: &'a recursion::Recursion,
    known: &'a sources::Known<'a>,
    census: &'a untyped::Census,
    /// Whether somebody was told what becomes of XML.
    has_met_xml: bool,
    /// What tells errors apart, each with its name, to be shared.
    error_kinds: Vec<(String, Vec<KindVariant>)>,
    diagnostics: &'a mut Diagnostics,
}

fn package(api: &Api, settings: &Settings) -> Package {
    let title = markdown::one_line(&api.info.title);
    Package {
        name: settings.name.clone(),
        library: settings.name.replace('-', "_"),
        version: settings.version.clone(),
        description: format!("A client for {title}."),
        documentation: api.info.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

/// The types that have names of their own in the description.
fn components<'a>(api: &Api, names: &'a Names) -> BTreeSet<&'a str> {
    api.schemas.component_forms().filter_map(|id| names.types.get(&id)).map(|name| name.0.as_str()).collect()
}

/// The types of what is split in two: of what is received, and of what is sent.
fn twins<'a>(api: &Api, names: &'a Names) -> Vec<[&'a TypeName; 2]> {
    let received = api.schemas.ids().filter(|id| !api.schemas.get(*id).is_write_form());
    let name = |id: &SchemaId| names.types.get(id);
    received.filter_map(|id| Some([name(&id)?, name(&api.schemas.get(id).twin?)?])).collect()
}

/// The types of what requests hold.
fn sent_types<'a>(api: &Api, names: &'a Names) -> BTreeSet<&'a str> {
    let sent = api.schemas.ids().filter(|id| api.schemas.get(*id).direction.sent);
    sent.filter_map(|id| names.types.get(&id)).map(|name| name.0.as_str()).collect()
}

/// The optional parts of the runtime that a client needs.
fn parts(models: &[ModelModule], groups: &[Group], webhooks: &[Webhook], client: &Client) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    let items = || models.iter().flat_map(|module| &module.items);
    let operations = || groups.iter().flat_map(|group| &group.operations);
    let brought = webhooks.iter().filter_map(Webhook::ty);
    for ty in items().flat_map(Item::types).chain(operations().flat_map(Operation::types)).chain(brought) {
        ty.visit(&mut |ty| parts.extend(ty.part()));
    }
    parts.extend(items().filter_map(|item| match item {
        Item::Enum(_) => Some(Part::OpenEnum),
        Item::IntegerEnum(_) => Some(Part::OpenIntegerEnum),
        Item::Union(_) => Some(Part::Unions),
        Item::Struct(item) if !item.parts.is_empty() => Some(Part::Unions),
        Item::Struct(_) | Item::Alias(_) | Item::Newtype(_) => None,
    }));
    if client.variables.iter().any(|variable| variable.values.is_some()) {
        parts.insert(Part::OpenEnum);
    }
    if operations().any(|operation| operation.pages.is_some()) {
        parts.insert(Part::Pages);
    }
    parts.extend(operations().filter_map(|operation| operation.body.as_ref()).flat_map(Body::runtime_parts));
    if operations().any(|operation| operation.waiter.is_some()) {
        parts.insert(Part::Wait);
    }
    parts.extend(operations().flat_map(Operation::parts));
    if client.sources().next().is_some() {
        parts.insert(Part::Source);
    }
    parts.extend(client.schemes.iter().filter_map(|scheme| match scheme.kind {
        SchemeKind::Signature(part) => part,
        _ => None,
    }));
    if !webhooks.is_empty() {
        parts.insert(Part::Webhooks);
    }
    if webhooks.iter().any(|webhook| webhook.ty().is_some()) {
        parts.insert(Part::Unions);
    }
    let bases: Vec<Part> = parts.iter().flat_map(|part| part.bases()).copied().collect();
    parts.extend(bases);
    parts
}
