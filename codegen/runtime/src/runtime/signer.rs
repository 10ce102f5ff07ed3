//! Proves who calls without sending the proof's secret.

use std::fmt;
use std::time::SystemTime;

use super::request::Request;

/// Signs requests, so that the secret that proves who calls is never sent itself.
///
/// Implement it to sign in a way of your own, to fetch keys from elsewhere, or to wrap another signer. One signer serves
/// all calls of a client, at the same time and from any thread. It should not wait: keys that have to be fetched are
/// fetched beside it.
pub trait Signer: Send + Sync + fmt::Debug {
    /// Checks what can be checked without a request. It is called once, when the client is built.
    ///
    /// # Errors
    ///
    /// What is wrong, in words that do not quote secrets.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }

    /// Signs a request by adding headers to it.
    ///
    /// It is called right before each attempt to send the request, when everything else of it is settled: method, URL,
    /// body and all other headers are sent as they are now. `now` is the time to be stated where a signature states one.
    ///
    /// Mark headers that nobody should see as sensitive, and tell [`Request::keep_secret`] what no message may quote.
    ///
    /// # Errors
    ///
    /// Why the request cannot be signed, in words that do not quote secrets. The call then fails as one without
    /// credentials, and nothing is sent.
    fn sign(&self, request: &mut Request, now: SystemTime) -> Result<(), String>;
}
