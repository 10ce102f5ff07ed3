//! Reads an overlay: which places of a description are changed, and how.

use serde_json_path::JsonPath;

use super::super::value::{Object, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, quoted};
use crate::pointer::FileId;

/// One change.
pub(super) struct Action {
    /// Where it stands in the overlay.
    pub(super) at: Pointer,
    /// Which places are changed.
    pub(super) target: JsonPath,
    pub(super) change: Change,
    /// Whether a list that is added to a list is joined with it, as since version 1.1, and not one item of it.
    pub(super) joins: bool,
}

/// What becomes of the places.
pub(super) enum Change {
    Remove,
    /// They are merged with this.
    Update(Value),
    /// They are merged with what stands at another place.
    Copy(JsonPath),
}

impl Change {
    /// The key that says so.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            Self::Remove => "remove",
            Self::Update(_) => "update",
            Self::Copy(_) => "copy",
        }
    }
}

const KEYS: [&str; 5] = ["overlay", "info", "extends", "actions", "jsonSchemaDialect"];
const ACTION_KEYS: [&str; 5] = ["target", "description", "update", "copy", "remove"];

/// The actions of an overlay; `None` if it is none.
pub(super) fn actions(value: Value, file: FileId, diagnostics: &mut Diagnostics) -> Option<Vec<Action>> {
    let mut reader = Reader { diagnostics, is_sound: true };
    let whole = Pointer::whole(file);
    let Value::Object(mut entries) = value else {
        let message = format!("an overlay is a map of keys, found {}", value.describe());
        reader.refuse(Place::Value(whole), &message);
        return None;
    };
    let joins = reader.version(&entries, &whole)?;
    reader.known_keys(&entries, &KEYS, "an overlay", &whole);
    let at = whole.key("actions");
    let actions = match entries.shift_remove("actions") {
        Some(Value::Array(actions)) if !actions.is_empty() => actions,
        Some(other) => {
            reader
                .refuse(Place::Value(at), &format!("`actions` must be a list of actions, found {}", other.describe()));
            return None;
        }
        None => {
            reader.refuse(Place::Value(whole), "this overlay has no `actions`");
            return None;
        }
    };
    let read = |(index, action)| reader.action(action, &at.index(index), joins);
    let actions = actions.into_iter().enumerate().filter_map(read).collect();
    reader.is_sound.then_some(actions)
}

struct Reader<'d> {
    diagnostics: &'d mut Diagnostics,
    is_sound: bool,
}

impl Reader<'_> {
    fn refuse(&mut self, place: Place, message: &str) {
        self.diagnostics.push(Diagnostic::error("overlay-unusable", place, message));
        self.is_sound = false;
    }

    /// Whether lists are joined in the version of the overlay; `None` where it is none that is read.
    fn version(&mut self, entries: &Object, whole: &Pointer) -> Option<bool> {
        let Some(version) = entries.get("overlay") else {
            self.refuse(Place::Value(whole.clone()), "this is not an overlay: the key `overlay` is missing");
            return None;
        };
        let place = Place::Value(whole.key("overlay"));
        let text = match version {
            Value::String(text) => text.as_str(),
            // `overlay: 1.0` is a number to YAML.
            Value::Number(number) => number.as_str(),
            other => {
                self.refuse(place, &format!("`overlay` must be a version, found {}", other.describe()));
                return None;
            }
        };
        match text.split('.').collect::<Vec<_>>().as_slice() {
            ["1", "0", ..] => Some(false),
            ["1", "1", ..] => Some(true),
            ["1", ..] => {
                let message = format!("Overlay {} is newer than this generator", quoted(text).trim_matches('`'));
                let said = Diagnostic::warning("unknown-version", place, message);
                self.diagnostics.push(said.generated("as if it were Overlay 1.1"));
                Some(true)
            }
            _ => {
                let message = format!("Overlay {} is not read; 1.0 and 1.1 are", quoted(text).trim_matches('`'));
                self.refuse(place, &message);
                None
            }
        }
    }

    fn known_keys(&mut self, entries: &Object, known: &[&str], what: &str, at: &Pointer) {
        for key in entries.keys().filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
            let message = format!("{what} has no key {}", quoted(key));
            let said = Diagnostic::warning("unknown-key", Place::Key(at.key(key)), message);
            self.diagnostics.push(said.generated("as if it were not there"));
        }
    }

    fn action(&mut self, action: Value, at: &Pointer, joins: bool) -> Option<Action> {
        let Value::Object(mut entries) = action else {
            let message = format!("an action is a map of keys, found {}", action.describe());
            self.refuse(Place::Value(at.clone()), &message);
            return None;
        };
        self.known_keys(&entries, &ACTION_KEYS, "an action", at);
        let target = self.path(&mut entries, "target", at)?;
        let is_removed = match entries.shift_remove("remove") {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) => true,
            Some(other) => {
                let message = format!("`remove` must be `true` or `false`, found {}", other.describe());
                self.refuse(Place::Value(at.key("remove")), &message);
                return None;
            }
        };
        let change = if is_removed {
            Change::Remove
        } else if entries.contains_key("update") && entries.contains_key("copy") {
            self.refuse(Place::Value(at.clone()), "an action has either `update` or `copy`, not both");
            return None;
        } else if let Some(update) = entries.shift_remove("update") {
            Change::Update(update)
        } else if entries.contains_key("copy") {
            Change::Copy(self.path(&mut entries, "copy", at)?)
        } else {
            let said = Diagnostic::warning("overlay-idle", Place::Value(at.clone()), "this action changes nothing");
            self.diagnostics.push(said.help("give it `update`, `copy` or `remove: true`"));
            return None;
        };
        Some(Action { at: at.clone(), target, change, joins })
    }

    fn path(&mut self, entries: &mut Object, key: &str, at: &Pointer) -> Option<JsonPath> {
        let text = match entries.shift_remove(key) {
            Some(Value::String(text)) => text,
            Some(other) => {
                self.refuse(
                    Place::Value(at.key(key)),
                    &format!("`{key}` must be a JSONPath, found {}", other.describe()),
                );
                return None;
            }
            None => {
                self.refuse(Place::Value(at.clone()), &format!("an action needs the key `{key}`, a JSONPath"));
                return None;
            }
        };
        match JsonPath::parse(&text) {
            Ok(path) => Some(path),
            Err(error) => {
                let column = text.get(..error.position()).map_or(0, |before| before.chars().count()) + 1;
                let message = format!("{} is no JSONPath: {} at character {column}", quoted(&text), error.message());
                self.diagnostics.push(
                    Diagnostic::error("overlay-unusable", Place::Value(at.key(key)), message)
                        .help("paths are those of RFC 9535, for example `$.paths['/pets'].get`"),
                );
                self.is_sound = false;
                None
            }
        }
    }
}
