//! Two texts against each other, and the report in every format. A record separator parts the two; without one, both
//! are the same, and nothing may differ.
#![no_main]

use corroborate::Source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut texts = bytes.splitn(2, |&byte| byte == 0x1e);
    let first = texts.next().unwrap_or_default().to_vec();
    let second = texts.next().map(<[u8]>::to_vec);
    let same = second.is_none();
    let sources =
        [Source::from_bytes("a", first.clone()), Source::from_bytes("b", second.unwrap_or(first))];
    let Some(report) = holds::compare(&sources) else { return };
    let across = report.findings.iter().find(|f| f.base.is_none_or(|base| base.source != f.other.source));
    assert!(!same || across.is_none(), "{across:?}");
});
