//! What the compiler said, in a few lines.

/// How many lines of its messages are shown.
const MOST_LINES: usize = 12;

/// The first messages of a log of cargo's: from the first error on, blank lines left out.
pub(in crate::corpus) fn first(log: &str) -> Vec<String> {
    let lines = log.lines().skip_while(|line| !line.starts_with("error")).filter(|line| !line.trim().is_empty());
    lines.take(MOST_LINES).map(|line| line.trim_end().to_owned()).collect()
}

/// How many errors there are, denied warnings included: the compiler's closing line has the number.
pub(super) fn count(log: &str) -> u64 {
    let closing = log.lines().rev().find_map(|line| line.strip_prefix("error: could not compile "));
    let number = closing.and_then(|line| line.split_once(" due to ")).map(|(_, rest)| rest);
    let number = number.and_then(|rest| {
        let words: Vec<&str> = rest.split(' ').collect();
        words.windows(3).find(|words| words[1] == "previous" && words[2].starts_with("error"))?[0].parse().ok()
    });
    // A compiler that broke down says no number.
    number.unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::{count, first};

    const LOG: &str = "    Checking client v0.1.0 (client)\nerror[E0412]: cannot find type `X`\n --> src/a.rs:1:1\n  |\n\n\
                       error: unused import\n\n\
                       error: could not compile `client` (lib) due to 2 previous errors; 1 warning emitted\n";

    #[test]
    fn messages_begin_with_the_first_error() {
        assert_eq!(first(LOG)[..2], ["error[E0412]: cannot find type `X`", " --> src/a.rs:1:1"]);
        assert!(first("    Checking client\n    Finished\n").is_empty());
        assert_eq!(first(&"error: x\n\n".repeat(30)).len(), 12);
    }

    #[test]
    fn errors_are_counted() {
        assert_eq!(count(LOG), 2);
        assert_eq!(count("error: could not compile `client` (lib) due to 1 previous error\n"), 1);
        assert_eq!(count("error: could not compile `client` (lib)\n\nCaused by:\n  killed\n"), 1);
    }
}
