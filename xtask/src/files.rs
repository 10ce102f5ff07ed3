//! Where the files come from that a description refers to: its folder, and the network if that is allowed.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use codegen::{Fetched, FileError, Files, SpecFolder};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, ResponseExt as _};

/// The most files of one description that are read from the network.
const MOST_FETCHED: usize = 200;

/// The most bytes of one of them.
const LARGEST: usize = 16 << 20;

/// The most redirects on the way to one of them.
const MOST_REDIRECTS: u32 = 5;

/// How long one of them may take, and all of them together.
const TIME_FOR_ONE: Duration = Duration::from_secs(20);
const TIME_FOR_ALL: Duration = Duration::from_mins(2);

/// The files of one description.
pub(crate) struct SpecFiles {
    folder: SpecFolder,
    network: Option<Network>,
}

impl SpecFiles {
    /// The files around a description, and those on the network when they are allowed.
    pub(crate) fn of(description: &Path, allow_remote: bool) -> Self {
        Self { folder: SpecFolder::of(description), network: allow_remote.then(Network::default) }
    }
}

impl Files for SpecFiles {
    fn read(&mut self, path: &str, most: usize) -> Result<String, FileError> {
        self.folder.read(path, most)
    }

    fn fetch(&mut self, url: &str, most: usize) -> Result<Fetched, FileError> {
        match &mut self.network {
            Some(network) => network.fetch(url, most.min(LARGEST)),
            None => Err(FileError::new("it is on the network, where nothing is read without `--allow-remote`")),
        }
    }
}

/// Reads files from the network, within limits, and without telling who asks: no cookies and no credentials are sent.
#[derive(Default)]
struct Network {
    agent: Option<Agent>,
    fetched: usize,
    spent: Duration,
}

impl Network {
    fn fetch(&mut self, url: &str, most: usize) -> Result<Fetched, FileError> {
        self.fetched += 1;
        if self.fetched > MOST_FETCHED {
            return Err(FileError::new(format!("of one description, {MOST_FETCHED} URLs are read at most")));
        }
        let time = TIME_FOR_ONE.min(TIME_FOR_ALL.saturating_sub(self.spent));
        if time.is_zero() {
            let seconds = TIME_FOR_ALL.as_secs();
            return Err(FileError::new(format!("all URLs together may take {seconds} seconds, which are over")));
        }
        let start = Instant::now();
        let fetched = get(self.agent.get_or_insert_with(agent), url, most, time);
        self.spent += start.elapsed();
        fetched
    }
}

fn agent() -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider)
        .build();
    let config = Agent::config_builder().tls_config(tls).max_redirects(MOST_REDIRECTS).http_status_as_error(false);
    config.user_agent("codegen").build().into()
}

fn get(agent: &Agent, url: &str, most: usize, time: Duration) -> Result<Fetched, FileError> {
    // Who asks in secret is not led to where everybody listens.
    let request = agent.get(url).config().https_only(url.starts_with("https:")).timeout_global(Some(time));
    let request = if is_own(url) { request.proxy(None).build() } else { request.build() };
    let failed = |error: &dyn std::fmt::Display| FileError::new(format!("it cannot be read: {error}"));
    let mut response = request.call().map_err(|error| failed(&error))?;
    let status = response.status();
    if status != 200 {
        return Err(FileError::new(format!("the server answers with the status {}", status.as_u16())));
    }
    let url = response.get_uri().to_string();
    let longest = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    response.body_mut().as_reader().take(longest).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() > most {
        return Err(FileError::too_large(most));
    }
    let text = String::from_utf8(bytes).map_err(|_| FileError::new("it is not UTF-8"))?;
    Ok(Fetched { url, text })
}

