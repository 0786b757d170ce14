//! Dates in attribute values, read without allocating and without failing loudly.
//!
//! Attribute values are free text: many are no dates, and each endpoint's are read anew at every evaluation. The usual
//! sentinel `9999-12-31T23:59:59Z` is a date here, although a timestamp type with a margin for time zones ends before it.

/// A point in time: seconds since 1970-01-01T00:00:00Z, and nanoseconds within the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Instant {
    seconds: i64,
    nanoseconds: u32,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Instant {
    /// Reads `2026-01-31` (midnight UTC) or a date and time with an offset or `Z`, with or without seconds and with up
    /// to 9 fraction digits (spec §1.6, §4.2). Anything else is no date.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut scan = Scan(text.as_bytes());
        let days = scan.date()?;
        if scan.at_end() {
            return Some(Self { seconds: days * DAY, nanoseconds: 0 });
        }
        scan.one_of(b"Tt ")?;
        let (seconds, nanoseconds) = scan.time()?;
        let offset = scan.offset()?;
        scan.at_end().then_some(Self { seconds: days * DAY + seconds - offset, nanoseconds })
    }

    /// The UTC calendar day, counted from 1970-01-01.
    pub(super) fn day(self) -> i64 {
        self.seconds.div_euclid(DAY)
    }
}

/// What is left to read.
struct Scan<'t>(&'t [u8]);

impl Scan<'_> {
    fn at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn one_of(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = if wanted.contains(first) { rest } else { return None };
        Some(*first)
    }

    /// Exactly `N` digits, as a number of at most `max`.
    fn digits<const N: usize>(&mut self, max: i64) -> Option<i64> {
        let (digits, rest) = self.0.split_first_chunk::<N>()?;
        let mut number = 0;
        for digit in digits {
            number = number * 10 + i64::from(digit.is_ascii_digit().then(|| digit - b'0')?);
        }
        self.0 = rest;
        (number <= max).then_some(number)
    }

    /// `YYYY-MM-DD`, as days since 1970-01-01.
    fn date(&mut self) -> Option<i64> {
        let year = self.digits::<4>(9999)?;
        self.one_of(b"-")?;
        let month = self.digits::<2>(12)?;
        self.one_of(b"-")?;
        let day = self.digits::<2>(days_in(year, month)?)?;
        (day >= 1).then(|| days_before_year(year) + days_before_month(year, month) + day - 1)
    }

    /// `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f`, as seconds and nanoseconds. A leap second counts as the second before it.
    fn time(&mut self) -> Option<(i64, u32)> {
        let hour = self.digits::<2>(23)?;
        self.one_of(b":")?;
        let minute = self.digits::<2>(59)?;
        let minutes = hour * HOUR + minute * MINUTE;
        if self.one_of(b":").is_none() {
            return Some((minutes, 0));
        }
        let second = self.digits::<2>(60)?.min(59);
        let nanoseconds = if self.one_of(b".").is_some() { self.fraction()? } else { 0 };
        Some((minutes + second, nanoseconds))
    }

    /// 1 to 9 digits, as nanoseconds.
    fn fraction(&mut self) -> Option<u32> {
        let mut nanoseconds = 0;
        let mut unit = 100_000_000;
        while let Some(digit) = self.one_of(b"0123456789") {
            if unit == 0 {
                return None;
            }
            nanoseconds += u32::from(digit - b'0') * unit;
            unit /= 10;
        }
        (unit < 100_000_000).then_some(nanoseconds)
    }

    /// `Z`, `+HH`, `+HHMM` or `+HH:MM`, as seconds east of UTC.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.digits::<2>(23)?;
        let colon = self.one_of(b":").is_some();
        let minutes = if self.at_end() && !colon { 0 } else { self.digits::<2>(59)? };
        Some(sign * (hours * HOUR + minutes * MINUTE))
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// `None` if there is no such month.
fn days_in(year: i64, month: i64) -> Option<i64> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(28 + i64::from(is_leap(year))),
        _ => None,
    }
}

