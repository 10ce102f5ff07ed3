//! What every operation of this client goes through: requests, transport, errors and JSON.
//!
//! Start with [`Error`], which all calls return, and with [`Transport`], which sends what they build.
//! What these pages do not show is for generated code alone and may change with every version.

mod addresses;
mod api;
mod binary;
mod body;
mod byte_stream;
mod calendar;
mod call;
mod civil_date;
mod civil_time;
mod clock;
mod codec;
mod config;
mod core;
mod credentials;
mod date_time;
mod error;
mod event_stream;
mod expression;
mod field;
mod forms;
mod header_view;
mod incoming;
mod json_lines;
mod limits;
mod multipart;
mod open_enum;
mod open_integer_enum;
mod pages;
mod param;
mod password;
mod provider;
mod query;
mod request;
mod response;
mod retry;
mod rfc3339;
mod sdk_hmac_sha256;
mod secrets;
mod signer;
mod source;
mod style;
#[cfg(feature = "test-util")]
pub mod test_util;
mod text;
mod transport;
mod tree;
mod unions;
mod uploads;
mod url;
mod uuids;
mod wait;
mod webhooks;

#[doc(hidden)]
pub use self::core::Core;
#[doc(hidden)]
pub use api::{Api, ErrorShape, Provided, method};
pub use api::{Arrays, Location, Operation, Parameter, Rule, Style, Writing};
pub use api::{Scheme, SchemeLocation, Server, Service, Statuses, Variable};
pub use body::{Body, BodyFlow, BodyReader, BodySource, Measuring};
pub use bytes::Bytes;
pub use call::Pending;
#[doc(hidden)]
pub use call::{Call, EncodedPart};
#[doc(hidden)]
pub use codec::{Blank, Decode, Members, Model, Object, Place, Rest, model, object, parsed, secret, text};
#[doc(hidden)]
pub use config::Config;
#[doc(hidden)]
pub use credentials::Credentials;
pub use error::{Error, ErrorKind};
#[doc(hidden)]
pub use header_view::HeaderView;
pub use http::{HeaderMap, Method, StatusCode};
#[doc(hidden)]
pub use incoming::Incoming;
#[doc(hidden)]
pub use param::Param;
pub use provider::{FetchContext, Fetched, Fetching, Provider, ProviderError};
pub use request::Request;
pub use response::Response;
#[doc(hidden)]
pub use response::{RawResponse, empty, json, raw, string};
pub use retry::RetryPolicy;
pub use signer::{Preparing, Signer};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{Chunks, Transport, TransportBody, TransportError, TransportResponse};
#[doc(hidden)]
pub use tree::Tree;

// Parts that a client has only if its description needs them. Each line names one part alone.
pub use binary::{Base64, InvalidBase64};
pub use byte_stream::ByteStream;
pub use calendar::InvalidDateTime;
pub use civil_date::Date;
pub use civil_time::Time;
pub use date_time::DateTime;
pub use event_stream::{Event, EventStream};
pub use field::Field;
pub use forms::FormField;
pub use json_lines::JsonLines;
pub use multipart::{Multipart, Part};
pub use open_enum::UnknownValue;
pub(crate) use open_enum::open_enum;
pub use open_integer_enum::UnknownInteger;
pub(crate) use open_integer_enum::open_integer_enum;
pub use pages::{Items, PageBy, Pages, Paging};
pub use password::Password;
pub use sdk_hmac_sha256::{AccessKey, CanonicalRequest, KeyChain, Machine};
pub use source::{Source, Sourced};
pub(crate) use unions::open_union;
pub use unions::{Branch, Buffer, Composed, Kept, Tag, Union, UnknownVariant, Whole};
pub use unions::{named, tagged, union, union_knows};
pub use wait::{Wait, Waiter};
#[doc(hidden)]
pub use webhooks::{payload, text_payload};
