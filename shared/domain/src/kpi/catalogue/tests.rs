//! Every name there is, with what is answered to it.

use super::*;

fn table(level: Level) -> String {
    let line = |name: &String| {
        let Indicator { key, measure, group, .. } = indicator(level, name).unwrap();
        let by = group.map_or(String::new(), |group| format!(" by {}", group.key()));
        format!("{name}: {measure:?} {key}{by}")
    };
    names(level).iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn of_apps() {
    insta::assert_snapshot!(table(Level::App), @r"
    successful-delivery-rate: Rate SuccessfulDeliveryRate
    successful-delivery-rate-grouped-by-date: Rate SuccessfulDeliveryRate by Date
    email-open-rate: Rate EmailOpenRate
    email-open-rate-grouped-by-campaign: Rate EmailOpenRate by CampaignId
    unique-deliveries: Count UniqueDeliveries
    unique-deliveries-grouped-by-campaign: Count UniqueDeliveries by CampaignId
    unique-deliveries-grouped-by-date: Count UniqueDeliveries by Date
    successful-deliveries-grouped-by-campaign: Count SuccessfulDeliveries by CampaignId
    push-open-rate: Rate PushOpenRate
    push-open-rate-grouped-by-campaign: Rate PushOpenRate by CampaignId
    txn-emails-sent: Count TxnEmailsSent
    txn-emails-sent-grouped-by-date: Count TxnEmailsSent by Date
    txn-emails-delivered: Count TxnEmailsDelivered
    txn-emails-delivered-grouped-by-date: Count TxnEmailsDelivered by Date
    txn-emails-delivery-rate: Rate TxnEmailsDeliveryRate
    txn-emails-delivery-rate-grouped-by-date: Rate TxnEmailsDeliveryRate by Date
    txn-emails-opened: Count TxnEmailsOpened
    txn-emails-opened-grouped-by-date: Count TxnEmailsOpened by Date
    txn-emails-clicked: Count TxnEmailsClicked
    txn-emails-clicked-grouped-by-date: Count TxnEmailsClicked by Date
    txn-emails-unique-opens: Count TxnEmailsUniqueOpens
    txn-emails-unique-opens-grouped-by-date: Count TxnEmailsUniqueOpens by Date
    txn-emails-unique-clicks: Count TxnEmailsUniqueClicks
    txn-emails-unique-clicks-grouped-by-date: Count TxnEmailsUniqueClicks by Date
    txn-emails-hard-bounced: Count TxnEmailsHardBounced
    txn-emails-hard-bounced-grouped-by-date: Count TxnEmailsHardBounced by Date
    txn-emails-soft-bounced: Count TxnEmailsSoftBounced
    txn-emails-soft-bounced-grouped-by-date: Count TxnEmailsSoftBounced by Date
    txn-emails-complaint-rate: Rate TxnEmailsComplaintRate
    txn-emails-complaint-rate-grouped-by-date: Rate TxnEmailsComplaintRate by Date
    txn-emails-with-complaints: Count TxnEmailsWithComplaints
    txn-emails-with-complaints-grouped-by-date: Count TxnEmailsWithComplaints by Date
    txn-sms-sent: Count TxnSmsSent
    txn-sms-sent-grouped-by-country: Count TxnSmsSent by Country
    txn-sms-sent-grouped-by-date: Count TxnSmsSent by Date
    txn-sms-delivered: Count TxnSmsDelivered
    txn-sms-delivered-grouped-by-country: Count TxnSmsDelivered by Country
    txn-sms-delivered-grouped-by-date: Count TxnSmsDelivered by Date
    txn-sms-delivery-rate: Rate TxnSmsDeliveryRate
    txn-sms-delivery-rate-grouped-by-date: Rate TxnSmsDeliveryRate by Date
    txn-sms-sent-by-parts: Count TxnSmsSentByParts
    txn-sms-sent-by-parts-grouped-by-country: Count TxnSmsSentByParts by Country
    txn-sms-delivered-by-parts: Count TxnSmsDeliveredByParts
    txn-sms-delivered-by-parts-grouped-by-country: Count TxnSmsDeliveredByParts by Country
    txn-sms-average-price-grouped-by-country: Price TxnSmsAveragePrice by Country
    txn-sms-average-price-by-parts-grouped-by-country: Price TxnSmsAveragePriceByParts by Country
    txn-sms-total-price-grouped-by-country: Price TxnSmsTotalPrice by Country
    txn-sms-error-distribution: Count TxnSmsErrorDistribution by ErrorCode
    ");
}

#[test]
fn of_campaigns() {
    insta::assert_snapshot!(table(Level::Campaign), @r"
    attempted-deliveries-grouped-by-campaign-activity: Count AttemptedDeliveries by CampaignActivityId
    successful-deliveries-grouped-by-campaign-activity: Count SuccessfulDeliveries by CampaignActivityId
    clicks-grouped-by-campaign-activity: Count Clicks by CampaignActivityId
    direct-email-opens-grouped-by-campaign-activity: Count DirectEmailOpens by CampaignActivityId
    direct-push-opens-grouped-by-campaign-activity: Count DirectPushOpens by CampaignActivityId
    email-open-rate: Rate EmailOpenRate
    email-open-rate-grouped-by-campaign-activity: Rate EmailOpenRate by CampaignActivityId
    push-open-rate: Rate PushOpenRate
    push-open-rate-grouped-by-campaign-activity: Rate PushOpenRate by CampaignActivityId
    hard-bounce-rate: Rate HardBounceRate
    hard-bounce-rate-grouped-by-campaign-activity: Rate HardBounceRate by CampaignActivityId
    successful-delivery-rate: Rate SuccessfulDeliveryRate
    successful-delivery-rate-grouped-by-campaign-activity: Rate SuccessfulDeliveryRate by CampaignActivityId
    successful-delivery-rate-grouped-by-date: Rate SuccessfulDeliveryRate by Date
    unique-deliveries: Count UniqueDeliveries
    unique-deliveries-grouped-by-campaign-activity: Count UniqueDeliveries by CampaignActivityId
    unique-deliveries-grouped-by-date: Count UniqueDeliveries by Date
    sms-spend: Price SmsSpend
    ");
}

#[test]
fn of_journeys() {
    insta::assert_snapshot!(table(Level::Journey), @r"
    journey-emails-sent: Count JourneyEmailsSent
    journey-emails-delivered: Count JourneyEmailsDelivered
    journey-emails-opened: Count JourneyEmailsOpened
    journey-emails-clicked: Count JourneyEmailsClicked
    journey-emails-hardbounced: Count JourneyEmailsHardbounced
    journey-emails-softbounced: Count JourneyEmailsSoftbounced
    journey-emails-complained: Count JourneyEmailsComplained
    journey-emails-rejected: Count JourneyEmailsRejected
    journey-emails-unsubscribed: Count JourneyEmailsUnsubscribed
    emails-sent-grouped-by-journey-activity: Count EmailsSent by JourneyActivityId
    emails-delivered-grouped-by-journey-activity: Count EmailsDelivered by JourneyActivityId
    emails-opened-grouped-by-journey-activity: Count EmailsOpened by JourneyActivityId
    emails-clicked-grouped-by-journey-activity: Count EmailsClicked by JourneyActivityId
    emails-hardbounced-grouped-by-journey-activity: Count EmailsHardbounced by JourneyActivityId
    emails-softbounced-grouped-by-journey-activity: Count EmailsSoftbounced by JourneyActivityId
    emails-complained-grouped-by-journey-activity: Count EmailsComplained by JourneyActivityId
    emails-rejected-grouped-by-journey-activity: Count EmailsRejected by JourneyActivityId
    emails-unsubscribed-grouped-by-journey-activity: Count EmailsUnsubscribed by JourneyActivityId
    ");
}

#[test]
fn other_names_are_none() {
    for (level, name) in [
        (Level::App, ""),
        (Level::App, "unique-delivery"),
        (Level::App, "Unique-Deliveries"),
        (Level::App, "successful-deliveries"),
        (Level::App, "unique-deliveries-grouped-by-"),
        (Level::App, "unique-deliveries-grouped-by-country"),
        (Level::App, "unique-deliveries-grouped-by-date-grouped-by-campaign"),
        (Level::App, "txn-sms-total-price"),
        (Level::App, "txn-sms-error-distribution-grouped-by-error-code"),
        (Level::App, "journey-emails-sent"),
        (Level::Campaign, "clicks"),
        (Level::Campaign, "email-open-rate-grouped-by-campaign"),
        (Level::Campaign, "txn-emails-sent"),
        (Level::Journey, "emails-sent"),
        (Level::Journey, "journey-emails-sent-grouped-by-journey-activity"),
    ] {
        assert_eq!(indicator(level, name), None, "{level:?} {name}");
    }
}
