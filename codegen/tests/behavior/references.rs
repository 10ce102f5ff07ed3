//! What references lead to has one type, wherever it is written.

use serde_json::json;

use crate::references::models::{
    FailureResponse, GetPetResponse, GetPetResponseChip, Shop, ShopCodesItem, ShopNested, ShopTree, Sort, TagsObject,
};
use crate::runtime::Field;

#[test]
fn all_that_refer_to_a_place_share_its_type() {
    let pet = GetPetResponse {
        chip: Some(GetPetResponseChip { code: Some(ShopCodesItem::A) }),
        ..serde_json::from_value(json!({"name": "Rex"})).unwrap()
    };
    let shop = Shop {
        pets: Some(vec![pet.clone()]),
        first: Some(pet),
        codes: Some(vec![ShopCodesItem::B]),
        word: Some(TagsObject { word: Some("x".to_owned()) }),
        ..Shop::default()
    };
    assert_eq!(
        serde_json::to_value(shop).unwrap(),
        json!({
            "pets": [{"name": "Rex", "chip": {"code": "a"}}], "first": {"name": "Rex", "chip": {"code": "a"}},
            "codes": ["b"], "word": {"word": "x"}
        })
    );
}

#[test]
fn null_is_allowed_through_any_number_of_references() {
    for text in [json!({"note": null}), json!({"note": "x"}), json!({})] {
        let shop: Shop = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(shop.note, text.get("note").map_or(Field::Absent, |note| note.as_str().map(str::to_owned).into()));
        assert_eq!(serde_json::to_value(shop).unwrap(), text);
    }
}

#[test]
fn what_is_required_beside_a_reference_is_not() {
    let text = json!({"word": {"word": "x"}});
    let shop: Shop = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(shop).unwrap(), text);
}

#[test]
fn what_components_hold_is_named_after_them() {
    let text = json!({"failure": {"reason": "no", "sort": "age"}});
    let shop: Shop = serde_json::from_value(text.clone()).unwrap();
    let failure: FailureResponse = shop.failure.clone().unwrap();
    assert_eq!(failure.sort, Some(Sort::Age));
    assert_eq!(serde_json::to_value(shop).unwrap(), text);
}

#[test]
fn places_that_hold_themselves_round_trip() {
    let text = json!({"tree": {"branches": [{"leaf": true}]}, "nested": [[], [[]]]});
    let shop: Shop = serde_json::from_value(text.clone()).unwrap();
    let tree: &ShopTree = shop.tree.as_ref().unwrap();
    assert_eq!(tree.branches.as_ref().unwrap()[0].leaf, Some(true));
    let nested: &ShopNested = shop.nested.as_ref().unwrap();
    assert_eq!(nested.0.len(), 2);
    assert_eq!(serde_json::to_value(shop).unwrap(), text);
}
