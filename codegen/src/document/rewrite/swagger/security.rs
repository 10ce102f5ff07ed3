//! Security schemes.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `type: basic` | `type: http`, `scheme: basic` |
//! | `type: apiKey` | the same |
//! | `type: oauth2`, `flow: implicit` | the flow `implicit` |
//! | `flow: password` | the flow `password` |
//! | `flow: application` | the flow `clientCredentials` |
//! | `flow: accessCode` | the flow `authorizationCode` |

use super::super::{Entries, Path, Value, Walk};
use crate::document::walk::text;

impl Walk<'_> {
    /// `false` if something is missing that the scheme makes no sense without.
    pub(in super::super) fn old_security_scheme(&mut self, entries: &mut Entries, path: &Path<'_>) -> bool {
        let (needed, flow): (&[&str], _) = match (text(entries, "type"), text(entries, "flow")) {
            (Some("apiKey"), _) => (&["name", "in"], None),
            (Some("oauth2"), Some("implicit")) => (&["authorizationUrl"], Some("implicit")),
            (Some("oauth2"), Some("password")) => (&["tokenUrl"], Some("password")),
            (Some("oauth2"), Some("application")) => (&["tokenUrl"], Some("clientCredentials")),
            (Some("oauth2"), Some("accessCode")) => (&["authorizationUrl", "tokenUrl"], Some("authorizationCode")),
            (Some("oauth2"), _) => (&["flow"], None),
            _ => (&[], None),
        };
        if !self.security_scheme_has(needed, entries, path) {
            return false;
        }
        if text(entries, "type") == Some("basic") {
            entries.insert("type".into(), Value::text("http"));
            entries.insert("scheme".into(), Value::text("basic"));
        }
        entries.shift_remove("flow");
        if let Some(flow) = flow {
            let mut details = Entries::default();
            for key in ["authorizationUrl", "tokenUrl", "scopes"] {
                details.extend(entries.shift_remove(key).map(|value| (key.to_owned(), value)));
            }
            details.entry("scopes".into()).or_insert_with(|| Value::Object(Entries::default()));
            let flows = std::iter::once((flow.to_owned(), Value::Object(details))).collect();
            entries.insert("flows".into(), Value::Object(flows));
            let at = path.pointer();
            self.origins.made(&at.key("flows"), &at);
            self.origins.made(&at.key("flows").key(flow), &at);
        }
        true
    }
}
