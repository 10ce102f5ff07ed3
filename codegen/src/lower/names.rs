//! Chooses every name, in one pass, in the description's order.

use std::collections::BTreeMap;

use super::collisions::Claim;
use super::complexity;
use super::recursion::Recursion;
use crate::api::{Api, Kind, Operation, SchemaId, Schemas};
use crate::ident::{self, Scope};
use crate::model::TypeName;

/// The names of everything that gets a name of its own.
#[derive(Debug)]
pub(super) struct Names {
    /// The type of each schema that is defined under a name.
    pub(super) types: BTreeMap<SchemaId, TypeName>,
    /// The modules below `models`, each with what it defines.
    pub(super) modules: Vec<ModuleNames>,
    /// In the order of [`Api::operations`].
    pub(super) operations: Vec<OperationNames>,
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
}

/// Components first: what is written inline takes what they leave, and stands in the module of what it is written in.
pub(super) fn choose(api: &Api, recursion: &Recursion) -> Names {
    let mut ctx = Ctx {
        schemas: &api.schemas,
        recursion,
        scope: Scope::reserving(ident::MODEL_TYPES),
        types: BTreeMap::new(),
        claimed: Vec::new(),
        claims: Vec::new(),
    };
    let components: Vec<(SchemaId, &str)> =
        api.schemas.components().filter_map(|(id, schema)| Some((id, schema.component.as_deref()?))).collect();
    for &(id, name) in &components {
        ctx.claim(id, name);
    }
    ctx.claimed.clear();
    let operations = operations(api);
    let mut modules = Modules::default();
    for &(id, name) in &components {
        ctx.children(id, name);
        let inline = std::mem::take(&mut ctx.claimed);
        modules.add(name, std::iter::once(id).chain(inline).collect());
    }
    for (operation, names) in api.operations.iter().zip(&operations) {
        ctx.operation(operation, &names.builder);
        let inline = std::mem::take(&mut ctx.claimed);
        if !inline.is_empty() {
            modules.add(&names.builder, inline);
        }
    }
    Names { types: ctx.types, modules: modules.all, operations, type_claims: ctx.claims, module_claims: modules.claims }
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
        });
    }
    // The calls themselves come first.
    for (operation, names) in api.operations.iter().zip(&mut named) {
        if operation.responses.iter().any(|response| !response.headers.is_empty()) {
            names.headers = Some(builders.claim(format!("{}Headers", names.builder)));
        }
    }
    named
}

struct Ctx<'a> {
    schemas: &'a Schemas,
    recursion: &'a Recursion,
    scope: Scope,
    types: BTreeMap<SchemaId, TypeName>,
    /// What got a name since the last module was finished.
    claimed: Vec<SchemaId>,
    claims: Vec<Claim>,
}

impl Ctx<'_> {
    fn claim(&mut self, id: SchemaId, name: &str) {
        let identifier = ident::type_name(name);
        let ty = self.scope.claim(identifier.clone());
        self.claims.push(Claim::new(name, identifier, &ty));
        self.types.insert(id, TypeName(ty));
        self.claimed.push(id);
    }

    /// Names what is written inline in a schema after the place where it is used.
    fn children(&mut self, id: SchemaId, name: &str) {
        match &self.schemas.get(id).kind {
            Kind::Array(items) => self.inline(*items, &format!("{name} Item")),
            Kind::Tuple(elements) => {
                for element in elements {
                    self.inline(*element, &format!("{name} Item"));
                }
            }
            Kind::Map(values) => self.inline(*values, &format!("{name} Value")),
            Kind::Object(object) => {
                for property in &object.properties {
                    self.used(property.schema, &format!("{name} {}", property.name), 1);
                }
                if let Some(schema) = object.additional {
                    self.used(schema, &format!("{name} AdditionalProperty"), 1);
                }
            }
            Kind::Any
            | Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number { .. }
            | Kind::String { .. }
            | Kind::Enumeration(_)
            | Kind::IntegerEnumeration(_)
            | Kind::Reference(_)
            | Kind::Other { .. } => {}
        }
    }

    /// Names what is written inline and used by a field or a function, whose types must not be too long: `levels` of
    /// its type stand around that of the schema.
    fn used(&mut self, id: SchemaId, name: &str, levels: usize) {
        let schema = self.schemas.get(id);
        let is_nameless = schema.component.is_none() && !self.types.contains_key(&id);
        if is_nameless && complexity::needs_name(self.schemas, self.recursion, id, levels) {
            self.claim(id, name);
            self.children(id, name);
        } else {
            self.inline(id, name);
        }
    }

    fn inline(&mut self, id: SchemaId, name: &str) {
        let schema = self.schemas.get(id);
        if schema.component.is_some() || self.types.contains_key(&id) {
            return;
        }
        let is_defined = matches!(schema.kind, Kind::Object(_) | Kind::Enumeration(_) | Kind::IntegerEnumeration(_));
        if is_defined || self.recursion.needs_newtype(id) {
            self.claim(id, name);
        }
        self.children(id, name);
    }

    fn operation(&mut self, operation: &Operation, name: &str) {
        for parameter in &operation.parameters {
            self.inline(parameter.schema, &format!("{name} {}", parameter.name));
        }
        for media in operation.body.iter().flat_map(|body| &body.content) {
            if let Some(schema) = media.schema {
                self.used(schema, &format!("{name} Request"), 1);
            }
        }
        for response in &operation.responses {
            let suffix = if response.status.is_success() { "Response" } else { "Error" };
            for schema in response.content.iter().filter_map(|media| media.schema) {
                self.used(schema, &format!("{name} {suffix}"), 2);
            }
        }
        for header in operation.responses.iter().flat_map(|response| &response.headers) {
            // Only plain values are read of headers.
            let schema = header.schema.filter(|&id| matches!(self.schemas.get(id).kind, Kind::Enumeration(_)));
            if let Some(schema) = schema {
                self.inline(schema, &format!("{name} {}", header.name));
            }
        }
    }
}
