//! How far sketches are off: by themselves, and united over a month.

use touchpoint_domain::metrics::{Cohort, Distinct, Member};

const DAYS: usize = 30;
/// Unoptimized, the large ones take minutes.
const SIZES: &[usize] = if cfg!(debug_assertions) { &[100, 1_000, 10_000] } else { &[100, 1_000, 10_000, 100_000, 1_000_000] };

/// The relative errors of a set of `n`, and of the same set spread over 30 days that overlap.
fn errors(n: usize) -> [f64; 4] {
    let off = |estimate: f64| (estimate - n as f64).abs() / n as f64;
    let (mut whole, mut cohort) = (Distinct::default(), Cohort::default());
    let mut days = vec![(Distinct::default(), Cohort::default()); DAYS];
    for id in 0..n {
        let text = format!("endpoint-{id}");
        let member = Member::of(&text);
        whole.add(member);
        cohort.add(&text);
        // One in ten comes on a second day.
        let days_of = [id % DAYS, id / 10 % DAYS];
        for day in &days_of[..1 + usize::from(id % 10 == 0)] {
            days[*day].0.add(member);
            days[*day].1.add(&text);
        }
    }
    let (mut month, mut cohorts) = (Distinct::default(), Cohort::default());
    for (distinct, cohort) in &days {
        month.merge(&Distinct::from_bytes(&distinct.to_bytes()).unwrap());
        cohorts.merge(&Cohort::from_bytes(&cohort.to_bytes()).unwrap());
    }
    [off(whole.estimate()), off(month.estimate()), off(cohort.estimate()), off(cohorts.estimate())]
}

#[test]
fn sketches_are_near_and_exact_when_small() {
    for n in SIZES {
        let errors = errors(*n);
        println!(
            "{n:>9} distinct {:.4} of 30 days {:.4} cohort {:.4} of 30 days {:.4}",
            errors[0], errors[1], errors[2], errors[3]
        );
        // Three times the standard error of a cohort is more than two percent.
        let most = if *n <= 1_000 { [0.0005; 4] } else { [0.02, 0.02, 0.048, 0.048] };
        assert!(errors.iter().zip(most).all(|(error, most)| *error <= most), "{n}: {errors:?}");
    }
}

#[test]
fn whoever_comes_back_is_found() {
    for (n, back, most) in [(200, 50, 0.0), (20_000, 6_000, 0.1)] {
        let of = |ids: std::ops::Range<usize>| {
            let mut cohort = Cohort::default();
            ids.for_each(|id| cohort.add(&id.to_string()));
            Cohort::from_bytes(&cohort.to_bytes()).unwrap()
        };
        let common = of(0..n).common(&of(n - back..2 * n));
        assert!((common - back as f64).abs() <= most * back as f64, "{common} instead of {back}");
    }
}
