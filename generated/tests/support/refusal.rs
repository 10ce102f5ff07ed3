//! Answers that refuse, in all the forms that the services and what is before them use.

use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// How the body of a refusal looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// `{"error_code": …, "error_msg": …}`
    Flat,
    /// The same, and the request's id.
    Gateway,
    /// The flat one inside of `error`.
    Nested,
    /// `{"error": {"code": 401, "message": …, "title": …}}`, where the code is the status.
    Keystone,
    /// `{"code": 401, "message": …}`, where the code is the status.
    Numeric,
    /// `{"errors": [{"errorCode": …, "errorMessage": …, "detail": …}]}`
    Errors,
    /// That list without anything around it.
    Array,
    /// The flat one with `errors` and `details`, as the service's list of error codes shows it.
    Combined,
    /// A page for people, in HTML.
    Page,
    /// No body at all.
    Empty,
}

/// An answer that refuses. Its body is made when the request's id is at hand.
#[derive(Clone, Debug)]
pub struct Refusal {
    status: u16,
    code: String,
    message: String,
    shape: Shape,
    encoded: Option<String>,
    retry_after: Option<String>,
}

impl Refusal {
    /// A flat one.
    pub fn new(status: u16, code: &str, message: &str) -> Self {
        let (code, message) = (code.to_owned(), message.to_owned());
        Self { status, code, message, shape: Shape::Flat, encoded: None, retry_after: None }
    }

    /// A gateway's.
    pub fn gateway(status: u16, code: &str, message: &str) -> Self {
        Self::new(status, code, message).shaped(Shape::Gateway)
    }

    /// The gateway's to whom calls too often.
    pub fn throttled() -> Self {
        let reason = "policy ip over ratelimit,limit:5,time:5 second";
        Self::gateway(429, "APIGW.0308", &format!("The throttling threshold has been reached: {reason}"))
    }

    /// IAM's.
    pub fn keystone(status: u16, message: &str) -> Self {
        Self::new(status, "", message).shaped(Shape::Keystone)
    }

    /// A page of what is before the service.
    pub fn page(status: u16) -> Self {
        Self::new(status, "", "").shaped(Shape::Page)
    }

    /// The same in another form.
    pub fn shaped(self, shape: Shape) -> Self {
        Self { shape, ..self }
    }

    /// With the encoded reason of a denial.
    pub fn encoded(self, reason: String) -> Self {
        Self { encoded: Some(reason), ..self }
    }

    /// With what the header `Retry-After` says.
    pub fn retry_after(self, value: &str) -> Self {
        Self { retry_after: Some(value.to_owned()), ..self }
    }

    /// The answer to the request with this id.
    pub fn answer(&self, request_id: &str) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let reason = status.canonical_reason().unwrap_or_default();
        let (media_type, body) = match self.shape {
            Shape::Page => ("text/html", page(&format!("{} {reason}", self.status))),
            Shape::Empty => ("text/plain", String::new()),
            _ => ("application/json", self.json(reason, request_id).to_string()),
        };
        let mut answer = (status, [(CONTENT_TYPE, media_type)], body).into_response();
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                answer.headers_mut().insert(name, value);
            }
        };
        if let Some(value) = &self.retry_after {
            set(RETRY_AFTER, value);
        }
        answer
    }

    fn json(&self, title: &str, request_id: &str) -> Value {
        let Self { status, code, message, .. } = self;
        let with_reason = |mut value: Value| {
            if let Some(reason) = &self.encoded {
                value["encoded_authorization_message"] = reason.as_str().into();
            }
            value
        };
        let flat = with_reason(json!({ "error_code": code, "error_msg": message }));
        let old = json!([with_reason(json!({ "errorCode": code, "errorMessage": message, "detail": "" }))]);
        let with = |mut value: Value, name: &str, member: Value| {
            value[name] = member;
            value
        };
        match self.shape {
            Shape::Gateway => with(flat, "request_id", request_id.into()),
            Shape::Nested => json!({ "error": flat }),
            Shape::Keystone => {
                json!({ "error": with_reason(json!({ "code": status, "message": message, "title": title })) })
            }
            Shape::Numeric => with_reason(json!({ "code": status, "message": message })),
            Shape::Errors => json!({ "errors": old }),
            Shape::Array => old,
            Shape::Combined => {
                let details = json!([{ "error_code": code, "error_msg": "" }]);
                with(with(flat, "errors", old), "details", details)
            }
            Shape::Flat | Shape::Page | Shape::Empty => flat,
        }
    }
}

/// Leaves the answer to whom knows the request's id.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

fn page(title: &str) -> String {
    format!("<html>\r\n<head><title>{title}</title></head>\r\n<body><h1>{title}</h1></body>\r\n</html>\r\n")
}
