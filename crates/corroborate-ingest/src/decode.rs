//! Bytes to text, and from each character of the text back to its bytes.
//!
//! Order of trust: a byte order mark, valid UTF-8, the encoding an HTML page names, UTF-16 without a mark, and last
//! a guess by the statistics of `chardetng` (Windows-1252 for western text). A guess leaves a notice.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use corroborate_model::Notice;
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{BinaryKind, IngestError, sniff};

/// How far into a page its own word on its encoding is looked for (the HTML standard says 1024 bytes).
const META_WINDOW: usize = 1024;

/// Text with what is needed to lead back to its bytes.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// The text, byte order mark dropped.
    pub(crate) text: Cow<'a, str>,
    /// Bytes before the text in the original.
    pub(crate) start: usize,
    /// How many bytes a character took in the original.
    pub(crate) width: Width,
    /// What the reader should know of the decoding.
    pub(crate) notices: Vec<Notice>,
}

/// How many bytes a character took in the original.
#[derive(Debug)]
pub(crate) enum Width {
    /// As many as in UTF-8.
    Utf8,
    /// As many as in UTF-8, but for those at these places: (offset in the text, bytes it took), in order.
    Listed(Vec<(usize, usize)>),
    /// One.
    Single,
    /// Two, or four outside the basic plane.
    Utf16,
}

impl Width {
    /// Bytes that `c`, at `offset` of the text, took in the original.
    pub(crate) fn of(&self, c: char, offset: usize) -> usize {
        match self {
            Width::Utf8 => c.len_utf8(),
            Width::Listed(places) => match places.binary_search_by_key(&offset, |place| place.0) {
                Ok(at) => places.get(at).map_or(0, |place| place.1),
                Err(_) => c.len_utf8(),
            },
            Width::Single => 1,
            Width::Utf16 => 2 * c.len_utf16(),
        }
    }
}

/// Decodes a source that is not empty. `html` lets a page name its own encoding.
pub(crate) fn decode<'a>(name: &str, bytes: &'a [u8], html: bool) -> Result<Decoded<'a>, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty { name: name.to_owned() });
    }
    if let Some((what, byte)) = sniff::binary(bytes) {
        return Err(IngestError::Binary { name: name.to_owned(), what, byte });
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(IngestError::Undecodable { name: name.to_owned(), encoding: "UTF-32", byte: 0 });
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return if encoding == UTF_8 {
            utf8(name, rest, length, html)
        } else {
            utf16(name, rest, length, encoding)
        };
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        let mut decoded = utf16(name, bytes, 0, encoding)?;
        decoded.notices.push(guessed(encoding));
        return Ok(decoded);
    }
    utf8(name, bytes, 0, html)
}

/// Text without a foreign byte order mark: UTF-8, else one of the old encodings.
fn utf8<'a>(name: &str, bytes: &'a [u8], start: usize, html: bool) -> Result<Decoded<'a>, IngestError> {
    if let Some(at) = sniff::controls(bytes) {
        return Err(IngestError::Binary {
            name: name.to_owned(),
            what: BinaryKind::Unknown,
            byte: start + at,
        });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), start, width: Width::Utf8, notices: Vec::new() }),
        Err(_) if start > 0 || mostly_utf8(bytes) => Ok(broken_utf8(bytes, start)),
        Err(_) => Ok(old_encoding(bytes, html)),
    }
}

/// Whether broken places are rare beside characters that only UTF-8 writes so.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 * bad
}

/// UTF-8 with a replacement character at each broken place.
fn broken_utf8(bytes: &[u8], start: usize) -> Decoded<'_> {
    let (mut text, mut places) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            places.push((text.len(), chunk.invalid().len()));
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    let message = format!(
        "{} byte sequences are no valid UTF-8 and are shown as \u{FFFD}; words around them may not be compared rightly",
        places.len()
    );
    Decoded {
        text: Cow::Owned(text),
        start,
        width: Width::Listed(places),
        notices: vec![Notice::new(message)],
    }
}

