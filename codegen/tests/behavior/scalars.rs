//! Formats and enumerations, in bodies and as parameters.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::runtime::Base64;
use crate::runtime::Field;
use crate::scalars::Client;
use crate::scalars::models::{Level, Record, RecordBit, RecordSign, RecordState, Unfit};
use crate::scalars::operations::PutRecordHeaders;

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

fn record() -> Value {
    json!({
        "id": ID, "day": "2021-05-12", "level": 20, "data": "-_8", "address": "10.0.0.1", "address6": "::1",
        "either": "10.0.0.0/8", "at": "03:50", "made": "2021-05-12T03:50:38Z", "raw": "a", "link": "x:y",
        "tiny": -128, "short": 65535, "count": -5_000_000_000_i64, "stamp": 1_700_000_000_000_i64,
        "large": u64::MAX, "rounded": u64::MAX, "price": 0.1, "quarter": 0.75, "yes": false, "sign": 7, "state": "idle", "bit": 1,
        "implied": "", "counted": 1, "measured": 1.5
    })
}

#[test]
fn values_of_all_formats_round_trip() {
    let mut text = record();
    let record: Record = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(record.id.to_string(), ID);
    assert_eq!(record.day.year_month_day(), Ok((2021, 5, 12)));
    assert_eq!(record.level, Level::High);
    assert_eq!(record.data.as_bytes(), [0xfb, 0xff]);
    assert_eq!((record.address, record.address6), (Ipv4Addr::new(10, 0, 0, 1), Some(Ipv6Addr::LOCALHOST)));
    assert_eq!(record.at.value().unwrap().since_midnight(), Ok((13_800, 0)));
    assert_eq!((record.tiny, record.short, record.large), (Some(i8::MIN), Some(u16::MAX), Some(u64::MAX)));
    assert_eq!((record.count, record.rounded), (Some(-5_000_000_000_i64), Some(u64::MAX)));
    assert_eq!((record.quarter, record.yes), (Some(0.75), Some(false)));
    assert!(matches!(record.sign, Field::Value(RecordSign::Unknown(unknown)) if unknown.value() == 7));
    assert!(matches!(record.state, Field::Value(RecordState::Unknown(_))));
    assert_eq!(record.bit, Some(RecordBit::_1));
    text["data"] = "+/8=".into();
    assert_eq!(serde_json::to_value(record).unwrap(), text);
}

#[test]
fn null_is_as_good_as_absent_where_nobody_declared_it() {
    let mut text = record();
    for (key, value) in text.as_object_mut().unwrap() {
        if !["id", "day", "level", "data", "address"].contains(&key.as_str()) {
            *value = Value::Null;
        }
    }
    let record: Record = serde_json::from_value(text).unwrap();
    let bare = Record::new(record.id, "2021-05-12".into(), Level::High, Base64::new([0xfb, 0xff]), record.address);
    let declared = Record { at: Field::Null, sign: Field::Null, state: Field::Null, ..bare };
    assert_eq!(record, declared);
    let written = serde_json::to_value(record).unwrap();
    let nulls: Vec<_> = written.as_object().unwrap().iter().filter(|(_, value)| value.is_null()).collect();
    assert_eq!(nulls.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["at", "sign", "state"]);
}

#[test]
fn faults_name_the_path_and_the_value() {
    for (key, value, expected) in [
        ("id", json!("7"), r#"$.id: expected a UUID, found "7""#),
        ("id", Value::Null, "$.id: expected a string, found null"),
        ("day", Value::Null, "$.day: expected a string, found null"),
        ("day", json!(20210512), "$.day: expected a string, found 20210512"),
        ("level", json!("20"), r#"$.level: expected an integer, found "20""#),
        ("level", Value::Null, "$.level: expected an integer, found null"),
        ("data", json!("a!"), r#"$.data: expected base64, found "a!""#),
        ("data", Value::Null, "$.data: expected a string, found null"),
        ("address", json!("::1"), r#"$.address: expected an IPv4 address, found "::1""#),
        ("tiny", json!(128), "$.tiny: expected an integer from -128 to 127, found 128"),
    ] {
        let mut text = record();
        text[key] = value;
        assert_eq!(serde_json::from_value::<Record>(text).unwrap_err().to_string(), expected);
    }
}

#[test]
fn integers_have_names_where_the_description_gives_fitting_ones() {
    assert_eq!(Level::VALUES, [10, 20, 30]);
    assert_eq!((Level::from(10), Level::from(30)), (Level::Low, Level::Self_));
    assert_eq!(
        RecordSign::VALUES.iter().map(|value| RecordSign::from(*value)).collect::<Vec<_>>(),
        [RecordSign::Minus1, RecordSign::_0, RecordSign::_1]
    );
    assert_eq!((Unfit::VALUES, Unfit::from(2)), (&[1, 2][..], Unfit::_2));
}

#[tokio::test]
async fn parameters_are_written_as_their_types_are() {
    let (transport, shared) = answers(&[(200, record()), (204, Value::Null)]);
    let client = Client::builder().transport(shared).build().unwrap();
    let id = ID.parse().unwrap();
    let call = client.get_record(id, "2021-05-12").at("03:50").from(Ipv4Addr::LOCALHOST).via(Ipv6Addr::LOCALHOST);
    let record = call.level(Level::Low).ratio(0.5).x_checksum(b"\xfb\xff").send().await.unwrap();
    client.put_record(id, record.day.clone(), &record).send().await.unwrap();
    let path = format!("https://scalars.example/records/{ID}/2021-05-12");
    let query = "at=03%3A50&from=127.0.0.1&via=%3A%3A1&level=10&ratio=0.5";
    assert_eq!(sent(&transport), [format!("GET {path}?{query}"), format!("PUT {path}")]);
    assert_eq!(transport.requests()[0].headers()["x-checksum"], "+/8=");
}

#[test]
fn headers_of_answers_are_read_as_their_types() {
    let headers = [
        ("x-id", ID),
        ("x-checksum", "-_8"),
        ("x-day", "2021-05-12"),
        ("x-at", "03:50"),
        ("x-level", "20"),
        ("x-from", "10.0.0.1"),
    ];
    let sent = headers.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let sent = HeaderMap::from_iter(sent);
    let headers = PutRecordHeaders::of(&sent);
    assert_eq!(headers.x_id().unwrap().to_string(), ID);
    assert_eq!(headers.x_checksum(), Some(Base64::new([0xfb, 0xff])));
    assert_eq!(headers.x_day().unwrap().year_month_day(), Ok((2021, 5, 12)));
    assert_eq!(headers.x_at().unwrap().since_midnight(), Ok((13_800, 0)));
    assert_eq!(headers.x_level(), Some(Level::High));
    assert_eq!(headers.x_from(), Some(Ipv4Addr::new(10, 0, 0, 1)));

    let other = ["x-id", "x-checksum", "x-level", "x-from"];
    let sent = other.map(|name| (HeaderName::from_static(name), HeaderValue::from_static("what?")));
    let sent = HeaderMap::from_iter(sent);
    let headers = PutRecordHeaders::of(&sent);
    assert_eq!((headers.x_id(), headers.x_checksum(), headers.x_level(), headers.x_from()), (None, None, None, None));
    assert_eq!((headers.x_day(), headers.x_at()), (None, None));
}