/// Whether a URL leads to this machine, for which nobody else is to be asked.
fn is_own(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or_default();
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|own| host.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/', '?'])))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::net::TcpListener;
    use std::path::Path;
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    use codegen::{Fetched, Files as _};

    use super::{LARGEST, SpecFiles, get};

    /// A server that knows a few paths; where it is, and the heads of the requests that it got.
    fn server() -> (String, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let heads = Arc::new(Mutex::new(Vec::new()));
        let (heard, home) = (Arc::clone(&heads), base.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let head: Vec<_> = lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
                let path = head[0].split(' ').nth(1).unwrap().to_owned();
                heard.lock().unwrap().push(head.join("\n"));
                let answer = match path.as_str() {
                    "/a.yaml" => ok("type: string\n"),
                    "/moved" => moved(&format!("{home}/v2/b.yaml")),
                    "/v2/b.yaml" => ok("x: 1\n"),
                    "/circle" => moved(&format!("{home}/circle")),
                    "/file" => moved("file:///etc/passwd"),
                    "/large" => ok(&"x".repeat(LARGEST + 1)),
                    "/slow" => {
                        std::thread::sleep(Duration::from_secs(5));
                        ok("")
                    }
                    _ => b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec(),
                };
                // Who does not want to hear the end is gone.
                let _ = stream.write_all(&answer);
                let _ = stream.shutdown(std::net::Shutdown::Write);
                let _ = stream.read_to_end(&mut Vec::new());
            }
        });
        (base, heads)
    }

    fn ok(body: &str) -> Vec<u8> {
        let length = body.len();
        format!("HTTP/1.1 200 OK\r\nset-cookie: a=1\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
            .into()
    }

    fn moved(to: &str) -> Vec<u8> {
        format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").into()
    }

    #[test]
    fn urls_are_read_only_when_they_are_allowed() {
        let (base, heads) = server();
        let url = format!("{base}/a.yaml");
        let refused = SpecFiles::of(Path::new("api.yaml"), false).fetch(&url, 100).unwrap_err();
        assert_eq!(refused.to_string(), "it is on the network, where nothing is read without `--allow-remote`");
        assert!(heads.lock().unwrap().is_empty());
        let mut files = SpecFiles::of(Path::new("api.yaml"), true);
        let fetched = Fetched { url: url.clone(), text: "type: string\n".to_owned() };
        assert_eq!(files.fetch(&url, 100), Ok(fetched.clone()));
        assert_eq!(files.fetch(&url, 100), Ok(fetched));
        for head in heads.lock().unwrap().iter().map(|head| head.to_ascii_lowercase()) {
            assert!(!head.contains("cookie") && !head.contains("authorization"), "{head}");
        }
    }

    #[test]
    fn there_are_limits() {
        let (base, _) = server();
        let mut files = SpecFiles::of(Path::new("api.yaml"), true);
        let mut fetch =
            |path: &str, most| files.fetch(&format!("{base}{path}"), most).map_err(|error| error.to_string());
        let moved = fetch("/moved", 100).unwrap();
        assert_eq!((moved.url, moved.text.as_str()), (format!("{base}/v2/b.yaml"), "x: 1\n"));
        assert_eq!(fetch("/none", 100).unwrap_err(), "the server answers with the status 404");
        assert!(fetch("/circle", 100).unwrap_err().contains("redirect"));
        assert!(fetch("/file", 100).is_err());
        assert!(fetch("/a.yaml", 5).unwrap_err().contains("5 more bytes"));
        assert!(fetch("/large", usize::MAX).unwrap_err().contains("too large"));
        let results: Vec<_> = (0..super::MOST_FETCHED).map(|_| fetch("/a.yaml", 100)).collect();
        assert!(results[0].is_ok());
        assert_eq!(results.last().unwrap().clone().unwrap_err(), "of one description, 200 URLs are read at most");
    }

    #[test]
    fn who_does_not_answer_is_given_up() {
        let (base, _) = server();
        let start = Instant::now();
        let error = get(&super::agent(), &format!("{base}/slow"), 100, Duration::from_millis(200)).unwrap_err();
        assert!(error.to_string().contains("timeout") && start.elapsed() < Duration::from_secs(4), "{error}");
        let error = get(&super::agent(), "http://127.0.0.1:1/", 100, Duration::from_secs(5)).unwrap_err();
        assert!(error.to_string().starts_with("it cannot be read: "), "{error}");
    }
}
