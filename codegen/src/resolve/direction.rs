//! Says of every schema whether requests reach it, responses reach it, or both.

use crate::api::{Direction, Operation, SchemaId, Schemas, Webhook};

/// Marks every schema; one that nothing reaches travels both ways, since somebody else may use it.
///
/// What a webhook brings is received, and what answers it is sent.
pub(super) fn mark(schemas: &mut Schemas, operations: &[Operation], webhooks: &[Webhook]) {
    for operation in operations {
        spread(schemas, asked(operation), |direction| &mut direction.sent);
        spread(schemas, answered(operation), |direction| &mut direction.received);
    }
    for Webhook { request, .. } in webhooks {
        spread(schemas, asked(request), |direction| &mut direction.received);
        spread(schemas, answered(request), |direction| &mut direction.sent);
    }
    for id in schemas.ids() {
        let direction = &mut schemas.get_mut(id).direction;
        if *direction == Direction::default() {
            *direction = Direction { sent: true, received: true };
        }
    }
}

/// The schemas of parameters and bodies.
fn asked(operation: &Operation) -> Vec<SchemaId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
    let body = operation.body.iter().flat_map(|body| &body.content).filter_map(|media| media.schema);
    parameters.chain(body).collect()
}

/// The schemas of answers and their headers.
fn answered(operation: &Operation) -> Vec<SchemaId> {
    let content = operation.responses.iter().flat_map(|response| &response.content);
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    content.filter_map(|media| media.schema).chain(headers.filter_map(|header| header.schema)).collect()
}

/// Sets one way on all that `pending` reaches; each schema is visited once per way.
fn spread(schemas: &mut Schemas, mut pending: Vec<SchemaId>, way: fn(&mut Direction) -> &mut bool) {
    while let Some(id) = pending.pop() {
        let schema = schemas.get_mut(id);
        if std::mem::replace(way(&mut schema.direction), true) {
            continue;
        }
        pending.extend(schema.kind.parts());
    }
}
