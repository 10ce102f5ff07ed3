//! Turns an [`Api`] into a [`Crate`]: every Rust decision is made here, with all of the description in view.

mod client;
mod crate_docs;
mod docs;
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
mod types;

use std::collections::BTreeSet;

use crate::api::Api;
use crate::diagnostic::Diagnostics;
use crate::model::{Crate, Item, ModelModule, Package, Part, Paths, SchemeKind};
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
    let mut ctx = Ctx { api, names: &names, services: &services, recursion: &recursion, diagnostics };
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
    if uses_date_time(&models) || groups.iter().flat_map(|group| &group.operations).any(operations::uses_date_time) {
        parts.insert(Part::DateTime);
    }
    if groups.iter().flat_map(|group| &group.operations).any(|operation| operation.pages.is_some()) {
        parts.insert(Part::Pages);
    }
    parts.extend(client.schemes.iter().filter_map(|scheme| match scheme.kind {
        SchemeKind::Signature(part) => Some(part),
        SchemeKind::Header(_) => None,
    }));
    let docs = crate_docs::lines(api, &package);
    Crate { package, paths: settings.paths, docs, client, models, groups, parts, example }
}

/// What the functions of this pass share.
struct Ctx<'a> {
    api: &'a Api,
    names: &'a Names,
    services: &'a services::Distinct<'a>,
    recursion: &'a recursion::Recursion,
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

fn uses_date_time(models: &[ModelModule]) -> bool {
    models.iter().flat_map(|module| &module.items).any(|item| match item {
        Item::Struct(item) => item.fields.iter().any(|field| field.ty.has_date_time()),
        Item::Alias(item) => item.ty.has_date_time(),
        Item::Enum(_) => false,
    })
}
