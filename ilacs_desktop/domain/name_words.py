"""Small closed sets of words that tell a person's name from any other row of capitals."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return words that stand apart by spaces as a set."""
    return frozenset(words.split())


TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev revd reverend imam rabbi"
)
"""What stands before a surname."""

FAMILY = word_set("auntie aunty uncle nan nana granny grandad grandma")
"""Family words that a name may follow."""

PARTICLES = word_set("de da do dos del della di du la le van von der den bin ibn bint al el")
"""Small words inside a name."""

PLACE_NOUNS = word_set(
    "academy arms avenue building campus castle cathedral centre church clinic close college "
    "cottage council court crescent drive estate farm gardens green grove hall heights hill "
    "hospice hospital hostel hotel house hub infants juniors lane lodge mosque nursery park "
    "parish place police primary road row school secondary square stadium station street "
    "surgery team temple terrace trust unit university view villa village walk way ward wing"
)
"""What ends the name of a place, a school or a team."""

RULES = word_set("act acts law laws rule rules inquiry review")
"""What ends the name of a law that is called after somebody."""

WHERE = word_set("in near at around across within outside throughout")
"""Words after which a capital is a place rather than a person."""

SAYS = word_set(
    "said says told tells asked asks explained explains described describes feels felt thinks "
    "thought wants wanted likes liked loves loved lives lived stays stayed attends attended "
    "reported reports disclosed discloses presented presents enjoys enjoyed hates hated sees "
    "has had is was does did knows knew remains remained went goes came comes moved moves"
)
"""What a person does, right behind their name."""

SURNAMES = word_set(
    "baker banks bell bird bishop black book brook brooks brown burns bush butler carpenter "
    "carter church clay cook cooper cross day dean english field fields fisher forest fox "
    "french frost gardener gardner glass gold gray green grey hall hart hill hope house hunt "
    "hunter king kings knight lake lamb lane law little long love major march marsh marshall "
    "mason may mills moon moor noble north page palmer park parker parks penny pepper piper "
    "pond pool poole pope porter potter price prince pratt read reed rich rivers rose sharp "
    "short small smith snow south stone strong summers sutton swift taylor turner wade walker "
    "wall ward waters weeks wells west white wise wolf wood woods worth young york derby "
    "lancaster preston kent bolton bradford blackburn barnes jordan washington lincoln winter "
    "winters winchester"
)
"""Words that are surnames behind a first name."""
