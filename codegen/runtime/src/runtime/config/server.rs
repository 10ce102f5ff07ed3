//! Chooses one of the description's servers by the variables that are set.

use super::super::api::{Server, Variable};
use super::super::text::excerpt;
use super::super::url::next_variable;
use super::endpoint::Endpoint;

/// The longest value that a message repeats, in characters.
const LONGEST: usize = 80;

type Values = [(&'static str, String)];

/// The first server that lists all the values; failing that, the first one that is open to them. On failure says
/// what is wrong.
pub(super) fn choose<'a>(servers: &'a [Server], values: &Values) -> Result<(&'a Server, Endpoint), String> {
    if servers.is_empty() {
        return Err("the API names no server: set the endpoint".to_owned());
    }
    let takes = |by: fn(&Variable, &str) -> bool| {
        servers.iter().find(|server| {
            values.iter().all(|(name, value)| variable(server, name).is_some_and(|variable| by(variable, value)))
        })
    };
    let server = takes(lists).or_else(|| takes(accepts)).ok_or_else(|| refusal(servers, values))?;
    let url = expand(server, values)?;
    let endpoint = Endpoint::parse(&url).map_err(|problem| format!("the server {problem}; or set the endpoint"))?;
    Ok((server, endpoint))
}

/// Completes the values by those that the server takes for what is not set.
pub(super) fn add_defaults(server: &Server, values: &mut Vec<(&'static str, String)>) {
    for variable in server.variables {
        if !values.iter().any(|(name, _)| *name == variable.name) {
            values.push((variable.name, variable.default.to_owned()));
        }
    }
}

fn variable<'a>(server: &'a Server, name: &str) -> Option<&'a Variable> {
    server.variables.iter().find(|variable| variable.name == name)
}

fn lists(variable: &Variable, value: &str) -> bool {
    variable.values.contains(&value)
}

fn accepts(variable: &Variable, value: &str) -> bool {
    variable.open || variable.values.is_empty() || lists(variable, value)
}

/// Why no server takes the values: the first value that none takes, or else their combination.
fn refusal(servers: &[Server], values: &Values) -> String {
    for (name, value) in values {
        let variables: Vec<_> = servers.iter().filter_map(|server| variable(server, name)).collect();
        if variables.is_empty() {
            return format!("no server has a variable `{name}`");
        }
        if !variables.iter().any(|variable| accepts(variable, value)) {
            let known: Vec<_> = variables.iter().flat_map(|variable| variable.values).copied().collect();
            let value = excerpt(value, LONGEST);
            return format!("no server has the {name} `{value}`: known are {}", known.join(", "));
        }
    }
    let set: Vec<_> = values.iter().map(|(name, value)| format!("{name} `{}`", excerpt(value, LONGEST))).collect();
    format!("no server has all of {} together", set.join(", "))
}

/// The server's URL with its variables filled in.
fn expand(server: &Server, values: &Values) -> Result<String, String> {
    let mut url = String::new();
    let mut rest = server.url;
    while let Some((before, name, behind)) = next_variable(rest) {
        url.push_str(before);
        let set = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        let value = set
            .or_else(|| variable(server, name).map(|variable| variable.default))
            .ok_or_else(|| format!("the server `{}` does not say what `{name}` is: set the endpoint", server.url))?;
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

/// Whether what follows the beginning of a URL is part of its path, behind scheme and authority.
fn in_path(url: &str, template: &str) -> bool {
    if !template.contains("://") {
        return url.contains('/');
    }
    url.split_once("://").is_some_and(|(_, behind)| behind.contains('/'))
}

/// Whether a value can stand in scheme and authority without ending them: else it could send credentials elsewhere.
fn is_host_labels(value: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    value.split('.').all(is_label)
}