/// The encoding that the page names, else the one that the statistics of its bytes suggest.
fn old_encoding(bytes: &[u8], html: bool) -> Decoded<'_> {
    let named = if html { meta_charset(bytes) } else { None };
    let encoding = named.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        // Texts are English: where statistics leave it open, a pound sign is likelier than a Polish letter.
        detector.guess(Some(b"uk"), Utf8Detection::Deny)
    });
    let (text, width) = if encoding.is_single_byte() {
        (encoding.decode_without_bom_handling(bytes).0, Width::Single)
    } else {
        let (text, places) = counted(bytes, encoding);
        (Cow::Owned(text), Width::Listed(places))
    };
    let notices = if named.is_some() { Vec::new() } else { vec![guessed(encoding)] };
    Decoded { text, start: 0, width, notices }
}

/// Decodes byte by byte, to know how many bytes each character took: these encodings cannot be asked afterwards, for
/// several byte sequences may give one character. Places as in [`Width::Listed`].
fn counted(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<(usize, usize)>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut places) = (String::with_capacity(bytes.len()), Vec::new());
    // Bytes that were read, and those of them that characters stand for already.
    let (mut read, mut told) = (0, 0);
    let mut room = [0; 16];
    for at in 0..=bytes.len() {
        let mut input = bytes.get(at..at + 1).unwrap_or_default();
        loop {
            let (result, taken, written) =
                decoder.decode_to_utf8_without_replacement(input, &mut room, at == bytes.len());
            input = input.get(taken..).unwrap_or_default();
            read += taken;
            let found = room.get(..written).and_then(|found| std::str::from_utf8(found).ok()).unwrap_or("");
            let ends = match result {
                DecoderResult::Malformed(_, after) => read.saturating_sub(usize::from(after)),
                _ => read,
            };
            let broken =
                matches!(result, DecoderResult::Malformed(..)).then_some(char::REPLACEMENT_CHARACTER);
            for c in found.chars().chain(broken) {
                // Where two characters come of one sequence, the second takes none.
                let took = ends.saturating_sub(told);
                if took != c.len_utf8() {
                    places.push((text.len(), took));
                }
                told += took;
                text.push(c);
            }
            if matches!(result, DecoderResult::InputEmpty) {
                break;
            }
        }
    }
    (text, places)
}

fn guessed(encoding: &'static Encoding) -> Notice {
    Notice::new(format!(
        "The encoding is not UTF-8 and was guessed to be {}; check accented letters and currency signs, or save the file as UTF-8",
        encoding.name()
    ))
}

/// UTF-16 with or without its mark; text that is mostly replacement characters is none.
fn utf16<'a>(
    name: &str,
    bytes: &'a [u8],
    start: usize,
    encoding: &'static Encoding,
) -> Result<Decoded<'a>, IngestError> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let bad = |c: char| c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace());
    if text.chars().filter(|&c| bad(c)).count() * 20 > text.chars().count() {
        let before: usize = text.chars().take_while(|&c| !bad(c)).map(|c| 2 * c.len_utf16()).sum();
        return Err(IngestError::Undecodable {
            name: name.to_owned(),
            encoding: encoding.name(),
            byte: start + before,
        });
    }
    let notices = if broken {
        vec![Notice::new(
            "Some characters are no valid UTF-16 and are shown as \u{FFFD}; the file may be cut off",
        )]
    } else {
        Vec::new()
    };
    Ok(Decoded { text, start, width: Width::Utf16, notices })
}

