//! Plain structs.

use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
pub(crate) struct Machine {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) zone: Option<String>,
    pub(crate) cpus: i64,
    pub(crate) memory_mb: i64,
    pub(crate) healthy: bool,
    pub(crate) load: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uptime_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) image: Option<String>,
    pub(crate) disks: Vec<Disk>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) network: Option<Network>,
    pub(crate) labels: Vec<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Disk {
    pub(crate) device: String,
    pub(crate) size_gb: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) used: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) encrypted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Network {
    pub(crate) address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gateway: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mtu: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ports: Option<Vec<i64>>,
}
