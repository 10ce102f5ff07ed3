//! Names that were changed keep their spelling on the wire.

use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::names::Client;
use crate::names::models::{RenWuZhuangTai, Result2, ResultOrder, Self_};

#[test]
fn wire_names_survive() {
    let text = json!({"self": "a", "async": "b", "fooBar": "c", "foo_bar": "d", "2fa": true, "@id": "e", "": "f", "order": "asc"});
    let value: Result2 = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(value.foo_bar2.as_deref(), Some("d"));
    assert_eq!(value.order, Some(ResultOrder::Asc2));
    assert_eq!(serde_json::to_value(value).unwrap(), text);
}

#[test]
fn each_documented_value_has_its_variant() {
    assert_eq!(ResultOrder::VALUES, ["ASC", "asc", ">=", "", "10", "Etc/GMT+0", "Etc/GMT-0", "Unknown"]);
    for value in ResultOrder::VALUES {
        let read = ResultOrder::from(*value);
        assert!(!matches!(read, ResultOrder::Unknown2(_)), "{value}");
        assert_eq!(read.as_str(), *value);
    }
    let new = ResultOrder::from("DESC");
    assert!(matches!(new, ResultOrder::Unknown2(_)));
    assert_eq!(serde_json::to_value(new).unwrap(), "DESC");
    assert_eq!(Self_::from("SELF").as_str(), "SELF");
}

#[tokio::test]
async fn parameters_of_one_name_are_told_apart() {
    let (transport, shared) = answers(&[(200, json!({})), (204, Value::Null), (204, Value::Null)]);
    let client = Client::builder().transport(shared).build().unwrap();
    client.break_("t").send2("s").page_size(1).page_size2(2).page_size3(3).send().await.unwrap();
    client.get_without_id_the_id(4).send().await.unwrap();
    client.break2().send().await.unwrap();
    let expected = [
        "GET https://names.example/break/t?send=s&page-size=1&pageSize=2",
        "GET https://names.example/without-id/4",
        "GET https://names.example/again",
    ];
    assert_eq!(sent(&transport), expected);
    assert_eq!(transport.requests()[0].headers()["pageSize"], "3");
}

#[tokio::test]
async fn names_of_other_scripts_are_spelled_out_and_sent_as_they_are() {
    let (recorded, transport) = answers(&[(200, json!({"名称": "a", "m²": 2.5, "状态": "成功"}))]);
    let client = Client::builder().transport(transport).build().unwrap();
    let job = client.cha_xun_ren_wu().zhuang_tai("失败").send().await.unwrap();
    assert_eq!(job.zhuang_tai, Some(RenWuZhuangTai::ChengGong));
    assert_eq!(serde_json::to_value(&job).unwrap(), json!({"名称": "a", "m²": 2.5, "状态": "成功"}));
    let query = "%E7%8A%B6%E6%80%81=%E5%A4%B1%E8%B4%A5";
    assert_eq!(sent(&recorded), [format!("GET https://names.example/jobs?{query}")]);
}
