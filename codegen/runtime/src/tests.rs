//! What the runtime does, in tables. Nothing here reaches a client.

mod addresses;
mod api;
mod binary;
mod body;
mod check;
mod civil;
mod clock;
mod codec;
mod config;
mod credentials;
mod date_time;
mod error;
mod event_stream;
mod field;
mod forms;
mod header_view;
#[cfg(feature = "reqwest")]
mod hostile;
mod multipart;
mod open_enum;
mod open_integer_enum;
mod pages;
mod provider;
mod redact;
mod redirect;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod sdk_hmac_sha256;
mod send;
mod services;
mod signer;
mod source;
mod sources;
#[cfg(feature = "reqwest")]
mod styles;
mod transport;
mod unions;
mod uploads;
mod url;
mod uuids;

use std::sync::Arc;

use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Api, Call, Config, Core, Credentials, ErrorShape, Method, Operation, Parameter, RetryPolicy, Rule, Scheme,
    SchemeLocation, Server, Service, Statuses,
};

/// The token that the calls below are made with.
const SECRET: &str = "MIIabcdefghijklmnopqrstuvwxyz0123456789";

static TOKEN: Scheme = Scheme { name: "token", location: SchemeLocation::Header("X-Auth-Token") };

static MAIN: Service =
    Service { name: "main", servers: &[Server { url: "https://pets.example", variables: &[], environment: None }] };

static API: Api = Api {
    user_agent: "pets/1.0",
    services: &[&MAIN],
    error: ErrorShape {
        code: &["$response.body#/error_code"],
        message: &["$response.body#/error_msg"],
        request_id: &["$response.header.X-Trace", "$response.body#/request_id"],
    },
    provided: &[],
};

static LIST_PETS: Operation = Operation {
    id: "ListPets",
    method: Method::GET,
    service: &MAIN,
    path: "/v2/{shop_id}/pets",
    parameters: &[
        Parameter::path("shop_id").shared(),
        Parameter::query("status"),
        Parameter::query("offset").default("0").rules(&[Rule::Minimum(0), Rule::Maximum(2_147_483_647)]),
        Parameter::query("limit").shared().default("100").rules(&[Rule::Minimum(1), Rule::Maximum(1000)]),
        Parameter::header("X-Language").shared(),
    ],
    required_together: &[&["offset", "limit"]],
    success: &[Statuses::Code(200)],
    accept: "application/json",
    security: &[&["token"]],
};

static ADD_PET: Operation = Operation {
    id: "AddPet",
    method: Method::POST,
    service: &MAIN,
    path: "/v2/{shop_id}/pets",
    parameters: &[Parameter::path("shop_id")],
    required_together: &[],
    success: &[Statuses::Code(201)],
    accept: "application/json",
    security: &[&["token"]],
};

static DELETE_PET: Operation = Operation {
    id: "DeletePet",
    method: Method::DELETE,
    service: &MAIN,
    path: "/v2/pets/{id}",
    parameters: &[Parameter::path("id")],
    required_together: &[],
    success: &[Statuses::Code(200)],
    accept: "",
    security: &[],
};

/// A pet as it is sent.
const REX: &str = r#"{"id": 7, "name": "Rex"}"#;

/// The settings of a client that has all it needs, and tries each call once.
fn config(transport: &RecordingTransport) -> Config {
    let mut config = Config::new(&API);
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.transport(Arc::new(transport.clone()));
    config.retry(RetryPolicy::none());
    config
}

fn core(transport: &RecordingTransport) -> Core {
    config(transport).build().unwrap()
}

/// A call of [`LIST_PETS`] that can be sent as it is.
fn list_pets(transport: &RecordingTransport) -> Call {
    let mut call = Call::new(&core(transport), &LIST_PETS);
    call.path("shop_id", &"s1");
    call
}
