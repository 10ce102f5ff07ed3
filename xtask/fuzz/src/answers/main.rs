//! Answers the calls of a client with what libFuzzer makes up, and checks that no answer does harm.

#![no_main]

mod calls;
mod check;
mod script;
mod transport;
mod webhooks;
mod world;

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use program::mutate::{Words, mutate};
use program::random::Random;
use program::running;
use tokio::runtime::Builder;

use crate::script::Script;
use crate::world::World;

static WORDS: LazyLock<Words<'_>> = LazyLock::new(|| Words::of(include_str!("../../answers.dict")));

fuzz_target!(|input: &[u8]| {
    running::note(input);
    let script = Script::read(input);
    // Time passes when nothing else is left to do: nobody waits for pauses, nor for limits that are kept.
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
    runtime.block_on(async {
        if let Some(world) = World::new(&script) {
            calls::run(&world, &script).await;
            world.check_requests(&script);
        }
    });
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

/// The input with changes in the JSON that one of its answers has.
fn changed(input: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
    let (input, random) = (str::from_utf8(input).ok()?, &mut Random::new(seed));
    let script = Script::read(input.as_bytes());
    let body = str::from_utf8(script.answers.get(random.below(script.answers.len()))?.body).ok()?;
    mutate(input, body, most, &WORDS, random)
}
