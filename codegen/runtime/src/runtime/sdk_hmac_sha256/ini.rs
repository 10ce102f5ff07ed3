//! Reads INI files as the official SDKs do, so that one file serves all of them.

/// The values of all sections of a name, by their names; of values of one name, the last one counts.
///
/// Spaces around names and values do not count, nor do the quotes around a value. `#` and `;` begin a comment at the
/// beginning of a line and behind a space.
pub(super) struct Section<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Section<'a> {
    /// Reads a section; `None` if there is none. On failure says which line is not INI, without quoting it.
    pub(super) fn read(text: &'a str, name: &str) -> Result<Option<Self>, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (mut found, mut inside, mut values) = (false, false, Vec::new());
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            let wrong = || format!("line {} is neither `[section]` nor `name = value`", index + 1);
            if let Some(rest) = line.strip_prefix('[') {
                let (section, _) = rest.split_once(']').ok_or_else(wrong)?;
                inside = section.trim() == name;
                found |= inside;
                continue;
            }
            let (name, value) = line.split_once(['=', ':']).ok_or_else(wrong)?;
            let name = name.trim_end();
            if name.is_empty() {
                return Err(wrong());
            }
            if inside {
                values.push((name, bare(value)));
            }
        }
        Ok(found.then_some(Self(values)))
    }

    /// The value of a name in any case; an empty one is as good as none.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.0.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        (!value.is_empty()).then_some(*value)
    }
}

/// A value without its comment and its quotes.
fn bare(value: &str) -> &str {
    let mut after_space = true;
    let comment = value.find(|character: char| {
        let begins = after_space && matches!(character, '#' | ';');
        after_space = character.is_whitespace();
        begins
    });
    let value = value[..comment.unwrap_or(value.len())].trim();
    let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    quoted.unwrap_or(value)
}
