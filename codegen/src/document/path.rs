//! Where a recursive pass stands, without any allocation until a message needs it.

use std::cell::OnceCell;

use crate::pointer::Pointer;

/// The way from the root, on the stack of the pass.
pub(super) enum Path<'a> {
    /// Where the pass begins.
    At(Pointer),
    Key(&'a Path<'a>, &'a str, Made),
    Index(&'a Path<'a>, usize, Made),
}

/// The pointer that was made of a path, so that those of all that is below share it.
#[derive(Default)]
pub(super) struct Made(OnceCell<Pointer>);

impl<'a> Path<'a> {
    /// All of the first file, or of the document that was made of it.
    pub(super) const ROOT: Self = Self::At(Pointer::root());

    pub(super) fn key(&'a self, name: &'a str) -> Self {
        Self::Key(self, name, Made::default())
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index, Made::default())
    }

    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::At(pointer) => pointer.clone(),
            Self::Key(parent, name, made) => made.0.get_or_init(|| parent.pointer().key(name)).clone(),
            Self::Index(parent, index, made) => made.0.get_or_init(|| parent.pointer().index(*index)).clone(),
        }
    }
}
