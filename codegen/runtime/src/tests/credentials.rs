//! Where values of credentials go, in which form, and which are refused.

use std::sync::Arc;

use http::HeaderValue;

use super::{API, MAIN, config};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Config, Core, Credentials, Error, ErrorKind, FetchContext, Fetched, Fetching, Method, Operation, Parameter,
    Provider, Request, RetryPolicy, Scheme, SchemeLocation, StatusCode, Statuses, TransportResponse, empty,
};

static KEY: Scheme = Scheme { name: "key", location: SchemeLocation::Header("X-Key") };
static ASKED: Scheme = Scheme { name: "asked", location: SchemeLocation::Query("api key") };
static BAKED: Scheme = Scheme { name: "baked", location: SchemeLocation::Cookie("session") };
static OTHER: Scheme = Scheme { name: "other", location: SchemeLocation::Cookie("csrf") };
static BASIC: Scheme = Scheme { name: "basic", location: SchemeLocation::Basic };
static BEARER: Scheme = Scheme { name: "bearer", location: SchemeLocation::Authorization("Bearer") };

static ALL: [&Scheme; 6] = [&KEY, &ASKED, &BAKED, &OTHER, &BASIC, &BEARER];

const PARAMETERS: &[Parameter] =
    &[Parameter::query("api key"), Parameter::query("api"), Parameter::cookie("session"), Parameter::cookie("lang")];

