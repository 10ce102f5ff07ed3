//! What the generator writes, says and promises; nothing that it writes is compiled here.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod arrays;
mod collisions;
mod errors;
mod generated;
mod golden;
mod invariants;
mod layers;
mod manifest;
mod readme;
mod schema_types;
mod selection;
mod services;
mod sources;
mod split;
mod stability;
mod support;
mod untyped;
mod versions;
