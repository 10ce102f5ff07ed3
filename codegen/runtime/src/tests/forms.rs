//! Bodies that are forms.

use serde_json::{Value, json};

use super::{ADD_PET, config};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Arrays, Call, FormField, Style, empty};

async fn form(fields: &[FormField], body: Value) -> Result<String, String> {
    let transport = RecordingTransport::new().reply(201, "");
    let mut call = Call::new(&config(&transport).build().unwrap(), &ADD_PET);
    call.path("shop_id", &"s1");
    call.form_body("application/x-www-form-urlencoded", fields, &body);
    call.send(empty).await.map_err(|error| error.to_string())?;
    let request = &transport.requests()[0];
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    Ok(String::from_utf8(request.body().unwrap().bytes().unwrap().to_vec())
        .unwrap()
        .replace("%5B", "[")
        .replace("%5D", "]"))
}

#[tokio::test]
async fn fields_are_written_as_usual_or_as_the_description_says() {
    let deep = FormField::new("a").style(Style::DeepObject);
    for (fields, body, expected) in [
        (&[][..], json!({}), ""),
        (&[], json!(null), ""),
        (&[], json!({"a b": "c&d=e é", "n": 1.5, "t": true}), "a%20b=c%26d%3De%20%C3%A9&n=1.5&t=true"),
        (&[], json!({"a": ["x", "y"], "b": [], "c": {}, "d": ""}), "a=x&a=y&d="),
        (&[], json!({"a": {"k": "v", "n": {"o": [1, 2]}}}), "a[k]=v&a[n][o][0]=1&a[n][o][1]=2"),
        (
            &[],
            json!({"a": [{"price": "p", "quantity": 2}, {"price": "q"}]}),
            "a[0][price]=p&a[0][quantity]=2&a[1][price]=q",
        ),
        (&[], json!({"a": null, "b": {"c": null}}), "a=&b[c]="),
        (&[deep], json!({"a": ["x", "y"], "b": 1}), "a[0]=x&a[1]=y&b=1"),
        (&[deep.arrays(Arrays::Brackets)], json!({"a": ["x", "y"]}), "a[]=x&a[]=y"),
        (&[FormField::new("a").joined()], json!({"a": ["x", "y z"]}), "a=x,y%20z"),
        (&[FormField::new("a")], json!({"a": {"k": "v"}}), "k=v"),
        (&[FormField::new("a").style(Style::PipeDelimited).joined()], json!({"a": ["x", "y"]}), "a=x%7Cy"),
        (&[FormField::new("a").reserved()], json!({"a": "x/y?"}), "a=x/y?"),
        (&[FormField::json("a")], json!({"a": {"k": ["v", null]}}), "a=%7B%22k%22%3A[%22v%22%2Cnull]%7D"),
    ] {
        assert_eq!(form(fields, body.clone()).await.as_deref(), Ok(expected), "{body}");
    }
    let expected = "AddPet: the body cannot be written as a form: it is no object";
    assert_eq!(form(&[], json!([1])).await, Err(expected.to_owned()));
}
