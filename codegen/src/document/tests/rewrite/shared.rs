//! What is copied to where it is referred to.

use serde_json::json;

use super::{head, rewritten};

#[test]
fn path_items_and_media_types() {
    let text = "
paths:
  /a: {$ref: '#/components/pathItems/p~1q'}
  /b: {$ref: '#/components/pathItems/p~1q', summary: own, get: {operationId: own}}
  /c: {$ref: '#/components/pathItems/none'}
  /d: {$ref: '#/components/pathItems/chain'}
components:
  pathItems:
    chain: {$ref: '#/components/pathItems/p~1q'}
    p/q:
      summary: shared
      get: {operationId: shared}
      post: {requestBody: {content: {a/b: {$ref: '#/components/mediaTypes/m'}, c/d: {$ref: '#/components/mediaTypes/n'}}}}
  mediaTypes: {m: {schema: {const: 1}}}
";
    let rewritten = rewritten(&format!("{}{text}", head("3.2.0")));
    let body = json!({"content": {"a/b": {"schema": {"type": "integer", "enum": [1]}}}});
    let post = json!({"requestBody": body, "responses": {}});
    let get = |id: &str| json!({"operationId": id, "responses": {}});
    assert_eq!(
        rewritten.document["paths"],
        json!({
            "/a": {"summary": "shared", "get": get("shared"), "post": post},
            "/b": {"summary": "own", "get": get("own"), "post": post},
            "/c": {"x-codegen-$ref": "#/components/pathItems/none"},
            "/d": {"x-codegen-$ref": "#/components/pathItems/chain"},
        })
    );
    assert_eq!(rewritten.document["components"], json!({}));
    assert_eq!(rewritten.said, ["unread-ref: a media type that is a `$ref` is not read yet"]);
}

#[test]
fn copies_have_an_end() {
    let path = |index| format!("  /{index}: {{$ref: '#/components/pathItems/p'}}\n");
    let paths = (0..2_000).map(path).collect::<Vec<_>>().concat();
    let tags = "t, ".repeat(1_000);
    let items = format!("components: {{pathItems: {{p: {{get: {{tags: [{tags}]}}}}}}}}\n");
    let rewritten = rewritten(&format!("{}paths:\n{paths}{items}", head("3.1.0")));
    let paths = rewritten.document["paths"].as_object().unwrap();
    let copied = paths.values().filter(|item| item.get("get").is_some()).count();
    assert!((400..500).contains(&copied), "{copied}");
    assert_eq!(paths["/1999"], json!({"x-codegen-$ref": "#/components/pathItems/p"}));
}

#[test]
fn media_types_have_an_end() {
    let many = (0..90).map(|index| format!("a/{index}")).collect::<Vec<_>>().join(", ");
    let many_more = (0..200).map(|index| format!("b/{index}")).collect::<Vec<_>>().join(", ");
    let schema = format!("{{description: {}}}", "d".repeat(64_000));
    let response = |index| format!("  r{index}: {{description: d, schema: {schema}}}\n");
    let responses = (0..9).map(response).collect::<Vec<_>>().concat();
    let text = format!("produces: [{many}]\nconsumes: [{many_more}]\npaths: {{}}\nresponses:\n{responses}");
    let rewritten = rewritten(&format!("{}{text}", head("2.0")));
    let responses = rewritten.document["components"]["responses"].as_object().unwrap();
    assert_eq!(responses["r0"]["content"].as_object().unwrap().len(), 90);
    assert_eq!(responses["r8"]["content"].as_object().unwrap().len(), 1);
    assert_eq!(rewritten.said[0], "too-many-copies: the description has more copies of media types than are made");
    assert!(rewritten.said.contains(&"too-long: only 100 media types of at most 255 bytes are read here".to_owned()));
}
