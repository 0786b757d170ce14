//! From a stored segment to one that can be evaluated: groups, and the segments they are based on (spec §4.1, §4.3).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use touchpoint_wire::types::{SegmentGroup, SegmentGroupList, SegmentReference, SegmentType};

use super::SegmentSpec;
use super::dimensions::Dimensions;
use super::error::{Rule, SegmentError};
use super::quantifier::Quantifier;
use crate::endpoint::view::EndpointView;
use crate::ids::SegmentId;
use crate::limits::Limits;

/// A segment that any endpoint can be held against.
#[derive(Clone, Debug)]
pub struct CompiledSegment(Arc<Node>);

/// A segment among those it is based on. A source that several groups name is compiled once and shared.
#[derive(Debug)]
struct Node {
    include: Quantifier,
    groups: Box<[Group]>,
    /// How many references the longest chain of source segments below has.
    depth: usize,
}

#[derive(Debug)]
struct Group {
    sources_wanted: Quantifier,
    sources: Box<[Arc<Node>]>,
    dimensions_wanted: Quantifier,
    dimensions: Box<[Dimensions]>,
}

impl CompiledSegment {
    /// Compiles `spec`, asking `resolve` for the segments that it is based on, each by its id and its version, or the
    /// latest version if that is absent. This is also the validation of a segment: an error is the client's.
    pub fn compile(
        spec: &SegmentSpec,
        resolve: &mut dyn FnMut(&SegmentId, Option<u32>) -> Option<SegmentSpec>,
        limits: &Limits,
    ) -> Result<Self, SegmentError> {
        if spec.segment_type == SegmentType::Import {
            return Err(SegmentError::new("SegmentType", Rule::Imported { id: spec.id.clone() }));
        }
        let mut compiler = Compiler { resolve, limits, sources: BTreeMap::new(), chain: Vec::new() };
        compiler.segment(spec).map(|node| Self(Arc::new(node)))
    }

    /// Whether the endpoint is in the segment at `now`. Allocates nothing.
    #[must_use]
    pub fn matches(&self, endpoint: &EndpointView<'_>, now: Timestamp) -> bool {
        self.0.accepts(endpoint, now.as_millisecond())
    }
}

impl Node {
    fn new(include: Quantifier, groups: Box<[Group]>) -> Self {
        let below = groups.iter().flat_map(|group| &group.sources).map(|source| source.depth + 1).max();
        Self { include, groups, depth: below.unwrap_or(0) }
    }

    /// How much of the quota of dimensions it takes, without its sources.
    fn weight(&self) -> usize {
        self.groups.iter().flat_map(|group| &group.dimensions).map(Dimensions::weight).sum()
    }

    fn accepts(&self, endpoint: &EndpointView<'_>, now_ms: i64) -> bool {
        self.include.holds(&self.groups, |group| group.accepts(endpoint, now_ms))
    }
}

impl Group {
    fn accepts(&self, endpoint: &EndpointView<'_>, now_ms: i64) -> bool {
        // A source costs more than dimensions do.
        self.dimensions_wanted.holds(&self.dimensions, |dimensions| dimensions.accepts(endpoint, now_ms))
            && self.sources_wanted.holds(&self.sources, |source| source.accepts(endpoint, now_ms))
    }
}

/// What a group can be based on.
#[derive(Clone)]
enum Source {
    Dimensional(Arc<Node>),
    Imported(SegmentId),
}

struct Compiler<'c> {
    resolve: &'c mut dyn FnMut(&SegmentId, Option<u32>) -> Option<SegmentSpec>,
    limits: &'c Limits,
    /// The sources that were met before.
    sources: BTreeMap<(SegmentId, Option<u32>), Source>,
    /// The segments that are being compiled, the outermost first.
    chain: Vec<SegmentId>,
}

