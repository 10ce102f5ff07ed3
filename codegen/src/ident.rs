//! Turns names of a description into Rust identifiers; the only place that knows which words are taken.

mod reserved;
mod scope;

pub(crate) use reserved::{
    BUILDER_METHODS, CLIENT_BUILDER_METHODS, CLIENT_METHODS, ERROR_METHODS, HEADER_METHODS, MODEL_TYPES,
    OPERATION_TYPES, ROOT_TYPES, is_keyword,
};
pub(crate) use scope::Scope;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

/// `job-detail` → `JobDetail`: a struct, an enum or an alias.
pub(crate) fn type_name(name: &str) -> String {
    let name = operator_words(name);
    protect(&name.to_upper_camel_case(), "Type")
}

/// `Creating` → `Creating`, `>=` → `GreaterOrEqual`, the empty string → `Empty`: a variant of an enum.
pub(crate) fn variant_name(value: &str) -> String {
    if value.is_empty() {
        return "Empty".to_owned();
    }
    let name = operator_words(value);
    protect(&name.to_upper_camel_case(), "Value")
}

/// `createdAt` → `created_at`, `type` → `type_`: a field, a method or an argument.
pub(crate) fn value_name(name: &str) -> String {
    protect(&name.to_snake_case(), "value")
}

/// `Pet Store` → `pet_store`: a module and the file that holds it.
pub(crate) fn module_name(name: &str) -> String {
    let name = value_name(name);
    if reserved::is_device_name(&name) { format!("{name}_") } else { name }
}

/// Makes what heck left of a name an identifier that may stand anywhere.
fn protect(name: &str, empty: &str) -> String {
    let name: String = name.chars().filter(|&char| is_identifier_part(char)).collect();
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if is_identifier_start(first) && !reserved::is_keyword(&name) => name,
        Some(first) if is_identifier_start(first) => format!("{name}_"),
        Some(_) => format!("_{name}"),
    }
}

/// Operators have no letters that heck could use; their usual names do.
fn operator_words(name: &str) -> &str {
    match name {
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
        _ => name,
    }
}

fn is_identifier_start(char: char) -> bool {
    char.is_alphabetic()
}

fn is_identifier_part(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

#[cfg(test)]
mod tests;
