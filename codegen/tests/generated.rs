//! The clients of this repository are what the generator makes of their descriptions.

use codegen::{Options, Source, SpecFolder, generate_from};

use crate::support;

#[test]
fn clients_are_current() {
    let root = support::tests("../..");
    let config: toml::Table = support::read(&root.join("spec/codegen.toml")).parse().unwrap();
    let clients = config["client"].as_array().unwrap();
    assert!(!clients.is_empty());
    for client in clients {
        let [spec, out, name, version] = ["spec", "out", "name", "version"].map(|key| client[key].as_str().unwrap());
        let source = Source::new(spec, support::read(&root.join(spec)));
        let options = Options { version: version.to_owned(), strict: true, ..Options::new(name) };
        let output = generate_from(&source, &mut SpecFolder::of(root.join(spec)), &options);
        let tree = output.tree.as_ref().unwrap_or_else(|| panic!("{}", support::messages(&output)));
        assert_eq!(tree.drift(&root.join(out)).unwrap(), [], "run `cargo xtask codegen`");
    }
}
