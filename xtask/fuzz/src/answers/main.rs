//! Answers the calls of a client with what libFuzzer makes up, and checks that no answer does harm.

#![no_main]

mod calls;
mod check;
#[path = "../running.rs"]
mod running;
mod script;
mod transport;
mod webhooks;
mod world;

use libfuzzer_sys::fuzz_target;
use tokio::runtime::Builder;

use crate::script::Script;
use crate::world::World;

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
