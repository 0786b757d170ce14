//! The rules of spec §3 once more, the slow and obvious way: endpoints without any copy or index of anything. What users
//! share is looked up, and who has an address is found by looking at everybody.

use std::collections::BTreeMap;

use serde_json::{Value, json};

pub(crate) type Lists = BTreeMap<String, Vec<String>>;

/// What one write says; the same content as a request body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(crate) channel: Option<&'static str>,
    pub(crate) address: Option<&'static str>,
    pub(crate) opt_out: Option<&'static str>,
    pub(crate) status: Option<&'static str>,
    /// Seconds after the epoch.
    pub(crate) effective: Option<i64>,
    pub(crate) attributes: Lists,
    pub(crate) user: Option<(Option<&'static str>, Lists)>,
}

impl Body {
    pub(crate) fn to_json(&self) -> Value {
        let mut body = json!({ "Attributes": self.attributes });
        let given = [("ChannelType", self.channel), ("Address", self.address), ("OptOut", self.opt_out)];
        for (name, value) in given.into_iter().chain([("EndpointStatus", self.status)]) {
            if let Some(value) = value {
                body[name] = value.into();
            }
        }
        if let Some(second) = self.effective {
            body["EffectiveDate"] = date(second).into();
        }
        if let Some((id, attributes)) = &self.user {
            body["User"] = json!({ "UserAttributes": attributes });
            if let Some(id) = id {
                body["User"]["UserId"] = (*id).into();
            }
        }
        body
    }
}

fn date(second: i64) -> String {
    format!("{:.3}", jiff::Timestamp::from_second(second).unwrap())
}

#[derive(Clone, Debug)]
struct Endpoint {
    channel: Option<&'static str>,
    address: Option<&'static str>,
    opt_out: &'static str,
    active: bool,
    created: i64,
    effective: i64,
    last_active: i64,
    attributes: Lists,
    user: Option<&'static str>,
    own: Lists,
}

#[derive(Clone, Debug)]
pub(crate) struct Naive {
    pub(crate) limit: usize,
    endpoints: BTreeMap<&'static str, Endpoint>,
    users: BTreeMap<&'static str, Lists>,
}

