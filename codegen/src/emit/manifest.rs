//! `Cargo.toml`: what cargo needs to know; what people add to it stands outside the markers.

use crate::model::{Crate, Package, Part};

/// The toolchain that clients are checked with.
const RUST_VERSION: &str = "1.95";

/// What the runtime stands on. The versions are those of the generator's own workspace; a test compares them.
const DEPENDENCIES: &[(&str, &str)] = &[
    ("base64", r#"{ version = "0.23.1", default-features = false, features = ["alloc"] }"#),
    ("bytes", r#""1.12.2""#),
    ("futures-core", r#"{ version = "0.3.34", default-features = false }"#),
    ("hmac", r#""0.13.0""#),
    ("http", r#""1.5.0""#),
    ("http-body", r#"{ version = "1.1.0", optional = true }"#),
    ("httpdate", r#""1.0.3""#),
    ("jiff", r#"{ version = "1.0.2", default-features = false, features = ["std"], optional = true }"#),
    (
        "reqwest",
        r#"{ version = "0.13.5", default-features = false, features = ["http2", "rustls-no-provider", "system-proxy"], optional = true }"#,
    ),
    (
        "rustls",
        r#"{ version = "0.23.46", default-features = false, features = ["ring", "std", "tls12"], optional = true }"#,
    ),
    ("rustls-platform-verifier", r#"{ version = "0.7.1", optional = true }"#),
    ("serde_core", r#""1.0.229""#),
    ("serde_json", r#"{ version = "1.0.154", features = ["float_roundtrip"] }"#),
    ("sha2", r#"{ version = "0.11.1", default-features = false }"#),
    ("tokio", r#"{ version = "1.54.1", features = ["rt", "sync", "time"] }"#),
    ("uuid", r#"{ version = "1.29.3", default-features = false, features = ["serde", "std"] }"#),
];

/// The crates that a client may depend on.
pub(crate) fn dependencies() -> impl Iterator<Item = &'static str> {
    DEPENDENCIES.iter().map(|(name, _)| *name)
}

pub(super) fn emit(krate: &Crate) -> String {
    let times = krate.parts.contains(&Part::Calendar);
    let mut text = package(&krate.package);
    text.push_str(&features(times));
    text.push_str("\n[dependencies]\n");
    let needed = |name: &str| match name {
        "base64" => krate.parts.contains(&Part::Binary),
        "jiff" => times,
        "hmac" | "sha2" => krate.parts.contains(&Part::SdkHmacSha256),
        "uuid" => krate.parts.contains(&Part::Uuids),
        _ => true,
    };
    for (name, requirement) in DEPENDENCIES.iter().filter(|(name, _)| needed(name)) {
        text.push_str(&format!("{name} = {requirement}\n"));
    }
    text
}

fn package(package: &Package) -> String {
    let Package { name, version, description, .. } = package;
    let [name, version, description] = [name, version, description].map(|text| string(text));
    let documentation = package.documentation.as_ref().filter(|url| url.starts_with("http"));
    let homepage = documentation.map(|url| format!("homepage = {}\n", string(url))).unwrap_or_default();
    format!(
        "[package]\nname = {name}\nversion = {version}\nedition = \"2024\"\nrust-version = \"{RUST_VERSION}\"\n\
         description = {description}\n{homepage}license = \"0BSD\"\n"
    )
}

fn features(times: bool) -> String {
    let (default, jiff) = if times {
        (r#"["jiff", "reqwest"]"#, "# Conversions of dates and times to those of `jiff`.\njiff = [\"dep:jiff\"]\n")
    } else {
        (r#"["reqwest"]"#, "")
    };
    format!(
        "\n[features]\ndefault = {default}\n{jiff}\
         # The transport that is used unless another is given.\n\
         reqwest = [\"dep:http-body\", \"dep:reqwest\", \"dep:rustls\", \"dep:rustls-platform-verifier\"]\n\
         # A transport that records requests and answers from a script.\ntest-util = []\n"
    )
}

/// A TOML string of any text.
fn string(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
