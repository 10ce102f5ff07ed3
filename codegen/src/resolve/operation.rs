//! Operations: parameters, bodies and responses, with what they inherit from their path and the document.

use indexmap::IndexMap;
use openapiv3::{Operation as RawOperation, ParameterSchemaOrContent, ReferenceOr, StatusCode};

use super::endpoints::Chain;
use super::find::Node;
use super::reference::Wanted;
use super::{Ctx, SUMMARY, extensions, external_docs, items, template};
use crate::api::{Body, Docs, Header, MediaType, Operation, Response, ResponseStatus};
use crate::diagnostic::{Diagnostic, Place};
use crate::document;
use crate::pointer::Pointer;

impl<'a> Ctx<'a> {
    /// All operations, in the description's order.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let at = Pointer::root().key("paths");
        let mut operations = Vec::new();
        for endpoint in &self.document.paths {
            let at = at.key(&endpoint.name);
            let chain = self.chain(&at, endpoint);
            let servers = chain.0.iter().find(|(_, one)| !one.item.servers.is_empty());
            let servers = servers.map(|(at, one)| self.servers(at, &one.item.servers)).unwrap_or_default();
            for (at, raw) in chain.operations() {
                let operation = self.operation(&chain, &endpoint.name, &at, raw);
                operations.extend(operation.map(|mut operation| {
                    if operation.servers.is_empty() {
                        operation.servers.clone_from(&servers);
                    }
                    operation
                }));
            }
        }
        operations
    }

    /// `None` and a warning when something that the call cannot do without leads nowhere.
    fn operation(
        &mut self,
        chain: &Chain<'a>,
        path: &str,
        at: &Pointer,
        declared: &'a document::Operation,
    ) -> Option<Operation> {
        let raw = &declared.raw;
        let mut operation = self.described(chain, path, at, declared)?;
        operation.servers = self.servers(at, &raw.servers);
        operation.security = self.security(at, raw);
        operation.pagination = self.pagination(at, &raw.extensions);
        operation.waiter = self.waiter(at, &raw.extensions);
        operation.required_together = self.required_together(at, &raw.extensions);
        self.match_template(&mut operation);
        Some(operation)
    }

    /// What an operation says of what is asked and answered.
    pub(super) fn described(
        &mut self,
        chain: &Chain<'a>,
        path: &str,
        at: &Pointer,
        declared: &'a document::Operation,
    ) -> Option<Operation> {
        let (method, raw) = (&declared.method, &declared.raw);
        let (template, query) = template::split(path);
        let mut operation = Operation {
            id: raw.operation_id.clone(),
            method: method.clone(),
            path: path.to_owned(),
            template: template.to_owned(),
            query,
            tag: raw.tags.first().cloned(),
            summary: raw.summary.clone(),
            docs: Docs {
                description: raw.description.clone(),
                external_docs: raw.external_docs.as_ref().map(external_docs),
                deprecated: raw.deprecated,
                ..Docs::default()
            },
            servers: Vec::new(),
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            security: Vec::new(),
            pagination: None,
            waiter: None,
            required_together: Vec::new(),
            pointer: at.clone(),
        };
        // No short circuit: all that is missing is told at once.
        let mut complete = true;
        for (at, endpoint) in chain.0.iter().rev() {
            complete &= self.parameters(&mut operation, at, &endpoint.item.parameters);
        }
        complete &= self.parameters(&mut operation, at, &raw.parameters);
        complete &= self.body(&mut operation, at, raw);
        self.responses(&mut operation, at, raw);
        if !complete {
            self.warn(
                Diagnostic::warning(
                    "operation-left-out",
                    Place::Key(at.clone()),
                    format!("`{method} {path}` needs something that does not exist"),
                )
                .generated("nothing for this operation"),
            );
        }
        complete.then_some(operation)
    }

    fn body(&mut self, operation: &mut Operation, at: &Pointer, raw: &'a RawOperation) -> bool {
        let Some(node) = &raw.request_body else { return true };
        let wanted = Wanted { name: "a request body", pick: Node::request_body };
        let Some((raw, at)) = self.follow(node, &at.key("requestBody"), &wanted) else {
            return false;
        };
        operation.body = Some(Body {
            required: raw.required,
            description: raw.description.clone(),
            content: self.content(&at, &raw.content),
            arrays: self.arrays,
        });
        true
    }

    fn responses(&mut self, operation: &mut Operation, at: &Pointer, raw: &'a RawOperation) {
        let at = at.key("responses");
        let declared = raw.responses.responses.iter().map(|(status, node)| {
            let (key, status) = match status {
                StatusCode::Code(code) => (code.to_string(), ResponseStatus::Code(*code)),
                StatusCode::Range(class) => (format!("{class}XX"), ResponseStatus::Class(class.to_le_bytes()[0])),
            };
            (key, status, node)
        });
        let default = raw.responses.default.iter().map(|node| ("default".to_owned(), ResponseStatus::Default, node));
        for (key, status, node) in declared.chain(default).collect::<Vec<_>>() {
            let wanted = Wanted { name: "a response", pick: Node::response };
            let Some((raw, pointer)) = self.follow(node, &at.key(&key), &wanted) else {
                // An error that cannot be described is still an error, and a success may hold anything.
                if status.is_success() {
                    let message = "nothing that can be read describes this answer";
                    let warning = Diagnostic::warning("undescribed-answer", Place::Key(at.key(&key)), message);
                    self.warn(warning.generated("bytes, whatever they are"));
                    operation.responses.push(Response::undescribed(status, at.key(&key)));
                }
                continue;
            };
            let headers = self.headers(&pointer.key("headers"), &raw.headers);
            let content = self.content(&pointer, &raw.content);
            let summary = || extensions::text(&raw.extensions, SUMMARY);
            let description = Some(raw.description.clone()).filter(|text| !text.is_empty()).or_else(summary);
            let description = description.unwrap_or_default();
            operation.responses.push(Response { status, description, headers, content });
        }
    }

    pub(super) fn headers(
        &mut self,
        at: &Pointer,
        raw: &'a IndexMap<String, ReferenceOr<openapiv3::Header>>,
    ) -> Vec<Header> {
        let mut headers = Vec::with_capacity(raw.len());
        // What an answer's type is, its `content` says: the standard ignores a header that repeats it.
        for (name, node) in raw.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
            let wanted = Wanted { name: "a header", pick: Node::header };
            let Some((raw, at)) = self.follow(node, &at.key(name), &wanted) else { continue };
            let schema = match &raw.format {
                ParameterSchemaOrContent::Schema(schema) => Some(self.whole(&at.key("schema"), schema)),
                ParameterSchemaOrContent::Content(_) => None,
            };
            let docs = Docs {
                description: raw.description.clone(),
                deprecated: raw.deprecated.unwrap_or(false),
                example: raw.example.clone(),
                ..Docs::default()
            };
            headers.push(Header { name: name.clone(), docs, schema });
        }
        headers
    }

    fn first_example(&mut self, at: &Pointer, raw: &'a openapiv3::MediaType) -> Option<serde_json::Value> {
        let (name, node) = raw.examples.first()?;
        let wanted = Wanted { name: "an example", pick: Node::example };
        let (example, _) = self.follow(node, &at.key(name), &wanted)?;
        example.value.clone()
    }

    fn content(&mut self, at: &Pointer, raw: &'a openapiv3::Content) -> Vec<MediaType> {
        let at = at.key("content");
        let mut content = Vec::with_capacity(raw.len());
        for (name, raw) in raw {
            let at = at.key(name);
            let whole = raw.schema.as_ref().map(|schema| self.whole(&at.key("schema"), schema));
            let item = if whole.is_none() { items::of(&at, name, raw) } else { None };
            let is_of_item = item.is_some();
            let schema = whole.or_else(|| item.map(|(at, schema)| self.whole(&at, &schema)));
            self.tell_of_positions(&at, &raw.extensions);
            let example = raw.example.clone().or_else(|| self.first_example(&at.key("examples"), raw));
            let encoding = self.encoding(&at.key("encoding"), &raw.encoding);
            content.push(MediaType { pointer: at, name: name.clone(), schema, is_of_item, example, encoding });
        }
        content
    }
}
