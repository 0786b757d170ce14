//! JSON documents in one attribute: as text, or deflated when they are large.
//!
//! Text stays readable in the database's console; deflating keeps a template of half a megabyte within one item.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde_json::Value;

use crate::StoreError;
use crate::attribute::{Attributes as _, Item, bytes, text};
use crate::failure::MAX_ITEM_BYTES;

/// Documents above this many bytes of text are deflated.
const DEFLATE_ABOVE_BYTES: usize = 32 * 1024;
/// The most text that is inflated: no request may be larger than this.
const MAX_TEXT_BYTES: u64 = 8 * 1024 * 1024;
/// What an item may hold besides its documents.
const ITEM_OVERHEAD_BYTES: usize = 4 * 1024;

/// The two names a document may have in an item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names {
    pub(crate) plain: &'static str,
    pub(crate) deflated: &'static str,
}

/// Puts `value` into `item`; `what` names it in errors.
pub(crate) fn pack(item: &mut Item, names: Names, value: &Value, what: &str) -> Result<(), StoreError> {
    let json = value.to_string();
    if json.len() <= DEFLATE_ABOVE_BYTES {
        item.insert(names.plain.to_owned(), text(json));
        return Ok(());
    }
    let too_large = |bytes| StoreError::TooLarge { what: what.to_owned(), bytes };
    if json.len() as u64 > MAX_TEXT_BYTES {
        return Err(too_large(json.len()));
    }
    let deflated = deflate(json.as_bytes()).map_err(|error| StoreError::corrupt(what, error))?;
    if deflated.len() > MAX_ITEM_BYTES - ITEM_OVERHEAD_BYTES {
        return Err(too_large(deflated.len()));
    }
    item.insert(names.deflated.to_owned(), bytes(deflated));
    Ok(())
}

/// Takes a document out of `item`, if there is one.
pub(crate) fn unpack(item: &Item, names: Names, what: &str) -> Result<Option<Value>, StoreError> {
    let json = match (item.text_opt(names.plain)?, item.bytes_opt(names.deflated)?) {
        (Some(json), _) => serde_json::from_str(json),
        (None, Some(deflated)) => serde_json::from_str(&inflate(deflated, what)?),
        (None, None) => return Ok(None),
    };
    json.map(Some).map_err(|error| StoreError::corrupt(what, error))
}

fn deflate(data: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data)?;
    encoder.finish()
}

fn inflate(deflated: &[u8], what: &str) -> Result<String, StoreError> {
    let mut json = String::new();
    let read = DeflateDecoder::new(deflated)
        .take(MAX_TEXT_BYTES + 1)
        .read_to_string(&mut json)
        .map_err(|error| StoreError::corrupt(what, error))?;
    if read as u64 > MAX_TEXT_BYTES {
        return Err(StoreError::corrupt(what, "it inflates to more than 8 MiB"));
    }
    Ok(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Names = Names { plain: "doc", deflated: "docz" };

    #[test]
    fn small_documents_stay_text_and_large_ones_come_back_whole() {
        for (length, attribute) in [(0, "doc"), (30_000, "doc"), (40_000, "docz"), (2_000_000, "docz")] {
            let value = serde_json::json!({ "Body": "ä".repeat(length / 2) });
            let mut item = Item::new();
            pack(&mut item, NAMES, &value, "template t").unwrap();
            assert_eq!(item.keys().collect::<Vec<_>>(), [attribute], "{length}");
            assert_eq!(unpack(&item, NAMES, "template t").unwrap(), Some(value));
        }
        assert_eq!(unpack(&Item::new(), NAMES, "template t").unwrap(), None);
    }

    #[test]
    fn what_does_not_fit_an_item_is_refused() {
        let mut state = 1_u64;
        let noise: String = (0..600_000)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                char::from(b' ' + (state >> 33) as u8 % 90)
            })
            .collect();
        for body in [noise, "x".repeat(9_000_000)] {
            let refused = pack(&mut Item::new(), NAMES, &Value::String(body), "template t").unwrap_err();
            assert!(matches!(refused, StoreError::TooLarge { .. }), "{refused}");
        }
    }

    #[test]
    fn a_bomb_is_not_inflated() {
        let bomb = deflate(&vec![b' '; 20_000_000]).unwrap();
        assert!(bomb.len() < 30_000);
        let item = Item::from([("docz".to_owned(), bytes(bomb))]);
        assert_eq!(
            unpack(&item, NAMES, "template t").unwrap_err().to_string(),
            "stored template t is damaged: it inflates to more than 8 MiB"
        );
        let item = Item::from([("docz".to_owned(), bytes(vec![0xff, 0, 1]))]);
        assert!(matches!(unpack(&item, NAMES, "template t"), Err(StoreError::Corrupt { .. })));
    }
}
