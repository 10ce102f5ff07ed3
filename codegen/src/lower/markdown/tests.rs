use super::{code, lines};

#[test]
fn text_is_made_safe() {
    for (text, expected) in [
        ("plain", "plain"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("uses `Vec<T>` and <b>html</b>", "uses `Vec<T>` and \\<b>html\\</b>"),
        ("see [Pet] and [docs](https://x.example/a)", "see \\[Pet\\] and [docs](<https://x.example/a>)"),
        ("see https://x.example/a.", "see <https://x.example/a>."),
        ("[relative](../a.html)", "\\[relative\\](../a.html)"),
        ("```\ncode\n```", "```text\ncode\n```"),
        ("```rust\nloop {}\n```", "```text\nloop {}\n```"),
        ("```json\n{}\n```", "```json\n{}\n```"),
        ("```\nnever closed", "```text\nnever closed\n```"),
        ("a:\n\n    let x;\n\nb", "a:\n\n```text\nlet x;\n```\n\nb"),
        ("a\u{202e}b\u{0}c", "abc"),
        ("- item\ngoes on\n  and on\n- next\n\nafter", "- item\n  goes on\n  and on\n- next\n\nafter"),
        ("- a\n        - b\n        - c\n- d", "- a\n  - b\n  - c\n- d"),
        ("- a\n        - b\n                - c\n        - d\nmore", "- a\n  - b\n    - c\n  - d\n    more"),
        ("- a\n    - b\n- c", "- a\n    - b\n- c"),
        ("> quote\ngoes on\n\nafter", "> quote\n> goes on\n\nafter"),
        ("a\tb", "a    b"),
        ("10. item\ngoes on", "10. item\n    goes on"),
        ("one ` tick", "one \\` tick"),
        ("\n\n\na\n\n\nb\n\n", "a\n\nb"),
    ] {
        assert_eq!(lines(text).join("\n"), expected, "{text:?}");
    }
}

#[test]
fn paragraphs_are_wrapped_and_lists_are_not() {
    let words = "word ".repeat(40);
    assert!(lines(&words).iter().all(|line| line.len() <= 100));
    assert_eq!(lines(&words).len(), 2);
    assert_eq!(lines(&format!("- {words}")).len(), 1);
    let dashed = lines(&format!("{} - x", "w".repeat(99)));
    assert!(dashed.iter().all(|line| !line.starts_with('-')), "a dash must not begin a line: {dashed:?}");
}

#[test]
fn code_spans_hold_ticks() {
    assert_eq!(code("a`b\nc"), "`` a`b c ``");
}
