//! `src/webhooks.rs`: which requests the service makes, and how their bodies are read.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{doc_lines, docs, ident, path, qualified, runtime, used};
use super::{RustFile, unions};
use crate::model::{Branch, Crate, Payload, Type, Webhook};

pub(super) fn is_needed(krate: &Crate) -> bool {
    !krate.webhooks.is_empty()
}

pub(super) fn emit(krate: &Crate) -> RustFile {
    let webhooks = &krate.webhooks;
    let mut items = vec![imports(krate), names(webhooks), parser(webhooks), event(webhooks), event_methods(webhooks)];
    items.extend(union(webhooks));
    let docs = [
        "What the service sends unasked: webhooks, and the callbacks of calls.",
        "",
        "Whoever receives such a request hands its body over, and gets a typed [`Event`]. [`Webhook::parse`] reads it where",
        "the URL, a header or a setting has told which webhook it is.",
        "",
        "Nothing here proves who has sent a body: check signatures before, as the service documents them.",
    ];
    let about_event = "[`Event::parse`] finds out by the body alone.";
    let mut lines: Vec<String> = docs.map(str::to_owned).into();
    if is_told_by_body(webhooks) {
        lines.insert(4, about_event.to_owned());
    }
    RustFile { docs: lines, items }
}

/// Whether there are bodies that say what they are.
fn is_told_by_body(webhooks: &[Webhook]) -> bool {
    webhooks.iter().any(|webhook| matches!(webhook.payload, Payload::Json { .. }))
}

