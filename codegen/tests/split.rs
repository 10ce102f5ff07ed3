//! What becomes two types, because what is sent differs from what is received.

use codegen::{Options, Output, Source, generate};

/// A description in which requests reach `Sent` and answers `Received`.
fn described(schemas: &str) -> String {
    let media = |name: &str| {
        format!(
            "{{ description: A., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }}"
        )
    };
    let (sent, received) = (media("Sent"), media("Received"));
    let call = format!("{{ operationId: call, requestBody: {sent}, responses: {{ '200': {received} }} }}");
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\nservers: [{{ url: 'https://pets.example' }}]\n\
         paths: {{ /call: {{ post: {call} }} }}\ncomponents:\n  schemas:\n{schemas}"
    )
}

fn generated(schemas: &str, split: bool) -> Output {
    let options = Options { split, ..Options::new("pets") };
    generate(&Source::new("spec.yaml", described(schemas)), &options)
}

fn types(output: &Output) -> Vec<(&str, bool, bool)> {
    let types = output.schema_types.iter();
    types.map(|ty| (ty.path.strip_prefix("models::").unwrap(), ty.sent, ty.received)).collect()
}

const PETS: &str = "
    Sent: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    Received: { properties: { all: { $ref: '#/components/schemas/Sent' }, alone: { $ref: '#/components/schemas/Alone' } } }
    Pet: { properties: { id: { type: integer, readOnly: true }, key: { type: string, writeOnly: true }, plain: { $ref: '#/components/schemas/Plain' } } }
    Plain: { properties: { name: { type: string } } }
    PetWrite: { type: string, enum: [a] }
    Alone: { properties: { key: { type: string, writeOnly: true } } }
";

#[test]
fn only_what_holds_members_of_one_way_is_split() {
    let output = generated(PETS, true);
    let expected = [
        ("Sent", false, true),
        ("SentWrite", true, false),
        ("Received", false, true),
        ("Pet", false, true),
        ("PetWrite2", true, false),
        ("Plain", true, true),
        ("PetWrite", true, true),
        ("Alone", false, true),
    ];
    assert_eq!(types(&output), expected);
    assert_eq!(output.counts.schemas, 6);
    let collisions: Vec<[&str; 3]> =
        output.collisions.iter().map(|found| [&*found.name, &found.identifier, &found.became]).collect();
    assert_eq!(collisions, [["PetWrite", "PetWrite", "PetWrite"], ["Pet Write", "PetWrite", "PetWrite2"]]);
}

#[test]
fn nothing_is_split_or_left_out_when_nobody_wants_it() {
    let output = generated(PETS, false);
    let split = types(&output).into_iter().find(|(name, sent, received)| !sent && *received && *name == "Pet");
    assert_eq!((output.schema_types.len(), split), (6, None));
    let tree = output.tree.unwrap();
    let pet = tree.files().find(|(path, _)| *path == "src/models/pet.rs").unwrap().1;
    assert!(
        pet.contains(
            "    /// Read-only.\n    pub id: Option<i64>,\n    /// Write-only.\n    pub key: Option<String>,\n"
        )
    );
}

#[test]
fn long_rings_are_split() {
    const MANY: usize = 5_000;
    let next = |index: usize| format!("$ref: '#/components/schemas/S{}'", (index + 1) % MANY);
    let link = |index: usize| match index % 3 {
        0 => format!(
            "    S{index}: {{ properties: {{ next: {{ {} }}, id: {{ type: string, readOnly: true }} }} }}\n",
            next(index)
        ),
        1 => format!("    S{index}: {{ {} }}\n", next(index)),
        _ => format!("    S{index}: {{ type: array, items: {{ {} }} }}\n", next(index)),
    };
    let links: String = (0..MANY).map(link).collect();
    let ends = "    Sent: { $ref: '#/components/schemas/S0' }\n    Received: { $ref: '#/components/schemas/S0' }\n";
    let output = generated(&format!("{links}{ends}"), true);
    assert_eq!(output.schema_types.len(), 2 * MANY + 2);
}
