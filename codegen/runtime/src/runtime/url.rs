//! Writes values into URLs, and tells what a host is.

use std::net::IpAddr;

/// Appends a value with everything but the unreserved characters (RFC 3986, 2.3) percent-encoded.
pub(super) fn encode(url: &mut String, value: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in value {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            url.push(char::from(byte));
        } else {
            let digit = |value: u8| char::from(DIGITS[usize::from(value & 0xF)]);
            url.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
}

/// Whether a host is this machine, as far as its name tells.
pub(super) fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match address.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

/// Splits a template at its first `{variable}`: what is before it, its name, and what is behind it.
pub(super) fn next_variable(template: &str) -> Option<(&str, &str, &str)> {
    let (before, behind) = template.split_once('{')?;
    let (name, behind) = behind.split_once('}')?;
    Some((before, name, behind))
}
