//! Values against the rules of their parameters.

use crate::runtime::call::check::check;
use crate::runtime::{Parameter, Rule};

#[track_caller]
fn table(rules: &'static [Rule], fine: &[&str], refused: &[(&str, &str)]) {
    let parameter = Parameter::query("p").rules(rules);
    for value in fine {
        assert_eq!(check(&parameter, value), Ok(()), "{value:?}");
    }
    for (value, problem) in refused {
        assert_eq!(check(&parameter, value), Err((*problem).to_owned()), "{value:?}");
    }
}

#[test]
fn integers() {
    table(
        &[Rule::Minimum(1), Rule::Maximum(1000)],
        &["1", "1000", "500"],
        &[
            ("0", "`p` is `0`, but must be an integer of at least 1"),
            ("-1", "`p` is `-1`, but must be an integer of at least 1"),
            ("1001", "`p` is `1001`, but must be an integer of at most 1000"),
            ("many", "`p` is `many`, but must be an integer of at least 1"),
        ],
    );
    table(&[Rule::Maximum(u64::MAX as i128)], &["18446744073709551615", "-9223372036854775808"], &[]);
    table(&[Rule::MultipleOf(5)], &["0", "-10", "15"], &[("7", "`p` is `7`, but must be a multiple of 5")]);
    table(&[Rule::MultipleOf(0)], &["7"], &[]);
}

#[test]
fn numbers() {
    table(&[Rule::AtLeast(0.5)], &["0.5", "7"], &[("0.4", "`p` is `0.4`, but must be at least 0.5")]);
    table(&[Rule::Above(0.5)], &["0.6"], &[("0.5", "`p` is `0.5`, but must be greater than 0.5")]);
    table(&[Rule::AtMost(2.0)], &["2"], &[("2.1", "`p` is `2.1`, but must be at most 2")]);
    table(&[Rule::Below(2.0)], &["1.9"], &[("2", "`p` is `2`, but must be less than 2")]);
    table(&[Rule::AtMost(2.0)], &[], &[("NaN", "`p` is `NaN`, but must be at most 2")]);
}

#[test]
fn lengths_count_characters() {
    table(
        &[Rule::MinLength(1), Rule::MaxLength(3)],
        &["a", "äöü", "😀😀😀"],
        &[
            ("", "`p` is ``, but must have at least 1 character"),
            ("äöüß", "`p` is `äöüß`, but must have at most 3 characters"),
        ],
    );
}

#[test]
fn messages_stay_on_one_line_and_short() {
    let long = "x\n".repeat(100);
    let problem = format!("`p` is `{}…`, but must have at most 3 characters", "x\\n".repeat(40));
    let parameter = Parameter::query("p").rules(&[Rule::MaxLength(3)]);
    assert_eq!(check(&parameter, &long), Err(problem));
}