impl Naive {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, endpoints: BTreeMap::new(), users: BTreeMap::new() }
    }

    pub(crate) fn write(&mut self, id: &'static str, body: &Body, now: i64) -> Result<(), &'static str> {
        let before = self.endpoints.get(id).cloned();
        let mut endpoint = before.clone().unwrap_or(Endpoint {
            channel: None,
            address: None,
            opt_out: if body.address.is_none() { "ALL" } else { "NONE" },
            active: true,
            created: now,
            effective: now,
            last_active: i64::MIN,
            attributes: Lists::new(),
            user: None,
            own: Lists::new(),
        });
        endpoint.channel = body.channel.or(endpoint.channel);
        if body.address.is_some() && endpoint.channel.is_none() {
            return Err("Missing ChannelType");
        }
        endpoint.address = body.address.or(endpoint.address);
        if before.is_some() || body.address.is_some() {
            endpoint.opt_out = body.opt_out.unwrap_or(endpoint.opt_out);
        }
        endpoint.active = body.status != Some("INACTIVE");
        endpoint.effective = body.effective.unwrap_or(now);
        endpoint.last_active = endpoint.last_active.max(endpoint.effective);
        endpoint.attributes.extend(body.attributes.clone());
        self.endpoints.insert(id, endpoint.clone());
        if endpoint.active {
            for (other_id, other) in &mut self.endpoints {
                let same = other.address == endpoint.address && family(other.channel) == family(endpoint.channel);
                if *other_id != id && endpoint.address.is_some() && same {
                    other.active = false;
                }
            }
        }
        self.write_user(id, body)?;
        self.forget_users();
        Ok(())
    }

    fn write_user(&mut self, id: &'static str, body: &Body) -> Result<(), &'static str> {
        let Some((wanted, given)) = &body.user else { return Ok(()) };
        let (current, own) = (self.endpoints[id].user, self.endpoints[id].own.clone());
        let target = match wanted {
            None => current,
            Some("") => None,
            Some(user) => Some(*user),
        };
        let Some(user) = target else {
            let endpoint = self.endpoints.get_mut(id).unwrap();
            endpoint.own = if current.is_some() { Lists::new() } else { own };
            endpoint.own.extend(given.clone());
            endpoint.user = None;
            return Ok(());
        };
        if current != target {
            self.make_room(id, user)?;
            let mut attributes = own;
            attributes.extend(self.users.remove(user).unwrap_or_default());
            self.users.insert(user, attributes);
        }
        self.users.get_mut(user).unwrap().extend(given.clone());
        let endpoint = self.endpoints.get_mut(id).unwrap();
        endpoint.user = Some(user);
        endpoint.own = Lists::new();
        Ok(())
    }

    fn make_room(&mut self, id: &'static str, user: &'static str) -> Result<(), &'static str> {
        while self.of_user(user).len() >= self.limit {
            let is_push = |id: &str| family(self.endpoints[id].channel) == Some("push");
            let oldest = self.of_user(user).into_iter().filter(|id| is_push(id)).min_by_key(|id| self.endpoints[id].effective);
            let Some(oldest) = oldest.filter(|_| is_push(id)) else { return Err("Exceeded maximum endpoint per user count: 3") };
            let evicted = self.endpoints.get_mut(oldest).unwrap();
            evicted.active = false;
            evicted.user = None;
        }
        Ok(())
    }

    pub(crate) fn of_user(&self, user: &str) -> Vec<&'static str> {
        self.endpoints.iter().filter(|(_, endpoint)| endpoint.user == Some(user)).map(|(id, _)| *id).collect()
    }

    pub(crate) fn delete(&mut self, id: &str) {
        self.endpoints.remove(id);
        self.forget_users();
    }

    fn forget_users(&mut self) {
        let used: Vec<_> = self.endpoints.values().filter_map(|endpoint| endpoint.user).collect();
        self.users.retain(|user, _| used.contains(user));
    }

    pub(crate) fn ids(&self) -> Vec<&'static str> {
        self.endpoints.keys().copied().collect()
    }

    /// The users with their attributes and their endpoints.
    pub(crate) fn users(&self) -> BTreeMap<String, (Lists, Vec<&'static str>)> {
        self.users.iter().map(|(user, attributes)| ((*user).to_owned(), (attributes.clone(), self.of_user(user)))).collect()
    }

    /// The active endpoints by family and address without case and blanks, with the address as they spell it.
    pub(crate) fn addresses(&self) -> BTreeMap<(&'static str, String), BTreeMap<&'static str, &'static str>> {
        let mut groups: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (id, endpoint) in self.endpoints.iter().filter(|(_, endpoint)| endpoint.active) {
            if let (Some(family), Some(address)) = (family(endpoint.channel), endpoint.address) {
                groups.entry((family, plain(family, address))).or_default().insert(*id, address);
            }
        }
        groups
    }

    /// The stored document without what both sides take from the same function (`CohortId`).
    pub(crate) fn json(&self, id: &str) -> Value {
        let endpoint = &self.endpoints[id];
        let mut doc = json!({
            "Id": id,
            "OptOut": endpoint.opt_out,
            "EndpointStatus": if endpoint.active { "ACTIVE" } else { "INACTIVE" },
            "CreationDate": date(endpoint.created),
            "EffectiveDate": date(endpoint.effective),
            "RequestId": super::world::REQUEST_ID,
            "LastActive": endpoint.last_active * 1000,
        });
        for (name, value) in [("ChannelType", endpoint.channel), ("Address", endpoint.address)] {
            if let Some(value) = value {
                doc[name] = value.into();
            }
        }
        if !endpoint.attributes.is_empty() {
            doc["Attributes"] = json!(endpoint.attributes);
        }
        let user_attributes = endpoint.user.map_or(&endpoint.own, |user| &self.users[user]);
        if let Some(user) = endpoint.user {
            doc["User"] = json!({ "UserId": user });
        }
        if !user_attributes.is_empty() {
            doc["User"]["UserAttributes"] = json!(user_attributes);
        }
        if self.addresses().values().any(|members| members.len() > 1 && members.contains_key(id)) {
            doc["SharedAddress"] = true.into();
        }
        doc
    }
}

fn family(channel: Option<&'static str>) -> Option<&'static str> {
    channel.map(|channel| match channel {
        "ADM" | "APNS" | "APNS_SANDBOX" | "APNS_VOIP" | "APNS_VOIP_SANDBOX" | "BAIDU" | "GCM" => "push",
        other => other,
    })
}

fn plain(family: &str, address: &str) -> String {
    if family == "EMAIL" { address.trim().to_lowercase() } else { address.trim().to_owned() }
}
