//! Turns answers into errors: refusals, and successes that cannot be read.

use serde_core::de::IgnoredAny;

use super::super::codec::split_path;
use super::super::expression::Search;
use super::super::response::RawResponse;
use super::super::text::{abridged, excerpt};
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
    /// The error of an answer whose status is no success.
    pub(in super::super) fn refusal(response: RawResponse) -> Self {
        let answer = Answer::new(response, true);
        let operation = answer.response.operation;
        let mut error = Self::new(ErrorKind::Status, Some(operation), answer.line());
        error.0.answer = Some(answer);
        error
    }

    /// The error of an answer that is not what it should be.
    pub(in super::super) fn decode_failure(response: &RawResponse, error: &serde_json::Error) -> Self {
        let (path, problem) = problem(response, error);
        let problem = excerpt(&problem, usize::MAX);
        let text = format!("cannot read the {} answer: {problem}", response.status.as_u16());
        let mut error = Self::new(ErrorKind::Decode, Some(response.operation), text);
        error.0.path = path;
        error.0.answer = Some(Answer::new(response.clone(), false));
        error
    }
}

impl Answer {
    /// Looks for a code and a message only where the server has `refused`; a success may use the same names otherwise.
    fn new(response: RawResponse, refused: bool) -> Self {
        let shape = response.api.error;
        let search = Search::new(&response);
        let find = |expressions: &[&str]| search.first(expressions).map(|found| response.secrets.redact(found));
        let (code, message) = if refused { (find(shape.code), find(shape.message)) } else { (None, None) };
        let request_id = find(&["$response.header.X-Request-Id"]).or_else(|| find(shape.request_id));
        Self { response, code, message, request_id }
    }

    /// What a refusal says in one line.
    fn line(&self) -> String {
        let status = self.response.status;
        let mut line = status.as_str().to_owned();
        if let Some(reason) = status.canonical_reason() {
            line.extend([" ", reason]);
        }
        for text in [&self.code, &self.message].into_iter().flatten() {
            line.extend([": ", &excerpt(text, LONGEST)]);
        }
        let mut notes = Vec::new();
        if self.code.is_none() && self.message.is_none() {
            if status.as_u16() < 400 {
                line.push_str(": the description declares no such answer");
            }
            notes.push(contents(&self.response));
        }
        if let Some(id) = &self.request_id {
            notes.push(format!("request id {}", excerpt(id, LONGEST)));
        }
        if !notes.is_empty() {
            line.extend([" (", &notes.join("; "), ")"]);
        }
        line
    }
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
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&position).unwrap_or(&message);
    // Secrets go first: of what is cut here, only the beginnings would be recognized later.
    let message = response.secrets.redact(message.to_owned());
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
    match media_type(response) {
        Some(media_type) => format!("the answer is {media_type}, {bytes}"),
        None => format!("the answer has no content type, {bytes}"),
    }
}

/// The content type without its parameters.
fn media_type(response: &RawResponse) -> Option<String> {
    let media_type = response.header("content-type")?.split(';').next()?.trim().to_owned();
    let media_type = response.secrets.redact(media_type).to_ascii_lowercase();
    (!media_type.is_empty()).then(|| excerpt(&media_type, LONGEST))
}

fn is_json(media_type: &str) -> bool {
    media_type.ends_with("/json") || media_type.ends_with("+json")
}
