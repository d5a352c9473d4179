//! Which items hang together by edges.

/// Disjoint sets of items (Tarjan 1975: union by index, path halving). The root of a set is its smallest item.
pub struct Components {
    parent: Vec<u32>,
}

impl Components {
    /// Each item by itself.
    pub fn new(n_items: u32) -> Self {
        Components { parent: (0..n_items).collect() }
    }

    /// The smallest item of the set. Amortised O(log n).
    pub fn root(&mut self, mut item: u32) -> u32 {
        while self.parent[item as usize] != item {
            let above = self.parent[self.parent[item as usize] as usize];
            self.parent[item as usize] = above;
            item = above;
        }
        item
    }

    /// Makes one set of two.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
