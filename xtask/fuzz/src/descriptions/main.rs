//! Generates from descriptions that libFuzzer makes up, and checks what comes out.

#![no_main]

mod check;
mod names;
mod parts;

use std::sync::LazyLock;

use codegen::{Layout, Options, Selection, Source, generate_from};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};

use program::mutate::{Words, mutate};
use program::random::Random;
use program::running;

use crate::parts::{Kind, Memory, Part};

static WORDS: LazyLock<Words<'_>> = LazyLock::new(|| Words::of(include_str!("../../descriptions.dict")));

/// One input in so many is generated from twice.
const TWICE: usize = 16;

fuzz_target!(|input: &[u8]| -> Corpus {
    running::note(input);
    let Ok(text) = str::from_utf8(input) else { return Corpus::Reject };
    try_one(text);
    Corpus::Keep
});

fuzz_mutator!(|input: &mut [u8], size: usize, most: usize, seed: u32| {
    let made = if seed.is_multiple_of(2) { changed(&input[..size], most, seed) } else { None };
    match made {
        Some(made) => {
            input[..made.len()].copy_from_slice(&made);
            made.len()
        }
        None => fuzzer_mutate(input, size, most),
    }
});

/// The input with changes in one of its parts.
fn changed(input: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
    let (input, random) = (str::from_utf8(input).ok()?, &mut Random::new(seed));
    let parts = parts::split(input);
    let part = parts[random.below(parts.len())];
    mutate(input, part.text, most, &WORDS, random)
}

fn try_one(text: &str) {
    let parts = parts::split(text);
    let options = options(&parts, text.len());
    // Without an extension the text tells by itself whether it is JSON.
    let source = Source::new("description", parts[0].text);
    let generate = || generate_from(&source, &mut Memory::new(&parts), &options);
    let output = generate();
    check::output(&output);
    if text.len().is_multiple_of(TWICE) {
        let again = generate();
        assert!(output.tree == again.tree, "the same description gives two clients");
        let [one, other] = [&output, &again].map(|output| check::drawn(&output.messages));
        assert_eq!(one, other, "the same description gives other messages");
    }
}

/// What else the input says, and what its length decides.
fn options(parts: &[Part<'_>], length: usize) -> Options {
    let of = |kind| parts.iter().filter(move |part| part.kind == kind);
    let names = |kind| of(kind).map(|part| part.name).collect::<Vec<_>>();
    Options {
        overlays: of(Kind::Overlay).map(|part| Source::new(part.name, part.text)).collect(),
        selection: Selection::new(&names(Kind::Include), &names(Kind::Exclude)),
        split: !length.is_multiple_of(3),
        // The runtime is the same each time, so it is left out.
        layout: Layout::Module { root: "crate::api".to_owned(), runtime: "crate::runtime".to_owned() },
        ..Options::new("api")
    }
}
