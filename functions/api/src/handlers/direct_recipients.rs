//! The recipients of a direct message, whatever way the request names them.

use touchpoint_domain::direct::values::address_document;
use touchpoint_domain::direct::{Overrides, Undelivered};
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::endpoint::view::EndpointView;
use touchpoint_wire::types::AddressConfiguration;

/// Where in the answer a recipient stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Address,
    /// The id as the request has it.
    Endpoint(String),
    /// `endpoint` is the id as it was first written.
    User {
        user: String,
        endpoint: String,
    },
}

/// One recipient.
#[derive(Clone, Debug)]
pub(crate) struct Recipient<'a> {
    pub(crate) place: Place,
    /// The endpoint's id as it was first written; `None` for a bare address.
    pub(crate) endpoint: Option<String>,
    pub(crate) channel: Result<Channel, Undelivered>,
    pub(crate) address: Option<String>,
    /// What is known of the recipient, for the variables of the message.
    pub(crate) document: String,
    pub(crate) own: Overrides<'a>,
}

impl<'a> Recipient<'a> {
    pub(crate) fn address(address: &str, own: &'a AddressConfiguration) -> Self {
        let channel = own.channel_type.map(Channel::from).ok_or(Undelivered::NoChannel);
        Self {
            place: Place::Address,
            endpoint: None,
            document: channel.as_ref().map_or_else(|_| "{}".to_owned(), |channel| address_document(*channel, address)),
            channel,
            address: Some(address.to_owned()),
            own: own.into(),
        }
    }

    /// An endpoint with its stored document, if there is one. Its status and its opt-out do not matter here (spec §8.1).
    pub(crate) fn endpoint(place: Place, document: Option<String>, own: Overrides<'a>) -> Self {
        let document = document.unwrap_or_default();
        let (endpoint, channel, address) = match EndpointView::parse(&document) {
            Ok(view) => (
                Some(view.id.as_str().to_owned()),
                view.channel.ok_or(Undelivered::NoChannel),
                view.address.as_ref().map(|address| address.as_str().to_owned()).filter(|address| !address.is_empty()),
            ),
            Err(_) => (None, Err(Undelivered::UnknownEndpoint), None),
        };
        Self { place, endpoint, channel, address, document, own }
    }
}
