//! Where an app streams its events to (spec §10.1).

use touchpoint_wire::types::WriteEventStream;

use crate::arn::{Arn, check_role};
use crate::field::FieldError;

/// The longest name of a Kinesis stream, and of a Firehose delivery stream.
const STREAM_CHARS: usize = 128;
const DELIVERY_STREAM_CHARS: usize = 64;

/// Checks the form of both ARNs. `partition` is where Touchpoint runs: no role reaches across partitions.
pub fn check_destination(request: &WriteEventStream, partition: &str) -> Result<(), FieldError> {
    let form = "must be the ARN of a Kinesis stream or Firehose delivery stream";
    let bad = |reason: String| FieldError::new("DestinationStreamArn", reason);
    let arn = Arn::parse(&request.destination_stream_arn).filter(is_stream);
    let arn = arn.ok_or_else(|| bad(format!("{form}: arn:{partition}:kinesis:region:account:stream/name")))?;
    if arn.partition != partition {
        return Err(bad(format!("{form} in the partition {partition}, is in {}", arn.partition)));
    }
    check_role("RoleArn", &request.role_arn)
}

fn is_stream(arn: &Arn<'_>) -> bool {
    let (prefix, most) = match arn.service {
        "kinesis" => ("stream/", STREAM_CHARS),
        "firehose" => ("deliverystream/", DELIVERY_STREAM_CHARS),
        _ => return false,
    };
    let name = arn.resource.strip_prefix(prefix).unwrap_or_default();
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    !arn.region.is_empty() && (1..=most).contains(&name.len()) && name.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations() {
        let check = |arn: &str| {
            let role_arn = "arn:aws:iam::123456789012:role/stream".to_owned();
            let request = WriteEventStream { destination_stream_arn: arn.to_owned(), role_arn };
            check_destination(&request, "aws").map_err(|error| error.to_string())
        };
        for good in [
            "arn:aws:kinesis:eu-west-1:123456789012:stream/events_1.a-b",
            "arn:aws:firehose:us-gov-west-1:123456789012:deliverystream/e",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        let form = "DestinationStreamArn: must be the ARN of a Kinesis stream or Firehose delivery stream";
        for bad in [
            "",
            "events",
            "arn:aws:kinesis:eu-west-1:123456789012:stream/",
            "arn:aws:kinesis:eu-west-1:123456789012:stream/a/b",
            "arn:aws:kinesis::123456789012:stream/a",
            "arn:aws:kinesis:eu-west-1:1:stream/a",
            "arn:aws:kinesis:eu-west-1:123456789012:deliverystream/a",
            "arn:aws:firehose:eu-west-1:123456789012:stream/a",
            "arn:aws:sqs:eu-west-1:123456789012:stream/a",
            &format!("arn:aws:kinesis:eu-west-1:123456789012:stream/{}", "x".repeat(129)),
            &format!("arn:aws:firehose:eu-west-1:123456789012:deliverystream/{}", "x".repeat(65)),
        ] {
            assert_eq!(check(bad), Err(format!("{form}: arn:aws:kinesis:region:account:stream/name")), "{bad}");
        }
        let foreign = "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/a";
        assert_eq!(check(foreign), Err(format!("{form} in the partition aws, is in aws-cn")));
    }

    #[test]
    fn the_role_is_checked_too() {
        let destination_stream_arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/a".to_owned();
        let request = WriteEventStream { destination_stream_arn, role_arn: "role".to_owned() };
        assert_eq!(check_destination(&request, "aws").unwrap_err().field, "RoleArn");
    }
}
