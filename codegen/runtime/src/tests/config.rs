//! Which settings make a client, and what is wrong with the others.

use std::sync::Arc;

use super::{API, SECRET, TOKEN};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Api, Config, Core, Credentials, Error, ErrorKind, ErrorShape, Scheme, SchemeLocation, Server, Service, Variable,
};

const fn variable(name: &'static str, default: &'static str, values: &'static [&'static str], open: bool) -> Variable {
    Variable { name, default, values, open }
}

const fn api(services: &'static [&'static Service]) -> Api {
    Api { user_agent: "pets/1.0", services, error: ErrorShape::NONE, provided: &[] }
}

static REGIONS: Api = api(&[&Service {
    name: "main",
    servers: &[
        Server {
            url: "https://pets.{region}.example.com/",
            variables: &[variable("region", "cn-north-4", &["cn-north-4", "cn-east-3"], true)],
            environment: None,
        },
        Server {
            url: "https://pets.{region}.example.eu",
            variables: &[variable("region", "eu-1", &["eu-1"], false)],
            environment: None,
        },
    ],
}]);

static CLOSED: Api = api(&[&Service {
    name: "main",
    servers: &[
        Server {
            url: "{scheme}://{host}:{port}/{base}/v1",
            variables: &[
                variable("scheme", "https", &["https", "http"], false),
                variable("host", "pets.example", &[], false),
                variable("port", "8443", &[], false),
                variable("base", "api", &[], false),
            ],
            environment: None,
        },
        Server {
            url: "https://{tier}.example",
            variables: &[variable("tier", "free", &["free", "paid"], false)],
            environment: None,
        },
    ],
}]);

static NOWHERE: Api = api(&[&Service { name: "main", servers: &[] }]);

fn config(api: &'static Api, variables: &[(&'static str, &str)]) -> Config {
    let mut config = Config::new(api);
    config.transport(Arc::new(RecordingTransport::new()));
    for (name, value) in variables {
        config.variable(name, (*value).to_owned());
    }
    config
}

fn server(result: Result<Core, Error>) -> Result<String, String> {
    match result {
        // It is the first thing in quotes.
        Ok(core) => Ok(format!("{core:?}").split('"').nth(1).unwrap().to_owned()),
        Err(error) => {
            assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidConfig, None));
            let text = error.to_string();
            Err(text.strip_prefix("cannot build the client: ").unwrap_or(&text).to_owned())
        }
    }
}

#[track_caller]
fn chosen(api: &'static Api, variables: &[(&'static str, &str)], expected: &str) {
    assert_eq!(server(config(api, variables).build()), Ok(expected.to_owned()), "{variables:?}");
}

#[track_caller]
fn not_chosen(api: &'static Api, variables: &[(&'static str, &str)], expected: &str) {
    assert_eq!(server(config(api, variables).build()), Err(expected.to_owned()), "{variables:?}");
}

#[test]
fn the_first_server_that_lists_the_values_is_taken() {
    chosen(&REGIONS, &[], "https://pets.cn-north-4.example.com");
    chosen(&REGIONS, &[("region", "cn-east-3")], "https://pets.cn-east-3.example.com");
    chosen(&REGIONS, &[("region", "eu-1")], "https://pets.eu-1.example.eu");
    chosen(&REGIONS, &[("region", "eu-1"), ("region", "mars-1")], "https://pets.mars-1.example.com");
    chosen(&CLOSED, &[], "https://pets.example:8443/api/v1");
    chosen(&CLOSED, &[("tier", "paid")], "https://paid.example");
    chosen(&CLOSED, &[("scheme", "http"), ("host", "a.b-c.d"), ("base", "x/y")], "http://a.b-c.d:8443/x/y/v1");
}

static STRICT: Api = api(&[&Service {
    name: "main",
    servers: &[
        Server {
            url: "https://{tier}.{scheme}.example",
            variables: &[
                variable("tier", "free", &["free", "paid"], false),
                variable("scheme", "https", &["https"], false),
            ],
            environment: None,
        },
        Server {
            url: "https://{tier}.example",
            variables: &[variable("tier", "free", &["free"], false), variable("scheme", "http", &["http"], false)],
            environment: None,
        },
    ],
}]);

#[test]
fn values_that_no_server_takes() {
    not_chosen(
        &STRICT,
        &[("tier", "gold")],
        "no server has the tier `gold`: known are free, paid; or set the endpoint",
    );
    not_chosen(
        &STRICT,
        &[("scheme", "http"), ("tier", "paid")],
        "no server has all of scheme `http`, tier `paid` together; or set the endpoint",
    );
    not_chosen(&NOWHERE, &[], "the API names no server: set the endpoint");
}