fn imports(krate: &Crate) -> TokenStream {
    let webhooks = &krate.webhooks;
    let mut names_models = false;
    let types = || webhooks.iter().filter_map(Webhook::ty);
    for ty in types() {
        ty.visit(&mut |ty| names_models |= matches!(ty, Type::Model(_)));
    }
    let (mut names, maps) = used(types());
    names.insert("Error");
    for webhook in webhooks {
        match webhook.payload {
            Payload::Json { .. } => names.extend(["Branch", "Decode", "Union", "UnknownVariant", "payload"]),
            Payload::Text => names.extend(["text_payload"]),
            Payload::Bytes => names.extend(["Bytes"]),
            Payload::Nothing => {}
        }
    }
    names.extend(is_told_by_body(webhooks).then_some("open_union"));
    let maps = maps.then(|| quote! { use std::collections::BTreeMap; });
    let models = path(&krate.paths.root, &["models"]);
    let models = names_models.then(|| quote! { use #models; });
    let runtime = runtime(&krate.paths, &[]);
    let names = names.into_iter().map(ident);
    let serde = is_told_by_body(webhooks).then(|| quote! { use serde_core::Deserializer; });
    quote! {
        #maps

        #serde
        #models
        use #runtime::{#(#names),*};
    }
}

fn names(webhooks: &[Webhook]) -> TokenStream {
    // What there is to say stands where the body is, which is what people look at.
    let variants = webhooks.iter().map(|webhook| {
        let about = doc_lines(&[format!("Brings [`Event::{}`].", webhook.variant)]);
        let deprecated = webhook.docs.deprecated.then(|| quote!(#[deprecated]));
        let variant = ident(&webhook.variant);
        quote!(#about #deprecated #variant,)
    });
    quote! {
        /// The requests that the service makes, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Webhook {
            #(#variants)*
        }
    }
}

fn parser(webhooks: &[Webhook]) -> TokenStream {
    let variants = || webhooks.iter().map(|webhook| ident(&webhook.variant));
    let all = variants();
    let names = webhooks.iter().map(|webhook| &webhook.wire_name);
    let named = variants().zip(names).map(|(variant, name)| quote!(Self::#variant => #name,));
    let arms = webhooks.iter().map(|webhook| {
        let variant = ident(&webhook.variant);
        let read = match &webhook.payload {
            Payload::Json { .. } => quote!(payload(self.name(), body).map(Event::#variant)),
            Payload::Text => quote!(text_payload(self.name(), body).map(Event::#variant)),
            Payload::Bytes => quote!(Ok(Event::#variant(Bytes::copy_from_slice(body)))),
            Payload::Nothing => quote!(Ok(Event::#variant)),
        };
        quote!(Self::#variant => #read,)
    });
    let is_body_read = webhooks.iter().any(|webhook| !matches!(webhook.payload, Payload::Nothing));
    let body = ident(if is_body_read { "body" } else { "_body" });
    let quiet = quiet(webhooks);
    quote! {
        #quiet
        impl Webhook {
            /// All of them, in the order of the description.
            pub const ALL: &'static [Self] = &[#(Self::#all),*];

            /// What the description calls it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { #(#named)* }
            }

            /// The one that the description calls so.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|webhook| webhook.name() == name)
            }

            /// Reads the body of a request that is known to be of this one.
            ///
            /// # Errors
            ///
            /// [`Error::is_decode`]: the body is not what the description promises.
            pub fn parse(self, #body: &[u8]) -> Result<Event, Error> {
                match self { #(#arms)* }
            }
        }
    }
}

fn event(webhooks: &[Webhook]) -> TokenStream {
    let variants = webhooks.iter().map(|webhook| {
        let (about, variant) = (docs(&webhook.docs), ident(&webhook.variant));
        match &webhook.payload {
            Payload::Json { ty, .. } => {
                let ty = qualified(ty);
                quote!(#about #variant(#ty),)
            }
            Payload::Text => quote!(#about #variant(String),),
            Payload::Bytes => quote!(#about #variant(Bytes),),
            Payload::Nothing => quote!(#about #variant,),
        }
    });
    let unknown = is_told_by_body(webhooks).then(|| {
        quote! {
            /// A body that fits nothing that was documented when this client was made.
            Unknown(UnknownVariant),
        }
    });
    quote! {
        /// What a request of the service brings.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#variants)*
            #unknown
        }
    }
}

fn event_methods(webhooks: &[Webhook]) -> TokenStream {
    let parse = is_told_by_body(webhooks).then(|| {
        let about = about_parse(webhooks);
        quote! {
            #(#[doc = #about])*
            pub fn parse(body: &[u8]) -> Result<Self, Error> {
                payload("webhook", body)
            }
        }
    });
    let arms = webhooks.iter().map(|webhook| {
        let variant = ident(&webhook.variant);
        let pattern = match webhook.payload {
            Payload::Nothing => quote!(Self::#variant),
            _ => quote!(Self::#variant(_)),
        };
        quote!(#pattern => Webhook::#variant,)
    });
    let quiet = quiet(webhooks);
    let webhook = if parse.is_some() {
        quote! {
            /// Which request it is of; `None` of a body that fits none.
            #[must_use]
            pub fn webhook(&self) -> Option<Webhook> {
                Some(match self {
                    #(#arms)*
                    Self::Unknown(_) => return None,
                })
            }
        }
    } else {
        quote! {
            /// Which request it is of.
            #[must_use]
            pub fn webhook(&self) -> Webhook {
                match self { #(#arms)* }
            }
        }
    };
    quote! {
        #quiet
        impl Event {
            #parse

            #webhook
        }
    }
}

/// What is said about finding out what a body is.
fn about_parse(webhooks: &[Webhook]) -> Vec<String> {
    let mut lines = vec![
        " Reads the body of a request, and finds out by what it holds which one it is of.".to_owned(),
        String::new(),
    ];
    let alike = alike(webhooks);
    if !alike.is_empty() {
        lines.push(
            " The bodies of some are alike and are read as those of the first; [`Webhook::parse`] is told:".to_owned(),
        );
        lines.push(String::new());
        lines.extend(alike);
        lines.push(String::new());
    }
    let errors =
        [" # Errors", "", " [`Error::is_decode`]: the body is no JSON. One that fits nothing is [`Event::Unknown`]."];
    lines.extend(errors.map(str::to_owned));
    lines
}

/// The webhooks that bring the same, a line for each group.
fn alike(webhooks: &[Webhook]) -> Vec<String> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, webhook) in webhooks.iter().enumerate() {
        if let Payload::Json { same_as: Some(first), .. } = webhook.payload {
            groups.entry(first).or_insert_with(|| vec![first]).push(index);
        }
    }
    let line = |group: Vec<usize>| {
        let names: Vec<String> =
            group.iter().map(|&index| format!("[`{0}`](Webhook::{0})", webhooks[index].variant)).collect();
        format!(" - {}", names.join(", "))
    };
    groups.into_values().map(line).collect()
}

/// How the type of a body is found.
fn union(webhooks: &[Webhook]) -> Vec<TokenStream> {
    let told = webhooks.iter().filter_map(|webhook| match &webhook.payload {
        Payload::Json { ty, branch, same_as: None } => Some((ident(&webhook.variant), ty, branch)),
        _ => None,
    });
    let told: Vec<_> = told.collect();
    if told.is_empty() {
        return Vec::new();
    }
    let models = quote!(models::);
    let branches = told.iter().map(|(_, _, branch)| unions::branch(branch, Some(&models)));
    let mut reads = told.iter().map(|(variant, ty, branch)| {
        let needs_box = matches!(ty, Type::Box(_)) && !matches!(branch, Branch::Object(..));
        let boxed = needs_box.then(|| quote!(.map(Box::new)));
        quote!(Decode::decode(deserializer)#boxed.map(Self::#variant))
    });
    let (index, read) = if told.len() == 1 {
        (quote!(_), reads.next().unwrap_or_default())
    } else {
        let last = told.len() - 1;
        let arms = reads.enumerate().map(|(index, read)| {
            let number = Literal::usize_unsuffixed(index);
            let pattern = if index == last { quote!(_) } else { quote!(#number) };
            quote!(#pattern => #read,)
        });
        (quote!(branch), quote!(match branch { #(#arms)* }))
    };
    let is_deprecated = |webhook: &&Webhook| webhook.docs.deprecated && is_told(webhook);
    let quiet = webhooks.iter().any(|webhook| is_deprecated(&webhook)).then(|| quote!(#[expect(deprecated)]));
    vec![
        quote! {
            #quiet
            impl Union for Event {
                const BRANCHES: &'static [Branch] = &[#(#branches),*];

                fn read<'de, D: Deserializer<'de>>(#index: usize, deserializer: D) -> Result<Self, D::Error> {
                    #read
                }

                fn unknown(value: UnknownVariant) -> Self {
                    Self::Unknown(value)
                }
            }
        },
        quote! { open_union!(Event); },
    ]
}

/// Whether a body is found to be of it.
fn is_told(webhook: &Webhook) -> bool {
    matches!(webhook.payload, Payload::Json { same_as: None, .. })
}

/// What is deprecated is still named and read.
fn quiet(webhooks: &[Webhook]) -> Option<TokenStream> {
    webhooks.iter().any(|webhook| webhook.docs.deprecated).then(|| quote!(#[expect(deprecated)]))
}
