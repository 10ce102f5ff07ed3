//! A union whose branches are told apart by their members.

use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Delivery {
    Parcel(Box<Parcel>),
    Letter(Box<Letter>),
    Pickup(Box<Pickup>),
    Download(Box<Download>),
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Parcel {
    pub(crate) recipient: String,
    pub(crate) street: String,
    pub(crate) city: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<String>,
    pub(crate) weight_grams: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) insured: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tracking: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Letter {
    pub(crate) recipient: String,
    pub(crate) street: String,
    pub(crate) city: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) country: Option<String>,
    pub(crate) stamps: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) registered: Option<bool>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Pickup {
    pub(crate) recipient: String,
    pub(crate) station: String,
    pub(crate) code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) locker: Option<i64>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Download {
    pub(crate) recipient: String,
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<String>,
}
