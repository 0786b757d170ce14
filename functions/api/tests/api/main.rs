//! The API as its clients see it: requests in, answers out, over the embedded database.

#![cfg(test)]

mod apps;
mod email_channel;
mod email_templates;
mod front_door;
mod in_app_messages;
mod lists;
mod messages;
mod one_time_passwords;
mod refusals;
mod refusals_of_templates;
mod settings;
mod story;
mod tags;
