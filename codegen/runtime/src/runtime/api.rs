//! What the description says, as data that generated code keeps in statics.

use http::{Method, StatusCode};

use super::provider::Provider;

/// What holds for all operations of an API.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// Name and version of the client, for the `User-Agent` header.
    pub user_agent: &'static str,
    /// Where the API is served. The first is the one that the builder's `endpoint` is for.
    pub services: &'static [&'static Service],
    /// Where error answers keep what people ask for first.
    pub error: ErrorShape,
    /// Parameters that can be found when nobody sets them.
    pub provided: &'static [Provided],
}

/// A parameter that is the same for all calls of a client, and who finds its value when nobody sets it.
#[derive(Clone, Copy, Debug)]
pub struct Provided {
    /// Its name on the wire.
    pub name: &'static str,
    /// Who finds its value.
    pub provider: &'static dyn Provider,
}

/// Where error answers keep their code, message and request id.
///
/// Each is a list of runtime expressions (`$response.body#/error_code`, `$response.header.X-Request-Id`);
/// the first one that finds a text, a number or a boolean is taken.
#[derive(Clone, Copy, Debug)]
pub struct ErrorShape {
    /// The service's own name for what went wrong.
    pub code: &'static [&'static str],
    /// What went wrong, in words.
    pub message: &'static [&'static str],
    /// What the service's operators find the call by. `X-Request-Id` is looked at anyway.
    pub request_id: &'static [&'static str],
}

impl ErrorShape {
    /// Nothing is known of the error answers.
    pub const NONE: Self = Self { code: &[], message: &[], request_id: &[] };
}

/// A part of an API that is served at places of its own.
#[derive(Debug)]
pub struct Service {
    /// Its name, which no other service of the API has.
    pub name: &'static str,
    /// Where it is served, in the order of the description.
    pub servers: &'static [Server],
}

/// A place where a service is to be found.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// Its URL, with `{variables}`. One that begins with `/` or is empty is meant relative to the first service.
    pub url: &'static str,
    /// The variables of the URL.
    pub variables: &'static [Variable],
    /// The environment variable that holds other URLs, separated by commas; `{name}` in it is a variable's value.
    pub environment: Option<&'static str>,
}

/// A part of a server's URL that can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name, as between the braces.
    pub name: &'static str,
    /// What it is unless it is set.
    pub default: &'static str,
    /// What it can be; nothing here means anything.
    pub values: &'static [&'static str],
    /// Whether it can be something beside these values.
    pub open: bool,
}

/// An operation: one method of one path.
#[derive(Debug)]
pub struct Operation {
    /// Its id, which begins the message of every error.
    pub id: &'static str,
    /// Its HTTP method.
    pub method: Method,
    /// Where it is served.
    pub service: &'static Service,
    /// Its path below the server's URL, with `{parameters}`.
    pub path: &'static str,
    /// Its parameters, in the order in which they are sent.
    pub parameters: &'static [Parameter],
    /// Groups of parameters that are sent together or not at all.
    pub required_together: &'static [&'static [&'static str]],
    /// The statuses whose answer is the result.
    pub success: &'static [Statuses],
    /// The `Accept` header; empty when the answer has no content.
    pub accept: &'static str,
    /// Alternatives of security schemes, by their names; all of one alternative are needed. Empty: no credentials are sent.
    pub security: &'static [&'static [&'static str]],
}

/// One or many statuses, as a description writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statuses {
    /// Exactly this one: `200`.
    Code(u16),
    /// A hundred of them by their first digit: `2` for `2XX`.
    Class(u8),
    /// All that nothing else describes; as a success, all from 200 to 299.
    Default,
}

impl Statuses {
    /// Whether a success with this status is one of them.
    pub(super) fn cover(self, status: StatusCode) -> bool {
        match self {
            Self::Code(code) => code == status.as_u16(),
            Self::Class(class) => u16::from(class) == status.as_u16() / 100,
            Self::Default => status.is_success(),
        }
    }
}

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it is sent.
    pub location: Location,
    /// Whether a call fails without it.
    pub required: bool,
    /// What the service takes when it is absent. Sent only to complete a group.
    pub default: Option<&'static str>,
    /// How its value is written.
    pub writing: Writing,
    /// Whether its value is always its default.
    pub fixed: bool,
    /// What its value has to fulfill.
    pub rules: &'static [Rule],
    /// Whether a value that is set on the client stands in when a call sets none.
    pub shared: bool,
    /// Whether no message and no log may show its value.
    pub secret: bool,
}

