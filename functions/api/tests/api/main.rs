//! The API as its clients see it: requests in, answers out, over the embedded database.

#![cfg(test)]

mod apps;
mod attributes;
mod email_channel;
mod email_templates;
mod event_stream;
mod events;
mod front_door;
mod jobs;
mod lists;
mod refusals;
mod refusals_of_templates;
mod settings;
mod story;
mod tags;
