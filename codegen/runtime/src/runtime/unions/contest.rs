//! Which of several readings of one value understands it best.

use std::cell::Cell;

/// How often one value, and all that it holds, is read in further ways: who sends it must not choose how long that
/// takes.
const MOST_READINGS: usize = 500;

/// What a reading did not understand; less is better.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Missed {
    /// What it left out, in scalars, arrays and objects.
    lost: usize,
    /// What it kept as nobody's.
    unknown: usize,
}

/// What all readings on this thread have in common: a union in a union is read while the outer one is.
#[derive(Clone, Copy, Default)]
struct State {
    /// How many contests lie in each other.
    depth: usize,
    readings: usize,
    missed: Missed,
}

thread_local! {
    static STATE: Cell<State> = const { Cell::new(State { depth: 0, readings: 0, missed: Missed { lost: 0, unknown: 0 } }) };
}

fn change(change: impl FnOnce(&mut State)) -> State {
    let mut state = STATE.get();
    change(&mut state);
    STATE.set(state);
    state
}

/// Notes that so much of a value was left out.
pub(super) fn lose(weight: usize) {
    change(|state| state.missed.lost += weight);
}

/// Notes that a value was kept as nobody's.
pub(super) fn keep() {
    change(|state| state.missed.unknown += 1);
}

/// Reads something that others read as well, so that what it misses does not count.
pub(super) fn unheard<T>(read: impl FnOnce() -> T) -> T {
    let before = STATE.get().missed;
    let value = read();
    change(|state| state.missed = before);
    value
}

/// One value that is read in several ways.
pub(super) struct Contest {
    /// What was missed before it.
    before: Missed,
    readings: usize,
    best: Option<Missed>,
}

impl Contest {
    pub(super) fn new() -> Self {
        let state = change(|state| state.depth += 1);
        Self { before: state.missed, readings: 0, best: None }
    }

    /// Whether there is a point in one more reading, which then begins.
    pub(super) fn goes_on(&mut self) -> bool {
        let is_perfect = self.best == Some(Missed::default());
        if is_perfect || (self.readings > 0 && STATE.get().readings >= MOST_READINGS) {
            return false;
        }
        self.readings += 1;
        change(|state| {
            state.readings += 1;
            state.missed = Missed::default();
        });
        true
    }

    /// Whether the reading that has ended is better than those before it.
    pub(super) fn is_won(&mut self) -> bool {
        let missed = STATE.get().missed;
        let is_best = self.best.is_none_or(|best| missed < best);
        if is_best {
            self.best = Some(missed);
        }
        is_best
    }
}

/// What the best reading missed counts for the contest around this one.
impl Drop for Contest {
    fn drop(&mut self) {
        let Missed { lost, unknown } = self.best.unwrap_or_default();
        change(|state| {
            state.depth -= 1;
            state.missed = Missed { lost: self.before.lost + lost, unknown: self.before.unknown + unknown };
            if state.depth == 0 {
                *state = State::default();
            }
        });
    }
}
