//! Reads `x-pagination`: how an operation hands out a long list.

use serde_json::Value;

use super::Ctx;
use super::extensions::Extensions;
use super::reader::Reader;
use crate::api::{Pagination, PaginationStyle};
use crate::diagnostic::Place;
use crate::pointer::Pointer;

const KEY: &str = "x-pagination";

/// The styles, each with the keys that it has beside those of all styles.
const STYLES: [(&str, &[&str]); 4] = [
    ("offset", &["style", "items", "total", "offset", "limit"]),
    ("page", &["style", "items", "total", "page", "size", "first"]),
    ("cursor", &["style", "items", "total", "cursor", "next", "more"]),
    ("link", &["style", "items", "total", "next"]),
];

impl Ctx<'_> {
    /// `x-pagination` of an operation. All that is wrong with it is told at once.
    pub(super) fn pagination(&mut self, at: &Pointer, extensions: &Extensions) -> Option<Pagination> {
        let raw = extensions.get(KEY)?;
        let style = raw.get("style").and_then(Value::as_str);
        let known = STYLES.iter().find(|(name, _)| Some(*name) == style);
        // Of a style that nobody knows, nothing more can be said.
        let all: Vec<&str> = raw.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let mut reader = Reader::new(KEY, at.key(KEY), raw, known.map_or(&all[..], |(_, keys)| keys));
        let pagination = reader.pagination(known.map(|(name, _)| *name));
        let is_whole = reader.finish(self, "no `stream()`");
        pagination.filter(|_| is_whole)
    }
}

impl Reader<'_> {
    fn pagination(&mut self, style: Option<&str>) -> Option<Pagination> {
        let Some(style) = style else {
            if let Some(style) = self.required("style") {
                let names = STYLES.map(|(name, _)| format!("`{name}`")).join(", ");
                self.fault_in("style", format!("`style` must be one of {names}, and {style} is none"));
            }
            return None;
        };
        // No short circuit: each of them tells what is wrong with it.
        let items = self.items();
        let total = self.maybe("total");
        let style = match style {
            "offset" => {
                let (offset, limit) = (self.name("offset"), self.name("limit"));
                PaginationStyle::Offset { offset: offset?, limit: limit? }
            }
            "page" => {
                let (page, first) = (self.name("page"), self.first());
                let size = self.optional("size").and_then(|value| self.text("size", value));
                PaginationStyle::Page { page: page?, size, first }
            }
            "cursor" => {
                let (cursor, more) = (self.name("cursor"), self.maybe("more"));
                let next = self.required("next").and_then(|value| self.expression("next", value));
                PaginationStyle::Cursor { cursor: cursor?, next: next?, more }
            }
            _ => PaginationStyle::Link { next: self.maybe("next") },
        };
        Some(Pagination { pointer: self.at.clone(), style, items, total })
    }

    /// The name of a parameter.
    fn name(&mut self, key: &str) -> Option<String> {
        self.required(key).and_then(|value| self.text(key, value))
    }

    fn maybe(&mut self, key: &str) -> Option<String> {
        self.optional(key).and_then(|value| self.expression(key, value))
    }

    /// Items are nowhere else than in the body; all of it is said by saying nothing.
    fn items(&mut self) -> Option<String> {
        let items = self.maybe("items")?;
        match items.strip_prefix("$response.body#") {
            Some("") => None,
            Some(_) => Some(items),
            None => {
                self.fault_in("items", "`items` must be in the body: `$response.body#/…`".to_owned());
                None
            }
        }
    }

    fn first(&mut self) -> Option<u64> {
        let first = self.optional("first")?;
        let number = first.as_u64();
        if number.is_none() {
            let problem = format!("`first` must be the number of the first page, and {first} is none");
            self.fault(Place::Value(self.at.key("first")), problem);
        }
        number
    }
}
