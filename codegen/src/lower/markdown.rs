//! Makes third-party Markdown safe to stand in documentation.
//!
//! rustdoc runs code blocks without a language and indented ones as tests, passes HTML through, and takes brackets for
//! links to items; rustc refuses bare carriage returns and characters that turn text around. All of that is met here.

/// The widest line that a paragraph is wrapped to.
const WIDTH: usize = 100;

/// The lines of a text: fences have a language, paragraphs are wrapped, what would run or render as HTML is escaped.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = Lines::default();
    for line in text.lines() {
        lines.push(&without_controls(line));
    }
    lines.finish()
}

/// The text as one line, for places that hold no more.
pub(super) fn one_line(text: &str) -> String {
    without_controls(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `text` as an inline code span.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    /// The fence that is open: its marks.
    fence: Option<String>,
    /// An indented block is open; it becomes a fence.
    indented: bool,
    /// What stands before the lines that go on with the list item or the quote of the last line; empty outside of both.
    margin: String,
    /// How far items of a list were indented, and how far they are now.
    moved: Vec<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, line: &str) {
        if let Some(fence) = &self.fence {
            let closes = line.trim_start().starts_with(fence.as_str());
            self.done.push(line.trim_end().to_owned());
            if closes {
                self.fence = None;
            }
            return;
        }
        let text = line.trim_end();
        if self.indented && !text.is_empty() && !is_indented(text) {
            self.close_indented();
        }
        if let Some(marks) = fence_marks(text) {
            let language = text.trim_start()[marks.len()..].trim();
            self.done.push(format!("{marks}{}", safe_language(language)));
            self.fence = Some(marks);
        } else if self.indented || (is_indented(text) && self.at_block_start()) {
            self.push_indented(text);
        } else {
            self.push_text(text);
        }
    }

    fn at_block_start(&self) -> bool {
        self.done.last().is_none_or(String::is_empty)
    }

    fn push_indented(&mut self, text: &str) {
        if !self.indented {
            self.done.push("```text".to_owned());
            self.indented = true;
        }
        let text = text.strip_prefix("    ").unwrap_or(text);
        self.done.push(text.replace("```", "'''"));
    }

    fn close_indented(&mut self) {
        while self.done.last().is_some_and(String::is_empty) {
            self.done.pop();
        }
        self.done.push("```".to_owned());
        self.done.push(String::new());
        self.indented = false;
    }

    fn push_text(&mut self, text: &str) {
        if text.is_empty() && self.at_block_start() {
            return;
        }
        let text = self.placed(escape(text));
        if let Some(width) = list_marker(&text) {
            self.margin = " ".repeat(width);
        } else if text.starts_with('>') {
            "> ".clone_into(&mut self.margin);
        } else if text.is_empty() {
            self.margin.clear();
            self.moved.clear();
        } else if !self.margin.is_empty() {
            // What goes on without a margin is still part of the item or the quote; lints want to see that.
            self.done.push(format!("{}{}", self.margin, text.trim_start()));
            return;
        }
        if is_paragraph(&text) {
            self.done.extend(wrap(&text));
        } else {
            self.done.push(text);
        }
    }

    /// The text, moved to the left when it is an item that stands too far right to be taken for one.
    fn placed(&mut self, text: String) -> String {
        if list_marker(&text).is_none() || self.margin.starts_with('>') {
            return text;
        }
        let item = text.trim_start();
        let indent = text.len() - item.len();
        while self.moved.last().is_some_and(|&(from, _)| from > indent) {
            self.moved.pop();
        }
        let above = self.moved.last().filter(|&&(from, _)| from == indent);
        let to = match above {
            Some(&(_, to)) => to,
            None if !self.margin.is_empty() && indent >= self.margin.len() + 4 => {
                self.moved.push((indent, self.margin.len()));
                self.margin.len()
            }
            None => return text,
        };
        format!("{}{item}", " ".repeat(to))
    }

    fn finish(mut self) -> Vec<String> {
        if self.indented {
            self.close_indented();
        }
        if let Some(fence) = self.fence {
            self.done.push(fence);
        }
        while self.done.last().is_some_and(String::is_empty) {
            self.done.pop();
        }
        self.done
    }
}

/// How wide the marker of a list item is, with what stands before and behind it.
fn list_marker(text: &str) -> Option<usize> {
    let indent = text.len() - text.trim_start().len();
    let rest = &text[indent..];
    let digits = rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let marker = match rest.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if digits > 0 => digits + 1,
        _ => return None,
    };
    let spaces = rest[marker..].len() - rest[marker..].trim_start().len();
    (spaces > 0).then_some(indent + marker + spaces)
}

