//! Proves who calls without sending the proof's secret.

use std::fmt;
use std::pin::Pin;
use std::time::SystemTime;

use super::request::Request;
use super::transport::Transport;

/// Something that a signer waits for.
pub type Preparing<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// Signs requests, so that the secret that proves who calls is never sent itself.
///
/// Implement it to sign in a way of your own, to fetch keys from elsewhere, or to wrap another signer. One signer serves
/// all calls of a client, at the same time and from any thread.
pub trait Signer: Send + Sync + fmt::Debug {
    /// Checks what can be checked without a request. It is called once, when the client is built.
    ///
    /// # Errors
    ///
    /// What is wrong, in words that do not quote secrets.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }

    /// Gets ready what signing needs, for example a key that is fetched or renewed. It is called before each attempt to
    /// send a request; the time limit of the call goes on meanwhile. `transport` is that of the client.
    ///
    /// # Errors
    ///
    /// Why there is nothing to sign with, in words that do not quote secrets. The call then fails as one without
    /// credentials, and nothing is sent.
    fn prepare<'a>(&'a self, transport: &'a dyn Transport) -> Preparing<'a> {
        let _ = transport;
        Box::pin(std::future::ready(Ok(())))
    }

    /// What belongs to the key and is a parameter of operations, for example the project of whoever owns it. It is asked
    /// after [`prepare`](Self::prepare), and only for what neither a call nor the client sets.
    fn parameter(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// Hears that a server did not know the caller (status 401) of a request that was signed at this time, and says
    /// whether another attempt, prepared and signed anew, may fare better.
    fn refused(&self, signed_at: SystemTime) -> bool {
        let _ = signed_at;
        false
    }

    /// Signs a request by adding headers to it. It should not wait.
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
