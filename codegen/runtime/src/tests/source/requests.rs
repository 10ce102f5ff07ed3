//! What is sent.

use serde_json::Value;

use super::*;

const BODY: &str = r#"{
    "who": ["$inputs.user", {"password": "$inputs.password"}],
    "$first": "a name like any other",
    "scope": {"$first": [{"shop": "$client.shop_id", "town": "$server.town"}, {"town": "$server.town"}]},
    "deep": {"$first": [{"$first": ["$inputs.absent", "$client.absent"]}, ["$$first", 1, true, null]]}
}"#;

static SCOPED: Source = Source { body: Some(BODY), ..plain(&[]) };

const fn plain(parameters: &'static [(&'static str, &'static str)]) -> Source {
    Source {
        operation: &LOG_IN,
        parameters,
        body: None,
        value: "$response.body#/token",
        expires: None,
        exactly_one: None,
    }
}

fn answering() -> RecordingTransport {
    RecordingTransport::new().reply_json(200, json!({"token": "t-1"})).reply(200, "")
}

fn body(transport: &RecordingTransport) -> Value {
    serde_json::from_slice(transport.requests()[0].body().unwrap().bytes().unwrap()).unwrap()
}

#[tokio::test]
async fn the_first_alternative_that_can_be_filled_in_is_sent() {
    for (set, scope) in [
        (&[][..], json!({"town": "ulm"})),
        (&[("town", "bonn")], json!({"town": "bonn"})),
        (&[("shop_id", "s1")], json!({"shop": "s1", "town": "ulm"})),
        (&[("shop_id", "")], json!({"town": "ulm"})),
        (
            &[("shop_id", "s1"), ("town", "bonn"), ("endpoint", "https://x.example")],
            json!({"shop": "s1", "town": "bonn"}),
        ),
    ] {
        let transport = answering();
        let sourced = Sourced::new(&SCOPED).input("user", "\"$rex\n").secret("password", "$inputs.user");
        assert_eq!(fetch(sourced, &transport, set).await, "Fetched { lifetime: None, .. }");
        let expected = json!({
            "who": ["\"$rex\n", {"password": "$inputs.user"}],
            "$first": "a name like any other",
            "scope": scope,
            "deep": ["$first", 1, true, null],
        });
        assert_eq!(body(&transport), expected, "{set:?}");
        assert_eq!(transport.requests()[1].headers()["x-auth-token"], "t-1");
    }
}

