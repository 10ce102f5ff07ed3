//! Bodies as forms of web pages send them: `name=value&other=value`.

use serde_core::ser::Serialize;

use super::api::{Arrays, Style, Writing};
use super::body::Body;
use super::call::Call;
use super::query::Query;
use super::style::add_to_query;
use super::tree::Tree;

/// How a field of a form is written, where it is not as usual.
#[derive(Clone, Copy, Debug)]
pub struct FormField {
    name: &'static str,
    /// `None` for JSON.
    writing: Option<Writing>,
}

impl FormField {
    /// A field that is written as a parameter of the query is.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, writing: Some(Writing::FORM) }
    }

    /// A field whose value is written as JSON.
    #[must_use]
    pub const fn json(name: &'static str) -> Self {
        Self { name, writing: None }
    }

    /// The same field, written in this style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        if let Some(writing) = &mut self.writing {
            writing.style = style;
        }
        self
    }

    /// The same field, with all parts of its value in one text.
    #[must_use]
    pub const fn joined(mut self) -> Self {
        if let Some(writing) = &mut self.writing {
            writing.explode = false;
        }
        self
    }

    /// The same field, with lists in objects written in this way.
    #[must_use]
    pub const fn arrays(mut self, arrays: Arrays) -> Self {
        if let Some(writing) = &mut self.writing {
            writing.arrays = arrays;
        }
        self
    }

    /// The same field, with characters that have a meaning in URLs as they are.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        if let Some(writing) = &mut self.writing {
            writing.reserved = true;
        }
        self
    }
}

impl Call {
    /// Sets the body, as a form. Fields that are not listed are written as usual: a list of plain values as several
    /// fields of one name, what holds objects with the path to each plain value (`items[0][price]=x`). Null is an empty
    /// value; an empty list or object is nothing.
    pub fn form_body<T: Serialize + ?Sized>(&mut self, media_type: &'static str, fields: &[FormField], body: &T) {
        self.set_body(
            Tree::read(body)
                .map_err(|error| error.to_string())
                .and_then(|tree| form(fields, tree))
                .map(|form| Body::from(form).content_type(media_type))
                .map_err(|problem| format!("the body cannot be written as a form: {problem}")),
        );
    }
}

fn form(fields: &[FormField], tree: Tree) -> Result<String, String> {
    let members = match tree {
        Tree::Map(members) => members,
        Tree::Null => Vec::new(),
        _ => return Err("it is no object".to_owned()),
    };
    let mut form = Query::default();
    for (name, value) in members {
        let field = fields.iter().find(|field| field.name == name);
        let (writing, value) = match field.map(|field| field.writing) {
            Some(Some(writing)) => (writing, emptied(value)),
            Some(None) => (Writing::FORM, Tree::Text(value.to_json())),
            None => (usual(&value), emptied(value)),
        };
        add_to_query(&mut form, &name, writing, &value);
    }
    Ok(form.text().to_owned())
}

/// How a value is written unless the description says otherwise.
fn usual(value: &Tree) -> Writing {
    let is_plain = |item: &Tree| !matches!(item, Tree::List(_) | Tree::Map(_));
    match value {
        Tree::Map(_) => Writing { style: Style::DeepObject, ..Writing::FORM },
        Tree::List(items) if !items.iter().all(is_plain) => Writing { style: Style::DeepObject, ..Writing::FORM },
        _ => Writing::FORM,
    }
}

/// Null is sent only where somebody means it, and a form has no other word for it.
fn emptied(value: Tree) -> Tree {
    match value {
        Tree::Null => Tree::Text(String::new()),
        Tree::Map(members) => Tree::Map(members.into_iter().map(|(key, value)| (key, emptied(value))).collect()),
        Tree::List(items) => Tree::List(items.into_iter().map(emptied).collect()),
        value => value,
    }
}
