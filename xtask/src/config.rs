//! Reads `spec/codegen.toml`: which description becomes which crate.

use std::path::{Path, PathBuf};

use codegen::Arrays;
use toml::{Table, Value};

use crate::outcome::Failure;

/// A client that this repository keeps.
#[derive(Debug)]
pub(crate) struct Client {
    /// The description, below the repository's root, with `/`.
    pub(crate) spec: String,
    /// The crate's folder, below the repository's root.
    pub(crate) out: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// Whether what is sent and what is received may become two types (`codegen::Options::split`).
    pub(crate) split: bool,
    /// How lists are written in names that nest (`codegen::Options::deep_object_arrays`).
    pub(crate) deep_object_arrays: Option<codegen::Arrays>,
    /// What changes the description, one after the other, below the repository's root, with `/`.
    pub(crate) overlays: Vec<String>,
}

/// The root of the repository: this package's parent.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// All clients that `spec/codegen.toml` lists.
pub(crate) fn clients() -> Result<Vec<Client>, Failure> {
    let path = root().join("spec/codegen.toml");
    let shown = "spec/codegen.toml";
    let text =
        std::fs::read_to_string(path).map_err(|error| Failure::usage(format!("cannot read {shown}: {error}")))?;
    parse(&text).map_err(|problem| Failure::usage(format!("{shown}: {problem}")))
}

fn parse(text: &str) -> Result<Vec<Client>, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| error.to_string().trim_end().to_owned())?;
    if let Some(key) = table.keys().find(|key| *key != "client") {
        return Err(format!("`{key}` is unknown; clients stand below `[[client]]`"));
    }
    let Some(Value::Array(clients)) = table.get("client") else {
        return Err("there is no `[[client]]`".to_owned());
    };
    clients.iter().enumerate().map(|(index, value)| client(index, value)).collect()
}

fn client(index: usize, value: &Value) -> Result<Client, String> {
    const TEXTS: [&str; 4] = ["spec", "out", "name", "version"];
    const KEYS: [&str; 7] = ["spec", "out", "name", "version", "split", "deep_object_arrays", "overlays"];
    let Value::Table(table) = value else { return Err(format!("client {index} is no table")) };
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("client {index} has the unknown key `{key}`; known are {}", KEYS.join(", ")));
    }
    let text = |key: &str| match table.get(key) {
        Some(Value::String(text)) => Ok(text.clone()),
        _ => Err(format!("client {index} needs `{key}`, a string")),
    };
    let split = match table.get("split") {
        None => true,
        Some(Value::Boolean(split)) => *split,
        Some(_) => return Err(format!("client {index} has a `split` that is neither `true` nor `false`")),
    };
    let deep_object_arrays = match table.get("deep_object_arrays").map(|value| value.as_str().and_then(Arrays::of)) {
        Some(None) => {
            let words = "`indices`, `brackets` nor `repeat`";
            return Err(format!("client {index} has a `deep_object_arrays` that is neither {words}"));
        }
        arrays => arrays.flatten(),
    };
    let overlays = match table.get("overlays") {
        None => Some(Vec::new()),
        Some(Value::Array(paths)) => paths.iter().map(|path| path.as_str().map(str::to_owned)).collect(),
        Some(_) => None,
    };
    let overlays = overlays.ok_or_else(|| format!("client {index} has `overlays` that are no list of strings"))?;
    let [spec, out, name, version] = TEXTS.map(text);
    Ok(Client { spec: spec?, out: out?, name: name?, version: version?, split, deep_object_arrays, overlays })
}

#[cfg(test)]
mod tests {
    use codegen::Arrays;

    use super::parse;

    #[test]
    fn a_client_needs_all_its_keys() {
        let text = "[[client]]\nspec = 's'\nout = 'o'\nname = 'n'\nversion = '1.0.0'\n";
        assert_eq!(parse(text).unwrap()[0].version, "1.0.0");
        let split = |more: &str| parse(&format!("{text}{more}")).map(|clients| clients[0].split);
        assert_eq!([split(""), split("split = false")], [Ok(true), Ok(false)]);
        assert_eq!(split("split = 1").unwrap_err(), "client 0 has a `split` that is neither `true` nor `false`");
        let arrays = |more: &str| parse(&format!("{text}{more}")).map(|clients| clients[0].deep_object_arrays);
        assert_eq!([arrays(""), arrays("deep_object_arrays = 'repeat'")], [Ok(None), Ok(Some(Arrays::Repeat))]);
        assert_eq!(
            arrays("deep_object_arrays = 'dots'").unwrap_err(),
            "client 0 has a `deep_object_arrays` that is neither `indices`, `brackets` nor `repeat`"
        );
        let overlays = |more: &str| parse(&format!("{text}{more}")).map(|clients| clients[0].overlays.clone());
        assert_eq!(overlays("overlays = ['a', 'b']").unwrap(), ["a", "b"]);
        for wrong in ["overlays = 'a'", "overlays = [1]"] {
            assert_eq!(overlays(wrong).unwrap_err(), "client 0 has `overlays` that are no list of strings");
        }
        for (from, to, problem) in [
            ("version = '1.0.0'", "", "client 0 needs `version`, a string"),
            (
                "name = 'n'",
                "nam = 'n'",
                "client 0 has the unknown key `nam`; known are spec, out, name, version, split, deep_object_arrays, overlays",
            ),
            ("[[client]]", "[[clients]]", "`clients` is unknown; clients stand below `[[client]]`"),
        ] {
            assert_eq!(parse(&text.replace(from, to)).unwrap_err(), problem);
        }
    }
}
