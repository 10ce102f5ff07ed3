//! A client with everything that is set once, and what nobody may see of it.

use std::sync::Arc;

use client::{Client, Credentials};

use crate::check::{self, Checked};
use crate::script::Script;
use crate::transport::Scripted;

/// What the client is given to prove who calls. The dictionary has it, so that answers repeat it.
pub(crate) const SECRET: &str = "MIIabcdefghijklmnopqrstuvwxyz0123456789";

/// So much of the beginning of a secret tells enough of it.
const TELLING: usize = 12;

/// Tokens that services hand out are taken for secrets from this length on: nothing can be said about `a`.
const LONG: usize = 20;

pub(crate) struct World {
    pub(crate) client: Client,
    transport: Scripted,
    /// Whether the secret goes only with those calls that it is sent in.
    is_exchanged: bool,
    /// Whether it can be said what the answers mean.
    is_clear: bool,
}

impl World {
    /// The client of a script; none when its settings are refused.
    pub(crate) fn new(script: &Script<'_>) -> Option<Self> {
        let transport = Scripted::new(&script.answers);
        let builder = Client::builder().transport(Arc::new(transport.clone())).max_body_size(4_000);
        let builder = match script.credentials {
            "token" => builder.credentials(Credentials::token(SECRET)),
            "password" => builder.credentials(Credentials::password("somebody", SECRET)),
            "key" => builder.credentials(Credentials::key(SECRET)),
            "signed" => builder.credentials(Credentials::signed("access", SECRET)),
            _ => builder,
        };
        let client = builder.build().ok()?;
        let world =
            Self { client, transport, is_exchanged: script.credentials == "password", is_clear: script.is_clear() };
        check::text(&format!("{:?}", world.client), &world.secrets());
        Some(world)
    }

    pub(crate) fn check(&self, value: &impl Checked) {
        check::value(value, self.is_clear);
    }

    pub(crate) fn error(&self, error: &client::Error) {
        check::error(error, &self.secrets());
    }

    /// Each answer is asked for once. When there are none left, a call ends, though some are tried again before.
    pub(crate) fn check_requests(&self, script: &Script<'_>) {
        let (requests, answers) = (self.transport.requests(), script.answers.len());
        assert!(requests <= answers + 8, "{requests} requests for {answers} answers");
    }

    /// The beginnings of all that no message may show.
    fn secrets(&self) -> Vec<String> {
        let own = (!self.is_exchanged).then(|| SECRET.to_owned());
        let proofs = self.transport.proofs().into_iter().filter(|proof| proof.len() >= LONG);
        own.into_iter().chain(proofs).map(|secret| secret.chars().take(TELLING).collect()).collect()
    }
}
