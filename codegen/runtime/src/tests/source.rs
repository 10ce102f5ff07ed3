//! What sources send, and what they make of answers.

mod answers;
mod requests;

use std::sync::{Arc, Mutex};

use serde_json::json;

use super::TOKEN;
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Api, Call, Config, Credentials, Error, ErrorShape, FetchContext, Fetching, Location, Method, Operation, Parameter,
    Provider, Rule, Server, Service, Source, Sourced, Statuses, Variable, empty,
};

static API: Api = Api {
    user_agent: "pets/1.0",
    services: &[&MAIN],
    error: ErrorShape { code: &[], message: &["$response.body#/error_msg"], request_id: &[] },
    provided: &[],
};

static MAIN: Service = Service {
    name: "main",
    servers: &[Server {
        url: "https://{town}.pets.example",
        variables: &[Variable { name: "town", default: "ulm", values: &[], open: true }],
        environment: None,
    }],
};

type Security = &'static [&'static [&'static str]];

const fn operation(id: &'static str, parameters: &'static [Parameter], security: Security) -> Operation {
    Operation {
        id,
        method: Method::POST,
        service: &MAIN,
        path: "/op",
        parameters,
        required_together: &[],
        success: &[Statuses::Class(2)],
        accept: "application/json",
        security,
    }
}

static LOG_IN: Operation = operation(
    "LogIn",
    &[
        Parameter::query("pin").rules(&[Rule::MaxLength(40)]),
        Parameter::header("X-Pin"),
        Parameter::query("shop_id").shared(),
    ],
    &[],
);

static CALL: Operation = operation("Call", &[], &[&["token"]]);

static PASSWORD: Source = Source {
    operation: &LOG_IN,
    parameters: &[],
    body: Some(r#"{"user": "$inputs.user", "password": "$inputs.password"}"#),
    value: "$response.header.X-Token",
    expires: Some("$response.body#/expires_at"),
    exactly_one: None,
};

/// Looks on while values are fetched.
#[derive(Debug)]
struct Spy {
    sourced: Sourced,
    seen: Mutex<Vec<String>>,
}

impl Provider for Spy {
    fn fetch<'a>(&'a self, context: FetchContext<'a>) -> Fetching<'a> {
        Box::pin(async move {
            let result = self.sourced.fetch(context).await;
            self.seen.lock().unwrap().push(match &result {
                Ok(fetched) => format!("{fetched:?}"),
                Err(error) if error.is::<Error>() => format!("a call failed: {error}"),
                Err(error) => error.to_string(),
            });
            result
        })
    }
}

/// Makes a call that needs the value. Says what was seen of the fetching; the transport has what was sent.
async fn fetch(sourced: Sourced, transport: &RecordingTransport, set: &[(&'static str, &str)]) -> String {
    let spy = Arc::new(Spy { sourced, seen: Mutex::default() });
    let mut config = Config::new(&API);
    config.transport(Arc::new(transport.clone()));
    config.credentials(Credentials::provided(&TOKEN, spy.clone()));
    for (name, value) in set {
        match *name {
            "endpoint" => config.endpoint(value),
            "town" => config.variable(name, (*value).to_owned()),
            _ => config.parameter(name, (*value).to_owned()),
        }
    }
    let sent = Call::new(&config.build().unwrap(), &CALL).send(empty).await;
    let seen = spy.seen.lock().unwrap().join("|");
    assert_eq!(sent.is_ok(), seen.starts_with("Fetched"), "{sent:?}, {seen}");
    seen
}

fn password() -> Sourced {
    Sourced::new(&PASSWORD).input("user", "rex").secret("password", "correct-horse")
}
