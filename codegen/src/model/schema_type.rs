//! What the components of a description became.

/// The type of a schema that has a name of its own in the description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaType {
    /// The path of the file that the schema is in.
    pub file: String,
    /// The JSON pointer (RFC 6901) of the schema, where its author wrote it: `/components/schemas/Pet`, or
    /// `/definitions/Pet` in Swagger 2.0.
    pub pointer: String,
    /// Its name in the description.
    pub name: String,
    /// The path of its type below the root of the client, for example `models::Pet`. It is a type or the name of one,
    /// and can be read and written by `serde`.
    pub path: String,
    /// Whether a value may also be null: where the type is used, it is an `Option`.
    pub nullable: bool,
    /// Whether requests may hold it. A component that is split has two types: one is sent, the other is received.
    pub sent: bool,
    /// Whether answers may hold it.
    pub received: bool,
}
