//! Where results go: standard output, or a file that is never half written. Warnings go to standard error.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, Once};

use anyhow::{Context, Result, bail};

/// Runs `produce` on standard output, or on `path`.
///
/// A file is written beside its place and moved there once it is whole, so that a failure leaves the old one as it
/// was. What is no regular file (a pipe, a device) is written to directly.
pub(crate) fn write(path: Option<&Path>, produce: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    match path {
        None => through(io::stdout().lock(), produce),
        Some(path) => {
            to_file(path, produce).with_context(|| format!("{} could not be written", path.display()))
        }
    }
}

/// Refuses to write over a file that the run reads or writes besides: what was there would be lost.
pub(crate) fn spare<'p>(written: Option<&Path>, others: impl IntoIterator<Item = &'p Path>) -> Result<()> {
    let place = |path: &Path| fs::canonicalize(path).ok().filter(|place| place.is_file());
    let Some(written) = written else { return Ok(()) };
    let taken = place(written);
    for other in others {
        if other == written || taken.is_some() && place(other) == taken {
            bail!(
                "{} is not written: the run needs {} for something else; write to another file",
                written.display(),
                other.display()
            );
        }
    }
    Ok(())
}

/// Whether the reader of the output went away, which is no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Says something on standard error. A closed standard error is nobody's loss.
pub(crate) fn warn(message: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "corroborate: {message}");
}

fn through(sink: impl Write, produce: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut buffered = BufWriter::with_capacity(1 << 16, sink);
    produce(&mut buffered)?;
    Ok(buffered.flush()?)
}

fn to_file(path: &Path, produce: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    // A link stays a link: what it leads to is replaced.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&place).is_ok_and(|meta| !meta.is_file()) {
        return through(OpenOptions::new().write(true).open(&place)?, produce);
    }
    let (draft, file) = draft_beside(&place)?;
    forget_on_interrupt(Some(&draft));
    let done = through(file, produce).and_then(|()| Ok(fs::rename(&draft, &place)?));
    if done.is_err() {
        let _ = fs::remove_file(&draft);
    }
    forget_on_interrupt(None);
    done
}

/// The draft that is being written.
static DRAFT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Sees to it that Ctrl-C leaves no draft behind.
fn forget_on_interrupt(draft: Option<&Path>) {
    handle_interrupt();
    if let Ok(mut current) = DRAFT.lock() {
        *current = draft.map(Path::to_owned);
    }
}

/// Makes Ctrl-C the good end of a run that has no other: status 0, and no draft left.
pub(crate) fn end_well_on_interrupt() {
    WHEN_INTERRUPTED.store(0, Ordering::Relaxed);
    handle_interrupt();
}

fn handle_interrupt() {
    static HANDLER: Once = Once::new();
    // Without a handler, Ctrl-C ends the program as ever, and a hidden draft stays.
    HANDLER.call_once(|| {
        let _ = ctrlc::set_handler(|| {
            if let Ok(mut draft) = DRAFT.lock()
                && let Some(path) = draft.take()
            {
                let _ = fs::remove_file(path);
            }
            std::process::exit(WHEN_INTERRUPTED.load(Ordering::Relaxed));
        });
    });
}

/// Exit status of a program that Ctrl-C ended: 128 and the number of the signal, unless that is how it should end.
static WHEN_INTERRUPTED: AtomicI32 = AtomicI32::new(130);

/// A new file in the folder of `place`.
fn draft_beside(place: &Path) -> io::Result<(PathBuf, File)> {
    let name = place.file_name().ok_or_else(|| io::Error::other("the path names no file"))?;
    let mut number = 0_u32;
    loop {
        let mut draft_name = std::ffi::OsString::from(".");
        draft_name.push(name);
        draft_name.push(format!(".{}-{number}.part", std::process::id()));
        let draft = place.with_file_name(draft_name);
        match File::create_new(&draft) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|file| (draft, file)),
        }
    }
}
