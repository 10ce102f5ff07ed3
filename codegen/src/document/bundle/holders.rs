//! What is part of what: who refers to a part of something that is there anyway gets that part, and no copy of it.

use std::collections::BTreeMap;

use super::discover::Found;
use super::homes::Key;
use super::kinds;
use crate::diagnostic::{FileId, Pointer};
use crate::document::table::Kind;
use crate::document::version::Version;

/// So many that hold one another are followed down to one place.
const MOST_HOLDERS: usize = 4;

/// Something that others may be part of.
#[derive(Clone, Copy)]
pub(super) struct Holder<'f> {
    pub(super) who: Who<'f>,
    pub(super) kind: &'static Kind,
    /// How many steps it is below the root of its file.
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Who<'f> {
    Target(&'f Key),
    /// It takes the place of a reference, for the first time here.
    Inlined(&'f Pointer),
}

/// Everything that others may be part of, by where it is.
#[derive(Default)]
pub(super) struct Tree<'f>(BTreeMap<FileId, Node<'f>>);

#[derive(Default)]
struct Node<'f> {
    here: Vec<Holder<'f>>,
    below: BTreeMap<&'f str, Node<'f>>,
}

impl<'f> Tree<'f> {
    pub(super) fn of(found: &'f Found) -> Self {
        let mut tree = Self::default();
        for (key, target) in &found.targets {
            let (at, _) = key;
            tree.add(at, Holder { who: Who::Target(key), kind: target.kind, depth: at.depth() });
        }
        for (at, inlined) in &found.inlined {
            if let Some(home) = inlined.home.as_ref().filter(|_| at.file() != FileId::ROOT) {
                tree.add(at, Holder { who: Who::Inlined(home), kind: inlined.kind, depth: at.depth() });
            }
        }
        tree
    }

    fn add(&mut self, at: &'f Pointer, holder: Holder<'f>) {
        let file = self.0.entry(at.file()).or_default();
        let node = at.segments().into_iter().fold(file, |node, step| node.below.entry(step).or_default());
        node.here.push(holder);
    }

    /// The nearest that has this as a part, which is of a section there, too.
    pub(super) fn holder(&self, at: &Pointer, section: &str, version: Version) -> Option<Holder<'f>> {
        let mut open: Vec<(Holder<'f>, &'static Kind)> = Vec::new();
        let mut node = self.0.get(&at.file())?;
        for step in at.segments() {
            open.extend(node.here.iter().map(|holder| (*holder, holder.kind)));
            open.drain(..open.len().saturating_sub(MOST_HOLDERS));
            open.retain_mut(|(_, kind)| kinds::below(kind, step, version).map(|below| *kind = below).is_some());
            node = node.below.get(step)?;
        }
        let is_right =
            |kind: &'static Kind| matches!(kinds::plain(kind), Kind::Object(object) if object.section == Some(section));
        open.into_iter().rev().find(|(_, kind)| is_right(kind)).map(|(holder, _)| holder)
    }

    /// All that are above a place.
    pub(super) fn above(&self, at: &Pointer, each: &mut dyn FnMut(&Holder<'f>)) {
        let mut node = self.0.get(&at.file());
        for step in at.segments() {
            let Some(here) = node else { return };
            here.here.iter().for_each(&mut *each);
            node = here.below.get(step);
        }
    }
}
