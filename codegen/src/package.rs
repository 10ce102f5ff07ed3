//! Which names a package may have.

/// Names that cargo refuses, or under which a client could not find the standard library.
const TAKEN: &[&str] = &["alloc", "core", "proc_macro", "std", "test"];

/// Whether a client may be called so.
///
/// # Errors
///
/// Says in words why not: cargo would refuse the name, or it is that of a crate that every client uses.
pub fn check_package_name(name: &str) -> Result<(), String> {
    let library = name.replace('-', "_");
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if !begins || !name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_')) {
        return Err("it must begin with a letter and go on with letters, digits, `-` and `_`".to_owned());
    }
    if crate::ident::is_keyword(&library) || TAKEN.contains(&library.as_str()) {
        return Err("Rust keeps this name for itself".to_owned());
    }
    if crate::emit::dependencies().any(|dependency| dependency.replace('-', "_") == library) {
        return Err("it is the name of a crate that every client uses".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check_package_name;

    #[test]
    fn names_that_cargo_takes_are_told_apart() {
        for name in ["petstore", "pet-store_2", "Pets"] {
            assert_eq!(check_package_name(name), Ok(()), "{name}");
        }
        for name in ["", "1password", "a/b", "fn", "test", "serde-json", "http", "ünder"] {
            assert!(check_package_name(name).is_err(), "{name}");
        }
    }
}
