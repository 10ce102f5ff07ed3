//! Makes a failing instance smaller, as long as it fails the same way.

use serde_json::{Value, json};

use super::paths;

/// The smallest instance that was found within a number of trials; `fails` says whether one still does.
pub(super) fn shrink(instance: Value, mut trials: usize, mut fails: impl FnMut(&Value) -> bool) -> Value {
    let mut smallest = instance;
    loop {
        let Some(smaller) = step(&smallest, &mut trials, &mut fails) else { return smallest };
        smallest = smaller;
    }
}

/// One walk over all parts; `None` when nothing could be made smaller.
fn step(instance: &Value, trials: &mut usize, fails: &mut impl FnMut(&Value) -> bool) -> Option<Value> {
    let mut current = instance.clone();
    let mut changed = false;
    for path in paths::all(instance) {
        let mut without = current.clone();
        if paths::remove(&mut without, &path) {
            *trials = trials.checked_sub(1)?;
            if fails(&without) {
                (current, changed) = (without, true);
                continue;
            }
        }
        let Some(part) = current.pointer(&path).cloned() else { continue };
        for plainer in plainer(&part) {
            let mut other = current.clone();
            let Some(place) = other.pointer_mut(&path) else { continue };
            *place = plainer;
            *trials = match trials.checked_sub(1) {
                Some(left) => left,
                None => return changed.then_some(current),
            };
            if fails(&other) {
                (current, changed) = (other, true);
                break;
            }
        }
    }
    changed.then_some(current)
}

/// Values that are easier to read, the plainest first; no value is among its own.
fn plainer(value: &Value) -> Vec<Value> {
    let all = match value {
        Value::String(text) => {
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            vec![json!(""), json!("a"), json!(half)]
        }
        Value::Number(_) => vec![json!(0), json!(1), json!(0.5)],
        Value::Object(members) if members.len() > 4 => {
            let half = |from: usize, length: usize| {
                let kept = members.iter().skip(from).take(length);
                kept.map(|(name, value)| (name.clone(), value.clone())).collect()
            };
            let middle = members.len() / 2;
            vec![half(0, middle), half(middle, usize::MAX)]
        }
        Value::Array(items) if items.len() > 2 => {
            let (one, other) = items.split_at(items.len() / 2);
            vec![json!([]), json!(one), json!(other)]
        }
        _ => Vec::new(),
    };
    // Of values that are equally plain the first stays, so that this ends.
    let known = all.iter().position(|plain| plain == value).unwrap_or(all.len());
    all.into_iter().take(known).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::shrink;

    #[test]
    fn only_what_matters_stays() {
        let instance = json!({ "a": [1, { "bad": "long text", "b": 2 }, 3], "c": { "d": null } });
        let small = shrink(instance, 1000, |value| {
            value
                .pointer("/a")
                .and_then(|a| a.as_array())
                .is_some_and(|a| a.iter().any(|item| item.get("bad").is_some()))
        });
        assert_eq!(small, json!({ "a": [{ "bad": "" }] }));
    }

    #[test]
    fn trials_are_counted() {
        let mut asked = 0;
        let instance = json!(vec!["some text"; 500]);
        shrink(instance, 20, |_| {
            asked += 1;
            true
        });
        assert!(asked <= 20);
    }
}
