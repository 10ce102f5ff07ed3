//! Schemas, in an arena: they refer to each other by id, cycles included.

use std::collections::BTreeMap;

use super::Docs;
use crate::cycles::Node;
use crate::pointer::Pointer;

/// The place of a schema in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SchemaId(usize);

impl Node for SchemaId {
    fn index(self) -> usize {
        self.0
    }
}

/// Every schema of a description.
#[derive(Debug, Default)]
pub(crate) struct Schemas {
    all: Vec<Schema>,
}

impl Schemas {
    pub(crate) fn push(&mut self, schema: Schema) -> SchemaId {
        self.all.push(schema);
        SchemaId(self.all.len() - 1)
    }

    pub(crate) fn get(&self, id: SchemaId) -> &Schema {
        &self.all[id.0]
    }

    pub(crate) fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.all[id.0]
    }

    /// Follows references to the schema that says what the value is.
    ///
    /// A chain of references that never ends says nothing; its first schema is the answer then.
    pub(crate) fn target(&self, id: SchemaId) -> &Schema {
        self.get(self.target_id(id))
    }

    /// The id of [`Schemas::target`].
    pub(crate) fn target_id(&self, id: SchemaId) -> SchemaId {
        let mut current = id;
        for _ in 0..self.all.len() {
            match self.get(current).kind {
                Kind::Reference(next) => current = next,
                _ => return current,
            }
        }
        id
    }

    /// Whether a schema, or one that it refers to, allows null.
    pub(crate) fn allows_null(&self, id: SchemaId) -> bool {
        let mut current = id;
        for _ in 0..self.all.len() {
            match self.get(current) {
                Schema { nullable: true, .. } => return true,
                Schema { kind: Kind::Reference(next), .. } => current = *next,
                _ => return false,
            }
        }
        false
    }

    /// What a schema is itself that is a union of what extends it.
    pub(crate) fn base(&self, union: &Union) -> Option<SchemaId> {
        let mut branches = union.branches.iter().filter(|_| union.keyword == BASE);
        branches.find(|branch| self.get(**branch).component.is_none()).copied()
    }

    /// The components, in the description's order; of one that is split, what is received.
    pub(crate) fn components(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.all
            .iter()
            .enumerate()
            .filter(|(_, schema)| schema.component.is_some() && !schema.is_write_form())
            .map(|(at, schema)| (SchemaId(at), schema))
    }

    /// The components, each followed by what is sent of it if it is split.
    pub(crate) fn component_forms(&self) -> impl Iterator<Item = SchemaId> {
        self.components().flat_map(|(id, schema)| std::iter::once(id).chain(schema.twin))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.all.len()).map(SchemaId)
    }
}

/// One schema.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub(crate) pointer: Pointer,
    /// Its key below `components/schemas`, when it stands there.
    pub(crate) component: Option<String>,
    pub(crate) docs: Docs,
    pub(crate) nullable: bool,
    pub(crate) direction: Direction,
    /// What it says of the member that has it, or what it refers to says.
    pub(crate) access: Access,
    /// The same schema for the other direction, where what is sent differs from what is received.
    pub(crate) twin: Option<SchemaId>,
    /// Whether it stands for what a reference that leads nowhere would have said.
    pub(crate) dangling: bool,
    pub(crate) kind: Kind,
}

impl Schema {
    /// Whether it is what is sent of a schema that is split in two.
    pub(crate) fn is_write_form(&self) -> bool {
        self.twin.is_some() && self.direction.sent
    }
}

/// What values a schema allows.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Any value.
    Any,
    /// Null, and nothing else.
    Null,
    Boolean,
    Integer {
        format: Option<String>,
        bounds: Bounds,
    },
    Number {
        bounds: Bounds,
    },
    String {
        format: Option<String>,
        length: Length,
    },
    /// One of some strings.
    Enumeration(Enumeration),
    /// One of some integers.
    IntegerEnumeration(Vec<IntegerValue>),
    Array(SchemaId),
    /// An array of so many elements, each with a schema of its own.
    Tuple(Vec<SchemaId>),
    /// An object with any keys, all of whose values have one schema.
    Map(SchemaId),
    Object(Object),
    /// What one of several schemas allows.
    Union(Union),
    /// What another schema allows.
    Reference(SchemaId),
    /// A construct that nothing is made of yet, by its keyword.
    Other {
        keyword: &'static str,
        /// Where the keyword stands; `None` when it has been told what is wrong with it.
        at: Option<Pointer>,
    },
}

