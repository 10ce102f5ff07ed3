//! What a service asks of others: webhooks, and callbacks of calls.

use super::Operation;

/// A request that the service makes.
#[derive(Debug)]
pub(crate) struct Webhook {
    /// The key of the webhook or of the callback.
    pub(crate) name: String,
    /// Whether other requests of the same name have another method.
    pub(crate) is_one_of_several: bool,
    /// The calls that bring it about; none of a webhook.
    pub(crate) causes: Vec<Cause>,
    /// What it is like. Nobody calls it: its parameters and its body are what the service sends.
    pub(crate) request: Operation,
}

/// A call that a service answers with a request later on.
#[derive(Clone, Debug)]
pub(crate) struct Cause {
    /// The call's place in [`Api::operations`](super::Api::operations).
    pub(crate) operation: usize,
    /// The expression that says where the request goes.
    pub(crate) target: String,
}
