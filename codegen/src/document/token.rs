//! What HTTP has names for: methods and headers.

/// Whether HTTP takes a text for a name (RFC 9110, 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    let is_of_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_of_token)
}
