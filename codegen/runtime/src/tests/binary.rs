//! Bytes as base64: what is read, what is written.

use super::codec::{read, refusal};
use crate::runtime::{Base64, Blank, Param, Tree};

#[test]
fn all_forms_are_read_and_one_is_written() {
    for (text, bytes, written) in [
        ("", &b""[..], ""),
        ("Zm9vYg==", b"foob", "Zm9vYg=="),
        ("Zm9vYg", b"foob", "Zm9vYg=="),
        ("Zm9v\\nYmFy\\r\\n", b"foobar", "Zm9vYmFy"),
        ("+/+/", &[0xfb, 0xff, 0xbf], "+/+/"),
        ("-_-_", &[0xfb, 0xff, 0xbf], "+/+/"),
        ("_w==", &[0xff], "/w=="),
        ("_w", &[0xff], "/w=="),
        ("/x", &[0xff], "/w=="),
    ] {
        let value: Base64 = read(&format!("\"{text}\""));
        assert_eq!(value.as_bytes(), bytes, "{text}");
        assert_eq!(serde_json::to_value(&value).unwrap(), written, "{text}");
        assert_eq!((value.tree(), value.to_string()), (Tree::Text(written.to_owned()), written.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_base64() {
    for text in ["Z", "Zm9v!", "Zm9vYg=x", "é", "+-+-"] {
        assert_eq!(refusal::<Base64>(&format!("\"{text}\"")), format!("expected base64, found \"{text}\""));
    }
    assert_eq!(refusal::<Base64>("null"), "expected a string, found null");
    let long = format!("\"{}!\"", "QUJD".repeat(100));
    assert_eq!(refusal::<Base64>(&long), format!("expected base64, found \"{}…\"", "QUJD".repeat(20)));
}

#[test]
fn bytes_go_in_and_out() {
    let values = [Base64::new("ab"), Base64::from(b"ab"), Base64::from(vec![b'a', b'b']), Base64::from(&b"ab"[..])];
    assert!(values.iter().all(|value| value.as_ref() == b"ab"));
    assert_eq!(Base64::new("ab").into_bytes(), b"ab");
    assert_eq!(Base64::blank(), Base64::default());
    assert_eq!("YW\nI".parse(), Ok(Base64::new("ab")));
    assert_eq!("ab!".parse::<Base64>().unwrap_err().to_string(), "this is not base64");
    assert_eq!(format!("{:?}", Base64::new("ab")), "\"YWI=\"");
    assert_eq!(format!("{:?}", Base64::new("ABC".repeat(21))), format!("\"{}…\" (63 bytes)", "QUJD".repeat(20)));
}
