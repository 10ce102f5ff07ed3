//! Tables for pointers: the text form, equality, and very deep ones.

use super::{FileId, Pointer};

#[test]
fn writes_and_reads_the_text_form() {
    let get = Pointer::root().key("paths").key("/pets/{id}").key("get");
    assert_eq!(get.to_string(), "/paths/~1pets~1{id}/get");
    for text in ["", "/", "/a//b", "/m~0n", "/a~1b", "/~01", "/0/1", "/\u{e9}"] {
        let pointer = Pointer::parse(text).unwrap();
        assert_eq!(pointer.to_string(), text);
    }
    assert_eq!(Pointer::parse("/~01").unwrap().segments(), ["~1"]);
    assert_eq!(Pointer::parse("a/b"), None);
}

#[test]
fn an_item_is_a_step_like_any_other() {
    let item = Pointer::root().key("servers").index(0);
    assert_eq!(Some(&item), Pointer::parse("/servers/0").as_ref());
    assert_eq!(item.last(), Some("0"));
    assert_eq!(item.parent().unwrap().to_string(), "/servers");
    assert_eq!(Pointer::root().parent(), None);
    assert_eq!(item.segments(), ["servers", "0"]);
}

#[test]
fn compares_by_names() {
    let one = Pointer::root().key("a").key("b");
    let two = Pointer::root().key("a").key("b");
    assert_eq!(one, two);
    assert!(one < Pointer::root().key("b"));
    assert!(Pointer::root() < one);
    assert_ne!(one, Pointer::root().key("a/b"));
    assert_eq!(format!("{one:?}"), "\"/a/b\"");
}

#[test]
fn a_million_steps_do_not_overflow_the_stack() {
    let deep = (0..1_000_000).fold(Pointer::root(), |pointer, _| pointer.key("a"));
    let copy = deep.clone();
    assert_eq!(deep, copy);
    drop(deep);
    assert_eq!(copy.depth(), 1_000_000);
    assert_eq!(copy, Pointer::parse(&"/a".repeat(1_000_000)).unwrap());
}

#[test]
fn what_is_below_is_within() {
    let pets = Pointer::parse("/paths/~1pets").unwrap();
    for (text, is_within) in
        [("/paths/~1pets", true), ("/paths/~1pets/get", true), ("/paths", false), ("/paths/a", false)]
    {
        assert_eq!(Pointer::parse(text).unwrap().is_within(&pets), is_within, "{text}");
    }
}

#[test]
fn files_are_told_apart() {
    let [first, second] = [0, 1].map(|index| Pointer::whole(FileId::nth(index)).key("a").key("b"));
    assert_eq!((first.file(), second.parent().unwrap().file()), (FileId::ROOT, FileId::nth(1)));
    assert_ne!(first, second);
    assert!(first < second && Pointer::root().key("z") < second);
    assert!(!first.is_within(&Pointer::whole(FileId::nth(1))));
    assert_eq!(first.to_string(), second.to_string());
}
