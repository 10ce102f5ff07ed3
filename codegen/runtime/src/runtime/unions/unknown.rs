//! What fits no branch of a union.

use std::fmt;

use serde_core::ser::{Serialize, Serializer};
use serde_json::Value;

/// A value that fits none of the documented types. It is kept and written back as it came.
///
/// It cannot be made by hand, so that a documented value never hides in it.
#[derive(Clone, PartialEq)]
pub struct UnknownVariant(Value);

impl UnknownVariant {
    /// What stands in a struct until the real value has been read.
    pub(crate) fn null() -> Self {
        Self(Value::Null)
    }

    pub(super) fn new(value: Value) -> Self {
        Self(value)
    }

    /// The value as it is on the wire.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.0
    }
}

/// Says what kind of value it is and no more: nobody knows what is secret in it.
impl fmt::Debug for UnknownVariant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match &self.0 {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        })
    }
}

impl Serialize for UnknownVariant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