#[test]
fn a_server_without_a_variable_ignores_it() {
    // Rather one that is open to a value than one that ignores it, and rather that than one that refuses it.
    chosen(&REGIONS, &[("tier", "gold")], "https://pets.cn-north-4.example.com");
    chosen(&CLOSED, &[("tier", "free"), ("scheme", "http")], "http://pets.example:8443/api/v1");
    chosen(&CLOSED, &[("tier", "gold")], "https://pets.example:8443/api/v1");
    chosen(&CLOSED, &[("scheme", "ftp")], "https://free.example");
}

static ANY_SCHEME: Api = api(&[&Service {
    name: "main",
    servers: &[Server {
        url: "{scheme}://pets.example",
        variables: &[variable("scheme", "https", &[], true)],
        environment: None,
    }],
}]);

#[test]
fn values_cannot_lead_elsewhere() {
    for value in [
        "x@evil.example/",
        "evil.example/",
        "evil.example#",
        "evil.example?",
        "a b",
        "",
        "a..b",
        ".a",
        "a.",
        "a:1",
        "é",
        "a\\b",
        "a\n",
    ] {
        let shown = value.replace('\n', "\\n");
        not_chosen(
            &REGIONS,
            &[("region", value)],
            &format!("the region `{shown}` cannot be part of a host: use letters, digits, `-` and `.`"),
        );
    }
    not_chosen(
        &ANY_SCHEME,
        &[("scheme", "https://evil.example/")],
        "the scheme `https://evil.example/` cannot be part of a host: use letters, digits, `-` and `.`",
    );
    not_chosen(
        &CLOSED,
        &[("base", "..")],
        "the server `https://pets.example:8443/../v1` has a `.` or `..` in its path: write the path that is meant; or \
         set the endpoint",
    );
}

#[test]
fn values_in_paths_stay_there() {
    for (base, problem) in [
        ("x/../../admin", "has a `.` or `..` in its path: write the path that is meant"),
        ("%2e%2E/admin", "has a `.` or `..` in its path: write the path that is meant"),
        ("x\\..\\admin", "has a `.` or `..` in its path: write the path that is meant"),
        ("x?admin=", "has a query: remove what begins with `?`"),
        ("x#", "has a fragment: remove what begins with `#`"),
        ("x y", "is not a URL"),
        ("x\r\nX-Admin: 1", "is not a URL"),
    ] {
        let shown = base.replace('\r', "\\r").replace('\n', "\\n");
        let expected = format!("the server `https://pets.example:8443/{shown}/v1` {problem}; or set the endpoint");
        not_chosen(&CLOSED, &[("base", base)], &expected);
    }
    chosen(&CLOSED, &[("base", "/evil.example/@x")], "https://pets.example:8443//evil.example/@x/v1");
    chosen(&CLOSED, &[("base", "x%2Fy")], "https://pets.example:8443/x%2Fy/v1");
}

#[test]
fn servers_without_a_scheme_lead_nowhere_else_either() {
    static BARE: Api = api(&[&Service {
        name: "main",
        servers: &[Server {
            url: "{region}.pets.example/{base}",
            variables: &[variable("region", "eu", &[], true), variable("base", "v1", &[], true)],
            environment: None,
        }],
    }]);
    static WHOLE: Api = api(&[&Service {
        name: "main",
        servers: &[Server {
            url: "{place}",
            variables: &[variable("place", "https://a.example", &[], true)],
            environment: None,
        }],
    }]);
    chosen(&BARE, &[("region", "us"), ("base", "v2/x")], "https://us.pets.example/v2/x");
    for value in ["evil.example/", "https://evil.example/", "x@evil.example#"] {
        let expected = format!("the region `{value}` cannot be part of a host: use letters, digits, `-` and `.`");
        not_chosen(&BARE, &[("region", value)], &expected);
    }
    chosen(&WHOLE, &[("place", "https://b.example")], "https://b.example");
}

#[test]
fn servers_that_are_no_urls() {
    static RELATIVE: Api =
        api(&[&Service { name: "main", servers: &[Server { url: "/v2", variables: &[], environment: None }] }]);
    static UNDECLARED: Api = api(&[&Service {
        name: "main",
        servers: &[Server { url: "https://{region}.example", variables: &[], environment: None }],
    }]);
    not_chosen(
        &RELATIVE,
        &[],
        "the server `/v2` is relative: give an absolute URL, for example https://example.com; or set the endpoint",
    );
    not_chosen(
        &UNDECLARED,
        &[],
        "the server `https://{region}.example` does not say what `region` is: set the endpoint",
    );
}

#[test]
fn endpoints_win_over_servers() {
    for (endpoint, expected) in [
        ("https://a.example", "https://a.example"),
        ("https://a.example/", "https://a.example"),
        ("https://a.example:8443/base//", "https://a.example:8443/base"),
        ("HTTPS://a.example", "https://a.example"),
        ("https://A.Example:8443/Base", "https://a.example:8443/Base"),
        ("a.example", "https://a.example"),
        ("a.example:8443/base/", "https://a.example:8443/base"),
        ("localhost:1234", "https://localhost:1234"),
        ("http://[::1]:80", "http://[::1]:80"),
        ("http://127.0.0.1:1234", "http://127.0.0.1:1234"),
    ] {
        let mut config = config(&REGIONS, &[("region", "eu-1")]);
        config.endpoint(endpoint);
        assert_eq!(server(config.build()), Ok(expected.to_owned()));
    }
}

