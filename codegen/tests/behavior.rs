//! What generated code does: every fixture's expected files, mounted in one library over one runtime.
//!
//! It is built by the runtime's package, whose features and dependencies emitted code needs.

#![expect(
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "emitted code is held to the default lints, and a test that cannot go on fails"
)]

// Inline, so that the runtime finds its own files: a `path` on the module itself would move them.
#[path = "../runtime/src"]
#[rustfmt::skip]
mod mounted {
    pub mod runtime;
}
pub use mounted::runtime;

#[path = "fixtures/bases/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod bases;
#[path = "fixtures/bodies/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod bodies;
#[path = "fixtures/answers/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod answers;
#[path = "fixtures/composed/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod composed;
#[path = "fixtures/containers/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod containers;
#[path = "fixtures/credentials/expected/src/lib.rs"]
#[rustfmt::skip]
#[expect(clippy::module_inception, reason = "the fixture and the file that it shows have one name")]
pub mod credentials;
#[path = "fixtures/directions/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod directions;
#[path = "fixtures/files/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod files;
#[path = "fixtures/forms/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod forms;
#[path = "fixtures/lints/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod lints;
#[path = "fixtures/merged/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod merged;
#[path = "fixtures/methods/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod methods;
#[path = "fixtures/names/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod names;
#[path = "fixtures/newer/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod newer;
#[path = "fixtures/overlays/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod overlays;
#[path = "fixtures/paging/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod paging;
#[path = "fixtures/parameters/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod parameters;
#[path = "fixtures/petstore/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod petstore;
#[path = "fixtures/recursion/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod recursion;
#[path = "fixtures/references/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod references;
#[path = "fixtures/scalars/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod scalars;
#[path = "fixtures/services/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod services;
#[path = "fixtures/shared/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod shared;
#[path = "fixtures/showcase/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod showcase;
#[path = "fixtures/sources/expected/src/lib.rs"]
#[rustfmt::skip]
#[expect(clippy::module_inception, reason = "the fixture and the file that it shows have one name")]
pub mod sources;
#[path = "fixtures/streams/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod streams;
#[path = "fixtures/styles/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod styles;
#[path = "fixtures/swagger/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod swagger;
#[path = "fixtures/uncalled/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod uncalled;
#[path = "fixtures/unions/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod unions;
#[path = "fixtures/uploads/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod uploads;
#[path = "fixtures/waiting/expected/src/lib.rs"]
#[rustfmt::skip]
pub mod waiting;
#[path = "fixtures/webhooks/expected/src/lib.rs"]
#[rustfmt::skip]
#[expect(clippy::module_inception, reason = "the fixture and the file that it shows have one name")]
pub mod webhooks;

mod behavior {
    mod answers;
    mod bases;
    mod bodies;
    mod composed;
    mod containers;
    mod credentials;
    #[allow(deprecated)]
    mod directions;
    mod files;
    mod forms;
    mod lints;
    #[allow(deprecated)]
    mod merged;
    mod methods;
    mod names;
    mod newer;
    mod overlays;
    mod paging;
    mod parameters;
    mod petstore;
    mod recursion;
    mod references;
    #[allow(deprecated)]
    mod scalars;
    mod services;
    mod shared;
    mod showcase;
    mod sources;
    mod streams;
    mod styles;
    mod support;
    mod swagger;
    #[allow(deprecated)]
    mod uncalled;
    mod unions;
    mod uploads;
    mod waiting;
    #[allow(deprecated)]
    mod webhooks;
}
