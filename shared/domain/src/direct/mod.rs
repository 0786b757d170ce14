//! Direct messages: one message to given addresses, endpoints or users, at once (spec §8.1 to §8.5).
//!
//! - [`validate`]: what a request must be like as a whole; anything wrong with it refuses all of it;
//! - [`recipient`]: what a request says for one recipient alone;
//! - [`content`], [`push`]: what a recipient is told on its channel, out of recipient, message, template and defaults;
//! - [`values`]: what the variables in it stand for;
//! - [`ready`]: a message for one recipient, rendered;
//! - [`result`]: how the answer says what became of it.

pub mod content;
pub mod push;
pub mod ready;
pub mod recipient;
pub mod result;
#[cfg(test)]
mod tests;
pub mod validate;
mod validate_email;
mod validate_push;
pub mod values;

pub use content::{Content, Templates, resolve};
pub use recipient::Overrides;
pub use result::{Delivery, Undelivered};
