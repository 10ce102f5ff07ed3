//! What checks signatures here agrees with published ones, so that client and check are not wrong together.

use axum::http::Request;
use axum::http::request::Parts;
use jiff::Timestamp;

use crate::stand_in::{Flaw, Key, verify};

const KEY: Key = Key { ak: "AccessKey", sk: "SecretKey", security_token: None };
/// The key of the signing guide.
const GUIDE: Key =
    Key { ak: "QTWAOYTTINDUT2QVKYUC", sk: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc", security_token: None };

/// A request and its published signature. The lines of `head` are method and target, then headers.
struct Vector {
    head: &'static str,
    body: &'static str,
    key: Key,
    signed: &'static str,
    signature: &'static str,
}

impl Vector {
    fn parts(&self) -> Parts {
        let mut lines = self.head.lines();
        let (method, target) = lines.next().unwrap().split_once(' ').unwrap();
        let mut request = Request::builder().method(method).uri(target);
        for line in lines {
            let (name, value) = line.split_once(": ").unwrap();
            request = request.header(name, value);
        }
        let Self { key: Key { ak, .. }, signed, signature, .. } = self;
        let authorization = format!("SDK-HMAC-SHA256 Access={ak}, SignedHeaders={signed}, Signature={signature}");
        request.header("Authorization", authorization).body(()).unwrap().into_parts().0
    }

    fn now(&self) -> Timestamp {
        let (_, date) = self.head.split_once("X-Sdk-Date: ").unwrap();
        let (date, time) = date.lines().next().unwrap().trim_end_matches('Z').split_once('T').unwrap();
        format!("{date} {time}Z").parse().unwrap()
    }
}

const VECTORS: [Vector; 8] = [
    Vector {
        head: "GET /path?limit=1\nX-Sdk-Date: 20060102T150405Z",
        body: "",
        key: KEY,
        signed: "x-sdk-date",
        signature: "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624",
    },
    Vector {
        head: "POST /path?key=value\nX-Sdk-Date: 20060102T150405Z",
        body: "{\"Name\":\"test\",\"Id\":1}\n",
        key: KEY,
        signed: "x-sdk-date",
        signature: "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
    },
    Vector {
        head: "GET /resources?size=1\nHost: service.endpoint.myhuaweicloud.com\nX-Sdk-Date: 20200608T023900Z",
        body: "",
        key: KEY,
        signed: "host;x-sdk-date",
        signature: "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842",
    },
    Vector {
        head: "POST /resources?size=1\nHost: service.endpoint.myhuaweicloud.com\nX-Sdk-Date: 20200608T023900Z",
        body: "{\"name\":\"test\",\"id\":1}",
        key: KEY,
        signed: "host;x-sdk-date",
        signature: "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f",
    },
    Vector {
        head: "GET /v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0\n\
               Host: service.region.example.com\nX-Sdk-Date: 20191115T033655Z",
        body: "",
        key: KEY,
        signed: "host;x-sdk-date",
        signature: "fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d",
    },
    Vector {
        head: "POST /v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123\n\
               Host: service.region.example.com\nX-Sdk-Date: 20191115T033655Z",
        body: "{\"key\":\"value\"}",
        key: KEY,
        signed: "host;x-sdk-date",
        signature: "b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771",
    },
    Vector {
        head: "GET /\nHost: example.com\nX-Sdk-Date: 20191115T033655Z",
        body: "",
        key: KEY,
        signed: "host;x-sdk-date",
        signature: "919ad8b75d4ad49da0d377e63ee21c4a7a54b752f6bf2878b4adbe9c19927da6",
    },
    Vector {
        head: "GET /v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0\n\
               Content-Type: application/json\nHost: service.region.example.com\nX-Sdk-Date: 20191115T033655Z",
        body: "",
        key: GUIDE,
        signed: "content-type;host;x-sdk-date",
        signature: "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
    },
];

#[test]
fn published_signatures_are_right() {
    for vector in VECTORS {
        let verdict = verify(&[KEY, GUIDE], &vector.parts(), vector.body.as_bytes(), vector.now());
        assert_eq!(verdict, Ok(()), "{}", vector.head);
    }
}

#[test]
fn whatever_they_cover_is_covered() {
    for vector in VECTORS {
        let (parts, body, now) = (vector.parts(), vector.body.as_bytes(), vector.now());
        let changes: [fn(&mut Parts); 4] = [
            |parts| parts.method = "PUT".parse().unwrap(),
            |parts| parts.uri = format!("{}x", parts.uri).parse().unwrap(),
            |parts| parts.uri = format!("/x{}", parts.uri).parse().unwrap(),
            |parts| {
                parts.headers.insert("host", "another".parse().unwrap());
            },
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let mut changed = parts.clone();
            change(&mut changed);
            let is_covered = number < 3 || vector.signed.contains("host");
            let expected = if is_covered { Err(Flaw::Wrong) } else { Ok(()) };
            assert_eq!(verify(&[vector.key], &changed, body, now), expected, "{}: {number}", vector.head);
        }
        assert_eq!(verify(&[vector.key], &parts, b"x", now), Err(Flaw::Wrong));
        assert_eq!(verify(&[Key { sk: "other", ..vector.key }], &parts, body, now), Err(Flaw::Wrong));
        assert_eq!(verify(&[Key { ak: "other", ..vector.key }], &parts, body, now), Err(Flaw::UnknownKey));
    }
}
