//! Members that are ids or the objects themselves, maps, and many nulls.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
pub(crate) struct Charge {
    pub(crate) id: String,
    pub(crate) object: ChargeObject,
    pub(crate) amount: i64,
    pub(crate) amount_captured: i64,
    pub(crate) amount_refunded: i64,
    pub(crate) application: Option<Expandable<Application>>,
    pub(crate) balance_entry: Option<Expandable<BalanceEntry>>,
    pub(crate) billing: Billing,
    pub(crate) statement_text: Option<String>,
    pub(crate) captured: bool,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) customer: Option<Expandable<Customer>>,
    pub(crate) description: Option<String>,
    pub(crate) disputed: bool,
    pub(crate) failure_code: Option<String>,
    pub(crate) failure_message: Option<String>,
    pub(crate) fraud: Option<Fraud>,
    pub(crate) invoice: Option<Expandable<Invoice>>,
    pub(crate) live: bool,
    pub(crate) metadata: BTreeMap<String, String>,
    pub(crate) on_behalf_of: Option<Expandable<Application>>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) paid: bool,
    pub(crate) intent: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) method_details: Option<MethodDetails>,
    pub(crate) receipt_email: Option<String>,
    pub(crate) receipt_number: Option<String>,
    pub(crate) receipt_url: Option<String>,
    pub(crate) refunded: bool,
    pub(crate) review: Option<String>,
    pub(crate) shipping: Option<Shipping>,
    pub(crate) source_transfer: Option<String>,
    pub(crate) status: ChargeStatus,
    pub(crate) transfer_group: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChargeObject {
    Charge,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChargeStatus {
    Failed,
    Pending,
    Succeeded,
}

/// The id of an object, or the object.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Expandable<T> {
    Id(String),
    Object(Box<T>),
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Application {
    pub(crate) id: String,
    pub(crate) object: ApplicationObject,
    pub(crate) name: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ApplicationObject {
    Application,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct BalanceEntry {
    pub(crate) id: String,
    pub(crate) object: BalanceEntryObject,
    pub(crate) amount: i64,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) exchange_rate: Option<f64>,
    pub(crate) fee: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fees: Option<Vec<Fee>>,
    pub(crate) net: i64,
    pub(crate) status: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BalanceEntryObject {
    BalanceEntry,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Fee {
    pub(crate) amount: i64,
    pub(crate) application: Option<String>,
    pub(crate) currency: String,
    pub(crate) description: Option<String>,
    pub(crate) kind: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Billing {
    pub(crate) address: Option<Address>,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Address {
    pub(crate) city: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) line1: Option<String>,
    pub(crate) line2: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) state: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Customer {
    pub(crate) id: String,
    pub(crate) object: CustomerObject,
    pub(crate) address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) balance: Option<i64>,
    pub(crate) created: i64,
    pub(crate) currency: Option<String>,
    pub(crate) delinquent: Option<bool>,
    pub(crate) description: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) live: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) metadata: Option<BTreeMap<String, String>>,
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CustomerObject {
    Customer,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Fraud {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system_report: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_report: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Invoice {
    pub(crate) id: String,
    pub(crate) object: InvoiceObject,
    pub(crate) amount_due: i64,
    pub(crate) amount_paid: i64,
    pub(crate) created: i64,
    pub(crate) currency: String,
    pub(crate) due_date: Option<i64>,
    pub(crate) number: Option<String>,
    pub(crate) paid: bool,
    pub(crate) total: i64,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InvoiceObject {
    Invoice,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Outcome {
    pub(crate) network_status: Option<String>,
    pub(crate) reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) risk_level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) risk_score: Option<i64>,
    pub(crate) seller_message: Option<String>,
    #[serde(rename = "type")]
    pub(crate) type_: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct MethodDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) card: Option<Card>,
    #[serde(rename = "type")]
    pub(crate) type_: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Card {
    pub(crate) brand: Option<String>,
    pub(crate) checks: Option<Checks>,
    pub(crate) country: Option<String>,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) fingerprint: Option<String>,
    pub(crate) funding: Option<String>,
    pub(crate) installments: Option<i64>,
    pub(crate) last4: Option<String>,
    pub(crate) network: Option<String>,
    pub(crate) wallet: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Checks {
    pub(crate) address: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) cvc: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Shipping {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<Address>,
    pub(crate) carrier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) tracking: Option<String>,
}
