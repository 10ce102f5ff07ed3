//! Keys in the environment and in profile files.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::machine::{Desk, PROFILE, signed};
use super::{SECONDS, key};
use crate::runtime::Signer;
use crate::runtime::test_util::RecordingTransport;

const AK: &str = "HUAWEICLOUD_SDK_AK";
const SK: &str = "HUAWEICLOUD_SDK_SK";
const FILE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/// What is signed with on a machine whose metadata service is not asked.
async fn found(desk: &Desk) -> Result<String, String> {
    let transport = RecordingTransport::new();
    let result = signed(&desk.chain().without_metadata(), &transport).await;
    assert_eq!(transport.requests().len(), 0);
    result
}

fn environment() -> Desk {
    Desk::new().variable(AK, "env-ak").variable(SK, "env-sk")
}

fn profile(content: impl Into<Vec<u8>>) -> Desk {
    Desk::new().file(PROFILE, content)
}

#[tokio::test]
async fn the_first_place_that_has_a_key_counts() {
    let file = "[basic]\nak = file-ak\nsk = file-sk\n";
    let other = "[basic]\nak = other-ak\nsk = other-sk\nsecurity_token = other-token\n";
    for (desk, expected) in [
        (environment(), "env-ak"),
        (environment().variable("HUAWEICLOUD_SDK_SECURITY_TOKEN", "env-token"), "env-ak env-token"),
        (environment().variable("HUAWEICLOUD_SDK_SECURITY_TOKEN", ""), "env-ak"),
        (environment().file(PROFILE, file), "env-ak"),
        (profile(file), "file-ak"),
        (profile(file).variable(AK, "").variable(SK, ""), "file-ak"),
        (profile(file).variable(AK, "env-ak"), "file-ak"),
        (profile(file).variable(AK, "env ak").variable(SK, "env-sk"), "file-ak"),
        (profile(file).variable(FILE, ""), "file-ak"),
        (profile(file).variable(FILE, "/etc/key").file("/etc/key", other), "other-ak other-token"),
        (Desk::new().homeless().variable(FILE, "/etc/key").file("/etc/key", other), "other-ak other-token"),
    ] {
        assert_eq!(found(&desk).await.as_deref(), Ok(expected));
    }
}

#[tokio::test]
async fn what_is_given_counts_before_all() {
    let transport = RecordingTransport::new();
    let desk = environment().file("/etc/key", "[basic]\nak = a\nsk = b").file(PROFILE, "[basic]\nak = c\nsk = d");
    assert_eq!(signed(&desk.chain().key(key()), &transport).await.as_deref(), Ok("AccessKey"));
    let desk = Desk::new().file("/etc/key", "[basic]\nak = a\nsk = b").variable(FILE, PROFILE);
    assert_eq!(signed(&desk.chain().profile("/etc/key"), &transport).await.as_deref(), Ok("a"));
    assert_eq!(transport.requests().len(), 0);
}

#[tokio::test]
async fn profiles_are_read_as_other_readers_do() {
    for content in [
        "[basic]\nak=AK\nsk=SK",
        "\u{feff}[basic]\r\nak = AK\r\nsk = SK\r\n",
        "# key\n\n; of Zoe\n[basic] # mine\n  ak : AK\n\tsk=SK\t# secret\n",
        "[ basic ]\nAK = 'AK' ; mine\nSk = \"SK\"",
        "stray = 1\n[global]\nak = G\nsk = H\n[basic]\nak = old\nak = AK\nsk = SK\n[other]\nak = O",
        "[basic]\nak = AK\n[global]\nak = G\n[basic]\nsk = SK\nsecurity_token =\nproject_id = # none",
    ] {
        let desk = profile(content);
        assert_eq!(found(&desk).await.as_deref(), Ok("AK"), "{content:?}");
    }
    let desk = profile("[basic]\nak = A#K\nsk = S;K==\nsecurity_token = a=b:c#d");
    assert_eq!(found(&desk).await.as_deref(), Ok("A#K a=b:c#d"));
}

