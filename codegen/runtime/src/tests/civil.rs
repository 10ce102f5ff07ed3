//! Dates and times of a day: what is read, how they compare, what is kept.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::runtime::{Blank, Date, Param, Time, Tree};

#[test]
fn dates_are_read_leniently() {
    for text in ["2021-05-12", "20210512", "2021-05-12T03:50:38Z", "2021-05-12 00:00", "2021-05-12T24:00:00+08:00"] {
        assert_eq!(Date::from(text).year_month_day(), Ok((2021, 5, 12)), "{text}");
    }
    assert_eq!(Date::from("2020-02-29").year_month_day(), Ok((2020, 2, 29)));
    assert_eq!(Date::from("0000-01-01").year_month_day(), Ok((0, 1, 1)));
    for text in [
        "",
        "soon",
        "2021-5-12",
        "2021-0512",
        "202105-12",
        "2021-02-29",
        "2021-13-01",
        "2021-05-12x",
        "2021-05-12T",
        "2021-05-12T25:00",
        "12.05.2021",
    ] {
        let error = Date::from(text).year_month_day().unwrap_err();
        assert_eq!(error.to_string(), format!("`{text}` is not a date"));
    }
}

#[test]
fn times_are_read_leniently() {
    for (text, second, nanosecond) in [
        ("00:00:00", 0, 0),
        ("03:50", 13_800, 0),
        ("03:50Z", 13_800, 0),
        ("03:50:38", 13_838, 0),
        ("03:50:38.5+08:00", 13_838, 500_000_000),
        ("03:50:38-0530", 13_838, 0),
        ("23:59:60", 86_400, 0),
        ("24:00:00", 86_400, 0),
    ] {
        assert_eq!(Time::from(text).since_midnight(), Ok((second, nanosecond)), "{text}");
    }
    for text in ["", "noon", "3:50", "03:60", "24:00:01", "24:00", "03:50:", "03:50:38.", "03:50 pm", "03:50+8"] {
        let error = Time::from(text).since_midnight().unwrap_err();
        assert_eq!(error.to_string(), format!("`{text}` is not a time of the day"));
    }
}

#[test]
fn order_is_by_meaning_and_then_by_text() {
    let dates = ["1999-12-31", "2021-05-12", "20210513", "2021-05-14T01:00", "", "soon"].map(Date::from);
    assert!(dates.is_sorted_by(|one, other| one < other));
    let times = ["00:00", "03:50:38+01:00", "03:50:38.1", "24:00:00", "", "noon"].map(Time::from);
    assert!(times.is_sorted_by(|one, other| one < other));
    let hash = |date: &str| BuildHasherDefault::<DefaultHasher>::default().hash_one(Date::from(date));
    for (one, other, equal) in
        [("2021-05-12", "20210512", true), ("2021-05-12", "2021-05-13", false), ("a", "b", false)]
    {
        assert_eq!(Date::from(one) == Date::from(other), equal, "{one} {other}");
        assert_eq!(hash(one) == hash(other), equal, "{one} {other}");
    }
    assert_eq!(Time::from("03:50"), Time::from("03:50:00.000Z"));
    assert_ne!(Time::from("03:50"), Time::from("03:50+01:00"));
}

#[test]
fn the_text_is_kept() {
    for json in [r#""20210512""#, r#""03:50""#, r#""""#, r#""garbage""#] {
        let (date, time): (Date, Time) = (serde_json::from_str(json).unwrap(), serde_json::from_str(json).unwrap());
        assert_eq!(
            (serde_json::to_string(&date).unwrap(), serde_json::to_string(&time).unwrap()),
            (json.into(), json.into())
        );
        assert_eq!((format!("{date:?}"), format!("{time:?}")), (json.into(), json.into()));
    }
    assert_eq!(Date::new("x").tree(), Tree::Text("x".to_owned()));
    assert_eq!((Time::new("x").as_str(), Date::blank().as_str()), ("x", ""));
    assert!(serde_json::from_str::<Date>("null").unwrap_err().to_string().starts_with("expected a string, found null"));
    assert!(serde_json::from_str::<Time>("5").unwrap_err().to_string().starts_with("expected a string, found 5"));
}

#[cfg(feature = "jiff")]
#[test]
fn conversions() {
    let date = jiff::civil::date(2021, 5, 12);
    assert_eq!(Date::from("20210512").civil(), Ok(date));
    assert_eq!(jiff::civil::Date::try_from(&Date::from(date)), Ok(date));
    assert_eq!(Date::from(date).as_str(), "2021-05-12");
    assert_eq!(Date::from("soon").civil().unwrap_err().to_string(), "`soon` is not a date");

    let time = jiff::civil::time(3, 50, 38, 500_000_000);
    assert_eq!(Time::from("03:50:38.5+08:00").civil(), Ok(time));
    assert_eq!(jiff::civil::Time::try_from(&Time::from(time)), Ok(time));
    assert_eq!(Time::from(time).as_str(), "03:50:38.5");
    let problem = Time::from("24:00:00").civil().unwrap_err().to_string();
    assert_eq!(problem, "`24:00:00` is outside of what a time can hold");
}
