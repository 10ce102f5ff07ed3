//! `src/runtime.rs` and `src/runtime/**`: the hand-written runtime, copied.

use super::{Content, File};
use crate::model::{Crate, Part};

pub(super) fn emit(krate: &Crate, files: &mut Vec<File>) {
    let absent: Vec<&str> =
        Part::ALL.into_iter().filter(|part| !krate.parts.contains(part)).map(Part::module).collect();
    for source in codegen_runtime::SOURCES {
        let text = match source.name {
            "runtime.rs" => without(source.text, &absent),
            path if absent.iter().any(|part| belongs(path, part)) => continue,
            _ => source.text.to_owned(),
        };
        files.push(File {
            path: format!("src/{}", source.name),
            content: Content::Copy { origin: format!("codegen/runtime/src/{}", source.name), text },
        });
    }
}

/// Whether a file is part of the module.
fn belongs(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix("runtime/").and_then(|path| path.strip_prefix(module));
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// The index of the runtime without the lines that name an absent module; such a line names nothing else.
fn without(text: &str, absent: &[&str]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        if !absent.contains(&named_module(line)) {
            kept.push(line);
        } else if kept.last().is_some_and(|line| line.starts_with("#[")) {
            kept.pop();
        }
    }
    kept.join("\n") + "\n"
}

/// `pages` of `mod pages;` and of `pub use pages::Items;`.
fn named_module(line: &str) -> &str {
    let line = line.strip_prefix("pub(crate) ").or_else(|| line.strip_prefix("pub ")).unwrap_or(line);
    let item = line.strip_prefix("mod ").or_else(|| line.strip_prefix("use ")).unwrap_or_default();
    item.split([';', ':']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn absent_modules_leave_no_trace() {
        let text = "mod api;\nmod pages;\n#[doc(hidden)]\npub use pages::OffsetPaging;\npub use api::Api;\npub use pages_of::X;\n";
        assert_eq!(without(text, &["pages"]), "mod api;\npub use api::Api;\npub use pages_of::X;\n");
    }
}