fn is_indented(text: &str) -> bool {
    text.starts_with("    ")
}

/// The marks that open a fence on this line.
fn fence_marks(text: &str) -> Option<String> {
    let text = text.trim_start();
    let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let marks: String = text.chars().take_while(|&char| char == mark).collect();
    let rest = &text[marks.len()..];
    (marks.len() >= 3 && !(mark == '`' && rest.contains('`'))).then_some(marks)
}

/// rustdoc runs what it takes for Rust; everything else keeps its language.
fn safe_language(language: &str) -> &str {
    let word = language.split(|char: char| !char.is_ascii_alphanumeric() && !matches!(char, '-' | '+' | '#')).next();
    let rust = ["rust", "ignore", "should", "no", "compile", "edition", "standalone", "test"];
    match word {
        Some(word) if !word.is_empty() && !rust.iter().any(|prefix| word.to_lowercase().starts_with(prefix)) => word,
        _ => "text",
    }
}

/// Lines that may be broken without meaning something else: no lists, tables, headings, quotes.
fn is_paragraph(text: &str) -> bool {
    text.starts_with(|char: char| char.is_alphabetic() || matches!(char, '`' | '(' | '"' | '\''))
}

fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH && !starts_block(word) {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        if width > 0 {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
    }
    lines.push(line);
    lines
}

/// A word that would begin a list, a heading or a quote, were it first on its line.
fn starts_block(word: &str) -> bool {
    matches!(word, "-" | "+" | "*" | "=" | "")
        || word.starts_with(['#', '>', '|', '=', '-', '~'])
        || word.trim_end_matches(['.', ')']).chars().all(|char| char.is_ascii_digit())
}

/// Escapes HTML and brackets that are no links, links bare URLs; code spans stay as they are.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let taken = if char == '`' {
            copy_code(rest, &mut escaped)
        } else if rest.starts_with("http://") || rest.starts_with("https://") {
            copy_url(rest, &mut escaped)
        } else if char == '[' {
            copy_bracket(rest, &mut escaped)
        } else if char == '\\' {
            let next = rest[1..].chars().next().filter(char::is_ascii_punctuation);
            escaped.push('\\');
            escaped.extend(next.or(Some('\\')));
            1 + next.map_or(0, char::len_utf8)
        } else {
            if matches!(char, '<' | ']') {
                escaped.push('\\');
            }
            escaped.push(char);
            char.len_utf8()
        };
        rest = &rest[taken..];
    }
    escaped
}

/// Copies a code span, or escapes marks that none closes; says how much of `rest` that was.
fn copy_code(rest: &str, escaped: &mut String) -> usize {
    let marks = rest.len() - rest.trim_start_matches('`').len();
    let fence = &rest[..marks];
    match rest[marks..].find(fence) {
        Some(end) => {
            let length = marks + end + marks;
            escaped.push_str(&rest[..length]);
            length
        }
        None => {
            escaped.extend(std::iter::repeat_n("\\`", marks));
            marks
        }
    }
}

fn copy_url(rest: &str, escaped: &mut String) -> usize {
    let end = rest.find(|char: char| char.is_whitespace() || matches!(char, '<' | '>' | '"' | '`' | ')' | ']' | '|'));
    let url = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    escaped.push('<');
    escaped.push_str(url);
    escaped.push('>');
    url.len()
}

/// Copies `[text](url)` whole; any other bracket is escaped.
fn copy_bracket(rest: &str, escaped: &mut String) -> usize {
    match link(rest) {
        Some((text, url)) => {
            escaped.push('[');
            escaped.push_str(&text.replace(['[', ']', '<', '>'], ""));
            escaped.push_str("](<");
            escaped.push_str(url);
            escaped.push_str(">)");
            1 + text.len() + 2 + url.len() + 1
        }
        None => {
            escaped.push_str("\\[");
            1
        }
    }
}

/// The text and the absolute URL of the link that `rest` begins with.
fn link(rest: &str) -> Option<(&str, &str)> {
    let (text, tail) = rest[1..].split_once("](")?;
    let (url, _) = tail.split_once(')')?;
    let absolute = url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
    let clean = !url.contains(|char: char| char.is_whitespace() || matches!(char, '<' | '>'));
    (absolute && clean && !text.contains('[') && !text.contains(']') && !text.contains('`')).then_some((text, url))
}

/// Tabs become spaces; other control characters and those that turn text around go.
fn without_controls(line: &str) -> String {
    line.replace('\t', "    ").chars().filter(|&char| !(char.is_control() || turns_text(char))).collect()
}

fn turns_text(char: char) -> bool {
    matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
