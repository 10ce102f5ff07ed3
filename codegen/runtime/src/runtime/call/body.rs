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
        self.set_body(typed(media_types, body).map_err(|problem| format!("the body {problem}")));
    }

    fn set_body(&mut self, body: Result<Body, String>) {
        self.body = Some(body);
    }

    /// The body that is sent, if there is one.
    pub(super) fn sent_body(&self) -> Result<Option<Body>, String> {
        match &self.parts {
            Some(parts) => parts.body(),
            None => self.body.clone().transpose(),
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
        match &self.parts {
            Some(parts) => parts.any(is_so),
            None => matches!(&self.body, Some(Ok(body)) if is_so(body)),
        }
    }
}

/// What is nothing in particular.
const OCTETS: &str = "application/octet-stream";

/// The body with a type that the list allows.
pub(in super::super) fn typed(media_types: &'static str, body: Body) -> Result<Body, String> {
    let is_choice = media_types.contains(['*', ',']);
    match body.media_type() {
        // Whoever sets another type than the only one knows why.
        Some(given) if !is_choice || media_types.split(',').any(|range| is_within(given, range)) => Ok(body),
        Some(given) => Err(format!("is `{}`, but must be `{media_types}`", given.escape_debug())),
        None if !is_choice => Ok(body.content_type(media_types)),
        None if media_types.split(',').any(|allowed| allowed.trim() == OCTETS) => Ok(body.content_type(OCTETS)),
        None => Err(format!("does not say what it is: give it a type of `{media_types}` with `content_type`")),
    }
}

/// Whether a media type is one of a range.
fn is_within(given: &str, range: &str) -> bool {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (given, range) = (essence(given), essence(range));
    let mut sides = given.split('/').zip(range.split('/'));
    sides.all(|(given, range)| range == "*" || given == range) && given.contains('/')
}
