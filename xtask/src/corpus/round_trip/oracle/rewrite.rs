//! Turns the schemas of a description, as their author wrote them, into JSON Schema 2020-12.
//!
//! Every schema that something refers to becomes an entry of one list, and each reference the number of one, so that
//! it does not matter where in a description it stands. Only known keywords are kept: what OpenAPI adds to a schema
//! disappears, and a property of the same name does not.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::bases::{self, Bases};
use super::direction::{Direction, LACKS};
use super::keywords::{self, CHOICES, MAPS, SCHEMAS};
use super::reference;

/// The keyword that keeps examples and defaults for those who make instances.
pub(in crate::corpus::round_trip) const EXAMPLES: &str = "x-examples";

/// What matters of the versions of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Swagger,
    Three,
    /// 3.1 and later.
    JsonSchema,
}

/// Schemas by number.
#[derive(Debug)]
pub(in crate::corpus::round_trip) struct Rewritten {
    pub(in crate::corpus::round_trip) schemas: Vec<Value>,
    numbers: BTreeMap<String, usize>,
    tags: Vec<Tag>,
}

/// A branch of a union that the value of a member decides on.
#[derive(Debug)]
pub(super) struct Tag {
    /// The number of the branch.
    pub(super) branch: usize,
    pub(super) member: String,
    /// None for what stands for all values that name no other branch.
    pub(super) values: Vec<String>,
    /// The values of all branches.
    pub(super) all: Rc<[String]>,
}

impl Rewritten {
    /// Rewrites the schemas at these pointers and all that they reach, for instances that travel one way.
    pub(in crate::corpus::round_trip) fn new<'a>(
        document: &Value,
        direction: Direction,
        roots: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut rewriter = Rewriter::new(document, direction);
        for root in roots {
            rewriter.number(root);
        }
        rewriter.work();
        let mut rewritten = Self { schemas: rewriter.schemas, numbers: rewriter.numbers, tags: rewriter.tags };
        reference::cut_circles(&mut rewritten.schemas);
        for tag in std::mem::take(&mut rewritten.tags) {
            super::tag::apply(&tag, &mut rewritten.schemas);
        }
        rewritten
    }

    /// The same schemas, without rules that exclude what other rules ask for: for schemas that allow nothing otherwise.
    pub(in crate::corpus::round_trip) fn without_exclusions(&self) -> Vec<Value> {
        let mut schemas = self.schemas.clone();
        schemas.iter_mut().for_each(keywords::without_exclusions);
        schemas
    }

    /// The number of the schema at a pointer.
    pub(in crate::corpus::round_trip) fn number(&self, pointer: &str) -> Option<usize> {
        self.numbers.get(pointer).copied()
    }
}

struct Rewriter<'a> {
    document: &'a Value,
    bases: Bases<'a>,
    dialect: Dialect,
    direction: Direction,
    schemas: Vec<Value>,
    numbers: BTreeMap<String, usize>,
    pending: Vec<(usize, &'a Value)>,
    tags: Vec<Tag>,
}

impl<'a> Rewriter<'a> {
    fn new(document: &'a Value, direction: Direction) -> Self {
        let version = document.get("openapi").and_then(Value::as_str).unwrap_or_default();
        let dialect = match version {
            _ if document.get("swagger").is_some() => Dialect::Swagger,
            _ if version.starts_with("3.0") => Dialect::Three,
            _ => Dialect::JsonSchema,
        };
        let (schemas, numbers) = (Vec::new(), BTreeMap::new());
        let bases = Bases::of(document);
        Self { document, bases, dialect, direction, schemas, numbers, pending: Vec::new(), tags: Vec::new() }
    }

    /// The number of the schema at a pointer, if there is one.
    fn number(&mut self, pointer: &str) -> Option<usize> {
        if let Some(&number) = self.numbers.get(pointer) {
            return Some(number);
        }
        let raw = self.document.pointer(pointer)?;
        let number = self.reserve();
        self.numbers.insert(pointer.to_owned(), number);
        match self.bases.get(pointer).cloned() {
            Some(base) => self.schemas[number] = self.base(pointer, &base, raw),
            None => self.pending.push((number, raw)),
        }
        Some(number)
    }

