//! The API as its clients see it: requests in, answers out, over the embedded database.

#![cfg(test)]

mod apps;
mod campaign_places;
mod email_channel;
mod email_templates;
mod front_door;
mod lists;
mod rates;
mod refusals;
mod refusals_of_templates;
mod settings;
mod story;
mod tags;
