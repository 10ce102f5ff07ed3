//! The text of a description, as its author wrote it.

use std::path::Path;

/// One file of a description.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as messages show it, for example `spec/petstore.yaml`.
    pub path: String,
    /// The whole text. A byte order mark in front is allowed.
    pub text: String,
}

/// How a description is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, RFC 8259.
    Json,
    /// YAML 1.1 or 1.2.
    Yaml,
}

impl Source {
    /// Makes a source of a path and a text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The text without the byte order mark that some editors put in front.
    ///
    /// All lines, columns and spans count from here.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }

    /// The format: by the extension of the path, else by the first character that is not blank.
    #[must_use]
    pub fn format(&self) -> Format {
        let extension =
            Path::new(&self.path).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Format::Json,
            Some("yaml" | "yml") => Format::Yaml,
            _ if self.body().trim_start().starts_with(['{', '[']) => Format::Json,
            _ => Format::Yaml,
        }
    }
}