const fn operation(security: &'static [&'static [&'static str]]) -> Operation {
    Operation {
        parameters: PARAMETERS,
        id: "Op",
        method: Method::GET,
        service: &MAIN,
        path: "/",
        required_together: &[],
        success: &[Statuses::Class(2)],
        accept: "",
        security,
    }
}

static ANY: Operation =
    operation(&[&["key"], &["asked"], &["baked", "other"], &["baked"], &["other"], &["basic"], &["bearer"]]);

fn core(transport: &RecordingTransport, credentials: Credentials) -> Result<Core, Error> {
    let mut config = Config::new(&API);
    config.retry(RetryPolicy::none());
    config.transport(Arc::new(transport.clone()));
    config.credentials(credentials);
    config.build()
}

/// The request of a call that is made with these credentials.
async fn sent(credentials: Credentials) -> Result<Request, Error> {
    let transport = RecordingTransport::new().reply(200, "");
    Call::new(&core(&transport, credentials)?, &ANY).send(empty).await?;
    Ok(transport.requests().remove(0))
}

#[derive(Debug)]
struct Given(&'static str);

impl Provider for Given {
    fn fetch<'a>(&'a self, _: FetchContext<'a>) -> Fetching<'a> {
        Box::pin(std::future::ready(Ok(Fetched::new(self.0))))
    }
}

#[tokio::test]
async fn each_scheme_has_a_place_and_a_form() {
    for (scheme, value, header, expected) in [
        (&KEY, "k ü", "x-key", "k ü"),
        (&BAKED, "a=b/c+d==", "cookie", "session=a=b/c+d=="),
        (&BASIC, "Aladdin:open sesame", "authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        (&BASIC, "ü:a:b", "authorization", "Basic w7w6YTpi"),
        (&BASIC, "sk_live:", "authorization", "Basic c2tfbGl2ZTo="),
        (&BASIC, ":pat", "authorization", "Basic OnBhdA=="),
        (&BEARER, "bearer", "authorization", "Bearer bearer"),
        (&BEARER, "a b", "authorization", "Bearer a b"),
    ] {
        for credentials in [Credentials::new(scheme, value), Credentials::provided(scheme, Arc::new(Given(value)))] {
            let request = sent(credentials).await.unwrap();
            let found = &request.headers()[header];
            assert_eq!(std::str::from_utf8(found.as_bytes()), Ok(expected));
            assert!(found.is_sensitive());
        }
    }
    let login = Credentials::login(&BASIC, "Aladdin", "open:sesame");
    assert_eq!(sent(login).await.unwrap().headers()["authorization"], "Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ==");
    let request = sent(Credentials::new(&ASKED, "a&b=c ü")).await.unwrap();
    assert_eq!(request.url(), "https://pets.example/?api%20key=a%26b%3Dc%20%C3%BC");
    let cookies = Credentials::new(&OTHER, "2").merge(Credentials::new(&BAKED, "1"));
    let request = sent(cookies).await.unwrap();
    let cookies: Vec<_> = request.headers().get_all("cookie").iter().collect();
    assert_eq!(cookies, ["session=1; csrf=2"]);
    assert!(cookies[0].is_sensitive());
}

#[tokio::test]
async fn credentials_win_over_parameters_of_the_same_name() {
    static BOTH: Operation = operation(&[&["asked", "baked"]]);
    let transport = RecordingTransport::new().reply(200, "");
    let (asked, baked) = (Credentials::new(&ASKED, "k"), Credentials::new(&BAKED, "s"));
    let mut call = Call::new(&core(&transport, asked.merge(baked)).unwrap(), &BOTH);
    for (name, value) in [("api key", "p"), ("api", "p")] {
        call.query(name, &value);
    }
    for (name, value) in [("session", "p"), ("lang", "en")] {
        call.cookie(name, &value);
    }
    call.send(empty).await.unwrap();
    let request = &transport.requests()[0];
    assert_eq!(request.url(), "https://pets.example/?api=p&api%20key=k");
    assert_eq!(request.query().len(), 2);
    assert_eq!(request.headers()["cookie"], "lang=en; session=s");
}

#[tokio::test]
async fn credentials_win_over_what_a_link_says() {
    static ASKING: Operation = operation(&[&["asked"]]);
    let transport = RecordingTransport::new().reply_with(|_| {
        let mut answer = TransportResponse::new(StatusCode::FOUND, "");
        let location = HeaderValue::from_static("/a?%61pi%20key=old&api%20key=older&api%20key&api=p");
        answer.headers.insert("location", location);
        answer
    });
    let transport = transport.reply(200, "");
    Call::new(&core(&transport, Credentials::new(&ASKED, "k")).unwrap(), &ASKING).send(empty).await.unwrap();
    let request = &transport.requests()[1];
    assert_eq!(request.url(), "https://pets.example/a?api=p&api%20key=k");
    assert_eq!(request.query().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused() {
    static ODD: Scheme = Scheme { name: "odd", location: SchemeLocation::Cookie("a b") };
    let control = "has a line break or control character: remove it";
    let cookie = |char: char| format!("has a {char:?}, which no cookie can hold");
    let both = "must be a user name and a password with a colon in between";
    for (scheme, value, problem) in [
        (&KEY, "", "is empty: give its value"),
        (&BASIC, ":", "is empty: give its value"),
        (&KEY, "a\r\nX-Admin: 1", control),
        (&ASKED, "a\0", control),
        (&BASIC, "a:b\n", control),
        (&BAKED, "a; admin=1", &cookie(';')),
        (&BAKED, "a b", &cookie(' ')),
        (&BAKED, "ü", &cookie('ü')),
        (&BASIC, "user", both),
        (&BEARER, "bearer abc", "begins with `Bearer`, which is added: give what follows it"),
    ] {
        let expected = format!("the credentials' `{}` {problem}", scheme.name);
        let transport = RecordingTransport::new();
        let error = core(&transport, Credentials::new(scheme, value)).unwrap_err();
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::Credentials, expected.clone()));
        let error = sent(Credentials::provided(scheme, Arc::new(Given(value)))).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::Credentials, format!("Op: {expected}")));
    }
    let error = core(&RecordingTransport::new(), Credentials::login(&BASIC, "a:b", "c")).unwrap_err();
    let expected = "the credentials' `basic` has a colon in the name of the user, which would begin the password: give \
                    another user";
    assert_eq!(error.to_string(), expected);
    let error = core(&RecordingTransport::new(), Credentials::new(&ODD, "v")).unwrap_err();
    assert_eq!(error.to_string(), "`odd` names the cookie `a b`, which cannot be sent");
}

#[tokio::test]
async fn no_message_shows_what_was_sent() {
    for scheme in ALL {
        let secret = "open-sesame-7";
        let text = match scheme.location {
            SchemeLocation::Basic => "us:open-sesame-7",
            _ => secret,
        };
        for credentials in [Credentials::new(scheme, text), Credentials::provided(scheme, Arc::new(Given(text)))] {
            assert!(!format!("{credentials:?}").contains("sesame"));
            let transport = RecordingTransport::new();
            let echo = transport.clone().otherwise(move |request| {
                let headers = request.headers().values().map(|value| String::from_utf8_lossy(value.as_bytes()));
                let headers = headers.collect::<Vec<_>>().join("|");
                let message = format!("{secret} {} {headers}", request.url());
                let body = serde_json::json!({"error_msg": message}).to_string();
                TransportResponse::new(StatusCode::FORBIDDEN, body)
            });
            let core = core(&echo, credentials).unwrap();
            let error = Call::new(&core, &ANY).send(empty).await.unwrap_err();
            let request = &echo.requests()[0];
            for text in [error.to_string(), format!("{error:?}"), format!("{request:?}"), format!("{core:?}")] {
                assert!(!text.contains("sesame") && !text.contains("b3Blbi1z"), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn headers_may_go_with_every_call() {
    static OTHER_KEY: Operation = operation(&[&["key"]]);
    let transport = RecordingTransport::new().otherwise(|request| {
        let headers = request.headers().values().map(|value| value.to_str().unwrap()).collect::<Vec<_>>().join(" ");
        let body = serde_json::json!({"error_msg": headers}).to_string();
        TransportResponse::new(StatusCode::FORBIDDEN, body)
    });
    let mut config = config(&transport);
    config.credentials(Credentials::new(&KEY, "of-the-call"));
    config.header("Authorization", "Bearer open-sesame-7");
    config.header("X-Key", "of-the-client");
    config.header("X-Mode", "on");
    assert!(!format!("{config:?}").contains("sesame"));
    let core = config.build().unwrap();
    let error = Call::new(&core, &OTHER_KEY).send(empty).await.unwrap_err();
    let request = &transport.requests()[0];
    assert_eq!(request.headers()["authorization"], "Bearer open-sesame-7");
    assert_eq!(request.headers()["x-mode"], "on");
    assert_eq!(request.headers().get_all("x-key").iter().collect::<Vec<_>>(), ["of-the-call"]);
    for text in [error.to_string(), format!("{error:?}"), format!("{request:?}"), format!("{core:?}")] {
        assert!(!text.contains("sesame"), "{text}");
    }
}

#[test]
fn headers_of_all_calls_are_checked() {
    for (name, value, problem) in [
        ("X Key", "v", "`X Key` cannot be the name of a header"),
        ("", "v", "`` cannot be the name of a header"),
        ("X-Key", "v\r\nX-Admin: 1", "the header `x-key` has a value that cannot be sent"),
    ] {
        let mut config = config(&RecordingTransport::new());
        config.header(name, value);
        let error = config.build().unwrap_err();
        let expected = format!("cannot build the client: {problem}");
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::InvalidConfig, expected));
    }
    let mut config = config(&RecordingTransport::new());
    config.credentials(Credentials::default());
    config.header("Authorization", "Bearer x");
    config.endpoint("http://pets.example");
    assert!(config.build().unwrap_err().to_string().contains("unencrypted"));
}
