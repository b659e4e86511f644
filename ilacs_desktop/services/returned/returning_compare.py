"""A returned file against what was sent: every change as an offer, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ilacs_desktop.services.returned import returning_edits, returning_units
from ilacs_desktop.services.returned.returning_units import PARA, SILENT, Sent, Unit, alike

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ilacs_desktop.publish.word.markup import Hand, Read, Stretch
    from ilacs_desktop.services.returned.returning_edits import Edit, Inner

_SAME: Final = 0.9
_REFERENCE: Final = "The framework reference is kept by the app: choose it beside the paragraph."


@dataclass(frozen=True, slots=True)
class Offer:
    """One change, as ``domain.records.ReturnedChange`` keeps it.

    Attributes:
        inner: words that somebody else took out of what is inserted.
    """

    sort: str
    hand: Hand
    paragraph: str = ""
    section: str = ""
    start: int = 0
    before: str = ""
    after: str = ""
    beside: str = ""
    note: str = ""
    inner: tuple[Inner, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a comment stands."""

    paragraph: str
    section: str
    quote: str


@dataclass(slots=True)
class Compared:
    """What a returned file changes.

    Attributes:
        offers: the changes, in the order of the file.
        spots: where each comment stands, by the file's id for it.
        known: how many of the paragraphs that were sent were found again.
    """

    offers: list[Offer] = field(default_factory=list)
    spots: dict[str, Spot] = field(default_factory=dict)
    known: int = 0


def compare(reads: Sequence[Read], sent: Sequence[Sent], told: Mapping[str, str]) -> Compared:
    """Compare a returned file with what was sent.

    Args:
        reads: its paragraphs.
        sent: what was exported, in the order printed.
        told: keys by bookmark and paragraph id, as the file says.
    """
    found = returning_units.units(reads)
    returning_units.matched(found, sent, told)
    found = returning_units.tails_joined(found, sent)
    return _Comparison(found, sent).result()


