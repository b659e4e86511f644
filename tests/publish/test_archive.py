from __future__ import annotations

import io
import struct
from datetime import date
from xml.etree import ElementTree as ET

from PIL import Image, ImageCms

from ilacs_desktop.publish.archive import colour_profile, packet


def test_the_colour_profile_is_srgb_and_always_the_same():
    made = colour_profile()
    assert made == colour_profile()
    assert struct.unpack(">I", made[:4])[0] == len(made)
    profile = ImageCms.ImageCmsProfile(io.BytesIO(made))
    assert "sRGB" in ImageCms.getProfileName(profile)
    # Through our profile and out of the library's own: the colours stay what they were.
    colours = Image.new("RGB", (4, 1))
    colours.putdata([(0, 0, 0), (255, 255, 255), (200, 30, 90), (10, 120, 240)])
    through = ImageCms.profileToProfile(colours, profile, ImageCms.createProfile("sRGB"))
    for at in range(4):
        before, after = colours.getpixel((at, 0)), through.getpixel((at, 0))
        assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 2


def test_the_packet_is_well_formed_whatever_the_title():
    told = {"Title": "<A> & “B”", "Creator": "C", "Producer": "P", "Author": "'x'"}
    made = packet(told, "en-GB", date(2026, 7, 1)).decode("utf-8")
    tree = ET.fromstring(made[made.index("<x:xmpmeta") : made.index("<?xpacket end")])
    values = {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in tree.iter()}
    assert values["conformance"] == "A"
    assert values["CreateDate"] == "2026-07-01T00:00:00Z"
    assert "<A> & “B”" in [one.text for one in tree.iter()]
