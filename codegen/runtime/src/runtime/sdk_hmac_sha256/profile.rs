//! Finds a key in a profile file, as the official SDKs keep one in the home directory.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::super::signer::Signer as _;
use super::super::text::excerpt;
use super::AccessKey;
use super::found::{Found, Origin};
use super::ini::Section;
use super::machine::{LARGEST, Machine};

const FILE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";
const SECTION: &str = "basic";

/// The most that a message repeats of a path or of what the system says, in characters.
const LONGEST: usize = 200;

/// The key of the given file or else of the usual one, or why there is none.
pub(super) fn find(machine: &dyn Machine, given: Option<&Path>) -> Result<Found, String> {
    let (path, shown) = place(machine, given)?;
    let text = text(machine, &path).map_err(|problem| format!("{shown} {problem}"))?;
    found(&text).map_err(|problem| format!("{shown} {problem}"))
}

/// Where the file is, and how messages name it.
fn place(machine: &dyn Machine, given: Option<&Path>) -> Result<(PathBuf, String), String> {
    // A path need not be UTF-8.
    let named = given.map(PathBuf::from).or_else(|| machine.variable(FILE).map(PathBuf::from));
    if let Some(path) = named.filter(|path| !path.as_os_str().is_empty()) {
        let shown = excerpt(&path.to_string_lossy(), LONGEST);
        return Ok((path, shown));
    }
    let home = machine.home().ok_or_else(|| format!("{FILE} is not set, and nobody knows the home directory"))?;
    Ok((home.join(".huaweicloud").join("credentials"), "~/.huaweicloud/credentials".to_owned()))
}

fn text(machine: &dyn Machine, path: &Path) -> Result<String, String> {
    let content = machine.read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => "does not exist".to_owned(),
        ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        _ => format!("cannot be read: {}", excerpt(&error.to_string(), LONGEST)),
    })?;
    if content.len() > LARGEST {
        return Err("is larger than 1 MiB".to_owned());
    }
    String::from_utf8(content).map_err(|_| "is not UTF-8".to_owned())
}

fn found(text: &str) -> Result<Found, String> {
    let section = Section::read(text, SECTION).map_err(|problem| format!("cannot be read: {problem}"))?;
    let section = section.ok_or_else(|| format!("has no section `[{SECTION}]`"))?;
    let value = |name: &str| section.value(name).map(str::to_owned);
    let (id, secret) = match (value("ak"), value("sk")) {
        (Some(id), Some(secret)) => (id, secret),
        (Some(_), None) => return Err(format!("has an `ak`, but no `sk` in `[{SECTION}]`")),
        (None, Some(_)) => return Err(format!("has an `sk`, but no `ak` in `[{SECTION}]`")),
        (None, None) => return Err(format!("has no `ak` in `[{SECTION}]`")),
    };
    let key = AccessKey { id, secret, security_token: value("security_token") };
    key.check().map_err(|problem| format!("has a key that cannot be used: {problem}"))?;
    Ok(Found { key, project: value("project_id"), origin: Origin::Profile, end: None })
}
