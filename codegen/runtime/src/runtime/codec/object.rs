//! Writes structs as objects.

use std::collections::BTreeMap;

use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// Begins an object. The first failure is kept until [`Object::end`], so that members read as a plain list.
#[inline]
pub fn object<S: Serializer>(serializer: S) -> Object<S> {
    Object(serializer.serialize_map(None))
}

/// An object that is being written.
#[must_use = "the object is complete only after `end`"]
pub struct Object<S: Serializer>(pub(in super::super) Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Object<S> {
    /// Writes a member that is always there.
    pub fn required<T: Serialize + ?Sized>(mut self, key: &'static str, value: &T) -> Self {
        if let Ok(map) = &mut self.0
            && let Err(error) = map.serialize_entry(key, value)
        {
            self.0 = Err(error);
        }
        self
    }

    /// Writes a member unless it is absent.
    #[inline]
    pub fn optional<T: Serialize>(self, key: &'static str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.required(key, value),
            None => self,
        }
    }

    /// Writes the members of a map, but none whose key is one of `keys`: those have been written already.
    pub fn rest<T: Serialize>(mut self, keys: &[&str], members: &BTreeMap<String, T>) -> Self {
        for (key, value) in members.iter().filter(|(key, _)| !keys.contains(&key.as_str())) {
            if let Ok(map) = &mut self.0
                && let Err(error) = map.serialize_entry(key, value)
            {
                self.0 = Err(error);
            }
        }
        self
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first failure of a member or of the serializer.
    #[inline]
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0.and_then(SerializeMap::end)
    }
}
