//! What is defined below `models`: a module for each component, with what is written inline in it.

use super::{Ctx, docs, markdown};
use crate::api::{Access, Direction, Enumeration, IntegerValue, Kind, Object, Property, SchemaId, Schemas};
use crate::diagnostic::{Diagnostic, Place};
use crate::ident::{self, Scope};
use crate::model::{
    Alias, Enum, Field, IntegerEnum, IntegerVariant, Item, ModelModule, Struct, Type, TypeName, Variant,
};

/// More required members than this are easier to read as a literal than as arguments of `new`.
const MOST_ARGUMENTS: usize = 7;

/// What the field of a member is like.
pub(super) struct Member {
    pub(super) ty: Type,
    pub(super) required: bool,
    /// It would hold what it is part of, without an end.
    is_infinite: bool,
}

impl Ctx<'_> {
    /// All modules, in the description's order.
    pub(super) fn models(&mut self) -> Vec<ModelModule> {
        let names = self.names;
        let mut models = Vec::with_capacity(names.modules.len());
        for module in &names.modules {
            let named = module.types.iter().filter_map(|id| Some((*id, names.types.get(id)?)));
            let items = named.map(|(id, name)| self.item(id, name)).collect();
            models.push(ModelModule { name: module.name.clone(), items, conversions: Vec::new() });
        }
        for id in self.api.schemas.ids() {
            self.report(id);
        }
        models
    }

    fn item(&mut self, id: SchemaId, name: &TypeName) -> Item {
        let schema = self.api.schemas.get(id);
        match &schema.kind {
            Kind::Object(object) => Item::Struct(self.struct_(id, name, object)),
            Kind::Enumeration(enumeration) => Item::Enum(enum_(name, self.docs(id), enumeration)),
            Kind::IntegerEnumeration(values) => Item::IntegerEnum(integer_enum(name, self.docs(id), values)),
            Kind::Union(union) => Item::Union(self.union(name, self.docs(id), union)),
            _ => {
                let alias = Alias { name: name.0.clone(), docs: self.docs(id), ty: self.anonymous(id) };
                if self.recursion.needs_newtype(id) { Item::Newtype(alias) } else { Item::Alias(alias) }
            }
        }
    }

    fn struct_(&mut self, id: SchemaId, name: &TypeName, object: &Object) -> Struct {
        let schema = self.api.schemas.get(id);
        let mut names = field_names(&self.api.schemas, object).into_iter();
        let members = object.properties.iter().zip(names.by_ref());
        let fields: Vec<Field> = members.map(|(property, name)| self.field(id, name, property)).collect();
        let choices = object.choices.iter().zip(names);
        let parts: Vec<Field> = choices.map(|(&choice, name)| self.part(id, name, choice)).collect();
        let received_only = schema.direction == Direction { sent: false, received: true };
        let required: Vec<usize> = (0..fields.len()).filter(|&index| fields[index].required).collect();
        let arguments = required.len() + parts.len();
        let constructible = !received_only && (1..=MOST_ARGUMENTS).contains(&arguments);
        Struct {
            name: name.0.clone(),
            wire_name: schema.component.clone().unwrap_or_else(|| name.0.clone()),
            docs: self.docs(id),
            received_only,
            default: !received_only && arguments == 0,
            constructor: constructible.then_some(required),
            rest: object.additional.map(|schema| self.rest(schema)),
            fields,
            parts,
        }
    }

    /// The field for members of the same object that differ from case to case.
    fn part(&self, owner: SchemaId, name: String, choice: SchemaId) -> Field {
        let schema = self.api.schemas.get(choice);
        let ty = match self.ty(choice) {
            Type::Option(inner) => *inner,
            ty => ty,
        };
        let ty = if self.recursion.needs_box(owner, choice) { Type::Box(Box::new(ty)) } else { ty };
        let docs = if schema.component.is_some() {
            reference_docs(schema, Vec::new())
        } else {
            let docs = docs::Writer::default().line("The members that differ from case to case.");
            docs.text(schema.docs.description.as_deref()).finish(false)
        };
        Field { name, wire_name: String::new(), docs, ty, required: true }
    }

    /// The field for members that no property describes.
    fn rest(&self, values: SchemaId) -> Field {
        let schema = self.api.schemas.get(values);
        let docs = docs::Writer::default().line("Members that the description does not name.");
        Field {
            name: ident::REST.to_owned(),
            wire_name: String::new(),
            docs: docs.text(schema.docs.description.as_deref()).finish(false),
            ty: Type::Map(Box::new(self.ty(values))),
            required: true,
        }
    }

    fn field(&mut self, owner: SchemaId, name: String, property: &Property) -> Field {
        let schema = self.api.schemas.get(property.schema);
        let Member { ty, required, is_infinite } = self.member_type(owner, property);
        if is_infinite {
            self.diagnostics.push(
                Diagnostic::warning(
                    "infinite-value",
                    Place::Key(self.api.schemas.get(owner).pointer.key("properties").key(&property.name)),
                    format!("`{}` is required and holds what it is part of: no value is finite", property.name),
                )
                .generated("an optional member"),
            );
        }
        let mut notes: Vec<String> = docs::spelling(&property.name).into_iter().collect();
        notes.extend(one_way(schema.access, self.api.schemas.get(owner).direction));
        let docs =
            if schema.component.is_some() { reference_docs(schema, notes) } else { docs::value(&schema.docs, &notes) };
        Field { name, wire_name: property.name.clone(), docs, ty, required }
    }

    /// The type of a member's field.
    pub(super) fn member_type(&self, owner: SchemaId, property: &Property) -> Member {
        let mut ty = self.ty(property.schema);
        let is_boxed = self.recursion.needs_box(owner, property.schema) && !matches!(ty, Type::Vec(_) | Type::Value);
        let is_infinite = is_boxed && property.required && self.recursion.is_infinite(owner, property.schema);
        let required = property.required && !is_infinite;
        if is_boxed {
            ty = boxed(ty);
        }
        if !required {
            ty = match ty {
                Type::Option(inner) => Type::Field(inner),
                // Null is one of the values, or the only one.
                _ if self.is_open(property.schema) => Type::Field(Box::new(ty)),
                _ => Type::Option(Box::new(ty)),
            };
        }
        Member { ty, required, is_infinite }
    }

    /// Whether null is a value like others, as far as the type knows.
    fn is_open(&self, id: SchemaId) -> bool {
        let kind = &self.api.schemas.target(id).kind;
        matches!(kind, Kind::Any | Kind::Null | Kind::Other { .. }) || self.recursion.is_endless(id)
    }

    /// Says what becomes a value of any type although the description says more.
    fn report(&mut self, id: SchemaId) {
        let schema = self.api.schemas.get(id);
        let value = "`serde_json::Value`";
        let (place, problem, instead) = match &schema.kind {
            Kind::Other { at: None, .. } => return,
            Kind::Other { keyword, at: Some(at) } => {
                let problem = match *keyword {
                    "false" => "no value is right here".to_owned(),
                    "$dynamicRef" => "`$dynamicRef` does not lead to one schema alone".to_owned(),
                    keyword => format!("`{keyword}` is not supported here yet"),
                };
                (at.clone(), problem, value)
            }
            _ if self.recursion.is_endless(id) => {
                (schema.pointer.clone(), "this schema stands for nothing but itself".to_owned(), value)
            }
            _ => match self.tuple_problem(id) {
                Some((place, problem)) => (place, problem, "an array of any values"),
                None => return,
            },
        };
        let place = Place::Key(place);
        self.diagnostics.push(Diagnostic::warning("untyped", place, problem).generated(instead));
    }
}

