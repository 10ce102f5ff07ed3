//! Security: what proves who calls, and what of it each operation asks for.

use openapiv3::{
    APIKeyLocation, OAuth2Flows, Operation as RawOperation, SecurityRequirement, SecurityScheme as RawScheme,
};

use super::Ctx;
use super::extensions::{self, Extensions};
use super::find::Node;
use super::reference::Wanted;
use crate::api::{Flow, KeyPlace, SecurityScheme, SecuritySchemeKind as Kind, SourceFor};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::token::is_token;
use crate::document::uri::component;
use crate::pointer::Pointer;

/// More alternatives than these are not made of one: nobody can tell them apart.
const MOST_ALTERNATIVES: usize = 16;

impl Ctx<'_> {
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let at = Pointer::root().key("components").key("securitySchemes");
        let mut schemes = Vec::new();
        for (name, raw) in &self.document.components.security_schemes {
            let at = at.key(name);
            let wanted = Wanted { name: "a security scheme", pick: Node::security_scheme };
            let Some(raw) = self.follow(raw, &at, &wanted) else { continue };
            if self.can_be_sent(&at, raw.0) {
                schemes.push(self.security_scheme(at, name, raw.0));
            }
        }
        schemes
    }

    /// Whether there are headers and cookies of the name that a scheme has.
    fn can_be_sent(&mut self, at: &Pointer, raw: &RawScheme) -> bool {
        let RawScheme::APIKey { location, name, .. } = raw else { return true };
        let what = match location {
            APIKeyLocation::Header => "header",
            APIKeyLocation::Cookie => "cookie",
            APIKeyLocation::Query => return true,
        };
        let is_token = is_token(name);
        if !is_token {
            let message = format!("`{}` cannot be the name of a {what}", name.escape_debug());
            let warning = Diagnostic::warning("unusable-name", Place::Value(at.key("name")), message);
            self.warn(warning.generated("without this security scheme"));
        }
        is_token
    }

    fn security_scheme(&mut self, pointer: Pointer, name: &str, raw: &RawScheme) -> SecurityScheme {
        let (kind, description, extensions) = kind(raw);
        let source = if kind.is_value() {
            self.source(&pointer, extensions, SourceFor::Scheme)
        } else {
            let problem = "`x-source` is for security schemes that send one value as it is";
            self.no_source(&pointer, extensions, SourceFor::Scheme, problem);
            None
        };
        let deprecated = extensions::is_true(extensions, "x-codegen-deprecated");
        SecurityScheme { pointer, name: name.to_owned(), description: description.clone(), deprecated, kind, source }
    }

    /// What an operation asks for: alternatives, each a list of schemes that are needed together.
    pub(super) fn security(&mut self, at: &Pointer, raw: &RawOperation) -> Vec<Vec<String>> {
        if let Some(own) = &raw.security {
            return self.alternatives(&at.key("security"), own);
        }
        if let Some(usual) = &self.usual_security {
            return usual.clone();
        }
        let usual = self.document.security.as_deref().unwrap_or_default();
        let usual = self.alternatives(&Pointer::root().key("security"), usual);
        self.usual_security = Some(usual.clone());
        usual
    }

    fn alternatives(&mut self, at: &Pointer, raw: &[SecurityRequirement]) -> Vec<Vec<String>> {
        let (mut whole, mut rests) = (Vec::new(), Vec::new());
        for (index, requirement) in raw.iter().enumerate() {
            let (mut known, mut unknown) = (Vec::new(), Vec::new());
            for name in requirement.keys() {
                match self.scheme_name(name) {
                    Some(scheme) => known.push(scheme),
                    None => unknown.push(name),
                }
            }
            let at = at.index(index);
            let is_whole = unknown.is_empty();
            for name in unknown {
                let message = format!("`{name}` is no security scheme of this description");
                let instead = if raw.len() > 1 { "the other alternatives" } else { "calls without such credentials" };
                self.fault(Place::Key(at.key(name)), message, instead);
            }
            let list = if is_whole { &mut whole } else { &mut rests };
            for alternative in self.apart(&at, &known) {
                if !list.contains(&alternative) {
                    list.push(alternative);
                }
            }
        }
        // An alternative of which something is missing is better than none, unless nothing is left of it.
        if whole.is_empty() { rests.into_iter().filter(|rest| !rest.is_empty()).collect() } else { whole }
    }

    /// The scheme that a requirement names. From OpenAPI 3.2 on it may do so by a URI.
    fn scheme_name(&self, name: &str) -> Option<String> {
        let is_known = |name: &String| self.security_schemes.iter().any(|scheme| scheme.name == *name);
        let named = Some(name.to_owned()).filter(is_known);
        named.or_else(|| component(name, "#/components/securitySchemes/").filter(is_known))
    }

    /// Notes a fault; descriptions that are made by programs repeat theirs in each operation.
    fn fault(&mut self, place: Place, message: String, instead: &'static str) {
        self.security_faults.entry(message).or_insert((place, instead, 0)).2 += 1;
    }

    pub(super) fn tell_security_faults(&mut self) {
        for (message, (place, instead, count)) in std::mem::take(&mut self.security_faults) {
            let mut warning = Diagnostic::warning("unusable-security", place, message).generated(instead);
            match count - 1 {
                0 => {}
                1 => warning = warning.help("there is another such place"),
                others => warning = warning.help(format!("there are {others} other such places")),
            }
            self.warn(warning);
        }
    }

    /// Schemes that are needed together but would be sent in one place cannot be meant so: each of them will do.
    fn apart(&mut self, at: &Pointer, names: &[String]) -> Vec<Vec<String>> {
        let slot = |name: &String| {
            let scheme = self.security_schemes.iter().find(|scheme| scheme.name == *name);
            scheme.and_then(|scheme| scheme.kind.slot())
        };
        let mut alternatives: Vec<Vec<String>> = vec![Vec::new()];
        let mut rivals = None;
        for (index, name) in names.iter().enumerate() {
            let place = slot(name);
            let rival = names[..index].iter().find(|other| place.is_some() && slot(other) == place);
            match rival {
                None => alternatives.iter_mut().for_each(|alternative| alternative.push(name.clone())),
                Some(rival) => {
                    rivals = rivals.or(Some((rival, name)));
                    let with_rival = alternatives.iter().filter(|alternative| alternative.contains(rival));
                    let instead = |alternative: &Vec<String>| {
                        let names = alternative.iter().map(|other| if other == rival { name } else { other });
                        names.cloned().collect()
                    };
                    let others: Vec<Vec<String>> = with_rival.map(instead).collect();
                    alternatives.extend(others);
                    alternatives.truncate(MOST_ALTERNATIVES);
                }
            }
        }
        if let Some((first, second)) = rivals {
            let message =
                format!("`{first}` and `{second}` are sent in the same place, which has room for one of them");
            self.fault(Place::Value(at.clone()), message, "either of them will do");
        }
        alternatives
    }
}

