//! Cues.
