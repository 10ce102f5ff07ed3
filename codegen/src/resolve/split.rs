//! Tells what is sent from what is received where members travel one way only (`readOnly`, `writeOnly`).
//!
//! A schema that travels both ways and holds such a member, itself or in what it is made of, is split in two: the
//! schema itself becomes what is received, and a copy of it, its write form, what is sent. Later passes see plain
//! schemas, each with the members that it has.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Access, Direction, Kind, Operation, Property, SchemaId, Schemas, Union};
use crate::cycles::Node as _;

/// Splits what has to be split, and lets every reference lead to the schema of its direction.
pub(super) fn split(schemas: &mut Schemas, operations: &mut [Operation]) {
    let tags = tags(schemas);
    let write_forms = add_write_forms(schemas, &tags);
    let to = |id: SchemaId| write_forms.get(&id).copied().unwrap_or(id);
    for id in schemas.ids() {
        if schemas.get(id).direction.sent {
            schemas.get_mut(id).kind.redirect(to);
        }
        drop_members(schemas, id, &tags);
    }
    // What is left travels with the object that has it.
    for id in schemas.ids() {
        schemas.get_mut(id).access = Access::default();
    }
    for operation in operations {
        for parameter in &mut operation.parameters {
            parameter.schema = to(parameter.schema);
        }
        for media in operation.body.iter_mut().flat_map(|body| &mut body.content) {
            media.schema = media.schema.map(to);
        }
    }
}

/// What a schema says of its ways holds for those that refer to it, too.
pub(super) fn spread_access(schemas: &mut Schemas) {
    let references = users(schemas, |kind| match kind {
        Kind::Reference(target) => vec![*target],
        _ => Vec::new(),
    });
    let mut pending: Vec<SchemaId> = schemas.ids().collect();
    while let Some(id) = pending.pop() {
        let access = schemas.get(id).access;
        for &user in &references[id.index()] {
            let known = &mut schemas.get_mut(user).access;
            let all = known.and(access);
            if std::mem::replace(known, all) != all {
                pending.push(user);
            }
        }
    }
}

/// Those that each schema is a part of.
fn users(schemas: &Schemas, parts: impl Fn(&Kind) -> Vec<SchemaId>) -> Vec<Vec<SchemaId>> {
    let mut users = vec![Vec::new(); schemas.ids().count()];
    for id in schemas.ids() {
        for part in parts(&schemas.get(id).kind) {
            users[part.index()].push(id);
        }
    }
    users
}

/// Members by the object that has them.
type Members = BTreeSet<(SchemaId, String)>;

/// The members that discriminators name. They travel both ways: without them nobody knows what an object is.
fn tags(schemas: &Schemas) -> Members {
    let mut tags = Members::new();
    for id in schemas.ids() {
        match &schemas.get(id).kind {
            Kind::Union(union) => {
                let objects = union.branches.iter().map(|branch| schemas.target_id(*branch));
                tags.extend(objects.zip(std::iter::repeat(tag(union))).filter_map(|(id, tag)| Some((id, tag?))));
            }
            Kind::Object(object) => {
                let choices = object.choices.iter().filter_map(|choice| match &schemas.target(*choice).kind {
                    Kind::Union(union) => tag(union),
                    _ => None,
                });
                tags.extend(choices.map(|tag| (id, tag)));
            }
            _ => {}
        }
    }
    tags
}

fn tag(union: &Union) -> Option<String> {
    union.discriminator.as_ref().map(|discriminator| discriminator.property.clone())
}

/// Copies what is split; the copy of each schema.
fn add_write_forms(schemas: &mut Schemas, tags: &Members) -> BTreeMap<SchemaId, SchemaId> {
    let both = Direction { sent: true, received: true };
    let travels_one_way = |id: SchemaId, property: &Property| {
        let access = schemas.get(property.schema).access;
        (access.is_read_only() || access.is_write_only()) && !tags.contains(&(id, property.name.clone()))
    };
    let is_split = |id: &SchemaId| match &schemas.get(*id).kind {
        Kind::Object(object) => object.properties.iter().any(|property| travels_one_way(*id, property)),
        _ => false,
    };
    let users = users(schemas, Kind::parts);
    let mut pending: Vec<SchemaId> = schemas.ids().filter(is_split).collect();
    let mut split = BTreeSet::new();
    while let Some(id) = pending.pop() {
        if schemas.get(id).direction == both && split.insert(id) {
            pending.extend(&users[id.index()]);
        }
    }
    let mut write_forms = BTreeMap::new();
    for id in split {
        let mut write_form = schemas.get(id).clone();
        (write_form.direction, write_form.twin) = (Direction { sent: true, received: false }, Some(id));
        let write_form = schemas.push(write_form);
        let schema = schemas.get_mut(id);
        (schema.direction, schema.twin) = (Direction { sent: false, received: true }, Some(write_form));
        write_forms.insert(id, write_form);
    }
    write_forms
}

/// Takes the members out of an object that do not travel its way.
fn drop_members(schemas: &mut Schemas, id: SchemaId, tags: &Members) {
    let schema = schemas.get(id);
    let (Direction { sent, received }, Kind::Object(object)) = (schema.direction, &schema.kind) else { return };
    // A write form has the tags of what it was copied from.
    let whole = schema.twin.filter(|_| sent).unwrap_or(id);
    let travels = |property: &Property| {
        let access = schemas.get(property.schema).access;
        let is_dropped = (access.is_read_only() && !received) || (access.is_write_only() && !sent);
        !is_dropped || tags.contains(&(whole, property.name.clone()))
    };
    if object.properties.iter().all(travels) {
        return;
    }
    let properties = object.properties.iter().filter(|property| travels(property)).cloned().collect();
    if let Kind::Object(object) = &mut schemas.get_mut(id).kind {
        object.properties = properties;
    }
}