fn kind(raw: &RawScheme) -> (Kind, &Option<String>, &Extensions) {
    match raw {
        RawScheme::APIKey { name, description, extensions, .. } if extensions.contains_key("x-signature") => {
            let algorithm = extensions::text(extensions, "x-signature").unwrap_or_default();
            (Kind::Signature { algorithm, header: name.clone() }, description, extensions)
        }
        RawScheme::APIKey { location, name, description, extensions } => {
            let place = match location {
                APIKeyLocation::Header => KeyPlace::Header,
                APIKeyLocation::Query => KeyPlace::Query,
                APIKeyLocation::Cookie => KeyPlace::Cookie,
            };
            (Kind::ApiKey { place, name: name.clone() }, description, extensions)
        }
        RawScheme::HTTP { scheme, bearer_format, description, extensions } => {
            let kind = match scheme.trim().to_lowercase().as_str() {
                _ if extensions::text(extensions, "x-codegen-type").as_deref() == Some("mutualTLS") => Kind::MutualTls,
                "basic" => Kind::Basic,
                "bearer" => Kind::Bearer { format: bearer_format.clone() },
                _ => Kind::Http(scheme.trim().to_owned()),
            };
            (kind, description, extensions)
        }
        RawScheme::OAuth2 { flows, description, extensions } => (Kind::OAuth2(ways(flows)), description, extensions),
        RawScheme::OpenIDConnect { open_id_connect_url, description, extensions } => {
            (Kind::OpenIdConnect(open_id_connect_url.clone()), description, extensions)
        }
    }
}

fn ways(flows: &OAuth2Flows) -> Vec<Flow> {
    let flow =
        |name, authorization_url: Option<&String>, token_url: Option<&String>, refresh_url: &Option<String>| Flow {
            name,
            authorization_url: authorization_url.cloned(),
            token_url: token_url.cloned(),
            refresh_url: refresh_url.clone(),
            scopes: Vec::new(),
        };
    let code = flows.authorization_code.as_ref().map(|raw| {
        let (authorization, token) = (Some(&raw.authorization_url), Some(&raw.token_url));
        (flow("authorizationCode", authorization, token, &raw.refresh_url), &raw.scopes)
    });
    let client = flows
        .client_credentials
        .as_ref()
        .map(|raw| (flow("clientCredentials", None, Some(&raw.token_url), &raw.refresh_url), &raw.scopes));
    let password = flows
        .password
        .as_ref()
        .map(|raw| (flow("password", None, Some(&raw.token_url), &raw.refresh_url), &raw.scopes));
    let implicit = flows
        .implicit
        .as_ref()
        .map(|raw| (flow("implicit", Some(&raw.authorization_url), None, &raw.refresh_url), &raw.scopes));
    let all = [code, client, password, implicit].into_iter().flatten();
    let with_scopes = |(flow, scopes): (Flow, &indexmap::IndexMap<String, String>)| Flow {
        scopes: scopes.iter().map(|(name, about)| (name.clone(), about.clone())).collect(),
        ..flow
    };
    all.map(with_scopes).collect()
}
