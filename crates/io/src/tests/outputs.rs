//! Outputs that appear whole or not at all, and their permissions.

use crate::Atomic;
use crate::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_appears_when_it_is_published_and_replaces_the_former_one() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("new/list.txt");
    for content in ["one", "two"] {
        let list = Atomic::new(&target).unwrap();
        list.write(content.as_bytes()).unwrap();
        assert_ne!(fs::read_to_string(&target).unwrap_or_default(), content);
        assert_eq!(list.publish().unwrap(), target);
        assert_eq!(fs::read_to_string(&target).unwrap(), content);
        assert_eq!(names(&home.path().join("new")), ["list.txt"]);
    }
}

#[test]
fn what_is_not_published_leaves_the_former_output_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let (file, folder) = (home.path().join("list.txt"), home.path().join("found"));
    fs::write(&file, "former").unwrap();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a"), "former").unwrap();
    let list = Atomic::new(&file).unwrap();
    list.write(b"later").unwrap();
    let found = Atomic::folder_of_files(&folder, &["a"]).unwrap();
    found.create_file_in("a").unwrap().finish().unwrap();
    drop((list, found));
    assert_eq!(names(home.path()), ["found", "list.txt"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "former");
    assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), "former");
}

#[test]
fn a_folder_replaces_one_of_the_same_files_and_no_other() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("found");
    for content in ["one", "two"] {
        let found = Atomic::folder_of_files(&target, &["a", "b"]).unwrap();
        let mut file = found.create_file_in("a").unwrap();
        file.write_all(content.as_bytes()).unwrap();
        file.finish().unwrap();
        found.publish().unwrap();
        assert_eq!(fs::read_to_string(target.join("a")).unwrap(), content);
        assert_eq!(names(home.path()), ["found"]);
    }
    fs::write(target.join("notes.txt"), "mine").unwrap();
    let refused = Atomic::folder_of_files(&target, &["a", "b"]).unwrap_err();
    assert!(matches!(refused, Error::ForeignOutput { .. }), "{refused}");
    assert_eq!(names(home.path()), ["found"]);
}

#[test]
fn a_folder_with_files_is_not_replaced_by_a_plain_output() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("clean");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("notes.txt"), "mine").unwrap();
    let clean = Atomic::new(&target).unwrap();
    fs::create_dir(clean.path()).unwrap();
    assert!(matches!(clean.publish(), Err(Error::Write { .. })));
    assert_eq!(names(&target), ["notes.txt"]);
}

#[test]
fn a_file_that_is_written_twice_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let list = Atomic::new(&home.path().join("list.txt")).unwrap();
    list.write(b"one").unwrap();
    assert!(matches!(list.write(b"two"), Err(Error::Write { .. })));
}

#[cfg(unix)]
mod permissions {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn an_unfinished_output_is_private_and_a_new_one_has_the_mode_of_the_umask() {
        let home = tempfile::tempdir().unwrap();
        // What the umask of this process gives to any file and folder.
        let (file, folder) = (home.path().join("any"), home.path().join("any folder"));
        fs::write(&file, "").unwrap();
        fs::create_dir(&folder).unwrap();
        let list = Atomic::new(&home.path().join("list.txt")).unwrap();
        let found = Atomic::folder_of_files(&home.path().join("found"), &["a"]).unwrap();
        list.write(b"herons").unwrap();
        found.create_file_in("a").unwrap().finish().unwrap();
        assert_eq!((mode(list.private_folder()), mode(found.private_folder())), (0o700, 0o700));
        let (list, found) = (list.publish().unwrap(), found.publish().unwrap());
        assert_eq!((mode(&list), mode(&found.join("a"))), (mode(&file), mode(&file)));
        assert_eq!(mode(&found), mode(&folder));
    }

    #[test]
    fn a_replaced_output_keeps_its_mode() {
        let home = tempfile::tempdir().unwrap();
        let (file, folder) = (home.path().join("list.txt"), home.path().join("found"));
        for mode_before in [0o600, 0o664, 0o640] {
            fs::write(&file, "former").unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode_before)).unwrap();
            let list = Atomic::new(&file).unwrap();
            list.write(b"later").unwrap();
            list.publish().unwrap();
            assert_eq!((mode(&file), fs::read_to_string(&file).unwrap().as_str()), (mode_before, "later"));
        }
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o750)).unwrap();
        Atomic::folder_of_files(&folder, &[]).unwrap().publish().unwrap();
        assert_eq!(mode(&folder), 0o750);
    }

    #[test]
    fn a_link_is_replaced_and_its_target_is_unchanged() {
        let home = tempfile::tempdir().unwrap();
        let (file, link) = (home.path().join("file"), home.path().join("link"));
        fs::write(&file, "former").unwrap();
        symlink(&file, &link).unwrap();
        let list = Atomic::new(&link).unwrap();
        list.write(b"later").unwrap();
        list.publish().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "former");
        assert_eq!(fs::read_to_string(&link).unwrap(), "later");
    }

    #[test]
    fn a_device_is_refused() {
        for target in ["/dev/null", "-"] {
            assert!(matches!(Atomic::new(Path::new(target)), Err(Error::Output { .. })), "{target}");
        }
    }
}
