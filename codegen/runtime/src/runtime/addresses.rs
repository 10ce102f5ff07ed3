//! Addresses of the Internet Protocol as values of JSON and of parameters.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_core::de::Deserializer;

use super::codec::{Blank, Decode, parsed};
use super::param::Param;
use super::tree::Tree;

macro_rules! addresses {
    ($($address:ident $expected:literal)*) => {$(
        impl Decode for $address {
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                parsed(deserializer, $expected, |text| text.parse().ok())
            }
        }

        impl Blank for $address {
            fn blank() -> Self {
                Self::UNSPECIFIED
            }
        }

        impl Param for $address {
            fn tree(&self) -> Tree {
                Tree::Text(self.to_string())
            }
        }
    )*};
}

addresses! { Ipv4Addr "an IPv4 address" Ipv6Addr "an IPv6 address" }
