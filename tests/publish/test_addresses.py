from __future__ import annotations

import pytest

from ilacs_desktop.publish.addresses import addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See www.example.org.", [("www.example.org", "https://www.example.org")]),
        ("(https://example.org/a-b?c=1).", [("https://example.org/a-b?c=1",) * 2]),
        (
            "Ask a.b@example.org, or c@d.uk",
            [("a.b@example.org", "mailto:a.b@example.org"), ("c@d.uk", "mailto:c@d.uk")],
        ),
        ("e.g. 6-10 July, and/or @ home", []),
    ],
)
def test_addresses_end_where_the_sentence_does(text, found):
    assert [(text[one.start : one.end], one.target) for one in addresses(text)] == found
