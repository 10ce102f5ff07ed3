//! How what was received becomes what is sent.

use super::TypeName;

/// Makes a value of one type of a value of another.
#[derive(Debug)]
pub(crate) struct Conversion {
    pub(crate) from: TypeName,
    pub(crate) to: TypeName,
    pub(crate) body: ConversionBody,
}

/// What the two types are.
#[derive(Debug)]
pub(crate) enum ConversionBody {
    Struct {
        /// The fields of the new value, each with what it is made of.
        fields: Vec<(String, FieldSource)>,
        /// Whether any of the fields is deprecated.
        deprecated: bool,
    },
    /// The names of each variant in both unions, and what becomes of what it holds.
    Union(Vec<(String, String, Step)>),
    Newtype(Step),
}

/// What a field of the new value is made of.
#[derive(Debug)]
pub(crate) enum FieldSource {
    /// A field of the old value.
    Field(String, Step),
    /// Nothing, for an `Option`.
    None,
    /// Nothing, for a `Field`.
    Absent,
}

/// What becomes of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It stays what it is.
    Keep,
    /// There is a conversion for its type.
    Into,
    /// What an `Option` or a `Field` holds.
    Map(Box<Self>),
    /// Each item of a `Vec`.
    Items(Box<Self>),
    /// Each value of a map.
    Values(Box<Self>),
    /// Each element of a tuple.
    Elements(Vec<Self>),
    /// It is put into a box.
    Box(Box<Self>),
    /// It is taken out of a box.
    Unbox(Box<Self>),
}
