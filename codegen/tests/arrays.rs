//! How lists are written in names that nest: who is asked, and whose word counts.

use codegen::{Arrays, Options, Source, generate};

fn found(said: &str, asked: Option<Arrays>) -> Vec<&'static str> {
    let parameter = |name: &str, said: &str| {
        format!(
            "{{ name: {name}, in: query, style: deepObject, {said}schema: {{ type: array, items: {{ type: string }} }} }}"
        )
    };
    let parameters = [parameter("own", "x-deep-object-arrays: repeat, "), parameter("other", "")].join(", ");
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\n{said}\npaths:\n  /pets:\n    get:\n      \
         parameters: [{parameters}]\n      responses: {{ '204': {{ description: Done. }} }}\n"
    );
    let options = Options { deep_object_arrays: asked, strict: true, ..Options::new("pets") };
    let tree = generate(&Source::new("spec.yaml", text), &options).tree.unwrap();
    let (_, file) = tree.files().find(|(path, _)| *path == "src/operations/default.rs").unwrap();
    let line = |name: &str| file.lines().find(|line| line.contains(&format!("query({name:?})"))).unwrap().to_owned();
    let arrays = |line: String| match () {
        () if line.contains("Arrays::Brackets") => "brackets",
        () if line.contains("Arrays::Repeat") => "repeat",
        () => "indices",
    };
    [line("own"), line("other")].map(arrays).to_vec()
}

#[test]
fn a_parameter_counts_most_then_the_caller_then_the_description() {
    let document = "x-deep-object-arrays: brackets";
    assert_eq!(found("tags: []", None), ["repeat", "indices"]);
    assert_eq!(found(document, None), ["repeat", "brackets"]);
    assert_eq!(found(document, Some(Arrays::Indices)), ["repeat", "indices"]);
    assert_eq!(found("tags: []", Some(Arrays::Brackets)), ["repeat", "brackets"]);
}
