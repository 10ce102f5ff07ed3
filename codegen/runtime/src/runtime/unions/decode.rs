//! Finds the branch of a value, and reads the value as one of that branch.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::super::codec::token::is_number;
use super::branch::{Branch, Named, Tag};
use super::buffer::{self, Buffer, Key, ROOM};
use super::contest::{self, Contest};
use super::replay::{Members, Replay};
use super::{Union, UnknownVariant};

/// Reads a value of a union. What fits no branch is kept as it is.
///
/// # Errors
///
/// The JSON is broken, or the value names its branch and is none of that branch.
#[doc(hidden)]
pub fn union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Finder(PhantomData))
}

struct Finder<T>(PhantomData<T>);

/// The members of an object that have been read already.
#[doc(hidden)]
pub type Kept<'de> = Vec<(Cow<'de, str>, Buffer<'de>)>;

/// Reads a value by the branch that it names, or else by the one that understands most of it: those that it fits are
/// tried, the best first, until one leaves nothing out.
fn settle<T: Union, E: Error>(value: Buffer<'_>) -> Result<T, E> {
    let mut several = Vec::new();
    if let (Some(tag), Buffer::Object(members)) = (T::TAG, &value) {
        let named = match members.iter().rfind(|(key, _)| key == tag.key()) {
            Some((_, name)) => tag.named(name, T::BRANCHES.len()),
            None => tag.default().map_or(Named::Several(Vec::new()), Named::One),
        };
        match named {
            Named::None => return Ok(unknown(value)),
            Named::One(branch) => return read(branch, tag, value),
            Named::Several(branches) => several = branches,
        }
    }
    if let Some(best) = best::<T, E>(&value, &several) {
        return Ok(best);
    }
    // What names branches and is none of them is told so by the first.
    match T::TAG.and_then(|tag| Some((several.first().copied().or(tag.default())?, tag))) {
        Some((branch, tag)) if matches!(value, Buffer::Object(_)) => read(branch, tag, value),
        _ => Ok(unknown(value)),
    }
}

/// Reads an object as a value of the branch that it names.
fn read<T: Union, E: Error>(branch: usize, tag: Tag, mut value: Buffer<'_>) -> Result<T, E> {
    if let (true, Buffer::Object(members)) = (is_named::<T>(branch), &mut value) {
        members.retain(|(key, _)| key != tag.key());
    }
    T::read(branch, Replay::new(&value))
}

/// The reading of a value that misses least of it, if there is one; where the value names some branches, of these.
fn best<T: Union, E: Error>(value: &Buffer<'_>, named: &[usize]) -> Option<T> {
    let branches = T::BRANCHES.iter().enumerate().filter(|(index, _)| named.is_empty() || named.contains(index));
    let mut fits: Vec<_> = branches.filter_map(|(index, branch)| Some((branch.fit(value)?, index))).collect();
    // The sort is stable: of equals the first one of the description counts.
    fits.sort_by(|(one, _), (other, _)| other.cmp(one));
    let (mut contest, mut best) = (Contest::new(), None);
    for (_, index) in fits {
        if !contest.goes_on() {
            break;
        }
        if let Ok(read) = T::read(index, Replay::<E>::new(value))
            && contest.is_won()
        {
            best = Some(read);
        }
    }
    best
}

/// Whether the tag is no member of the branch itself.
fn is_named<T: Union>(branch: usize) -> bool {
    T::BRANCHES.get(branch).is_some_and(Branch::is_named)
}

fn unknown<T: Union>(value: Buffer<'_>) -> T {
    contest::keep();
    T::unknown(UnknownVariant::new(value.into_value()))
}

/// Reads an object of which all members are needed to find its branch.
///
/// # Errors
///
/// Those of [`union`].
pub(super) fn whole<'de, T: Union, A: MapAccess<'de>>(mut kept: Kept<'de>, mut map: A) -> Result<T, A::Error> {
    buffer::members(&mut map, &mut kept)?;
    settle(Buffer::Object(kept))
}

/// Reads an object whose branch one of its members names, as soon as that member has come.
///
/// # Errors
///
/// Those of [`union`].
#[doc(hidden)]
pub fn tagged<'de, T: Union, A: MapAccess<'de>>(mut kept: Kept<'de>, mut map: A) -> Result<T, A::Error> {
    let Some(tag) = T::TAG else { return whole(kept, map) };
    loop {
        match kept.last() {
            Some((key, name)) if key == tag.key() => {
                let Named::One(branch) = tag.named(name, T::BRANCHES.len()) else { return whole(kept, map) };
                if is_named::<T>(branch) {
                    kept.pop();
                }
                return T::read(branch, MapAccessDeserializer::new(Members::new(&kept, map)));
            }
            _ => {}
        }
        match map.next_key()? {
            Some(Key(key)) => kept.push((key, map.next_value()?)),
            None => return settle(Buffer::Object(kept)),
        }
    }
}

impl<'de, T: Union> Visitor<'de> for Finder<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        settle(Buffer::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        settle(Buffer::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        settle(Buffer::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        settle(Buffer::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        settle(Buffer::Text(Cow::Borrowed(value)))
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        settle(Buffer::Null)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        settle(Buffer::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        union(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        settle(Buffer::deserialize(SeqAccessDeserializer::new(seq))?)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let Some(Key(key)) = map.next_key()? else { return settle(Buffer::Object(Vec::new())) };
        if is_number(&key) {
            return settle(buffer::number(&mut map)?);
        }
        let mut kept = Vec::with_capacity(ROOM);
        kept.push((key, map.next_value()?));
        T::object(kept, map)
    }
}
