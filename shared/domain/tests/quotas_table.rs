//! The table of docs/quotas.md says every quota once, with its default, where the rule comes from and what it counts.

use std::collections::BTreeMap;

use touchpoint_domain::quotas::defaults;

const TABLE: &str = include_str!("../../../docs/quotas.md");

#[test]
fn every_quota_is_documented_as_it_is() {
    let rows = TABLE.lines().filter_map(|line| line.strip_prefix("| `")).filter(|line| line.matches(" | ").count() == 3);
    let mut documented = BTreeMap::new();
    for row in rows {
        let mut cells = row.trim_end_matches(" |").split(" | ");
        let name = cells.next().unwrap().trim_end_matches('`').to_owned();
        let default: u64 = cells.next().unwrap().parse().unwrap_or_else(|_| panic!("{name}: the default is no number"));
        let (section, counts) = (cells.next().unwrap(), cells.next().unwrap());
        assert!(section == "own" || section.starts_with('§'), "{name}: {section}");
        assert!(counts.len() > 3, "{name}: {counts}");
        assert!(documented.insert(name.clone(), default).is_none(), "{name} stands there twice");
    }
    assert_eq!(documented, defaults());
}
