//! Writes values of parameters as text.

use std::borrow::Cow;

/// A value that a path, a query or a header can hold.
pub trait Param {
    /// The value as the service reads it, not encoded.
    fn text(&self) -> Cow<'_, str>;
}

impl Param for str {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Param for String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Param for bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn text(&self) -> Cow<'_, str> {
        (**self).text()
    }
}

/// Numbers are written in full, without an exponent.
macro_rules! numbers {
    ($($number:ident)*) => {$(
        impl Param for $number {
            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

numbers! { i8 i16 i32 i64 u8 u16 u32 u64 f64 }
