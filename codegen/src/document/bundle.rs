//! Makes one document of all files of a description.
//!
//! References into other files are found by the tables, so that examples are never taken for some. Each file is read
//! once, and each place in it becomes one thing, whoever refers to it: a component of the section that the table names
//! ([`homes`] says under which name), or, where components have no such section, what takes the place of the reference.
//! References that cannot be followed stay, and whoever needs them says so.

mod discover;
mod holders;
mod homes;
mod kinds;
mod library;
mod location;
mod names;
mod place;
mod unread;

use self::library::Library;
use self::place::Placement;
pub(crate) use self::unread::References;
use super::identify::Names;
use super::read::Budget;
use super::value::Value;
use super::version::Version;
use crate::diagnostic::{Diagnostics, Origins};
use crate::files::Files;
use crate::source::Sources;

/// Where a description comes from.
pub(super) struct Supply<'a, 's> {
    pub(super) files: &'a mut dyn Files,
    pub(super) sources: &'a mut Sources<'s>,
    pub(super) budget: &'a mut Budget,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// The document of all files, what was moved in it, and what there is to know about its references.
pub(super) fn bundle(
    root: Value,
    names: Names,
    version: Version,
    supply: Supply<'_, '_>,
) -> (Value, Origins, References) {
    let mut library = Library::new(root, names, version, supply);
    let found = discover::discover(kinds::description(version), version, &mut library);
    if !found.is_bundle {
        return (library.take_root(std::iter::empty()), Origins::default(), References::default());
    }
    let homes = homes::homes(&found, version, &mut library);
    let mut root = library.take_root(found.inlined.keys());
    let mut placement = Placement::new(version, &mut library, &found, &homes);
    placement.document(&mut root);
    let (origins, references) = placement.finish();
    (root, origins, references)
}
