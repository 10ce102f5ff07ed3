//! What is left of a description when only some operations are wanted.

use codegen::{Options, Output, Selection, generate};

use crate::support;

fn select(include: &[&str], exclude: &[&str]) -> Output {
    select_of("showcase", include, exclude)
}

fn select_of(fixture: &str, include: &[&str], exclude: &[&str]) -> Output {
    let fixtures = support::fixtures();
    let (_, source) = fixtures.into_iter().find(|(name, _)| name == fixture).unwrap();
    let options = Options { selection: Selection::new(include, exclude), ..Options::new(fixture) };
    generate(&source, &options)
}

fn models(output: &Output) -> Vec<String> {
    let tree = output.tree.as_ref().unwrap();
    let models = tree.files().filter_map(|(path, _)| path.strip_prefix("src/models/")).map(str::to_owned);
    models.collect()
}

#[test]
fn models_are_those_that_are_reached() {
    for (include, exclude, operations, expected) in [
        (vec!["listBooks"], vec![], 1, vec!["book.rs", "books.rs", "genre.rs", "problem.rs"]),
        (vec!["PUT /books/*"], vec![], 1, vec!["book.rs", "genre.rs"]),
        (vec!["DELETE *"], vec![], 1, vec![]),
        (vec!["books"], vec!["listBooks"], 2, vec!["book.rs", "genre.rs"]),
    ] {
        let output = select(&include, &exclude);
        assert_eq!(support::messages(&output), "");
        assert_eq!(output.counts.operations, operations, "{include:?} {exclude:?}");
        assert_eq!(models(&output), expected, "{include:?} {exclude:?}");
    }
}

#[test]
fn operations_that_are_called_for_values_stay() {
    let output = select_of("sources", &["listTeas"], &[]);
    assert_eq!((output.counts.operations, support::messages(&output)), (3, String::new()));
    let output = select_of("sources", &["listTeas"], &["logIn"]);
    assert_eq!(output.counts.operations, 2);
    let messages = support::messages(&output);
    assert!(messages.starts_with("warning: no operation of this client has the id `logIn`"), "{messages}");
    let output = select_of("sources", &["logIn"], &[]);
    assert_eq!((output.counts.operations, support::messages(&output)), (1, String::new()));
}

#[test]
fn all_methods_can_be_chosen() {
    for (include, operations, expected) in [
        ("QUERY *", 1, vec!["book.rs", "books.rs", "wanted.rs"]),
        // One of them is that of a path that refers to the other.
        ("COPY *", 2, vec!["book.rs"]),
        ("COPY /copies/*", 1, vec!["book.rs"]),
        ("x-lend /books/*", 1, vec![]),
        ("getCopy", 1, vec![]),
    ] {
        let output = select_of("methods", &[include], &[]);
        assert_eq!(support::messages(&output), "", "{include}");
        assert_eq!((output.counts.operations, models(&output)), (operations, to_owned(&expected)), "{include}");
    }
}

fn to_owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn callbacks_stay_with_their_calls_and_webhooks_do_not() {
    let output = select_of("webhooks", &["subscribe"], &[]);
    assert_eq!(support::messages(&output), "");
    assert_eq!(models(&output), ["ended.rs", "stock.rs", "subscription.rs"]);
}

#[test]
fn patterns_that_match_nothing_are_told() {
    let output = select(&["listBooks", "listShops"], &[]);
    assert!(output.tree.is_some());
    let expected = "warning: no operation matches `listShops`";
    assert!(support::messages(&output).starts_with(expected));
    let output = select(&["listShops"], &[]);
    assert!(output.tree.is_none());
    assert!(support::messages(&output).contains("error: no operation is left of this description"));
}
