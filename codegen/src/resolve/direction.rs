//! Says of every schema whether requests reach it, responses reach it, or both.

use crate::api::{Direction, Operation, SchemaId, Schemas};

/// Marks every schema; one that nothing reaches travels both ways, since somebody else may use it.
pub(super) fn mark(schemas: &mut Schemas, operations: &[Operation]) {
    for operation in operations {
        let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
        let body = operation.body.iter().flat_map(|body| &body.content).filter_map(|media| media.schema);
        spread(schemas, parameters.chain(body).collect(), |direction| &mut direction.sent);
        let content = operation.responses.iter().flat_map(|response| &response.content);
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        let received = content.filter_map(|media| media.schema).chain(headers.filter_map(|header| header.schema));
        spread(schemas, received.collect(), |direction| &mut direction.received);
    }
    for id in schemas.ids() {
        let direction = &mut schemas.get_mut(id).direction;
        if *direction == Direction::default() {
            *direction = Direction { sent: true, received: true };
        }
    }
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
