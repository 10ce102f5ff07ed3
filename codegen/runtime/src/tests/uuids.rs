//! UUIDs.

use uuid::Uuid;

use super::codec::{read, refusal};
use crate::runtime::{Blank, Param, Tree};

#[test]
fn uuids() {
    let uuid = Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
    let written = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    for text in [
        written,
        "67E55044-10B1-426F-9247-BB680E5FE0C8",
        "67e5504410b1426f9247bb680e5fe0c8",
        "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
        "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
    ] {
        assert_eq!(read::<Uuid>(&format!("\"{text}\"")), uuid);
    }
    assert_eq!((serde_json::to_value(uuid).unwrap(), uuid.tree()), (written.into(), Tree::Text(written.to_owned())));
    assert_eq!(refusal::<Uuid>(r#""7""#), r#"expected a UUID, found "7""#);
    assert_eq!(refusal::<Uuid>("null"), "expected a string, found null");
    let long = refusal::<Uuid>(&format!("\"{}\"", "x".repeat(500)));
    assert_eq!(long, format!("expected a UUID, found \"{}…\"", "x".repeat(80)));
    assert!(Uuid::blank().is_nil());
}
