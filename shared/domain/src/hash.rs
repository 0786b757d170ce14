//! FNV-1a, the one hash of the project: small, stable over versions and platforms, good enough to spread keys.

/// 64-bit FNV-1a of `bytes`.
#[must_use]
pub const fn fnv1a64(bytes: &[u8]) -> u64 {
    fnv1a64_from(0xcbf2_9ce4_8422_2325, bytes)
}

/// Continues a 64-bit FNV-1a from `state`, so that parts can be hashed without joining them.
#[must_use]
pub const fn fnv1a64_from(mut state: u64, bytes: &[u8]) -> u64 {
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        state = (state ^ *first as u64).wrapping_mul(0x0000_0100_0000_01b3);
        rest = tail;
    }
    state
}

/// 32-bit FNV-1a of `bytes`.
#[must_use]
pub const fn fnv1a32(bytes: &[u8]) -> u32 {
    let mut state: u32 = 0x811c_9dc5;
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        state = (state ^ *first as u32).wrapping_mul(0x0100_0193);
        rest = tail;
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        assert_eq!(fnv1a64(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a64(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a64(b"foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(fnv1a32(b"a"), 0xe40c_292c);
        assert_eq!(fnv1a32(b"foobar"), 0xbf9c_f968);
    }
}