    /// A base: what extends it, or itself.
    fn base(&mut self, pointer: &str, base: &bases::Base<'a>, raw: &'a Value) -> Value {
        let Some(member) = base.member() else { return self.schema(raw) };
        let named = base.extensions.iter().map(|extension| (extension, base.values(self.document, extension)));
        let named: Vec<(&String, Vec<String>)> = named.collect();
        let all: Rc<[String]> = named.iter().flat_map(|(_, values)| values.clone()).collect();
        let mut branches = Vec::with_capacity(named.len() + 1);
        for (extension, values) in named {
            if let Some(extension) = self.number(extension) {
                branches.push((reference::to(extension), values));
            }
        }
        branches.push((self.itself(pointer), Vec::new()));
        let mut references = Vec::with_capacity(branches.len());
        for (schema, values) in branches {
            let branch = self.reserve();
            self.schemas[branch] = schema;
            self.tags.push(Tag { branch, member: member.to_owned(), values, all: Rc::clone(&all) });
            references.push(reference::to(branch));
        }
        json!({ "anyOf": references })
    }

    /// A reference to what a base says itself: that is what extends it.
    fn itself(&mut self, pointer: &str) -> Value {
        let key = format!("{pointer} itself");
        let number = match self.numbers.get(&key) {
            Some(&number) => number,
            None => {
                let number = self.reserve();
                self.numbers.insert(key, number);
                self.pending.extend(self.document.pointer(pointer).map(|raw| (number, raw)));
                number
            }
        };
        reference::to(number)
    }

    /// One of the schemas that another is merged of.
    fn part(&mut self, part: &'a Value) -> Value {
        match self.bases.of_part(self.document, part) {
            Some(pointer) => self.itself(&pointer),
            None => self.schema(part),
        }
    }

    fn reserve(&mut self) -> usize {
        self.schemas.push(Value::Bool(true));
        self.schemas.len() - 1
    }

    fn work(&mut self) {
        while let Some((number, raw)) = self.pending.pop() {
            self.schemas[number] = self.schema(raw);
        }
    }

    fn schema(&mut self, raw: &'a Value) -> Value {
        let raw = match raw {
            Value::Bool(_) => return raw.clone(),
            Value::Object(raw) => raw,
            _ => return Value::Bool(true),
        };
        let reference = raw.get("$ref").and_then(Value::as_str).map(|reference| self.reference(reference));
        if let Some(reference) = &reference
            && self.dialect != Dialect::JsonSchema
        {
            return reference.clone();
        }
        let mut schema = Map::new();
        if let Some(Value::Object(reference)) = reference {
            schema.extend(reference);
        }
        for (key, value) in raw {
            if let Some(value) = self.keyword(key, value, raw) {
                schema.insert(key.clone(), value);
            }
        }
        self.finish(raw, &mut schema);
        Value::Object(schema)
    }

    /// The value of a keyword, if it is kept.
    fn keyword(&mut self, key: &str, value: &'a Value, raw: &'a Map<String, Value>) -> Option<Value> {
        match value {
            _ if SCHEMAS.contains(&key) && (value.is_object() || value.is_boolean()) => Some(self.schema(value)),
            Value::Object(members) if MAPS.contains(&key) => {
                let is_kept = |name: &str| match key {
                    "patternProperties" => keywords::is_pattern(name),
                    "properties" => !self.direction.lacks(self.document, raw, name),
                    _ => true,
                };
                let members: Vec<_> = members.iter().filter(|(name, _)| is_kept(name)).collect();
                let members = members.into_iter();
                Some(members.map(|(name, member)| (name.clone(), self.schema(member))).collect())
            }
            Value::Array(parts) if key == "allOf" && !parts.is_empty() => {
                let is_alias = bases::is_alias(raw);
                let part = |part| if is_alias { self.schema(part) } else { self.part(part) };
                Some(parts.iter().map(part).collect())
            }
            Value::Array(parts) if key == "prefixItems" && !parts.is_empty() => {
                Some(parts.iter().map(|part| self.schema(part)).collect())
            }
            Value::Array(branches) if CHOICES.contains(&key) && !branches.is_empty() => {
                Some(self.branches(branches, raw))
            }
            Value::Array(names) if key == "required" => {
                let is_kept =
                    |name: &&Value| name.as_str().is_none_or(|name| !self.direction.lacks(self.document, raw, name));
                keywords::plain(key, &names.iter().filter(is_kept).cloned().collect())
            }
            _ => keywords::plain(key, value),
        }
    }

