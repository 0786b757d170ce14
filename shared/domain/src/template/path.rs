//! The way to a value: `User.UserAttributes.[Last Name]`.

/// The segments of a path that is written out in full: names and bracketed names with dots between.
///
/// `None` for everything else that Handlebars can say where a path may stand (`this`, `../x`, `@index`, `a/b`): those depend on
/// the block they stand in.
pub(super) fn parse(text: &str) -> Option<Vec<String>> {
    let mut segments = Vec::new();
    let mut rest = text;
    loop {
        let (segment, after) = match rest.strip_prefix('[') {
            Some(bracketed) => bracketed.split_once(']')?,
            None => rest.split_at(rest.find(|c| !is_name_char(c)).unwrap_or(rest.len())),
        };
        let bracketed = rest.starts_with('[');
        if (segment.is_empty() && !bracketed) || segment == "this" {
            return None;
        }
        segments.push(segment.to_owned());
        if after.is_empty() {
            return Some(segments);
        }
        rest = after.strip_prefix('.')?;
    }
}

/// The characters of a Handlebars name: no blank, no punctuation but these.
pub(super) fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '$' | ':') || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (text, expected) in [
            ("Address", Some(vec!["Address"])),
            ("User.UserAttributes.FirstName", Some(vec!["User", "UserAttributes", "FirstName"])),
            ("User.UserAttributes.[Last Name]", Some(vec!["User", "UserAttributes", "Last Name"])),
            ("Attributes.x.[0]", Some(vec!["Attributes", "x", "0"])),
            ("[a.b].c", Some(vec!["a.b", "c"])),
            ("größe", Some(vec!["größe"])),
            ("a-b_c:1", Some(vec!["a-b_c:1"])),
            ("[]", Some(vec![""])),
            ("", None),
            (".", None),
            ("a.", None),
            ("a..b", None),
            (".a", None),
            ("a b", None),
            ("a/b", None),
            ("[a", None),
            ("[a]b", None),
            ("this", None),
            ("this.a", None),
            ("../a", None),
            ("@index", None),
            ("a=b", None),
        ] {
            assert_eq!(parse(text), expected.map(|e| e.into_iter().map(str::to_owned).collect::<Vec<_>>()), "{text:?}");
        }
    }
}
