//! What a call succeeds with.

use super::super::Ctx;
use super::super::answer::{Reading, essence, is_xml, reading};
use super::super::names::OperationNames;
use super::super::statuses::statuses;
use crate::api::{self, Kind, ResponseStatus, SchemaId};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Answers, Reply, Statuses, Type};

/// What an answer holds, and what is asked for to get it so.
pub(super) struct Form {
    pub(super) reply: Reply,
    /// Empty where there is nothing to ask for.
    pub(super) accept: String,
}

impl Ctx<'_> {
    /// What a call succeeds with: one type where all its successes agree, otherwise one that tells them apart.
    pub(super) fn answers(&mut self, raw: &api::Operation, names: &OperationNames) -> Answers {
        let responses = successes(raw);
        if responses.is_empty() {
            let success = vec![Statuses::Class(2)];
            return Answers { success, accept: String::new(), reply: Reply::Empty, forms: Vec::new() };
        }
        let (mut replies, mut forms) = (Vec::with_capacity(responses.len()), Vec::new());
        let mut accept: Vec<String> = Vec::new();
        for &response in &responses {
            let Form { reply, accept: wanted } = self.form(raw, response);
            if !wanted.is_empty() && !accept.contains(&wanted) {
                accept.push(wanted);
            }
            for (name, form) in self.other_forms(response, &reply) {
                if forms.iter().all(|(known, _, _)| *known != name) {
                    forms.push((name, form.accept, form.reply));
                }
            }
            replies.push(reply);
        }
        let success = responses.iter().map(|response| statuses(response.status)).collect();
        let reply = match (&names.kinds, replies.first()) {
            (Some(name), Some(first)) if replies.iter().any(|reply| reply != first) => {
                Reply::ByStatus(self.kinds(name, names, &responses, replies))
            }
            _ => replies.into_iter().next().unwrap_or(Reply::Empty),
        };
        Answers { success, accept: accept.join(", "), reply, forms }
    }

    /// What one answer holds. JSON is asked for where it is offered, or else what comes first; a stream only where there
    /// is nothing else.
    fn form(&mut self, raw: &api::Operation, response: &api::Response) -> Form {
        let streams = [Reading::Events, Reading::Lines];
        let best = best(response, &[Reading::Json]).or_else(|| {
            let whole = response.content.iter().find(|media| !streams.contains(&reading(&media.name)));
            whole.or_else(|| self::best(response, &streams))
        });
        let Some(media) = best.filter(|_| has_content(raw, response.status)) else {
            return Form { reply: Reply::Empty, accept: String::new() };
        };
        let reply = match reading(&media.name) {
            _ if self.is_binary(media) => Reply::Bytes,
            Reading::Json => Reply::Json(self.media(media)),
            Reading::Events => self.events(media),
            Reading::Lines => self.lines(media),
            Reading::Text => {
                self.warn_of_xml(media);
                Reply::Text
            }
            Reading::Bytes => Reply::Bytes,
        };
        let accept = if reply == Reply::Bytes { self.accept_bytes(response) } else { accept(media, &reply) };
        Form { reply, accept }
    }

    /// The streams that an answer is offered as, too.
    fn other_forms(&self, response: &api::Response, reply: &Reply) -> Vec<(&'static str, Form)> {
        if !matches!(reply, Reply::Json(_) | Reply::Text | Reply::Bytes) {
            return Vec::new();
        }
        let form = |media: &api::MediaType, reply: Reply| Form { accept: accept(media, &reply), reply };
        let events = best(response, &[Reading::Events]).map(|media| ("events", form(media, self.events(media))));
        let lines = best(response, &[Reading::Lines]).map(|media| ("lines", form(media, self.lines(media))));
        events.into_iter().chain(lines).collect()
    }

    /// Data of events are JSON, unless the description says that they are texts.
    fn events(&self, media: &api::MediaType) -> Reply {
        let data = match media.schema.map(|schema| (schema, &self.api.schemas.target(schema).kind)) {
            // The schema of an event names what it carries; that of several kinds of events leads nowhere.
            Some((_, Kind::Object(event))) if media.is_of_item && data_of(event).is_some() => data_of(event),
            Some((_, Kind::Union(union))) if media.is_of_item => {
                self.without_data(union).then_some(media.schema).flatten()
            }
            Some((_, Kind::Array(item))) if !media.is_of_item => Some(*item),
            schema => schema.map(|(schema, _)| schema),
        };
        let is_text = |data| matches!(self.api.schemas.target(data).kind, Kind::Any | Kind::String { .. });
        Reply::Events(data.filter(|data| !is_text(*data)).map(|data| self.ty(data)))
    }

    /// Whether no branch is an event around its data.
    fn without_data(&self, union: &api::Union) -> bool {
        union.branches.iter().all(|&branch| match &self.api.schemas.target(branch).kind {
            Kind::Object(event) => data_of(event).is_none(),
            _ => true,
        })
    }

    fn lines(&self, media: &api::MediaType) -> Reply {
        Reply::Lines(self.one_of(media))
    }

    /// What comes one after the other: the schema may be that of all of it, or of one.
    fn one_of(&self, media: &api::MediaType) -> Type {
        match media.schema.map(|schema| &self.api.schemas.target(schema).kind) {
            Some(Kind::Array(item)) if !media.is_of_item => self.ty(*item),
            _ => self.media(media),
        }
    }

    /// Bytes are handed over as they come, so that all kinds of them are asked for.
    fn accept_bytes(&self, response: &api::Response) -> String {
        let is_one = |media: &&api::MediaType| self.is_binary(media) || reading(&media.name) == Reading::Bytes;
        let mut kinds: Vec<String> = Vec::new();
        for media in response.content.iter().filter(is_one) {
            let kind = accept(media, &Reply::Bytes);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds.join(", ")
    }

    fn is_binary(&self, media: &api::MediaType) -> bool {
        let kind = media.schema.map(|schema| &self.api.schemas.target(schema).kind);
        matches!(kind, Some(Kind::String { format: Some(format), .. }) if format == "binary")
    }

    /// One message for all of them: what is wrong is the same everywhere.
    pub(super) fn warn_of_xml(&mut self, media: &api::MediaType) {
        let Some(schema) = media.schema.filter(|_| is_xml(&media.name) && !self.has_met_xml) else { return };
        if matches!(self.api.schemas.target(schema).kind, Kind::String { .. } | Kind::Any) {
            return;
        }
        self.has_met_xml = true;
        let message = "XML is neither read nor written: its schemas have no effect";
        let warning = Diagnostic::warning("xml-as-text", Place::Key(media.pointer.clone()), message);
        self.diagnostics.push(warning.generated("the XML as text, here and wherever else it is"));
    }
}

