//! Turns answers into errors: refusals, and successes that cannot be read.

use http::StatusCode;
use serde_core::de::IgnoredAny;

use super::super::codec::{message, split_path};
use super::super::expression::Search;
use super::super::response::RawResponse;
use super::super::text::{abridged, excerpt, is_json};
use super::{Error, ErrorKind};

/// The most that a message repeats of a text of the server, in characters.
const LONGEST: usize = 200;

/// What the server answered, and what can be told from it.
pub(super) struct Answer {
    pub(super) response: RawResponse,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

impl Error {
    /// The error of an answer whose status is no success. A success may use the names of code and message otherwise.
    pub(in super::super) fn refusal(response: RawResponse) -> Self {
        let (code, message) = (find(&response, response.api.error.code), find(&response, response.api.error.message));
        let text = refusal(response.status, &[&code, &message]);
        let contents = (code.is_none() && message.is_none()).then(|| contents(&response));
        let mut error = Self::about(ErrorKind::Status, response, text).with_message(message);
        if let Some(answer) = &mut error.0.answer {
            answer.code = code;
        }
        if let Some(contents) = contents {
            error = error.with_note(&contents);
        }
        error.with_request_id_noted()
    }

    /// The error of an answer that is not what it should be.
    pub(in super::super) fn decode_failure(response: &RawResponse, error: &serde_json::Error) -> Self {
        let (path, problem) = problem(response, error);
        let problem = excerpt(&problem, usize::MAX);
        let error = Self::unreadable(response, &problem);
        path.iter().fold(error, |error, path| error.with_path(path))
    }

    /// The error of an answer that cannot be read for another reason than its JSON.
    pub(in super::super) fn unreadable(response: &RawResponse, problem: &str) -> Self {
        let text = format!("cannot read the {} answer: {problem}", response.status.as_u16());
        Self::about(ErrorKind::Decode, response.clone(), text)
    }

    /// An error that this answer is the reason of.
    pub(in super::super) fn about(kind: ErrorKind, response: RawResponse, text: String) -> Self {
        let mut error = Self::new(kind, Some(response.operation), text).with_attempts(response.attempts);
        let request_id = find(&response, &["$response.header.X-Request-Id"])
            .or_else(|| find(&response, response.api.error.request_id));
        error.0.answer = Some(Answer { response, code: None, message: None, request_id });
        error
    }

    /// Says what the service's own words are; secrets must be gone from them.
    pub(in super::super) fn with_message(mut self, message: Option<String>) -> Self {
        if let Some(answer) = &mut self.0.answer {
            answer.message = message;
        }
        self
    }

    /// Shows what the service's operators find the call by, if it is known.
    pub(in super::super) fn with_request_id_noted(self) -> Self {
        match self.request_id().map(|id| excerpt(id, LONGEST)) {
            Some(id) => self.with_note(&format!("request id {id}")),
            None => self,
        }
    }

    /// What the first of some runtime expressions that finds something finds in the answer: a text, a number or a
    /// boolean, as the service wrote it. `None` without an answer, too.
    #[doc(hidden)]
    #[must_use]
    pub fn find(&self, expressions: &[&str]) -> Option<String> {
        Search::whole(&self.0.answer.as_ref()?.response).first(expressions)
    }
}

/// What an expression finds in an answer, without secrets.
fn find(response: &RawResponse, expressions: &[&str]) -> Option<String> {
    Search::new(response).first(expressions).map(|found| response.secrets.redact(found))
}

/// What a refusal says, its notes aside.
fn refusal(status: StatusCode, texts: &[&Option<String>]) -> String {
    let mut line = status.as_str().to_owned();
    if let Some(reason) = status.canonical_reason() {
        line.extend([" ", reason]);
    }
    for text in texts.iter().copied().flatten() {
        line.extend([": ", &excerpt(text, LONGEST)]);
    }
    if texts.iter().all(|text| text.is_none()) && status.as_u16() < 400 {
        line.push_str(": the description declares no such answer");
    }
    line
}

/// The path of a decode failure if there is one, and the failure in words.
fn problem(response: &RawResponse, error: &serde_json::Error) -> (Option<String>, String) {
    if response.body.is_empty() {
        return (None, "the body is empty, expected JSON".to_owned());
    }
    // Gathering the path has hidden whether the JSON itself is broken, which is worth a second look now.
    if let Err(broken) = serde_json::from_slice::<IgnoredAny>(&response.body) {
        let problem = match media_type(response) {
            Some(media_type) if !is_json(&media_type) => format!("the answer is {media_type}, not JSON"),
            _ => format!("the answer is not valid JSON: {broken}"),
        };
        return (None, problem);
    }
    // Secrets go first: of what is cut here, only the beginnings would be recognized later.
    let message = response.secrets.redact(message(error));
    let (path, problem) = split_path(&message);
    (Some(path.to_owned()), format!("{}: {problem}", abridged(path, LONGEST)))
}

/// What an answer contains, for somebody who is not shown its body.
fn contents(response: &RawResponse) -> String {
    let bytes = match response.body.len() {
        0 => return "the answer is empty".to_owned(),
        1 => "1 byte".to_owned(),
        bytes => format!("{bytes} bytes"),
    };
    let coding = response.coding().map(|coding| format!(" coded as `{coding}`")).unwrap_or_default();
    match media_type(response) {
        Some(media_type) => format!("the answer is {media_type}{coding}, {bytes}"),
        None => format!("the answer has no content type, {bytes}{coding}"),
    }
}

/// The content type without its parameters.
fn media_type(response: &RawResponse) -> Option<String> {
    let media_type = response.header("content-type")?.split(';').next()?.trim().to_owned();
    let media_type = response.secrets.redact(media_type).to_ascii_lowercase();
    (!media_type.is_empty()).then(|| excerpt(&media_type, LONGEST))
}
