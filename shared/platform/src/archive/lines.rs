//! The form of a file: one JSON text a line, gzip.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};

use bytes::Bytes;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::ArchiveError;

/// A file that is being written, in memory and compressed already.
#[derive(Debug)]
pub struct Lines {
    encoder: GzEncoder<Vec<u8>>,
}

impl Default for Lines {
    fn default() -> Self {
        Self { encoder: GzEncoder::new(Vec::new(), Compression::default()) }
    }
}

impl Lines {
    /// Appends one line. `json` must hold no newline.
    pub fn push(&mut self, json: &[u8]) {
        // A vector takes whatever is written to it.
        let _ = self.encoder.write_all(json).and_then(|()| self.encoder.write_all(b"\n"));
    }

    /// The whole file. The same lines make the same bytes.
    #[must_use]
    pub fn finish(self) -> Bytes {
        self.encoder.finish().unwrap_or_default().into()
    }
}

/// Reads a file line by line, at most `limit` bytes of it uncompressed; returns how many it read. `key` is what errors call it.
///
/// What `each` answers with an error ends the reading.
pub fn each_line(
    key: &str,
    file: &[u8],
    limit: u64,
    mut each: impl FnMut(&str) -> Result<(), ArchiveError>,
) -> Result<u64, ArchiveError> {
    let damaged = |reason: &dyn std::fmt::Display| ArchiveError::Damaged { key: key.to_owned(), reason: reason.to_string() };
    // One byte more than may be read tells a file that is too long from one that ends there.
    let mut reader = BufReader::new(MultiGzDecoder::new(file).take(limit.saturating_add(1)));
    let (mut line, mut bytes) = (String::new(), 0);
    loop {
        line.clear();
        let read = reader.read_line(&mut line).map_err(|error| damaged(&error))?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes += read as u64;
        if bytes > limit {
            return Err(ArchiveError::TooMuch { limit_bytes: limit });
        }
        let text = line.trim_end_matches(['\n', '\r']);
        if !text.is_empty() {
            each(text)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(texts: &[&str]) -> Bytes {
        let mut lines = Lines::default();
        texts.iter().for_each(|text| lines.push(text.as_bytes()));
        lines.finish()
    }

    fn read(bytes: &[u8], limit: u64) -> Result<Vec<String>, ArchiveError> {
        let mut texts = Vec::new();
        each_line("k", bytes, limit, |text| {
            texts.push(text.to_owned());
            Ok(())
        })?;
        Ok(texts)
    }

    #[test]
    fn lines_come_back() {
        assert_eq!(read(&file(&["{}", r#"{"a":"ü"}"#]), 100).unwrap(), ["{}", r#"{"a":"ü"}"#]);
        assert_eq!(read(&file(&[]), 100).unwrap(), Vec::<String>::new());
        let joined = [file(&["1"]), file(&["2"])].concat();
        assert_eq!(read(&joined, 100).unwrap(), ["1", "2"]);
        assert_eq!(file(&["1", "2"]), file(&["1", "2"]));
    }

    #[test]
    fn a_limit_is_kept_to_the_byte() {
        let file = file(&["12", "34"]);
        assert_eq!(read(&file, 6).unwrap(), ["12", "34"]);
        assert!(matches!(read(&file, 5), Err(ArchiveError::TooMuch { limit_bytes: 5 })));
    }

    #[test]
    fn what_is_no_such_file_is_said_to_be_damaged() {
        let whole = file(&["12", "34"]);
        for bad in [&b"{}"[..], &whole[..whole.len() - 3], &file(&["\u{0}"]).slice(..6)] {
            assert!(matches!(read(bad, 100), Err(ArchiveError::Damaged { .. })), "{bad:?}");
        }
        let mut lines = Lines::default();
        lines.push(&[0xff, 0xfe]);
        assert!(matches!(read(&lines.finish(), 100), Err(ArchiveError::Damaged { .. })));
    }
}
