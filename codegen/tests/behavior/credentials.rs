//! What proves who calls: where it goes over the wire, which of several is taken, and what is said when it is missing.

use std::sync::Arc;

use http::{HeaderValue, StatusCode};

use crate::credentials::{Client, ClientBuilder, Credentials};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    ErrorKind, FetchContext, Fetched, Fetching, Pending, Provider, Request, Signer, TransportResponse,
};

/// Fetches what it was given.
#[derive(Debug)]
struct Given(&'static str);

impl Provider for Given {
    fn fetch<'a>(&'a self, _: FetchContext<'a>) -> Fetching<'a> {
        Box::pin(std::future::ready(Ok(Fetched::new(self.0))))
    }
}

#[derive(Debug)]
struct Wax;

impl Signer for Wax {
    fn sign(&self, request: &mut Request, _: std::time::SystemTime) -> Result<(), String> {
        request.headers_mut().insert("x-seal", HeaderValue::from_static("red"));
        Ok(())
    }
}

/// Credentials, a call, and what they add to the request: to its URL, and as headers.
struct Case {
    credentials: Option<Credentials>,
    call: fn(&Client) -> Pending<()>,
    url: &'static str,
    headers: &'static [(&'static str, &'static str)],
}

fn with(
    credentials: impl Into<Option<Credentials>>,
    call: fn(&Client) -> Pending<()>,
    url: &'static str,
    headers: &'static [(&'static str, &'static str)],
) -> Case {
    Case { credentials: credentials.into(), call, url, headers }
}

fn table() -> Vec<Case> {
    const BEARER: &[(&str, &str)] = &[("authorization", "Bearer t")];
    const BASIC: &[(&str, &str)] = &[("authorization", "Basic YWRhOnB3")];
    const KEY: &[(&str, &str)] = &[("x-key", "k")];
    const COOKIES: &[(&str, &str)] = &[("cookie", "session=s=1; csrf=c")];
    let token = || Credentials::token("t");
    let cookies = || Credentials::csrf("c").and(Credentials::session("s=1"));
    let three = || Credentials::login("ada", "pw").and(Credentials::key("k")).and(Credentials::asked("q"));
    vec![
        with(token(), |client| client.inherited().send(), "/inherited", BEARER),
        with(Credentials::token_provider(Given("t")), |client| client.inherited().send(), "/inherited", BEARER),
        with(token(), |client| client.public().send(), "/public", &[]),
        with(None, |client| client.public().send(), "/public", &[]),
        with(None, |client| client.optional().send(), "/optional", &[]),
        with(Credentials::key("k"), |client| client.optional().send(), "/optional", KEY),
        with(token(), |client| client.optional().send(), "/optional", &[]),
        with(Credentials::key("k"), |client| client.with_key().send(), "/key", KEY),
        with(Credentials::key_provider(Given("k")), |client| client.with_key().send(), "/key", KEY),
        with(Credentials::asked("a&b=c"), |client| client.with_query().send(), "/query?api%20key=a%26b%3Dc", &[]),
        with(
            Credentials::asked_provider(Given("q")),
            |client| client.with_query().page(2).send(),
            "/query?page=2&api%20key=q",
            &[],
        ),
        with(cookies(), |client| client.with_cookies().send(), "/cookies", COOKIES),
        with(
            Credentials::csrf_provider(Given("c")).and(Credentials::session("s=1")),
            |client| client.with_cookies().send(),
            "/cookies",
            COOKIES,
        ),
        with(Credentials::login("ada", "pw"), |client| client.with_login().send(), "/login", BASIC),
        with(Credentials::login_provider(Given("ada:pw")), |client| client.with_login().send(), "/login", BASIC),
        with(
            Credentials::ticket("7 b"),
            |client| client.with_ticket().send(),
            "/ticket",
            &[("authorization", "Ticket 7 b")],
        ),
        with(Credentials::grant("t"), |client| client.with_grant().send(), "/grant", BEARER),
        with(Credentials::grant_provider(Given("t")), |client| client.with_grant().send(), "/grant", BEARER),
        with(Credentials::identity("t"), |client| client.with_identity().send(), "/identity", BEARER),
        with(None, |client| client.with_certificate().send(), "/certificate", &[]),
        with(Credentials::key("k"), |client| client.with_both().send(), "/both", KEY),
        with(cookies(), |client| client.with_either().send(), "/either", COOKIES),
        with(
            three().and(Credentials::csrf("c")).and(token()),
            |client| client.with_either().send(),
            "/either?api%20key=q",
            &[("authorization", "Basic YWRhOnB3"), ("x-key", "k")],
        ),
        with(token(), |client| client.with_either().send(), "/either", BEARER),
        with(Credentials::seal(Wax), |client| client.with_own_signature().send(), "/own", &[("x-seal", "red")]),
        with(Credentials::and2("a").and(three()), |client| client.with_login().send(), "/login", BASIC),
    ]
}

fn builder(credentials: Option<Credentials>) -> ClientBuilder {
    credentials.map_or_else(Client::builder, |credentials| Client::builder().credentials(credentials))
}

/// The headers that prove something, as `(name, value)`.
const PROOFS: [&str; 4] = ["authorization", "cookie", "x-key", "x-seal"];

#[tokio::test]
async fn each_kind_is_sent_as_it_should_be() {
    for Case { credentials, call, url, headers } in table() {
        let transport = RecordingTransport::new().reply(204, "");
        let client = builder(credentials).transport(Arc::new(transport.clone())).build().unwrap();
        call(&client).await.unwrap();
        let request = &transport.requests()[0];
        assert_eq!(request.url(), format!("https://vault.example{url}"));
        for name in PROOFS {
            let sent: Vec<_> = request.headers().get_all(name).iter().collect();
            let expected: Vec<_> =
                headers.iter().filter(|(known, _)| *known == name).map(|(_, value)| *value).collect();
            assert_eq!(sent, expected, "{name} of {url}");
            assert!(name == "x-seal" || sent.iter().all(|value| value.is_sensitive()), "{name} of {url}");
        }
    }
}

#[tokio::test]
async fn what_is_missing_is_named_as_it_is_written() {
    let either = "`Credentials::session(…).and(Credentials::csrf(…))` or \
                  `Credentials::login(…).and(Credentials::key(…)).and(Credentials::asked(…))` or `Credentials::token(…)`";
    let none = "the client has no credentials: give its builder";
    let few = "the client's credentials do not suffice: give its builder";
    let cases = [
        (None, format!("inherited: {none} `Credentials::token(…)`")),
        (Some(Credentials::key("k")), format!("inherited: {few} `Credentials::token(…)`")),
    ];
    for (credentials, expected) in cases {
        let transport = RecordingTransport::new();
        let client = builder(credentials).transport(Arc::new(transport.clone())).build().unwrap();
        let error = client.inherited().send().await.unwrap_err();
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::Credentials, expected));
        assert!(transport.requests().is_empty());
    }
    let half = Credentials::session("s").and(Credentials::login("ada", "pw"));
    let transport = Arc::new(RecordingTransport::new());
    let client = Client::builder().credentials(half).transport(transport).build().unwrap();
    let error = client.with_either().send().await.unwrap_err();
    assert_eq!(error.to_string(), format!("withEither: {few} {either}"));
}

