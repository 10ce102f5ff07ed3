//! Signatures that others have published, and two of our own that were computed elsewhere.

use super::hash;
use crate::runtime::CanonicalRequest;

/// A request and its signature.
struct Vector {
    origin: &'static str,
    keys: (&'static str, &'static str),
    request: (&'static str, &'static str, &'static str),
    headers: &'static [(&'static str, &'static str)],
    canonical_hash: Option<&'static str>,
    signature: &'static str,
}

const EXAMPLE: (&str, &str) = ("AccessKey", "SecretKey");
const VPCS: &str = "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs\
                    ?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0";
const JOBS: &str = "https://swr-api.cn-north-4.myhuaweicloud.com/v2/0123456789abcdef0123456789abcdef/jobs\
                    ?limit=20&offset=0&status=Failed";

const VECTORS: &[Vector] = &[
    Vector {
        origin: "Go 1",
        keys: EXAMPLE,
        request: ("GET", "https://example.huaweicloud.com/path?limit=1", ""),
        headers: &[("x-sdk-date", "20060102T150405Z")],
        canonical_hash: None,
        signature: "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624",
    },
    Vector {
        origin: "Go 2: a body that ends in a line break",
        keys: EXAMPLE,
        request: ("POST", "https://example.huaweicloud.com/path?key=value", "{\"Name\":\"test\",\"Id\":1}\n"),
        headers: &[("x-sdk-date", "20060102T150405Z")],
        canonical_hash: None,
        signature: "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
    },
    Vector {
        origin: "Python 1",
        keys: EXAMPLE,
        request: ("GET", "https://service.endpoint.myhuaweicloud.com/resources?size=1", ""),
        headers: &[("host", "service.endpoint.myhuaweicloud.com"), ("x-sdk-date", "20200608T023900Z")],
        canonical_hash: None,
        signature: "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842",
    },
    Vector {
        origin: "Python 2",
        keys: EXAMPLE,
        request: (
            "POST",
            "https://service.endpoint.myhuaweicloud.com/resources?size=1",
            "{\"name\":\"test\",\"id\":1}",
        ),
        headers: &[("host", "service.endpoint.myhuaweicloud.com"), ("x-sdk-date", "20200608T023900Z")],
        canonical_hash: None,
        signature: "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f",
    },
    Vector {
        origin: "Java 1",
        keys: EXAMPLE,
        request: ("GET", VPCS, ""),
        headers: &[("host", "service.region.example.com"), ("x-sdk-date", "20191115T033655Z")],
        canonical_hash: None,
        signature: "fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d",
    },
    Vector {
        origin: "Java 2",
        keys: EXAMPLE,
        request: (
            "POST",
            "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123",
            "{\"key\":\"value\"}",
        ),
        headers: &[("host", "service.region.example.com"), ("x-sdk-date", "20191115T033655Z")],
        canonical_hash: None,
        signature: "b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771",
    },
    Vector {
        origin: "Java 3: no path",
        keys: EXAMPLE,
        request: ("GET", "https://example.com", ""),
        headers: &[("host", "example.com"), ("x-sdk-date", "20191115T033655Z")],
        canonical_hash: None,
        signature: "919ad8b75d4ad49da0d377e63ee21c4a7a54b752f6bf2878b4adbe9c19927da6",
    },
    Vector {
        origin: "the guide to signing",
        keys: ("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc"),
        request: ("GET", VPCS, ""),
        headers: &[
            ("content-type", "application/json"),
            ("host", "service.region.example.com"),
            ("x-sdk-date", "20191115T033655Z"),
        ],
        canonical_hash: Some("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a"),
        signature: "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
    },
    Vector {
        origin: "own: jobs",
        keys: EXAMPLE,
        request: ("GET", JOBS, ""),
        headers: &[
            ("host", "swr-api.cn-north-4.myhuaweicloud.com"),
            ("x-project-id", "0123456789abcdef0123456789abcdef"),
            ("x-sdk-date", "20250805T000000Z"),
        ],
        canonical_hash: Some("beb0f6fecd44a71039c462bce7c9fcd81802fd6d1313de6ebe2035b8f2bd13ee"),
        signature: "8ae03d0c41b7e175a95e12504cdfde9982098b25cf6661231af4dd8e3ec552c4",
    },
    Vector {
        origin: "own: jobs with a temporary key",
        keys: EXAMPLE,
        request: ("GET", JOBS, ""),
        headers: &[
            ("host", "swr-api.cn-north-4.myhuaweicloud.com"),
            ("x-project-id", "0123456789abcdef0123456789abcdef"),
            ("x-sdk-date", "20250805T000000Z"),
            ("x-security-token", "SecurityToken"),
        ],
        canonical_hash: None,
        signature: "f67c6ec29f19b4b368fa82379e976d21324290b4f3c2076bfcc8fd4093a0c8a1",
    },
];

#[test]
fn known_signatures() {
    for Vector { origin, keys: (_, secret), request: (method, url, body), headers, canonical_hash, signature } in
        VECTORS
    {
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let payload = hash(body.as_bytes());
        let request = CanonicalRequest { method, url, headers: &headers, payload: &payload };
        if let Some(expected) = canonical_hash {
            assert_eq!(&hash(request.text().as_bytes()), expected, "{origin}");
        }
        let (_, date) = headers.iter().find(|(name, _)| *name == "x-sdk-date").unwrap();
        assert_eq!(request.signature(secret, date).as_deref(), Ok(*signature), "{origin}");
    }
}

/// Path and query of the canonical form of a URL.
fn canonical(url: &str) -> (String, String) {
    let text = CanonicalRequest { method: "GET", url, headers: &[], payload: "" }.text();
    let mut lines = text.lines().skip(1).map(str::to_owned);
    (lines.next().unwrap(), lines.next().unwrap())
}

#[test]
fn queries_are_sorted_and_encoded() {
    let published = "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&\
                     test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29";
    for (query, expected) in [
        (
            "limit=1&enable=true&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29&path=%2Ftmp%2F123&\
             multi=3&multi=1&multi=2",
            published,
        ),
        ("test=一 (%26=?!%23%.*)&path=/tmp/123&multi=2&multi=3&multi=1&limit=1&enable=true", published),
        ("", ""),
        ("a", "a="),
        ("a=&&b", "a=&b="),
        ("a=b=c", "a=b%3Dc"),
        ("B=1&a=2&A=3&_=4&~=5", "A=3&B=1&_=4&a=2&~=5"),
        ("a-b=1&a=2&a%2Fb=3&a.b=4", "a=2&a-b=1&a.b=4&a%2Fb=3"),
        ("a=10&a=9&a=%2F&a=.&a=", "a=&a=.&a=%2F&a=10&a=9"),
        ("a=%7e%41&b=%zz&c=%&d=%+f", "a=~A&b=%25zz&c=%25&d=%25%2Bf"),
        ("b=%FF&a=1", "a=1&b=%FF"),
    ] {
        assert_eq!(canonical(&format!("https://a.example/x?{query}")), ("/x/".to_owned(), expected.to_owned()));
    }
}

#[test]
fn paths_are_encoded_once_and_end_in_a_slash() {
    for (url, expected) in [
        ("https://a.example", "/"),
        ("https://a.example?x=1", "/"),
        ("https://a.example/", "/"),
        ("https://a.example/v1", "/v1/"),
        ("https://a.example/v1/", "/v1/"),
        ("https://a.example/v1//x", "/v1//x/"),
        ("http://[::1]:80/a%20b/%2f%2F%25", "/a%20b/%2F%2F%25/"),
        ("https://a.example/jobs:run(1)/@*~", "/jobs%3Arun%281%29/%40%2A~/"),
        ("https://a.example/é/%C3%A9/100%", "/%C3%A9/%C3%A9/100%25/"),
    ] {
        assert_eq!(canonical(url).0, expected, "{url}");
    }
}

#[test]
fn header_values_are_trimmed() {
    let headers = [("host", " a.example\t".to_owned()), ("x-sdk-date", "20060102T150405Z".to_owned())];
    let request = CanonicalRequest { method: "PUT", url: "https://a.example/x?b&a", headers: &headers, payload: "p" };
    let expected = "PUT\n/x/\na=&b=\nhost:a.example\nx-sdk-date:20060102T150405Z\n\nhost;x-sdk-date\np";
    assert_eq!(request.text(), expected);
}