/// UTF-16 without a mark shows itself in western text: every other byte is 0.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let zeros = |parity: usize| window.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = window.len() / 2;
    if half == 0 {
        None
    } else if odd * 10 > half * 7 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding a page names for itself (`<meta charset=…>` or in a `content` attribute).
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes
        .iter()
        .take(META_WINDOW)
        .map(|&b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { ' ' })
        .collect();
    let (_, rest) = head.split_once("charset")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: &str = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // What is read here byte by byte cannot be UTF-16, and UTF-8 was tried before.
    (encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::{Width, decode};
    use crate::IngestError;

    fn text(bytes: &[u8]) -> String {
        decode("x", bytes, true).unwrap().text.into_owned()
    }

    #[test]
    fn reads_marks_and_old_encodings() {
        assert_eq!(text("\u{FEFF}naïve €5".as_bytes()), "naïve €5");
        assert_eq!(text(b"\xFF\xFEa\0\xAC\x20"), "a€");
        assert_eq!(text(b"\xFE\xFF\0a\x20\xAC"), "a€");
        assert_eq!(text(b"H\0e\0l\0l\0o\0 \0y\0o\0u\0"), "Hello you");
        assert_eq!(text(b"The caf\xE9 charged \xA35 for a \x93tea\x94."), "The café charged £5 for a “tea”.");
        assert_eq!(
            text(b"<meta charset=\"iso-8859-2\"><p>\xB1</p>"),
            "<meta charset=\"iso-8859-2\"><p>ą</p>"
        );
    }

    #[test]
    fn guesses_are_told_and_marks_are_not() {
        assert!(decode("x", "\u{FEFF}é".as_bytes(), false).unwrap().notices.is_empty());
        let pounds =
            decode("x", b"Sales rose by \xA324 million, to \xA3188 million, in the half-year", false)
                .unwrap();
        assert!(pounds.text.contains("£24 million"), "{}", pounds.text);
        let guess = decode("x", b"The caf\xE9 on the quay", false).unwrap();
        assert!(guess.notices[0].message.contains("windows-1252"), "{:?}", guess.notices);
        assert!(matches!(guess.width, Width::Single));
    }

    #[test]
    fn one_broken_byte_does_not_spoil_utf8() {
        let mut bytes = "“Quoted” – it’s £5 – ".as_bytes().to_vec();
        bytes.push(0xE2);
        let decoded = decode("x", &bytes, false).unwrap();
        assert_eq!(decoded.text, "“Quoted” – it’s £5 – \u{FFFD}");
        assert_eq!(decoded.width.of(char::REPLACEMENT_CHARACTER, bytes.len() - 1), 1);
    }

    #[test]
    fn every_byte_of_an_old_encoding_is_counted() {
        for encoding in ["gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp"] {
            let mut bytes = format!("<meta charset={encoding}> ").into_bytes();
            bytes.extend(b"\x82\xA0 \x8F\xB0\xA1 \x88\x62 \xFF\x8F tea \x90\xFE\t\x81\x30\x81 \xC4\xE3 \x84");
            let decoded = decode("x", &bytes, true).unwrap();
            let width: usize = decoded.text.char_indices().map(|(at, c)| decoded.width.of(c, at)).sum();
            assert_eq!(width, bytes.len(), "{encoding}: {}", decoded.text);
            let before = decoded.text.find("tea").unwrap();
            let width: usize = decoded
                .text
                .char_indices()
                .take_while(|(at, _)| *at < before)
                .map(|(at, c)| decoded.width.of(c, at))
                .sum();
            assert!(bytes[width..].starts_with(b"tea"), "{encoding}: {}", decoded.text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode("x", b"", false), Err(IngestError::Empty { .. })));
        assert!(matches!(decode("x", b"\xFF\xFE\0\0a\0\0\0", false), Err(IngestError::Undecodable { .. })));
        assert!(matches!(
            decode("x", b"ab\0\x01\x02cd\xFF", false),
            Err(IngestError::Binary { byte: 2, .. })
        ));
        assert!(matches!(
            decode("x", b"\xFF\xFE\x00\xD8\x00\xD8\x00\xD8", false),
            Err(IngestError::Undecodable { .. })
        ));
    }
}
