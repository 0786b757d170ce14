"""KPIs as plain numbers."""


def of_app(pinpoint, app, name, **window):
    answer = pinpoint.get_application_date_range_kpi(ApplicationId=app, KpiName=name, **window)
    return numbers(answer["ApplicationDateRangeKpiResponse"]["KpiResult"])


def of_campaign(pinpoint, app, campaign, name, **window):
    answer = pinpoint.get_campaign_date_range_kpi(ApplicationId=app, CampaignId=campaign, KpiName=name, **window)
    return numbers(answer["CampaignDateRangeKpiResponse"]["KpiResult"])


def numbers(result):
    """A number; or numbers by their group; `None` where there is no data. Each row has one value, whose key is the KPI's."""
    found = {}
    for row in result["Rows"]:
        (value,) = row["Values"]
        assert value["Type"] == "Double" and "." in value["Value"], value
        groups = [group["Value"] for group in row.get("GroupedBys", [])]
        assert len(groups) <= 1 and all(group["Type"] == "String" for group in row.get("GroupedBys", []))
        key = groups[0] if groups else None
        assert key not in found, result
        found[key] = float(value["Value"])
    if None in found:
        assert len(found) == 1
        return found[None]
    return found or None
