//! The key under which secrets are stored: a file beside the database that only its owner may read.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use touchpoint_platform::file_vault::{FileVault, KEY_BYTES};
use touchpoint_platform::ports::Vault;

use crate::options::Storage;

const FILE: &str = "key";

/// The vault of this storage. What is kept in a directory finds its key there again; what is kept in memory needs it no longer
/// than the process lasts.
pub fn vault(storage: &Storage) -> anyhow::Result<Arc<dyn Vault>> {
    let key = match storage {
        Storage::Memory => random()?,
        Storage::Directory(directory) => kept(&directory.join(FILE))?,
    };
    Ok(Arc::new(FileVault::new(&key)?))
}

fn kept(path: &Path) -> anyhow::Result<[u8; KEY_BYTES]> {
    match File::open(path) {
        Ok(mut file) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).with_context(|| format!("cannot read {}", path.display()))?;
            bytes.try_into().map_err(|_| anyhow!("{} must hold {KEY_BYTES} bytes", path.display()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => made(path),
        Err(error) => Err(error).with_context(|| format!("cannot open {}", path.display())),
    }
}

/// Written beside its place and moved there, so that a kill in between leaves no half a key. What such a kill left is not written
/// into: others might have opened it.
fn made(path: &Path) -> anyhow::Result<[u8; KEY_BYTES]> {
    let key = random()?;
    let draft = path.with_extension("new");
    match std::fs::remove_file(&draft) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot remove {}", draft.display()));
        }
        Ok(()) | Err(_) => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .with_context(|| format!("cannot make {}", draft.display()))?;
    file.write_all(&key)?;
    file.sync_all()?;
    std::fs::rename(&draft, path).with_context(|| format!("cannot make {}", path.display()))?;
    Ok(key)
}

fn random() -> anyhow::Result<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    aws_lc_rs::rand::fill(&mut key).map_err(|_| anyhow!("the system gives no random bytes"))?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_directory_keeps_its_key_to_its_owner() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(FILE);
        std::fs::write(path.with_extension("new"), b"left by a kill, for all to read").unwrap();
        let first = kept(&path).unwrap();
        assert_eq!(first, kept(&path).unwrap());
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::write(&path, b"short").unwrap();
        assert!(kept(&path).unwrap_err().to_string().contains("must hold 32 bytes"));
    }
}
