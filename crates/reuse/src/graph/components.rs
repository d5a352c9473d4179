//! Which units hang together by edges.

/// Disjoint sets of units (Tarjan 1975: union by index, path halving). The root of a set is its smallest unit.
pub struct Components {
    parent: Vec<u32>,
}

impl Components {
    /// Each unit by itself.
    pub fn new(n_units: u32) -> Self {
        Components { parent: (0..n_units).collect() }
    }

    /// The smallest unit of the set. Amortised O(log n).
    pub fn root(&mut self, mut unit: u32) -> u32 {
        while self.parent[unit as usize] != unit {
            let above = self.parent[self.parent[unit as usize] as usize];
            self.parent[unit as usize] = above;
            unit = above;
        }
        unit
    }

    /// Makes one set of two.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
