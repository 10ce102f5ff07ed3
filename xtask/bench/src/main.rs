//! Reads and writes large answers with the types of generated clients and with the same types made by `serde_derive`,
//! makes calls with a generated client and by hand, and says how fast each of them is.

mod allocations;
mod calls;
mod data;
mod measure;
mod twins;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use measure::{Times, both};

#[global_allocator]
static ALLOCATOR: allocations::Counting = allocations::Counting;

/// The size of the large list, in bytes, and that of all other answers.
const LARGE: usize = 10 << 20;
const USUAL: usize = 1 << 20;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let rounds =
        arguments.next().map_or(25, |rounds| rounds.parse().expect("the first argument is how many rounds to go"));
    let bench = Bench { rounds, filter: arguments.next().unwrap_or_default() };
    println!("| answer | | MB/s | `serde_derive` | best | median |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let jobs = data::list(include_str!("../data/jobs.json"), LARGE);
    let jobs = format!(r#"{{"jobs":{jobs},"total":100000}}"#);
    bench
        .run::<huaweicloud_swr::models::ListInstanceJobsResponse, twins::jobs::ListInstanceJobsResponse>("jobs", &jobs);
    let usual = |sample: &str| data::list(sample, USUAL);
    let events = usual(include_str!("../data/events.json"));
    for (name, member, list) in [
        ("machines: plain structs", "machines", usual(include_str!("../data/machines.json"))),
        ("events: a union, its tag first", "events", events.clone()),
        ("events: a union, its tag last", "events", tag_last(&events)),
        ("deliveries: a union without a tag", "deliveries", usual(include_str!("../data/deliveries.json"))),
        ("issues", "issues", usual(include_str!("../data/issues.json"))),
        ("charges", "charges", usual(include_str!("../data/charges.json"))),
    ] {
        bench.run::<client::models::Answers, twins::Answers>(name, &format!(r#"{{"{member}":{list}}}"#));
    }
    if "calls".contains(&bench.filter) {
        calls::run(bench.rounds);
    }
}

/// The same objects with their member `type` at the end.
fn tag_last(list: &str) -> String {
    let objects = list.trim_start_matches('[').trim_end_matches(']').split(r#"{"type":""#).skip(1);
    let moved = objects.map(|object| {
        let (name, members) = object.split_once("\",").expect("an object has more than its tag");
        let members = members.trim_end_matches(',').strip_suffix('}').expect("an object ends");
        format!(r#"{{{members},"type":"{name}"}}"#)
    });
    format!("[{}]", moved.collect::<Vec<_>>().join(","))
}

struct Bench {
    /// How often the large list is read; smaller ones are read more often.
    rounds: usize,
    /// Only answers whose names hold this.
    filter: String,
}

impl Bench {
    fn run<Own: DeserializeOwned + Serialize, Twin: DeserializeOwned + Serialize>(&self, name: &str, json: &str) {
        if !name.contains(&self.filter) {
            return;
        }
        let bytes = json.as_bytes();
        let rounds = self.rounds * (LARGE / bytes.len()).max(1);
        let own: Own = serde_json::from_slice(bytes).expect("the client reads the answer");
        let twin: Twin = serde_json::from_slice(bytes).expect("the twin reads the answer");
        agree(name, json, &own, &twin);
        let slice = both(rounds, || serde_json::from_slice::<Own>(bytes), || serde_json::from_slice::<Twin>(bytes));
        row(name, "from a slice", bytes.len(), &slice);
        let reader =
            both(rounds, || serde_json::from_reader::<_, Own>(bytes), || serde_json::from_reader::<_, Twin>(bytes));
        row(name, "from a reader", bytes.len(), &reader);
        let written = both(rounds, || serde_json::to_vec(&own), || serde_json::to_vec(&twin));
        row(name, "written", bytes.len(), &written);
    }
}

fn row(name: &str, what: &str, bytes: usize, [own, twin]: &[Times; 2]) {
    let [best, median] = own.ratios(twin);
    println!("| {name} | {what} | {:.0} | {:.0} | {best:.2} | {median:.2} |", own.speed(bytes), twin.speed(bytes));
}

/// Makes sure that both have read all of the answer, and write as much.
fn agree(name: &str, json: &str, own: &impl Serialize, twin: &impl Serialize) {
    let [own, twin] =
        [serde_json::to_string(own), serde_json::to_string(twin)].map(|text| text.expect("a value is written"));
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("what is written is JSON");
    assert!(read(&own) == read(json), "{name}: the client does not write what it has read");
    assert!(read(&twin) == read(json), "{name}: the twin does not write what it has read");
    assert!(own.len() == twin.len(), "{name}: one writes more than the other");
}
