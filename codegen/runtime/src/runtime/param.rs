//! Values as parameters hold them.

use serde_core::ser::Serialize;

use super::tree::Tree;

/// A value that a path, a query, a header or a cookie can hold.
pub trait Param {
    /// The value as the service reads it, not encoded.
    fn tree(&self) -> Tree;
}

impl Param for str {
    fn tree(&self) -> Tree {
        Tree::Text(self.to_owned())
    }
}

impl Param for String {
    fn tree(&self) -> Tree {
        Tree::Text(self.clone())
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn tree(&self) -> Tree {
        (**self).tree()
    }
}

impl Param for Tree {
    fn tree(&self) -> Tree {
        self.clone()
    }
}

/// Numbers are written in full, without an exponent.
macro_rules! bare {
    ($($scalar:ident)*) => {$(
        impl Param for $scalar {
            fn tree(&self) -> Tree {
                Tree::Bare(self.to_string())
            }
        }
    )*};
}

bare! { bool i8 i16 i32 i64 u8 u16 u32 u64 f64 }

/// A list of texts.
pub fn texts<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Tree {
    Tree::List(items.into_iter().map(|item| item.as_ref().tree()).collect())
}

/// A list of values.
pub fn list<T: Param>(items: impl IntoIterator<Item = T>) -> Tree {
    Tree::List(items.into_iter().map(|item| item.tree()).collect())
}

/// A list of what becomes values of one type.
pub fn list_of<T: Param>(items: impl IntoIterator<Item = impl Into<T>>) -> Tree {
    Tree::List(items.into_iter().map(|item| item.into().tree()).collect())
}

/// A value of any type, with what it is made of. One that cannot be written is nothing.
pub fn tree<T: Serialize + ?Sized>(value: &T) -> Tree {
    Tree::of(value).unwrap_or(Tree::Null)
}

/// A value of any type as the text of its JSON.
pub fn json_text<T: Serialize + ?Sized>(value: &T) -> Tree {
    serde_json::to_string(value).map_or(Tree::Null, Tree::Text)
}
