//! Points in time: what is read, how they compare, what is kept.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::runtime::{Blank, DateTime, Param, Tree};

/// 2021-05-12T03:50:38Z.
const MAY_2021: i64 = 1_620_791_438;

#[test]
fn lenient_reading() {
    for (text, seconds, nanoseconds) in [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("2021-05-12T03:50:38.305978Z", MAY_2021, 305_978_000),
        ("2021-05-12T11:50:38+08:00", MAY_2021, 0),
        ("2021-05-12T11:50:38+0800", MAY_2021, 0),
        ("2021-05-12T11:50:38+08", MAY_2021, 0),
        ("2021-05-11T22:20:38-05:30", MAY_2021, 0),
        ("2021-05-12 03:50:38Z", MAY_2021, 0),
        ("2021-05-12t03:50:38z", MAY_2021, 0),
        ("2021-05-12T03:50:38", MAY_2021, 0),
        ("2021-05-12T03:50:38.5", MAY_2021, 500_000_000),
        ("2021-05-12T03:50:38.1234567899Z", MAY_2021, 123_456_789),
        ("2021-05-12T24:00:00Z", 1_620_864_000, 0),
        ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
        ("2016-12-31T23:59:60.5Z", 1_483_228_800, 500_000_000),
        ("2020-02-29T12:00:00Z", 1_582_977_600, 0),
        ("2000-02-29T00:00:00Z", 951_782_400, 0),
        ("1969-12-31T23:59:59.9Z", -1, 900_000_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
    ] {
        assert_eq!(DateTime::from(text).unix(), Ok((seconds, nanoseconds)), "{text}");
    }
}

#[test]
fn what_is_no_time() {
    for text in [
        "",
        "garbage",
        "2021-05-12",
        "2021-05-12T",
        "2021-05-12T03:50",
        "2021-05-12T03:50:38.Z",
        "2021-05-12T03:50:38 Z",
        "2021-05-12T03:50:38+8",
        "2021-05-12T03:50:38+08:",
        "2021-05-12T03:50:38+08:00x",
        "2021-05-12T03:50:38+24:00",
        "2021-05-12T03:50:38+08:60",
        "2021-05-12T03:50:61Z",
        "2021-05-12T03:60:38Z",
        "2021-05-12T25:00:00Z",
        "2021-05-12T24:00:01Z",
        "2021-13-12T03:50:38Z",
        "2021-00-12T03:50:38Z",
        "2021-05-32T03:50:38Z",
        "2021-05-00T03:50:38Z",
        "2021-02-29T03:50:38Z",
        "1900-02-29T03:50:38Z",
        "+021-05-12T03:50:38Z",
        "2021-05-12T03:50:38Zé",
        "２０２１-05-12T03:50:38Z",
        "1620791438",
    ] {
        let error = DateTime::from(text).unix().unwrap_err();
        assert_eq!(error.to_string(), format!("`{text}` is not a point in time"));
    }
}

#[test]
fn order_is_by_instant_and_then_by_text() {
    let ascending = [
        "0001-01-01T00:00:00Z",
        "2021-05-12T03:50:38Z",
        "2021-05-12T03:50:38.000000001Z",
        "2021-05-12T10:00:00+05:00",
        "2021-05-12T05:00:01Z",
        "9999-12-31T23:59:59Z",
        "",
        "garbage",
        "soon",
    ];
    for (left, left_text) in ascending.iter().enumerate() {
        for (right, right_text) in ascending.iter().enumerate() {
            let order = DateTime::from(*left_text).cmp(&DateTime::from(*right_text));
            assert_eq!(order, left.cmp(&right), "{left_text} {right_text}");
        }
    }
}

#[test]
fn equal_instants_are_equal() {
    let hash = |text: &str| BuildHasherDefault::<DefaultHasher>::default().hash_one(DateTime::from(text));
    for (left, right, equal) in [
        ("2021-05-12T03:50:38Z", "2021-05-12T11:50:38+08:00", true),
        ("2021-05-12T03:50:38Z", "2021-05-12 03:50:38.000", true),
        ("2021-05-12T24:00:00Z", "2021-05-13T00:00:00Z", true),
        ("2021-05-12T03:50:38Z", "2021-05-12T03:50:39Z", false),
        ("garbage", "garbage", true),
        ("garbage", "Garbage", false),
        ("", "1970-01-01T00:00:00Z", false),
    ] {
        assert_eq!(DateTime::from(left) == DateTime::from(right), equal, "{left} {right}");
        assert_eq!(hash(left) == hash(right), equal, "{left} {right}");
    }
}

#[test]
fn the_text_is_kept() {
    for json in [r#""2021-05-12 03:50:38.10+08""#, r#""""#, r#""garbage""#, r#""９""#] {
        let date_time: DateTime = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&date_time).unwrap(), json);
        assert_eq!(format!("{date_time:?}"), json);
        assert_eq!(format!("\"{date_time}\""), json);
    }
    let date_time = DateTime::new("x".to_owned());
    assert_eq!(
        (date_time.as_str(), date_time.as_ref(), Param::tree(&date_time)),
        ("x", "x", Tree::Text("x".to_owned()))
    );
    assert_eq!(DateTime::blank().as_str(), "");
    assert!(serde_json::from_str::<DateTime>("5").unwrap_err().to_string().starts_with("expected a string, found 5"));
}

#[cfg(feature = "jiff")]
#[test]
fn timestamps() {
    let timestamp: jiff::Timestamp = "2021-05-12T03:50:38.305978Z".parse().unwrap();
    let date_time = DateTime::from("2021-05-12T11:50:38.305978+08:00");
    assert_eq!(date_time.timestamp(), Ok(timestamp));
    assert_eq!(jiff::Timestamp::try_from(&date_time), Ok(timestamp));
    assert_eq!(DateTime::from(timestamp).as_str(), "2021-05-12T03:50:38.305978Z");
    assert_eq!(DateTime::from("1969-12-31T23:59:59.9Z").timestamp().unwrap().as_nanosecond(), -100_000_000);

    let problem = |text: &str| DateTime::from(text).timestamp().unwrap_err().to_string();
    assert_eq!(problem("9999-12-31T23:59:59Z"), "`9999-12-31T23:59:59Z` is outside of what a timestamp can hold");
    assert_eq!(problem("soon"), "`soon` is not a point in time");
    assert_eq!(problem(&"x".repeat(100)), format!("`{}…` is not a point in time", "x".repeat(80)));
}
