//! `README.md`: what the crate is and how to start.

use super::lib_rs::example_lines;
use crate::model::{Crate, Part, SchemeKind};

pub(super) fn emit(krate: &Crate) -> String {
    let mut text = format!("# {}\n\n{}\n", krate.package.name, krate.docs.join("\n"));
    if let Some(example) = &krate.example {
        text.push_str("\n## A first call\n\n```rust\n");
        for line in example_lines(krate, example).iter().filter(|line| !line.starts_with("# ")) {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("```\n");
    }
    if !krate.client.schemes.is_empty() {
        text.push_str("\n## Credentials\n\n");
        text.push_str(&credentials(krate));
    }
    text.push_str("\n## Calls\n\n");
    text.push_str(&calls(krate));
    if !krate.webhooks.is_empty() {
        text.push_str("\n## Webhooks\n\n");
        text.push_str(&webhooks(krate));
    }
    text.push_str("\n## Features\n\n");
    text.push_str(&features(krate));
    text.push_str(CLOSING);
    text
}

fn credentials(krate: &Crate) -> String {
    let mut text = String::from("| credentials | sent as |\n| --- | --- |\n");
    for scheme in &krate.client.schemes {
        let (arguments, place) = match &scheme.kind {
            SchemeKind::Header(name) => (scheme.value, format!("the header {}", code(name))),
            SchemeKind::Query(name) => (scheme.value, format!("the query parameter {}", code(name))),
            SchemeKind::Cookie(name) => (scheme.value, format!("the cookie {}", code(name))),
            SchemeKind::Basic => ("user, password", "`Authorization: Basic …`".to_owned()),
            SchemeKind::Authorization(name) => (scheme.value, code(&format!("Authorization: {name} …"))),
            SchemeKind::Signature(Some(_)) => ("ak, sk", "a signature".to_owned()),
            SchemeKind::Signature(None) => ("signer", "a signature".to_owned()),
        };
        text.push_str(&format!("| `Credentials::{}({arguments})` | {place} |\n", scheme.method));
        if let Some(source) = &scheme.source {
            let inputs: Vec<_> = source.inputs.iter().map(|input| input.name.as_str()).collect();
            let call = &source.source.call;
            text.push_str(&format!(
                "| `Credentials::{}({})` | the same, fetched by `{call}` |\n",
                source.method,
                inputs.join(", ")
            ));
        }
    }
    text
}

/// A text of the description, in a cell of a table.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|char| if char.is_control() || char == '`' { ' ' } else { char }).collect();
    format!("`{}`", text.replace('|', "\\|"))
}

fn calls(krate: &Crate) -> String {
    let mut text = String::from("| method | call | |\n| --- | --- | --- |\n");
    for operation in krate.groups.iter().flat_map(|group| &group.operations) {
        let about = operation.docs.lines.first().map_or("", String::as_str).replace('|', "\\|");
        text.push_str(&format!(
            "| `{}` | `{} {}` | {about} |\n",
            operation.method,
            operation.http_method.name(),
            operation.path
        ));
    }
    text
}

fn webhooks(krate: &Crate) -> String {
    let mut text = String::from("| `webhooks::Webhook` | sent as | |\n| --- | --- | --- |\n");
    for webhook in &krate.webhooks {
        let about = webhook.docs.lines.first().map_or("", String::as_str).replace('|', "\\|");
        text.push_str(&format!("| `{}` | {} | {about} |\n", webhook.variant, code(&webhook.wire_name)));
    }
    text
}

fn features(krate: &Crate) -> String {
    let mut text = String::from("| feature | default | what it adds |\n| --- | --- | --- |\n");
    text.push_str("| `reqwest` | yes | the transport that is used unless another is given |\n");
    if krate.parts.contains(&Part::Calendar) {
        text.push_str("| `jiff` | yes | conversions of dates and times to those of `jiff` |\n");
    }
    text.push_str("| `test-util` | no | a transport that records requests and answers from a script |\n");
    text
}

const CLOSING: &str = "
## License

The source of this crate was generated. It may be used under any terms (0BSD).
";
