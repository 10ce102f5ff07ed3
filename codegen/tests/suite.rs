//! What the generator writes, says and promises; nothing that it writes is compiled here.

mod errors;
mod generated;
mod golden;
mod invariants;
mod layers;
mod support;
