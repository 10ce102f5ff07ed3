//! What a call succeeds with.

use super::super::Ctx;
use super::super::answer::is_json;
use super::Unsupported;
use crate::api;
use crate::diagnostic::Place;
use crate::model::{Reply, Statuses};

impl Ctx<'_> {
    /// What a call succeeds with: one type for all the statuses that count as success.
    pub(super) fn reply(&self, raw: &api::Operation) -> Result<(Vec<Statuses>, Reply), Unsupported> {
        let mut successes: Vec<&api::Response> =
            raw.responses.iter().filter(|response| response.status.is_success()).collect();
        if successes.is_empty() {
            successes.extend(raw.responses.iter().filter(|response| response.status == api::ResponseStatus::Default));
        }
        let mut statuses = Vec::new();
        let mut reply = None;
        for response in successes {
            let next = self.response(response)?;
            if reply.as_ref().is_some_and(|first| *first != next) {
                let construct = "a second kind of success".to_owned();
                return Err(Unsupported { place: Place::Key(response.pointer.clone()), construct });
            }
            reply = Some(next);
            statuses.push(match response.status {
                api::ResponseStatus::Code(code) => Statuses::Code(code),
                api::ResponseStatus::Class(class) => Statuses::Class(class),
                api::ResponseStatus::Default => Statuses::Default,
            });
        }
        match reply {
            Some(reply) => Ok((statuses, reply)),
            None => Err(Unsupported {
                place: Place::Key(raw.pointer.key("responses")),
                construct: "an operation without a successful answer".to_owned(),
            }),
        }
    }

    fn response(&self, response: &api::Response) -> Result<Reply, Unsupported> {
        if response.content.is_empty() {
            return Ok(Reply::Empty);
        }
        match response.content.iter().find(|media| is_json(&media.name)) {
            Some(media) => Ok(Reply::Json(self.media(media))),
            None => Err(Unsupported {
                place: Place::Key(response.content[0].pointer.clone()),
                construct: format!("an answer of type `{}`", response.content[0].name),
            }),
        }
    }
}
