//! Writes values into URLs, and tells what a host is.

use std::net::IpAddr;

/// For each byte whether it stands for itself.
type Plain = [bool; 256];

/// The unreserved characters (RFC 3986, 2.3).
static UNRESERVED: Plain = plain(b"-._~");
/// Those, and the reserved ones that mean nothing in the value of a query.
static IN_QUERY: Plain = plain(b"-._~:/?@!$()*,;=");
/// What a template may have between its variables: all of ASCII that can be seen, but for what no path of a URL has, or
/// what URL libraries take for something else.
static LITERAL: Plain = plain(b"-._~!$%&'()*+,/:;=@[]");

const fn plain(marks: &[u8]) -> Plain {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < marks.len() {
        plain[marks[at] as usize] = true;
        at += 1;
    }
    plain
}

/// Appends a value with everything but the unreserved characters percent-encoded.
pub(super) fn encode(url: &mut String, value: &[u8]) {
    encode_but(url, value, &UNRESERVED);
}

/// Appends a value as [`encode`] does, but for those reserved characters that mean nothing in the value of a query.
pub(super) fn encode_reserved(url: &mut String, value: &str) {
    encode_but(url, value.as_bytes(), &IN_QUERY);
}

/// Appends what stands in a template between its variables, with everything percent-encoded that cannot stay as it is.
pub(super) fn encode_literal(url: &mut String, literal: &str) {
    encode_but(url, literal.as_bytes(), &LITERAL);
}

fn encode_but(url: &mut String, value: &[u8], plain: &Plain) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 0xF)]);
    url.reserve(value.len());
    let mut rest = value;
    while !rest.is_empty() {
        let length = rest.iter().position(|byte| !plain[usize::from(*byte)]).unwrap_or(rest.len());
        let (same, behind) = rest.split_at(length);
        url.push_str(str::from_utf8(same).unwrap_or_default());
        rest = behind;
        if let Some((odd, behind)) = rest.split_first() {
            url.extend(['%', digit(odd >> 4), digit(*odd)]);
            rest = behind;
        }
    }
}

/// Reads percent-encoded text; what is none is taken as it stands.
pub(super) fn decode(text: &str) -> String {
    String::from_utf8_lossy(&decode_bytes(text)).into_owned()
}

/// The bytes that percent-encoded text means. A `%` that begins no code stands for itself.
pub(super) fn decode_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digit = |at: usize| behind.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high << 4 | low).unwrap_or_default());
                rest = &behind[2..];
            }
            _ => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    bytes
}

/// Whether a path has a segment that URL libraries take for this folder or the one above, however it is written.
pub(super) fn climbs(path: &str) -> bool {
    let is_dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    path.split(['/', '\\']).any(is_dots)
}

/// Whether a host is this machine, as far as its name tells.
pub(super) fn is_loopback(host: &str) -> bool {
    match address(host) {
        Some(address) => address.to_canonical().is_loopback(),
        None => host.eq_ignore_ascii_case("localhost"),
    }
}

fn address(host: &str) -> Option<IpAddr> {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host).parse().ok()
}

/// Whether no proxy can reach a host for this machine: it is the machine itself, or something beside it that has the same
/// (link-local) address everywhere, like the metadata service of a cloud.
pub(super) fn is_next_door(host: &str) -> bool {
    let is_link_local = |address: IpAddr| match address.to_canonical() {
        IpAddr::V4(address) => address.is_link_local(),
        IpAddr::V6(address) => address.is_unicast_link_local(),
    };
    is_loopback(host) || address(host).is_some_and(is_link_local)
}

/// Splits a template at its first `{variable}`: what is before it, its name, and what is behind it.
pub(super) fn next_variable(template: &str) -> Option<(&str, &str, &str)> {
    let (open, name, behind) = template.match_indices('{').find_map(|(open, _)| {
        let (name, behind) = template[open + 1..].split_once('}')?;
        (!name.contains('{')).then_some((open, name, behind))
    })?;
    Some((&template[..open], name, behind))
}