class _Comparison:
    def __init__(self, found: list[Unit], sent: Sequence[Sent]) -> None:
        self._units = found
        self._sent = {one.key: one for one in sent}
        self._order = {one.key: at for at, one in enumerate(sent)}
        self._out = Compared()
        self._section = ""
        self._beside = ""

    def result(self) -> Compared:
        moved = self._moved()
        gone: dict[str, Offer] = {}
        for at, unit in enumerate(self._units):
            one = self._sent.get(unit.key)
            self._comments(unit, one)
            if one is None:
                self._new(unit)
            elif not one.is_item:
                self._line(unit, one)
            else:
                if unit.key in moved:
                    self._move(one, moved[unit.key])
                self._item(unit, one, gone)
                self._seam(at, unit, one)
                self._section, self._beside = self._home(unit, one, moved), one.key
        self._missing(gone)
        self._paired(gone)
        self._out.known = sum(1 for unit in self._units if unit.key)
        return self._out

    # -- one paragraph ---------------------------------------------------------------------------

    def _item(self, unit: Unit, one: Sent, gone: dict[str, Offer]) -> None:
        if unit.move and not unit.becomes.strip():
            hand = next(each.deleted for each in unit.stretches if each.deleted)
            gone[one.key] = Offer("removed", hand, one.key, one.section, before=one.text)
            self._out.offers.append(gone[one.key])
            return
        changes = returning_edits.edits(one.text, unit.stretches)
        if len(changes) == 1 and changes[0].before == one.text and not changes[0].after:
            own = one.text[: one.own]
            gone[one.key] = Offer("removed", changes[0].hand, one.key, one.section, before=own)
            self._out.offers.append(gone[one.key])
            return
        for change in changes:
            self._change(change, one)

    def _change(self, change: Edit, one: Sent) -> None:
        before, after, start = change.before, change.after, change.start
        if start + len(before) > one.own:
            if before and start >= one.own:
                self._offer(
                    one, "elsewhere", change.hand, before=before, after=after, note=_REFERENCE
                )
                return
            before, start = before[: max(0, one.own - start)], min(start, one.own)
        if PARA in after:
            self._parted(one, change, start)
            return
        sort = "replaced" if before and after else "deleted" if before else "inserted"
        self._offer(
            one, sort, change.hand, start=start, before=before, after=after, inner=change.inner
        )

    def _parted(self, one: Sent, change: Edit, start: int) -> None:
        """Offer what parts a paragraph: new ones before or after it, or a cut."""
        pieces = returning_edits.without(change.after, change.inner).split(PARA)
        own = one.text[: one.own]
        if not own[:start].strip() and own.strip():
            for piece in pieces[:-1]:
                self._add(piece, change.hand)
            self._piece(one, change.hand, start, pieces[-1])
        elif not own[start:].strip():
            self._piece(one, change.hand, start, pieces[0])
            held = (self._section, self._beside)
            self._section, self._beside = one.section, one.key
            for piece in pieces[1:]:
                self._add(piece, change.hand)
            self._section, self._beside = held
        else:
            self._offer(one, "split", change.hand, start=start, after=PARA.join(pieces))

    def _piece(self, one: Sent, hand: Hand, start: int, text: str) -> None:
        if text:
            self._offer(one, "inserted", hand, start=start, after=text)

    def _offer(self, one: Sent, sort: str, hand: Hand, **more: object) -> None:
        self._out.offers.append(Offer(sort, hand, one.key, one.section, **more))  # type: ignore[arg-type]

    def _add(self, text: str, hand: Hand) -> None:
        if text.strip():
            self._out.offers.append(
                Offer("new", hand, section=self._section, after=text.strip(), beside=self._beside)
            )

    def _seam(self, at: int, unit: Unit, one: Sent) -> None:
        """Offer to join a paragraph with the next one, where somebody took their boundary away."""
        following = self._units[at + 1] if at + 1 < len(self._units) else None
        other = self._sent.get(following.key) if following is not None else None
        if following is None or other is None or not other.is_item:
            return
        hand = SILENT if following.joined else unit.mark_deleted
        stays = unit.becomes.strip() and following.becomes.strip()
        if hand is not None and stays and not unit.move:
            self._offer(one, "joined", hand, beside=other.key)

    # -- what is no paragraph of ours ------------------------------------------------------------

    def _new(self, unit: Unit) -> None:
        """Offer a paragraph that was not sent."""
        text = unit.becomes
        hand = next((each.inserted for each in unit.stretches if each.inserted), SILENT)
        for piece in text.split(PARA):
            if piece.strip() and not unit.in_table:
                self._add(piece, hand)
            elif piece.strip():
                self._out.offers.append(
                    Offer("elsewhere", hand, section=self._section, after=piece.strip())
                )

    def _line(self, unit: Unit, one: Sent) -> None:
        """Tell of a change to what is no paragraph, and of paragraphs added after it."""
        if one.section:
            self._section, self._beside = one.section, ""
        pieces: list[list[Stretch]] = [[]]
        for each in unit.stretches:
            if each.text == PARA and each.inserted is not None:
                pieces.append([])
            else:
                pieces[-1].append(each)
        own = max(range(len(pieces)), key=lambda at: len(_was(pieces[at])))
        for at, piece in enumerate(pieces):
            words = "".join(each.text for each in piece if each.deleted is None)
            hands = [each.inserted or each.deleted for each in piece]
            hand = next((each for each in hands if each), SILENT)
            if at != own:
                self._add(words, hand)
            elif words != one.text:
                self._out.offers.append(
                    Offer("elsewhere", hand, section=one.section, before=one.text, after=words)
                )

    def _missing(self, gone: dict[str, Offer]) -> None:
        """Offer to remove what did not come back."""
        held = {unit.key for unit in self._units}
        for key, one in self._sent.items():
            if key in held:
                continue
            if one.is_item:
                own = one.text[: one.own]
                gone[key] = Offer("removed", SILENT, key, one.section, before=own)
                self._out.offers.append(gone[key])
            else:
                self._out.offers.append(
                    Offer("elsewhere", SILENT, section=one.section, before=one.text)
                )

    # -- moves -----------------------------------------------------------------------------------

    def _moved(self) -> dict[str, Hand]:
        """Return the paragraphs that stand in another order than they were sent in."""
        items = [unit for unit in self._units if unit.key in self._sent]
        items = [unit for unit in items if self._sent[unit.key].is_item]
        keys = [unit.key for unit in items]
        stays = _longest_rising([self._order[key] for key in keys])
        return {key: SILENT for at, key in enumerate(keys) if at not in stays}

    def _move(self, one: Sent, hand: Hand) -> None:
        section = self._section or one.section
        self._out.offers.append(
            Offer("moved", hand, one.key, section, before=one.text[: one.own], beside=self._beside)
        )

    def _home(self, unit: Unit, one: Sent, moved: Mapping[str, Hand]) -> str:
        return self._section or one.section if unit.key in moved else one.section

    def _paired(self, gone: Mapping[str, Offer]) -> None:
        """Make one move of a paragraph that was taken away here and put in there."""
        offers = self._out.offers
        for key, away in gone.items():
            for at, one in enumerate(offers):
                same = one.sort == "new" and one.hand.author == away.hand.author
                if same and alike(one.after, away.before) >= _SAME:
                    offers[at] = Offer(
                        "moved",
                        one.hand if one.hand.at else away.hand,
                        key,
                        one.section,
                        before=away.before,
                        beside=one.beside,
                    )
                    offers[at + 1 : at + 1] = self._after_move(key, one)
                    offers.remove(away)
                    break

    def _after_move(self, key: str, one: Offer) -> list[Offer]:
        """Return what was changed in a paragraph while it was moved."""
        sent = self._sent[key]
        own = sent.text[: sent.own]
        after = one.after.removesuffix(sent.text[sent.own :])
        found = []
        for tag, a, b, c, d in returning_edits.blocks(own, after):
            if tag != "equal":
                sort = {"insert": "inserted", "delete": "deleted"}.get(tag, "replaced")
                found.append(Offer(sort, one.hand, key, sent.section, a, own[a:b], after[c:d]))
        return found

    # -- comments --------------------------------------------------------------------------------

    def _comments(self, unit: Unit, one: Sent | None) -> None:
        is_item = one is not None and one.is_item
        paragraph = unit.key if is_item else ("" if one is not None else self._beside)
        section = one.section if one is not None else self._section
        spots = self._out.spots
        for each in unit.stretches:
            for comment in each.comments:
                held = spots.get(comment, Spot(paragraph, section, ""))
                words = "" if each.text == PARA else each.text
                spots[comment] = Spot(held.paragraph, held.section, held.quote + words)
        whole = "".join(each.text for each in unit.stretches if each.text != PARA)
        for comment in {one for each in unit.stretches for one in each.comments}:
            if spots[comment].quote == whole:
                # On all of it: such a comment stays when some of its words go.
                spots[comment] = Spot(spots[comment].paragraph, spots[comment].section, "")
        for comment in unit.points:
            spots.setdefault(comment, Spot(paragraph, section, ""))


def _was(piece: Sequence[Stretch]) -> str:
    return "".join(each.text for each in piece if each.inserted is None)


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Return the places of the longest run of values that rises, others left out."""
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if values[ends[middle]] < value:
                low = middle + 1
            else:
                high = middle
        before.append(ends[low - 1] if low else -1)
        ends[low : low + 1] = [at]
    places: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        places.add(at)
        at = before[at]
    return places
