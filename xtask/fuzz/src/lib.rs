//! What both programs need: to change the structure of JSON, and to keep the input that is being tried.

pub mod json;
pub mod mutate;
pub mod random;
pub mod running;
