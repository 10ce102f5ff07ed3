//! The hand-written part of every generated client, as real code with real tests.
//!
//! [`runtime`] is what clients contain: the generator copies [`SOURCES`] into each of them byte for byte.
//! Nothing else in this package, tests included, reaches a client.

pub mod runtime;
#[doc(hidden)]
pub mod specimen;

#[cfg(test)]
mod tests;

/// One file of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where a client keeps it, below its `src`: `runtime.rs`, `runtime/api.rs`, …
    pub name: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// Names files and takes their text along.
macro_rules! sources {
    ($($name:literal)*) => {
        &[$(Source { name: $name, text: include_str!($name) }),*]
    };
}

/// All files of the runtime, in the order of their names.
pub static SOURCES: &[Source] = sources! {
    "runtime.rs"
    "runtime/addresses.rs"
    "runtime/api.rs"
    "runtime/binary.rs"
    "runtime/body.rs"
    "runtime/body/boundary.rs"
    "runtime/body/reader.rs"
    "runtime/body/watch.rs"
    "runtime/byte_stream.rs"
    "runtime/calendar.rs"
    "runtime/call.rs"
    "runtime/call/body.rs"
    "runtime/call/build.rs"
    "runtime/call/check.rs"
    "runtime/call/parts.rs"
    "runtime/civil_date.rs"
    "runtime/civil_time.rs"
    "runtime/clock.rs"
    "runtime/codec.rs"
    "runtime/codec/containers.rs"
    "runtime/codec/model.rs"
    "runtime/codec/object.rs"
    "runtime/codec/path.rs"
    "runtime/codec/scalars.rs"
    "runtime/codec/token.rs"
    "runtime/codec/tuples.rs"
    "runtime/config.rs"
    "runtime/config/endpoint.rs"
    "runtime/config/server.rs"
    "runtime/config/services.rs"
    "runtime/core.rs"
    "runtime/core/attempts.rs"
    "runtime/core/exchange.rs"
    "runtime/core/redirect.rs"
    "runtime/credentials.rs"
    "runtime/credentials/base64.rs"
    "runtime/credentials/cache.rs"
    "runtime/credentials/carrier.rs"
    "runtime/credentials/proof.rs"
    "runtime/date_time.rs"
    "runtime/error.rs"
    "runtime/error/answer.rs"
    "runtime/error/kind.rs"
    "runtime/error/retry_after.rs"
    "runtime/event_stream.rs"
    "runtime/event_stream/parser.rs"
    "runtime/expression.rs"
    "runtime/field.rs"
    "runtime/forms.rs"
    "runtime/header_view.rs"
    "runtime/incoming.rs"
    "runtime/json_lines.rs"
    "runtime/limits.rs"
    "runtime/multipart.rs"
    "runtime/multipart/head.rs"
    "runtime/multipart/part.rs"
    "runtime/open_enum.rs"
    "runtime/open_integer_enum.rs"
    "runtime/pages.rs"
    "runtime/pages/items.rs"
    "runtime/pages/link.rs"
    "runtime/pages/peek.rs"
    "runtime/pages/turner.rs"
    "runtime/param.rs"
    "runtime/password.rs"
    "runtime/provider.rs"
    "runtime/query.rs"
    "runtime/request.rs"
    "runtime/response.rs"
    "runtime/retry.rs"
    "runtime/rfc3339.rs"
    "runtime/sdk_hmac_sha256.rs"
    "runtime/sdk_hmac_sha256/canonical.rs"
    "runtime/sdk_hmac_sha256/chain.rs"
    "runtime/sdk_hmac_sha256/chain/state.rs"
    "runtime/sdk_hmac_sha256/date.rs"
    "runtime/sdk_hmac_sha256/environment.rs"
    "runtime/sdk_hmac_sha256/found.rs"
    "runtime/sdk_hmac_sha256/ini.rs"
    "runtime/sdk_hmac_sha256/machine.rs"
    "runtime/sdk_hmac_sha256/metadata.rs"
    "runtime/sdk_hmac_sha256/metadata/answer.rs"
    "runtime/sdk_hmac_sha256/profile.rs"
    "runtime/secrets.rs"
    "runtime/signer.rs"
    "runtime/source.rs"
    "runtime/source/evaluate.rs"
    "runtime/source/found.rs"
    "runtime/source/inputs.rs"
    "runtime/style.rs"
    "runtime/test_util.rs"
    "runtime/text.rs"
    "runtime/transport.rs"
    "runtime/transport/body.rs"
    "runtime/transport/error.rs"
    "runtime/transport/reqwest.rs"
    "runtime/tree.rs"
    "runtime/unions.rs"
    "runtime/unions/branch.rs"
    "runtime/unions/buffer.rs"
    "runtime/unions/composed.rs"
    "runtime/unions/contest.rs"
    "runtime/unions/decode.rs"
    "runtime/unions/members.rs"
    "runtime/unions/replay.rs"
    "runtime/unions/unknown.rs"
    "runtime/uploads.rs"
    "runtime/uploads/file.rs"
    "runtime/uploads/once.rs"
    "runtime/url.rs"
    "runtime/uuids.rs"
    "runtime/wait.rs"
    "runtime/wait/duration.rs"
    "runtime/webhooks.rs"
};
