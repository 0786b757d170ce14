//! `page-size` and `token` (or `next-token`) of lists (spec §1.7).

use touchpoint_domain::limits::Limits;
use touchpoint_store::Page;

use crate::error::ApiError;

/// Which maximum holds for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Apps, segments, campaigns, their versions, activities, jobs.
    Resources,
    /// Templates and their versions.
    Templates,
}

/// The page that a request asks for. A size above the maximum is cut to it.
///
/// # Errors
/// 400 when the size is not a whole number of at least 1. Whether the token is one of the list's shows when it is read.
pub(crate) fn page(limits: &Limits, list: List, size: Option<&str>, token: Option<&str>) -> Result<Page, ApiError> {
    let max = match list {
        List::Resources => limits.page_size,
        List::Templates => limits.template_page_size,
    };
    let size = match size {
        None => limits.default_page_size,
        Some(text) => whole_number(text)
            .filter(|&size| size > 0)
            .ok_or_else(|| ApiError::bad_request(format!("page-size: must be a whole number from 1 to {max}")))?,
    };
    let after = token.filter(|token| !token.is_empty()).map(str::to_owned);
    Ok(Page { size: size.min(max), after })
}

/// Reads digits; a number too large for the machine is the largest.
fn whole_number(text: &str) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let size = |list, text| page(&Limits::default(), list, text, None).map(|page| page.size).ok();
        for (text, resources, templates) in [
            (None, Some(100), Some(100)),
            (Some("1"), Some(1), Some(1)),
            (Some("007"), Some(7), Some(7)),
            (Some("500"), Some(500), Some(100)),
            (Some("501"), Some(500), Some(100)),
            (Some("99999999999999999999999999"), Some(500), Some(100)),
            (Some("0"), None, None),
            (Some(""), None, None),
            (Some("-1"), None, None),
            (Some("+1"), None, None),
            (Some("1.0"), None, None),
            (Some("ten"), None, None),
            (Some(" 1"), None, None),
            (Some("١"), None, None),
        ] {
            assert_eq!((size(List::Resources, text), size(List::Templates, text)), (resources, templates), "{text:?}");
        }
    }

    #[test]
    fn an_empty_token_is_none() {
        let after = |token| page(&Limits::default(), List::Resources, None, token).unwrap().after;
        assert!(after(None).is_none());
        assert!(after(Some("")).is_none());
        assert!(after(Some("abc")).is_some());
    }
}
