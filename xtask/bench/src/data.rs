//! Makes large answers of small samples.

/// A list of the objects of a sample, repeated with other values each time until it has so many bytes.
pub(crate) fn list(sample: &str, bytes: usize) -> String {
    let objects = compact(sample);
    let objects = objects.trim_start_matches('[').trim_end_matches(']');
    let mut values = Values(0x9e37_79b9_7f4a_7c15);
    let mut list = String::with_capacity(bytes + (1 << 16));
    list.push('[');
    while list.len() < bytes {
        values.fill(objects, &mut list);
        list.push(',');
    }
    list.pop();
    list.push(']');
    list
}

/// The text without the space around its values.
fn compact(text: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    let is_kept = |character: &char| {
        if !escaped && *character == '"' {
            quoted = !quoted;
        }
        escaped = !escaped && *character == '\\';
        quoted || !character.is_ascii_whitespace()
    };
    text.chars().filter(is_kept).collect()
}

/// Values that look random and are the same each time.
struct Values(u64);

impl Values {
    /// Appends a sample with a value in place of each `$name`. `"$int"` and `"$float"` lose their quotes.
    fn fill(&mut self, sample: &str, out: &mut String) {
        let mut parts = sample.split('$');
        out.extend(parts.next());
        for part in parts {
            let end = part.find(|character: char| !character.is_ascii_lowercase()).unwrap_or(part.len());
            let (name, mut rest) = part.split_at(end);
            let value = self.value(name);
            if matches!(name, "int" | "float") {
                out.pop();
                rest = rest.strip_prefix('"').unwrap_or(rest);
            }
            out.push_str(&value);
            out.push_str(rest);
        }
    }

    fn value(&mut self, name: &str) -> String {
        let number = self.next();
        match name {
            "int" => (number >> (32 + number % 24)).to_string(),
            "float" => format!("{}.{:02}", number % 1000, number / 1000 % 100),
            "digits" => (number % 100_000).to_string(),
            "hex" => format!("{:08x}", number >> 32),
            "hash" => format!("{number:016x}{:016x}", self.next()),
            "uuid" => format!(
                "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
                number >> 32,
                number >> 16 & 0xffff,
                number & 0xfff,
                number >> 4 & 0xfff,
                self.next() >> 16
            ),
            "date" => format!(
                "2025-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                number % 12 + 1,
                number / 12 % 28 + 1,
                number / 336 % 24,
                number / 8064 % 60,
                number / 483_840 % 60
            ),
            "words" => self.words(4 + number % 12),
            // With the escapes that texts of several lines have.
            "prose" => (0..3 + number % 12).map(|line| format!("{}. {}\\n", line + 1, self.words(12))).collect(),
            _ => panic!("no values are called `{name}`"),
        }
    }

    fn words(&mut self, count: u64) -> String {
        const WORDS: [&str; 16] = [
            "the",
            "a",
            "request",
            "fails",
            "when",
            "its",
            "parser",
            "meets",
            "an",
            "unexpected",
            "answer",
            "of",
            "some",
            "older",
            "service",
            "r\u{e9}ponse",
        ];
        let words: Vec<_> = (0..count).map(|_| WORDS[usize::try_from(self.next() >> 60).unwrap_or_default()]).collect();
        words.join(" ")
    }

    /// `xorshift64*`.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}
