//! Tells what is no text: by the first bytes of known formats, else by control characters.

use crate::BinaryKind;

/// First bytes of formats that are no text.
const MAGIC: &[(&[u8], BinaryKind)] = &[
    (b"%PDF-", BinaryKind::Pdf),
    (b"{\\rtf", BinaryKind::Rtf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", BinaryKind::WordProcessor),
    (b"PK\x03\x04", BinaryKind::Zip),
    (b"PK\x05\x06", BinaryKind::Zip),
    (b"\x1F\x8B", BinaryKind::Compressed),
    (b"BZh", BinaryKind::Compressed),
    (b"\xFD7zXZ\0", BinaryKind::Compressed),
    (b"\x28\xB5\x2F\xFD", BinaryKind::Compressed),
    (b"7z\xBC\xAF\x27\x1C", BinaryKind::Compressed),
    (b"Rar!\x1A\x07", BinaryKind::Compressed),
    (b"\x89PNG\r\n\x1A\n", BinaryKind::Image),
    (b"\xFF\xD8\xFF", BinaryKind::Image),
    (b"GIF87a", BinaryKind::Image),
    (b"GIF89a", BinaryKind::Image),
    (b"II*\0", BinaryKind::Image),
    (b"MM\0*", BinaryKind::Image),
    (b"ID3", BinaryKind::Media),
    (b"OggS", BinaryKind::Media),
    (b"\x7FELF", BinaryKind::Program),
    (b"\xCF\xFA\xED\xFE", BinaryKind::Program),
];

/// Share of control characters over which content counts as binary: one in this many bytes.
const CONTROL_SHARE: usize = 50;

/// What the bytes are and the byte that shows it, unless they may be text.
pub(crate) fn binary(bytes: &[u8]) -> Option<(BinaryKind, usize)> {
    if let Some(&(magic, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let text_may_start_so = magic.is_ascii()
            && !magic.contains(&0)
            && matches!(kind, BinaryKind::Media | BinaryKind::Compressed);
        if !text_may_start_so || controls(bytes).is_some() {
            return Some((if kind == BinaryKind::Zip { zip_kind(bytes) } else { kind }, 0));
        }
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some((BinaryKind::Image, 0)),
        (Some(b"RIFF"), _, Some(b"WAVE" | b"AVI ")) | (_, Some(b"ftyp"), _) => Some((BinaryKind::Media, 4)),
        _ => None,
    }
}

/// The first control character, where there are too many for text in an ASCII-compatible encoding.
pub(crate) fn controls(bytes: &[u8]) -> Option<usize> {
    let is_control = |b: &u8| matches!(b, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F);
    let first = bytes.iter().position(is_control)?;
    let (mut count, mut nul) = (0usize, 0usize);
    for byte in bytes.iter().skip(first) {
        count += usize::from(is_control(byte));
        nul += usize::from(*byte == 0);
    }
    (count * CONTROL_SHARE > bytes.len() || nul * CONTROL_SHARE * 20 > bytes.len()).then_some(first)
}

/// Office files are ZIP archives whose first entries tell what they hold.
fn zip_kind(bytes: &[u8]) -> BinaryKind {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(4096)..).unwrap_or(bytes);
    let holds =
        |needle: &[u8]| [head, tail].iter().any(|part| part.windows(needle.len()).any(|w| w == needle));
    if holds(b"word/") || holds(b"opendocument.text") {
        BinaryKind::WordProcessor
    } else if holds(b"xl/") || holds(b"ppt/") || holds(b"opendocument.") || holds(b"[Content_Types].xml") {
        BinaryKind::Office
    } else {
        BinaryKind::Zip
    }
}

#[cfg(test)]
mod tests {
    use super::{binary, controls};
    use crate::BinaryKind;

    #[test]
    fn known_formats_are_named() {
        for (bytes, kind) in [
            (&b"%PDF-1.7\n"[..], BinaryKind::Pdf),
            (b"PK\x03\x04\x14\0word/document.xml", BinaryKind::WordProcessor),
            (b"PK\x03\x04\x14\0xl/workbook.xml", BinaryKind::Office),
            (b"PK\x03\x04\x14\0story.txt", BinaryKind::Zip),
            (b"\x1F\x8B\x08\0", BinaryKind::Compressed),
            (b"\x89PNG\r\n\x1A\n\0\0", BinaryKind::Image),
            (b"RIFF\x10\0\0\0WEBPVP8 ", BinaryKind::Image),
            (b"\0\0\0\x20ftypisom", BinaryKind::Media),
            (b"{\\rtf1\\ansi", BinaryKind::Rtf),
        ] {
            assert_eq!(binary(bytes).map(|found| found.0), Some(kind), "{bytes:?}");
        }
    }

    #[test]
    fn text_that_starts_like_a_format_is_text() {
        assert_eq!(binary(b"BZhang said so."), None);
        assert_eq!(binary(b"ID3 was a tax."), None);
        assert_eq!(controls("A line.\r\n\tAnother\u{0C} page".as_bytes()), None);
        assert_eq!(controls(b"ab\0\0cd"), Some(2));
    }
}
