//! Enums that take values which nobody has described yet.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::runtime::{Blank, Param, Tree};
use crate::specimen::PetStatus;

#[test]
fn known_and_unknown_values_round_trip() {
    for (json, debug) in [
        (r#""available""#, r#""available""#),
        (r#""sold""#, r#""sold""#),
        (r#""on loan""#, r#""on loan""#),
        (r#""""#, r#""""#),
        (r#""Sold""#, r#""Sold""#),
        (r#""\"é""#, r#""\"é""#),
    ] {
        let status: PetStatus = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&status).unwrap(), json);
        assert_eq!(format!("{status:?}"), debug);
    }
}

#[test]
fn texts_normalize() {
    assert!(matches!(PetStatus::from("sold"), PetStatus::Sold));
    assert!(matches!(PetStatus::from("sold".to_owned()), PetStatus::Sold));
    assert!(matches!("sold".parse(), Ok(PetStatus::Sold)));
    assert!(matches!(PetStatus::from("lost"), PetStatus::Unknown(value) if value.as_str() == "lost"));
    assert!(PetStatus::VALUES.iter().all(|value| !matches!(PetStatus::from(*value), PetStatus::Unknown(_))));
}

#[test]
fn the_text_decides_everything() {
    let hash = |status: &PetStatus| BuildHasherDefault::<DefaultHasher>::default().hash_one(status);
    let (sold, lost) = (PetStatus::Sold, PetStatus::from("lost"));
    assert_eq!(sold, PetStatus::from("sold"));
    assert_eq!(lost, PetStatus::from("lost"));
    assert_ne!(sold, lost);
    assert_eq!(hash(&lost), hash(&PetStatus::from("lost")));
    assert_eq!((sold.to_string(), format!("{lost:>6}")), ("sold".to_owned(), "  lost".to_owned()));
    assert_eq!((sold.as_ref(), Param::tree(&lost)), ("sold", Tree::Text("lost".to_owned())));
    assert_eq!(PetStatus::blank().as_str(), "");
}

#[test]
fn other_json_is_refused() {
    for (json, problem) in [
        ("5", "expected a string, found 5"),
        ("null", "expected a string, found null"),
        ("[]", "expected a string, found an array"),
    ] {
        let error = serde_json::from_str::<PetStatus>(json).unwrap_err().to_string();
        assert!(error.starts_with(problem), "{error}");
    }
}
