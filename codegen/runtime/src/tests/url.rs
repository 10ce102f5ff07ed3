//! How values are written into URLs.

use super::list_pets;
use crate::runtime::empty;
use crate::runtime::test_util::RecordingTransport;

#[tokio::test]
async fn everything_but_unreserved_characters_is_encoded() {
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
        let transport = RecordingTransport::new().reply(200, "");
        let mut call = list_pets(&transport);
        call.query("status", &value);
        call.send(empty).await.unwrap();
        let request = transport.requests().remove(0);
        assert_eq!(request.url(), format!("https://pets.example/v2/s1/pets?status={expected}"));
        assert_eq!(request.query(), [("status".into(), value.to_owned())]);
    }
}
