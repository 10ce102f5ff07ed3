//! How values are written into URLs, and which hosts are this machine.

use crate::runtime::url::{encode, is_loopback, next_variable};

#[test]
fn everything_but_unreserved_characters_is_encoded() {
    for (value, expected) in [
        ("", ""),
        ("AZaz09-._~", "AZaz09-._~"),
        ("a b", "a%20b"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("50%", "50%25"),
        ("%2e%2e", "%252e%252e"),
        ("a+b&c=d", "a%2Bb%26c%3Dd"),
        ("!*'();:@,$[]", "%21%2A%27%28%29%3B%3A%40%2C%24%5B%5D"),
        ("é€😀", "%C3%A9%E2%82%AC%F0%9F%98%80"),
        ("\0\r\n", "%00%0D%0A"),
    ] {
        let mut url = String::new();
        encode(&mut url, value);
        assert_eq!(url, expected, "{value:?}");
    }
}

#[test]
fn loopback_hosts() {
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.9.8.7", "::1", "[::1]", "::ffff:127.0.0.1"] {
        assert!(is_loopback(host), "{host}");
    }
    for host in ["", "localhost.evil.example", "128.0.0.1", "0.0.0.0", "[::2]", "127.0.0.1.evil.example", "127.1"] {
        assert!(!is_loopback(host), "{host}");
    }
}

#[test]
fn templates_are_split_at_their_variables() {
    assert_eq!(next_variable("/a/{b}/{c}"), Some(("/a/", "b", "/{c}")));
    assert_eq!(next_variable("{pet-id}.json"), Some(("", "pet-id", ".json")));
    assert_eq!(next_variable("/a/b"), None);
    assert_eq!(next_variable("/a/{b"), None);
}
