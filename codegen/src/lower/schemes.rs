//! Security schemes: the constructors of the client's credentials, and what is said about them.

use super::docs::Writer;
use super::{Ctx, markdown};
use crate::api::{self, Api, Flow, KeyPlace, SecuritySchemeKind as Kind};
use crate::diagnostic::{Diagnostic, Place};
use crate::ident::{self, Scope};
use crate::model::{Docs, Group, Part, Scheme, SchemeKind};

/// The one algorithm that requests can be signed with.
const SDK_HMAC_SHA256: &str = "SDK-HMAC-SHA256";

/// What credentials have of their own, and their own name, which no constructor should have.
const METHODS: &[&str] = &["and", "clone", "credentials", "fmt", "from", "into"];

/// The name of each scheme's constructor, `None` where there is nothing to construct, and all names that are taken.
pub(super) fn constructors(api: &Api) -> (Vec<Option<String>>, Scope) {
    let mut scope = Scope::reserving(METHODS);
    let mut methods = Vec::with_capacity(api.security_schemes.len());
    for raw in &api.security_schemes {
        let further: &[&str] = match kind(raw) {
            None => {
                methods.push(None);
                continue;
            }
            Some(SchemeKind::Signature(Some(_))) => &["with_token", "chain", "signer"],
            Some(SchemeKind::Signature(None)) => &[],
            Some(_) => &["provider"],
        };
        let method = scope.claim(ident::value_name(&raw.name));
        let stem = method.trim_end_matches('_');
        for further in further {
            scope.claim(format!("{stem}_{further}"));
        }
        methods.push(Some(method));
    }
    (methods, scope)
}

/// How a scheme's value travels; `None` for what no request carries.
fn kind(raw: &api::SecurityScheme) -> Option<SchemeKind> {
    const AUTHORIZATION: &str = "Authorization";
    Some(match &raw.kind {
        Kind::ApiKey { place: KeyPlace::Header, name } => SchemeKind::Header(name.clone()),
        Kind::ApiKey { place: KeyPlace::Query, name } => SchemeKind::Query(name.clone()),
        Kind::ApiKey { place: KeyPlace::Cookie, name } => SchemeKind::Cookie(name.clone()),
        Kind::Basic => SchemeKind::Basic,
        Kind::Bearer { .. } | Kind::OAuth2(_) | Kind::OpenIdConnect(_) => {
            SchemeKind::Authorization("Bearer".to_owned())
        }
        // What is no word cannot stand in front of something.
        Kind::Http(scheme) if scheme.is_empty() => SchemeKind::Header(AUTHORIZATION.to_owned()),
        Kind::Http(scheme) => SchemeKind::Authorization(scheme.clone()),
        Kind::MutualTls => return None,
        Kind::Signature { algorithm, .. } => {
            SchemeKind::Signature((algorithm == SDK_HMAC_SHA256).then_some(Part::SdkHmacSha256))
        }
    })
}

impl Ctx<'_> {
    pub(super) fn schemes(&mut self, groups: &[Group]) -> Vec<Scheme> {
        let (methods, mut scope) = constructors(self.api);
        let mut schemes = Vec::new();
        for (raw, method) in self.api.security_schemes.iter().zip(methods) {
            let (Some(kind), Some(method)) = (kind(raw), method) else { continue };
            if let (SchemeKind::Signature(None), Kind::Signature { algorithm, .. }) = (&kind, &raw.kind) {
                self.unknown_algorithm(raw, algorithm);
            }
            let source = self.source_constructor(raw, groups, &mut scope);
            schemes.push(Scheme {
                constant: method.trim_end_matches('_').to_uppercase(),
                method,
                wire_name: raw.name.clone(),
                docs: docs(raw),
                value: value_name(&raw.kind),
                kind,
                source,
            });
        }
        schemes
    }

    fn unknown_algorithm(&mut self, raw: &api::SecurityScheme, algorithm: &str) {
        let place = Place::Value(raw.pointer.key("x-signature"));
        let message = format!("no algorithm is called `{algorithm}` here; there is `{SDK_HMAC_SHA256}`");
        let warning = Diagnostic::warning("unsupported-security", place, message);
        self.diagnostics.push(warning.generated("a constructor that takes a signer of the caller's"));
    }
}

/// What callers give, in one word.
fn value_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bearer { .. } | Kind::OAuth2(_) | Kind::OpenIdConnect(_) => "token",
        _ => "value",
    }
}

fn docs(raw: &api::SecurityScheme) -> Docs {
    const FETCHED: &str = "Tokens are not fetched: give one that you have, or a provider that knows where to get one.";
    let writer = Writer::default().text(raw.description.as_deref());
    let bearer = "A token, sent as `Authorization: Bearer …`.";
    match &raw.kind {
        Kind::ApiKey { place, name } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "query parameter",
                KeyPlace::Cookie => "cookie",
            };
            writer.line(format!("Sent in the {place} {}.", markdown::code(name)))
        }
        Kind::Basic => writer.line("Sent as `Authorization: Basic …`, which allows no colon in the name of a user."),
        Kind::Bearer { format: None } => writer.line(bearer),
        Kind::Bearer { format: Some(format) } => {
            writer.line(format!("{bearer} Its format is {}.", markdown::code(format)))
        }
        Kind::Http(scheme) if scheme.is_empty() => writer.line("Sent in the header `Authorization`."),
        Kind::Http(scheme) => {
            let header = markdown::code(&format!("Authorization: {scheme} …"));
            writer.line(format!("Sent as {header}: give what stands behind {}.", markdown::code(scheme)))
        }
        Kind::OAuth2(flows) => flows.iter().fold(writer.line(bearer).line(FETCHED), flow).lines(scopes(flows)),
        Kind::OpenIdConnect(url) => {
            let place = format!("Who hands them out is described at {}.", markdown::code(url));
            writer.line(bearer).line(FETCHED).line(place)
        }
        Kind::MutualTls => writer,
        Kind::Signature { algorithm, .. } if algorithm == SDK_HMAC_SHA256 => {
            writer.line(format!("Signs each request by the algorithm {algorithm}; the secret key is never sent."))
        }
        Kind::Signature { algorithm, header } => {
            let (algorithm, header) = (markdown::code(algorithm), markdown::code(header));
            writer.line(format!(
                "Signs each request with a signer of your own. It is asked to sign by the algorithm {algorithm}, in the \
                 header {header}."
            ))
        }
    }
    .finish(raw.deprecated)
}

/// Where tokens of a flow come from.
fn flow(writer: Writer, flow: &Flow) -> Writer {
    let urls = [
        ("people agree", &flow.authorization_url),
        ("tokens are handed out", &flow.token_url),
        ("they are renewed", &flow.refresh_url),
    ];
    let urls =
        urls.into_iter().filter_map(|(what, url)| Some(format!("- {what} at {}", markdown::code(url.as_ref()?))));
    let title = format!("Tokens by the flow {}:", markdown::code(flow.name));
    writer.line(title).lines(urls.collect())
}

/// What tokens may allow, whatever the flow.
fn scopes(flows: &[Flow]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (name, about) in flows.iter().flat_map(|flow| &flow.scopes) {
        let about = markdown::one_line(about);
        let line = format!("- {}: {about}", markdown::code(name));
        let line = line.trim_end_matches([' ', ':']).to_owned();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        lines.splice(0..0, ["Scopes:".to_owned(), String::new()]);
    }
    lines
}
