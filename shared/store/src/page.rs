//! Lists in pages: how much to return, and where to go on.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use touchpoint_domain::hash::fnv1a32;

use crate::StoreError;

/// Where a page ended: opaque, URL-safe, and good for the list that gave it out only.
pub type Cursor = String;

/// A request for one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The most items to return; 0 is read as 1.
    pub size: usize,
    /// Where the page before this one ended.
    pub after: Option<Cursor>,
}

impl Page {
    /// The first page of a list.
    #[must_use]
    pub fn first(size: usize) -> Self {
        Self { size, after: None }
    }

    /// The page behind `cursor`, or the first one.
    #[must_use]
    pub fn after(size: usize, cursor: Option<Cursor>) -> Self {
        Self { size, after: cursor }
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    pub items: Vec<T>,
    /// Absent on the last page.
    pub next: Option<Cursor>,
}

impl<T> Paged<T> {
    /// The same page of other items.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Paged<U> {
        Paged { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}

/// The cursor of the list called `list` (any text that tells it from other lists) after the item at `position`.
///
/// It is not a secret: it hides the position from curious clients, and the checksum over the list's name only keeps a cursor from
/// being used where it means something else. What it says is used as a key condition inside the same list, nothing more.
pub(crate) fn cursor(list: &str, position: &str) -> Cursor {
    let mut bytes = checksum(list, position).to_le_bytes().to_vec();
    bytes.extend_from_slice(position.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The position in a cursor of the list called `list`.
pub(crate) fn position(list: &str, cursor: &str) -> Result<String, StoreError> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| StoreError::BadCursor)?;
    let (sum, position) = bytes.split_first_chunk::<4>().ok_or(StoreError::BadCursor)?;
    let position = std::str::from_utf8(position).map_err(|_| StoreError::BadCursor)?;
    if checksum(list, position).to_le_bytes() != *sum {
        return Err(StoreError::BadCursor);
    }
    Ok(position.to_owned())
}

fn checksum(list: &str, position: &str) -> u32 {
    fnv1a32(format!("{list}\n{position}").as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cursor_is_good_for_its_own_list() {
        let given = cursor("app1/campaign", "campaign#0001#c1");
        assert!(given.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{given}");
        assert_eq!(position("app1/campaign", &given).unwrap(), "campaign#0001#c1");
        let mut longer = given.clone();
        longer.push('A');
        for (list, cursor) in [
            ("app2/campaign", given.as_str()),
            ("app1/segment", given.as_str()),
            ("app1/campaign", ""),
            ("app1/campaign", "AAAA"),
            ("app1/campaign", "not base64!"),
            ("app1/campaign", longer.as_str()),
        ] {
            assert!(matches!(position(list, cursor), Err(StoreError::BadCursor)), "{list} {cursor}");
        }
    }
    proptest! {
        #[test]
        fn any_position_comes_back(list in ".*", at in ".*") {
            prop_assert_eq!(position(&list, &cursor(&list, &at)).unwrap(), at);
        }

        #[test]
        fn any_text_is_at_worst_refused(text in "[A-Za-z0-9_-]{0,40}|.*") {
            prop_assert!(matches!(position("app1/campaign", &text), Err(StoreError::BadCursor)));
        }
    }
}
