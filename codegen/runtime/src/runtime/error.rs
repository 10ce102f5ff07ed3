//! The one error of all calls.

mod answer;
mod kind;
mod retry_after;

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

pub use kind::ErrorKind;

use self::answer::Answer;
use super::api::Operation;
use super::codec::{Decode, from_json};
use super::response::string;

/// Why a call failed, or why a client could not be built.
///
/// It prints as one line: which operation, what happened, why, and what the server calls it. Neither `Display` nor
/// `Debug` shows a body or a secret; texts of the server are cut at 200 characters.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    text: String,
    /// What stands in parentheses behind the text.
    notes: Vec<String>,
    attempts: u32,
    path: Option<String>,
    answer: Option<Answer>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    pub(super) fn new(kind: ErrorKind, operation: Option<&'static Operation>, text: String) -> Self {
        let (notes, attempts, path, answer, source) = (Vec::new(), 0, None, None, None);
        Self(Box::new(Inner { kind, operation, text, notes, attempts, path, answer, source }))
    }

    pub(super) fn with_source(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }

    pub(super) fn text(&self) -> &str {
        &self.0.text
    }

    /// Says where in a JSON text it went wrong.
    pub(super) fn with_path(mut self, path: &str) -> Self {
        self.0.path = Some(path.to_owned());
        self
    }

    /// Adds words of ours to the parentheses at the end of the line.
    pub(super) fn with_note(mut self, note: &str) -> Self {
        self.0.notes.push(note.to_owned());
        self
    }

    /// Says how many requests were sent for the call.
    pub(super) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// What kind of failure this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The id of the operation that was called; `None` when the client could not be built, and of what came unasked.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.response.status)
    }

    /// The headers of the answer, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.response.headers)
    }

    /// What the service's operators find the call by. Worth logging, and worth quoting when asking for support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.answer.as_ref()?.request_id.as_deref()
    }

    /// The service's own code for what went wrong, if its error answers have one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.answer.as_ref()?.code.as_deref()
    }

    /// The service's own words for what went wrong, if its error answers have some; of a wait that ended in failure,
    /// the reason.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.answer.as_ref()?.message.as_deref()
    }

    /// The whole body of the answer, if there was one. It may hold secrets: log it with care.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.answer.as_ref().map(|answer| &answer.response.body)
    }

    /// How many requests were sent for this call; 0 when it failed before the first one.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Where in the answer's JSON decoding failed (`$.jobs[3].total`), if it did.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Decodes the body of the answer.
    ///
    /// # Errors
    ///
    /// Of the kind [`ErrorKind::Decode`]: there is no answer, it is not JSON, or it is of another shape.
    pub fn decode<T: Decode>(&self) -> Result<T, Self> {
        match &self.0.answer {
            Some(Answer { response, .. }) => {
                from_json(&response.body).map_err(|error| Self::decode_failure(response, &error))
            }
            None => Err(self.without_answer()),
        }
    }

    /// The body of the answer as a text, in UTF-8 unless the answer says otherwise.
    ///
    /// # Errors
    ///
    /// Of the kind [`ErrorKind::Decode`]: there is no answer, or it is no text.
    pub fn body_text(&self) -> Result<String, Self> {
        match &self.0.answer {
            Some(Answer { response, .. }) => string(response),
            None => Err(self.without_answer()),
        }
    }

    /// The status with which the call was refused.
    ///
    /// # Errors
    ///
    /// Of the kind `Decode`: there is no answer, or it is no refusal.
    #[doc(hidden)]
    pub fn refused(&self) -> Result<u16, Self> {
        match (self.0.kind, &self.0.answer) {
            (ErrorKind::Status, Some(Answer { response, .. })) => Ok(response.status.as_u16()),
            (_, Some(Answer { response, .. })) => Err(Self::unreadable(response, "it is not one of an error")),
            (_, None) => Err(self.without_answer()),
        }
    }

    /// The error of a refusal whose body nobody has described.
    #[doc(hidden)]
    #[must_use]
    pub fn undescribed(&self) -> Self {
        match &self.0.answer {
            Some(Answer { response, .. }) => Self::unreadable(response, "the description does not say what is in it"),
            None => self.without_answer(),
        }
    }

    fn without_answer(&self) -> Self {
        let text = format!("there is no answer to read, since the call failed before: {}", self.0.text);
        let mut error = Self::new(ErrorKind::Decode, self.0.operation, text).with_attempts(self.0.attempts);
        error.0.notes.clone_from(&self.0.notes);
        error
    }

    /// Whether the answer was not complete in time, or a wait has come to its deadline.
    ///
    /// The server may have done what was asked nevertheless, and what was waited for goes on. Giving up on connecting is
    /// not meant; that is [`is_connect`](Self::is_connect).
    /// Set a longer `timeout` or `deadline`, or see [`is_retryable`](Self::is_retryable).
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether there was no connection to the server.
    ///
    /// The server has seen nothing of the call.
    /// Check endpoint, network, proxy and certificates, or try again later.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// Whether the caller is not known: status 401, or credentials are missing or cannot be sent.
    ///
    /// A token may have expired, or belong to another region or project; a signature may state another time than the
    /// service's, when the clock of this machine is off.
    /// Get new credentials; sending the same ones again does not help.
    #[must_use]
    pub fn is_auth(&self) -> bool {
        self.0.kind == ErrorKind::Credentials || self.is_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the caller is known but not allowed to do this: status 403.
    ///
    /// Some services also answer so when something does not exist that others may not know of.
    /// Ask for the permission that [`message`](Self::message) names.
    #[must_use]
    pub fn is_permission(&self) -> bool {
        self.is_status(StatusCode::FORBIDDEN)
    }

    /// Whether the thing asked for does not exist: status 404.
    ///
    /// A wrong endpoint or project looks the same.
    /// When the id is right, check these.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.is_status(StatusCode::NOT_FOUND)
    }

    /// Whether the service asks for fewer calls: status 429.
    ///
    /// The call has not been carried out.
    /// Wait, for as long as [`retry_after`](Self::retry_after) says if it does, and send it again.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.is_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the same call may succeed later, and sending it again does no harm.
    ///
    /// That is so without a connection and when the service asks for fewer calls; with methods that may be repeated
    /// (all but POST, PATCH and those that HTTP itself does not know) also after a timeout, a broken connection and the statuses 408, 502, 503 and 504;
    /// with GET, HEAD and QUERY after a 500, too. When a value could not be fetched by another call, it is so if that one is
    /// worth it. A wait that ended in failure is none of them: it would end so again.
    /// Wait as long as [`retry_after`](Self::retry_after) says, or else a little, longer each time, and give up after a
    /// few times.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let method = self.0.operation.map(|operation| &operation.method);
        let repeatable = method.is_some_and(Method::is_idempotent);
        match self.0.kind {
            ErrorKind::Connect => true,
            ErrorKind::Timeout | ErrorKind::Transport => repeatable,
            ErrorKind::Status => match self.status().map_or(0, |status| status.as_u16()) {
                429 => true,
                408 | 502 | 503 | 504 => repeatable,
                500 => matches!(method, Some(&Method::GET | &Method::HEAD | &Method::QUERY)),
                _ => false,
            },
            ErrorKind::Credentials | ErrorKind::InvalidRequest => self.failed_fetch().is_some_and(Self::is_retryable),
            _ => false,
        }
    }

    /// Why a value that the call needs could not be fetched by another call.
    fn failed_fetch(&self) -> Option<&Self> {
        let mut source = StdError::source(self)?;
        loop {
            match source.downcast_ref() {
                Some(error) => return Some(error),
                None => source = source.source()?,
            }
        }
    }

    /// Whether the answer was not of the shape that the description promises.
    ///
    /// The call itself succeeded.
    /// See [`path`](Self::path) and [`body`](Self::body), and look for a newer version of this client.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether what was waited for ended, and not well.
    ///
    /// All calls themselves succeeded.
    /// [`message`](Self::message) has the reason that the service gives, [`decode`](Self::decode) reads all of its last
    /// answer.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        self.0.kind == ErrorKind::Failed
    }

    /// Whether the call breaks a rule of the API and was not sent.
    ///
    /// A server that refuses a call answers with a status instead, mostly 400.
    /// Correct the parameter that the message names.
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == ErrorKind::InvalidRequest
    }

    fn is_status(&self, status: StatusCode) -> bool {
        self.0.kind == ErrorKind::Status && self.status() == Some(status)
    }
}

/// One line for people.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(formatter, "{}: ", operation.id)?;
        }
        formatter.write_str(&self.0.text)?;
        if self.0.notes.is_empty() { Ok(()) } else { write!(formatter, " ({})", self.0.notes.join("; ")) }
    }
}

/// The same line with the kind, since `unwrap` prints this.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Error({:?}: {self})", self.0.kind)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
