//! Reads an input: which call is made, and how each of its requests is answered.
//!
//! ```text
//! getEvents token an argument
//! 200 5 7 break
//! content-type: text/event-stream
//!
//! data: {"name": "a"}
//! ---
//! 503
//! ```
//!
//! The first line names the call, what it proves with who calls, and a text for its parameters. The first line of an
//! answer has its status, the sizes of the pieces in which the body arrives, and how it ends. Nothing is refused: what is
//! not understood counts as something else.

use program::json::Json;

/// What an input says.
pub(crate) struct Script<'a> {
    pub(crate) operation: &'a str,
    pub(crate) credentials: &'a str,
    pub(crate) argument: &'a str,
    pub(crate) answers: Vec<Answer<'a>>,
}

/// How a request is answered.
#[derive(Clone, Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'a [u8], &'a [u8])>,
    pub(crate) body: &'a [u8],
    /// The sizes of the pieces of the body, over and over; all at once if there are none.
    pub(crate) pieces: Vec<usize>,
    pub(crate) ending: Ending,
}

/// How an answer ends, or does not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Good,
    /// The connection breaks behind the body.
    Broken,
    /// Nothing comes behind the body, not even its end.
    Silent,
    /// There is no connection.
    Refused,
    /// The transport has waited long enough.
    Late,
    /// Not even a head comes.
    Mute,
}

impl<'a> Script<'a> {
    pub(crate) fn read(input: &'a [u8]) -> Self {
        let (head, rest) = line(input);
        let mut words = str::from_utf8(head).unwrap_or_default().splitn(3, ' ');
        let mut word = || words.next().unwrap_or_default();
        let (operation, credentials, argument) = (word(), word(), word());
        Self { operation, credentials, argument, answers: answers(rest) }
    }
}

impl Script<'_> {
    /// Whether it can be said what the JSON in the answers means: all can be read here, and no object has a key twice.
    pub(crate) fn is_clear(&self) -> bool {
        self.answers.iter().all(|answer| is_clear(answer.body))
    }
}

fn is_clear(body: &[u8]) -> bool {
    let Ok(body) = str::from_utf8(body) else { return false };
    let is_clear = |text: &str| text.trim().is_empty() || Json::read(text).is_some_and(|json| !json.is_ambiguous());
    // Streams have JSON in each line.
    let data = |line: &'_ str| line.trim_start_matches("data:").trim_start_matches('\u{1e}').to_owned();
    is_clear(body) || body.lines().map(data).all(|line| is_clear(&line))
}

fn answers(mut rest: &[u8]) -> Vec<Answer<'_>> {
    let mut answers = Vec::new();
    while !rest.is_empty() {
        let (head, body) = line(rest);
        let mut answer = Answer::new(head);
        rest = body;
        loop {
            let (header, behind) = line(rest);
            rest = behind;
            if header.is_empty() {
                break;
            }
            if let Some(colon) = header.iter().position(|&byte| byte == b':') {
                answer.headers.push((&header[..colon], header[colon + 1..].trim_ascii()));
            }
        }
        const BETWEEN: &[u8] = b"\n---\n";
        let end = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        answer.body = &rest[..end.unwrap_or(rest.len())];
        rest = end.map_or(&[], |end| &rest[end + BETWEEN.len()..]);
        answers.push(answer);
    }
    answers
}

impl Answer<'_> {
    /// An answer that begins with this line.
    fn new(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let mut words = head.split_whitespace();
        let status = words.next().and_then(|status| status.parse().ok()).unwrap_or(200);
        let mut answer = Self { status, headers: Vec::new(), body: &[], pieces: Vec::new(), ending: Ending::Good };
        for word in words {
            match word {
                "break" => answer.ending = Ending::Broken,
                "silent" => answer.ending = Ending::Silent,
                "refuse" => answer.ending = Ending::Refused,
                "late" => answer.ending = Ending::Late,
                "mute" => answer.ending = Ending::Mute,
                size => answer.pieces.extend(size.parse::<usize>().ok()),
            }
        }
        answer
    }
}

/// The first line without its end, and what is behind it.
fn line(text: &[u8]) -> (&[u8], &[u8]) {
    match text.iter().position(|&byte| byte == b'\n') {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, &[]),
    }
}
