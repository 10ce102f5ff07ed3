//! Cuts an event stream into events, by the rules of the HTML standard.

use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};

/// What may stand at the beginning and means nothing.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// An event whose data have not been looked at.
#[derive(Debug, Default, PartialEq)]
pub(in super::super) struct Raw {
    pub(in super::super) event: Option<String>,
    pub(in super::super) id: Option<String>,
    pub(in super::super) retry: Option<Duration>,
    pub(in super::super) data: Bytes,
}

/// What has arrived and is not an event yet.
#[derive(Default)]
pub(in super::super) struct Parser {
    buffer: BytesMut,
    /// How much of the buffer holds no end of a line.
    searched: usize,
    /// The line before ended with CR, to which an LF may belong.
    after_return: bool,
    has_begun: bool,
    pending: Pending,
    /// The last id that was sent; it stays until there is another one.
    last_id: Option<String>,
    /// How long to wait before connecting again, by the server's last word.
    retry: Option<Duration>,
}

/// The event that the next empty line completes.
#[derive(Default)]
struct Pending {
    event: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    data: BytesMut,
    has_data: bool,
}

impl Parser {
    pub(in super::super) fn feed(&mut self, piece: &[u8]) {
        self.buffer.extend_from_slice(piece);
    }

    /// How much memory is taken.
    pub(in super::super) fn size(&self) -> usize {
        self.buffer.len() + self.pending.data.len()
    }

    pub(in super::super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    pub(in super::super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// A new stream that goes on with this one: what was not complete is sent anew.
    pub(in super::super) fn restarted(&mut self) -> Self {
        Self { last_id: self.last_id.take(), retry: self.retry, ..Self::default() }
    }

    /// The next event that is complete.
    pub(in super::super) fn next(&mut self) -> Option<Raw> {
        loop {
            let line = self.line()?;
            if !line.is_empty() {
                self.field(&line);
                continue;
            }
            let Pending { event, id, retry, mut data, has_data } = std::mem::take(&mut self.pending);
            if has_data {
                // Each line of data ends with a line break, of which the last one does not count.
                data.truncate(data.len() - 1);
                return Some(Raw { event, id, retry, data: data.freeze() });
            }
        }
    }

    /// The next line that is complete, without its end: CR, LF or both.
    fn line(&mut self) -> Option<Bytes> {
        if !self.has_begun {
            if self.buffer.len() < BYTE_ORDER_MARK.len() && BYTE_ORDER_MARK.starts_with(&self.buffer) {
                return None;
            }
            self.has_begun = true;
            if self.buffer.starts_with(BYTE_ORDER_MARK) {
                self.buffer.advance(BYTE_ORDER_MARK.len());
            }
        }
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer.starts_with(b"\n") {
                self.buffer.advance(1);
            }
        }
        let from = std::mem::replace(&mut self.searched, self.buffer.len());
        let length = from + self.buffer[from..].iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
        let line = self.buffer.split_to(length).freeze();
        self.after_return = self.buffer.starts_with(b"\r");
        self.buffer.advance(1);
        self.searched = 0;
        Some(line)
    }

    fn field(&mut self, line: &[u8]) {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = match colon {
            Some(at) => (&line[..at], &line[at + 1..]),
            None => (line, &b""[..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"data" => {
                self.pending.data.extend_from_slice(value);
                self.pending.data.extend_from_slice(b"\n");
                self.pending.has_data = true;
            }
            b"event" => self.pending.event = Some(text()).filter(|event| !event.is_empty()),
            b"id" if !value.contains(&0) => {
                self.last_id = Some(text());
                self.pending.id = self.last_id.clone();
            }
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                let retry = text().parse().ok().map(Duration::from_millis);
                self.retry = retry.or(self.retry);
                self.pending.retry = retry;
            }
            // Comments have no name, and other fields no meaning.
            _ => {}
        }
    }
}
