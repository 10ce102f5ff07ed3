//! Counts how often a thread asks for memory, and how much.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, which notes what is asked of it.
pub(crate) struct Counting;

thread_local! {
    static COUNT: Cell<[usize; 2]> = const { Cell::new([0, 0]) };
}

/// What `work` asks for on this thread: how often, and how many bytes in all.
pub(crate) fn of(work: impl FnOnce()) -> [usize; 2] {
    let before = COUNT.get();
    work();
    let after = COUNT.get();
    [after[0] - before[0], after[1] - before[1]]
}

fn note(bytes: usize) {
    // A thread that is about to end counts nothing any more.
    let _ = COUNT.try_with(|count| count.set([count.get()[0] + 1, count.get()[1] + bytes]));
}

// SAFETY: all is done by the system's allocator; counting asks for no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
