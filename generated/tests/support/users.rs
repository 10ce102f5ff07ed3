//! Who is known, and by what.

use super::signature::Key;

/// The account that all users belong to.
pub const DOMAIN: &str = "stand-in";
/// The id of this account.
pub const DOMAIN_ID: &str = "d78cbac186b744899480f25bd022f468";

/// The name of a user who may work with jobs.
pub const USER: &str = "reader";
/// The password of this user.
pub const PASSWORD: &str = "pAssw0rd-of-the-stand-ins-reader";
/// A token of this user, for every project.
pub const TOKEN: &str = "MIIstand-in-token-of-a-reader";
/// The access key of this user.
pub const KEY: Key =
    Key { ak: "STANDINPERMANENTKEY0", sk: "pErmaNent0sEcret0Key0oF0the0StandIn00001", security_token: None };
/// A temporary access key of the same user.
pub const TEMPORARY_KEY: Key = Key {
    ak: "HSTSTANDINTEMPORARY0",
    sk: "tEmporArY0sEcret0Key0oF0the0StandIn00002",
    security_token: Some("gQpzdGFuZC1pbg/security+token/of-a-temporary/key=="),
};

/// The name of a user who is known but may not list or delete jobs.
pub const POWERLESS_USER: &str = "stranger";
/// The password of this user.
pub const POWERLESS_PASSWORD: &str = "pAssw0rd-of-the-stand-ins-stranger";
/// A token of this user, for every project.
pub const POWERLESS_TOKEN: &str = "MIIstand-in-token-of-a-stranger";
/// The access key of this user.
pub const POWERLESS_KEY: Key =
    Key { ak: "STANDINPOWERLESSKEY0", sk: "pOwerLess0sEcret0Key0oF0the0StandIn00003", security_token: None };

/// Somebody who is known.
pub struct User {
    pub name: &'static str,
    pub id: &'static str,
    pub password: &'static str,
    /// A token that was not issued here, never ends and is good for every project.
    pub token: &'static str,
    pub keys: &'static [Key],
    /// Whether the policies allow to list and delete jobs.
    pub is_allowed: bool,
}

/// All who are known.
pub static USERS: [User; 2] = [
    User {
        name: USER,
        id: "7116d09f88fa41908676fdd4b039e95b",
        password: PASSWORD,
        token: TOKEN,
        keys: &[KEY, TEMPORARY_KEY],
        is_allowed: true,
    },
    User {
        name: POWERLESS_USER,
        id: "0b1e2c5a9f7d4d3c8a6f5e4d3c2b1a09",
        password: POWERLESS_PASSWORD,
        token: POWERLESS_TOKEN,
        keys: &[POWERLESS_KEY],
        is_allowed: false,
    },
];
