//! Measures two ways to do the same, one after the other and many times.

use std::hint::black_box;

use rustix::time::{ClockId, clock_gettime};

/// The time of each round of one way, in seconds.
pub(crate) struct Times(Vec<f64>);

impl Times {
    fn best(&self) -> f64 {
        self.0.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// Millions of bytes in a second of the best round.
    pub(crate) fn speed(&self, bytes: usize) -> f64 {
        bytes as f64 / self.best() / 1e6
    }

    /// How many times as fast as the other way: by the best rounds, and by the median of the rounds.
    pub(crate) fn ratios(&self, other: &Self) -> [f64; 2] {
        let mut ratios: Vec<f64> = other.0.iter().zip(&self.0).map(|(other, own)| other / own).collect();
        ratios.sort_by(f64::total_cmp);
        [other.best() / self.best(), ratios[ratios.len() / 2]]
    }
}

/// The times of two ways. They take turns, and so does who begins: what else the machine does hits both alike.
pub(crate) fn both<A, B>(rounds: usize, mut one: impl FnMut() -> A, mut other: impl FnMut() -> B) -> [Times; 2] {
    let mut times = [Times(Vec::new()), Times(Vec::new())];
    for round in 0..rounds {
        if round % 2 == 0 {
            times[0].0.push(seconds(&mut one));
            times[1].0.push(seconds(&mut other));
        } else {
            times[1].0.push(seconds(&mut other));
            times[0].0.push(seconds(&mut one));
        }
    }
    times
}

/// The processor time of the work, without the end of its result.
fn seconds<T>(work: &mut impl FnMut() -> T) -> f64 {
    let start = now();
    let result = black_box(work());
    let seconds = now() - start;
    drop(result);
    seconds
}

fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
