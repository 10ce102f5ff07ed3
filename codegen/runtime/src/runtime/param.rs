//! Values as parameters hold them.

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
