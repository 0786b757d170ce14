//! Whether a template's blocks fit together, and how much work it can be at most.
//!
//! A template comes from a client and is rendered for everyone in a segment, in a process that others share. So it is bounded
//! before the engine sees it, from what it says alone: how deep blocks and partials nest (the stack), how many elements one
//! rendering can visit with every list at its longest (the time), and how long parsing may take. No real message comes near.

use super::error::TemplateError;
use super::helpers::EACH_ITEMS;
use super::scan::{Piece, Scan, Tag, TagKind};

/// Blocks, chained `{{else if}}`s and partials, one within another.
const MAX_NESTING: usize = 32;
/// Opening brackets of all kinds within one tag.
const MAX_BRACKETS: usize = 64;
/// Elements that one rendering may visit.
const MAX_STEPS: u64 = 50_000;
/// A partial copies the context that it is given.
const PARTIAL_STEPS: u64 = 20;
/// Tags times bytes: the parser counts lines from the beginning for each tag.
const MAX_PARSE_WORK: usize = 300_000_000;

/// Checks a scanned template that is not plain.
pub(super) fn check(source: &str, scan: &Scan<'_>) -> Result<(), TemplateError> {
    if scan.pieces.len().saturating_mul(source.len()) > MAX_PARSE_WORK {
        return Err(TemplateError::at(source, 0, "the template has too many tags for its length"));
    }
    let mut walk = Walk { source, place: Place::ROOT, open: Vec::new(), scopes: vec![Scope::named("")] };
    for piece in &scan.pieces {
        walk.count();
        match piece {
            Piece::Text(_) => {}
            Piece::Tag(tag) => walk.tag(tag)?,
        }
    }
    match walk.open.last() {
        Some(block) => Err(walk.fail(block.offset, format!("{{{{#{0}}}}} is never closed with {{{{/{0}}}}}", block.name))),
        None => walk.whole(0, 0).map(drop),
    }
}

/// Where in the template the walk is.
#[derive(Clone, Copy)]
struct Place {
    /// Position in `scopes`.
    scope: usize,
    /// How often one rendering of the scope comes here at most.
    times: u64,
    nesting: usize,
}

impl Place {
    const ROOT: Self = Self { scope: 0, times: 1, nesting: 0 };
}

struct Block<'s> {
    name: &'s str,
    offset: usize,
    outside: Place,
}

/// The template itself, or an inline partial of it.
struct Scope<'s> {
    name: &'s str,
    /// What it takes and how deep it goes by itself, without its partials.
    own: Cost,
    uses: Vec<Use<'s>>,
    whole: Whole,
}

struct Use<'s> {
    partial: &'s str,
    at: Place,
    offset: usize,
}

/// The most that one rendering of a scope can take.
#[derive(Clone, Copy, Default)]
struct Cost {
    steps: u64,
    depth: usize,
}

#[derive(Clone, Copy)]
enum Whole {
    Unknown,
    BeingFound,
    Found(Cost),
}

impl<'s> Scope<'s> {
    fn named(name: &'s str) -> Self {
        Self { name, own: Cost::default(), uses: Vec::new(), whole: Whole::Unknown }
    }
}

struct Walk<'s> {
    source: &'s str,
    place: Place,
    open: Vec<Block<'s>>,
    scopes: Vec<Scope<'s>>,
}

impl<'s> Walk<'s> {
    fn fail(&self, offset: usize, reason: impl Into<String>) -> TemplateError {
        TemplateError::at(self.source, offset, reason)
    }

    fn count(&mut self) {
        if let Some(scope) = self.scopes.get_mut(self.place.scope) {
            scope.own.steps = scope.own.steps.saturating_add(self.place.times);
            scope.own.depth = scope.own.depth.max(self.place.nesting);
        }
    }

    fn tag(&mut self, tag: &Tag<'s>) -> Result<(), TemplateError> {
        if tag.inner.matches(['(', '[', '{']).count() > MAX_BRACKETS && tag.kind != TagKind::Comment {
            return Err(self.fail(tag.offset, format!("a tag may open at most {MAX_BRACKETS} brackets")));
        }
        match tag.kind {
            TagKind::Value | TagKind::RawValue | TagKind::Comment => Ok(()),
            TagKind::Open => {
                self.open.push(Block { name: tag.name(), offset: tag.offset, outside: self.place });
                self.enter(tag, tag.name())
            }
            TagKind::OpenInline => self.open_inline(tag),
            TagKind::Else => match (self.open.last(), tag.name()) {
                (None, _) => Err(self.fail(tag.offset, "{{else}} stands outside of a block")),
                (Some(_), "") => Ok(()),
                (Some(_), chained) => self.enter(tag, chained),
            },
            TagKind::Close => self.close(tag),
            TagKind::Partial => self.partial(tag),
        }
    }

