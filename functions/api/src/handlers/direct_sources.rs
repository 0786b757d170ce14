//! What a direct message is made of besides the request: the templates that it names, and the app's channels.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use touchpoint_domain::direct::Templates;
use touchpoint_domain::endpoint::channel::Channel;
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::AppId;
use touchpoint_store::Page;
use touchpoint_store::resources::{Kind, Order, Scope};
use touchpoint_wire::types::{EmailChannelResponse, SMSChannelResponse, Template, TemplateConfiguration};

use super::template_record::version_number;
use crate::error::ApiError;
use crate::{Api, stored, validate};

/// More channels than there are types of.
const CHANNELS: usize = 50;

/// Templates and channels, as they were when the request arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    pub(crate) templates: Templates,
    pub(crate) email: Option<EmailChannelResponse>,
    pub(crate) sms: Option<SMSChannelResponse>,
    /// Those that are configured and enabled.
    on: BTreeMap<Channel, bool>,
}

impl Sources {
    /// Reads them.
    ///
    /// # Errors
    /// 400 when a template is named that does not exist.
    pub(crate) async fn load(api: &Api, app: &AppId, named: Option<&TemplateConfiguration>) -> Result<Self, ApiError> {
        let mut sources = Self::channels(api, app).await?;
        if let Some(named) = named {
            sources.templates = Templates {
                email: template(api, Kind::TemplateEmail, "EmailTemplate", named.email_template.as_ref()).await?,
                push: template(api, Kind::TemplatePush, "PushTemplate", named.push_template.as_ref()).await?,
                sms: template(api, Kind::TemplateSms, "SMSTemplate", named.sms_template.as_ref()).await?,
                voice: template(api, Kind::TemplateVoice, "VoiceTemplate", named.voice_template.as_ref()).await?,
            };
        }
        Ok(sources)
    }

    /// The app's channels alone.
    pub(crate) async fn channels(api: &Api, app: &AppId) -> Result<Self, ApiError> {
        #[derive(Deserialize)]
        struct Switch {
            #[serde(rename = "Enabled")]
            enabled: Option<bool>,
        }
        let scope = Scope::App(app.clone());
        let channels = api.store.resources().list(&scope, Kind::Channel, Order::ById, Page::first(CHANNELS)).await?;
        let mut sources = Self::default();
        for record in &channels.items {
            let Ok(channel) = record.id.parse::<Channel>() else { continue };
            let switch: Switch = stored::document(record)?;
            sources.on.insert(channel, switch.enabled.unwrap_or(true));
            match channel {
                Channel::Email => sources.email = Some(stored::document(record)?),
                Channel::Sms => sources.sms = Some(stored::document(record)?),
                Channel::Push
                | Channel::Gcm
                | Channel::Apns
                | Channel::ApnsSandbox
                | Channel::ApnsVoip
                | Channel::ApnsVoipSandbox
                | Channel::Adm
                | Channel::Voice
                | Channel::Baidu
                | Channel::Custom
                | Channel::InApp => {}
            }
        }
        Ok(sources)
    }

    /// Whether the channel is configured and enabled.
    pub(crate) fn is_on(&self, channel: Channel) -> bool {
        self.on.get(&channel).copied().unwrap_or(false)
    }
}

/// A template in the version that is asked for, or in the one that is active.
pub(super) async fn template<T: DeserializeOwned>(
    api: &Api,
    kind: Kind,
    field: &str,
    named: Option<&Template>,
) -> Result<Option<T>, ApiError> {
    let Some(named) = named else { return Ok(None) };
    let field = format!("TemplateConfiguration.{field}");
    let name = named.name.as_deref().unwrap_or_default();
    validate::template_name(&format!("{field}.Name"), name)?;
    let resources = api.store.resources();
    let found = match named.version.as_deref().filter(|version| !version.is_empty()) {
        None => resources.get(&Scope::Account, kind, name).await?,
        Some(version) => {
            let version = version_number(&format!("{field}.Version"), version)?;
            resources.get_version(&Scope::Account, kind, name, version).await?
        }
    };
    let missing = || FieldError::new(format!("{field}.Name"), "must be a template of this account, in a version that it has");
    stored::document(&found.ok_or_else(missing)?).map(Some)
}
