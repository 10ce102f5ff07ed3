//! Finds the cycles of a graph.

use std::collections::BTreeMap;
use std::hash::Hash;

#[expect(clippy::disallowed_types, reason = "nothing goes through it in its order")]
type Known<N> = std::collections::HashMap<N, Met>;

/// The number of the cycle that each node is part of; a node of none is absent. Tarjan's algorithm, without recursion.
pub(crate) fn cycles<N: Copy + Ord + Hash>(
    nodes: impl IntoIterator<Item = N>,
    edges: impl Fn(N) -> Vec<N>,
) -> BTreeMap<N, usize> {
    let mut search = Search { met: Known::new(), stack: Vec::new(), found: BTreeMap::new(), groups: 0 };
    for root in nodes {
        if search.met.contains_key(&root) {
            continue;
        }
        let mut path = vec![search.enter(root, edges(root))];
        while let Some(visit) = path.last_mut() {
            match visit.edges.pop() {
                Some(next) => match search.met.get(&next) {
                    None => path.push(search.enter(next, edges(next))),
                    Some(Met::Open(order)) => visit.low = visit.low.min(*order),
                    Some(Met::Left) => {}
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
enum Met {
    /// Its component is not complete; when it was met.
    Open(usize),
    Left,
}

struct Search<N> {
    met: Known<N>,
    stack: Vec<N>,
    found: BTreeMap<N, usize>,
    groups: usize,
}

impl<N: Copy + Ord + Hash> Search<N> {
    fn enter(&mut self, node: N, edges: Vec<N>) -> Visit<N> {
        let order = self.met.len();
        self.met.insert(node, Met::Open(order));
        self.stack.push(node);
        Visit { node, order, low: order, edges }
    }

    /// Completes the component that begins with a node.
    fn leave(&mut self, node: N, edges: impl Fn(N) -> Vec<N>) {
        let start = self.stack.iter().rposition(|&other| other == node).unwrap_or(self.stack.len());
        let group = self.stack.split_off(start);
        self.met.extend(group.iter().map(|&node| (node, Met::Left)));
        if group.len() > 1 || edges(node).contains(&node) {
            self.groups += 1;
            self.found.extend(group.into_iter().map(|node| (node, self.groups)));
        }
    }
}
