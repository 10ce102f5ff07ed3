//! Types that are equal are one, under each of their names.

use serde_json::json;

use super::support::{answers, sent};
use crate::runtime::Field;
use crate::shared::Client;
use crate::shared::models::{
    Leaf, LeafNest, LeafNestBirdsItem, ListLeavesOrder, ListTreesOrder, Order, Tree, TreeNest, TreeOrder, TreePlace,
    TreeState, TreeYears,
};

#[tokio::test]
async fn a_value_goes_wherever_its_type_has_a_name() {
    let (transport, shared) = answers(&[(200, json!({})), (200, json!([]))]);
    let client = Client::builder().transport(shared).build().unwrap();
    let order: ListTreesOrder = ListLeavesOrder::Desc;
    client.list_trees().order(order.clone()).send().await.unwrap();
    client.list_leaves().order(order).send().await.unwrap();
    let sent = sent(&transport);
    assert_eq!(sent, ["GET https://shared.example/trees?order=desc", "GET https://shared.example/leaves?order=desc"]);
}

#[test]
fn shared_types_are_read_and_written_in_each_place() {
    let text = json!({"nest": {"birds": [{"song": {"notes": 3}}]}});
    let leaf: Leaf = serde_json::from_value(text.clone()).unwrap();
    let nest: Option<TreeNest> = leaf.nest.clone();
    let birds: Option<Vec<LeafNestBirdsItem>> = nest.clone().unwrap().birds;
    assert_eq!(birds.unwrap()[0].song.as_ref().unwrap().notes, Some(3));
    let tree: Tree = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(tree.nest, leaf.nest);
    assert_eq!(serde_json::to_value(tree).unwrap(), text);
    let none: LeafNest = serde_json::from_value(json!({})).unwrap();
    assert_eq!(none.birds, None);
}

#[test]
fn what_differs_stays_apart() {
    let tree: Tree = serde_json::from_value(json!({
        "order": "asc", "other": "asc", "years": 2, "state": null, "trunk": {"x": 1.5}, "root": {}, "crown": {"y": 2.0},
    }))
    .unwrap();
    // Another order of the values, and a component: types of their own.
    assert!(matches!(tree.order, Some(TreeOrder::Asc)));
    assert!(matches!(tree.other, Some(Order::Asc)));
    assert_eq!(TreeOrder::VALUES, ["desc", "asc"]);
    assert_eq!(tree.years, Some(TreeYears::_2));
    assert_eq!(tree.state, Field::<TreeState>::Null);
    assert_eq!(serde_json::to_value(&tree).unwrap()["state"], json!(null));
    assert_eq!(tree.trunk.unwrap().x, 1.5);
    assert_eq!(tree.root.unwrap().x, None);
    let crown: Option<TreePlace> = tree.crown;
    assert_eq!(crown.unwrap().y, Some(2.0));
}
