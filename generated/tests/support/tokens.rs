//! Issues tokens, and knows them again while they are good.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::users::User;

/// What a token is good for.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// All projects.
    Everything,
    /// The account, and so no project.
    Domain,
    /// The project with this id.
    Project(String),
}

/// Whom a token stands for, and until when.
#[derive(Clone)]
struct Grant {
    user: &'static User,
    scope: Scope,
    expires_at: Timestamp,
}

/// The tokens that were issued.
#[derive(Default)]
pub struct Tokens {
    issued: usize,
    good: BTreeMap<String, Grant>,
}

impl Tokens {
    /// A new token; the old ones stay good.
    pub fn issue(&mut self, seed: &str, length: usize, user: &'static User, scope: Scope, until: Timestamp) -> String {
        self.issued += 1;
        let beginning = "MII";
        let rest = opaque(&format!("{seed} token {}", self.issued), length.saturating_sub(beginning.len()));
        let token = format!("{beginning}{rest}");
        self.good.insert(token.clone(), Grant { user, scope, expires_at: until });
        token
    }

    /// Whose token this is, and what it is good for, if it is good at all.
    pub fn find(&self, token: &str, now: Timestamp) -> Option<(&'static User, Scope)> {
        let grant = self.good.get(token).filter(|grant| now < grant.expires_at)?;
        Some((grant.user, grant.scope.clone()))
    }

    /// How many tokens were issued so far.
    pub fn issued(&self) -> usize {
        self.issued
    }

    /// Ends all tokens that were issued so far.
    pub fn revoke(&mut self) {
        self.good.clear();
    }
}

/// A text that says nothing, and is another one for every seed.
pub fn opaque(seed: &str, length: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
    let bytes = (0..=length / 32).flat_map(|block| Sha256::digest(format!("{seed} {block}")));
    bytes.take(length).map(|byte| char::from(ALPHABET[usize::from(byte % 64)])).collect()
}
