//! How values are written into URLs, and which hosts are near.

use std::sync::Arc;

use super::{API, DELETE_PET, MAIN, config, list_pets};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Call, Config, Method, Operation, Parameter, Statuses, empty};

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

const PARAMETERS: &[Parameter] = &[Parameter::path("x").secret()];

const fn at(path: &'static str) -> Operation {
    Operation {
        id: "Odd",
        method: Method::GET,
        service: &MAIN,
        path,
        parameters: PARAMETERS,
        required_together: &[],
        success: &[Statuses::Class(2)],
        accept: "",
        security: &[],
    }
}

#[tokio::test]
async fn templates_are_encoded_where_they_have_to_be() {
    static PLAIN: Operation = at("/a:b@c!$&'()*+,;=-._~/{x}/%2F");
    static ODD: Operation = at("/ü b\\c\r\n\"<^`|>?#/{{x}}/{");
    for (operation, expected) in [
        (&PLAIN, "https://pets.example/a:b@c!$&'()*+,;=-._~/1/%2F"),
        (&ODD, "https://pets.example/%C3%BC%20b%5Cc%0D%0A%22%3C%5E%60%7C%3E%3F%23/%7B1%7D/%7B"),
    ] {
        let transport = RecordingTransport::new().reply(200, "");
        let mut call = Call::new(&config(&transport).build().unwrap(), operation);
        call.path("x", &"1");
        call.send(empty).await.unwrap();
        assert_eq!(transport.requests()[0].url(), expected);
    }
}

#[tokio::test]
async fn a_path_that_is_refused_keeps_its_secrets() {
    static DOTS: Operation = at("/./{x}");
    let transport = RecordingTransport::new();
    let mut call = Call::new(&config(&transport).build().unwrap(), &DOTS);
    call.path("x", &"open-sesame");
    let error = call.send(empty).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Odd: the parameters make the path `/./[redacted]`, which would name another resource"
    );
}

#[tokio::test]
async fn hosts_that_no_proxy_can_reach() {
    for (host, expected) in [
        ("localhost", true),
        ("LocalHost:8080", true),
        ("127.0.0.1", true),
        ("127.255.0.1:443", true),
        ("[::1]:8080", true),
        ("[::ffff:127.0.0.1]", true),
        ("169.254.169.254", true),
        ("169.254.0.1:8080", true),
        ("[::ffff:169.254.169.254]", true),
        ("[fe80::1]:80", true),
        ("[febf::1]", true),
        ("[fec0::1]", false),
        ("[fd00::1]", false),
        ("169.253.255.255", false),
        ("169.255.0.0", false),
        ("10.0.0.1", false),
        ("192.168.0.1", false),
        ("169.254.169.254.example.com", false),
        ("localhost.example.com", false),
        ("pets.example", false),
    ] {
        let transport = RecordingTransport::new().reply(200, "");
        let mut config = Config::new(&API);
        config.transport(Arc::new(transport.clone()));
        config.endpoint(&format!("https://{host}/base"));
        let mut call = Call::new(&config.build().unwrap(), &DELETE_PET);
        call.path("id", &"1");
        call.send(empty).await.unwrap();
        assert_eq!(transport.requests()[0].is_direct(), expected, "{host}");
    }
}
