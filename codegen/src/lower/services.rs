//! Services: which servers serve which operations, and what that is called.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::Writer;
use super::{Ctx, markdown};
use crate::api::{self, Api};
use crate::ident::{self, Scope};
use crate::model::{Docs, Group, Server, ServerVariable, Service, ServiceId};

/// The name of the service that the client is mainly for.
const MAIN: &str = "main";

/// The name of a service whose servers suggest none.
const NAMELESS: &str = "service";

/// Documentation names so many calls of a service; more are hard to read.
const MOST_CALLS: usize = 5;

/// The lists of servers that differ; the API's own is the first.
pub(super) struct Distinct<'a> {
    lists: Vec<&'a [api::Server]>,
    /// The service of each operation, in the order of [`Api::operations`].
    pub(super) operations: Vec<ServiceId>,
}

/// Tells the lists of servers apart.
pub(super) fn distinct(api: &Api) -> Distinct<'_> {
    let mut lists: Vec<&[api::Server]> = vec![&api.servers];
    let mut known = BTreeMap::from([(key(&api.servers), ServiceId(0))]);
    let mut operations = Vec::with_capacity(api.operations.len());
    for operation in &api.operations {
        if operation.servers.is_empty() {
            operations.push(ServiceId(0));
            continue;
        }
        operations.push(*known.entry(key(&operation.servers)).or_insert_with(|| {
            lists.push(&operation.servers);
            ServiceId(lists.len() - 1)
        }));
    }
    Distinct { lists, operations }
}

/// What two lists of servers have in common when it makes no difference which one is looked at.
fn key(servers: &[api::Server]) -> Vec<ServerKey<'_>> {
    // Servers without variables suit all values alike, so that the first of them is taken.
    let mut constant = false;
    let reachable =
        servers.iter().filter(|server| !server.variables.is_empty() || !std::mem::replace(&mut constant, true));
    let mut key: Vec<ServerKey<'_>> = reachable
        .map(|server| ServerKey {
            url: server.url.trim_end_matches('/'),
            variables: server.variables.iter().map(variable_key).collect(),
            environment: server.environment.as_deref(),
        })
        .collect();
    if key.is_empty() {
        // The standard's default is `/`.
        key.push(ServerKey::default());
    }
    key
}

#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct ServerKey<'a> {
    url: &'a str,
    variables: Vec<VariableKey<'a>>,
    environment: Option<&'a str>,
}

type VariableKey<'a> = (&'a str, &'a str, &'a [String], bool);

fn variable_key(variable: &api::ServerVariable) -> VariableKey<'_> {
    (&variable.name, &variable.default, &variable.values, variable.open)
}

impl<'a> Distinct<'a> {
    pub(super) fn servers(&self, id: ServiceId) -> &'a [api::Server] {
        self.lists.get(id.0).copied().unwrap_or_default()
    }

    /// The services that operations use, the main one first. That is the API's own, unless no operation uses it and no
    /// other server is relative to it.
    pub(super) fn used(&self, groups: &[Group]) -> Vec<ServiceId> {
        let own = ServiceId(0);
        let mut used: BTreeSet<ServiceId> =
            groups.iter().flat_map(|group| &group.operations).map(|operation| operation.service).collect();
        if used.iter().any(|&id| self.servers(id).iter().any(is_relative)) || used.is_empty() {
            used.insert(own);
        }
        used.into_iter().collect()
    }
}

impl Ctx<'_> {
    pub(super) fn services(&self, used: &[ServiceId], groups: &[Group], scope: &mut Scope) -> Vec<Service> {
        let mut names = Scope::reserving(&[MAIN]);
        let mut constants = Scope::reserving(&[MAIN]);
        let mut services: Vec<Service> = Vec::with_capacity(used.len());
        for (index, &id) in used.iter().enumerate() {
            let servers = self.services.servers(id);
            let (name, constant, method) = if index == 0 {
                (MAIN.to_owned(), MAIN.to_uppercase(), "endpoint".to_owned())
            } else {
                let (name, method) = claim(&mut names, scope, servers);
                (name.clone(), constants.claim(name.to_uppercase()), method)
            };
            let docs = if index == 0 { Docs::default() } else { docs(&name, servers, &calls(id, groups)) };
            let servers = servers.iter().map(server).collect();
            services.push(Service { id, name, constant, servers, method, docs });
        }
        let others: Vec<String> = services.iter().skip(1).map(|service| service.method.clone()).collect();
        if let (Some(main), Some(&id)) = (services.first_mut(), used.first()) {
            main.docs = main_docs(self.services.servers(id), &others);
        }
        services
    }
}

