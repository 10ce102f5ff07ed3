//! A transport with a script, and a way to wait for a call.

use std::sync::Arc;

use serde_json::Value;

use crate::runtime::Transport;
use crate::runtime::test_util::RecordingTransport;

/// A transport that answers with these statuses and bodies, in this order.
pub(super) fn answers(answers: &[(u16, Value)]) -> (RecordingTransport, Arc<dyn Transport>) {
    let mut transport = RecordingTransport::new();
    for (status, body) in answers {
        transport = match body {
            Value::Null => transport.reply(*status, ""),
            body => transport.reply_json(*status, body.clone()),
        };
    }
    (transport.clone(), Arc::new(transport))
}

/// The method and URL of each request that was sent.
pub(super) fn sent(transport: &RecordingTransport) -> Vec<String> {
    transport.requests().iter().map(|request| format!("{} {}", request.method(), request.url())).collect()
}