#[tokio::test]
async fn what_is_missing_is_named() {
    static NAMED: Source = plain(&[("pin", "$client.pin")]);
    static ABSENT: Source =
        Source { body: Some(r#"["$inputs.user", "$server.country", "$other.x", "$x"]"#), ..plain(&[]) };
    let scoped = Sourced::new(&SCOPED).input("user", "rex");
    let unset = "is not set: set";
    for (sourced, set, expected) in [
        (scoped.clone(), &[][..], "`$inputs.password` is not set: give its value".to_owned()),
        (scoped.clone().secret("password", ""), &[], "`$inputs.password` is not set: give its value".to_owned()),
        (
            scoped.secret("password", "p"),
            &[("endpoint", "https://x.example")],
            format!(
                "`$client.shop_id` {unset} `shop_id` on the client's builder; or else `$server.town` {unset} `town` on \
                 the client's builder"
            ),
        ),
        (Sourced::new(&NAMED), &[], format!("`$client.pin` {unset} `pin` on the client's builder")),
        (
            Sourced::new(&ABSENT).input("user", "rex"),
            &[],
            format!("`$server.country` {unset} `country` on the client's builder"),
        ),
    ] {
        let transport = answering();
        assert_eq!(fetch(sourced, &transport, set).await, expected);
        assert_eq!(transport.requests().len(), 0);
    }
}

#[tokio::test]
async fn parameters_go_where_the_operation_has_them() {
    static PINS: Source = plain(&[("X-Pin", "$inputs.pin"), ("pin", "$inputs.pin"), ("shop_id", "$$s")]);
    static STRAY: Source = plain(&[("pan", "x")]);
    let transport = answering();
    fetch(Sourced::new(&PINS).secret("pin", "12 34"), &transport, &[("shop_id", "s1")]).await;
    let request = transport.requests()[0].clone();
    assert_eq!(request.url(), "https://ulm.pets.example/op?pin=12%2034&shop_id=%24s");
    assert_eq!(
        (&request.headers()["x-pin"], request.body().is_none()),
        (&http::HeaderValue::from_static("12 34"), true)
    );
    let shown = format!("{request:?}");
    assert!(!shown.contains("12") && shown.contains("pin=[redacted]&shop_id"), "{shown}");
    let seen = fetch(Sourced::new(&STRAY), &transport, &[]).await;
    assert_eq!(seen, "a call failed: LogIn: `pan` is not a parameter of this operation");
}

#[tokio::test(start_paused = true)]
async fn a_fetch_is_tried_again_whatever_its_method() {
    static SOURCE: Source = plain(&[]);
    let transport =
        RecordingTransport::new().reply(503, "").reply(429, "").reply_json(200, json!({"token": "t-1"})).reply(200, "");
    assert_eq!(fetch(Sourced::new(&SOURCE), &transport, &[]).await, "Fetched { lifetime: None, .. }");
    assert_eq!(transport.requests().len(), 4);
}

#[tokio::test]
async fn secrets_are_in_no_message() {
    static PIN: Source = plain(&[("pin", "$inputs.pin")]);
    let transport =
        RecordingTransport::new().reply_json(403, json!({"error_msg": "correct-horse or \"correct-h\" is wrong"}));
    let seen = fetch(password(), &transport, &[]).await;
    assert_eq!(seen, "a call failed: LogIn: 403 Forbidden: [redacted] or \"[redacted]\" is wrong");
    let secret = "0123456789".repeat(5);
    let seen = fetch(Sourced::new(&PIN).secret("pin", &secret), &transport, &[]).await;
    assert_eq!(seen, "a call failed: LogIn: `pin` is `[redacted]`, but must have at most 40 characters");
    let shown = format!("{:?}", Sourced::new(&PIN).secret("pin", secret).input("user", "rex"));
    assert_eq!(shown, r#"Sourced { operation: "LogIn", inputs: ["pin", "user"], .. }"#);
}

/// `$client` is what callers set, so that nothing waits for itself.
#[tokio::test]
async fn sources_that_name_each_other_end() {
    static SHOP: Source = Source { operation: &LIST, ..plain(&[]) };
    static LIST: Operation = operation("ListShops", &[], &[&["token"]]);
    static SCOPED: Source = Source { body: Some(r#"{"$first": ["$client.shop_id", "anywhere"]}"#), ..plain(&[]) };
    static FIND: Sourced = Sourced::new(&SHOP);
    static BOTH: Api = Api { provided: &[crate::runtime::Provided { name: "shop_id", provider: &FIND }], ..API };
    static USE: Operation = operation("Use", &[Parameter::query("shop_id").shared()], &[&["token"]]);
    let transport = RecordingTransport::new().otherwise(|request| {
        let body = if request.operation().id == "ListShops" { r#"{"token": "s7"}"# } else { r#"{"token": "t"}"# };
        crate::runtime::TransportResponse::new(crate::runtime::StatusCode::OK, body)
    });
    let mut config = Config::new(&BOTH);
    config.transport(Arc::new(transport.clone()));
    config.credentials(Credentials::provided(&TOKEN, Arc::new(Sourced::new(&SCOPED))));
    let call = Call::new(&config.build().unwrap(), &USE);
    call.send(empty).await.unwrap();
    assert_eq!(body(&transport), "anywhere");
    assert_eq!(transport.requests().last().unwrap().url(), "https://ulm.pets.example/op?shop_id=s7");
}

#[test]
fn a_client_knows_what_it_calls() {
    let built = |set: &dyn Fn(&mut Config)| {
        let mut config = Config::new(&API);
        config.transport(Arc::new(answering()));
        set(&mut config);
        config.build().unwrap()
    };
    assert_eq!(built(&|_| ()).variable("town"), Some("ulm"));
    assert_eq!(built(&|config| config.variable("town", "bonn".to_owned())).variable("town"), Some("bonn"));
    assert_eq!(built(&|config| config.endpoint("https://x.example")).variable("town"), None);
    let core = built(&|config| config.parameter("shop_id", "s1".to_owned()));
    assert_eq!((core.client_parameter("shop_id"), core.client_parameter("other")), (Some("s1"), None));
    let call = Call::new(&core, &LOG_IN);
    assert_eq!(call.value(Location::Query, "shop_id"), Some("s1"));
}
