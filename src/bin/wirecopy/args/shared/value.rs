//! Values of flags that are enums of the library.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Parses one of `values` by its name.
pub fn one_of<T: Copy + Send + Sync + 'static>(
    values: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(values.iter().map(|value| name(*value))).try_map(move |typed: String| {
        values.iter().copied().find(|value| name(*value) == typed).ok_or("no value has this name")
    })
}
