//! The API as its clients see it: requests in, answers out, over the embedded database.

#![cfg(test)]

mod access_keys;
mod access_keys_guarded;
mod analytics;
mod apps;
mod attributes;
mod campaign_places;
mod channels;
mod counted;
mod doors;
mod email_channel;
mod email_templates;
mod event_stream;
mod events;
mod front_door;
mod funnels;
mod in_app_messages;
mod jobs;
mod journey_numbers;
mod journeys;
mod kpis;
mod lists;
mod messages;
mod one_time_passwords;
mod rates;
mod recommenders;
mod refusals;
mod refusals_of_channels;
mod refusals_of_templates;
mod settings;
mod signatures;
mod signing;
mod story;
mod tags;
mod template_types;
