//! What one may choose on the command line.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use touchpoint_domain::quotas::{QuotaError, Quotas};

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
    pub quotas: Quotas,
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
    /// Quota that differs from Pinpoint's, such as active_campaigns=500, or a request rate, such as rates.PutEvents=7000
    #[arg(long = "quota", value_name = "NAME=VALUE", value_parser = assignment)]
    quotas: Vec<String>,
}

/// One quota, as it is written.
fn assignment(text: &str) -> Result<String, QuotaError> {
    Quotas::assigned([text]).map(|_| text.to_owned())
}

impl Options {
    /// What whoever starts it should know before others reach it.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        let host = self.host;
        (!host.to_canonical().is_loopback())
            .then(|| format!("serving on {host}: whoever reaches it may do everything with the key local and its secret local"))
    }
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        // Each of them was read before; a later one replaces an earlier of its name.
        let quotas = Quotas::assigned(arguments.quotas.iter().map(String::as_str)).unwrap_or_default();
        let storage = if arguments.memory { Storage::Memory } else { Storage::Directory(arguments.data) };
        Self { host: arguments.host, port: arguments.port, storage, clock: arguments.clock, lease: LEASE, quotas }
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

    #[test]
    fn whoever_serves_to_others_is_warned() {
        for host in ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(options(&format!("--host {host}")).warning(), None);
        }
        for host in ["0.0.0.0", "::", "192.0.2.1"] {
            assert!(options(&format!("--host {host}")).warning().unwrap().contains("secret local"), "{host}");
        }
    }

    #[test]
    fn quotas_can_be_changed_one_by_one() {
        assert_eq!(options("").quotas, Quotas::default());
        let quotas = options("--quota apps=3 --quota rates.GetApp=5 --quota apps=4").quotas;
        assert_eq!(quotas, Quotas::assigned(["apps=4", "rates.GetApp=5"]).unwrap());
        for wrong in ["apps", "apps=x", "app=3", "rates.GetAp=3", "rates.GetApp=0"] {
            let error = Arguments::try_parse_from(["touchpoint-local", "--quota", wrong]).unwrap_err().to_string();
            let name = wrong.split('=').next().unwrap();
            assert!(error.contains(name), "{error}");
        }
    }
}
