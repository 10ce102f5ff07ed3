//! Where the services of an API are, each by itself.

use std::ffi::OsString;
use std::sync::Arc;

use super::{SECRET, TOKEN};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Api, Call, Config, Core, Credentials, ErrorKind, ErrorShape, Method, Operation, Request, RetryPolicy, Server,
    Service, StatusCode, Statuses, TransportResponse, Variable, empty,
};

static MAIN: Service = Service {
    name: "main",
    servers: &[Server {
        url: "https://pets.{region}.example/v1",
        variables: &[Variable { name: "region", default: "north", values: &["north"], open: true }],
        environment: Some("PETS_{region}"),
    }],
};

static LOGIN: Service = Service {
    name: "login",
    servers: &[
        Server {
            url: "https://login.{region}.example",
            variables: &[Variable { name: "region", default: "north", values: &["north", "south"], open: false }],
            environment: Some("LOGIN"),
        },
        Server { url: "https://login.example", variables: &[], environment: Some("LOGIN") },
    ],
};

static STRICT: Service = Service {
    name: "strict",
    servers: &[Server {
        url: "https://strict.{region}.example",
        variables: &[Variable { name: "region", default: "north", values: &["north", "south"], open: false }],
        environment: None,
    }],
};

static PLAIN: Service = service("plain", &[Server { url: "http://plain.example", variables: &[], environment: None }]);
static USER: Service = service("user", &[Server { url: "https://me:pw@u.example", variables: &[], environment: None }]);
static NONE: Service = service("none", &[]);
static ROOT: Service = service("root", &[Server { url: "", variables: &[], environment: None }]);
static HOST: Service = service("host", &[Server { url: "//host.example/x", variables: &[], environment: None }]);
static BELOW: Service = service(
    "below",
    &[Server {
        url: "/{base}",
        variables: &[Variable { name: "base", default: "v2", values: &[], open: true }],
        environment: None,
    }],
);
static FREE: Service = service(
    "free",
    &[Server {
        url: "{base}.example/x",
        variables: &[Variable { name: "base", default: "free", values: &[], open: true }],
        environment: None,
    }],
);

static API: Api = Api {
    user_agent: "pets/1.0",
    services: &[&MAIN, &LOGIN, &STRICT, &PLAIN, &USER, &NONE, &ROOT, &HOST, &BELOW, &FREE],
    error: ErrorShape::NONE,
    provided: &[],
};

const fn service(name: &'static str, servers: &'static [Server]) -> Service {
    Service { name, servers }
}

const fn operation(service: &'static Service) -> Operation {
    Operation {
        id: "Op",
        method: Method::GET,
        service,
        path: "/op",
        parameters: &[],
        required_together: &[],
        success: &[Statuses::Code(200)],
        accept: "",
        security: &[],
    }
}

static AT_MAIN: Operation = operation(&MAIN);
static AT_LOGIN: Operation = operation(&LOGIN);
static AT_STRICT: Operation = operation(&STRICT);
static AT_PLAIN: Operation = operation(&PLAIN);
static AT_USER: Operation = operation(&USER);
static AT_NONE: Operation = operation(&NONE);
static AT_ROOT: Operation = operation(&ROOT);
static AT_HOST: Operation = operation(&HOST);
static AT_BELOW: Operation = operation(&BELOW);
static AT_FREE: Operation = operation(&FREE);

/// Where a call of the operation goes, or what its error says.
async fn asked(core: &Core, transport: &RecordingTransport, operation: &'static Operation) -> String {
    match Call::new(core, operation).send(empty).await {
        Ok(()) => transport.requests().last().unwrap().url(),
        Err(error) => {
            assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidConfig, Some("Op")));
            error.to_string()
        }
    }
}

fn config() -> (RecordingTransport, Config) {
    let transport = RecordingTransport::new().otherwise(|_| TransportResponse::new(StatusCode::OK, ""));
    let mut config = Config::new(&API);
    config.transport(Arc::new(transport.clone()));
    (transport, config)
}

fn refusal(config: Config) -> String {
    let error = config.build_in(&|_| None).unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidConfig, None));
    error.to_string()
}

