//! Secrets leave every text, whole or in part; texts become fit for one line.

use serde_json::json;

use super::{LIST_PETS, TOKEN, config};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Call, Credentials, Error, empty};

/// The error of a call that is made with a secret and refused with a message.
async fn refusal(secret: &str, message: &str) -> Error {
    let transport = RecordingTransport::new().reply_json(400, json!({"error_msg": message}));
    let mut config = config(&transport);
    config.credentials(Credentials::new(&TOKEN, secret));
    let mut call = Call::new(&config.build().unwrap(), &LIST_PETS);
    call.path("shop_id", &"s1");
    call.send(empty).await.unwrap_err()
}

#[tokio::test]
async fn secrets_are_replaced() {
    let quote = "with\"quote\\and slash";
    for (secret, message, expected) in [
        ("sesame-open-wide", "nothing here", "nothing here"),
        ("sesame-open-wide", "token sesame-open-wide expired", "token [redacted] expired"),
        ("sesame-open-wide", "sesame-open-widesesame-open-wide", "[redacted][redacted]"),
        ("sesame-open-wide", "cut: sesame-open-w…", "cut: [redacted]…"),
        ("sesame-open-wide", "cut: sesame-o…", "cut: [redacted]…"),
        ("sesame-open-wide", "too short to tell: sesame-", "too short to tell: sesame-"),
        ("sesame/open+wide==", "in a URL: sesame%2Fopen%2Bwide%3D%3D.", "in a URL: [redacted]."),
        ("sesame-open/wide", "in HTML: sesame-open&#47;wide, no", "in HTML: [redacted], no"),
        ("sesame /open", "as it stands in a query: sesame%20/open", "as it stands in a query: [redacted]"),
        ("pw", "pw=pw", "[redacted]=[redacted]"),
        (quote, "plain with\"quote\\and slash", "plain [redacted]"),
        (quote, r#"found "with\"quote\\and slash""#, r#"found "[redacted]""#),
        ("пароль-длинный", "это пароль-длинный!", "это [redacted]!"),
        ("пароль-длинный", "это пароль-дл", "это [redacted]"),
        ("😀😀😀", "😀😀😀", "[redacted]"),
    ] {
        assert_eq!(refusal(secret, message).await.message(), Some(expected));
    }
}

#[tokio::test]
async fn messages_fit_into_a_line() {
    for (message, expected) in [
        ("a\r\nb\tc\0", r"a\r\nb\tc\u0000"),
        ("\u{202e}evil\u{2028}\u{feff}\u{200b}", r"\u202eevil\u2028\ufeff\u200b"),
        (&"x".repeat(200), &"x".repeat(200)),
        (&"x".repeat(201), &format!("{}…", "x".repeat(200))),
        (&"\n".repeat(201), &format!("{}…", r"\n".repeat(200))),
    ] {
        let error = refusal("sesame-open-wide", message).await;
        assert_eq!(error.to_string(), format!("ListPets: 400 Bad Request: {expected}"));
        assert_eq!(error.message(), Some(message));
    }
}