/// What an event carries, by the schema of all of it.
fn data_of(event: &api::Object) -> Option<SchemaId> {
    event.properties.iter().find(|property| property.name == "data").map(|property| property.schema)
}

/// The answers that are the result: those of the 200s; or else those that lead elsewhere; or else what is said of all.
pub(in super::super) fn successes(raw: &api::Operation) -> Vec<&api::Response> {
    let of = |is_it: &dyn Fn(ResponseStatus) -> bool| -> Vec<&api::Response> {
        let mut found: Vec<_> = raw.responses.iter().filter(|response| is_it(response.status)).collect();
        found.sort_by_key(|response| response.status);
        found
    };
    let leads_on = |status| matches!(status, ResponseStatus::Code(300..=303 | 305..=399) | ResponseStatus::Class(3));
    [of(&ResponseStatus::is_success), of(&leads_on), of(&|status| status == ResponseStatus::Default)]
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Whether HTTP allows an answer to have content.
fn has_content(raw: &api::Operation, status: ResponseStatus) -> bool {
    raw.method != "HEAD" && !matches!(status, ResponseStatus::Code(204 | 205 | 304))
}

/// The first form of an answer that is read in the first of these ways.
pub(super) fn best<'a>(response: &'a api::Response, ways: &[Reading]) -> Option<&'a api::MediaType> {
    let of = |way: &Reading| response.content.iter().find(move |media| reading(&media.name) == *way);
    let plain = response.content.iter().find(|media| essence(&media.name) == "application/json");
    plain.filter(|_| ways.contains(&Reading::Json)).or_else(|| ways.iter().find_map(of))
}

/// What is asked for to get an answer of a type. Whoever writes `*/*` mostly means JSON, but need not call it so.
fn accept(media: &api::MediaType, reply: &Reply) -> String {
    let is_range = media.name.contains('*');
    match reply {
        Reply::Json(_) if is_range => format!("application/json, {};q=0.8", essence(&media.name)),
        _ if media.name == api::ANY_MEDIA => "*/*".to_owned(),
        // An encoding of texts that is named here is no choice that servers offer.
        _ => match media.name.split_once(';') {
            Some((essence, parameters)) if parameters.to_lowercase().contains("charset") => essence.trim().to_owned(),
            _ => media.name.trim().to_owned(),
        },
    }
}
