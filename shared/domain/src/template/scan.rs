//! Where the tags of a template are: one pass that splits the source into text and tags.
//!
//! It runs before anything else, in time linear to the source, so that what the other steps do can be bounded, and so that a
//! forgotten brace is reported where it was forgotten.

use super::error::TemplateError;
use super::path::is_name_char;

/// A template's source, split.
#[derive(Debug)]
pub(super) struct Scan<'s> {
    pub(super) pieces: Vec<Piece<'s>>,
    /// Whether a backslash stands before a tag somewhere: `\{{` is text, and `\\{{` is a backslash and a tag.
    pub(super) has_escapes: bool,
}

#[derive(Debug)]
pub(super) enum Piece<'s> {
    Text(&'s str),
    Tag(Tag<'s>),
}

/// One `{{…}}`.
#[derive(Debug)]
pub(super) struct Tag<'s> {
    pub(super) kind: TagKind,
    /// Byte position of its first brace.
    pub(super) offset: usize,
    /// What stands between the braces, without sigil, white-space control and blanks at the ends.
    pub(super) inner: &'s str,
    /// Whether it has a `~`, which eats the white space beside it.
    pub(super) trims: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `{{x}}`, `{{helper x}}`
    Value,
    /// `{{{x}}}`, `{{&x}}`
    RawValue,
    /// `{{! … }}`, `{{!-- … --}}`
    Comment,
    /// `{{#if x}}`
    Open,
    /// `{{else}}`, `{{^}}`, `{{else if x}}`
    Else,
    /// `{{/if}}`
    Close,
    /// `{{#*inline "name"}}`
    OpenInline,
    /// `{{> name}}`
    Partial,
}

impl<'s> Tag<'s> {
    /// The first word: the helper's name of an opening or closing tag.
    pub(super) fn name(&self) -> &'s str {
        let end = self.inner.find(|c| !is_name_char(c)).unwrap_or(self.inner.len());
        self.inner.get(..end).unwrap_or_default()
    }

    /// What follows the first word.
    pub(super) fn rest(&self) -> &'s str {
        self.inner.get(self.name().len()..).unwrap_or_default().trim()
    }
}

/// Splits `source`. Fails where a tag has no end, or where a construct stands that has no meaning here.
pub(super) fn scan(source: &str) -> Result<Scan<'_>, TemplateError> {
    let mut scan = Scan { pieces: Vec::new(), has_escapes: false };
    let mut text_from = 0;
    let mut search_from = 0;
    while let Some(found) = source.get(search_from..).and_then(|rest| rest.find("{{")) {
        let offset = search_from + found;
        let text = source.get(text_from..offset).unwrap_or_default();
        let backslashes = text.len() - text.trim_end_matches('\\').len();
        scan.has_escapes |= backslashes > 0;
        if backslashes == 1 {
            search_from = offset + 2;
            if source.get(search_from..).is_some_and(|rest| rest.starts_with("{{")) {
                search_from += 2;
            }
            continue;
        }
        let (tag, end) = tag(source, offset)?;
        if !text.is_empty() {
            scan.pieces.push(Piece::Text(text));
        }
        scan.pieces.push(Piece::Tag(tag));
        (text_from, search_from) = (end, end);
    }
    match source.get(text_from..) {
        None | Some("") => {}
        Some(text) => scan.pieces.push(Piece::Text(text)),
    }
    Ok(scan)
}

/// Reads the tag that begins at `offset`; also says where it ends.
fn tag(source: &str, offset: usize) -> Result<(Tag<'_>, usize), TemplateError> {
    let fail = |reason: &str| TemplateError::at(source, offset, reason);
    let body_from = offset + 2;
    let body = source.get(body_from..).unwrap_or_default();
    if body.starts_with("{{") {
        return Err(fail("raw blocks {{{{…}}}} are not supported; put a backslash before {{ to show braces"));
    }
    if let Some(comment) = body.strip_prefix('!') {
        let close = if comment.starts_with("--") { "--}}" } else { "}}" };
        // The opening dashes are not the closing ones.
        let skip = if close == "--}}" { 2 } else { 0 };
        let length = comment.get(skip..).and_then(|rest| rest.find(close)).map(|length| length + skip);
        let length = length.ok_or_else(|| fail(&format!("this comment is never closed with {close}")))?;
        let tag = Tag { kind: TagKind::Comment, offset, inner: comment.get(..length).unwrap_or_default(), trims: false };
        return Ok((tag, body_from + 1 + length + close.len()));
    }
    let length = body_length(body).ok_or_else(|| fail("this {{ is never closed with }}"))?;
    let whole = body.get(..length).unwrap_or_default();
    let (kind, inner, trims) = classify(whole).map_err(fail)?;
    Ok((Tag { kind, offset, inner, trims }, body_from + length + 2))
}

/// The length of a tag's body, up to the `}}` that ends it: not one in a text, in brackets, or of a brace opened inside.
fn body_length(body: &str) -> Option<usize> {
    let mut braces = 0_usize;
    let mut chars = body.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '\'' => loop {
                match chars.next()?.1 {
                    '\\' => drop(chars.next()?),
                    end if end == c => break,
                    _ => {}
                }
            },
            '[' => drop(chars.find(|(_, inside)| *inside == ']')?),
            '{' => braces += 1,
            '}' if braces > 0 => braces -= 1,
            '}' if body.get(at..).is_some_and(|rest| rest.starts_with("}}")) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Takes a tag's body apart into kind, content and whether it has a `~`.
fn classify(whole: &str) -> Result<(TagKind, &str, bool), &'static str> {
    let (trims_before, body) = whole.strip_prefix('~').map_or((false, whole), |rest| (true, rest));
    let (trims_after, body) = body.strip_suffix('~').map_or((false, body), |rest| (true, rest));
    let body = body.trim();
    let (kind, inner) = match body.split_at(body.find(|c: char| !"#*>/^&{".contains(c)).unwrap_or(body.len())) {
        ("#", _) => (TagKind::Open, body.strip_prefix('#')),
        ("/", _) => (TagKind::Close, body.strip_prefix('/')),
        ("^", _) => (TagKind::Else, body.strip_prefix('^')),
        (">", _) => (TagKind::Partial, body.strip_prefix('>')),
        ("&", _) => (TagKind::RawValue, body.strip_prefix('&')),
        ("#*", _) => (TagKind::OpenInline, body.strip_prefix("#*")),
        ("#>", _) => return Err("partial blocks {{#> …}} are not supported"),
        ("*", _) => return Err("decorators {{* …}} are not supported"),
        ("{", _) => (TagKind::RawValue, body.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))),
        ("", rest) => match rest.strip_prefix("else") {
            Some(after) if !after.starts_with(|c| is_name_char(c) || c == '.' || c == '/') => (TagKind::Else, Some(after)),
            Some(_) | None => (TagKind::Value, Some(rest)),
        },
        _ => return Err("this is not a Handlebars tag"),
    };
    let inner = inner.ok_or("this {{{ is never closed with }}}")?;
    let trims_inside = kind == TagKind::RawValue && (inner.starts_with('~') || inner.ends_with('~'));
    Ok((kind, inner.trim(), trims_before || trims_after || trims_inside))
}
