//! What stands in a `$ref`, which is a URI.

pub(super) mod resolve;

/// The name of a component: `Pet` of `#/definitions/Pet`, where `section` is `#/definitions/`.
pub(crate) fn component(reference: &str, section: &str) -> Option<String> {
    let key = reference.strip_prefix(section)?;
    (!key.contains('/')).then(|| decoded(key))
}

/// One step of a pointer as it is meant: what a URI cannot hold stands there as `%XX`, and slashes as `~1`.
pub(crate) fn decoded(step: &str) -> String {
    percent_decode(step).replace("~1", "/").replace("~0", "~")
}

/// One step of a pointer as it is written.
pub(super) fn encoded(name: &str) -> String {
    name.replace('%', "%25").replace('~', "~0").replace('/', "~1")
}

/// Replaces each `%XX` by the byte that it stands for. A text that is no UTF-8 then stays as it is.
pub(super) fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, hex(0), hex(1)) {
            bytes.push((high * 16 + low).to_le_bytes()[0]);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{component, decoded, encoded};

    #[test]
    fn components_are_found_by_name() {
        for (reference, name) in [
            ("#/definitions/Pet", Some("Pet")),
            ("#/definitions/a~1b~0c%20d", Some("a/b~c d")),
            ("#/definitions/100%", Some("100%")),
            ("#/definitions/%ff", Some("%ff")),
            ("#/definitions/Pet/properties/id", None),
            ("#/responses/Pet", None),
            ("other.json#/definitions/Pet", None),
        ] {
            assert_eq!(component(reference, "#/definitions/").as_deref(), name, "{reference}");
        }
    }

    #[test]
    fn what_is_encoded_can_be_decoded() {
        for name in ["a/b", "~1", "%41", "100%", "任 意"] {
            assert_eq!(decoded(&encoded(name)), name);
        }
    }
}
