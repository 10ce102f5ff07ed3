//! Turns an [`Api`] into a [`Crate`]: every Rust decision is made here, with all of the description in view.

mod answer;
mod client;
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
mod services;
mod sources;
mod types;
mod untyped;
mod waiter;

use std::collections::BTreeSet;

use crate::api::Api;
use crate::diagnostic::Diagnostics;
use crate::model::{Crate, Item, ModelModule, Package, Part, Paths, SchemeKind, Type};
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
    let names = names::choose(api);
    let recursion = recursion::find(&api.schemas);
    let services = services::distinct(api);
    let census = untyped::Census::default();
    let mut ctx = Ctx { api, names: &names, services: &services, recursion: &recursion, census: &census, diagnostics };
    let models = ctx.models();
    let groups = ctx.groups();
    let client = ctx.client(&groups);
    let package = package(api, &settings);
    let example = crate_docs::example(&groups);
    let mut parts = BTreeSet::new();
    if models.iter().flat_map(|module| &module.items).any(|item| matches!(item, Item::Enum(_)))
        || client.variables.iter().any(|variable| variable.values.is_some())
    {
        parts.insert(Part::OpenEnum);
    }
    let operations = || groups.iter().flat_map(|group| &group.operations);
    for (part, is_it) in
        [(Part::DateTime, Type::has_date_time as fn(&Type) -> bool), (Part::Password, Type::has_password)]
    {
        if uses(&models, is_it) || operations().any(|operation| operations::uses(operation, is_it)) {
            parts.insert(part);
        }
    }
    if operations().any(|operation| operation.waiter.is_some()) {
        parts.insert(Part::Wait);
    }
    if operations().any(|operation| operation.pages.is_some()) {
        parts.insert(Part::Pages);
    }
    if client.sources().next().is_some() {
        parts.insert(Part::Source);
    }
    parts.extend(client.schemes.iter().filter_map(|scheme| match scheme.kind {
        SchemeKind::Signature(part) => Some(part),
        SchemeKind::Header(_) => None,
    }));
    if [Part::DateTime, Part::SdkHmacSha256, Part::Source].iter().any(|part| parts.contains(part)) {
        parts.insert(Part::Rfc3339);
    }
    let docs = crate_docs::lines(api, &package);
    let untyped = census.finish(diagnostics);
    Crate { package, paths: settings.paths, docs, client, models, groups, parts, example, untyped }
}

/// What the functions of this pass share.
struct Ctx<'a> {
    api: &'a Api,
    names: &'a Names,
    services: &'a services::Distinct<'a>,
    recursion: &'a recursion::Recursion,
    census: &'a untyped::Census,
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

/// Whether a model holds such a type.
fn uses(models: &[ModelModule], is_it: fn(&Type) -> bool) -> bool {
    models.iter().flat_map(|module| &module.items).any(|item| match item {
        Item::Struct(item) => item.fields.iter().any(|field| is_it(&field.ty)),
        Item::Alias(item) => is_it(&item.ty),
        Item::Enum(_) => false,
    })
}