impl Compiler<'_> {
    fn segment(&mut self, spec: &SegmentSpec) -> Result<Node, SegmentError> {
        match (&spec.dimensions, &spec.groups) {
            (None, None) => Ok(Node::new(Quantifier::All, Box::default())),
            (Some(_), Some(_)) => Err(SegmentError::new("SegmentGroups", Rule::OnlyOneOfTwo)),
            (Some(dimensions), None) => {
                let dimensions = Dimensions::compile(dimensions, self.limits).map_err(|e| e.within("Dimensions"))?;
                let group = Group {
                    sources_wanted: Quantifier::All,
                    sources: Box::default(),
                    dimensions_wanted: Quantifier::All,
                    dimensions: [dimensions].into(),
                };
                let node = Node::new(Quantifier::All, [group].into());
                check_count("Dimensions", "dimensions", node.weight(), self.limits.dimensions_per_segment)?;
                Ok(node)
            }
            (None, Some(list)) => {
                self.chain.push(spec.id.clone());
                let node = self.groups(list).map_err(|e| e.within("SegmentGroups"));
                self.chain.pop();
                node
            }
        }
    }

    fn groups(&mut self, list: &SegmentGroupList) -> Result<Node, SegmentError> {
        let groups = list.groups.as_deref().unwrap_or_default();
        check_count("Groups", "groups", groups.len(), self.limits.groups_per_segment)?;
        let sources = groups.iter().map(|group| group.source_segments.as_ref().map_or(0, Vec::len)).sum();
        check_count("Groups", "source segments", sources, self.limits.sources_per_segment)?;
        let compiled = groups.iter().enumerate().map(|(index, group)| {
            let alone = if groups.len() == 1 { Alone::Yes } else { Alone::No };
            self.group(group, alone).map_err(|e| e.within(format_args!("Groups[{index}]")))
        });
        let groups: Box<[Group]> = compiled.collect::<Result<_, _>>()?;
        let node = Node::new(Quantifier::of_groups(list.include), groups);
        check_count("Groups", "dimensions", node.weight(), self.limits.dimensions_per_segment)?;
        Ok(node)
    }

    fn group(&mut self, group: &SegmentGroup, alone: Alone) -> Result<Group, SegmentError> {
        let dimensions = group.dimensions.iter().flatten().enumerate().map(|(index, dimensions)| {
            Dimensions::compile(dimensions, self.limits).map_err(|e| e.within(format_args!("Dimensions[{index}]")))
        });
        let dimensions = dimensions.collect::<Result<_, _>>()?;
        let sources = group
            .source_segments
            .iter()
            .flatten()
            .enumerate()
            .map(|(index, reference)| self.source(reference).map_err(|e| e.within(format_args!("SourceSegments[{index}]"))));
        let sources = sources.collect::<Result<Vec<_>, _>>()?;
        Ok(Group {
            sources_wanted: Quantifier::of_sources(group.source_type),
            sources: dimensional(sources, alone)?,
            dimensions_wanted: Quantifier::of_dimensions(group.r#type),
            dimensions,
        })
    }

    fn source(&mut self, reference: &SegmentReference) -> Result<Source, SegmentError> {
        let version = match reference.version.map(u32::try_from) {
            None => None,
            Some(Ok(version)) if version > 0 => Some(version),
            Some(_) => return Err(SegmentError::new("Version", Rule::NoSuchVersion)),
        };
        let id = SegmentId::new(reference.id.as_str());
        let refused = |rule| SegmentError::new("Id", rule);
        if self.chain.contains(&id) {
            return Err(refused(Rule::Cycle { id }));
        }
        let max = self.limits.segment_depth;
        if self.chain.len() > max {
            return Err(refused(Rule::TooDeep { max }));
        }
        let key = (id, version);
        let source = match self.sources.get(&key) {
            Some(source) => source.clone(),
            None => self.compile_source(&key.0, version)?,
        };
        if let Source::Dimensional(node) = &source
            && self.chain.len() + node.depth > max
        {
            return Err(refused(Rule::TooDeep { max }));
        }
        self.sources.insert(key, source.clone());
        Ok(source)
    }

    fn compile_source(&mut self, id: &SegmentId, version: Option<u32>) -> Result<Source, SegmentError> {
        let refused = |rule| SegmentError::new("Id", rule);
        let Some(spec) = (self.resolve)(id, version) else {
            return Err(refused(Rule::MissingSource { id: id.clone(), version }));
        };
        match spec.segment_type {
            SegmentType::Import => Ok(Source::Imported(id.clone())),
            SegmentType::Dimensional => match self.segment(&spec) {
                Ok(node) => Ok(Source::Dimensional(Arc::new(node))),
                // These two are about the whole chain, not about this source.
                Err(SegmentError { rule: rule @ (Rule::Cycle { .. } | Rule::TooDeep { .. }), .. }) => Err(refused(rule)),
                Err(error) => Err(refused(Rule::UnusableSource { id: id.clone(), error: Box::new(error) })),
            },
        }
    }
}

fn check_count(field: &str, what: &'static str, count: usize, max: usize) -> Result<(), SegmentError> {
    if count <= max { Ok(()) } else { Err(SegmentError::new(field, Rule::TooMany { what, count, max })) }
}

/// Whether a group is the only one of its segment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Yes,
    No,
}

/// The sources of a group by the rules of imported segments: one alone, and then no second group (spec §4.3). What is
/// left of those that obey is refused as well, as long as nothing tells who the members of an imported segment are.
fn dimensional(sources: Vec<Source>, alone: Alone) -> Result<Box<[Arc<Node>]>, SegmentError> {
    let many = sources.len() > 1;
    let nodes = sources.into_iter().map(|source| match source {
        Source::Dimensional(node) => Ok(node),
        Source::Imported(_) if many => Err(Rule::MixedSources),
        Source::Imported(_) if alone == Alone::No => Err(Rule::SecondGroup),
        Source::Imported(id) => Err(Rule::Imported { id }),
    });
    nodes.collect::<Result<_, Rule>>().map_err(|rule| SegmentError::new("SourceSegments", rule))
}
