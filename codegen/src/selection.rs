//! Which operations of a description are wanted.

use wildmatch::WildMatch;

/// Patterns over operation ids, `METHOD /path` and tags, with `*` for any text and `?` for any character.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    include: Vec<WildMatch>,
    exclude: Vec<WildMatch>,
}

/// What an operation is known by.
pub(crate) struct Candidate<'a> {
    pub(crate) id: Option<&'a str>,
    /// For example `GET /pets/{petId}`.
    pub(crate) call: &'a str,
    pub(crate) tags: &'a [&'a str],
}

impl Selection {
    /// Wants what any of the patterns `include` matches, or everything if there are none, but nothing that a pattern
    /// of `exclude` matches.
    pub fn new<I: AsRef<str>, E: AsRef<str>>(include: &[I], exclude: &[E]) -> Self {
        Self {
            include: include.iter().map(|pattern| WildMatch::new(pattern.as_ref())).collect(),
            exclude: exclude.iter().map(|pattern| WildMatch::new(pattern.as_ref())).collect(),
        }
    }

    /// Whether everything is wanted.
    pub(crate) fn is_all(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Every pattern as it was given.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &WildMatch> {
        self.include.iter().chain(&self.exclude)
    }

    pub(crate) fn wants(&self, candidate: &Candidate<'_>) -> bool {
        let any = |patterns: &[WildMatch]| patterns.iter().any(|pattern| candidate.is_matched_by(pattern));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }
}

impl Candidate<'_> {
    pub(crate) fn is_matched_by(&self, pattern: &WildMatch) -> bool {
        let mut names = self.id.iter().chain(std::iter::once(&self.call)).chain(self.tags);
        names.any(|name| pattern.matches(name))
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Selection};

    #[test]
    fn patterns_match_ids_calls_and_tags() {
        let candidate = Candidate { id: Some("issues/list"), call: "GET /repos/{owner}/issues", tags: &["issues"] };
        for (include, exclude, wanted) in [
            (vec![], vec![], true),
            (vec!["issues/*"], vec![], true),
            (vec!["GET /repos/*"], vec![], true),
            (vec!["issues"], vec![], true),
            (vec!["pulls/*", "issue?"], vec![], true),
            (vec!["pulls/*"], vec![], false),
            (vec!["issues/*"], vec!["GET *"], false),
            (vec![], vec!["issues"], false),
        ] {
            assert_eq!(Selection::new(&include, &exclude).wants(&candidate), wanted, "{include:?} {exclude:?}");
        }
    }
}
