//! Overlays: what they make of a description, and what is said about them.

use serde_json::{Value as Json, json};

use super::rewrite::json;
use crate::diagnostic::{Color, Diagnostics, render};
use crate::document::{document, overlay, read};
use crate::files::NoFiles;
use crate::pointer::FileId;
use crate::selection::Selection;
use crate::source::{Source, Sources};

/// What overlays make of a description, and what is said; `null` if they cannot be used.
fn changed(description: &str, overlays: &[&str]) -> (Json, String) {
    let source = Source::new("api.yaml", description);
    let mut sources = Sources::new(&source);
    let (mut diagnostics, mut budget) = (Diagnostics::new(), read::Budget::default());
    let mut root = read::read(&source, FileId::ROOT, &mut budget, &mut diagnostics).unwrap();
    let overlays: Vec<_> = overlays.iter().map(|text| Source::new("overlay.yaml", *text)).collect();
    let origins = overlay::apply(&mut root, &overlays, &mut sources, &mut budget, &mut diagnostics);
    assert_eq!(origins.is_none(), diagnostics.has_errors());
    let result = origins.map_or(Json::Null, |_| json(&root));
    (result, render(&diagnostics.locate(&sources), Color::Never))
}

/// An overlay of a version with one action.
fn action(version: &str, action: &str) -> String {
    format!("overlay: {version}\ninfo: {{title: t, version: '1'}}\nactions:\n  - {action}")
}

const ZOO: &str = "{a: {x: 1, list: [1, 2, 3]}, b: {x: 2, list: [{n: 1}, {n: 2}, {n: 1}]}, c: text}";