/// A name of which the setter is free, too.
fn claim(names: &mut Scope, methods: &mut Scope, servers: &[api::Server]) -> (String, String) {
    let label = label(servers);
    loop {
        let name = names.claim(label.clone());
        let method = format!("{name}_endpoint");
        if methods.is_free(&method) {
            return (name, methods.claim(method));
        }
    }
}

/// `iam` of `https://iam.{region}.example.com/v3`: the first part of the first server's host that begins with a letter.
fn label(servers: &[api::Server]) -> String {
    let url = servers.first().map_or("", |server| server.url.as_str());
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    let labels = without_variables(host);
    let label = labels.split('.').map(|label| label.trim_matches('-')).find(|label| {
        label.starts_with(|char: char| char.is_ascii_alphabetic()) && label.chars().all(|char| char.is_ascii_graphic())
    });
    let name = label.map(|label| ident::value_name(label).trim_end_matches('_').to_owned());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| NAMELESS.to_owned())
}

fn without_variables(host: &str) -> String {
    let mut text = String::new();
    let mut rest = host;
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        rest = behind.split_once('}').map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text
}

/// Whether a server is to be found at the main service's host.
fn is_relative(server: &api::Server) -> bool {
    let leading = server.url.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let variable = leading.and_then(|(name, _)| server.variables.iter().find(|variable| variable.name == name));
    let start = variable.map_or(server.url.as_str(), |variable| variable.default.as_str());
    start.starts_with('/') || server.url.is_empty()
}

/// The methods of the client that call a service.
fn calls(id: ServiceId, groups: &[Group]) -> Vec<&str> {
    let operations = groups.iter().flat_map(|group| &group.operations);
    operations.filter(|operation| operation.service == id).map(|operation| operation.method.as_str()).collect()
}

fn main_docs(servers: &[api::Server], others: &[String]) -> Docs {
    let line = if others.is_empty() {
        "Sends every call to this URL instead of a documented server, for example `http://127.0.0.1:8080`.".to_owned()
    } else {
        let others: Vec<String> = others.iter().map(|method| format!("[`Self::{method}`]")).collect();
        format!(
            "Sends calls to this URL instead of a documented server, for example `http://127.0.0.1:8080`; but see {}.",
            others.join(", ")
        )
    };
    environment(Writer::default().line(line), servers).finish(false)
}

fn docs(name: &str, servers: &[api::Server], calls: &[&str]) -> Docs {
    let first = servers.first();
    let url = first.map_or("", |server| server.url.as_str());
    let url = markdown::code(if url.is_empty() { "/" } else { url });
    let instead = match servers {
        [server] if is_relative(server) => format!("{url} at the host of [`Self::endpoint`]"),
        [_] => url,
        _ => format!("a documented server such as {url}"),
    };
    let mut links: Vec<String> = calls.iter().take(MOST_CALLS).map(|call| format!("[`Client::{call}`]")).collect();
    if calls.len() > MOST_CALLS {
        links.push("and others".to_owned());
    }
    let writer = Writer::default()
        .line(format!("Sends the calls of `{name}` to this URL instead of {instead}."))
        .text(first.and_then(|server| server.description.as_deref()))
        .line(format!("These are: {}.", links.join(", ")));
    environment(writer, servers).finish(false)
}

/// What is said about the environment variables of servers.
fn environment(writer: Writer, servers: &[api::Server]) -> Writer {
    let mut names: Vec<String> = Vec::new();
    for name in servers.iter().filter_map(|server| server.environment.as_deref()).map(markdown::code) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => writer,
        names => writer.line(format!(
            "Unless it is set, the environment variable {} may name another URL, or several with commas between.{}",
            names.join(" or "),
            if names.iter().any(|name| name.contains('{')) {
                " What stands in braces is the setting of that name, in capitals and with `_` for what is no letter or \
                 digit."
            } else {
                ""
            }
        )),
    }
}

fn server(raw: &api::Server) -> Server {
    let variables = raw.variables.iter().map(|variable| ServerVariable {
        name: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        open: variable.open,
    });
    Server { url: raw.url.clone(), variables: variables.collect(), environment: raw.environment.clone() }
}
