//! Finds the cycles of a graph.

use std::collections::BTreeMap;

/// Something with a number, from 0 on without large gaps.
pub(crate) trait Node: Copy + Ord {
    fn index(self) -> usize;
}

impl Node for usize {
    fn index(self) -> usize {
        self
    }
}

/// The number of the cycle that each node is part of; a node of none is absent. Tarjan's algorithm, without recursion.
pub(crate) fn cycles<N: Node>(nodes: impl IntoIterator<Item = N>, edges: impl Fn(N) -> Vec<N>) -> BTreeMap<N, usize> {
    let mut search = Search { met: Vec::new(), count: 0, stack: Vec::new(), found: BTreeMap::new(), groups: 0 };
    for root in nodes {
        if !matches!(search.met(root), Met::Not) {
            continue;
        }
        let mut path = vec![search.enter(root, edges(root))];
        while let Some(visit) = path.last_mut() {
            match visit.edges.pop() {
                Some(next) => match search.met(next) {
                    Met::Not => path.push(search.enter(next, edges(next))),
                    Met::Open(order) => visit.low = visit.low.min(order),
                    Met::Left => {}
                },
                None => {
                    let Visit { node, order, low, .. } = *visit;
                    path.pop();
                    if low == order {
                        search.leave(node, &edges);
                    }
                    if let Some(parent) = path.last_mut() {
                        parent.low = parent.low.min(low);
                    }
                }
            }
        }
    }
    search.found
}

/// A node whose edges are being followed.
struct Visit<N> {
    node: N,
    order: usize,
    /// The first open node that it leads to.
    low: usize,
    edges: Vec<N>,
}

/// What is known of a node.
#[derive(Clone, Copy)]
enum Met {
    Not,
    /// Its component is not complete; when it was met.
    Open(usize),
    Left,
}

struct Search<N> {
    /// By the nodes' numbers.
    met: Vec<Met>,
    count: usize,
    stack: Vec<N>,
    found: BTreeMap<N, usize>,
    groups: usize,
}

impl<N: Node> Search<N> {
    fn enter(&mut self, node: N, edges: Vec<N>) -> Visit<N> {
        let order = self.count;
        self.count += 1;
        self.set(node, Met::Open(order));
        self.stack.push(node);
        Visit { node, order, low: order, edges }
    }

    fn met(&self, node: N) -> Met {
        self.met.get(node.index()).copied().unwrap_or(Met::Not)
    }

    fn set(&mut self, node: N, met: Met) {
        if self.met.len() <= node.index() {
            self.met.resize(node.index() + 1, Met::Not);
        }
        self.met[node.index()] = met;
    }

    /// Completes the component that begins with a node.
    fn leave(&mut self, node: N, edges: impl Fn(N) -> Vec<N>) {
        let start = self.stack.iter().rposition(|&other| other == node).unwrap_or(self.stack.len());
        let group = self.stack.split_off(start);
        for &node in &group {
            self.set(node, Met::Left);
        }
        if group.len() > 1 || edges(node).contains(&node) {
            self.groups += 1;
            self.found.extend(group.into_iter().map(|node| (node, self.groups)));
        }
    }
}
