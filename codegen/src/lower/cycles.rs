//! Finds the cycles of a graph.

use std::collections::{BTreeMap, BTreeSet};

/// The number of the cycle that each node is part of; a node of none is absent. Tarjan's algorithm, without recursion.
pub(super) fn cycles<N: Copy + Ord>(
    nodes: impl IntoIterator<Item = N>,
    edges: impl Fn(N) -> Vec<N>,
) -> BTreeMap<N, usize> {
    let mut search = Search::default();
    for root in nodes {
        if search.order.contains_key(&root) {
            continue;
        }
        let mut path = vec![search.enter(root, &edges)];
        while let Some(visit) = path.last_mut() {
            let id = visit.id;
            let Some(next) = visit.edges.pop() else {
                path.pop();
                search.leave(id, &edges);
                if let Some(parent) = path.last() {
                    search.lower(parent.id, search.low[&id]);
                }
                continue;
            };
            match search.order.get(&next) {
                None => path.push(search.enter(next, &edges)),
                Some(&order) if !search.left.contains(&next) => search.lower(id, order),
                Some(_) => {}
            }
        }
    }
    search.found
}

/// A node whose edges are being followed.
struct Visit<N> {
    id: N,
    edges: Vec<N>,
}

struct Search<N> {
    order: BTreeMap<N, usize>,
    low: BTreeMap<N, usize>,
    stack: Vec<N>,
    /// Nodes whose component is complete.
    left: BTreeSet<N>,
    found: BTreeMap<N, usize>,
    groups: usize,
}

impl<N> Default for Search<N> {
    fn default() -> Self {
        Self {
            order: BTreeMap::new(),
            low: BTreeMap::new(),
            stack: Vec::new(),
            left: BTreeSet::new(),
            found: BTreeMap::new(),
            groups: 0,
        }
    }
}

impl<N: Copy + Ord> Search<N> {
    fn enter(&mut self, id: N, edges: impl Fn(N) -> Vec<N>) -> Visit<N> {
        let order = self.order.len();
        self.order.insert(id, order);
        self.low.insert(id, order);
        self.stack.push(id);
        Visit { id, edges: edges(id) }
    }

    fn lower(&mut self, id: N, to: usize) {
        if let Some(low) = self.low.get_mut(&id) {
            *low = (*low).min(to);
        }
    }

    fn leave(&mut self, id: N, edges: impl Fn(N) -> Vec<N>) {
        if self.low[&id] != self.order[&id] {
            return;
        }
        let start = self.stack.iter().rposition(|&other| other == id).unwrap_or(self.stack.len());
        let group = self.stack.split_off(start);
        self.left.extend(group.iter().copied());
        if group.len() > 1 || edges(id).contains(&id) {
            self.groups += 1;
            self.found.extend(group.into_iter().map(|id| (id, self.groups)));
        }
    }
}
