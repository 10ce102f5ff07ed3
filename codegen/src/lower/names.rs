//! Chooses every name, in one pass, in the description's order.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::{self, Needed};
use super::collisions::Claim;
use super::complexity;
use super::operations::{errors, successes};
use super::recursion::Recursion;
use super::statuses::{statuses, variant_name};
use super::webhooks::{self, Form};
use super::{schemes, unions};
use crate::api::{Api, Kind, MediaType, Operation, SchemaId, Schemas, Webhook};
use crate::ident::{self, Scope};
use crate::model::TypeName;
use crate::pointer::Pointer;

/// The names of everything that gets a name of its own.
#[derive(Debug)]
pub(super) struct Names {
    /// The type of each schema that is defined under a name.
    pub(super) types: BTreeMap<SchemaId, TypeName>,
    /// The modules below `models`, each with what it defines.
    pub(super) modules: Vec<ModuleNames>,
    /// In the order of [`Api::operations`].
    pub(super) operations: Vec<OperationNames>,
    /// The variants of webhooks, each with what it is named after, in the order of [`Api::webhooks`].
    pub(super) webhooks: Vec<(String, String)>,
    /// The constructors of credentials, in the order of [`Api::security_schemes`].
    pub(super) constructors: Vec<Option<String>>,
    /// What the types are named after.
    pub(super) type_claims: Vec<Claim>,
    /// What the modules are named after.
    pub(super) module_claims: Vec<Claim>,
}

/// A module below `models`.
#[derive(Debug)]
pub(super) struct ModuleNames {
    pub(super) name: String,
    pub(super) types: Vec<SchemaId>,
}

/// The names of one operation.
#[derive(Debug)]
pub(super) struct OperationNames {
    pub(super) method: String,
    pub(super) builder: String,
    /// The view of its answers' headers, if it has any.
    pub(super) headers: Option<String>,
    /// The enum of its bodies, if it takes one of several.
    pub(super) body: Option<String>,
    /// What tells its successes apart, if there are several.
    pub(super) kinds: Option<String>,
    /// What tells its errors apart, if there are several that hold something.
    pub(super) errors: Option<String>,
}

/// Components first: what is written inline takes what they leave, and stands in the module of what it is written in.
pub(super) fn choose(api: &Api, recursion: &Recursion) -> Names {
    let mut ctx = Ctx {
        schemas: &api.schemas,
        recursion,
        scope: Scope::reserving(ident::MODEL_TYPES),
        types: BTreeMap::new(),
        claimed: Vec::new(),
        home: None,
        seen: BTreeSet::new(),
        claims: Vec::new(),
    };
    let components: Vec<(SchemaId, &str)> =
        api.schemas.components().filter_map(|(id, schema)| Some((id, schema.component.as_deref()?))).collect();
    for &(id, name) in &components {
        ctx.claim(id, name);
    }
    for &(id, _) in &components {
        ctx.claim_write_form(id);
    }
    ctx.claimed.clear();
    let operations = operations(api);
    let mut homes: Vec<Home> = Vec::new();
    // What several of them use is named by the one that it is written in, wherever that stands; only then by others.
    for &(id, name) in &components {
        ctx.home = Some(ctx.schemas.get(id).pointer.clone());
        ctx.children(id, name);
        let types = ctx.forms(id).into_iter().chain(ctx.take()).collect();
        homes.push(Home { name: name.to_owned(), types });
    }
    let mut shared: BTreeSet<SchemaId> = BTreeSet::new();
    let brought = api.webhooks.iter().filter_map(|webhook| match Form::of(webhook) {
        Form::Json(media) => Some((media.schema?, None)),
        _ => None,
    });
    let used = api.operations.iter().flat_map(|operation| used(&api.schemas, operation));
    for (id, part) in used.chain(brought) {
        let pointer = &api.schemas.get(id).pointer;
        if let Some((home, name)) = shared_component(pointer)
            && shared.insert(id)
        {
            ctx.home = Some(home);
            match part {
                Some(part) => ctx.inline(id, &child_name(&name, part)),
                None => ctx.inline(id, &name),
            }
            let types = ctx.take();
            match homes.last_mut().filter(|last| part.is_some() && last.name == name) {
                Some(last) => last.types.extend(types),
                None => homes.push(Home { name, types }),
            }
        }
    }
    let first_operation = homes.len();
    for (operation, names) in api.operations.iter().zip(&operations) {
        ctx.home = Some(operation.pointer.clone());
        ctx.operation(operation, names);
        homes.push(Home { name: names.builder.clone(), types: ctx.take() });
    }
    let titles = webhooks::titles(api);
    let first_webhook = homes.len();
    for (webhook, title) in api.webhooks.iter().zip(&titles) {
        ctx.home = Some(webhook.request.pointer.clone());
        ctx.webhook(webhook, title);
        homes.push(Home { name: title.clone(), types: ctx.take() });
    }
    (ctx.home, ctx.seen) = (None, BTreeSet::new());
    for (&(id, name), home) in components.iter().zip(&mut homes) {
        ctx.children(id, name);
        home.types.extend(ctx.take());
    }
    for ((operation, names), home) in api.operations.iter().zip(&operations).zip(&mut homes[first_operation..]) {
        ctx.operation(operation, names);
        home.types.extend(ctx.take());
    }
    for ((webhook, title), home) in api.webhooks.iter().zip(&titles).zip(&mut homes[first_webhook..]) {
        ctx.webhook(webhook, title);
        home.types.extend(ctx.take());
    }
    let types = ctx.types.values().map(|name| name.0.as_str());
    let mut modules = Modules { scope: ident::modules_beside("models", types), ..Modules::default() };
    for home in homes.into_iter().filter(|home| !home.types.is_empty()) {
        modules.add(&home.name, home.types);
    }
    Names {
        types: ctx.types,
        modules: modules.all,
        operations,
        webhooks: webhooks::variants(&titles).into_iter().zip(titles).collect(),
        constructors: schemes::constructors(api).0,
        type_claims: ctx.claims,
        module_claims: modules.claims,
    }
}

