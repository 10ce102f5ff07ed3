//! Where a call goes that follows a link.

use std::fmt;

use super::super::query::Query;
use super::super::request::Request;

/// A place at one of the call's own servers.
#[derive(Clone)]
pub(in super::super) struct Target {
    /// Scheme and authority.
    pub(in super::super) server: String,
    /// As it is written, and so the query.
    pub(in super::super) path: String,
    pub(in super::super) query: String,
}

impl Target {
    /// Lets a request go there.
    pub(super) fn redirect(&self, request: &mut Request) {
        request.server.clone_from(&self.server);
        request.path.clone_from(&self.path);
        request.query = Query::written(&self.query);
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}?{}", self.server, self.path, self.query)
    }
}
