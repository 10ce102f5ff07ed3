//! What becomes of descriptions: sound, broken, and hostile.

mod bundle;
mod hostile;
mod messages;
mod mutate;
mod overlay;
mod rewrite;
mod values;

use super::{Document, document};
use crate::diagnostic::{Color, Diagnostics, Located, render};
use crate::files::NoFiles;
use crate::selection::Selection;
use crate::source::{Source, Sources};

/// Reads a description, and says what there is to say.
fn read(path: &str, text: &str) -> (Option<Document>, Vec<Located>, String) {
    let source = Source::new(path, text);
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new(&source);
    let document = document(&mut sources, &mut NoFiles, &[], &Selection::default(), &mut diagnostics);
    assert_eq!(document.is_none(), diagnostics.has_errors());
    let located = diagnostics.locate(&sources);
    let drawn = render(&located, Color::Never);
    (document, located, drawn)
}
