//! Patterns of names: `*` stands for any run of characters, `?` for one, everything else for itself (spec §3.9).

/// Whether all of `text` is as `pattern` says; upper and lower case differ.
///
/// Takes at most the product of both lengths: what a `*` stands for grows step by step, and only that of the last one.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut read) = (0, 0);
    // Behind the last `*`, and how much of the text the pattern before it has taken with that `*`.
    let mut star: Option<(usize, usize)> = None;
    while let Some(&here) = text.get(read) {
        match (pattern.get(at), star) {
            (Some('*'), _) => {
                star = Some((at + 1, read));
                at += 1;
            }
            (Some(&wanted), _) if wanted == '?' || wanted == here => {
                at += 1;
                read += 1;
            }
            (_, Some((behind, taken))) => {
                star = Some((behind, taken + 1));
                (at, read) = (behind, taken + 1);
            }
            (_, None) => return false,
        }
    }
    pattern.iter().skip(at).all(|&rest| rest == '*')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("plan", "plan", true),
            ("plan", "Plan", false),
            ("plan", "plans", false),
            ("plan*", "plan", true),
            ("plan*", "plans", true),
            ("*plan", "old-plan", true),
            ("*plan", "plans", false),
            ("p?an", "plan", true),
            ("p?an", "pan", false),
            ("?", "é", true),
            ("?", "", false),
            ("*", "", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("**", "any", true),
            ("a*?", "a", false),
            ("[a-z]", "b", false),
            ("a.c", "abc", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    /// The same rule, by trying everything.
    fn naive(pattern: &[char], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, rest) => rest.is_none(),
            (Some(('*', behind)), _) => (0..=text.len()).any(|taken| naive(behind, &text[taken..])),
            (Some((wanted, behind)), Some((here, rest))) => (*wanted == '?' || wanted == here) && naive(behind, rest),
            (Some(_), None) => false,
        }
    }

    proptest! {
        #[test]
        fn it_is_the_naive_rule(pattern in "[ab*?]{0,7}", text in "[abc]{0,9}") {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            prop_assert_eq!(matches(&pattern, &text), naive(&chars(&pattern), &chars(&text)));
        }
    }
}
