//! One schema for each place, whoever comes there first, and for each set of places that say something together.

use std::collections::{BTreeSet, VecDeque};

use super::Ctx;
use super::schema::placeholder;
use crate::api::SchemaId;
use crate::pointer::Pointer;

#[expect(clippy::disallowed_types, reason = "nothing goes through it in its order")]
type Known<T> = std::collections::HashMap<T, SchemaId>;

/// The schemas that places have, and what is still to be done.
#[derive(Default)]
pub(super) struct Places {
    known: Known<Pointer>,
    joined: Known<Vec<Pointer>>,
    /// Those that nobody has begun to fill.
    open: BTreeSet<SchemaId>,
    /// Those that are to be filled when what is above them is done, each with the places that say what it is.
    waiting: VecDeque<(SchemaId, Vec<Pointer>)>,
    /// How many schemas are being filled, each for the one before.
    pub(super) depth: usize,
    /// How many members of merged schemas there are in all.
    pub(super) merged: usize,
}

impl Places {
    /// Adds one that somebody fills.
    pub(super) fn add(&mut self, at: Pointer, id: SchemaId) {
        self.known.insert(at, id);
    }

    /// Whether a schema is still to be filled; from now on it is not.
    pub(super) fn begin(&mut self, id: SchemaId) -> bool {
        self.open.remove(&id)
    }
}

impl Ctx<'_> {
    /// The schema of a place, which may be open.
    pub(super) fn place(&mut self, at: &Pointer) -> SchemaId {
        if let Some(&id) = self.places.known.get(at) {
            return id;
        }
        let id = self.schemas.push(placeholder(at.clone(), None));
        self.places.known.insert(at.clone(), id);
        self.places.open.insert(id);
        id
    }

    /// The same, and it will be filled.
    pub(super) fn later(&mut self, at: &Pointer) -> SchemaId {
        let id = self.place(at);
        if self.places.open.contains(&id) {
            self.places.waiting.push_back((id, vec![at.clone()]));
        }
        id
    }

    /// The schema that stands at `at` and says what all of some places say; it will be filled.
    pub(super) fn joined(&mut self, at: &Pointer, places: Vec<Pointer>) -> SchemaId {
        if let Some(&id) = self.places.joined.get(&places) {
            return id;
        }
        let id = self.schemas.push(placeholder(at.clone(), None));
        self.places.joined.insert(places.clone(), id);
        self.places.open.insert(id);
        self.places.waiting.push_back((id, places));
        id
    }

    /// Fills all that waits.
    pub(super) fn settle(&mut self) {
        while let Some((id, places)) = self.places.waiting.pop_front() {
            if !self.places.begin(id) {
                continue;
            }
            match places.as_slice() {
                [at] => {
                    if let Some(raw) = self.schema_at(at) {
                        self.fill_with(id, at, &raw);
                    }
                }
                several => self.join(id, several),
            }
        }
    }
}
