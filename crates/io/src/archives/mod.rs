//! Archives: zip and tar, whose members are read like files.
//!
//! *Takes* an open file. *Gives* its members one after another, each with its name and a reader of
//! its bytes. *Costs* one pass; of a zip that cannot be read at any offset, a copy. *Never* unpacks
//! a member to the disk, follows a path in it, or opens an archive in an archive. *Source*: the
//! PKWARE application note; POSIX.1-2001 (pax) and the GNU tar format.

mod tar_members;
mod zip_members;

pub(crate) use tar_members::Tar;
pub(crate) use zip_members::Zip;
