//! Reads arrays whose elements have types of their own.

use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::path::at_index;
use super::token::{Token, refuse_scalars};
use super::{Blank, Decode, Seed};

struct Tuple<T>(PhantomData<T>);

/// The next element of an array, which must be there.
fn element<'de, T: Decode, A: SeqAccess<'de>>(seq: &mut A, index: usize, length: usize) -> Result<T, A::Error> {
    match seq.next_element_seed(Seed(PhantomData)) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(A::Error::custom(format!("expected {}, found {index}", elements(length)))),
        Err(error) => Err(at_index(&error, index)),
    }
}

/// The end of an array that has been read.
fn end<'de, A: SeqAccess<'de>>(mut seq: A, length: usize) -> Result<(), A::Error> {
    match seq.next_element::<serde_core::de::IgnoredAny>()? {
        None => Ok(()),
        Some(_) => Err(A::Error::custom(format!("expected {}, found more", elements(length)))),
    }
}

fn elements(length: usize) -> String {
    format!("an array of {length} elements")
}

macro_rules! tuples {
    ($($length:literal: $($name:ident $index:literal)*;)*) => {$(
        impl<$($name: Decode),*> Decode for ($($name,)*) {
            const SECRET: bool = $($name::SECRET)||*;

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Tuple::<Self>(PhantomData))
            }
        }

        impl<'de, $($name: Decode),*> Visitor<'de> for Tuple<($($name,)*)> {
            type Value = ($($name,)*);

            refuse_scalars!(elements($length), secret: Self::Value::SECRET);

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Err(E::custom(Token::Null.refuse(&elements($length))))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let value = ($(element::<$name, A>(&mut seq, $index, $length)?,)*);
                end(seq, $length).map(|()| value)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Err(A::Error::custom(Token::of_map(map)?.hidden_if(Self::Value::SECRET).refuse(&elements($length))))
            }
        }

        impl<$($name: Blank),*> Blank for ($($name,)*) {
            fn blank() -> Self {
                ($($name::blank(),)*)
            }
        }
    )*};
}

tuples! {
    2: T0 0 T1 1;
    3: T0 0 T1 1 T2 2;
    4: T0 0 T1 1 T2 2 T3 3;
    5: T0 0 T1 1 T2 2 T3 3 T4 4;
    6: T0 0 T1 1 T2 2 T3 3 T4 4 T5 5;
    7: T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6;
    8: T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7;
    9: T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8;
    10: T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9;
    11: T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10;
    12: T0 0 T1 1 T2 2 T3 3 T4 4 T5 5 T6 6 T7 7 T8 8 T9 9 T10 10 T11 11;
}
