//! The parameters that a document records.

use std::collections::BTreeMap;

/// Everything that an answer depends on besides the input, under the names of the command line.
pub type Parameters = BTreeMap<String, serde_json::Value>;