/// What a module is named after, and what stands in it.
struct Home {
    name: String,
    types: Vec<SchemaId>,
}

/// The schemas that an operation uses itself, each with the name of the part of its body that it is of.
fn used<'a>(schemas: &'a Schemas, operation: &'a Operation) -> impl Iterator<Item = (SchemaId, Option<&'a str>)> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
    let body = operation.body.iter().flat_map(|body| bodies::needed(schemas, body));
    let body = body.map(|needed| (needed.schema, needed.part));
    let responses = operation.responses.iter().flat_map(|response| {
        let content = response.content.iter().filter_map(|media| media.schema);
        content.chain(response.headers.iter().filter_map(|header| header.schema))
    });
    parameters.map(|id| (id, None)).chain(body).chain(responses.map(|id| (id, None)))
}

/// The component that a schema is written in, if that is none itself, and what its type is to be called.
fn shared_component(at: &Pointer) -> Option<(Pointer, String)> {
    let ["components", kind, name, ..] = at.segments()[..] else { return None };
    let suffix = match kind {
        "responses" => "Response",
        "requestBodies" => "Request",
        "parameters" | "headers" => "",
        _ => return None,
    };
    let is_said = name.to_lowercase().ends_with(&suffix.to_lowercase());
    let home = Pointer::root().key("components").key(kind).key(name);
    Some((home, if is_said { name.to_owned() } else { format!("{name} {suffix}") }))
}

#[derive(Default)]
struct Modules {
    scope: Scope,
    all: Vec<ModuleNames>,
    claims: Vec<Claim>,
}

impl Modules {
    fn add(&mut self, name: &str, types: Vec<SchemaId>) {
        let identifier = ident::module_name(name);
        let module = self.scope.claim(identifier.clone());
        self.claims.push(Claim::new(name, identifier, &module));
        self.all.push(ModuleNames { name: module, types });
    }
}

/// What an operation is named after.
pub(super) fn operation_name(operation: &Operation) -> String {
    match &operation.id {
        Some(id) if !id.is_empty() => id.clone(),
        _ => format!("{} {}", operation.method.to_lowercase(), operation.path),
    }
}

fn operations(api: &Api) -> Vec<OperationNames> {
    let mut methods = Scope::reserving(ident::CLIENT_METHODS);
    let mut builders = Scope::reserving(ident::OPERATION_TYPES);
    let mut named = Vec::with_capacity(api.operations.len());
    for operation in &api.operations {
        let name = operation_name(operation);
        named.push(OperationNames {
            method: methods.claim(ident::value_name(&name)),
            builder: builders.claim(ident::type_name(&name)),
            headers: None,
            body: None,
            kinds: None,
            errors: None,
        });
    }
    // The calls themselves come first.
    for (operation, names) in api.operations.iter().zip(&mut named) {
        if operation.responses.iter().any(|response| !response.headers.is_empty()) {
            names.headers = Some(builders.claim(format!("{}Headers", names.builder)));
        }
        if operation.body.as_ref().is_some_and(|body| bodies::forms(&api.schemas, body).len() > 1) {
            names.body = Some(builders.claim(format!("{}Body", names.builder)));
        }
    }
    for (operation, names) in api.operations.iter().zip(&mut named) {
        if successes(operation).len() > 1 {
            names.kinds = Some(builders.claim(format!("{}Response", names.builder)));
        }
        if errors(operation).len() > 1 {
            names.errors = Some(builders.claim(format!("{}Error", names.builder)));
        }
    }
    named
}