#[tokio::test]
async fn each_operation_goes_to_its_service() {
    for (region, operation, expected) in [
        (None, &AT_MAIN, "https://pets.north.example/v1/op"),
        (None, &AT_LOGIN, "https://login.north.example/op"),
        (Some("south"), &AT_MAIN, "https://pets.south.example/v1/op"),
        (Some("south"), &AT_LOGIN, "https://login.south.example/op"),
        (Some("mars"), &AT_MAIN, "https://pets.mars.example/v1/op"),
        (Some("mars"), &AT_LOGIN, "https://login.example/op"),
        (None, &AT_PLAIN, "http://plain.example/op"),
        (None, &AT_ROOT, "https://pets.north.example/op"),
        (None, &AT_HOST, "https://host.example/x/op"),
        (None, &AT_BELOW, "https://pets.north.example/v2/op"),
        (None, &AT_FREE, "https://free.example/x/op"),
        (
            Some("mars"),
            &AT_STRICT,
            "Op: the service `strict` cannot be called: no server has the region `mars`: known are north, south; or \
             set the `strict_endpoint`",
        ),
        (
            None,
            &AT_USER,
            "Op: the service `user` cannot be called: the server `u.example` has a user name: give credentials to the \
             client's builder instead; or set the `user_endpoint`",
        ),
        (None, &AT_NONE, "Op: the service `none` cannot be called: the API names no server: set the `none_endpoint`"),
    ] {
        let (transport, mut config) = config();
        if let Some(region) = region {
            config.variable("region", region.to_owned());
        }
        let core = config.build_in(&|_| None).unwrap();
        assert_eq!(asked(&core, &transport, operation).await, expected, "{region:?}");
    }
}

#[tokio::test]
async fn no_value_leads_to_another_host() {
    for (value, operation, expected) in [
        ("/evil.example", &AT_BELOW, "https://pets.north.example//evil.example/op"),
        ("/evil.example/@x", &AT_BELOW, "https://pets.north.example//evil.example/@x/op"),
        (
            "../x",
            &AT_BELOW,
            "Op: the service `below` cannot be called: the server `https://pets.north.example/../x` has a `.` or `..` \
             in its path: write the path that is meant; or set the `below_endpoint`",
        ),
        (
            "evil.example/",
            &AT_FREE,
            "Op: the service `free` cannot be called: the base `evil.example/` cannot be part of a host: use letters, \
             digits, `-` and `.`",
        ),
        (
            "https://evil.example#",
            &AT_FREE,
            "Op: the service `free` cannot be called: the base `https://evil.example#` cannot be part of a host: use \
             letters, digits, `-` and `.`",
        ),
    ] {
        let (transport, mut config) = config();
        config.variable("base", value.to_owned());
        let core = config.build_in(&|_| None).unwrap();
        assert_eq!(asked(&core, &transport, operation).await, expected, "{value}");
    }
}

#[tokio::test]
async fn each_service_has_an_endpoint_of_its_own() {
    let (transport, mut config) = config();
    config.endpoint("http://127.0.0.1:80/base");
    config.service_endpoint("login", "localhost:81");
    let core = config.build_in(&|_| Some("https://environment.example".into())).unwrap();
    for (operation, expected) in [
        (&AT_MAIN, "http://127.0.0.1:80/base/op"),
        (&AT_LOGIN, "https://localhost:81/op"),
        (&AT_STRICT, "https://strict.north.example/op"),
        (&AT_ROOT, "http://127.0.0.1:80/op"),
        (&AT_BELOW, "http://127.0.0.1:80/v2/op"),
        (&AT_HOST, "http://host.example/x/op"),
    ] {
        assert_eq!(asked(&core, &transport, operation).await, expected);
    }
}

#[test]
fn an_endpoint_that_is_set_wrong_fails_at_once() {
    let (_, mut config) = config();
    config.service_endpoint("login", "ftp://login.example");
    let expected = "cannot build the client: the `login_endpoint` `ftp://login.example` is neither http nor https";
    assert_eq!(refusal(config), expected);
}

#[tokio::test]
async fn credentials_go_to_no_service_over_plain_http() {
    let (transport, mut config) = config();
    config.credentials(Credentials::new(&TOKEN, SECRET));
    let core = config.clone().build_in(&|_| None).unwrap();
    let expected = "Op: the service `plain` cannot be called: credentials would go to http://plain.example \
                    unencrypted: use https, or set `allow_plain_http(true)`";
    assert_eq!(asked(&core, &transport, &AT_PLAIN).await, expected);
    assert_eq!(asked(&core, &transport, &AT_LOGIN).await, "https://login.north.example/op");

    let mut allowed = config.clone();
    allowed.allow_plain_http(true);
    let core = allowed.build_in(&|_| None).unwrap();
    assert_eq!(asked(&core, &transport, &AT_PLAIN).await, "http://plain.example/op");

    config.service_endpoint("login", "http://login.example");
    let expected = "cannot build the client: credentials would go to http://login.example unencrypted: use https, or \
                    set `allow_plain_http(true)`";
    assert_eq!(refusal(config), expected);
}

