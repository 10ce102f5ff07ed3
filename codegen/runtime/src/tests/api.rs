//! Descriptions are built at compile time.

use crate::runtime::{Location, Parameter, Rule};

#[test]
fn parameters_are_built_step_by_step() {
    const LIMIT: Parameter = Parameter::query("limit").required().default("100").rules(&[Rule::Minimum(1)]);
    assert_eq!((LIMIT.name, LIMIT.location, LIMIT.required), ("limit", Location::Query, true));
    assert_eq!((LIMIT.default, LIMIT.rules), (Some("100"), &[Rule::Minimum(1)][..]));

    let plain = |parameter: Parameter| (parameter.location, parameter.required, parameter.default);
    assert_eq!(plain(Parameter::path("id")), (Location::Path, true, None));
    assert_eq!(plain(Parameter::query("id")), (Location::Query, false, None));
    assert_eq!(plain(Parameter::header("X-Id")), (Location::Header, false, None));
}