    /// What takes several keywords at once.
    fn finish(&mut self, raw: &'a Map<String, Value>, schema: &mut Map<String, Value>) {
        // The tuples of former drafts.
        if let Some(Value::Array(items)) = raw.get("items")
            && !items.is_empty()
        {
            schema.insert("prefixItems".to_owned(), items.iter().map(|item| self.schema(item)).collect());
            if let Some(rest) = raw.get("additionalItems") {
                schema.insert("items".to_owned(), self.schema(rest));
            }
        }
        keywords::exclusive_bounds(raw, schema);
        let encoding = raw.get("contentEncoding").and_then(Value::as_str);
        if encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) && !schema.contains_key("format") {
            schema.insert("format".to_owned(), json!("byte"));
        }
        keywords::contradictions(schema);
        keywords::implied_type(schema);
        keywords::integer_bounds(schema);
        let lacking = self.direction.lacking(self.document, raw);
        if !lacking.is_empty() {
            schema.insert(LACKS.to_owned(), json!(lacking));
        }
        let nullable = match self.dialect {
            Dialect::Swagger => "x-nullable",
            Dialect::Three => "nullable",
            Dialect::JsonSchema => "",
        };
        if raw.get(nullable) == Some(&Value::Bool(true)) {
            keywords::nullable(schema);
        }
        let listed = raw.get("examples").and_then(Value::as_array).into_iter().flatten();
        let examples: Vec<&Value> =
            ["example", "default"].iter().filter_map(|key| raw.get(*key)).chain(listed).collect();
        if !examples.is_empty() {
            schema.insert(EXAMPLES.to_owned(), json!(examples));
        }
    }

    /// What a reference leads to: a reference to a number; anything where nothing is there.
    fn reference(&mut self, text: &str) -> Value {
        match reference::pointer(text).and_then(|pointer| self.number(&pointer)) {
            Some(number) => reference::to(number),
            None => Value::Bool(true),
        }
    }

    /// The branches of a union, as references: so each can be asked for alone.
    fn branches(&mut self, branches: &'a [Value], union: &'a Map<String, Value>) -> Value {
        let tags: Vec<_> = branches.iter().map(|branch| self.tag_values(branch, union)).collect();
        let all: Rc<[String]> = tags.iter().flatten().flat_map(|(_, values)| values.clone()).collect();
        let mut references = Vec::with_capacity(branches.len());
        for (raw, tag) in branches.iter().zip(tags) {
            let branch = self.reserve();
            self.pending.push((branch, raw));
            if let Some((member, values)) = tag {
                self.tags.push(Tag { branch, member, values, all: Rc::clone(&all) });
            }
            references.push(reference::to(branch));
        }
        Value::Array(references)
    }

    /// The member that decides for a branch, and its values.
    fn tag_values(&self, branch: &Value, union: &Map<String, Value>) -> Option<(String, Vec<String>)> {
        let discriminator = union.get("discriminator")?;
        let member = discriminator.get("propertyName")?.as_str()?;
        let pointer = reference::pointer(branch.get("$ref")?.as_str()?)?;
        let name = reference::name(&pointer);
        let leads_here = |target: &str| match reference::pointer(target) {
            Some(target) => target == pointer,
            None => target == name,
        };
        let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
        let mapped = mapping.filter(|(_, target)| target.as_str().is_some_and(leads_here));
        let mut values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        if values.is_empty() {
            values.push(name);
        }
        (self.dialect != Dialect::Swagger).then(|| (member.to_owned(), values))
    }
}
