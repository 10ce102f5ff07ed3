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
    pub(crate) call: String,
    pub(crate) tags: Vec<&'a str>,
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
        let included = self.include.is_empty() || candidate.is_matched_by_any(&self.include);
        included && !self.excludes(candidate)
    }

    /// Whether it is unwanted, even where others need it.
    pub(crate) fn excludes(&self, candidate: &Candidate<'_>) -> bool {
        candidate.is_matched_by_any(&self.exclude)
    }
}

impl Candidate<'_> {
    pub(crate) fn is_matched_by(&self, pattern: &WildMatch) -> bool {
        let call = std::iter::once(self.call.as_str());
        let mut names = self.id.into_iter().chain(call).chain(self.tags.iter().copied());
        names.any(|name| pattern.matches(name))
    }

    fn is_matched_by_any(&self, patterns: &[WildMatch]) -> bool {
        patterns.iter().any(|pattern| self.is_matched_by(pattern))
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Selection};

    #[test]
    fn patterns_match_ids_calls_and_tags() {
        let call = "GET /repos/{owner}/issues".to_owned();
        let candidate = Candidate { id: Some("issues/list"), call, tags: vec!["issues"] };
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
