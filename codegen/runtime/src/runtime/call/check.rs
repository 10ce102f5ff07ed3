//! Checks values against the rules of their parameters.

use super::super::api::{Parameter, Rule};
use super::super::text::excerpt;
use super::super::tree::Tree;

/// The longest value that a message repeats, in characters.
const LONGEST: usize = 80;

/// What is wrong with the value of a parameter, if anything is.
pub(super) fn check(parameter: &Parameter, value: &Tree) -> Result<(), String> {
    let Some((rule, value)) = broken(parameter.rules, value) else { return Ok(()) };
    let (name, demand) = (parameter.name, demand(rule));
    match value.scalar() {
        _ if parameter.secret => Err(format!("`{name}` {demand}")),
        Some(value) => Err(format!("`{name}` is `{}`, but {demand}", excerpt(value, LONGEST))),
        None => Err(format!("`{name}` {demand}")),
    }
}

/// The first rule that does not hold, and for which value.
fn broken<'a>(rules: &'static [Rule], value: &'a Tree) -> Option<(&'static Rule, &'a Tree)> {
    rules.iter().find_map(|rule| match (rule, value) {
        (Rule::Each(rules), Tree::List(items)) => items.iter().find_map(|item| broken(rules, item)),
        (_, Tree::List(items)) => (!holds_for_list(rule, items)).then_some((rule, value)),
        (_, value) => (!value.scalar().is_none_or(|text| holds(rule, text))).then_some((rule, value)),
    })
}

fn holds_for_list(rule: &Rule, items: &[Tree]) -> bool {
    let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
    match *rule {
        Rule::MinItems(bound) => count >= bound,
        Rule::MaxItems(bound) => count <= bound,
        _ => true,
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
        Rule::MinItems(_) | Rule::MaxItems(_) | Rule::Each(_) => true,
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
        Rule::MinLength(bound) => format!("must have at least {}", counted(bound, "character")),
        Rule::MaxLength(bound) => format!("must have at most {}", counted(bound, "character")),
        Rule::MinItems(bound) => format!("must have at least {}", counted(bound, "item")),
        Rule::MaxItems(bound) => format!("must have at most {}", counted(bound, "item")),
        Rule::Each(_) => "must have other items".to_owned(),
    }
}

fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
