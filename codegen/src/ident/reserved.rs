//! Words that a description's names may not take, by scope.

/// Keywords of all editions, strict and reserved.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while",
    "yield",
];

/// Names that no file may have on Windows, whatever its extension.
const DEVICES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Types that a file below `models` sees: the prelude's and what its impls import.
pub(crate) const MODEL_TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Base64",
    "Blank",
    "Box",
    "Clone",
    "Copy",
    "Date",
    "DateTime",
    "Debug",
    "Decode",
    "Default",
    "Deserialize",
    "Deserializer",
    "Drop",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Into",
    "Iterator",
    "MapAccess",
    "Members",
    "Model",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Password",
    "Result",
    "Send",
    "Serialize",
    "Serializer",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Time",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "UnknownInteger",
    "UnknownValue",
    "Unpin",
    "Vec",
];

/// Types that a file below `operations` sees; models are qualified there.
pub(crate) const OPERATION_TYPES: &[&str] = &[
    "Arrays",
    "AsRef",
    "BTreeMap",
    "Base64",
    "Body",
    "Box",
    "ByteStream",
    "Call",
    "Client",
    "Clone",
    "Date",
    "DateTime",
    "Debug",
    "Duration",
    "FormField",
    "From",
    "Error",
    "EventStream",
    "HeaderMap",
    "HeaderView",
    "Incoming",
    "Into",
    "IntoIterator",
    "Items",
    "JsonLines",
    "Method",
    "Multipart",
    "Operation",
    "Option",
    "PageBy",
    "Pages",
    "Paging",
    "Parameter",
    "Part",
    "Password",
    "Pending",
    "RawResponse",
    "Response",
    "Result",
    "Rule",
    "Self",
    "Some",
    "Statuses",
    "String",
    "Style",
    "Time",
    "Tree",
    "TryFrom",
    "Vec",
    "Wait",
    "Waiter",
];

/// Types that the root of a client, its builder or its servers see.
pub(crate) const ROOT_TYPES: &[&str] = &[
    "Api",
    "Arc",
    "Base64",
    "Body",
    "ByteStream",
    "Clone",
    "Client",
    "ClientBuilder",
    "Config",
    "Core",
    "Credentials",
    "Date",
    "DateTime",
    "Debug",
    "Duration",
    "Error",
    "ErrorKind",
    "ErrorShape",
    "Event",
    "EventStream",
    "From",
    "Into",
    "Items",
    "Multipart",
    "JsonLines",
    "Ok",
    "Pages",
    "Part",
    "Password",
    "Response",
    "Result",
    "RetryPolicy",
    "Self",
    "Server",
    "Service",
    "Time",
    "Transport",
    "UnknownValue",
    "Variable",
    "Wait",
];

/// Methods that every request builder has.
pub(crate) const BUILDER_METHODS: &[&str] =
    &["clone", "pages", "send", "send_blocking", "send_with_response", "stream", "timeout", "wait"];

/// Methods that every view of headers has.
pub(crate) const HEADER_METHODS: &[&str] = &["clone", "of"];

/// Methods that every client has.
pub(crate) const CLIENT_METHODS: &[&str] = &["builder", "clone", "new"];

/// Methods that every client builder has.
pub(crate) const CLIENT_BUILDER_METHODS: &[&str] = &[
    "allow_plain_http",
    "attempt_timeout",
    "build",
    "check_requests",
    "clone",
    "connect_timeout",
    "credentials",
    "endpoint",
    "max_body_size",
    "retry",
    "timeout",
    "transport",
    "user_agent",
];

/// Methods that every error has, those that it keeps to itself included: two of a name cannot be.
pub(crate) const ERROR_METHODS: &[&str] = &[
    "about",
    "api",
    "attempts",
    "body",
    "body_text",
    "code",
    "decode",
    "decode_failure",
    "failed_fetch",
    "find",
    "fmt",
    "from",
    "headers",
    "into",
    "is_auth",
    "is_connect",
    "is_decode",
    "is_failed",
    "is_invalid_request",
    "is_not_found",
    "is_permission",
    "is_retryable",
    "is_status",
    "is_throttled",
    "is_timeout",
    "kind",
    "message",
    "new",
    "operation",
    "path",
    "refusal",
    "refused",
    "request_id",
    "retry_after",
    "source",
    "status",
    "to_string",
    "undescribed",
    "unreadable",
    "with_attempts",
    "with_message",
    "with_note",
    "with_request_id_noted",
    "with_source",
    "without_answer",
];

pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

pub(super) fn is_device_name(name: &str) -> bool {
    DEVICES.contains(&name)
}

/// The field of structs that holds members which no property describes.
pub(crate) const REST: &str = "additional_properties";
