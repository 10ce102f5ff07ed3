use super::{Scope, module_name, type_name, value_name, variant_name};

#[test]
fn names_become_identifiers() {
    for (name, type_, value, variant) in [
        ("JobDetail", "JobDetail", "job_detail", "JobDetail"),
        ("job-detail", "JobDetail", "job_detail", "JobDetail"),
        ("X-Auth-Token", "XAuthToken", "x_auth_token", "XAuthToken"),
        ("type", "Type", "type_", "Type"),
        ("self", "Self_", "self_", "Self_"),
        ("", "Type", "value", "Empty"),
        ("2fa", "_2fa", "_2fa", "_2fa"),
        ("1", "_1", "value_1", "_1"),
        ("1_0", "_10", "value_1_0", "_10"),
        (">=", "GreaterOrEqual", "value", "GreaterOrEqual"),
        ("任务", "RenWu", "ren_wu", "RenWu"),
        ("Größe", "Grosse", "grosse", "Grosse"),
        ("m²", "M2", "m2", "M2"),
        ("ⓐ", "A", "a", "A"),
        ("\u{e000}", "Type", "value", "Value"),
        ("$#", "Type", "value", "Value"),
        ("gen", "Gen", "gen_", "Gen"),
    ] {
        assert_eq!(type_name(name), type_, "type of {name:?}");
        assert_eq!(value_name(name), value, "value of {name:?}");
        assert_eq!(variant_name(name), variant, "variant of {name:?}");
    }
}

#[test]
fn modules_avoid_device_names() {
    assert_eq!(module_name("Aux"), "aux_");
    assert_eq!(module_name("Pets"), "pets");
}

#[test]
fn a_scope_gives_each_name_once() {
    let mut scope = Scope::reserving(&["send"]);
    let names: Vec<String> = ["send", "limit", "limit", "Limit", "v1", "v1", "type_", "type_"]
        .map(|name| scope.claim(name.to_owned()))
        .into();
    assert_eq!(names, ["send2", "limit", "limit2", "Limit3", "v1", "v1_2", "type_", "type2"]);
}

#[test]
fn long_names_are_cut() {
    let long = "aB".repeat(1000);
    for name in [type_name(&long), module_name(&long), variant_name(&long), value_name(&format!("1{long}"))] {
        assert!((64..=129).contains(&name.len()), "{name}");
    }
    assert_eq!(type_name(&"é".repeat(100)), format!("E{}", "e".repeat(63)));
    let mut scope = Scope::default();
    let names = [scope.claim(value_name(&format!("{long}1"))), scope.claim(value_name(&format!("{long}2")))];
    assert_eq!(names[1], format!("{}2", names[0]));
}
