//! Generated from the API model by `cargo run -p touchpoint-wire-generator`; do not edit.

mod enums;
mod structures_a;
mod structures_b_c;
mod structures_d;
mod structures_e;
mod structures_f_i;
mod structures_j_m;
mod structures_n_r;
mod structures_s;
mod structures_t_z;

pub use enums::*;
pub use structures_a::*;
pub use structures_b_c::*;
pub use structures_d::*;
pub use structures_e::*;
pub use structures_f_i::*;
pub use structures_j_m::*;
pub use structures_n_r::*;
pub use structures_s::*;
pub use structures_t_z::*;
