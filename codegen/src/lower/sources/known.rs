//! What sources may speak of, found once for all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Operation, SecurityScheme, Template};
use crate::cycles::cycles;

pub(in crate::lower) struct Known<'a> {
    /// The position of the first operation of each id.
    operations: BTreeMap<&'a str, usize>,
    /// The schemes whose values are fetched by calls that need these values.
    circular: BTreeSet<&'a str>,
    /// The variables of all servers.
    variables: BTreeSet<&'a str>,
    /// The parameters that the client takes; `None` where some may have been left out on request.
    parameters: Option<BTreeSet<&'a str>>,
}

impl<'a> Known<'a> {
    pub(in crate::lower) fn new(api: &'a Api) -> Self {
        let mut operations = BTreeMap::new();
        for (index, operation) in api.operations.iter().enumerate() {
            if let Some(id) = &operation.id {
                operations.entry(id.as_str()).or_insert(index);
            }
        }
        let servers = api.servers.iter().chain(api.operations.iter().flat_map(|operation| &operation.servers));
        let variables = servers.flat_map(|server| &server.variables).map(|variable| variable.name.as_str()).collect();
        let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
        let parameters = parameters.filter(|parameter| parameter.client).map(|parameter| parameter.name.as_str());
        Self {
            circular: circular(api, &operations),
            parameters: (!api.is_part).then(|| parameters.collect()),
            operations,
            variables,
        }
    }

    pub(super) fn operation(&self, id: &str) -> Option<usize> {
        self.operations.get(id).copied()
    }

    /// Whether the value of a scheme is needed by what fetches it.
    pub(super) fn is_circular(&self, scheme: &SecurityScheme) -> bool {
        self.circular.contains(scheme.name.as_str())
    }

    pub(super) fn problem(&self, template: &Template) -> Option<String> {
        match template {
            Template::Input(_) => None,
            Template::Server(name) => {
                (!self.variables.contains(name.as_str())).then(|| format!("no server has a variable `{name}`"))
            }
            Template::Client(name) => {
                let is_known = self.parameters.as_ref().is_none_or(|parameters| parameters.contains(name.as_str()));
                (!is_known).then(|| format!("no parameter `{name}` has `x-client-parameter: true`"))
            }
        }
    }
}

fn circular<'a>(api: &'a Api, operations: &BTreeMap<&str, usize>) -> BTreeSet<&'a str> {
    let schemes: BTreeMap<&str, usize> =
        api.security_schemes.iter().enumerate().map(|(index, scheme)| (scheme.name.as_str(), index)).collect();
    let needed = |index: usize| -> Vec<usize> {
        let source = api.security_schemes.get(index).and_then(|scheme| scheme.source.as_ref());
        let call = source.and_then(|source| operations.get(source.operation.as_str()));
        let call: Option<&Operation> = call.and_then(|&index| api.operations.get(index));
        let names = call.into_iter().flat_map(|call| call.security.iter().flatten());
        names.filter_map(|name| schemes.get(name.as_str()).copied()).collect()
    };
    let circular = cycles(0..api.security_schemes.len(), needed).into_keys();
    circular.filter_map(|index| Some(api.security_schemes.get(index)?.name.as_str())).collect()
}
