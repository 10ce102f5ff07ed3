//! Writes values of parameters the way their styles want it.
//!
//! What a style has no form for, such as a list in a list, is written as JSON.

use std::borrow::Cow;

use super::api::{Arrays, Style, Writing};
use super::query::Query;
use super::tree::Tree;
use super::url::{encode, encode_reserved};

/// What stands between the parts of a value.
struct Joints {
    /// Between items, and between members.
    item: &'static str,
    /// Between the key and the value of a member.
    member: &'static str,
    encode: fn(&mut String, &str),
}

/// Appends the value of a parameter of the path. Nothing is appended for what is empty.
pub(super) fn write_path(path: &mut String, name: &str, writing: Writing, value: &Tree) {
    let delimiter = writing.style.delimiter(true);
    let member = if writing.explode { "=" } else { delimiter };
    match (writing.style, value) {
        (Style::Matrix, value) => write_matrix(path, name, writing.explode, value),
        (_, value) if is_empty(value) => {}
        (Style::Label, value) => {
            path.push('.');
            let item = if writing.explode { "." } else { "," };
            write(path, value, &Joints { item, member, encode: percent });
        }
        (_, value) => write(path, value, &Joints { item: delimiter, member, encode: percent }),
    }
}

/// `;name=value`, again for each part if they are told apart so.
fn write_matrix(path: &mut String, name: &str, explode: bool, value: &Tree) {
    let mut push = |name: &str, value: &Tree| {
        path.push(';');
        percent(path, name);
        let mut text = String::new();
        write(&mut text, value, &Joints { item: ",", member: ",", encode: percent });
        if !text.is_empty() {
            path.extend(["=", &text]);
        }
    };
    match value {
        Tree::List(items) if explode => items.iter().for_each(|item| push(name, item)),
        Tree::Map(members) if explode => members.iter().for_each(|(key, value)| push(key, value)),
        value if is_empty(value) => {}
        value => push(name, value),
    }
}

/// The text of a header.
pub(super) fn header(writing: Writing, value: &Tree) -> String {
    let delimiter = writing.style.delimiter(false);
    let member = if writing.explode { "=" } else { delimiter };
    let mut text = String::new();
    write(&mut text, value, &Joints { item: delimiter, member, encode: plain });
    text
}

/// Adds a parameter of the query, or a field of a form.
pub(super) fn add_to_query(query: &mut Query, name: &str, writing: Writing, value: &Tree) {
    let encode = if writing.reserved { encode_reserved } else { percent };
    if let Some(text) = value.scalar() {
        return query.push_as(name, text, encode);
    }
    for (name, value) in pairs(name, writing, value) {
        query.push_encoded(&name, &joined(writing, &value, Some(encode)));
    }
}

/// The cookies that a parameter becomes, as they are sent.
pub(super) fn cookies(name: &str, writing: Writing, value: &Tree) -> Vec<(String, String)> {
    let pairs = pairs(name, writing, value).into_iter();
    if writing.style == Style::Cookie {
        return pairs.map(|(name, value)| (name.into_owned(), joined(writing, &value, None))).collect();
    }
    let encoded = |text: &str| {
        let mut encoded = String::with_capacity(text.len());
        percent(&mut encoded, text);
        encoded
    };
    pairs.map(|(name, value)| (encoded(&name), joined(writing, &value, Some(percent)))).collect()
}

/// The names and values that a parameter becomes; none for what is empty.
fn pairs<'a>(name: &'a str, writing: Writing, value: &'a Tree) -> Vec<(Cow<'a, str>, Cow<'a, Tree>)> {
    let mut pairs = Vec::new();
    match value {
        Tree::List(_) | Tree::Map(_) if writing.style == Style::DeepObject => {
            nest(&mut pairs, name.into(), writing.arrays, value);
        }
        Tree::List(items) if writing.explode => {
            pairs.extend(items.iter().filter(|item| is_something(item)).map(|item| (name.into(), whole(item))));
        }
        Tree::Map(members) if writing.explode => {
            for (key, value) in members {
                match value {
                    Tree::List(items) => {
                        pairs.extend(
                            items.iter().filter(|item| is_something(item)).map(|item| (key.into(), whole(item))),
                        );
                    }
                    value => nest(&mut pairs, key.into(), writing.arrays, value),
                }
            }
        }
        value if is_empty(value) => {}
        value => pairs.push((name.into(), Cow::Borrowed(value))),
    }
    pairs
}

/// `name[key][key]=value`, at any depth.
fn nest<'a>(pairs: &mut Vec<(Cow<'a, str>, Cow<'a, Tree>)>, name: Cow<'a, str>, arrays: Arrays, value: &'a Tree) {
    match value {
        Tree::Null => {}
        Tree::Text(_) | Tree::Bare(_) => pairs.push((name, Cow::Borrowed(value))),
        Tree::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let name = match arrays {
                    Arrays::Indices => Cow::Owned(format!("{name}[{index}]")),
                    Arrays::Brackets => Cow::Owned(format!("{name}[]")),
                    Arrays::Repeat => name.clone(),
                };
                nest(pairs, name, arrays, item);
            }
        }
        Tree::Map(members) => {
            for (key, value) in members {
                nest(pairs, format!("{name}[{key}]").into(), arrays, value);
            }
        }
    }
}

/// What stands behind a name. Where it is encoded, what joins differs from the same character in a value.
fn joined(writing: Writing, value: &Tree, encode: Option<fn(&mut String, &str)>) -> String {
    let delimiter = writing.style.delimiter(encode.is_some());
    let mut text = String::new();
    write(&mut text, value, &Joints { item: delimiter, member: delimiter, encode: encode.unwrap_or(plain) });
    text
}

/// Appends a value, its parts joined.
fn write(text: &mut String, value: &Tree, joints: &Joints) {
    match value {
        Tree::Null => {}
        Tree::Text(value) | Tree::Bare(value) => (joints.encode)(text, value),
        Tree::List(items) => {
            for (index, item) in items.iter().filter(|item| is_something(item)).enumerate() {
                text.push_str(if index > 0 { joints.item } else { "" });
                write(text, &whole(item), joints);
            }
        }
        Tree::Map(members) => {
            for (index, (key, value)) in members.iter().filter(|(_, value)| is_something(value)).enumerate() {
                text.push_str(if index > 0 { joints.item } else { "" });
                (joints.encode)(text, key);
                text.push_str(joints.member);
                write(text, &whole(value), joints);
            }
        }
    }
}

/// A part, as one text if it has parts itself.
fn whole(value: &Tree) -> Cow<'_, Tree> {
    match value {
        Tree::List(_) | Tree::Map(_) => Cow::Owned(Tree::Text(value.to_json())),
        value => Cow::Borrowed(value),
    }
}

fn is_something(value: &Tree) -> bool {
    *value != Tree::Null
}

/// Whether there is nothing that could be sent. An empty text can.
fn is_empty(value: &Tree) -> bool {
    match value {
        Tree::Null => true,
        Tree::Text(_) | Tree::Bare(_) => false,
        Tree::List(items) => items.iter().all(|item| *item == Tree::Null),
        Tree::Map(members) => members.iter().all(|(_, value)| *value == Tree::Null),
    }
}

fn plain(text: &mut String, value: &str) {
    text.push_str(value);
}

fn percent(text: &mut String, value: &str) {
    encode(text, value.as_bytes());
}
