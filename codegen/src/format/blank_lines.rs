//! Sets items apart by blank lines, which prettyplease does not print.

/// Adds a blank line where a person would: between the items of a file, and between the members of an `impl`.
pub(super) fn insert(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    for line in text.lines() {
        if is_gap(previous, line) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}

fn is_gap(previous: &str, line: &str) -> bool {
    let same_depth = indentation(previous) == indentation(line);
    let (before, after) = (previous.trim_start(), line.trim_start());
    if before.is_empty() || !same_depth || !starts_item(after) {
        return false;
    }
    // Imports are only followed by imports.
    let ends_import = before == "};" && after.starts_with("use ");
    let ends_block =
        (matches!(before, "}" | "};" | ");") && !ends_import) || (before == "];" && !after.starts_with("const "));
    let ends_item =
        before.ends_with(';') && ((is_documentation(after) && !is_documentation(before)) || after.starts_with("impl"));
    let leaves_constants = before.starts_with("const ") && after.starts_with("fn ");
    ends_block || ends_item || leaves_constants || (after.starts_with("use ") && origin(after) > origin(before))
}

/// What is imported stands in groups: the standard library, other crates, this crate.
fn origin(line: &str) -> u8 {
    match line.strip_prefix("use ") {
        None => u8::MAX,
        Some(path) if path.starts_with("std::") => 0,
        Some(path) if ["crate::", "self::", "super::"].iter().any(|own| path.starts_with(own)) => 2,
        Some(_) => 1,
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_documentation(line: &str) -> bool {
    line.starts_with("///")
}

fn starts_item(line: &str) -> bool {
    ["///", "#[", "pub ", "fn ", "impl", "const ", "static ", "type ", "use ", "mod ", "struct ", "enum "]
        .iter()
        .any(|start| line.starts_with(start))
}
