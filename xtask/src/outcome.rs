//! How a command fails: a message and an exit code.

/// Why a command did not succeed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// One line for people; empty when all has been said.
    pub(crate) message: String,
    /// The exit code.
    pub(crate) code: u8,
}

impl Failure {
    /// The description or the generated files are not as they should be.
    pub(crate) fn wrong(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }

    /// The command was called in a wrong way, or the file system refused.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 2 }
    }
}
