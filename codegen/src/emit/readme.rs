//! `README.md`: what the crate is and how to start.

use super::lib_rs::example_lines;
use crate::model::{Crate, Part};

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
    text.push_str("\n## Calls\n\n");
    text.push_str(&calls(krate));
    text.push_str("\n## Features\n\n");
    text.push_str(&features(krate));
    text.push_str(CLOSING);
    text
}

fn calls(krate: &Crate) -> String {
    let mut text = String::from("| method | call | |\n| --- | --- | --- |\n");
    for operation in krate.groups.iter().flat_map(|group| &group.operations) {
        let about = operation.docs.lines.first().map_or("", String::as_str).replace('|', "\\|");
        text.push_str(&format!(
            "| `{}` | `{} {}` | {about} |\n",
            operation.method, operation.http_method, operation.path
        ));
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
