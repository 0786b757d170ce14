//! Emits the enum shapes, each a list of variants for the macro `wire_enum!`.

use std::fmt::Write;

use crate::model::{Model, Shape};
use crate::names::{type_name, variant};

/// Values that the service's own API reference documents and its model lacks (spec §4.2, §6.3); accepted beside the model's.
const BEYOND_THE_MODEL: &[(&str, &str)] = &[("AttributeType", "NOT_BETWEEN"), ("FilterType", "USER")];

pub(crate) fn emit(model: &Model) -> anyhow::Result<String> {
    let mut code = "use crate::wire_enum::wire_enum;\n".to_owned();
    for (name, shape) in &model.shapes {
        let Shape::String { r#enum: Some(values) } = shape else { continue };
        let name = type_name(name);
        write!(code, "\nwire_enum! {{\n    /// The values of the enum shape `{name}`.\n    {name} {{\n")?;
        let beyond = BEYOND_THE_MODEL.iter().filter(|(shape, _)| *shape == name).map(|(_, value)| *value);
        for value in values.iter().map(String::as_str).chain(beyond) {
            writeln!(code, "        {} = \"{value}\",", variant(value))?;
        }
        code.push_str("    }\n}\n");
    }
    Ok(code)
}
