//! Finds names that would have become the same identifier. It looks at what was chosen and chooses nothing.

use std::collections::BTreeMap;

use super::names::{Names, operation_name};
use crate::api::Api;
use crate::diagnostic::printable;
use crate::ident;
use crate::model::{
    BodyForm, Client, Collision, Enum, Group, IntegerVariant, Item, ModelModule, Operation, UnionVariant,
};

/// A name, the identifier that it wanted and the one that it got.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) name: String,
    pub(super) identifier: String,
    pub(super) became: String,
}

impl Claim {
    pub(super) fn new(name: &str, identifier: String, became: &str) -> Self {
        Self { name: name.to_owned(), identifier, became: became.to_owned() }
    }

    fn value(name: &str, became: &str) -> Self {
        Self::new(name, ident::value_name(name), became)
    }
}

/// All collisions, scope by scope.
pub(super) fn find(
    api: &Api,
    names: &Names,
    models: &[ModelModule],
    groups: &[Group],
    client: &Client,
) -> Vec<Collision> {
    let mut found = Vec::new();
    of_scope("models", &names.type_claims, &mut found);
    of_scope("src/models", &names.module_claims, &mut found);
    let operations = || api.operations.iter().map(operation_name).zip(&names.operations);
    let methods: Vec<Claim> = operations().map(|(name, names)| Claim::value(&name, &names.method)).collect();
    of_scope("Client", &methods, &mut found);
    let builders = operations().map(|(name, names)| Claim::new(&name, ident::type_name(&name), &names.builder));
    let views = operations().filter_map(|(name, names)| {
        let identifier = format!("{}Headers", names.builder);
        Some(Claim::new(&format!("{name} Headers"), identifier, names.headers.as_ref()?))
    });
    let kinds = operations().filter_map(|(name, names)| {
        let identifier = format!("{}Response", names.builder);
        Some(Claim::new(&format!("{name} Response"), identifier, names.kinds.as_ref()?))
    });
    let errors = operations().filter_map(|(name, names)| {
        let identifier = format!("{}Error", names.builder);
        Some(Claim::new(&format!("{name} Error"), identifier, names.errors.as_ref()?))
    });
    of_scope("operations", &builders.chain(views).chain(kinds).chain(errors).collect::<Vec<_>>(), &mut found);
    let tags = groups.iter().map(|group| Claim::new(&group.tag, ident::module_name(&group.tag), &group.module));
    of_scope("src/operations", &tags.collect::<Vec<_>>(), &mut found);
    let webhook = |(became, title): &(String, String)| Claim::new(title, ident::variant_name(title), became);
    of_scope("webhooks::Webhook", &names.webhooks.iter().map(webhook).collect::<Vec<_>>(), &mut found);
    of_client(client, &mut found);
    for item in models.iter().flat_map(|module| &module.items) {
        of_scope(&format!("models::{}", item.name()), &members(item), &mut found);
    }
    for operation in groups.iter().flat_map(|group| &group.operations) {
        of_operation(operation, &mut found);
    }
    found
}

fn of_client(client: &Client, found: &mut Vec<Collision>) {
    let variables = client.variables.iter().map(|variable| Claim::value(&variable.wire_name, &variable.method));
    let parameters = client.parameters.iter().map(|parameter| Claim::value(&parameter.wire_name, &parameter.method));
    of_scope("ClientBuilder", &variables.chain(parameters).collect::<Vec<_>>(), found);
    let schemes = client.schemes.iter().map(|scheme| Claim::value(&scheme.wire_name, &scheme.method));
    of_scope("Credentials", &schemes.collect::<Vec<_>>(), found);
    let fields = client.error_fields.iter().map(|field| Claim::value(&field.wire_name, &field.method));
    of_scope("Error", &fields.collect::<Vec<_>>(), found);
    for values in client.variables.iter().filter_map(|variable| variable.values.as_ref()) {
        of_scope(&values.name, &variants(values), found);
    }
}

fn of_operation(operation: &Operation, found: &mut Vec<Collision>) {
    let arguments = operation.arguments.iter().map(|argument| Claim::value(&argument.wire_name, &argument.name));
    let setters = operation.setters.iter().map(|setter| Claim::value(&setter.wire_name, &setter.name));
    let scope = format!("operations::{}", operation.builder);
    let parts = match operation.body.as_ref().map(|body| &body.form) {
        Some(BodyForm::Parts { parts, .. }) => parts.as_slice(),
        _ => &[],
    };
    let parts = parts.iter().map(|part| Claim::value(&part.wire_name, &part.name));
    of_scope(&scope, &arguments.chain(setters).chain(parts).collect::<Vec<_>>(), found);
    if let Some(view) = &operation.headers {
        let headers = view.headers.iter().map(|header| Claim::value(&header.wire_name, &header.method));
        of_scope(&format!("operations::{}", view.name), &headers.collect::<Vec<_>>(), found);
    }
}

fn members(item: &Item) -> Vec<Claim> {
    match item {
        Item::Struct(item) => item.fields.iter().map(|field| Claim::value(&field.wire_name, &field.name)).collect(),
        Item::Enum(item) => variants(item),
        // Numbers differ; names that somebody gave them need not.
        Item::IntegerEnum(item) => item.variants.iter().filter_map(integer_variant).collect(),
        Item::Union(item) => {
            let claim = |variant: &UnionVariant| Claim::new(&variant.label, variant.identifier.clone(), &variant.name);
            item.variants.iter().map(claim).collect()
        }
        Item::Alias(_) | Item::Newtype(_) => Vec::new(),
    }
}

fn variants(item: &Enum) -> Vec<Claim> {
    let claim = |name: &String, became| Claim::new(name, ident::variant_name(name), became);
    item.variants.iter().map(|variant| claim(&variant.wire_name, &variant.name)).collect()
}

fn integer_variant(variant: &IntegerVariant) -> Option<Claim> {
    let label = variant.label.as_ref()?;
    Some(Claim::new(label, ident::variant_name(label), &variant.name))
}

/// A name that gave way to a word of ours collides with no other name.
fn of_scope(scope: &str, claims: &[Claim], found: &mut Vec<Collision>) {
    let mut takers: BTreeMap<String, usize> = BTreeMap::new();
    for claim in claims {
        *takers.entry(ident::fold(&claim.identifier)).or_default() += 1;
        if claim.became != claim.identifier {
            *takers.entry(ident::fold(&claim.became)).or_default() += 1;
        }
    }
    let collides = |claim: &&Claim| takers.get(&ident::fold(&claim.identifier)).is_some_and(|&takers| takers > 1);
    found.extend(claims.iter().filter(collides).map(|claim| Collision {
        scope: scope.to_owned(),
        name: printable(&claim.name).into_owned(),
        identifier: claim.identifier.clone(),
        became: claim.became.clone(),
    }));
}
