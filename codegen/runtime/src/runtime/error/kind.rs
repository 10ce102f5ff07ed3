//! The kinds of failure.

/// What kind of failure an error is. Its [`Display`](std::fmt::Display) says the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built from what its builder was given.
    ///
    /// No call has been made. Correct the setting that the message names.
    InvalidConfig,
    /// The call breaks a rule of the API: a value is missing, out of bounds or cannot be sent.
    ///
    /// Nothing has been sent. Correct the parameter that the message names; if the service has become more lenient
    /// than its description, `check_requests(false)` on the builder sends the call as it is.
    InvalidRequest,
    /// The operation needs credentials that the client does not have, or that cannot be sent.
    ///
    /// Nothing has been sent. Give the builder what the message names.
    Credentials,
    /// There is no connection to the server.
    ///
    /// The server has seen nothing of the call. Check endpoint, network, proxy and certificates, or try again later.
    Connect,
    /// The answer was not complete in time, or what was waited for had not ended by the deadline.
    ///
    /// The server may have done what was asked nevertheless, or still be at it. Set a longer `timeout` or `deadline`, or
    /// try again if the operation may be repeated.
    Timeout,
    /// The connection broke, or what came back is not HTTP.
    ///
    /// The server may have done what was asked nevertheless. Try again if the operation may be repeated.
    Transport,
    /// The answer is larger than the client takes into memory.
    ///
    /// Ask for less, or raise `max_body_size` on the builder.
    BodyTooLarge,
    /// The server answered with a status that is not a success of this operation.
    ///
    /// [`status`](super::Error::status), [`code`](super::Error::code) and [`message`](super::Error::message) say why;
    /// with [`request_id`](super::Error::request_id) the service's operators find the call.
    Status,
    /// The answer is not JSON, or not of the shape that the description promises.
    ///
    /// The call itself succeeded. [`path`](super::Error::path) says where the answer differs, and
    /// [`body`](super::Error::body) still holds all of it. The description is outdated, or something between client
    /// and server answered in its place.
    Decode,
    /// The pages of a list do not go on: the server repeats a page, or the list is longer than it can be asked for.
    ///
    /// What came before is sound but not everything. Narrow the list down with the operation's parameters.
    Paging,
    /// What was waited for has ended, and not well.
    ///
    /// All calls themselves succeeded, and waiting again ends the same.
    /// [`message`](super::Error::message) has the reason that the service gives, and
    /// [`decode`](super::Error::decode) reads all of its last answer. Mend what the reason names, and start anew.
    Failed,
}
