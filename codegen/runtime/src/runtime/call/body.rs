//! Sets the body of a call, in the form that its media type asks for.

use serde_core::ser::Serialize;

use super::super::body::Body;
use super::Call;

impl Call {
    /// Sets the body, as JSON of this media type.
    pub fn json_body_of<T: Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        let json = serde_json::to_vec(body);
        self.set_body(
            json.map(|json| Body::from(json).content_type(media_type))
                .map_err(|error| format!("the body cannot be written as JSON: {error}")),
        );
    }

    /// Sets the body, as text of this media type.
    pub fn text_body(&mut self, media_type: &'static str, body: &str) {
        let names_charset = media_type.to_ascii_lowercase().contains("charset");
        // Text is ASCII unless its type says otherwise.
        let is_plain = body.is_ascii() || names_charset || !media_type.to_ascii_lowercase().starts_with("text/");
        let text = Body::from(body.to_owned());
        self.set_body(Ok(if is_plain {
            text.content_type(media_type)
        } else {
            text.content_type(format!("{media_type}; charset=utf-8"))
        }));
    }

    /// Sets the body as it is. Its own type counts; where it has none, it is that of the operation, if that is a single
    /// one.
    ///
    /// `media_types` is a list as of an `Accept` header: `image/png, image/jpeg`, `image/*`.
    pub fn body(&mut self, media_types: &'static str, body: Body) {
        self.set_body(body.typed(media_types).map_err(|problem| format!("the body {problem}")));
    }

    pub(in super::super) fn set_body(&mut self, body: Result<Body, String>) {
        self.0.body = Some(body);
    }

    /// The body that is sent, if there is one.
    pub(super) fn sent_body(&self) -> Result<Option<Body>, String> {
        match &self.0.parts {
            Some(parts) => parts.body(),
            None => self.0.body.clone().transpose(),
        }
    }

    pub(in super::super) fn is_streamed(&self) -> bool {
        self.holds(Body::is_streamed)
    }

    /// Whether the body has been sent and cannot be sent again.
    pub(in super::super) fn is_spent(&self) -> bool {
        self.holds(Body::is_spent)
    }

    fn holds(&self, is_so: impl Fn(&Body) -> bool) -> bool {
        match &self.0.parts {
            Some(parts) => parts.any(is_so),
            None => matches!(&self.0.body, Some(Ok(body)) if is_so(body)),
        }
    }
}
