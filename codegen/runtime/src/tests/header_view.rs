//! What is read of an answer's headers.

use http::{HeaderMap, HeaderValue};

use crate::runtime::HeaderView;

#[test]
fn headers_are_read_as_what_they_are() {
    let mut headers = HeaderMap::new();
    headers.append("x-text", HeaderValue::from_static(" one "));
    headers.append("x-text", HeaderValue::from_static("two"));
    headers.insert("x-count", HeaderValue::from_static("7"));
    headers.insert("x-foreign", HeaderValue::from_bytes("ü".as_bytes()).unwrap());
    headers.insert("x-bytes", HeaderValue::from_bytes(&[0xff]).unwrap());
    let view = HeaderView::new(&headers);
    assert_eq!(view.text("X-Text"), Some("one"));
    assert_eq!(view.text("x-foreign"), Some("ü"));
    assert_eq!(view.value::<i64>("X-Count"), Some(7));
    assert_eq!(view.value::<bool>("X-Count"), None);
    for absent in ["x-bytes", "x-absent", "no name", ""] {
        assert_eq!(view.text(absent), None, "{absent}");
    }
}

#[test]
fn values_are_not_shown() {
    let mut headers = HeaderMap::new();
    headers.insert("x-subject-token", HeaderValue::from_static("secret"));
    assert_eq!(format!("{:?}", HeaderView::new(&headers)), "{\"x-subject-token\"}");
}
