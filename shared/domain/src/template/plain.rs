//! Templates of text and variables only: most of them, and many times faster to fill in than by the engine.

use super::context::Context;
use super::error::RenderError;
use super::escape::Escape;
use super::scan::{Piece, Scan, TagKind};
use super::{MAX_RENDERED_BYTES, path};

/// The parts of such a template, in order.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    parts: Vec<Part>,
    /// Bytes of all texts, and a guess for the values: what to allocate at once.
    capacity: usize,
}

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Variable { path: Vec<String>, escape: Escape },
}

impl Plain {
    /// The template that was scanned, if it has nothing but text and variables written out in full.
    pub(super) fn of(scan: &Scan<'_>, escape: Escape) -> Option<Self> {
        const VALUE_BYTES: usize = 24;
        if scan.has_escapes {
            return None;
        }
        let mut capacity = 0;
        let mut parts = Vec::with_capacity(scan.pieces.len());
        for piece in &scan.pieces {
            let (part, bytes) = match piece {
                Piece::Text(text) => (Part::Text((*text).to_owned()), text.len()),
                Piece::Tag(tag) if tag.trims => return None,
                Piece::Tag(tag) => {
                    let escape = match tag.kind {
                        TagKind::Value => escape,
                        TagKind::RawValue => Escape::None,
                        TagKind::Comment
                        | TagKind::Open
                        | TagKind::Else
                        | TagKind::Close
                        | TagKind::OpenInline
                        | TagKind::Partial => return None,
                    };
                    (Part::Variable { path: path::parse(tag.inner)?, escape }, VALUE_BYTES)
                }
            };
            capacity += bytes;
            parts.push(part);
        }
        Some(Self { parts, capacity })
    }

    pub(super) fn render(&self, context: &Context<'_>) -> Result<String, RenderError> {
        let mut out = String::with_capacity(self.capacity);
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Variable { path, escape } => {
                    if let Some(value) = context.root.at(path) {
                        value.push_text(*escape, &mut out);
                    }
                }
            }
            if out.len() > MAX_RENDERED_BYTES {
                return Err(RenderError::TooLong { max_bytes: MAX_RENDERED_BYTES });
            }
        }
        Ok(out)
    }
}
