//! `src/runtime.rs` and `src/runtime/**`: the hand-written runtime, copied.

use super::{Content, File};
use crate::model::{Crate, Part};

pub(super) fn emit<'a>(krate: &'a Crate, files: &mut Vec<File<'a>>) {
    let absent = || Part::ALL.into_iter().filter(|part| !krate.parts.contains(part)).map(Part::module);
    for source in codegen_runtime::SOURCES {
        if absent().any(|module| belongs(source.name, module)) {
            continue;
        }
        files.push(File::new(format!("src/{}", source.name), move || {
            let text = match source.name {
                "runtime.rs" => without(source.text, &absent().collect::<Vec<_>>()),
                _ => source.text.to_owned(),
            };
            Content::Copy { origin: format!("codegen/runtime/src/{}", source.name), text }
        }));
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
        let text =
            "mod api;\nmod pages;\n#[doc(hidden)]\npub use pages::Paging;\npub use api::Api;\npub use pages_of::X;\n";
        assert_eq!(without(text, &["pages"]), "mod api;\npub use api::Api;\npub use pages_of::X;\n");
    }
}
