//! Which services a client has.

use codegen::{Options, Source, generate};

/// The URLs of each service, by the name of its static.
#[track_caller]
fn services(root: &str, paths: &[&str], expected: &[(&str, &[&str])]) {
    let mut text = format!("openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\nservers: {root}\npaths:\n");
    for (index, servers) in paths.iter().enumerate() {
        let responses = "responses: { '204': { description: Done. } }";
        text.push_str(&format!("  /{index}: {{ servers: {servers}, get: {{ {responses} }} }}\n"));
    }
    let tree = generate(&Source::new("spec.yaml", text), &Options::new("pets")).tree.unwrap();
    let file = |wanted: &str| tree.files().find(|(path, _)| *path == wanted).unwrap().1;
    let servers = file("src/servers.rs");
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for part in servers.split("pub(crate) static ").skip(1) {
        let urls = part.split("url: \"").skip(1).map(|rest| rest.split('"').next().unwrap());
        found.push((part.split(':').next().unwrap(), urls.collect()));
    }
    let expected: Vec<(&str, Vec<&str>)> = expected.iter().map(|(name, urls)| (*name, urls.to_vec())).collect();
    assert_eq!(found, expected);
    let setters = file("src/client.rs").matches("endpoint(mut self").count();
    assert_eq!(setters, expected.len());
}

#[test]
fn servers_of_nothing_but_paths() {
    let one = "[{ url: 'https://one.example' }]";
    services("[]", &[one, one], &[("MAIN", &["https://one.example"])]);
    let two = "[{ url: 'https://two.example' }]";
    services("[]", &[one, two], &[("MAIN", &["https://one.example"]), ("TWO", &["https://two.example"])]);
    services("[{ url: https://root.example }]", &[two], &[("MAIN", &["https://two.example"])]);
    let whole = "[{ url: '{whole}', variables: { whole: { default: 'https://whole.example' } } }]";
    services("[]", &[whole], &[("MAIN", &["{whole}"])]);
    services("[]", &["[]"], &[("MAIN", &[])]);
}

#[test]
fn relative_servers_need_the_api_s_own() {
    services("[]", &["[{ url: /v2 }]"], &[("MAIN", &[]), ("SERVICE", &["/v2"])]);
    services("[]", &["[{ url: / }]", "[{ url: '' }]"], &[("MAIN", &[])]);
    let root = "[{ url: https://root.example/v1 }]";
    services(root, &["[{ url: '' }]"], &[("MAIN", &["https://root.example/v1"]), ("SERVICE", &[""])]);
    let base = "[{ url: '{base}/x', variables: { base: { default: /v2 } } }]";
    services(root, &[base], &[("MAIN", &["https://root.example/v1"]), ("SERVICE", &["{base}/x"])]);
}

#[test]
fn servers_between_which_nobody_can_choose_are_the_same() {
    let root = "[{ url: https://a.example }, { url: https://b.example }]";
    let first = "[{ url: https://a.example/ }]";
    let second = "[{ url: https://b.example }]";
    let both: &[&str] = &["https://a.example", "https://b.example"];
    services(root, &["[]", first, second], &[("MAIN", both), ("B", &["https://b.example"])]);
    let variable = "variables: { x: { default: one } }";
    let open = format!("[{{ url: 'https://{{x}}.example', {variable} }}]");
    let documented = format!("[{{ url: 'https://{{x}}.example', description: Mine., {variable} }}]");
    services(&open, &[&documented], &[("MAIN", &["https://{x}.example"])]);
}

#[test]
fn a_service_that_no_call_goes_to_is_left_out() {
    let text = "
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://one.example }]
paths:
  /pets:
    get: { responses: { '204': { description: Done. } } }
    put:
      servers: [{ url: https://two.example }]
      requestBody: { $ref: '#/components/requestBodies/Missing' }
      responses: { '204': { description: Done. } }
";
    let tree = generate(&Source::new("spec.yaml", text), &Options::new("pets")).tree.unwrap();
    assert!(tree.files().all(|(_, text)| !text.contains("two.example")));
}
