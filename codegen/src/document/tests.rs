//! What becomes of descriptions, sound and broken.

mod hostile;
mod mutate;

use super::document;
use crate::diagnostic::{Color, Diagnostics, render};
use crate::source::Source;

#[test]
fn corpus() {
    let mut files: Vec<_> = std::fs::read_dir("/work/shared/corpus").unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if !(name.ends_with(".json") || name.ends_with(".yaml")) { continue; }
        if let Ok(only) = std::env::var("ONLY") { if !name.contains(&only) { continue; } }
        let text = std::fs::read_to_string(&file).unwrap();
        let source = Source::new(name.clone(), text);
        let mut diagnostics = Diagnostics::new();
        let t = std::time::Instant::now();
        let document = document(&source, &mut diagnostics);
        let t1 = t.elapsed();
        let located = diagnostics.locate(&source);
        let t2 = t.elapsed();
        let text = render(&located, &source, Color::Never);
        let t3 = t.elapsed();
        println!("=== {name} {} said {} read {t1:?} locate {:?} render {:?}", document.is_some(), located.len(), t2-t1, t3-t2);
        if std::env::var("SHOW").is_ok() { println!("{text}"); }
    }
}
