//! Writes the members of a value into an object that has been begun already.

use std::fmt::{self, Write};

use serde_core::ser::{Error, Impossible, Serialize, SerializeMap, Serializer};

/// The keys that an object has so far.
#[derive(Default)]
pub(super) struct Written {
    known: &'static [&'static str],
    others: Vec<String>,
}

impl Written {
    pub(super) fn new(known: &'static [&'static str]) -> Self {
        Self { known, others: Vec::new() }
    }

    /// Whether the key is new.
    pub(super) fn insert(&mut self, key: String) -> bool {
        let is_new = !self.known.contains(&key.as_str()) && !self.others.contains(&key);
        if is_new {
            self.others.push(key);
        }
        is_new
    }
}

/// Writes what an object has, and refuses what is none.
pub(super) struct MemberSerializer<'a, M> {
    map: &'a mut M,
    written: &'a mut Written,
    /// Whether the key that was written last is a new one.
    is_new: bool,
}

impl<'a, M: SerializeMap> MemberSerializer<'a, M> {
    pub(super) fn new(map: &'a mut M, written: &'a mut Written) -> Self {
        Self { map, written, is_new: false }
    }
}

/// A key as a text.
struct Text<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> fmt::Display for Text<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(formatter)
    }
}

impl<M: SerializeMap> SerializeMap for MemberSerializer<'_, M> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), M::Error> {
        let mut text = String::new();
        write!(text, "{}", Text(key)).map_err(|_| M::Error::custom("a key must be a text"))?;
        self.is_new = self.written.insert(text);
        if self.is_new { self.map.serialize_key(key) } else { Ok(()) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        if self.is_new { self.map.serialize_value(value) } else { Ok(()) }
    }

    fn end(self) -> Result<(), M::Error> {
        Ok(())
    }
}

/// Values that have no members.
macro_rules! refuse {
    ($($method:ident($($ty:ty),*);)*) => {$(
        fn $method(self, $(_: $ty),*) -> Result<(), M::Error> {
            Err(no_object())
        }
    )*};
}

fn no_object<E: Error>() -> E {
    E::custom("a part of an object must be an object, too")
}

impl<M: SerializeMap> Serializer for MemberSerializer<'_, M> {
    type Ok = ();
    type Error = M::Error;
    type SerializeSeq = Impossible<(), M::Error>;
    type SerializeTuple = Impossible<(), M::Error>;
    type SerializeTupleStruct = Impossible<(), M::Error>;
    type SerializeTupleVariant = Impossible<(), M::Error>;
    type SerializeMap = Self;
    type SerializeStruct = Impossible<(), M::Error>;
    type SerializeStructVariant = Impossible<(), M::Error>;

    fn serialize_map(self, _: Option<usize>) -> Result<Self, M::Error> {
        Ok(self)
    }

    /// Nothing has no members.
    fn serialize_unit(self) -> Result<(), M::Error> {
        Ok(())
    }

    fn serialize_none(self) -> Result<(), M::Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), M::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), M::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), M::Error> {
        Err(no_object())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, M::Error> {
        Err(no_object())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, M::Error> {
        Err(no_object())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, M::Error> {
        Err(no_object())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, M::Error> {
        Err(no_object())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, M::Error> {
        Err(no_object())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, M::Error> {
        Err(no_object())
    }

    refuse! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }
}
