//! Values against the rules of their parameters.

use super::{MAIN, core};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Call, Method, Operation, Parameter, Rule, Statuses, empty};

/// What is wrong with a value, if anything is.
async fn problem(rules: &'static [Rule], value: &str) -> Option<String> {
    let operation = Operation {
        id: "Op",
        method: Method::GET,
        service: &MAIN,
        path: "/",
        parameters: Box::leak(Box::new([Parameter::query("p").rules(rules)])),
        required_together: &[],
        success: &[Statuses::Code(200)],
        accept: "",
        security: &[],
    };
    let transport = RecordingTransport::new().reply(200, "");
    let mut call = Call::new(&core(&transport), Box::leak(Box::new(operation)));
    call.query("p", &value);
    call.send(empty).await.err().map(|error| error.to_string())
}

async fn table(rules: &'static [Rule], fine: &[&str], refused: &[(&str, &str)]) {
    for value in fine {
        assert_eq!(problem(rules, value).await, None, "{value:?}");
    }
    for (value, expected) in refused {
        assert_eq!(problem(rules, value).await, Some(format!("Op: {expected}")), "{value:?}");
    }
}

#[tokio::test]
async fn integers() {
    table(
        &[Rule::Minimum(1), Rule::Maximum(1000)],
        &["1", "1000", "500"],
        &[
            ("0", "`p` is `0`, but must be an integer of at least 1"),
            ("-1", "`p` is `-1`, but must be an integer of at least 1"),
            ("1001", "`p` is `1001`, but must be an integer of at most 1000"),
            ("many", "`p` is `many`, but must be an integer of at least 1"),
        ],
    )
    .await;
    table(&[Rule::Maximum(18_446_744_073_709_551_615)], &["18446744073709551615", "-9223372036854775808"], &[]).await;
    table(&[Rule::MultipleOf(5)], &["0", "-10", "15"], &[("7", "`p` is `7`, but must be a multiple of 5")]).await;
    table(&[Rule::MultipleOf(0)], &["7"], &[]).await;
}

#[tokio::test]
async fn numbers() {
    table(&[Rule::AtLeast(0.5)], &["0.5", "7"], &[("0.4", "`p` is `0.4`, but must be at least 0.5")]).await;
    table(&[Rule::Above(0.5)], &["0.6"], &[("0.5", "`p` is `0.5`, but must be greater than 0.5")]).await;
    table(&[Rule::AtMost(2.0)], &["2"], &[("2.1", "`p` is `2.1`, but must be at most 2")]).await;
    table(&[Rule::Below(2.0)], &["1.9"], &[("2", "`p` is `2`, but must be less than 2")]).await;
    table(&[Rule::AtMost(2.0)], &[], &[("NaN", "`p` is `NaN`, but must be at most 2")]).await;
}

#[tokio::test]
async fn lengths_count_characters() {
    table(
        &[Rule::MinLength(1), Rule::MaxLength(3)],
        &["a", "äöü", "😀😀😀"],
        &[
            ("", "`p` is ``, but must have at least 1 character"),
            ("äöüß", "`p` is `äöüß`, but must have at most 3 characters"),
        ],
    )
    .await;
}

#[tokio::test]
async fn messages_stay_on_one_line_and_short() {
    let long = "x\n".repeat(100);
    let expected = format!("Op: `p` is `{}…`, but must have at most 3 characters", "x\\n".repeat(40));
    assert_eq!(problem(&[Rule::MaxLength(3)], &long).await, Some(expected));
}
