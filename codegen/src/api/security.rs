//! Security schemes: how callers prove who they are.

use super::Source;
use crate::pointer::Pointer;

/// A way for a caller to prove who they are.
#[derive(Debug)]
pub(crate) struct SecurityScheme {
    pub(crate) pointer: Pointer,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) kind: SecuritySchemeKind,
    /// The call that answers with its value.
    pub(crate) source: Option<Source>,
}

/// What kind of proof a security scheme asks for.
#[derive(Debug)]
pub(crate) enum SecuritySchemeKind {
    /// A value as it is.
    ApiKey { place: KeyPlace, name: String },
    /// User name and password, by the scheme `basic` of HTTP.
    Basic,
    /// A token, by the scheme `bearer` of HTTP, perhaps with a word about its form.
    Bearer { format: Option<String> },
    /// What another scheme of HTTP asks for.
    Http(String),
    /// A token that is handed out in one of these ways.
    OAuth2(Vec<Flow>),
    /// A token of a provider who describes himself at this URL.
    OpenIdConnect(String),
    /// A certificate of the client, below all requests.
    MutualTls,
    /// A signature over the request by an algorithm (`x-signature`), in the header of this name.
    Signature { algorithm: String, header: String },
}

/// Where a key travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyPlace {
    Header,
    Query,
    Cookie,
}

/// A way in which tokens are handed out.
#[derive(Debug)]
pub(crate) struct Flow {
    /// By OpenAPI's name for it.
    pub(crate) name: &'static str,
    /// Where people say yes.
    pub(crate) authorization_url: Option<String>,
    /// Where programs get tokens.
    pub(crate) token_url: Option<String>,
    pub(crate) refresh_url: Option<String>,
    /// What a token may allow, each with a description.
    pub(crate) scopes: Vec<(String, String)>,
}

impl SecuritySchemeKind {
    /// Where its value goes, of which a request has one at most; `None` where requests carry nothing of it.
    pub(crate) fn slot(&self) -> Option<(KeyPlace, String)> {
        match self {
            Self::ApiKey { place: KeyPlace::Header, name } | Self::Signature { header: name, .. } => {
                Some((KeyPlace::Header, name.to_lowercase()))
            }
            Self::ApiKey { place, name } => Some((*place, name.clone())),
            Self::Basic | Self::Bearer { .. } | Self::Http(_) | Self::OAuth2(_) | Self::OpenIdConnect(_) => {
                Some((KeyPlace::Header, "authorization".to_owned()))
            }
            Self::MutualTls => None,
        }
    }

    /// Whether what the caller gives is one value, which is sent as it is.
    pub(crate) fn is_value(&self) -> bool {
        !matches!(self, Self::Basic | Self::MutualTls | Self::Signature { .. })
    }
}