#[tokio::test]
async fn what_is_fetched_takes_the_form_of_its_scheme() {
    let transport = RecordingTransport::new().otherwise(|request| {
        let mut answer = TransportResponse::new(StatusCode::NO_CONTENT, "");
        if request.path() == "/public" {
            answer.headers.insert("x-ticket", HeaderValue::from_static("7"));
        }
        answer
    });
    let builder = Client::builder().credentials(Credentials::counter());
    let client = builder.transport(Arc::new(transport.clone())).build().unwrap();
    for _ in 0..2 {
        client.with_ticket().send().await.unwrap();
    }
    let requests = transport.requests();
    assert_eq!(requests.iter().map(Request::path).collect::<Vec<_>>(), ["/public", "/ticket", "/ticket"]);
    assert!(requests[1..].iter().all(|request| request.headers()["authorization"] == "Ticket 7"));
}

#[tokio::test]
async fn headers_may_prove_what_the_description_does_not_speak_of() {
    let transport = RecordingTransport::new().reply(204, "");
    let builder = Client::builder().header("Authorization", "Token open-sesame");
    let client = builder.transport(Arc::new(transport.clone())).build().unwrap();
    client.public().send().await.unwrap();
    let request = &transport.requests()[0];
    assert_eq!(request.headers()["authorization"], "Token open-sesame");
    assert!(!format!("{client:?} {request:?}").contains("sesame"));
}

#[tokio::test]
async fn user_names_with_a_colon_are_refused() {
    let error = Client::builder().credentials(Credentials::login("ada:b", "pw")).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("`login` has a colon in the name of the user"), "{error}");
}

#[cfg(feature = "reqwest")]
mod over_the_wire {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::{Case, PROOFS, builder, table};

    /// The lines of a request that say where it goes and prove who makes it.
    async fn serve_one(listener: &TcpListener) -> Vec<String> {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (mut head, mut buffer) = (String::new(), [0; 1024]);
        while !head.contains("\r\n\r\n") {
            let count = stream.read(&mut buffer).await.unwrap();
            head.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").await.unwrap();
        let is_proof = |line: &&str| PROOFS.iter().any(|name| line.starts_with(&format!("{name}: ")));
        let mut lines = head.lines();
        let target = lines.next().unwrap().to_owned();
        let mut proofs: Vec<String> = lines.filter(is_proof).map(str::to_owned).collect();
        proofs.sort();
        std::iter::once(target).chain(proofs).collect()
    }

    #[tokio::test]
    async fn a_server_gets_the_same() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        for Case { credentials, call, url, headers } in table() {
            let client = builder(credentials).endpoint(&endpoint).build().unwrap();
            let (answer, lines) = tokio::join!(call(&client), serve_one(&listener));
            answer.unwrap();
            let mut expected: Vec<_> = headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            expected.sort();
            expected.insert(0, format!("GET {url} HTTP/1.1"));
            assert_eq!(lines, expected);
        }
    }
}
