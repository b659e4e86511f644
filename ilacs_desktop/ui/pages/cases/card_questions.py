"""What is asked before a child's card is locked or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.services.cases import cases
from ilacs_desktop.ui.prompts import Question

if TYPE_CHECKING:
    from ilacs_desktop.services.cases.case_cards import Card
    from ilacs_desktop.ui.desk import Desk


def ask_to_sign(desk: Desk, card: Card) -> None:
    """Sign a card off once the person has said so; what is open in it is counted first."""

    def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
        if yes:
            desk.do(lambda: cases.sign_off(desk.work, card.value.id))

    desk.prompts.ask(
        Question(
            f"Sign off the card of child {card.child}?",
            f"It is locked for good; later remarks are dated addenda.{card.open_words}",
            "&Sign off",
            grave=True,
        ),
        answered,
    )


def ask_to_remove(desk: Desk, card: Card) -> None:
    """Remove a card once the person has said so; it stays in the history."""

    def answered(yes: bool) -> None:  # noqa: FBT001 - the prompt's own answer
        if yes:
            desk.do(lambda: cases.remove(desk.work, card.value.id))

    desk.prompts.ask(
        Question(
            f"Remove the card of child {card.child}?",
            "It leaves the list and stays in the history; undo brings it back.",
            "Re&move card",
        ),
        answered,
    )
