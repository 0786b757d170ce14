//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

use crate::wire_enum::wire_enum;

wire_enum! {
    /// The values of the enum shape `Action`.
    Action {
        OpenApp = "OPEN_APP",
        DeepLink = "DEEP_LINK",
        Url = "URL",
    }
}

wire_enum! {
    /// The values of the enum shape `Alignment`.
    Alignment {
        Left = "LEFT",
        Center = "CENTER",
        Right = "RIGHT",
    }
}

wire_enum! {
    /// The values of the enum shape `AttributeType`.
    AttributeType {
        Inclusive = "INCLUSIVE",
        Exclusive = "EXCLUSIVE",
        Contains = "CONTAINS",
        Before = "BEFORE",
        After = "AFTER",
        On = "ON",
        Between = "BETWEEN",
        NotBetween = "NOT_BETWEEN",
    }
}

wire_enum! {
    /// The values of the enum shape `ButtonAction`.
    ButtonAction {
        Link = "LINK",
        DeepLink = "DEEP_LINK",
        Close = "CLOSE",
    }
}

wire_enum! {
    /// The values of the enum shape `CampaignStatus`.
    CampaignStatus {
        Scheduled = "SCHEDULED",
        Executing = "EXECUTING",
        PendingNextRun = "PENDING_NEXT_RUN",
        Completed = "COMPLETED",
        Paused = "PAUSED",
        Deleted = "DELETED",
        Invalid = "INVALID",
    }
}

wire_enum! {
    /// The values of the enum shape `ChannelType`.
    ChannelType {
        Push = "PUSH",
        Gcm = "GCM",
        Apns = "APNS",
        ApnsSandbox = "APNS_SANDBOX",
        ApnsVoip = "APNS_VOIP",
        ApnsVoipSandbox = "APNS_VOIP_SANDBOX",
        Adm = "ADM",
        Sms = "SMS",
        Voice = "VOICE",
        Email = "EMAIL",
        Baidu = "BAIDU",
        Custom = "CUSTOM",
        InApp = "IN_APP",
    }
}

wire_enum! {
    /// The values of the enum shape `DayOfWeek`.
    DayOfWeek {
        Monday = "MONDAY",
        Tuesday = "TUESDAY",
        Wednesday = "WEDNESDAY",
        Thursday = "THURSDAY",
        Friday = "FRIDAY",
        Saturday = "SATURDAY",
        Sunday = "SUNDAY",
    }
}

wire_enum! {
    /// The values of the enum shape `DeliveryStatus`.
    DeliveryStatus {
        Successful = "SUCCESSFUL",
        Throttled = "THROTTLED",
        TemporaryFailure = "TEMPORARY_FAILURE",
        PermanentFailure = "PERMANENT_FAILURE",
        UnknownFailure = "UNKNOWN_FAILURE",
        OptOut = "OPT_OUT",
        Duplicate = "DUPLICATE",
    }
}

wire_enum! {
    /// The values of the enum shape `DimensionType`.
    DimensionType {
        Inclusive = "INCLUSIVE",
        Exclusive = "EXCLUSIVE",
    }
}

wire_enum! {
    /// The values of the enum shape `Duration`.
    Duration {
        Hr24 = "HR_24",
        Day7 = "DAY_7",
        Day14 = "DAY_14",
        Day30 = "DAY_30",
    }
}

wire_enum! {
    /// The values of the enum shape `FilterType`.
    FilterType {
        System = "SYSTEM",
        Endpoint = "ENDPOINT",
        User = "USER",
    }
}

wire_enum! {
    /// The values of the enum shape `Format`.
    Format {
        Csv = "CSV",
        Json = "JSON",
    }
}

wire_enum! {
    /// The values of the enum shape `Frequency`.
    Frequency {
        Once = "ONCE",
        Hourly = "HOURLY",
        Daily = "DAILY",
        Weekly = "WEEKLY",
        Monthly = "MONTHLY",
        Event = "EVENT",
        InAppEvent = "IN_APP_EVENT",
    }
}

