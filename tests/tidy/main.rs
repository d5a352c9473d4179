//! Conventions of this code, as far as a program can check them.

mod allowed;
mod circles;
mod comments;
mod conduct;
mod functions;
mod identifiers;
mod manifests;
mod modules;
mod public_items;
mod sizes;
mod sources;
mod tables;
mod type_names;