struct Ctx<'a> {
    schemas: &'a Schemas,
    recursion: &'a Recursion,
    scope: Scope,
    types: BTreeMap<SchemaId, TypeName>,
    /// What got a name since it was last taken.
    claimed: Vec<SchemaId>,
    /// Only what is written here gets a name.
    home: Option<Pointer>,
    /// What has been looked at.
    seen: BTreeSet<SchemaId>,
    claims: Vec<Claim>,
}

/// A schema that gets a name if it needs one.
struct Candidate {
    schema: SchemaId,
    name: String,
    /// How many levels of its type stand around that of the schema, when a field or a function uses it: their types
    /// must not be too long.
    levels: Option<usize>,
}

/// What is written inline is named after what it is written in and how it is called there.
fn child_name(parent: &str, name: &str) -> String {
    format!("{parent} {}", ident::shorten(name))
}

/// What a schema is called that a component keeps in its `$defs`: by both names.
fn definition_name(at: &Pointer) -> Option<String> {
    match at.segments()[..] {
        ["components", "schemas", component, .., "$defs" | "definitions", key] => Some(child_name(component, key)),
        _ => None,
    }
}

/// What goes deeper than this without a name gets one.
const DEEPEST: usize = 32;

impl Ctx<'_> {
    fn claim(&mut self, id: SchemaId, name: &str) {
        self.claim_as(id, name, ident::type_name(name));
    }

    fn claim_as(&mut self, id: SchemaId, name: &str, identifier: String) {
        let ty = self.scope.claim(identifier.clone());
        self.claims.push(Claim::new(name, identifier, &ty));
        self.types.insert(id, TypeName(ty));
        self.claimed.push(id);
    }

    /// Names what is sent of a schema that is split, if it is: `PetWrite` of `Pet`.
    fn claim_write_form(&mut self, id: SchemaId) {
        if let (Some(twin), Some(TypeName(name))) = (self.schemas.get(id).twin, self.types.get(&id)) {
            let identifier = format!("{}Write", name.trim_end_matches('_'));
            self.claim_as(twin, &format!("{name} Write"), identifier);
        }
    }

    /// A schema, or both forms of one that is split: what is received comes first.
    fn forms(&self, id: SchemaId) -> Vec<SchemaId> {
        let schema = self.schemas.get(id);
        match schema.twin {
            Some(received) if schema.is_write_form() => vec![received, id],
            twin => std::iter::once(id).chain(twin).collect(),
        }
    }

    fn take(&mut self) -> Vec<SchemaId> {
        std::mem::take(&mut self.claimed)
    }

    /// Names what is written inline in a schema, and in what is sent of it, after the place where it is used.
    fn children(&mut self, id: SchemaId, name: &str) {
        for form in self.forms(id) {
            for child in self.below(form, name) {
                self.name(child);
            }
        }
    }

    /// What a schema is made of, each with the name that it would get.
    fn below(&self, id: SchemaId, name: &str) -> Vec<Candidate> {
        let part = |schema: SchemaId, name: String| Candidate { schema, name, levels: None };
        let member = |schema: SchemaId, name: String| Candidate { schema, name, levels: Some(1) };
        let name = ident::shorten(name);
        match &self.schemas.get(id).kind {
            Kind::Array(items) => vec![part(*items, format!("{name} Item"))],
            Kind::Tuple(elements) => elements.iter().map(|element| part(*element, format!("{name} Item"))).collect(),
            Kind::Map(values) => vec![part(*values, format!("{name} Value"))],
            Kind::Object(object) => {
                let members = object.properties.iter();
                let members = members.map(|property| member(property.schema, child_name(name, &property.name)));
                let rest = object.additional.map(|schema| member(schema, format!("{name} AdditionalProperty")));
                let choices = object.choices.iter().map(|choice| member(*choice, format!("{name} Variant")));
                members.chain(choices).chain(rest).collect()
            }
            Kind::Union(union) => {
                let labels = unions::labels(self.schemas, union);
                let branches = union.branches.iter().zip(labels);
                let branches = branches.map(|(branch, label)| member(*branch, child_name(name, &label)));
                // What a base has is written in the union's own schema.
                let base = self.schemas.base(union).map(|base| self.below(base, name));
                base.into_iter().flatten().chain(branches).collect()
            }
            Kind::Reference(target) => vec![part(*target, name.to_owned())],
            Kind::Any
            | Kind::Null
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number { .. }
            | Kind::String { .. }
            | Kind::Enumeration(_)
            | Kind::IntegerEnumeration(_)
            | Kind::Other { .. } => Vec::new(),
        }
    }

    fn inline(&mut self, schema: SchemaId, name: &str) {
        self.name(Candidate { schema, name: name.to_owned(), levels: None });
    }

    fn used(&mut self, schema: SchemaId, name: &str, levels: usize) {
        self.name(Candidate { schema, name: name.to_owned(), levels: Some(levels) });
    }

    /// Without recursion: what refers to places anywhere can go as deep as it likes.
    fn name(&mut self, candidate: Candidate) {
        let mut pending = vec![(candidate, 0)];
        while let Some((Candidate { schema: id, name, levels }, depth)) = pending.pop() {
            let schema = self.schemas.get(id);
            let is_elsewhere = self.home.as_ref().is_some_and(|home| !schema.pointer.is_within(home));
            if schema.component.is_some() || is_elsewhere || !self.seen.insert(id) {
                continue;
            }
            // What has a name may hold what has none, since it was written elsewhere.
            let known = self.types.get(&id).map(|name| name.0.clone());
            let is_defined = matches!(
                schema.kind,
                Kind::Object(_) | Kind::Enumeration(_) | Kind::IntegerEnumeration(_) | Kind::Union(_)
            );
            let is_long = levels.is_some_and(|levels| complexity::needs_name(self.schemas, self.recursion, id, levels));
            let is_claimed = is_defined || is_long || self.recursion.needs_newtype(id) || depth > DEEPEST;
            let (forms, depth) = if is_claimed { (self.forms(id), 0) } else { (vec![id], depth + 1) };
            let name = definition_name(&schema.pointer).unwrap_or(name);
            if let (true, None, [first, ..]) = (is_claimed, &known, &forms[..]) {
                self.claim(*first, &name);
                self.claim_write_form(*first);
            }
            let name = known.unwrap_or(name);
            let children = forms.iter().flat_map(|form| self.below(*form, &name));
            pending.extend(children.collect::<Vec<_>>().into_iter().rev().map(|child| (child, depth)));
        }
    }

    fn webhook(&mut self, webhook: &Webhook, title: &str) {
        if let Form::Json(MediaType { schema: Some(schema), .. }) = Form::of(webhook) {
            let is_said = title.to_lowercase().ends_with("payload");
            let name = if is_said { title.to_owned() } else { format!("{title} Payload") };
            self.used(*schema, &name, 1);
        }
    }

    fn operation(&mut self, operation: &Operation, names: &OperationNames) {
        let name = names.builder.as_str();
        for parameter in &operation.parameters {
            self.used(parameter.schema, &child_name(name, &parameter.name), 0);
        }
        let schemas = self.schemas;
        for Needed { schema, part, form } in operation.body.iter().flat_map(|body| bodies::needed(schemas, body)) {
            let name = match form {
                Some(form) => format!("{name} {form} Request"),
                None => format!("{name} Request"),
            };
            match part {
                Some(part) => self.used(schema, &child_name(&name, part), 0),
                None => self.used(schema, &name, 1),
            }
        }
        let successes = successes(operation);
        for response in &operation.responses {
            let is_success = successes.iter().any(|success| success.status == response.status);
            let (suffix, is_told_apart) =
                if is_success { ("Response", names.kinds.is_some()) } else { ("Error", names.errors.is_some()) };
            let suffix = match variant_name(statuses(response.status)) {
                status if is_told_apart => format!("{status} {suffix}"),
                _ => suffix.to_owned(),
            };
            for schema in response.content.iter().filter_map(|media| media.schema) {
                self.used(schema, &format!("{name} {suffix}"), 2);
            }
        }
        for header in operation.responses.iter().flat_map(|response| &response.headers) {
            // Only plain values are read of headers.
            let schema = header.schema.filter(|&id| matches!(self.schemas.get(id).kind, Kind::Enumeration(_)));
            if let Some(schema) = schema {
                self.inline(schema, &child_name(name, &header.name));
            }
        }
    }
}
