//! Finds out who calls: on the command line or, where that is silent, in the environment.

use clap::Args;
use huaweicloud_swr::Credentials;

const TOKEN: &str = "HUAWEICLOUD_TOKEN";
const SECURITY_TOKEN: &str = "HUAWEICLOUD_SDK_SECURITY_TOKEN";

/// The variables of AK and SK: those of the official SDKs, then those of the documentation's samples.
const KEYS: [[&str; 2]; 2] = [["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"], ["CLOUD_SDK_AK", "CLOUD_SDK_SK"]];

/// What the command line says of the caller. The variables are not read here, so that no help shows their values.
#[derive(Args)]
pub(crate) struct Caller {
    /// An IAM token for the project [env: HUAWEICLOUD_TOKEN]
    #[arg(long, value_name = "TOKEN", allow_hyphen_values = true)]
    token: Option<String>,
    /// The ID of an access key (AK) [env: HUAWEICLOUD_SDK_AK, else CLOUD_SDK_AK]
    #[arg(long, value_name = "AK")]
    ak: Option<String>,
    /// Its secret key (SK), which is never sent [env: HUAWEICLOUD_SDK_SK, else CLOUD_SDK_SK]
    #[arg(long, value_name = "SK")]
    sk: Option<String>,
    /// The security token of a temporary access key [env: HUAWEICLOUD_SDK_SECURITY_TOKEN]
    #[arg(long, value_name = "TOKEN")]
    security_token: Option<String>,
}

impl Caller {
    /// What the command line and the environment amount to, or what is missing.
    pub(crate) fn credentials(&self) -> Result<Credentials, &'static str> {
        let wants_key = [&self.ak, &self.sk, &self.security_token].into_iter().any(Option::is_some);
        match &self.token {
            Some(_) if wants_key => Err("both a token and an access key are given: give one of them"),
            Some(token) => Ok(Credentials::token(token)),
            None if wants_key => self.access_key(),
            None => variable(TOKEN).map_or_else(|| self.access_key(), |token| Ok(Credentials::token(token))),
        }
    }

    fn access_key(&self) -> Result<Credentials, &'static str> {
        let pairs = KEYS.map(|names| names.map(variable));
        let [ak, sk] = pairs.into_iter().find(|pair| pair.iter().any(Option::is_some)).unwrap_or_default();
        // Beside another secret key, the environment's security token would be that of a stranger.
        let security_token = if self.sk.is_none() { variable(SECURITY_TOKEN) } else { None };
        let security_token = self.security_token.clone().or(security_token);
        match (self.ak.clone().or(ak), self.sk.clone().or(sk)) {
            (Some(ak), Some(sk)) => Ok(match security_token {
                Some(token) => Credentials::access_key_with_token(ak, sk, token),
                None => Credentials::access_key(ak, sk),
            }),
            (Some(_), None) => Err("the access key has no secret key (SK): give --sk or set HUAWEICLOUD_SDK_SK"),
            (None, Some(_)) => Err("the access key has no ID (AK): give --ak or set HUAWEICLOUD_SDK_AK"),
            (None, None) if security_token.is_some() => {
                Err("the security token has no access key: give --ak and --sk, or set their variables")
            }
            (None, None) => Err("there is neither a token nor an access key: give --token, or --ak and --sk, \
                 or set HUAWEICLOUD_TOKEN, or HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"),
        }
    }
}

/// The value of a variable that is set and not empty. What is not Unicode will be refused as a token or key.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}
