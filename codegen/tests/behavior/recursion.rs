//! Types that hold themselves are read and written at any depth.

use serde_json::json;

use crate::recursion::models::Tree;

#[test]
fn trees_round_trip() {
    let text = json!({
        "label": "root",
        "parent": {"label": "above", "branches": []},
        "branches": [{"label": "leaf", "branches": []}],
        "forest": {"oldest": {"label": "old", "branches": []}, "twin": {}}
    });
    let tree: Tree = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(tree.branches[0].label, "leaf");
    assert_eq!(serde_json::to_value(tree).unwrap(), text);
}

#[test]
fn faults_below_say_where_they_are() {
    let text = json!({"label": "root", "branches": [{"label": "a", "branches": []}, {"label": "b", "branches": [{"label": 5}]}]});
    let error = serde_json::from_value::<Tree>(text).unwrap_err();
    assert_eq!(error.to_string(), "$.branches[1].branches[0].label: expected a string, found 5");
}
