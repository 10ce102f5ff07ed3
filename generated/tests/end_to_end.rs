//! The client and the examples against real HTTP servers on loopback.

#[path = "support/stand_in.rs"]
mod stand_in;

mod end_to_end {
    mod answers;
    mod calls;
    mod demo;
    mod errors;
    mod examples;
    mod faults;
    mod key_refusals;
    mod key_secrets;
    mod keys;
    mod list_jobs;
    mod list_jobs_failures;
    mod list_jobs_keys;
    mod pages;
    mod plain_http;
    mod program;
    mod project_ids;
    mod raw_server;
    mod readme;
    mod requests;
    mod secrets;
    mod servers;
    mod sign_in;
    mod signature_vectors;
    mod solution;
    mod stand_in_denials;
    mod stand_in_jobs;
    mod stand_in_mishaps;
    mod stand_in_program;
    mod stand_in_rules;
    mod stand_in_tokens;
    mod support;
}
