//! A small generator of numbers, the same for the same seed, as libFuzzer needs it to be (xorshift).

pub struct Random(u64);

impl Random {
    pub fn new(seed: u32) -> Self {
        // Equal bits would stay what they are, and neighbors begin alike.
        let mut random = Self((u64::from(seed) << 20) ^ 0x9e37_79b9_7f4a_7c15);
        for _ in 0..4 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below a bound; 0 when there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 11) as usize % bound.max(1)
    }

    /// Whether one of so many cases has come.
    pub fn one_in(&mut self, cases: usize) -> bool {
        self.below(cases) == 0
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
