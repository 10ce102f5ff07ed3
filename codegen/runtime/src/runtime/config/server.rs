//! Chooses one of the description's servers by the variables that are set.

use super::super::api::{Server, Service, Variable};
use super::super::text::excerpt;
use super::super::url::next_variable;

/// The longest value that a message repeats, in characters.
const LONGEST: usize = 80;

type Values = [(&'static str, String)];

/// How well a server suits a value that is set, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The value is listed.
    Listed,
    /// The server takes other values, too.
    Open,
    /// The server has no such variable.
    Absent,
    /// The server takes listed values only, and this is none.
    Refused,
}

/// The server that suits the values best: its worst rank counts, and the first of equals is taken. On failure says what
/// is wrong.
pub(super) fn choose<'a>(servers: &'a [Server], values: &Values) -> Result<&'a Server, String> {
    let worst =
        |server: &Server| values.iter().map(|(name, value)| rank(server, name, value)).max().unwrap_or(Rank::Listed);
    let best = servers.iter().min_by_key(|server| worst(server));
    best.filter(|server| worst(server) != Rank::Refused).ok_or_else(|| refusal(servers, values))
}

/// The values, completed by the defaults of the servers that suit them. What a service that is called elsewhere has
/// variables for is not known.
pub(super) fn with_defaults(
    services: &[&Service],
    values: &Values,
    is_elsewhere: impl Fn(&Service) -> bool,
) -> Vec<(&'static str, String)> {
    let mut all = values.to_vec();
    let mut unknown = Vec::new();
    for service in services {
        if is_elsewhere(service) {
            unknown.extend(service.servers.iter().flat_map(|server| server.variables).map(|variable| variable.name));
        } else if let Ok(server) = choose(service.servers, values) {
            for Variable { name, default, .. } in server.variables {
                if !unknown.contains(name) && !all.iter().any(|(known, _)| known == name) {
                    all.push((name, (*default).to_owned()));
                }
            }
        }
    }
    all
}

fn variable<'a>(server: &'a Server, name: &str) -> Option<&'a Variable> {
    server.variables.iter().find(|variable| variable.name == name)
}

fn rank(server: &Server, name: &str, value: &str) -> Rank {
    match variable(server, name) {
        None => Rank::Absent,
        Some(variable) if variable.values.contains(&value) => Rank::Listed,
        Some(variable) if variable.open || variable.values.is_empty() => Rank::Open,
        Some(_) => Rank::Refused,
    }
}

/// Why no server takes the values: the first value that none takes, or else their combination.
fn refusal(servers: &[Server], values: &Values) -> String {
    for (name, value) in values {
        if servers.iter().all(|server| rank(server, name, value) == Rank::Refused) {
            let variables = servers.iter().filter_map(|server| variable(server, name));
            let mut known: Vec<&str> = Vec::new();
            for value in variables.flat_map(|variable| variable.values) {
                if !known.contains(value) {
                    known.push(value);
                }
            }
            let value = excerpt(value, LONGEST);
            return format!("no server has the {name} `{value}`: known are {}", known.join(", "));
        }
    }
    let set: Vec<_> = values.iter().map(|(name, value)| format!("{name} `{}`", excerpt(value, LONGEST))).collect();
    format!("no server has all of {} together", set.join(", "))
}

/// What a variable of the server is: what is set, or its default.
fn value<'a>(server: &'a Server, values: &'a Values, name: &str) -> Option<&'a str> {
    let variable = variable(server, name)?;
    let set = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    Some(set.unwrap_or(variable.default))
}

/// The server's URL with its variables filled in. It may be relative. `setter` is what else can be set.
pub(super) fn expand(server: &Server, values: &Values, setter: &str) -> Result<String, String> {
    let mut url = String::new();
    let mut rest = server.url;
    while let Some((before, name, behind)) = next_variable(rest) {
        url.push_str(before);
        let value = value(server, values, name)
            .ok_or_else(|| format!("the server `{}` does not say what `{name}` is: set the {setter}", server.url))?;
        // A variable that is all of scheme and host leads wherever it says.
        let is_all = url.is_empty() && (behind.is_empty() || behind.starts_with('/'));
        if !is_all && !in_path(&url, server.url) && !is_host_labels(value) {
            let value = excerpt(value, LONGEST);
            return Err(format!("the {name} `{value}` cannot be part of a host: use letters, digits, `-` and `.`"));
        }
        url.push_str(value);
        rest = behind;
    }
    url.push_str(rest);
    Ok(url)
}

/// The environment variable that holds other URLs than the server's, if the server names one.
pub(super) fn environment(server: &Server, values: &Values) -> Option<String> {
    let mut text = String::new();
    let mut rest = server.environment?;
    while let Some((before, name, behind)) = next_variable(rest) {
        text.push_str(before);
        let symbol = |char: char| if char.is_ascii_alphanumeric() { char.to_ascii_uppercase() } else { '_' };
        text.extend(value(server, values, name)?.chars().map(symbol));
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

/// Whether what follows the beginning of a URL is part of its path, behind scheme and host.
fn in_path(url: &str, template: &str) -> bool {
    if template.contains("://") {
        return url.split_once("://").is_some_and(|(_, behind)| behind.contains('/'));
    }
    match template.strip_prefix("//") {
        Some(_) => url.trim_start_matches('/').contains('/'),
        None => url.contains('/'),
    }
}

/// Whether a value can stand in scheme and authority without ending them: else it could send credentials elsewhere.
fn is_host_labels(value: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    value.split('.').all(is_label)
}