wire_enum! {
    /// The values of the enum shape `Include`.
    Include {
        All = "ALL",
        Any = "ANY",
        None = "NONE",
    }
}

wire_enum! {
    /// The values of the enum shape `JobStatus`.
    JobStatus {
        Created = "CREATED",
        PreparingForInitialization = "PREPARING_FOR_INITIALIZATION",
        Initializing = "INITIALIZING",
        Processing = "PROCESSING",
        PendingJob = "PENDING_JOB",
        Completing = "COMPLETING",
        Completed = "COMPLETED",
        Failing = "FAILING",
        Failed = "FAILED",
    }
}

wire_enum! {
    /// The values of the enum shape `JourneyRunStatus`.
    JourneyRunStatus {
        Scheduled = "SCHEDULED",
        Running = "RUNNING",
        Completed = "COMPLETED",
        Cancelled = "CANCELLED",
    }
}

wire_enum! {
    /// The values of the enum shape `Layout`.
    Layout {
        BottomBanner = "BOTTOM_BANNER",
        TopBanner = "TOP_BANNER",
        Overlays = "OVERLAYS",
        MobileFeed = "MOBILE_FEED",
        MiddleBanner = "MIDDLE_BANNER",
        Carousel = "CAROUSEL",
    }
}

wire_enum! {
    /// The values of the enum shape `MessageType`.
    MessageType {
        Transactional = "TRANSACTIONAL",
        Promotional = "PROMOTIONAL",
    }
}

wire_enum! {
    /// The values of the enum shape `Mode`.
    Mode {
        Delivery = "DELIVERY",
        Filter = "FILTER",
    }
}

wire_enum! {
    /// The values of the enum shape `Operator`.
    Operator {
        All = "ALL",
        Any = "ANY",
    }
}

wire_enum! {
    /// The values of the enum shape `RecencyType`.
    RecencyType {
        Active = "ACTIVE",
        Inactive = "INACTIVE",
    }
}

wire_enum! {
    /// The values of the enum shape `SegmentType`.
    SegmentType {
        Dimensional = "DIMENSIONAL",
        Import = "IMPORT",
    }
}

wire_enum! {
    /// The values of the enum shape `SourceType`.
    SourceType {
        All = "ALL",
        Any = "ANY",
        None = "NONE",
    }
}

wire_enum! {
    /// The values of the enum shape `State`.
    State {
        Draft = "DRAFT",
        Active = "ACTIVE",
        Completed = "COMPLETED",
        Cancelled = "CANCELLED",
        Closed = "CLOSED",
        Paused = "PAUSED",
    }
}

wire_enum! {
    /// The values of the enum shape `TemplateType`.
    TemplateType {
        Email = "EMAIL",
        Sms = "SMS",
        Voice = "VOICE",
        Push = "PUSH",
        Inapp = "INAPP",
    }
}

wire_enum! {
    /// The values of the enum shape `Type`.
    Type {
        All = "ALL",
        Any = "ANY",
        None = "NONE",
    }
}

wire_enum! {
    /// The values of the enum shape `EndpointTypesElement`.
    EndpointTypesElement {
        Push = "PUSH",
        Gcm = "GCM",
        Apns = "APNS",
        ApnsSandbox = "APNS_SANDBOX",
        ApnsVoip = "APNS_VOIP",
        ApnsVoipSandbox = "APNS_VOIP_SANDBOX",
        Adm = "ADM",
        Sms = "SMS",
        Voice = "VOICE",
        Email = "EMAIL",
        Baidu = "BAIDU",
        Custom = "CUSTOM",
        InApp = "IN_APP",
    }
}

wire_enum! {
    /// The values of the enum shape `TimezoneEstimationMethodsElement`.
    TimezoneEstimationMethodsElement {
        PhoneNumber = "PHONE_NUMBER",
        PostalCode = "POSTAL_CODE",
    }
}
