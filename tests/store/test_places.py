from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_desktop.errors import StorageError
from ilacs_desktop.store.places import (
    linux_mounts,
    mac_mounts,
    machine_digest,
    mounts,
    refuse_shared,
)

LINUX = """\
/dev/nvme0n1p2 / ext4 rw,relatime 0 0
server:/export /mnt/team nfs4 rw 0 0
//fileserver/share /mnt/my\\040files cifs rw 0 0
/dev/sdb1 /mnt/team/stick vfat rw 0 0
tmpfs /run tmpfs rw 0 0
"""

MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@fileserver/share on /Volumes/share (smbfs, nodev, nosuid, mounted by me)
/dev/disk5s1 on /Volumes/My Stick (msdos, local, nodev)
"""


def test_mount_tables_are_read():
    assert linux_mounts(LINUX)[1:4] == [
        ("/mnt/team", "nfs4"),
        ("/mnt/my files", "cifs"),
        ("/mnt/team/stick", "vfat"),
    ]
    assert mac_mounts(MAC) == [
        ("/", "apfs"),
        ("/Volumes/share", "smbfs"),
        ("/Volumes/My Stick", "msdos"),
    ]
    assert linux_mounts("garbage\n\n") == []


def test_this_machines_own_table_can_be_read():
    assert all(len(one) == 2 for one in mounts())


@pytest.mark.parametrize("folder", ["/mnt/team", "/mnt/team/ilacs", "/mnt/my files/a/b"])
def test_a_network_share_is_refused_with_the_reason(folder):
    with pytest.raises(StorageError, match="network share") as caught:
        refuse_shared(Path(folder), linux_mounts(LINUX))
    assert folder in caught.value.what
    assert "own disk" in caught.value.todo


@pytest.mark.parametrize("folder", ["/home/me/ilacs", "/mnt/team/stick/ilacs", "/mnt/teamwork"])
def test_a_disk_of_this_laptop_is_taken(folder):
    refuse_shared(Path(folder), linux_mounts(LINUX))


@pytest.mark.parametrize(
    "name",
    [
        *("Dropbox", "OneDrive", "OneDrive - Ofsted", "Google Drive", "Nextcloud"),
        *("iCloud Drive", "Mobile Documents", "CloudStorage", "Box Sync"),
    ],
)
def test_a_synchronised_folder_is_refused_with_the_reason(tmp_path, name):
    with pytest.raises(StorageError, match="synchronised") as caught:
        refuse_shared(tmp_path / name / "work" / "ilacs", ())
    assert name in caught.value.what


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox", ".sync"])
def test_a_synchronised_folder_is_known_by_its_mark(tmp_path, mark):
    (tmp_path / "shared" / mark).mkdir(parents=True)
    with pytest.raises(StorageError, match="synchronised"):
        refuse_shared(tmp_path / "shared" / "ilacs", ())


def test_a_link_into_a_synchronised_folder_is_refused(tmp_path):
    (tmp_path / "Dropbox" / "ilacs").mkdir(parents=True)
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox" / "ilacs")
    with pytest.raises(StorageError, match="synchronised"):
        refuse_shared(tmp_path / "data", ())


@pytest.mark.parametrize("name", ["One drive of mine", "dropboxes", "boxes"])
def test_a_folder_that_only_sounds_like_one_is_taken(tmp_path, name):
    refuse_shared(tmp_path / name, ())


def test_a_machine_is_known_again_and_not_named():
    digest = machine_digest()
    assert digest == machine_digest()
    assert len(digest) == 32
    assert set(digest) <= set("0123456789abcdef")
