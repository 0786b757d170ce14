//! What one may choose on the command line.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};

/// Where the state is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// In this directory, which is made if need be, and used by one process at a time.
    Directory(PathBuf),
    /// Nowhere: it ends with the process.
    Memory,
}

/// Which clock everything goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ClockMode {
    /// The machine's.
    #[default]
    System,
    /// One that stands still until it is moved by `POST /local/clock`.
    Manual,
}

/// The lease when nothing else is chosen. Much shorter than on Lambda: nothing is far away here, and whoever kills the process and
/// starts it again waits for this.
pub const LEASE: Duration = Duration::from_secs(12);

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    pub host: IpAddr,
    /// 0 takes any free port.
    pub port: u16,
    pub storage: Storage,
    pub clock: ClockMode,
    /// How long a claimed window may stay unrecorded before it is in doubt.
    pub lease: Duration,
}

/// Touchpoint in one process: the API at `/`, and what only a local one has at `/local/`.
#[derive(Debug, Parser)]
#[command(name = "touchpoint-local", version)]
pub struct Arguments {
    /// Port to serve on; 0 takes any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to serve on
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Directory that holds the state
    #[arg(long, value_name = "DIR", default_value = ".touchpoint")]
    data: PathBuf,
    /// Keep the state in memory only
    #[arg(long, conflicts_with = "data")]
    memory: bool,
    /// Clock that everything goes by
    #[arg(long, value_enum, default_value_t = ClockMode::System)]
    clock: ClockMode,
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        let storage = if arguments.memory { Storage::Memory } else { Storage::Directory(arguments.data) };
        Self { host: arguments.host, port: arguments.port, storage, clock: arguments.clock, lease: LEASE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(line: &str) -> Options {
        Arguments::try_parse_from(std::iter::once("touchpoint-local").chain(line.split_whitespace())).unwrap().into()
    }

    #[test]
    fn the_defaults_are_those_of_the_readme() {
        let options = options("");
        assert_eq!((options.host.to_string(), options.port), ("127.0.0.1".into(), 8080));
        assert_eq!(options.storage, Storage::Directory(".touchpoint".into()));
        assert_eq!(options.clock, ClockMode::System);
    }

    #[test]
    fn each_can_be_chosen() {
        let chosen = options("--port 0 --host 0.0.0.0 --memory --clock manual");
        assert_eq!((chosen.port, chosen.storage, chosen.clock), (0, Storage::Memory, ClockMode::Manual));
        assert_eq!(options("--data d").storage, Storage::Directory("d".into()));
        assert!(Arguments::try_parse_from(["touchpoint-local", "--memory", "--data", "d"]).is_err());
    }
}
