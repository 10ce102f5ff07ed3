//! Writes what stands before a part.

use http::HeaderMap;

/// The head of a part up to its content.
pub(super) fn head(boundary: &str, name: Option<&str>, file_name: Option<&str>, headers: &HeaderMap) -> Vec<u8> {
    let mut head = format!("--{boundary}\r\n");
    match (name, file_name) {
        (None, None) => {}
        (None, Some(file_name)) => head.push_str(&format!("Content-Disposition: attachment{}", file(file_name))),
        (Some(name), file_name) => {
            let file = file_name.map(file).unwrap_or_default();
            head.push_str(&format!("Content-Disposition: form-data; name=\"{}\"{file}", quoted(name)));
        }
    }
    if name.or(file_name).is_some() {
        head.push_str("\r\n");
    }
    let mut head = head.into_bytes();
    for (name, value) in headers {
        head.extend_from_slice(canonical(name.as_str()).as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head
}

fn file(name: &str) -> String {
    format!("; filename=\"{}\"", quoted(name))
}

/// What could end the quotes or the line, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// A name in the case in which it is usually written, since some servers know no other.
fn canonical(name: &str) -> String {
    let mut begins = true;
    let case = |letter: char| {
        let written = if begins { letter.to_ascii_uppercase() } else { letter };
        begins = letter == '-';
        written
    };
    name.chars().map(case).collect()
}
