//! Fetches values by calls of this API: a token for a password, the id of a project for its name.

mod evaluate;
mod found;
mod inputs;

use std::fmt;

use self::evaluate::Evaluate;
use self::inputs::Inputs;
use super::api::Operation;
use super::call::Call;
use super::provider::{FetchContext, Fetched, Fetching, Provider, ProviderError};
use super::response::raw;

/// Which call answers with a value, and how the value is found in the answer.
///
/// What begins with `$` is an expression: `$inputs.NAME`, `$server.VARIABLE` or `$client.PARAMETER` in what is sent, a
/// runtime expression of OpenAPI in what is answered. `$$` at the beginning stands for one `$`.
#[derive(Debug)]
pub struct Source {
    /// What is called.
    pub operation: &'static Operation,
    /// Names and values of its parameters; values may be expressions.
    pub parameters: &'static [(&'static str, &'static str)],
    /// Its body as JSON, in which texts may be expressions. Of an object whose one key is `$first`, the first item counts
    /// all of whose expressions have values.
    pub body: Option<&'static str>,
    /// Where the value is.
    pub value: &'static str,
    /// Where the time is at which the value expires, as RFC 3339 has it.
    pub expires: Option<&'static str>,
    /// Where a list is that must have exactly one item, since the value would be one of several otherwise.
    pub exactly_one: Option<&'static str>,
}

/// Fetches the value of a [`Source`]. `Debug` shows names, and no values.
#[derive(Clone)]
pub struct Sourced {
    source: &'static Source,
    inputs: Inputs,
}

impl Sourced {
    /// What fetches the value of a source that needs no inputs, or has not got them yet.
    #[must_use]
    pub const fn new(source: &'static Source) -> Self {
        Self { source, inputs: Inputs::new() }
    }

    /// The same with an input, which messages may quote.
    #[must_use]
    pub fn input(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.inputs.set(name, value.into(), false);
        self
    }

    /// The same with an input that no message quotes.
    #[must_use]
    pub fn secret(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.inputs.set(name, value.into(), true);
        self
    }

    async fn value(&self, context: FetchContext<'_>) -> Result<Fetched, ProviderError> {
        let call = self.call(context)?;
        let answer = call.send(raw).await?;
        Ok(found::found(self.source, &answer)?)
    }

    fn call(&self, context: FetchContext<'_>) -> Result<Call, String> {
        let evaluate = Evaluate { inputs: &self.inputs, core: context.core() };
        let mut call = Call::new(context.core(), self.source.operation);
        call.without_fetching();
        call.repeatable();
        for secret in self.inputs.secrets() {
            call.keep_secret(secret);
        }
        for (name, template) in self.source.parameters {
            call.parameter(name, &evaluate.text(template)?);
        }
        if let Some(template) = self.source.body {
            call.json_body(&evaluate.body(template)?);
        }
        Ok(call)
    }
}

impl Provider for Sourced {
    fn fetch<'a>(&'a self, context: FetchContext<'a>) -> Fetching<'a> {
        Box::pin(self.value(context))
    }
}

impl fmt::Debug for Sourced {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sourced")
            .field("operation", &self.source.operation.id)
            .field("inputs", &self.inputs)
            .finish_non_exhaustive()
    }
}
