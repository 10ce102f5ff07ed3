//! Turns names of a description into Rust identifiers; the only place that knows which words are taken.

mod reserved;
mod scope;

pub(crate) use reserved::{
    BUILDER_METHODS, CLIENT_BUILDER_METHODS, CLIENT_METHODS, ERROR_METHODS, HEADER_METHODS, MODEL_TYPES,
    OPERATION_TYPES, REST, ROOT_TYPES, is_keyword,
};
pub(crate) use scope::{Scope, fold};

use std::borrow::Cow;

use deunicode::deunicode_with_tofu;
use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

/// `job-detail` → `JobDetail`: a struct, an enum or an alias.
pub(crate) fn type_name(name: &str) -> String {
    protect(&words(shorten(name)).to_upper_camel_case(), "Type")
}

/// `Creating` → `Creating`, `>=` → `GreaterOrEqual`, the empty string → `Empty`: a variant of an enum.
pub(crate) fn variant_name(value: &str) -> String {
    if value.is_empty() {
        return "Empty".to_owned();
    }
    protect(&words(shorten(value)).to_upper_camel_case(), "Value")
}

/// `1` → `_1`, `-1` → `Minus1`: a variant of an enum of integers.
pub(crate) fn integer_variant_name(value: i64) -> String {
    let digits = value.unsigned_abs();
    if value < 0 { format!("Minus{digits}") } else { format!("_{digits}") }
}

/// `createdAt` → `created_at`, `type` → `type_`, `2` → `value_2`: a field, a method or an argument. One of digits alone
/// would say nothing as an argument, and could be the name of a constant, too.
pub(crate) fn value_name(name: &str) -> String {
    let name = lower_name(name);
    let says_nothing = name.chars().all(|char| char.is_ascii_digit() || char == '_');
    if says_nothing { format!("value{name}") } else { name }
}

fn lower_name(name: &str) -> String {
    protect(&ascii(shorten(name)).to_snake_case(), "value")
}

/// `Pet Store` → `pet_store`: a module and the file that holds it.
pub(crate) fn module_name(name: &str) -> String {
    let name = lower_name(name);
    if reserved::is_device_name(&name) { format!("{name}_") } else { name }
}

/// The names of modules that stand in another one beside the types that they export, of which those without letters of
/// both cases could be a module's name, too: `_400`. None is called like the module that they stand in.
pub(crate) fn modules_beside<'a>(parent: &'a str, types: impl Iterator<Item = &'a str>) -> Scope {
    let alike: Vec<&str> = types.filter(|name| *name == module_name(name)).chain([parent]).collect();
    Scope::reserving(&alike)
}

/// The most bytes of a name that become an identifier: names of files have limits, and so have readers.
const LONGEST: usize = 128;

/// The beginning of a name that is too long.
pub(crate) fn shorten(name: &str) -> &str {
    &name[..name.floor_char_boundary(LONGEST)]
}

/// Makes what heck left of a name an identifier that may stand anywhere.
fn protect(name: &str, empty: &str) -> String {
    let chars = name.chars().filter(|&char| char.is_ascii_alphanumeric() || char == '_');
    let name: String = chars.take(LONGEST).collect();
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_ascii_alphabetic() && !reserved::is_keyword(name) => name.to_owned(),
        Some(first) if first.is_ascii_alphabetic() => format!("{name}_"),
        Some(_) => format!("_{name}"),
    }
}

/// Operators have no letters that heck could use; their usual names do.
fn words(name: &str) -> Cow<'_, str> {
    let operator = match name {
        "=" | "==" => "Equal",
        "!=" | "<>" => "NotEqual",
        "<" => "Less",
        "<=" => "LessOrEqual",
        ">" => "Greater",
        ">=" => "GreaterOrEqual",
        "+" => "Plus",
        "-" => "Minus",
        "*" => "Star",
        "/" => "Slash",
        "%" => "Percent",
        "&" => "And",
        "|" => "Or",
        "!" => "Not",
        "~" => "Tilde",
        "^" => "Caret",
        _ => return ascii(name),
    };
    Cow::Borrowed(operator)
}

/// Letters as everybody can type them: files of modules must have such names, and look-alikes of letters are warned of.
fn ascii(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(deunicode_with_tofu(name, "")) }
}

#[cfg(test)]
mod tests;