impl Parameter {
    /// A part of the path. It is required, as all of these are.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, true)
    }

    /// A part of the query.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, false)
    }

    /// A header.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, false)
    }

    /// A cookie.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, false)
    }

    const fn new(name: &'static str, location: Location, required: bool) -> Self {
        let writing = match location {
            Location::Path | Location::Header => Writing::SIMPLE,
            Location::Query | Location::Cookie => Writing::FORM,
        };
        Self {
            name,
            location,
            required,
            default: None,
            writing,
            fixed: false,
            rules: &[],
            shared: false,
            secret: false,
        }
    }

    /// The same parameter, without which a call fails.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same parameter, with what the service takes in its absence.
    #[must_use]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// The same parameter with this one value, which is always sent.
    #[must_use]
    pub const fn fixed(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self.fixed = true;
        self
    }

    /// The same parameter, written in this style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.writing.style = style;
        self
    }

    /// The same parameter, with each part of its value for itself.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.writing.explode = true;
        self
    }

    /// The same parameter, with all parts of its value in one text.
    #[must_use]
    pub const fn joined(mut self) -> Self {
        self.writing.explode = false;
        self
    }

    /// The same parameter, with lists in objects written in this way.
    #[must_use]
    pub const fn arrays(mut self, arrays: Arrays) -> Self {
        self.writing.arrays = arrays;
        self
    }

    /// The same parameter, with characters that have a meaning in URLs as they are.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.writing.reserved = true;
        self
    }

    /// The same parameter, for which a value of the client may stand in.
    #[must_use]
    pub const fn shared(mut self) -> Self {
        self.shared = true;
        self
    }

    /// The same parameter, whose value nobody should see.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same parameter, with what its value has to fulfill.
    #[must_use]
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path of the URL.
    Path,
    /// In the query of the URL.
    Query,
    /// As a header.
    Header,
    /// As a cookie.
    Cookie,
}

/// How a value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    /// What joins its parts.
    pub style: Style,
    /// Whether each part of a list or an object stands for itself.
    pub explode: bool,
    /// How lists in objects are written where names nest.
    pub arrays: Arrays,
    /// Whether characters that have a meaning in URLs are sent as they are.
    pub reserved: bool,
}

impl Writing {
    /// As paths and headers are written unless the description says otherwise.
    pub const SIMPLE: Self = Self { style: Style::Simple, explode: false, arrays: Arrays::Indices, reserved: false };
    /// As queries, cookies and forms are.
    pub const FORM: Self = Self { style: Style::Form, explode: true, ..Self::SIMPLE };
}

/// How the value of a parameter is written, by OpenAPI's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `a,b`: in paths and headers.
    Simple,
    /// `.a,b`: in paths.
    Label,
    /// `;name=a,b`: in paths.
    Matrix,
    /// `name=a&name=b` or `name=a,b`: in queries and cookies.
    Form,
    /// `name=a%20b`.
    SpaceDelimited,
    /// `name=a%7Cb`.
    PipeDelimited,
    /// `name=a%09b`.
    TabDelimited,
    /// `name[key]=value`, at any depth: in queries.
    DeepObject,
    /// As `Form`, but not encoded: in cookies.
    Cookie,
}

impl Style {
    /// What joins the parts of a value, perhaps as it stands in a URL.
    pub(super) fn delimiter(self, is_encoded: bool) -> &'static str {
        match self {
            Self::SpaceDelimited if is_encoded => "%20",
            Self::SpaceDelimited => " ",
            Self::PipeDelimited if is_encoded => "%7C",
            Self::PipeDelimited => "|",
            Self::TabDelimited if is_encoded => "%09",
            Self::TabDelimited => "\t",
            Self::Simple | Self::Label | Self::Matrix | Self::Form | Self::DeepObject | Self::Cookie => ",",
        }
    }
}

/// How lists are written where names nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrays {
    /// `name[0]=a&name[1]=b`.
    Indices,
    /// `name[]=a&name[]=b`.
    Brackets,
    /// `name=a&name=b`.
    Repeat,
}

/// What the value of a parameter has to fulfill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// An integer of at least this.
    Minimum(i128),
    /// An integer of at most this.
    Maximum(i128),
    /// An integer that this divides.
    MultipleOf(i128),
    /// A number of at least this.
    AtLeast(f64),
    /// A number greater than this.
    Above(f64),
    /// A number of at most this.
    AtMost(f64),
    /// A number less than this.
    Below(f64),
    /// At least so many characters (not bytes).
    MinLength(u64),
    /// At most so many characters (not bytes).
    MaxLength(u64),
    /// At least so many items.
    MinItems(u64),
    /// At most so many items.
    MaxItems(u64),
    /// What each item has to fulfill.
    Each(&'static [Self]),
}

/// A way to prove who calls.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name: that of the function of `Credentials` that takes its value.
    pub name: &'static str,
    /// Where the proof is sent.
    pub location: SchemeLocation,
}

/// Where a security scheme puts its value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum SchemeLocation {
    /// In the header of this name.
    Header(&'static str),
    /// In the query parameter of this name.
    Query(&'static str),
    /// In the cookie of this name.
    Cookie(&'static str),
    /// In the header `Authorization`, as user name and password.
    Basic,
    /// In the header `Authorization`, behind this word.
    Authorization(&'static str),
    /// In a signature over the request; the secret itself is not sent.
    Signature,
}

/// The method of a name that HTTP allows for one; the generator lets no other through.
#[doc(hidden)]
#[must_use]
pub fn method(name: &'static str) -> Method {
    Method::from_bytes(name.as_bytes()).unwrap_or_default()
}
