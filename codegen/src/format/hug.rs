//! Lets a call whose only argument is a long list hug it, as rustfmt does and prettyplease does not.

/// Turns
/// ```text
/// members
///     .read(
///         &mut [
///             one,
///         ],
///     )
/// ```
/// into
/// ```text
/// members.read(&mut [
///     one,
/// ])
/// ```
pub(super) fn lists(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < lines.len() {
        match call(&lines[at..]) {
            Some((hugged, taken)) => {
                out.push_str(&hugged);
                at += taken;
            }
            None => {
                out.push_str(lines[at]);
                out.push('\n');
                at += 1;
            }
        }
    }
    out
}

/// The call that begins here, rewritten, and how many lines it took.
fn call(lines: &[&str]) -> Option<(String, usize)> {
    let [receiver, method, open, ..] = lines else { return None };
    let indent = &receiver[..receiver.len() - receiver.trim_start().len()];
    let inner = format!("{indent}    ");
    let is_receiver =
        !receiver.trim().is_empty() && receiver.trim().chars().all(|char| char.is_alphanumeric() || char == '_');
    let method = method.strip_prefix(&inner).filter(|method| method.starts_with('.') && method.ends_with('('))?;
    let open = open.trim_start();
    if !is_receiver || !matches!(open, "[" | "&[" | "&mut [") {
        return None;
    }
    let close = lines.iter().position(|line| *line == format!("{inner}    ],"))?;
    let end = lines.get(close + 1)?.strip_prefix(&inner).filter(|end| end.starts_with(')'))?;
    let mut hugged = format!("{receiver}{method}{open}\n");
    for line in &lines[3..close] {
        hugged.push_str(line.strip_prefix("        ")?);
        hugged.push('\n');
    }
    hugged.push_str(&format!("{indent}]{end}\n"));
    Some((hugged, close + 2))
}

#[cfg(test)]
mod tests {
    use super::lists;

    #[test]
    fn a_lone_list_is_hugged() {
        let text = "fn f() {\n    members\n        .read(\n            &mut [\n                one,\n            ],\n        )\n}\n";
        assert_eq!(lists(text), "fn f() {\n    members.read(&mut [\n        one,\n    ])\n}\n");
        let other = "fn f() {\n    members\n        .read(\n            one,\n            two,\n        )\n}\n";
        assert_eq!(lists(other), other);
    }
}
