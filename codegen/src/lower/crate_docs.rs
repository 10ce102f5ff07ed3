//! What the crate says of itself, and the call that it shows.

use super::docs::Writer;
use crate::api::Api;
use crate::model::{Argument, ArgumentKind, Example, Group, Operation, Package, Type};

/// The first paragraphs of the crate's documentation; the example follows when it is printed.
pub(super) fn lines(api: &Api, package: &Package) -> Vec<String> {
    Writer::default()
        .line(package.description.clone())
        .text(api.info.description.as_deref())
        .external(api.info.external_docs.as_ref())
        .into_lines()
}

/// The first call that can be written down with plain values; a paged one, a short one before others.
pub(super) fn example(groups: &[Group]) -> Option<Example> {
    let plain = groups
        .iter()
        .flat_map(|group| &group.operations)
        .filter_map(|operation| Some((operation, literals(operation)?)));
    let (operation, arguments) =
        plain.min_by_key(|(operation, arguments)| (operation.pages.is_none(), arguments.len()))?;
    Some(Example { method: operation.method.clone(), arguments, pages: operation.pages.is_some() })
}

/// A literal for each argument; `None` when one is not plain.
fn literals(operation: &Operation) -> Option<Vec<String>> {
    if operation.docs.deprecated || operation.body.as_ref().is_some_and(|body| body.required) {
        return None;
    }
    operation.arguments.iter().map(literal).collect()
}

fn literal(argument: &Argument) -> Option<String> {
    match &argument.kind {
        ArgumentKind::Text => Some(format!("{:?}", argument.wire_name)),
        ArgumentKind::Value(Type::Bool) => Some("true".to_owned()),
        ArgumentKind::Value(Type::Integer(_)) => Some("1".to_owned()),
        ArgumentKind::Value(Type::F64) => Some("1.0".to_owned()),
        _ => None,
    }
}
