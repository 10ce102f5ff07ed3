//! What the crate says of itself, and the call that it shows.

use super::docs::Writer;
use crate::api::{Api, SecuritySchemeKind};
use crate::model::{Argument, ArgumentKind, Example, Group, Operation, Package, Type};

/// The first paragraphs of the crate's documentation; the example follows when it is printed.
pub(super) fn lines(api: &Api, package: &Package) -> Vec<String> {
    let writer = Writer::default()
        .line(package.description.clone())
        .text(api.info.description.as_deref())
        .external(api.info.external_docs.as_ref());
    certificates(api, writer).into_lines()
}

/// What no request carries, and so has no constructor.
fn certificates(api: &Api, writer: Writer) -> Writer {
    let mut schemes = api.security_schemes.iter().filter(|scheme| matches!(scheme.kind, SecuritySchemeKind::MutualTls));
    let Some(first) = schemes.next() else { return writer };
    let writer = writer.line("## Client certificates").line(
        "The service may ask for a certificate of the client. The default transport has none: give the builder a \
         transport that has one, for example the `ReqwestTransport` that its `with_tls` makes.",
    );
    writer.text(first.description.as_deref())
}

/// The first call that can be written down with plain values; a paged one, a short one before others.
pub(super) fn example(groups: &[Group]) -> Option<Example> {
    let plain = groups
        .iter()
        .flat_map(|group| &group.operations)
        .filter_map(|operation| Some((operation, literals(operation)?)));
    let (operation, arguments) =
        plain.min_by_key(|(operation, arguments)| (operation.pages.is_none(), arguments.len()))?;
    Some(Example {
        method: operation.method.clone(),
        arguments,
        security: operation.security.clone(),
        pages: operation.pages.is_some(),
    })
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