/// That a member travels one way only, where its owner does not show it.
fn one_way(access: Access, owner: Direction) -> Option<String> {
    let note = match owner {
        Direction { sent: true, .. } if access.is_read_only() => "Read-only.",
        Direction { received: true, .. } if access.is_write_only() => "Write-only.",
        _ => return None,
    };
    Some(note.to_owned())
}

/// A member that refers to a component says the first thing that the component says.
fn reference_docs(schema: &crate::api::Schema, notes: Vec<String>) -> crate::model::Docs {
    let text = schema.docs.description.as_deref().or(schema.docs.title.as_deref()).unwrap_or_default();
    let first: Vec<String> = markdown::lines(text).into_iter().take_while(|line| !line.is_empty()).collect();
    docs::Writer::default().lines(first).lines(notes).finish(false)
}

fn boxed(ty: Type) -> Type {
    match ty {
        Type::Option(inner) => Type::Option(Box::new(Type::Box(inner))),
        other => Type::Box(Box::new(other)),
    }
}

/// An enum that keeps what it does not know.
pub(super) fn enum_(name: &TypeName, docs: crate::model::Docs, enumeration: &Enumeration) -> Enum {
    let mut scope = Scope::default();
    let variants = enumeration.values.iter().map(|value| Variant {
        name: scope.claim(ident::variant_name(value)),
        wire_name: value.clone(),
        docs: enumeration.descriptions.get(value).map(|text| markdown::lines(text)).unwrap_or_default(),
    });
    let variants = variants.collect();
    Enum { name: name.0.clone(), docs, variants, unknown: scope.claim("Unknown".to_owned()) }
}

/// An enum of integers; names that the description does not give are the numbers.
fn integer_enum(name: &TypeName, docs: crate::model::Docs, values: &[IntegerValue]) -> IntegerEnum {
    let mut scope = Scope::default();
    let variants = values.iter().map(|raw| {
        let name = match &raw.name {
            Some(name) => ident::variant_name(name),
            None => ident::integer_variant_name(raw.value),
        };
        let docs = raw.description.as_deref().map(markdown::lines).unwrap_or_default();
        IntegerVariant { name: scope.claim(name), label: raw.name.clone(), value: raw.value, docs }
    });
    let variants = variants.collect();
    IntegerEnum { name: name.0.clone(), docs, variants, unknown: scope.claim("Unknown".to_owned()) }
}

/// The names of an object's fields: those of its members, and behind them those of what differs from case to case.
pub(super) fn field_names(schemas: &Schemas, object: &Object) -> Vec<String> {
    let mut scope = field_scope(object);
    let members = object.properties.iter().map(|property| ident::value_name(&property.name));
    let parts = object.choices.iter().map(|choice| match &schemas.get(*choice).component {
        Some(name) => ident::value_name(name),
        None => "variant".to_owned(),
    });
    members.chain(parts).map(|name| scope.claim(name)).collect()
}

/// The scope of an object's fields.
pub(super) fn field_scope(object: &Object) -> Scope {
    if object.additional.is_some() { Scope::reserving(&[ident::REST]) } else { Scope::default() }
}
