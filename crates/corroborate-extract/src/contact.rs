//! Telephone numbers, web and e-mail addresses.
//!
//! An address is told by its shape alone; a telephone number by its shape, or by fewer digits and a word that leads to
//! it ("call 101"). Deliberately not here: postal addresses and any list of real numbers.

use std::sync::LazyLock;

use corroborate_model::{Claim, Contact, ContactForm, Payload, Span};
use foldhash::HashMap;

use crate::Reading;
use crate::claimed::Claimed;

mod phone;

/// Last labels of addresses; the value tells whether the label alone is proof enough.
static DOMAINS: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let mut map = HashMap::default();
    for line in include_str!("lexicon/domains.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_ascii_whitespace();
        let sure = words.next() == Some("sure");
        map.extend(words.map(|word| (word, sure)));
    }
    map
});

/// The contacts of a document, by place.
pub(crate) fn find(reading: &Reading<'_>, claimed: &mut Claimed) -> Vec<Claim> {
    let mut claims = Vec::new();
    addresses(reading, claimed, &mut claims);
    phone::find(reading, claimed, &mut claims);
    claims.sort_by_key(|claim| claim.span);
    claims
}

/// A contact over these bytes, in a prose block; its tokens are taken in any case.
fn claim(
    reading: &Reading<'_>,
    claimed: &mut Claimed,
    span: Span,
    form: ContactForm,
    value: String,
) -> Option<Claim> {
    let first = reading.tokens.partition_point(|token| token.span.end() <= span.start());
    let end = reading.tokens.partition_point(|token| token.span.start() < span.end());
    claimed.take(first..end);
    let sentence = reading.sentence_at(first);
    let inside = reading.sentences.get(sentence).is_some_and(|s| s.span.overlaps(span));
    inside.then(|| Claim::new(span, sentence, Payload::Contact(Contact { form, value })))
}

fn addresses(reading: &Reading<'_>, claimed: &mut Claimed, claims: &mut Vec<Claim>) {
    let tokens = reading.tokens;
    let mut at = 0;
    while at + 1 < tokens.len() {
        let joint =
            !tokens[at + 1].spaced && !tokens[at].spaced && matches!(reading.word(at), "." | "@" | ":");
        if !joint {
            at += 1;
            continue;
        }
        let first = (0..=at).rev().find(|&i| tokens[i].spaced).unwrap_or(0);
        let end = (at + 1..tokens.len()).find(|&i| tokens[i].spaced).unwrap_or(tokens.len());
        let span = Span::new(tokens[first].span.start(), tokens[end - 1].span.end());
        if let Some((span, form, value)) = read_chunk(reading.text(), span) {
            claims.extend(claim(reading, claimed, span, form, value));
        }
        at = end;
    }
}

/// Reads an address out of letters that stand together without a space.
fn read_chunk(text: &str, span: Span) -> Option<(Span, ContactForm, String)> {
    let chunk = span.of(text);
    let scheme = ["https://", "http://", "ftp://"].iter().filter_map(|scheme| chunk.find(scheme)).min();
    if scheme.is_none() && chunk.contains("://") {
        return None;
    }
    let start = match scheme {
        Some(at) => at,
        None => chunk.find(|c: char| c.is_alphanumeric())?,
    };
    let body = trim_end(&chunk[start..]);
    let form = if scheme.is_none() && body.contains('@') { ContactForm::Email } else { ContactForm::Url };
    let body = match (form, scheme) {
        (ContactForm::Email, _) => body.strip_prefix("mailto:").unwrap_or(body),
        _ => body,
    };
    let value = match form {
        ContactForm::Email => email(body)?,
        _ => url(body, scheme.is_some())?,
    };
    let from = span.start() + chunk.len() - chunk[start..].len() + (chunk[start..].find(body).unwrap_or(0));
    Some((Span::new(from, from + body.len()), form, value))
}

/// Takes off the marks of the sentence round an address.
fn trim_end(body: &str) -> &str {
    let mut body = body;
    loop {
        let shorter = body
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', '”', '’', '>', '*', '…', ']', '}']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if !inner.contains('(') => inner,
            _ => shorter,
        };
        if shorter.len() == body.len() {
            return body;
        }
        body = shorter;
    }
}

fn email(body: &str) -> Option<String> {
    let (local, host) = body.split_once('@')?;
    let fine = !local.is_empty() && local.chars().all(|c| c.is_alphanumeric() || "._%+-'".contains(c));
    (fine && is_host(host, false)).then(|| body.to_lowercase())
}

/// The address normalised; nothing where it is none.
fn url(body: &str, has_scheme: bool) -> Option<String> {
    let bare = body.split_once("://").map_or(body, |(_, rest)| rest);
    let end = bare.find(['/', '?', '#', ':']).unwrap_or(bare.len());
    let (host, path) = bare.split_at_checked(end)?;
    let www = host.len() > 4 && host.as_bytes()[..4].eq_ignore_ascii_case(b"www.");
    let plain = if www { host.get(4..)? } else { host };
    let local = host == "localhost"
        || host.split('.').count() == 4 && host.split('.').all(|p| p.parse::<u8>().is_ok());
    let fits = if has_scheme {
        local || is_host(host, false)
    } else {
        is_host(plain, !www && !path.starts_with('/'))
    };
    fits.then(|| format!("{}{}", plain.to_lowercase(), path.trim_end_matches('/')))
}

/// Whether these are labels joined by full stops, the last of them known; `bare` where nothing else tells.
fn is_host(host: &str, bare: bool) -> bool {
    let labels = host.split('.').count();
    let fine = host.split('.').all(|label| {
        !label.is_empty()
            && label.len() < 64
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    });
    let last = host.rsplit('.').next().unwrap_or("");
    let plain = last.len() >= 2 && last.bytes().all(|b| b.is_ascii_lowercase());
    let first_fits =
        host.split('.').next().is_some_and(|label| label.len() > 1 && label.contains(char::is_alphabetic));
    if labels < 2 || !fine || !plain {
        return false;
    }
    match DOMAINS.get(last) {
        Some(true) => !bare || first_fits,
        Some(false) => !bare || labels > 2 && first_fits,
        None => !bare && labels >= 2 && last.len() <= 8,
    }
}

#[cfg(test)]
mod tests {
    use super::{email, trim_end, url};

    #[test]
    fn normalises_addresses() {
        let cases = [
            ("https://www.Corrie.example/Help/", Some("corrie.example/Help")),
            ("corrie.example/swift-recall", Some("corrie.example/swift-recall")),
            ("www.corrie.example", Some("corrie.example")),
            ("corrie.example", Some("corrie.example")),
            ("abuse.Two", None),
            ("stop.it", None),
            ("U.S", None),
            ("report.pdf", None),
            ("3.5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(url(text, text.contains("://")).as_deref(), expected, "{text}");
        }
        assert_eq!(email("Press@Corrie.example").as_deref(), Some("press@corrie.example"));
        assert_eq!(email("press@corrie").as_deref(), None);
        assert_eq!(trim_end("corrie.example/a_(b)."), "corrie.example/a_(b)");
        assert_eq!(trim_end("corrie.example)."), "corrie.example");
    }
}