    fn enter(&mut self, tag: &Tag<'s>, helper: &str) -> Result<(), TemplateError> {
        self.place.nesting += 1;
        if helper == "each" {
            self.place.times = self.place.times.saturating_mul(EACH_ITEMS as u64);
        }
        self.check_nesting(self.place.nesting.max(self.open.len()), tag.offset)
    }

    fn check_nesting(&self, nesting: usize, offset: usize) -> Result<(), TemplateError> {
        if nesting > MAX_NESTING {
            return Err(self.fail(offset, format!("blocks and partials may nest {MAX_NESTING} deep at most")));
        }
        Ok(())
    }

    fn open_inline(&mut self, tag: &Tag<'s>) -> Result<(), TemplateError> {
        let quoted = |quote| tag.rest().strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let Some(name) = quoted('"').or_else(|| quoted('\'')).filter(|name| tag.name() == "inline" && is_partial_name(name))
        else {
            return Err(self.fail(tag.offset, "write {{#*inline \"name\"}} with a name of letters, digits, - and _"));
        };
        self.open.push(Block { name: tag.name(), offset: tag.offset, outside: self.place });
        self.place = Place { scope: self.scopes.len(), ..Place::ROOT };
        self.scopes.push(Scope::named(name));
        self.check_nesting(self.open.len(), tag.offset)
    }

    fn close(&mut self, tag: &Tag<'s>) -> Result<(), TemplateError> {
        let Some(block) = self.open.pop() else {
            return Err(self.fail(tag.offset, format!("{{{{/{}}}}} closes nothing", tag.inner)));
        };
        if block.name != tag.inner {
            return Err(self.fail(tag.offset, format!("{{{{/{}}}}} stands where {{{{/{}}}}} is expected", tag.inner, block.name)));
        }
        self.place = block.outside;
        Ok(())
    }

    fn partial(&mut self, tag: &Tag<'s>) -> Result<(), TemplateError> {
        let (partial, _) = tag.inner.split_at(tag.inner.find(char::is_whitespace).unwrap_or(tag.inner.len()));
        if !is_partial_name(partial) {
            return Err(self.fail(tag.offset, "write {{> name}} with the name of an inline partial"));
        }
        if let Some(scope) = self.scopes.get_mut(self.place.scope) {
            scope.uses.push(Use { partial, at: self.place, offset: tag.offset });
        }
        Ok(())
    }

    /// The cost of a scope, its partials included; `level` partials led to it.
    fn whole(&mut self, scope: usize, level: usize) -> Result<Cost, TemplateError> {
        let Some(entry) = self.scopes.get_mut(scope) else { return Ok(Cost::default()) };
        if let Whole::Found(cost) = entry.whole {
            return Ok(cost);
        }
        entry.whole = Whole::BeingFound;
        let mut whole = entry.own;
        for used in std::mem::take(&mut entry.uses) {
            self.check_nesting(level + 1, used.offset)?;
            let partial = self.partial_named(&used, level + 1)?;
            whole.steps = whole.steps.saturating_add(used.at.times.saturating_mul(partial.steps));
            whole.depth = whole.depth.max(used.at.nesting + 1 + partial.depth);
            self.check_nesting(whole.depth, used.offset)?;
        }
        if whole.steps > MAX_STEPS {
            return Err(self.fail(0, "loops within loops could make this template too long; nest fewer of them"));
        }
        if let Some(entry) = self.scopes.get_mut(scope) {
            entry.whole = Whole::Found(whole);
        }
        Ok(whole)
    }

    /// The cost of using a partial. It may be defined more than once; which definition counts shows only when rendering.
    fn partial_named(&mut self, used: &Use<'s>, level: usize) -> Result<Cost, TemplateError> {
        let mut most = Cost { steps: PARTIAL_STEPS, depth: 0 };
        for definition in 1..self.scopes.len() {
            match self.scopes.get(definition) {
                Some(Scope { name, whole: Whole::BeingFound, .. }) if *name == used.partial => {
                    return Err(self.fail(used.offset, format!("partial {:?} contains itself", used.partial)));
                }
                Some(Scope { name, .. }) if *name == used.partial => {
                    let cost = self.whole(definition, level)?;
                    most.steps = most.steps.saturating_add(cost.steps);
                    most.depth = most.depth.max(cost.depth);
                }
                Some(_) | None => {}
            }
        }
        Ok(most)
    }
}

fn is_partial_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}