impl Kind {
    /// The schemas that this one is made of.
    pub(crate) fn parts(&self) -> Vec<SchemaId> {
        match self {
            Self::Array(target) | Self::Map(target) | Self::Reference(target) => vec![*target],
            Self::Tuple(elements) => elements.clone(),
            Self::Union(union) => union.branches.clone(),
            Self::Object(object) => {
                let members = object.properties.iter().map(|property| property.schema);
                members.chain(object.additional).chain(object.choices.iter().copied()).collect()
            }
            Self::Any
            | Self::Null
            | Self::Boolean
            | Self::Integer { .. }
            | Self::Number { .. }
            | Self::String { .. }
            | Self::Enumeration(_)
            | Self::IntegerEnumeration(_)
            | Self::Other { .. } => Vec::new(),
        }
    }

    /// Puts other schemas in the place of those that it is made of.
    pub(crate) fn redirect(&mut self, to: impl Fn(SchemaId) -> SchemaId) {
        let redirect = |id: &mut SchemaId| *id = to(*id);
        match self {
            Self::Array(target) | Self::Map(target) | Self::Reference(target) => redirect(target),
            Self::Tuple(elements) => elements.iter_mut().for_each(redirect),
            Self::Union(union) => {
                union.branches.iter_mut().for_each(redirect);
                if let Some(discriminator) = &mut union.discriminator {
                    let mapping = discriminator.mapping.iter_mut().map(|(_, branch)| branch);
                    mapping.chain(&mut discriminator.default).for_each(redirect);
                }
            }
            Self::Object(object) => {
                let members = object.properties.iter_mut().map(|property| &mut property.schema);
                members.chain(&mut object.additional).chain(&mut object.choices).for_each(redirect);
            }
            Self::Any
            | Self::Null
            | Self::Boolean
            | Self::Integer { .. }
            | Self::Number { .. }
            | Self::String { .. }
            | Self::Enumeration(_)
            | Self::IntegerEnumeration(_)
            | Self::Other { .. } => {}
        }
    }
}

/// The strings of an enumeration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Enumeration {
    pub(crate) values: Vec<String>,
    /// What is said about the values that somebody has described.
    pub(crate) descriptions: BTreeMap<String, String>,
}

/// A value of an enumeration of integers.
#[derive(Clone, Debug)]
pub(crate) struct IntegerValue {
    pub(crate) value: i64,
    /// What the description calls it.
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
}

/// The members of an object.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    /// What members are that have no property, where they are more than what is ignored.
    pub(crate) additional: Option<SchemaId>,
    /// What the object is beside that: each of them says something of members of the same object.
    pub(crate) choices: Vec<SchemaId>,
}

/// The keyword of a union of what extends a schema by `allOf`. The branch that is no component is that schema itself.
pub(crate) const BASE: &str = "discriminator";

/// Schemas of which a value has one.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// `oneOf`, `anyOf`, [`BASE`], or what lists the types of the branches.
    pub(crate) keyword: &'static str,
    pub(crate) branches: Vec<SchemaId>,
    pub(crate) discriminator: Option<Discriminator>,
}

/// The member that tells which branch of a union an object is of.
#[derive(Clone, Debug)]
pub(crate) struct Discriminator {
    pub(crate) property: String,
    /// The values whose branches the description names.
    pub(crate) mapping: Vec<(String, SchemaId)>,
    /// The branch of objects whose member is absent or has a value that names none.
    pub(crate) default: Option<SchemaId>,
    /// Where it names them.
    pub(crate) at: Pointer,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) schema: SchemaId,
}

/// The range of a number, each bound as the description's text has it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) minimum: Option<String>,
    pub(crate) maximum: Option<String>,
    pub(crate) exclusive_minimum: bool,
    pub(crate) exclusive_maximum: bool,
    pub(crate) multiple_of: Option<String>,
}

/// The length of a string in characters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Length {
    pub(crate) minimum: Option<u64>,
    pub(crate) maximum: Option<u64>,
}

/// Which way values of a schema travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Direction {
    /// A request reaches it.
    pub(crate) sent: bool,
    /// A response reaches it.
    pub(crate) received: bool,
}

/// Which way alone a member may travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Access {
    /// Answers hold it and requests do not (`readOnly`).
    pub(crate) read_only: bool,
    /// Requests hold it and answers do not (`writeOnly`).
    pub(crate) write_only: bool,
}

impl Access {
    /// What several schemas say of one member: each is heard.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { read_only: self.read_only || other.read_only, write_only: self.write_only || other.write_only }
    }

    /// Whether requests lack the member. One that could travel no way at all travels both ways.
    pub(crate) fn is_read_only(self) -> bool {
        self.read_only && !self.write_only
    }

    /// Whether answers lack the member.
    pub(crate) fn is_write_only(self) -> bool {
        self.write_only && !self.read_only
    }
}
