//! Compares a value with the kind that is expected, and takes what is close to it.

use super::describe::{expected, label};
use super::{Entries, Instead, Walk};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::path::Path;
use crate::document::rewrite::is_media_type;
use crate::document::table::{Kind, Rule};
use crate::document::value::{Number, Value};

impl Walk<'_> {
    /// Whether the value is of the kind, or could be made so. If not, that has been told.
    pub(super) fn has_kind(&mut self, value: &mut Value, kind: &Kind, instead: Instead, path: &Path<'_>) -> bool {
        if fits(value, kind) {
            return true;
        }
        let at = || Place::Value(path.pointer());
        let found = value.describe();
        let wrong = format!("{} must be {}, found {found}", label(path), expected(kind));
        if let Some(read) = coerce(value, kind) {
            let said = Diagnostic::warning("wrong-kind", at(), wrong);
            self.diagnostics.push(said.generated(format!("as if it were {read}")));
            return true;
        }
        let said = match (kind, &*value) {
            (Kind::Type(names) | Kind::Types(names), Value::String(text)) => {
                let said = Diagnostic::warning("unknown-type", at(), format!("there is no type {}", quoted(text)));
                self.with_suggestion(said, text, names)
            }
            (Kind::Name(names), Value::String(text)) => {
                let authority = self.version.authority();
                let message = format!("{} is {}, which {authority} does not define", label(path), quoted(text));
                let said = Diagnostic::warning("unknown-value", at(), message);
                self.with_suggestion(said, text, names)
            }
            _ => Diagnostic::warning("wrong-kind", at(), wrong),
        };
        self.diagnostics.push(said.generated(instead.describe()));
        false
    }

    fn with_suggestion(&mut self, said: Diagnostic, text: &str, names: &'static [&'static str]) -> Diagnostic {
        match self.close_to(text, names.iter().copied()) {
            Some(close) => said.help(format!("did you mean `{close}`?")),
            None => said,
        }
    }
}

fn fits(value: &mut Value, kind: &Kind) -> bool {
    match (kind, value) {
        (Kind::Any, _)
        | (Kind::Text, Value::String(_))
        | (Kind::Bool | Kind::Flag | Kind::BoolOr(_), Value::Bool(_))
        | (Kind::Bound, Value::Number(_))
        | (Kind::List(_), Value::Array(_))
        | (Kind::Map(_) | Kind::Object(_), Value::Object(_)) => true,
        (Kind::Scopes, Value::Array(scopes)) => scopes.iter().all(|scope| scope.as_str().is_some()),
        (Kind::Name(names) | Kind::Type(names) | Kind::Types(names), Value::String(text)) => {
            names.contains(&text.as_str())
        }
        (Kind::Types(_), Value::Array(types)) => !types.is_empty(),
        (Kind::BoolOr(kind), value) => fits(value, kind),
        (Kind::Count, Value::Number(number)) => is_count(number),
        _ => false,
    }
}

/// Whether it is a whole number from 0. One that is written in another way, such as `10.0`, is put into digits.
fn is_count(number: &mut Number) -> bool {
    match number.as_u64() {
        Some(count) => {
            *number = Number(count.to_string().into());
            true
        }
        // Too large for 64 bits, but still a whole number.
        None => number.as_f64().is_none_or(|number| number >= 18_446_744_073_709_551_615.0) && !number.is_negative(),
    }
}

/// Makes a value of another kind into one of this kind where its author can only have meant that. Says what it is
/// read as.
fn coerce(value: &mut Value, kind: &Kind) -> Option<String> {
    let (new, read) = match (kind, &*value) {
        (Kind::Text, Value::Number(number)) => {
            (Value::text(number.as_str()), format!("the string `{}`", number.as_str()))
        }
        (Kind::Text, Value::Bool(flag)) => (Value::text(flag.to_string()), format!("the string `{flag}`")),
        (Kind::Bool | Kind::Flag | Kind::BoolOr(_), Value::String(text)) => {
            let flag: bool = text.parse().ok()?;
            (Value::Bool(flag), format!("`{flag}`"))
        }
        (Kind::Bound | Kind::Count, Value::String(text)) => {
            let mut number = Value::Number(Number::parse(text)?);
            if !fits(&mut number, kind) {
                return None;
            }
            let read = number.describe();
            (number, read)
        }
        (Kind::Object(object), Value::Bool(true)) if object.rule == Rule::Schema => {
            (Value::Object(Entries::default()), "a schema that allows everything".into())
        }
        (Kind::Object(object), Value::Bool(false)) if object.rule == Rule::Schema => {
            (entry("not", Value::Object(Entries::default())), "a schema that allows nothing".into())
        }
        (Kind::Object(object), Value::String(name)) if object.rule == Rule::Discriminator => {
            (entry("propertyName", Value::text(name)), format!("a discriminator with the property {}", quoted(name)))
        }
        (Kind::Map(Kind::Scopes), Value::String(name)) => {
            (entry(name, Value::Array(Vec::new())), format!("{} without scopes", quoted(name)))
        }
        // One media type in place of a list, or one of the words that it may hold.
        (Kind::List(of @ (Kind::Text | Kind::Name(_))), Value::String(text)) => {
            let mut item = Value::text(text);
            if !fits(&mut item, of) || (matches!(of, Kind::Text) && !is_media_type(text)) {
                return None;
            }
            (Value::Array(vec![item]), "a list of it alone".into())
        }
        (Kind::Scopes, Value::String(name)) => (Value::Array(vec![Value::text(name)]), "a list of it alone".into()),
        (Kind::Scopes, Value::Array(scopes)) => {
            let scopes = scopes.iter().filter(|scope| scope.as_str().is_some()).cloned().collect();
            (Value::Array(scopes), "a list of its strings".into())
        }
        (Kind::Scopes, _) => (Value::Array(Vec::new()), "an empty list".into()),
        _ => return None,
    };
    *value = new;
    Some(read)
}

fn entry(name: &str, value: Value) -> Value {
    Value::Object(std::iter::once((name.to_owned(), value)).collect())
}
