//! Prints the public interface of a crate, one item a line: `corroborate-api RUSTDOC_JSON`.
//!
//! Implementations for all types and those of auto traits are left out: they are long, and say little.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let json = std::env::args_os().nth(1).ok_or("usage: corroborate-api RUSTDOC_JSON")?;
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()?;
    for item in api.items() {
        println!("{item}");
    }
    Ok(())
}
