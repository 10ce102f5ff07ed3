//! How an operation hands out a long list.

use crate::pointer::Pointer;

/// What `x-pagination` says. Expressions are runtime expressions of the answer.
#[derive(Debug)]
pub(crate) struct Pagination {
    pub(crate) pointer: Pointer,
    pub(crate) style: PaginationStyle,
    /// The expression of the items; `None` when the answer itself is the list.
    pub(crate) items: Option<String>,
    /// The expression of how many items there are on all pages.
    pub(crate) total: Option<String>,
}

/// What the next page is asked for by.
#[derive(Debug)]
pub(crate) enum PaginationStyle {
    /// How many items are skipped, by the query parameters of these names.
    Offset { offset: String, limit: String },
    /// The number of the page, by the query parameters of these names.
    Page { page: String, size: Option<String>, first: Option<u64> },
    /// What the answer has, sent in the parameter of this name.
    Cursor { cursor: String, next: String, more: Option<String> },
    /// A URL; `None` when the header `Link` has it.
    Link { next: Option<String> },
}