#[tokio::test]
async fn the_environment_gives_other_urls() {
    let environment = |name: &str| -> Option<OsString> {
        match name {
            "PETS_MARS_1_X" => Some(" https://one.example, two.example/base/ ,".into()),
            "PETS_NORTH" => Some("".into()),
            "LOGIN" => Some("https://login.other".into()),
            _ => None,
        }
    };
    for (region, operation, expected) in [
        ("mars-1.x", &AT_MAIN, "https://one.example/op"),
        ("mars-1.x", &AT_ROOT, "https://one.example/op"),
        ("mars-1.x", &AT_LOGIN, "https://login.other/op"),
        ("north", &AT_MAIN, "https://pets.north.example/v1/op"),
        ("south", &AT_LOGIN, "https://login.other/op"),
    ] {
        let (transport, mut config) = config();
        config.variable("region", region.to_owned());
        let core = config.build_in(&environment).unwrap();
        assert_eq!(asked(&core, &transport, operation).await, expected, "{region}");
    }
    let (_, mut config) = config();
    config.variable("region", "mars-1.x".to_owned());
    let core = config.build_in(&environment).unwrap();
    let text = format!("{core:?}");
    for expected in [
        "main: [\"https://one.example\", \"https://two.example/base\"]",
        "below: [\"https://one.example/v2\", \"https://two.example/v2\"]",
        "strict: no server has the region `mars-1.x`",
    ] {
        assert!(text.contains(expected), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_url_is_tried_when_there_is_no_connection() {
    let environment = |name: &str| (name == "LOGIN").then(|| "https://one.example,https://two.example".into());
    let transport = RecordingTransport::new()
        .fail_connect()
        .reply(503, "")
        .fail_connect()
        .otherwise(|_| TransportResponse::new(StatusCode::OK, ""));
    let mut config = Config::new(&API);
    config.transport(Arc::new(transport.clone()));
    config.retry(RetryPolicy::default().attempts(4));
    let core = config.build_in(&environment).unwrap();
    Call::new(&core, &AT_LOGIN).send(empty).await.unwrap();
    Call::new(&core, &AT_LOGIN).send(empty).await.unwrap();
    let urls: Vec<_> = transport.requests().iter().map(Request::url).collect();
    let [one, two] = ["https://one.example/op", "https://two.example/op"];
    assert_eq!(urls, [one, two, two, one, one]);
}

#[tokio::test]
async fn the_environment_is_told_what_is_wrong_with_it() {
    for (value, expected) in [
        ("ftp://a.example", "the environment variable `PETS_NORTH` says `ftp://a.example` is neither http nor https"),
        ("https://a.example,/x", "the environment variable `PETS_NORTH` says `/x` is relative: give an absolute URL"),
        (" , ", "the environment variable `PETS_NORTH` names no URL"),
        (
            "https://a.example,http://b.example",
            "credentials would go to http://b.example unencrypted, as the environment variable `PETS_NORTH` says: use \
             https, or set `allow_plain_http(true)`",
        ),
    ] {
        let (_, mut config) = config();
        config.credentials(Credentials::new(&TOKEN, SECRET));
        let lookup = |name: &str| (name == "PETS_NORTH").then(|| OsString::from(value));
        let error = config.build_in(&lookup).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig);
        let text = error.to_string();
        assert!(text.starts_with(&format!("cannot build the client: {expected}")), "{text}");
    }
    let (transport, config) = config();
    let core = config.build_in(&|name| (name == "LOGIN").then(|| "https://".into())).unwrap();
    let expected = "Op: the service `login` cannot be called: the environment variable `LOGIN` says `https://` is not a \
                    URL";
    assert_eq!(asked(&core, &transport, &AT_LOGIN).await, expected);
    assert_eq!(asked(&core, &transport, &AT_MAIN).await, "https://pets.north.example/v1/op");
}

#[test]
fn a_password_in_an_endpoint_is_not_shown() {
    let (_, mut config) = config();
    config.endpoint("https://me:secret@a.example");
    let text = format!("{config:?}");
    assert!(text.contains("a.example") && !text.contains("secret"), "{text}");
}

#[tokio::test]
async fn a_service_that_is_not_of_this_api() {
    static OTHER: Service = service("other", &[]);
    static AT_OTHER: Operation = operation(&OTHER);
    let (transport, config) = config();
    let core = config.build_in(&|_| None).unwrap();
    let expected = "Op: the service `other` cannot be called: the client does not know it";
    assert_eq!(asked(&core, &transport, &AT_OTHER).await, expected);
}
