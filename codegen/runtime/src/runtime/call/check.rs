//! Checks values against the rules of their parameters.

use super::super::api::{Parameter, Rule};
use super::super::text::excerpt;

/// The longest value that a message repeats, in characters.
const LONGEST: usize = 80;

/// What is wrong with the value of a parameter, if anything is.
pub(super) fn check(parameter: &Parameter, value: &str) -> Result<(), String> {
    match parameter.rules.iter().find(|rule| !holds(rule, value)) {
        Some(rule) if parameter.secret => Err(format!("`{}` {}", parameter.name, demand(rule))),
        Some(rule) => {
            let name = parameter.name;
            Err(format!("`{name}` is `{}`, but {}", excerpt(value, LONGEST), demand(rule)))
        }
        None => Ok(()),
    }
}

fn holds(rule: &Rule, value: &str) -> bool {
    let integer = |holds: &dyn Fn(i128) -> bool| value.parse().is_ok_and(holds);
    let number = |holds: &dyn Fn(f64) -> bool| value.parse().is_ok_and(holds);
    let length = || u64::try_from(value.chars().count()).unwrap_or(u64::MAX);
    match *rule {
        Rule::Minimum(bound) => integer(&|value| value >= bound),
        Rule::Maximum(bound) => integer(&|value| value <= bound),
        Rule::MultipleOf(divisor) => integer(&|value| value.checked_rem(divisor).is_none_or(|rest| rest == 0)),
        Rule::AtLeast(bound) => number(&|value| value >= bound),
        Rule::Above(bound) => number(&|value| value > bound),
        Rule::AtMost(bound) => number(&|value| value <= bound),
        Rule::Below(bound) => number(&|value| value < bound),
        Rule::MinLength(bound) => length() >= bound,
        Rule::MaxLength(bound) => length() <= bound,
    }
}

fn demand(rule: &Rule) -> String {
    match *rule {
        Rule::Minimum(bound) => format!("must be an integer of at least {bound}"),
        Rule::Maximum(bound) => format!("must be an integer of at most {bound}"),
        Rule::MultipleOf(divisor) => format!("must be a multiple of {divisor}"),
        Rule::AtLeast(bound) => format!("must be at least {bound}"),
        Rule::Above(bound) => format!("must be greater than {bound}"),
        Rule::AtMost(bound) => format!("must be at most {bound}"),
        Rule::Below(bound) => format!("must be less than {bound}"),
        Rule::MinLength(bound) => format!("must have at least {}", characters(bound)),
        Rule::MaxLength(bound) => format!("must have at most {}", characters(bound)),
    }
}

fn characters(count: u64) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}
