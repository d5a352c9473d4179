//! Connected components of a graph.

/// Disjoint sets of items (Tarjan 1975: union by index, path halving). The root of a set is its
/// smallest item.
///
/// ```
/// use wirecopy_reuse::graph::Components;
///
/// let mut components = Components::new(5);
/// components.join(3, 1);
/// components.join(4, 3);
/// assert_eq!((components.root(4), components.root(2)), (1, 2));
/// ```
pub struct Components {
    parent: Vec<u32>,
}

impl Components {
    /// One set per item, for the items `0..n_items`.
    pub fn new(n_items: u32) -> Self {
        Components { parent: (0..n_items).collect() }
    }

    /// Returns the smallest item of the set. Amortised O(log n).
    ///
    /// # Panics
    /// If there is no such item.
    pub fn root(&mut self, mut item: u32) -> u32 {
        while self.parent[item as usize] != item {
            let above = self.parent[self.parent[item as usize] as usize];
            self.parent[item as usize] = above;
            item = above;
        }
        item
    }

    /// Merges the sets of two items.
    ///
    /// # Panics
    /// If either item does not exist.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
