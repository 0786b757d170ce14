//! Why a journey is not published: every fault at once, so that nobody has to find them one by one (spec §11.8).

use std::fmt;

/// The most faults that are named; of further ones only the number is told.
pub const MOST_NAMED: usize = 20;

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A member of the journey by its path: `Schedule.EndTime`.
    Member(&'a str),
    /// An activity by its id.
    Activity(&'a str),
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(path) => f.write_str(path),
            Self::Activity(id) => write!(f, "activity {id}"),
        }
    }
}

/// The faults of a journey in the order in which they were found. As text, one line for the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals {
    named: Vec<String>,
    further: usize,
}

impl Refusals {
    pub fn add(&mut self, subject: Subject<'_>, rule: impl fmt::Display) {
        if self.named.len() < MOST_NAMED {
            self.named.push(format!("{subject}: {rule}"));
        } else {
            self.further += 1;
        }
    }

    /// Adds the fault of a fallible check, if it has one.
    pub fn add_if(&mut self, subject: Subject<'_>, check: Result<(), impl fmt::Display>) {
        if let Err(rule) = check {
            self.add(subject, rule);
        }
    }

    /// Nothing when there is no fault.
    ///
    /// # Errors
    /// All faults.
    pub fn outcome(self) -> Result<(), Self> {
        if self.named.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The faults, each in words.
    #[must_use]
    pub fn into_lines(self) -> Vec<String> {
        self.named
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.named.join("; "))?;
        match self.further {
            0 => Ok(()),
            further => write!(f, "; and {further} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_twenty_are_named() {
        let mut refusals = Refusals::default();
        assert_eq!(refusals.clone().outcome(), Ok(()));
        for n in 0..20 {
            refusals.add(Subject::Activity(&format!("a{n}")), "is wrong");
        }
        assert!(refusals.to_string().ends_with("; activity a19: is wrong"));
        refusals.add(Subject::Member("Name"), "must be there");
        refusals.add(Subject::Member("Name"), "must be there");
        assert!(refusals.to_string().ends_with("; activity a19: is wrong; and 2 more"));
        assert!(refusals.outcome().is_err());
    }
}
