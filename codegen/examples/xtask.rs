//! The whole of an `xtask` that keeps a client current: `cargo xtask`, or `cargo xtask --check` in CI.
#![expect(clippy::print_stderr, reason = "people read it there")]

use codegen::diagnostic::{Color, render};
use codegen::{Options, Source, SpecFolder, generate_from};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = Source::new("petstore.yaml", std::fs::read_to_string("petstore.yaml")?);
    let output = generate_from(&source, &mut SpecFolder::of("petstore.yaml"), &Options::new("petstore"));
    eprint!("{}", render(&output.messages, Color::Never));
    let tree = output.tree.ok_or("nothing was generated")?;
    let folder = std::path::Path::new("petstore");
    if !std::env::args().any(|argument| argument == "--check") {
        tree.write(folder, false)?;
    } else if let Some(drift) = tree.drift(folder)?.first() {
        return Err(format!("run `cargo xtask`: {drift:?}").into());
    }
    Ok(())
}
