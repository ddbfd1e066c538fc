//! Ways to reach somebody.

/// A telephone number, an address on the web, an e-mail or postal address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What it is.
    pub form: ContactForm,
    /// Normalised for comparison: digits alone (with a leading `+`) for a phone; a web address without scheme,
    /// `www.` and a closing slash, in lower case up to the path; an e-mail in lower case.
    pub value: String,
}

/// What a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContactForm {
    /// Telephone number, short codes with a cue too.
    Phone,
    /// Web address.
    Url,
    /// E-mail address.
    Email,
    /// Postal address.
    Address,
}

impl ContactForm {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            ContactForm::Phone => "phone",
            ContactForm::Url => "url",
            ContactForm::Email => "email",
            ContactForm::Address => "address",
        }
    }
}
