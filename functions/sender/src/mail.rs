//! From an endpoint's document to a mail that is ready to leave, or to the reason why none does.

use jiff::Timestamp;
use touchpoint_domain::campaign::chunk::ChunkMember;
use touchpoint_domain::campaign::plan::CompiledRun;
use touchpoint_domain::email::address_is_plausible;
use touchpoint_domain::endpoint::view::EndpointView;
use touchpoint_domain::outcome::Reason;
use touchpoint_platform::ports::{MessageOrigin, OutgoingEmail};

/// The mail for a member whose document, read just now, is `document`.
pub(crate) fn prepare(
    run: &CompiledRun,
    member: &ChunkMember,
    document: Option<&str>,
    now: Timestamp,
) -> Result<OutgoingEmail, Reason> {
    if let Some(decided) = member.decided {
        return Err(decided);
    }
    let document = document.ok_or(Reason::Gone)?;
    let Ok(endpoint) = EndpointView::parse(document) else {
        tracing::error!(app = %run.plan.app, run = %run.plan.run, "a stored endpoint cannot be read");
        return Err(Reason::RenderingFailure);
    };
    run.recheck(&endpoint, now)?;
    let address = endpoint.address.as_deref().map(str::trim).filter(|address| address_is_plausible(address));
    let to = address.ok_or(Reason::FailurePermanent)?.to_owned();
    let rendered = run.email.render(document).map_err(|_| Reason::RenderingFailure)?;
    let plan = &run.plan;
    Ok(OutgoingEmail {
        from: plan.sender.from_address.clone(),
        to,
        subject: rendered.subject,
        html: rendered.html,
        text: rendered.text,
        headers: rendered.headers,
        raw: None,
        reply_to: Vec::new(),
        feedback_to: None,
        configuration_set: plan.sender.configuration_set.clone(),
        sending_role_arn: plan.sender.sending_role_arn.clone(),
        origin: MessageOrigin {
            app_id: plan.app.to_string(),
            campaign_id: Some(plan.campaign.to_string()),
            activity_id: Some(plan.run.to_string()),
            treatment_id: Some(plan.treatment.clone()),
            journey_id: None,
            journey_activity_id: None,
            endpoint_id: Some(endpoint.id.as_str().to_owned()),
        },
    })
}