#[tokio::test]
async fn messages_say_what_each_place_lacks() {
    let unset = "HUAWEICLOUD_SDK_AK is not set";
    let home = "~/.huaweicloud/credentials";
    let absent = format!("{home} does not exist");
    let odd = "has a space, a line break or another character that is not visible ASCII: remove it";
    let unreadable = format!("{home} cannot be read: line");
    let in_file = |content: &str, problem: &str| (profile(content), unset.to_owned(), format!("{home} {problem}"));
    let in_line = |content: &str, line: &str| {
        (profile(content), unset.to_owned(), format!("{unreadable} {line} is neither `[section]` nor `name = value`"))
    };
    let in_environment = |desk: Desk, problem: &str| (desk, problem.to_owned(), absent.clone());
    let mut table = vec![
        in_environment(Desk::new(), unset),
        in_environment(Desk::new().variable(AK, "ak"), "HUAWEICLOUD_SDK_AK is set, but HUAWEICLOUD_SDK_SK is not"),
        in_environment(Desk::new().variable(SK, "zebra"), "HUAWEICLOUD_SDK_SK is set, but HUAWEICLOUD_SDK_AK is not"),
        in_environment(environment().variable(SK, "zebra\n"), &format!("the secret key (SK) {odd}")),
        (Desk::new().homeless(), unset.to_owned(), format!("{FILE} is not set, and nobody knows the home directory")),
        (Desk::new().variable(FILE, "/a\nb"), unset.to_owned(), "/a\\nb does not exist".to_owned()),
        (Desk::new().variable(FILE, "~/key"), unset.to_owned(), "~/key does not exist".to_owned()),
        in_file("", "has no section `[basic]`"),
        in_file("ak = 1\nsk = 2\n[Basic]\nak = 1\nsk = 2", "has no section `[basic]`"),
        in_file("[basic]", "has no `ak` in `[basic]`"),
        in_file("[basic]\nak = zebra", "has an `ak`, but no `sk` in `[basic]`"),
        in_file("[basic]\nak =\nsk = zebra", "has an `sk`, but no `ak` in `[basic]`"),
        in_file("[basic]\nak = ak\nsk = zebra 1", &format!("has a key that cannot be used: the secret key (SK) {odd}")),
        in_line("[basic]\nak = ak\nsk\nzebra", "3"),
        in_line("zebra", "1"),
        in_line("\n\n[basic\nak = zebra", "3"),
        in_line("[basic]\n= zebra", "2"),
        in_line("{\"ak\"; \"zebra\"}", "1"),
    ];
    for (kind, problem) in
        [(ErrorKind::PermissionDenied, "permission denied"), (ErrorKind::IsADirectory, "is a directory")]
    {
        let desk = Desk::new().broken_file(PROFILE, kind);
        table.push((desk, unset.to_owned(), format!("{home} cannot be read: {problem}")));
    }
    table.push((profile(b"[basic]\nak = \xff".to_vec()), unset.to_owned(), format!("{home} is not UTF-8")));
    table.push((profile(vec![b'\n'; 1 << 20]), unset.to_owned(), format!("{home} has no section `[basic]`")));
    table.push((profile(vec![b'\n'; (1 << 20) + 1]), unset.to_owned(), format!("{home} is larger than 1 MiB")));
    for (desk, environment, profile) in table {
        let expected = format!("no access key found: environment: {environment}; profile: {profile}");
        let problem = found(&desk).await.unwrap_err();
        assert_eq!(problem, expected);
        assert!(!problem.contains("zebra"));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn values_of_the_system_need_not_be_utf8() {
    use std::os::unix::ffi::OsStringExt as _;
    let odd = || OsString::from_vec(b"/\xffzebra".to_vec());
    for name in [AK, SK, "HUAWEICLOUD_SDK_SECURITY_TOKEN", "HUAWEICLOUD_SDK_PROJECT_ID"] {
        let problem = found(&environment().variable(name, odd())).await.unwrap_err();
        assert!(problem.starts_with(&format!("no access key found: environment: {name} is not UTF-8; profile: ~/")));
    }
    let desk = Desk::new().variable(FILE, odd()).file(PathBuf::from(odd()), "[basic]\nak = a\nsk = b");
    assert_eq!(found(&desk).await.as_deref(), Ok("a"));
}

#[tokio::test]
async fn projects_stand_beside_their_keys() {
    let transport = RecordingTransport::new();
    let file = "[basic]\nak = a\nsk = b\nproject_id = from-file";
    let project = |desk: Desk| desk.variable("HUAWEICLOUD_SDK_PROJECT_ID", "from-env");
    for (chain, expected) in [
        (project(environment().file(PROFILE, file)).chain(), Some("from-env")),
        (environment().file(PROFILE, file).chain(), None),
        (project(profile(file)).chain(), Some("from-file")),
        (project(profile(file)).chain().key(key()), None),
    ] {
        assert_eq!(chain.parameter("project_id"), None);
        chain.prepare(&transport).await.unwrap();
        assert_eq!(chain.parameter("project_id").as_deref(), expected);
        assert_eq!(chain.parameter("domain_id"), None);
    }
}

#[tokio::test]
async fn a_refused_key_is_replaced_when_the_file_has_another() {
    let transport = RecordingTransport::new();
    let desk = profile("[basic]\nak = old\nsk = a");
    let chain = desk.chain().without_metadata();
    let start = UNIX_EPOCH + Duration::from_secs(SECONDS);
    assert!(!chain.refused(start));
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("old"));
    let _ = desk.clone().file(PROFILE, "# the same\n[basic]\nsk = a\nak = old\nproject_id = p");
    assert!(!chain.refused(start));
    let _ = desk.clone().broken_file(PROFILE, ErrorKind::PermissionDenied);
    assert!(!chain.refused(start));
    desk.wait(Duration::from_secs(1));
    let _ = desk.clone().file(PROFILE, "[basic]\nak = new\nsk = b");
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("old"));
    assert!(chain.refused(start));
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("new"));
    // Whoever had signed with the old key may try again; who has signed with the new one need not.
    assert!(chain.refused(start));
    assert!(!chain.refused(start + Duration::from_secs(1)));
}

#[tokio::test]
async fn keys_without_another_place_stay() {
    let transport = RecordingTransport::new();
    let desk = environment().file(PROFILE, "[basic]\nak = a\nsk = b");
    for chain in [desk.chain(), desk.chain().key(key())] {
        chain.prepare(&transport).await.unwrap();
        let _ = desk.clone().variable(AK, "other");
        assert!(!chain.refused(SystemTime::now()));
    }
    // A file that breaks after a refusal is no reason to stop.
    let desk = profile("[basic]\nak = old\nsk = a");
    let chain = desk.chain().without_metadata();
    chain.prepare(&transport).await.unwrap();
    let _ = desk.clone().file(PROFILE, "[basic]\nak = new\nsk = a");
    assert!(chain.refused(UNIX_EPOCH + Duration::from_secs(SECONDS)));
    let _ = desk.clone().file(PROFILE, "");
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("old"));
}
