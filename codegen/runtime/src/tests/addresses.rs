//! Addresses of the Internet Protocol.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::codec::{read, refusal};
use crate::runtime::{Blank, Param, Tree};

#[test]
fn addresses() {
    assert_eq!(read::<Ipv4Addr>(r#""192.168.0.1""#), Ipv4Addr::new(192, 168, 0, 1));
    assert_eq!(read::<Ipv6Addr>(r#""2001:DB8::1""#), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1));
    for (json, expected) in [
        (r#""192.168.0.256""#, r#"expected an IPv4 address, found "192.168.0.256""#),
        (r#""::1""#, r#"expected an IPv4 address, found "::1""#),
        ("null", "expected a string, found null"),
        ("5", "expected a string, found 5"),
    ] {
        assert_eq!(refusal::<Ipv4Addr>(json), expected);
    }
    assert_eq!(refusal::<Ipv6Addr>(r#""127.0.0.1""#), r#"expected an IPv6 address, found "127.0.0.1""#);
    let text = |text: &str| Tree::Text(text.to_owned());
    assert_eq!((Ipv4Addr::LOCALHOST.tree(), Ipv6Addr::LOCALHOST.tree()), (text("127.0.0.1"), text("::1")));
    assert!(Ipv4Addr::blank().is_unspecified() && Ipv6Addr::blank().is_unspecified());
}
