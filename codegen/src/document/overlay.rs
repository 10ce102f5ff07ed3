//! Changes a description as overlays say (Overlay Specification 1.0 and 1.1), before anything else is looked at.
//!
//! An overlay is a file of its own, and what it adds keeps its place there: messages point at whoever wrote it.

mod action;
mod merge;
mod mirror;
mod target;

use self::action::{Action, Change, actions};
use self::target::Target;
use super::read::{self, Budget};
use super::value::Value;
use crate::diagnostic::{Diagnostic, Diagnostics, Origins, Place};
use crate::source::{Source, Sources};

/// Applies overlays one after the other. The result says what stands where; `None` if an overlay cannot be used.
pub(super) fn apply(
    root: &mut Value,
    overlays: &[Source],
    sources: &mut Sources<'_>,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
) -> Option<Origins> {
    if overlays.is_empty() {
        return Some(Origins::default());
    }
    let mut target = Target::new(std::mem::replace(root, Value::Null));
    let mut is_sound = true;
    for overlay in overlays {
        let file = sources.add(overlay.clone());
        let value = match read::read(sources.get(file), file, budget, diagnostics) {
            Ok(value) => value,
            Err(refusal) => {
                diagnostics.push(*refusal);
                is_sound = false;
                continue;
            }
        };
        match actions(value, file, diagnostics) {
            Some(actions) => actions.iter().for_each(|action| is_sound &= perform(action, &mut target, diagnostics)),
            None => is_sound = false,
        }
    }
    let (changed, origins) = target.finish();
    *root = changed;
    is_sound.then_some(origins)
}

/// `false` if it cannot be done.
fn perform(action: &Action, target: &mut Target, diagnostics: &mut Diagnostics) -> bool {
    let places = target.select(&action.target);
    let at = |key: &str| Place::Value(action.at.key(key));
    if places.is_empty() {
        let said =
            Diagnostic::warning("overlay-unmatched", at("target"), "nothing in the description is selected here");
        diagnostics.push(said.generated("as if the action were not there"));
        return true;
    }
    let result = match &action.change {
        Change::Remove => target.remove(places),
        Change::Update(update) => target.update(&places, update, &action.at.key("update"), action.joins),
        Change::Copy(source) => match target.select(source).as_slice() {
            [one] => target.copy(&places, one, action.joins),
            [] => Err("nothing in the description is selected by `copy`".to_owned()),
            [_, ..] => Err("more than one place in the description is selected by `copy`".to_owned()),
        },
    };
    let Err(problem) = result else { return true };
    let key = action.change.key();
    diagnostics.push(Diagnostic::error("overlay-failed", at(key), format!("this action cannot be done: {problem}")));
    false
}
