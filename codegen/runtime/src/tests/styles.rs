//! The tables of styles of the OpenAPI specification and of RFC 6570, over a real connection.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{API, MAIN};
use crate::runtime::{
    Arrays, Call, Config, Core, Error, Location, Method, Operation, Parameter, Statuses, Style, Tree, empty,
};

/// The value of a row.
fn value(name: &str) -> Option<Tree> {
    let text = |text: &str| Tree::Text(text.to_owned());
    let number = |number: &str| Tree::Bare(number.to_owned());
    let members = |members: &[(&str, Tree)]| {
        Tree::Map(members.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    };
    let rgb = members(&[("R", number("100")), ("G", number("200")), ("B", number("150"))]);
    Some(match name {
        "empty" => text(""),
        "string" => text("blue"),
        "odd" => text("a/b c,ä&=%2F"),
        "array" => Tree::texts(["blue", "black", "brown"]),
        "odd array" => Tree::texts(["a,b", "c d", "e|f"]),
        "empty array" => Tree::List(Vec::new()),
        "nulls" => Tree::List(vec![Tree::Null, text("blue"), Tree::Null]),
        "object" => rgb,
        "empty object" => Tree::Map(Vec::new()),
        "nested" => members(&[
            ("name", text("x y")),
            ("size", members(&[("gte", number("1")), ("lt", Tree::Null)])),
            ("tags", Tree::texts(["a", "b"])),
        ]),
        "lists" => Tree::List(vec![Tree::texts(["a", "b"]), members(&[("c", number("1"))])]),
        _ => return None,
    })
}

/// Where the parameter is, the style, whether it is exploded, the value, and what is sent.
const TABLE: &[(Location, Style, bool, &str, &str)] = {
    use Location::{Cookie, Header, Path, Query};
    use Style::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited, TabDelimited};
    &[
        (Path, Simple, false, "string", "/blue"),
        (Path, Simple, false, "odd", "/a%2Fb%20c%2C%C3%A4%26%3D%252F"),
        (Path, Simple, false, "array", "/blue,black,brown"),
        (Path, Simple, false, "odd array", "/a%2Cb,c%20d,e%7Cf"),
        (Path, Simple, false, "object", "/R,100,G,200,B,150"),
        (Path, Simple, true, "string", "/blue"),
        (Path, Simple, true, "array", "/blue,black,brown"),
        (Path, Simple, true, "object", "/R=100,G=200,B=150"),
        (
            Path,
            Simple,
            false,
            "nested",
            "/name,x%20y,size,%7B%22gte%22%3A1%2C%22lt%22%3Anull%7D,tags,%5B%22a%22%2C%22b%22%5D",
        ),
        (Path, Simple, false, "nulls", "/blue"),
        (Path, Label, false, "string", "/.blue"),
        (Path, Label, false, "array", "/.blue,black,brown"),
        (Path, Label, false, "object", "/.R,100,G,200,B,150"),
        (Path, Label, true, "string", "/.blue"),
        (Path, Label, true, "array", "/.blue.black.brown"),
        (Path, Label, true, "object", "/.R=100.G=200.B=150"),
        (Path, Matrix, false, "empty", "/;color"),
        (Path, Matrix, false, "string", "/;color=blue"),
        (Path, Matrix, false, "array", "/;color=blue,black,brown"),
        (Path, Matrix, false, "object", "/;color=R,100,G,200,B,150"),
        (Path, Matrix, true, "empty", "/;color"),
        (Path, Matrix, true, "string", "/;color=blue"),
        (Path, Matrix, true, "array", "/;color=blue;color=black;color=brown"),
        (Path, Matrix, true, "object", "/;R=100;G=200;B=150"),
        (Path, TabDelimited, false, "array", "/blue%09black%09brown"),
        (Query, Form, false, "absent", "/"),
        (Query, Form, false, "empty", "/?color="),
        (Query, Form, false, "string", "/?color=blue"),
        (Query, Form, false, "odd", "/?color=a%2Fb%20c%2C%C3%A4%26%3D%252F"),
        (Query, Form, false, "array", "/?color=blue,black,brown"),
        (Query, Form, false, "odd array", "/?color=a%2Cb,c%20d,e%7Cf"),
        (Query, Form, false, "empty array", "/"),
        (Query, Form, false, "object", "/?color=R,100,G,200,B,150"),
        (Query, Form, false, "empty object", "/"),
        (Query, Form, true, "empty", "/?color="),
        (Query, Form, true, "string", "/?color=blue"),
        (Query, Form, true, "array", "/?color=blue&color=black&color=brown"),
        (Query, Form, true, "odd array", "/?color=a%2Cb&color=c%20d&color=e%7Cf"),
        (Query, Form, true, "empty array", "/"),
        (Query, Form, true, "nulls", "/?color=blue"),
        (Query, Form, true, "object", "/?R=100&G=200&B=150"),
        (Query, Form, true, "nested", "/?name=x%20y&size%5Bgte%5D=1&tags=a&tags=b"),
        (Query, Form, true, "lists", "/?color=%5B%22a%22%2C%22b%22%5D&color=%7B%22c%22%3A1%7D"),
        (Query, Form, true, "empty object", "/"),
        (Query, SpaceDelimited, false, "array", "/?color=blue%20black%20brown"),
        (Query, SpaceDelimited, false, "object", "/?color=R%20100%20G%20200%20B%20150"),
        (Query, SpaceDelimited, true, "array", "/?color=blue&color=black&color=brown"),
        (Query, PipeDelimited, false, "array", "/?color=blue%7Cblack%7Cbrown"),
        (Query, PipeDelimited, false, "object", "/?color=R%7C100%7CG%7C200%7CB%7C150"),
        (Query, TabDelimited, false, "array", "/?color=blue%09black%09brown"),
        (Query, DeepObject, true, "object", "/?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        (
            Query,
            DeepObject,
            true,
            "nested",
            "/?color%5Bname%5D=x%20y&color%5Bsize%5D%5Bgte%5D=1&color%5Btags%5D%5B0%5D=a&color%5Btags%5D%5B1%5D=b",
        ),
        (Query, DeepObject, true, "array", "/?color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown"),
        (Query, DeepObject, true, "string", "/?color=blue"),
        (Query, DeepObject, true, "empty object", "/"),
        (Header, Simple, false, "absent", "-"),
        (Header, Simple, false, "empty", "color: "),
        (Header, Simple, false, "string", "color: blue"),
        (Header, Simple, false, "array", "color: blue,black,brown"),
        (Header, Simple, false, "object", "color: R,100,G,200,B,150"),
        (Header, Simple, true, "array", "color: blue,black,brown"),
        (Header, Simple, true, "object", "color: R=100,G=200,B=150"),
        (Header, Simple, true, "nested", r#"color: name=x y,size={"gte":1,"lt":null},tags=["a","b"]"#),
        (Cookie, Form, false, "absent", "-"),
        (Cookie, Form, false, "empty", "cookie: color="),
        (Cookie, Form, false, "string", "cookie: color=blue"),
        (Cookie, Form, false, "odd", "cookie: color=a%2Fb%20c%2C%C3%A4%26%3D%252F"),
        (Cookie, Form, false, "array", "cookie: color=blue,black,brown"),
        (Cookie, Form, false, "object", "cookie: color=R,100,G,200,B,150"),
        (Cookie, Form, true, "string", "cookie: color=blue"),
        (Cookie, Form, true, "array", "cookie: color=blue; color=black; color=brown"),
        (Cookie, Form, true, "object", "cookie: R=100; G=200; B=150"),
        (Cookie, Style::Cookie, true, "string", "cookie: color=blue"),
        (Cookie, Style::Cookie, false, "object", "cookie: color=R,100,G,200,B,150"),
    ]
};

#[tokio::test]
async fn every_style_is_written_as_its_table_says() {
    let (core, mut requests) = server().await;
    for &(location, style, explode, name, expected) in TABLE {
        let parameter = parameter(location).style(style);
        let parameter = if explode { parameter.exploded() } else { parameter.joined() };
        let found = sent(&core, &mut requests, parameter, value(name)).await.unwrap();
        assert_eq!(found, expected, "{location:?} {style:?} {explode} {name}");
    }
}

#[tokio::test]
async fn lists_in_names_are_written_as_the_service_wants_them() {
    let (core, mut requests) = server().await;
    for (arrays, expected) in [
        (Arrays::Indices, "/?color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown"),
        (Arrays::Brackets, "/?color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown"),
        (Arrays::Repeat, "/?color=blue&color=black&color=brown"),
    ] {
        let parameter = parameter(Location::Query).style(Style::DeepObject).arrays(arrays);
        assert_eq!(sent(&core, &mut requests, parameter, value("array")).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn reserved_characters_are_sent_as_they_are_where_they_may_be() {
    let (core, mut requests) = server().await;
    for (text, expected) in [
        ("a/b?c:d@e!$()*,;=f", "/?color=a/b?c:d@e!$()*,;=f"),
        ("&", "/?color=%26"),
        ("#", "/?color=%23"),
        ("'", "/?color=%27"),
        ("+", "/?color=%2B"),
        ("[]", "/?color=%5B%5D"),
        ("50% ä", "/?color=50%25%20%C3%A4"),
    ] {
        let found =
            sent(&core, &mut requests, parameter(Location::Query).reserved(), Some(Tree::Text(text.into()))).await;
        assert_eq!(found.unwrap(), expected);
    }
}

#[tokio::test]
async fn what_would_become_something_else_is_refused() {
    let (core, mut requests) = server().await;
    let long = Tree::Text("x".repeat(100));
    for (location, style, value, problem) in [
        (Location::Path, Style::Simple, Tree::Text(String::new()), "would name another resource"),
        (Location::Path, Style::Simple, Tree::Text("..".into()), "would name another resource"),
        (Location::Path, Style::Simple, Tree::List(Vec::new()), "would name another resource"),
        (Location::Path, Style::Label, Tree::Text(String::new()), "would name another resource"),
        (Location::Path, Style::Label, Tree::Text(".".into()), "would name another resource"),
        (Location::Header, Style::Simple, Tree::Text("a\r\nb: c".into()), "has a line break or control character"),
        (Location::Header, Style::Simple, Tree::texts(["a", "b\0"]), "has a line break or control character"),
        (Location::Cookie, Style::Cookie, Tree::Text("a; b=c".into()), "has a character that a cookie cannot hold"),
        (Location::Cookie, Style::Cookie, Tree::Text("a\nb".into()), "has a character that a cookie cannot hold"),
        (Location::Path, Style::Simple, Tree::Null, "would name another resource"),
    ] {
        let parameter = parameter(location).style(style).joined();
        let error = sent(&core, &mut requests, parameter, Some(value)).await.unwrap_err();
        assert!(error.is_invalid_request() && error.to_string().contains(problem), "{error}");
    }
    assert!(sent(&core, &mut requests, parameter(Location::Path), Some(long)).await.is_ok());
}

fn parameter(location: Location) -> Parameter {
    match location {
        Location::Path => Parameter::path("color"),
        Location::Query => Parameter::query("color"),
        Location::Header => Parameter::header("color"),
        Location::Cookie => Parameter::cookie("color"),
    }
}

/// What a server gets of a parameter: the request's target, or the line of the header.
async fn sent(
    core: &Core,
    requests: &mut UnboundedReceiver<String>,
    parameter: Parameter,
    value: Option<Tree>,
) -> Result<String, Error> {
    let location = parameter.location;
    let operation: &'static Operation = Box::leak(Box::new(Operation {
        id: "Paint",
        method: Method::GET,
        service: &MAIN,
        path: if location == Location::Path { "/{color}" } else { "/" },
        parameters: Box::leak(Box::new([parameter])),
        required_together: &[],
        success: &[Statuses::Code(204)],
        accept: "",
        security: &[],
    }));
    let mut call = Call::new(core, operation);
    if let Some(value) = value {
        match location {
            Location::Path => call.path("color", &value),
            Location::Query => call.query("color", &value),
            Location::Header => call.header("color", &value),
            Location::Cookie => call.cookie("color", &value),
        }
    }
    call.send(empty).await?;
    let head = requests.recv().await.unwrap();
    let line = match location {
        Location::Path | Location::Query => head.lines().next().and_then(|line| line.split(' ').nth(1)),
        Location::Header => head.lines().find(|line| line.starts_with("color:")),
        Location::Cookie => head.lines().find(|line| line.starts_with("cookie:")),
    };
    Ok(line.unwrap_or("-").to_owned())
}

/// A client, and the heads of all requests that it makes.
async fn server() -> (Core, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut config = Config::new(&API);
    config.endpoint(&format!("http://{}", listener.local_addr().unwrap()));
    config.timeout(Duration::from_secs(10));
    let (sender, receiver) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let sender = sender.clone();
            tokio::spawn(async move {
                let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
                while let Ok(count @ 1..) = stream.read(&mut buffer).await {
                    head.extend_from_slice(&buffer[..count]);
                    if head.ends_with(b"\r\n\r\n") {
                        sender.send(String::from_utf8(std::mem::take(&mut head)).unwrap()).unwrap();
                        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
                    }
                }
            });
        }
    });
    (config.build().unwrap(), receiver)
}