#[test]
fn places_are_merged_copied_and_removed() {
    let new = "1.1.0";
    for (version, change, expected) in [
        (new, "{target: $.a, update: {y: {z: 1}, x: 5}}", r#"/a={"x":5,"list":[1,2,3],"y":{"z":1}}"#),
        (new, "{target: $, update: {a: {list: [4]}, d: null}}", "/a/list=[1,2,3,4] /d=null"),
        (new, "{target: '$.*[?@.n==1]', update: {m: 0}}", r#"/b/list=[{"n":1},{"n":2},{"n":1}]"#),
        (new, "{target: '$..list[?@.n==1]', update: {m: 0}}", r#"/b/list=[{"n":1,"m":0},{"n":2},{"n":1,"m":0}]"#),
        (new, "{target: $.c, update: other}", r#"/c="other""#),
        (new, "{target: $.*.x, update: 7}", "/a/x=7 /b/x=7"),
        (new, "{target: $.a.list, update: 4}", "/a/list=[1,2,3,4]"),
        (new, "{target: $.a.list, update: [4, 5]}", "/a/list=[1,2,3,4,5]"),
        ("1.0.0", "{target: $.a.list, update: [4, 5]}", "/a/list=[1,2,3,[4,5]]"),
        (new, "{target: $.a.list, update: {n: 3}}", r#"/a/list=[1,2,3,{"n":3}]"#),
        (new, "{target: $.a, copy: $.b}", r#"/a={"x":2,"list":[1,2,3,{"n":1},{"n":2},{"n":1}]}"#),
        (new, "{target: $.a.list, copy: '$.b.list[1]'}", r#"/a/list=[1,2,3,{"n":2}]"#),
        (new, "{target: $.a, remove: true}", "/a= /b/x=2"),
        (new, "{target: '$.b.list[?@.n==1]', remove: true}", r#"/b/list=[{"n":2}]"#),
        (new, "{target: '$.a.list[0,2]', remove: true}", "/a/list=[2]"),
        (new, "{target: $..*, remove: true}", "/a= /b= /c="),
        (new, "{target: $.a, remove: false, update: {x: 3}}", "/a/x=3"),
        (new, "{target: $.a, remove: true, update: {x: 3}}", "/a="),
    ] {
        let (result, said) = changed(ZOO, &[&action(version, change)]);
        let unmatched = if change.contains("'$.*[?") { "overlay-unmatched" } else { "" };
        assert_eq!(said.is_empty(), unmatched.is_empty(), "{change}: {said}");
        for expected in expected.split(' ') {
            let (pointer, value) = expected.split_once('=').unwrap();
            let found = result.pointer(pointer).map(ToString::to_string).unwrap_or_default();
            assert_eq!(found, value, "{change}: {pointer}");
        }
    }
}

#[test]
fn later_actions_see_what_earlier_ones_did() {
    let text = "\
overlay: 1.1.0
info: {title: t, version: '1'}
actions:
  - {target: '$', update: {d: {}}}
  - {target: $.d, copy: $.a}
  - {target: $.a, remove: true}
  - {target: '$.d.list[0]', remove: true}
  - {target: '$.d.list[0]', update: 9}
";
    let more = action("1.0.0", "{target: $.d.list, update: 8}");
    let (result, said) = changed(ZOO, &[text, &more]);
    assert_eq!((said.as_str(), &result["d"]), ("", &json!({"x": 1, "list": [9, 3, 8]})));
    assert_eq!(result.get("a"), None);
}

#[test]
fn what_cannot_be_done_is_an_error_with_its_place() {
    for (overlay, expected) in [
        ("", "error: an overlay is a map of keys, found null"),
        ("actions: []", "error: this is not an overlay: the key `overlay` is missing"),
        ("overlay: 2.0.0\nactions: []", "error: Overlay 2.0.0 is not read; 1.0 and 1.1 are"),
        ("overlay: 1.0.0", "error: this overlay has no `actions`"),
        ("overlay: 1.0.0\nactions: []", "error: `actions` must be a list of actions, found an empty list"),
        ("overlay: 1.0.0\nactions: [1]", "error: an action is a map of keys, found the number 1"),
        ("overlay: 1.0.0\nactions: [{update: 1}]", "error: an action needs the key `target`, a JSONPath"),
        ("overlay: 1.0.0\nactions: [{target: 'a b', update: 1}]", "error: `a b` is no JSONPath: "),
        ("overlay: 1.0.0\nactions: [{target: $.a, remove: yes please}]", "error: `remove` must be `true` or `false`, "),
        ("overlay: 1.0.0\nactions: [{target: $.a, update: 1}]", "error: this action cannot be done: at `/a` "),
        ("overlay: 1.0.0\nactions: [{target: $.*, update: 1}]", "error: this action cannot be done: `target` selects "),
        (
            "overlay: 1.1.0\nactions: [{target: $.a, copy: $.*}]",
            "error: this action cannot be done: more than one place",
        ),
        ("overlay: 1.1.0\nactions: [{target: $.a, copy: $.z}]", "error: this action cannot be done: nothing in the"),
        ("overlay: 1.1.0\nactions: [{target: $, remove: true}]", "error: this action cannot be done: all of the"),
        ("overlay: 1.1.0\nactions: [{target: $.a, update: 1, copy: $.b}]", "error: an action has either `update` or"),
        ("overlay: [", "error: "),
    ] {
        let (result, said) = changed(ZOO, &[overlay]);
        assert!(said.starts_with(expected) && said.contains(" --> overlay.yaml:"), "{overlay}: {said}");
        assert_eq!(result, Json::Null, "{overlay}");
    }
}

#[test]
fn what_changes_nothing_is_told() {
    for (overlay, expected) in [
        (action("1.0.0", "{target: $.nothing, update: {}}"), "nothing in the description is selected here"),
        (action("1.0.0", "{target: $.a, description: words}"), "this action changes nothing"),
        (action("1.0.0", "{target: $.a, updaet: {}, update: {}}"), "an action has no key `updaet`"),
        (action("1.2.0", "{target: $.a, update: {}}"), "Overlay 1.2.0 is newer than this generator"),
        (format!("{}\nxtends: b", action("1.0.0", "{target: $.a, update: {}}")), "an overlay has no key `xtends`"),
    ] {
        let (result, said) = changed(ZOO, &[&overlay]);
        assert!(said.starts_with(&format!("warning: {expected}")), "{overlay}: {said}");
        assert_eq!(result["a"]["x"], 1, "{overlay}");
    }
}

#[test]
fn overlays_that_grow_without_end_are_refused() {
    let nesting = "  - {target: $.a, copy: $}\n".repeat(120);
    let (result, said) = changed("{a: {}}", &[&format!("overlay: 1.1.0\nactions:\n{nesting}")]);
    assert!(said.contains("values would be nested deeper than 100 levels"), "{said}");
    assert_eq!(result, Json::Null);
    let items = vec!["1"; 2_000].join(", ");
    let growing = "  - {target: $.a, copy: $.a}\n".repeat(40);
    let (_, said) = changed(&format!("{{a: [{items}]}}"), &[&format!("overlay: 1.1.0\nactions:\n{growing}")]);
    assert!(said.contains("overlays would add more than 2500000 values"), "{said}");
}

#[test]
fn messages_point_at_who_wrote_it() {
    let description = "\
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {responses: {'200': {description: d}}}
components:
  schemas:
    A: {type: object, properties: {b: {type: strng}, c: {type: numbr}}}
";
    let overlay = "\
overlay: 1.0.0
info: {title: t, version: '1'}
actions:
  - target: $.components.schemas.A.properties
    update:
      d: {type: bolean}
      b: {description: words}
  - {target: $.components.schemas.A.properties.c, remove: true}
";
    let source = Source::new("api.yaml", description);
    let mut sources = Sources::new(&source);
    let mut diagnostics = Diagnostics::new();
    let overlays = [Source::new("overlay.yaml", overlay)];
    let read = document(&mut sources, &mut NoFiles, &overlays, &Selection::default(), &mut diagnostics);
    assert!(read.is_some());
    let located = diagnostics.locate(&sources);
    let places: Vec<_> = located.iter().map(|said| (said.file.as_str(), said.line, said.pointer.as_str())).collect();
    let expected =
        [("api.yaml", 8, "/components/schemas/A/properties/b/type"), ("overlay.yaml", 6, "/actions/0/update/d/type")];
    assert_eq!(places, expected);
}
