//! Knows which page is the next one.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::super::api::Location;
use super::super::call::{Call, Pending};
use super::super::error::{Error, ErrorKind};
use super::super::response::RawResponse;
use super::peek::peek;
use super::{PageBy, Paging, link};

/// All of a list that does not depend on the type of its items, so that it is compiled once.
pub(super) struct Turner {
    call: Call,
    paging: &'static Paging,
    /// The offset, or the number of the page.
    position: u64,
    /// How many items a page has at most, as far as that is known.
    size: Option<u64>,
    /// How many items come before the page that is asked for, as far as that is known.
    before: Option<u64>,
    total: Option<u64>,
    /// What the page before looked like.
    fingerprint: Vec<u8>,
    /// The marks and URLs that have been asked for.
    asked: Asked,
}

/// What a page tells about the list.
pub(super) enum Turn {
    /// Another page comes after this one.
    More,
    /// This is the last page.
    Last,
    /// The list is over, and this page has nothing of it.
    Nothing,
}

impl Turner {
    pub(super) fn new(mut call: Call, paging: &'static Paging) -> Self {
        let (mut position, mut size, mut before, mut asked) = (0, None, Some(0), Asked::default());
        match paging.by {
            PageBy::Offset { offset, limit, default_limit, .. } => {
                position = number(&mut call, offset, 0);
                size = Some(number(&mut call, limit, default_limit));
                before = Some(position);
            }
            PageBy::Page { page, first, size: parameter, default_size, .. } => {
                position = number(&mut call, page, first);
                size = parameter.and_then(|parameter| match default_size {
                    Some(default) => Some(number(&mut call, parameter, default)),
                    None => call.value(Location::Query, parameter)?.parse().ok(),
                });
                before = match (position.checked_sub(first), size) {
                    (Some(0), _) => Some(0),
                    (Some(pages), Some(size)) => pages.checked_mul(size),
                    _ => None,
                };
            }
            PageBy::Cursor { cursor, .. } => {
                let parameter = call.operation().parameters.iter().find(|known| known.name == cursor);
                let begin = parameter.and_then(|parameter| call.value(parameter.location, cursor));
                if let Some(begin) = begin {
                    asked.is_new(begin);
                }
            }
            PageBy::Link { .. } => {}
        }
        Self { call, paging, position, size, before, total: None, fingerprint: Vec::new(), asked }
    }

    /// How many items there are on all pages, as the latest page says.
    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    /// Asks for the next page.
    pub(super) fn ask(&self) -> Result<Pending<RawResponse>, Error> {
        match self.paging.by {
            PageBy::Offset { last, .. } if self.position > last => {
                Err(self.fail(&format!("goes on beyond the last offset, {last}")))
            }
            PageBy::Page { last, .. } if self.position > last => {
                Err(self.fail(&format!("goes on beyond the last page, {last}")))
            }
            _ => Ok(self.call.clone().execute()),
        }
    }

    /// Takes note of a page with so many items, and gets ready to ask for the next one.
    pub(super) fn turn(
        &mut self,
        answer: &RawResponse,
        count: u64,
        fingerprint: impl FnOnce() -> Vec<u8>,
    ) -> Result<Turn, Error> {
        let total = self.paging.total.and_then(|total| find(answer, total));
        self.total = total.and_then(|total| total.parse().ok());
        let more = match self.paging.by {
            PageBy::Offset { .. } | PageBy::Page { .. } if count == 0 => return Ok(Turn::Nothing),
            PageBy::Offset { offset, .. } => {
                self.compare(fingerprint(), "offset")?;
                self.position = self.position.saturating_add(count);
                self.call.query(offset, &self.position);
                self.advance(count);
                // A service may give less than it is asked for, or not count beyond some number.
                !(self.is_short(count) && self.is_complete())
            }
            PageBy::Page { page, .. } => {
                self.compare(fingerprint(), "page")?;
                self.position = self.position.saturating_add(1);
                self.call.query(page, &self.position);
                self.advance(count);
                if self.total.is_some() && self.before.is_some() { !self.is_complete() } else { !self.is_short(count) }
            }
            PageBy::Cursor { cursor, next, more } => {
                let goes_on = more.and_then(|more| find(answer, more)).is_none_or(|more| more != "false");
                match find(answer, next).filter(|_| goes_on) {
                    Some(next) if !self.asked.is_new(&next) => return Err(self.fail("repeats a cursor")),
                    Some(next) => {
                        self.call.parameter(cursor, &next);
                        true
                    }
                    None => false,
                }
            }
            PageBy::Link { next } => {
                let next = match next {
                    Some(next) => find(answer, next),
                    None => link::next(&answer.headers),
                };
                match next {
                    Some(next) => {
                        self.follow(&next)?;
                        true
                    }
                    None => false,
                }
            }
        };
        Ok(match (more, count) {
            (true, _) => Turn::More,
            (false, 0) => Turn::Nothing,
            (false, _) => Turn::Last,
        })
    }

