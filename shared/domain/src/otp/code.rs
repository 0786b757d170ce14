//! A code out of random bytes.

/// Largest multiple of ten that a byte can count to: bytes from here on would make some digits likelier than others.
const FAIR: u8 = 250;

/// `length` decimal digits, leading zeros included, each as likely as any other. `None` if too many of the bytes had to be passed over:
/// twice as many bytes as digits are practically always enough.
#[must_use]
pub fn digits(random: &[u8], length: usize) -> Option<String> {
    let fair = random.iter().filter(|byte| **byte < FAIR);
    let code: String = fair.take(length).map(|byte| char::from(b'0' + byte % 10)).collect();
    (code.len() == length).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_is_as_likely_as_any_other() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let code = digits(&all, 250).unwrap();
        for digit in '0'..='9' {
            assert_eq!(code.chars().filter(|c| *c == digit).count(), 25);
        }
        assert_eq!(digits(&all, 251), None);
    }

    #[test]
    fn leading_zeros_stay() {
        assert_eq!(digits(&[0, 10, 255, 249, 7, 1], 5).as_deref(), Some("00971"));
        assert_eq!(digits(&[255; 64], 5), None);
    }
}
