//! What the README shows is what there is.

use crate::support;

#[test]
fn the_shown_xtask_is_the_compiled_example() {
    let readme = support::read(&support::tests("../../README.md"));
    let example = support::read(&support::tests("../examples/xtask.rs"));
    let (_, program) = example.split_once("\n\n").unwrap();
    assert!(readme.contains(&format!("```rust\n{program}```")), "README.md shows another xtask");
}

#[test]
fn every_row_of_the_support_matrix_has_a_fixture() {
    let readme = support::read(&support::tests("../../README.md"));
    let (_, matrix) = readme.split_once("| construct | becomes | fixture |\n| --- | --- | --- |\n").unwrap();
    let rows: Vec<&str> = matrix.lines().take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 10);
    let mut shown: Vec<&str> = Vec::new();
    for row in rows {
        let (_, link) = row.rsplit_once("](codegen/tests/fixtures/").unwrap_or_else(|| panic!("no fixture: {row}"));
        let (name, _) = link.split_once("/spec.yaml)").unwrap();
        shown.push(name);
    }
    let fixtures: Vec<String> = support::fixtures().into_iter().map(|(name, _)| name).collect();
    for name in &shown {
        assert!(fixtures.iter().any(|fixture| fixture == name), "there is no fixture `{name}`");
    }
    for fixture in &fixtures {
        assert!(shown.contains(&fixture.as_str()), "no row names the fixture `{fixture}`");
    }
}
