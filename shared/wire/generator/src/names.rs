//! How names of the model are written in Rust.

/// A field name: `APNSMessage` → `apns_message`, `S3UrlPrefix` → `s3_url_prefix`, `page-size` → `page_size`.
pub(crate) fn snake(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    let mut previous: Option<char> = None;
    for (at, &current) in characters.iter().enumerate() {
        let next_is_lower = characters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        let starts_word =
            current.is_ascii_uppercase() && previous.is_some_and(|before| !before.is_ascii_uppercase() || next_is_lower);
        if starts_word && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(if current == '-' { '_' } else { current.to_ascii_lowercase() });
        previous = Some(current);
    }
    snake
}

/// What serde's `rename_all = "PascalCase"` makes of a field name.
pub(crate) fn pascal(snake: &str) -> String {
    snake.split('_').map(capitalized).collect()
}

/// An enum variant: `PENDING_NEXT_RUN` → `PendingNextRun`, `HR_24` → `Hr24`.
pub(crate) fn variant(value: &str) -> String {
    value.split('_').map(|word| capitalized(&word.to_ascii_lowercase())).collect()
}

/// A field name that is not a Rust keyword.
pub(crate) fn field(name: &str) -> String {
    match snake(name).as_str() {
        "type" => "r#type".to_owned(),
        other => other.to_owned(),
    }
}

/// A type name: the model's, without the underscores some start with.
pub(crate) fn type_name(shape: &str) -> &str {
    shape.trim_start_matches('_')
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::{field, pascal, snake, variant};

    #[test]
    fn names_follow_rust_custom() {
        let table = [
            ("ApplicationId", "application_id"),
            ("APNSMessage", "apns_message"),
            ("GCMMessage", "gcm_message"),
            ("S3UrlPrefix", "s3_url_prefix"),
            ("RequestID", "request_id"),
            ("CUSTOM", "custom"),
            ("tags", "tags"),
            ("page-size", "page_size"),
            ("tagKeys", "tag_keys"),
            ("CloudWatchMetricsEnabled", "cloud_watch_metrics_enabled"),
        ];
        for (name, expected) in table {
            assert_eq!(snake(name), expected, "{name}");
        }
        assert_eq!(pascal("s3_url_prefix"), "S3UrlPrefix");
        assert_eq!(variant("HR_24"), "Hr24");
        assert_eq!(variant("PENDING_NEXT_RUN"), "PendingNextRun");
        assert_eq!(field("Type"), "r#type");
    }
}
