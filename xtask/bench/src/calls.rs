//! Makes the same call with a generated client and with `reqwest` by hand, over loopback, and says what each costs.

use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use huaweicloud_swr::models::JobStatus;
use huaweicloud_swr::{Client, Credentials};
use rustls::crypto::ring::default_provider;
use rustls::{ClientConfig, RootCertStore};
use tokio::runtime::{Builder, Runtime};

use crate::twins::jobs::ListInstanceJobsResponse;
use crate::{allocations, data};

const TOKEN: &str = "MIIabcdefghijklmnopqrstuvwxyz0123456789";
const PROJECT: &str = "1dbb8c8f6b5a4bb2b0f1b2d3c4e5f607";

/// How many calls a round has.
const CALLS: u32 = 200;

/// Prints a row for a small page and one for a large one.
pub(crate) fn run(rounds: usize) {
    println!();
    println!("| call | client, µs | by hand, µs | best | median | client, allocations | by hand, allocations |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (name, bytes) in [("3 jobs", 900), ("100 jobs", 30_000)] {
        let jobs = data::list(include_str!("../data/jobs.json"), bytes);
        row(name, rounds, serve(format!(r#"{{"jobs":{jobs},"total":100000}}"#)));
    }
}

fn row(name: &str, rounds: usize, endpoint: String) {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = Client::builder()
        .endpoint(&endpoint)
        .credentials(Credentials::token(TOKEN))
        .project_id(PROJECT)
        .build()
        .expect("a client");
    let reqwest = reqwest();
    let own = || async {
        let call = client.list_instance_jobs().status(JobStatus::Failed).offset(0).limit(100);
        call.send().await.expect("an answer").jobs.len()
    };
    let by_hand = || async {
        let url = format!("{endpoint}/v2/{PROJECT}/jobs");
        let request = reqwest.get(url).query(&[("status", "Failed"), ("offset", "0"), ("limit", "100")]);
        let request = request.header("X-Auth-Token", TOKEN).header("Accept", "application/json");
        let answer = request.timeout(Duration::from_secs(60)).send().await.expect("an answer");
        let answer: ListInstanceJobsResponse = answer.error_for_status().expect("a success").json().await.expect("jobs");
        answer.jobs.len()
    };
    let [mut one, mut other] = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        // They take turns, and so does who begins.
        let mut times = [0.0; 2];
        for turn in [round % 2, 1 - round % 2] {
            times[turn] = if turn == 0 { seconds(&runtime, own) } else { seconds(&runtime, by_hand) };
        }
        // The first round connects.
        if round > 0 {
            one.push(times[0]);
            other.push(times[1]);
        }
    }
    let mut ratios: Vec<f64> = one.iter().zip(&other).map(|(own, other)| own / other).collect();
    ratios.sort_by(f64::total_cmp);
    let best = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    let (own_best, other_best) = (best(&one), best(&other));
    let [own, by_hand] = [allocated(&runtime, own), allocated(&runtime, by_hand)];
    println!(
        "| {name} | {:.1} | {:.1} | {:.2} | {:.2} | {} of {} bytes | {} of {} bytes |",
        own_best * 1e6,
        other_best * 1e6,
        own_best / other_best,
        ratios[ratios.len() / 2],
        own[0],
        own[1],
        by_hand[0],
        by_hand[1]
    );
}

/// How long one call takes, by the clock.
fn seconds<F: Future<Output = usize>>(runtime: &Runtime, call: impl Fn() -> F) -> f64 {
    let start = Instant::now();
    runtime.block_on(async {
        for _ in 0..CALLS {
            black_box(call().await);
        }
    });
    start.elapsed().as_secs_f64() / f64::from(CALLS)
}

/// What one call asks for, on the average of many.
fn allocated<F: Future<Output = usize>>(runtime: &Runtime, call: impl Fn() -> F) -> [usize; 2] {
    let calls = CALLS as usize;
    allocations::of(|| _ = seconds(runtime, call)).map(|sum| sum / calls)
}

/// A client as careful people make it: with the same TLS as generated clients have.
fn reqwest() -> reqwest::Client {
    let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("TLS")
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .user_agent("bench/1.0")
        .connect_timeout(Duration::from_secs(10))
        .tls_backend_preconfigured(tls)
        .build()
        .expect("a client")
}

/// Serves one answer to all requests, on threads of its own; where to call it.
fn serve(body: String) -> String {
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, answer) = (stream.expect("a connection"), answer.clone());
            stream.set_nodelay(true).expect("a socket");
            std::thread::spawn(move || {
                let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
                while let Ok(count @ 1..) = stream.read(&mut buffer) {
                    head.extend_from_slice(&buffer[..count]);
                    if head.ends_with(b"\r\n\r\n") {
                        head.clear();
                        stream.write_all(answer.as_bytes()).expect("a reader");
                    }
                }
            });
        }
    });
    format!("http://{address}")
}