    /// Fails when a page equals the one before.
    fn compare(&mut self, fingerprint: Vec<u8>, place: &str) -> Result<(), Error> {
        if fingerprint == self.fingerprint {
            return Err(self.fail(&format!("repeats the page before at {place} {}", self.position)));
        }
        self.fingerprint = fingerprint;
        Ok(())
    }

    fn advance(&mut self, count: u64) {
        // A page that is not full stands for one that is, as far as numbers of pages go.
        let step = match self.paging.by {
            PageBy::Page { .. } => self.size.unwrap_or(count).max(count),
            _ => count,
        };
        self.before = self.before.map(|before| before.saturating_add(step));
    }

    fn is_short(&self, count: u64) -> bool {
        self.size.is_some_and(|size| count < size)
    }

    /// Whether all items have come that the service counts.
    fn is_complete(&self) -> bool {
        self.total.zip(self.before).is_some_and(|(total, before)| before >= total)
    }

    /// Goes to a URL, if it is where the call goes.
    fn follow(&mut self, next: &str) -> Result<(), Error> {
        let request = self.call.request(0)?;
        let services = &self.call.core().settings().services;
        let target = link::resolve(next, &request, services.endpoints(self.call.operation())?);
        let target = target.map_err(|problem| self.fail(&request.secrets.redact(problem)))?;
        if !self.asked.is_new(&target.to_string()) {
            return Err(self.fail("repeats a link"));
        }
        self.call.0.target = Some(target);
        Ok(())
    }

    fn fail(&self, problem: &str) -> Error {
        let text = format!("the list {problem}; what came before is not all of it");
        Error::new(ErrorKind::Paging, Some(self.call.operation()), text)
    }

    pub(super) fn describe(&self, pages: &mut fmt::DebugStruct<'_, '_>) {
        pages.field("call", &self.call).field("by", &self.paging.by).field("total", &self.total);
    }
}

/// What has been asked for, in little room: a list may have very many pages.
#[derive(Default)]
struct Asked(BTreeSet<u64>);

impl Asked {
    /// Whether this has not been asked for, as it is from now on.
    fn is_new(&mut self, mark: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        mark.hash(&mut hasher);
        self.0.insert(hasher.finish())
    }
}

/// The text, number or boolean that a runtime expression finds; an empty text is none.
fn find(answer: &RawResponse, expression: &str) -> Option<String> {
    let found = match expression.strip_prefix("$response.header.") {
        Some(name) => answer.header(name)?.to_owned(),
        None => peek(&answer.body, expression.strip_prefix("$response.body")?.trim_start_matches('#'))?,
    };
    (!found.is_empty()).then_some(found)
}

/// A counting parameter, set to `otherwise` unless the caller has set it. What is no count is left for the checks of
/// the call to refuse.
fn number(call: &mut Call, name: &'static str, otherwise: u64) -> u64 {
    if let Some(text) = call.value(Location::Query, name) {
        return text.parse().unwrap_or(otherwise);
    }
    call.query(name, &otherwise);
    otherwise
}
