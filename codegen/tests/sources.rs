//! Values that a client fetches by calls of its own: where descriptions are odd or long.

use std::fmt::Write as _;

use codegen::{Options, Source, generate};

use crate::support;

#[test]
fn a_source_counts_wherever_it_is_written() {
    let text = "
openapi: 3.0.3
info: { title: Shops, version: '1' }
paths:
  /{shop}/teas: { get: { operationId: teas, parameters: [{ name: shop, in: path, required: true, schema: { type: string }, x-client-parameter: true }], responses: { '204': { description: None. } } } }
  /{shop}/cups: { get: { operationId: cups, parameters: [{ name: shop, in: path, required: true, schema: { type: string }, x-client-parameter: true, x-source: { operation: shops, value: $response.header.Shop } }], responses: { '204': { description: None. } } } }
  /shops: { get: { operationId: shops, responses: { '204': { description: In a header. } } } }
";
    let source = Source::new("spec.yaml", text);
    let output = generate(&source, &Options::new("shops"));
    assert_eq!(support::messages(&output), "");
    let tree = output.tree.unwrap();
    let (_, client) = tree.files().find(|(path, _)| *path == "src/client.rs").unwrap();
    assert!(client.contains("provider: &Sourced::new(&sources::SHOP)"), "{client}");
}

/// Each of a thousand tokens is fetched with the next one, and the last with the first.
#[test]
fn long_chains_are_followed_to_their_end() {
    const COUNT: usize = 1000;
    let (mut paths, mut schemes) = (String::new(), String::new());
    for index in 0..COUNT {
        let next = (index + 1) % COUNT;
        let _ = writeln!(
            paths,
            "  /o{index}: {{ get: {{ operationId: o{index}, security: [{{ s{next}: [] }}], responses: {{ '204': {{ description: None. }} }} }} }}"
        );
        let _ = writeln!(
            schemes,
            "    s{index}: {{ type: apiKey, in: header, name: S, x-source: {{ operation: o{index}, value: $response.header.S }} }}"
        );
    }
    let head = "openapi: 3.0.3\ninfo: { title: Chain, version: '1' }\npaths:\n";
    let text = format!("{head}{paths}components:\n  securitySchemes:\n{schemes}");
    let output = generate(&Source::new("spec.yaml", text), &Options::new("chain"));
    let faults = output.messages.iter().filter(|message| message.message.ends_with("it would never begin")).count();
    assert_eq!((faults, output.counts.operations), (COUNT, COUNT));
}