/// Days from 1970-01-01 to the first day of `year` (0 to 9999) in the Gregorian calendar.
fn days_before_year(year: i64) -> i64 {
    let leap_days = |years: i64| years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969)
}

fn days_before_month(year: i64, month: i64) -> i64 {
    (1..month).filter_map(|before| days_in(year, before)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The nanosecond since 1970, as the calendar library sees it.
    fn reference(text: &str) -> i128 {
        text.parse::<jiff::Timestamp>().unwrap().as_nanosecond()
    }

    fn parsed(text: &str) -> Option<i128> {
        Instant::parse(text).map(|at| i128::from(at.seconds) * 1_000_000_000 + i128::from(at.nanoseconds))
    }

    #[test]
    fn dates_are_read_as_the_calendar_library_reads_them() {
        for text in [
            "2026-01-31T10:00:00Z",
            "2026-01-31t10:00:00z",
            "2026-01-31 10:00:00Z",
            "2026-01-31T10:00Z",
            "2018-05-24T21:26:33.995Z",
            "2018-05-24T21:26:33.123456789+02:00",
            "2018-05-24T21:26:33.1-0930",
            "2018-05-24T21:26:33+05",
            "1969-12-31T23:59:59.999999999Z",
            "2024-02-29T00:00:00-23:59",
            "2000-02-29T12:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-29T23:59:59Z",
            "2016-12-31T23:59:60Z",
        ] {
            assert_eq!(parsed(text), Some(reference(text)), "{text}");
        }
        for (date, instant) in [("2026-01-31", "2026-01-31T00:00:00Z"), ("1969-12-31", "1969-12-31T00:00:00Z")] {
            assert_eq!(parsed(date), Some(reference(instant)), "{date}");
        }
    }

    #[test]
    fn every_day_follows_the_day_before() {
        // The calendar repeats every 400 years.
        let mut expected = Instant::parse("1600-01-01").unwrap().day();
        for year in 1600..=2000 {
            for month in 1..=12 {
                for day in 1..=days_in(year, month).unwrap() {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(Instant::parse(&text).map(Instant::day), Some(expected), "{text}");
                    expected += 1;
                }
            }
        }
        assert_eq!(parsed("9999-12-31T23:59:59Z"), Some(253_402_300_799_000_000_000));
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in [
            "",
            "soon",
            "2026",
            "2026-1-31",
            "2026-00-10",
            "2026-13-10",
            "2026-01-00",
            "2026-01-32",
            "2025-02-29",
            "1900-02-29",
            "2026-01-31Z",
            "2026-01-31T",
            "2026-01-31T10",
            "2026-01-31T10:00",
            "2026-01-31T10:00:00",
            "2026-01-31T24:00:00Z",
            "2026-01-31T10:60:00Z",
            "2026-01-31T10:00:61Z",
            "2026-01-31T10:00:00.Z",
            "2026-01-31T10:00:00.1234567890Z",
            "2026-01-31T10:00:00+",
            "2026-01-31T10:00:00+1",
            "2026-01-31T10:00:00+01:",
            "2026-01-31T10:00:00+24:00",
            "2026-01-31T10:00:00+01:60",
            "2026-01-31T10:00:00Z ",
            " 2026-01-31T10:00:00Z",
            "2026-01-31T10:00:00Z[UTC]",
            "20260131T100000Z",
            "+002026-01-31T10:00:00Z",
            "２026-01-31",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_a_day_in_utc() {
        let day = |text| Instant::parse(text).unwrap().day();
        assert_eq!(day("1970-01-01T23:59:59Z"), 0);
        assert_eq!(day("1970-01-01T00:30:00+01:00"), -1);
        assert_eq!(day("1969-12-31T23:30:00-01:00"), 0);
    }
}
