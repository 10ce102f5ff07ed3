//! Reads an input: a description, and behind lines such as `--- file: schemas/Pet.yaml` what belongs to it.

use std::collections::BTreeMap;

use codegen::{FileError, Files};

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The description itself, which is the first.
    Description,
    /// Another file of it.
    File,
    /// A change of it.
    Overlay,
    /// Says which operations are wanted. What follows is of no interest.
    Include,
    /// Says which are not.
    Exclude,
}

/// A part of an input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) kind: Kind,
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

/// All parts; one at least, which is the description.
pub(crate) fn split(input: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut head, mut start, mut at) = ((Kind::Description, ""), 0, 0);
    for line in input.split_inclusive('\n') {
        if let Some(next) = kind(line) {
            parts.push(part(head, &input[start..at]));
            (head, start) = (next, at + line.len());
        }
        at += line.len();
    }
    parts.push(part(head, &input[start..]));
    parts
}

fn part<'a>((kind, name): (Kind, &'a str), text: &'a str) -> Part<'a> {
    Part { kind, name, text }
}

/// What begins with this line, if anything does.
fn kind(line: &str) -> Option<(Kind, &str)> {
    let (kind, name) = line.trim_end().strip_prefix("--- ")?.split_once(": ")?;
    let kind = match kind {
        "file" => Kind::File,
        "overlay" => Kind::Overlay,
        "include" => Kind::Include,
        "exclude" => Kind::Exclude,
        _ => return None,
    };
    Some((kind, name))
}

/// Gives out the files of an input.
pub(crate) struct Memory<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Memory<'a> {
    pub(crate) fn new(parts: &[Part<'a>]) -> Self {
        let files = parts.iter().filter(|part| part.kind == Kind::File);
        Self(files.map(|part| (part.name, part.text)).collect())
    }
}

impl Files for Memory<'_> {
    fn read(&mut self, path: &str, most: usize) -> Result<String, FileError> {
        match self.0.get(path) {
            Some(text) if text.len() <= most => Ok((*text).to_owned()),
            Some(_) => Err(FileError::too_large(most)),
            None => Err(FileError::not_found()),
        }
    }
}