#[test]
fn endpoints_that_are_refused() {
    for (endpoint, problem) in [
        ("", "is not a URL"),
        ("https://", "is not a URL"),
        ("/v2", "is relative: give an absolute URL, for example https://example.com"),
        ("ftp://a.example", "is neither http nor https"),
        ("https://a.example?x=1", "has a query: remove what begins with `?`"),
        ("https://a.example/?", "has a query: remove what begins with `?`"),
        ("https://a.example/#x", "has a fragment: remove what begins with `#`"),
        ("https://a.example/../x", "has a `.` or `..` in its path: write the path that is meant"),
        ("https://a.example:", "has no valid host and port"),
        ("https://a.example:99999", "has no valid host and port"),
        ("https://:80", "has no valid host and port"),
        ("http:/a.example", "has no valid host and port"),
        ("https://a.example\\b", "is not a URL"),
        ("https://a .example", "is not a URL"),
    ] {
        let mut config = config(&REGIONS, &[]);
        config.endpoint(endpoint);
        assert_eq!(server(config.build()), Err(format!("the endpoint `{endpoint}` {problem}")));
    }
    let mut config = config(&REGIONS, &[]);
    config.endpoint("https://user:secret@a.example");
    let expected = "the endpoint `a.example` has a user name: give credentials to the client's builder instead";
    assert_eq!(server(config.build()), Err(expected.to_owned()));
}

#[test]
fn credentials_do_not_go_over_plain_http() {
    let build = |endpoint: &str, allow: bool, credentials: Credentials| {
        let mut config = config(&API, &[]);
        config.credentials(credentials);
        config.endpoint(endpoint);
        config.allow_plain_http(allow);
        server(config.build())
    };
    let token = || Credentials::new(&TOKEN, SECRET);
    for endpoint in ["http://127.0.0.1:1", "http://localhost", "http://[::1]:5", "https://a.example"] {
        assert_eq!(build(endpoint, false, token()), Ok(endpoint.to_owned()));
    }
    assert_eq!(build("http://a.example", true, token()), Ok("http://a.example".to_owned()));
    assert_eq!(build("http://a.example", false, Credentials::default()), Ok("http://a.example".to_owned()));
    for endpoint in ["http://a.example", "http://localhost.evil.example", "http://10.0.0.1"] {
        let expected =
            format!("credentials would go to {endpoint} unencrypted: use https, or set `allow_plain_http(true)`");
        assert_eq!(build(endpoint, false, token()), Err(expected));
    }
}

#[test]
fn credentials_that_cannot_be_sent() {
    static ODD: Scheme = Scheme { name: "odd", location: SchemeLocation::Header("X Odd") };
    for (scheme, value, expected) in [
        (&TOKEN, "", "the credentials' `token` is empty: give its value"),
        (&TOKEN, "MIIabc\r\nX: y", "the credentials' `token` has a line break or control character: remove it"),
        (&TOKEN, "MIIabc\n", "the credentials' `token` has a line break or control character: remove it"),
        (&ODD, "x", "`odd` names the header `X Odd`, which cannot be sent"),
    ] {
        let mut config = config(&API, &[]);
        config.credentials(Credentials::new(scheme, value));
        let error = config.build().unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, expected));
    }
}

#[test]
fn user_agents_that_cannot_be_sent() {
    let mut config = config(&API, &[]);
    config.user_agent("shop\r\nX: y");
    let expected = "the user agent has a line break or control character: remove it";
    assert_eq!(server(config.build()), Err(expected.to_owned()));
}

#[test]
fn the_default_transport_depends_on_a_feature() {
    let result = Config::new(&API).build();
    if cfg!(feature = "reqwest") {
        assert!(format!("{:?}", result.unwrap()).contains("transport: ReqwestTransport { .. },"));
    } else {
        let expected = "cannot build the client: there is no transport: set one with `transport(…)`, or switch on the \
                        feature `reqwest`";
        assert_eq!(result.unwrap_err().to_string(), expected);
    }
}

#[test]
fn defaults() {
    let core = config(&API, &[]).build().unwrap();
    assert_eq!(
        format!("{core:?}"),
        "Core { endpoints: {main: [\"https://pets.example\"]}, credentials: [], transport: RecordingTransport { requests: 0, \
         replies: 0, .. }, retry: RetryPolicy { attempts: 3, first_pause: 200ms, longest_pause: 20s }, limits: Limits { call: 120s, attempt: \
         60s }, max_body_size: 67108864, check_requests: true }"
    );
}
