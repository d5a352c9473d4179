//! Tests of whole dumps.
