//! What an activity is: the one of its members that is there, and where it leads (spec §11.3).

use touchpoint_wire::types::{
    Activity, ConditionalSplitActivity, ContactCenterActivity, CustomMessageActivity, EmailMessageActivity, HoldoutActivity,
    MultiConditionalSplitActivity, PushMessageActivity, RandomSplitActivity, SMSMessageActivity, WaitActivity,
};

use super::text::filled;

/// An activity by its kind.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    Custom(&'a CustomMessageActivity),
    ConditionalSplit(&'a ConditionalSplitActivity),
    ContactCenter(&'a ContactCenterActivity),
    Email(&'a EmailMessageActivity),
    Holdout(&'a HoldoutActivity),
    MultiCondition(&'a MultiConditionalSplitActivity),
    Push(&'a PushMessageActivity),
    RandomSplit(&'a RandomSplitActivity),
    Sms(&'a SMSMessageActivity),
    Wait(&'a WaitActivity),
}

/// A way out of an activity: the member that names it, and the activity that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit<'a> {
    pub member: String,
    pub to: &'a str,
}

impl<'a> Step<'a> {
    /// The kind of `activity`, or `None` when it has not exactly one.
    #[must_use]
    pub fn of(activity: &'a Activity) -> Option<Self> {
        let kinds = [
            activity.custom.as_ref().map(Self::Custom),
            activity.conditional_split.as_ref().map(Self::ConditionalSplit),
            activity.contact_center.as_ref().map(Self::ContactCenter),
            activity.email.as_ref().map(Self::Email),
            activity.holdout.as_ref().map(Self::Holdout),
            activity.multi_condition.as_ref().map(Self::MultiCondition),
            activity.push.as_ref().map(Self::Push),
            activity.random_split.as_ref().map(Self::RandomSplit),
            activity.sms.as_ref().map(Self::Sms),
            activity.wait.as_ref().map(Self::Wait),
        ];
        let mut kinds = kinds.into_iter().flatten();
        match (kinds.next(), kinds.next()) {
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) | (None, _) => None,
        }
    }

    /// The member of `Activity` that it is.
    #[must_use]
    pub fn member(self) -> &'static str {
        match self {
            Self::Custom(_) => "CUSTOM",
            Self::ConditionalSplit(_) => "ConditionalSplit",
            Self::ContactCenter(_) => "ContactCenter",
            Self::Email(_) => "EMAIL",
            Self::Holdout(_) => "Holdout",
            Self::MultiCondition(_) => "MultiCondition",
            Self::Push(_) => "PUSH",
            Self::RandomSplit(_) => "RandomSplit",
            Self::Sms(_) => "SMS",
            Self::Wait(_) => "Wait",
        }
    }

    /// `ActivityType` of its execution metrics (spec §12.3).
    #[must_use]
    pub fn activity_type(self) -> &'static str {
        match self {
            Self::Custom(_) | Self::Email(_) | Self::Push(_) | Self::Sms(_) => "MESSAGE",
            Self::ConditionalSplit(_) => "CONDITIONAL_SPLIT",
            Self::ContactCenter(_) => "CONTACT_CENTER",
            Self::Holdout(_) => "HOLDOUT",
            Self::MultiCondition(_) => "MULTI_CONDITIONAL_SPLIT",
            Self::RandomSplit(_) => "RANDOM_SPLIT",
            Self::Wait(_) => "WAIT",
        }
    }

    /// Whether people hear from it, so that a split may ask what became of its message.
    #[must_use]
    pub fn is_message(self) -> bool {
        match self {
            Self::Custom(_) | Self::Email(_) | Self::Push(_) | Self::Sms(_) | Self::ContactCenter(_) => true,
            Self::ConditionalSplit(_) | Self::Holdout(_) | Self::MultiCondition(_) | Self::RandomSplit(_) | Self::Wait(_) => {
                false
            }
        }
    }

    /// Where it leads, in the order of its members. An absent or empty id ends the path and is no exit.
    #[must_use]
    pub fn exits(self) -> Vec<Exit<'a>> {
        let one = |next: &'a Option<String>| vec![("NextActivity".to_owned(), next)];
        let members: Vec<(String, &'a Option<String>)> = match self {
            Self::Custom(custom) => one(&custom.next_activity),
            Self::ContactCenter(center) => one(&center.next_activity),
            Self::Email(email) => one(&email.next_activity),
            Self::Holdout(holdout) => one(&holdout.next_activity),
            Self::Push(push) => one(&push.next_activity),
            Self::Sms(sms) => one(&sms.next_activity),
            Self::Wait(wait) => one(&wait.next_activity),
            Self::ConditionalSplit(split) => {
                vec![("TrueActivity".to_owned(), &split.true_activity), ("FalseActivity".to_owned(), &split.false_activity)]
            }
            Self::MultiCondition(split) => {
                let branches = split.branches.iter().flatten().map(|branch| &branch.next_activity);
                numbered(branches).chain([("DefaultActivity".to_owned(), &split.default_activity)]).collect()
            }
            Self::RandomSplit(split) => numbered(split.branches.iter().flatten().map(|branch| &branch.next_activity)).collect(),
        };
        members.into_iter().filter_map(|(member, to)| Some(Exit { member, to: filled(to.as_ref())? })).collect()
    }
}

fn numbered<'a>(exits: impl Iterator<Item = &'a Option<String>>) -> impl Iterator<Item = (String, &'a Option<String>)> {
    exits.enumerate().map(|(index, exit)| (format!("Branches[{index}].NextActivity"), exit))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn kinds_and_exits() {
        for (json, expected) in [
            (json!({"EMAIL": {"NextActivity": "b"}}), "EMAIL MESSAGE NextActivity=b"),
            (json!({"SMS": {"NextActivity": ""}}), "SMS MESSAGE "),
            (json!({"PUSH": {}}), "PUSH MESSAGE "),
            (json!({"CUSTOM": {"NextActivity": "b"}}), "CUSTOM MESSAGE NextActivity=b"),
            (json!({"ContactCenter": {"NextActivity": "b"}}), "ContactCenter CONTACT_CENTER NextActivity=b"),
            (json!({"Wait": {"NextActivity": "b"}, "Description": "d"}), "Wait WAIT NextActivity=b"),
            (json!({"Holdout": {"Percentage": 1, "NextActivity": "b"}}), "Holdout HOLDOUT NextActivity=b"),
            (
                json!({"ConditionalSplit": {"FalseActivity": "c", "TrueActivity": "b"}}),
                "ConditionalSplit CONDITIONAL_SPLIT TrueActivity=b FalseActivity=c",
            ),
            (
                json!({"MultiCondition": {"Branches": [{"NextActivity": "b"}, {}, {"NextActivity": "c"}], "DefaultActivity": "d"}}),
                "MultiCondition MULTI_CONDITIONAL_SPLIT Branches[0].NextActivity=b Branches[2].NextActivity=c DefaultActivity=d",
            ),
            (
                json!({"RandomSplit": {"Branches": [{"NextActivity": "b"}, {"NextActivity": "b"}]}}),
                "RandomSplit RANDOM_SPLIT Branches[0].NextActivity=b Branches[1].NextActivity=b",
            ),
            (json!({}), "none"),
            (json!({"EMAIL": {}, "SMS": {}}), "none"),
        ] {
            let activity: Activity = serde_json::from_value(json.clone()).unwrap();
            let seen = Step::of(&activity).map_or("none".to_owned(), |step| {
                let exits: Vec<String> = step.exits().iter().map(|exit| format!("{}={}", exit.member, exit.to)).collect();
                format!("{} {} {}", step.member(), step.activity_type(), exits.join(" "))
            });
            assert_eq!(seen, expected, "{json}");
        }
    }
}
