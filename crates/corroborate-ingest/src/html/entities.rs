//! Character references: `&amp;`, `&#8217;`, and the old ones that may lack their semicolon.

/// References that browsers read without a semicolon.
const BARE: &[&str] =
    &["amp", "copy", "gt", "lt", "nbsp", "pound", "quot", "reg", "deg", "euro", "frac12", "middot"];
/// No reference is longer than this.
const MAX: usize = 34;

/// The characters that the reference at the start of `text` stands for, and its length.
pub(crate) fn decode(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(c, length)| (c.to_string(), length + 2));
    }
    let length = body.bytes().take(MAX).take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..length)?;
    if body.get(length..)?.starts_with(';') {
        return named(name).map(|found| (found, length + 2));
    }
    let bare = BARE.iter().find(|bare| name.starts_with(**bare))?;
    (name.len() == bare.len()).then(|| named(bare)).flatten().map(|found| (found, bare.len() + 1))
}

fn named(name: &str) -> Option<String> {
    let reference = format!("&{name};");
    let found = html_escape::decode_html_entities(&reference);
    (found != reference).then(|| found.into_owned())
}

/// `8217;` or `x2019;`; numbers of Windows-1252 mean its characters, as in browsers.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix, lead) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.chars().take(8).take_while(|c| c.is_digit(radix)).count();
    let number = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
    let semicolon = usize::from(digits.get(length..)?.starts_with(';'));
    let c = match u8::try_from(number) {
        Ok(byte @ 0x80..=0x9F) => {
            let bytes = [byte];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().next()?
        }
        _ => char::from_u32(number)
            .filter(|c| !c.is_control() || c.is_whitespace())
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((c, lead + length + semicolon))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn reads_references() {
        for (text, found, length) in [
            ("&amp; b", "&", 5),
            ("&rsquo;s", "’", 7),
            ("&#8217;s", "’", 7),
            ("&#x2019;s", "’", 8),
            ("&#146;s", "’", 6),
            ("&pound 5", "£", 6),
            ("&#163 5", "£", 5),
            ("&nbsp;", "\u{A0}", 6),
        ] {
            assert_eq!(decode(text), Some((found.to_owned(), length)), "{text}");
        }
        for text in ["&", "& b", "&c=1", "&notaname;", "&#;", "&amplifier "] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
