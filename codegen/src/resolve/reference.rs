//! Follows references to components other than schemas.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::{Ctx, dangling};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

impl<'a> Ctx<'a> {
    /// The component that a node is or refers to, and where that stands; `None` and a warning when there is none.
    pub(super) fn follow<T>(
        &mut self,
        node: &'a ReferenceOr<T>,
        at: &Pointer,
        components: &'a IndexMap<String, ReferenceOr<T>>,
        kind: &str,
    ) -> Option<(&'a T, Pointer)> {
        let mut node = node;
        let mut at = at.clone();
        // A chain longer than there are components goes in circles.
        for _ in 0..=components.len() {
            let reference = match node {
                ReferenceOr::Item(item) => return Some((item, at)),
                ReferenceOr::Reference { reference } => reference,
            };
            let target = component_name(reference, kind).and_then(|name| Some((components.get(&name)?, name)));
            let Some((next, name)) = target else {
                self.warn(dangling(&at, reference));
                return None;
            };
            node = next;
            at = Pointer::root().key("components").key(kind).key(&name);
        }
        if let ReferenceOr::Reference { reference } = node {
            let message = format!("`{reference}` leads back to itself");
            self.warn(Diagnostic::warning("dangling-reference", Place::Value(at.key("$ref")), message));
        }
        None
    }
}

/// `Pet` of `#/components/schemas/Pet`, when the reference points to a component of this kind.
pub(super) fn component_name(reference: &str, kind: &str) -> Option<String> {
    let key = reference.strip_prefix("#/components/")?.strip_prefix(kind)?.strip_prefix('/')?;
    if key.contains('/') {
        return None;
    }
    Some(percent_decode(key).replace("~1", "/").replace("~0", "~"))
}

/// A reference is a URI: what is not allowed in one stands as `%XX`.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = |at: usize| tail.get(at).and_then(|&byte| char::from(byte).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low).to_le_bytes()[0]);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::component_name;

    #[test]
    fn references_are_decoded() {
        for (reference, name) in [
            ("#/components/schemas/Pet", Some("Pet")),
            ("#/components/schemas/a~1b~0c", Some("a/b~c")),
            ("#/components/schemas/%E4%BB%BB", Some("任")),
            ("#/components/schemas/100%", Some("100%")),
            ("#/components/schemas/Pet/properties/id", None),
            ("#/components/responses/Pet", None),
            ("other.yaml#/Pet", None),
        ] {
            assert_eq!(component_name(reference, "schemas").as_deref(), name, "{reference}");
        }
    }
}
