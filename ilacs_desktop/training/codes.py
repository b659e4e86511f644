"""The codes of Annex A, and how often the fictitious local authority uses each of them.

The codes are those of Ofsted's template of August 2019 (with 2024's letter for "not obtained").
The weights follow published national statistics (DfE children in need and looked-after children
releases, ADCS safeguarding pressures), rounded: they make data that looks like a local
authority's, and are not to be quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random

YES, NO, UNKNOWN = "a) Yes", "b) No", "c) Unknown"
MALE, FEMALE, NOT_STATED = "a) Male", "b) Female", "c) Not stated/recorded (or unborn)"
NEITHER = "d) Neither"
NOT_OBTAINED = "t) NOBT"


@dataclass(frozen=True, slots=True)
class Weighted:
    """Values with how often each is drawn."""

    values: tuple[str, ...]
    cumulative: tuple[float, ...]

    def draw(self, rng: random.Random) -> str:
        """Return one of the values, drawn by weight."""
        return rng.choices(self.values, cum_weights=self.cumulative)[0]


def weighted(pairs: dict[str, float]) -> Weighted:
    """Return the values of a mapping, weighted by its numbers."""
    return Weighted(tuple(pairs), tuple(accumulate(pairs.values())))


def flag(truth: bool) -> str:  # noqa: FBT001 - the one argument is the flag
    """Return Annex A's words for a yes or a no."""
    return YES if truth else NO


GENDER: Final = weighted({MALE: 51, FEMALE: 48.5, NOT_STATED: 0.4, NEITHER: 0.1})
GENDER_IN_CARE: Final = weighted({MALE: 57, FEMALE: 42.9, NEITHER: 0.1})

ETHNICITY: Final = weighted(
    {
        "a) WBRI": 66,
        "b) WIRI": 0.4,
        "c) WIRT": 0.3,
        "d) WOTH": 3.7,
        "e) WROM": 0.6,
        "f) MWBC": 3.5,
        "g) MWBA": 1.8,
        "h) MWAS": 2.2,
        "i) MOTH": 3.5,
        "j) AIND": 1,
        "k) APKN": 2.4,
        "l) ABAN": 1,
        "m) AOTH": 1.6,
        "n) BCRB": 1.6,
        "o) BAFR": 3.9,
        "p) BOTH": 1.5,
        "q) CHNE": 0.2,
        "r) OOTH": 2.6,
        "s) REFU": 0.3,
        NOT_OBTAINED: 1.9,
    }
)
ETHNICITY_UASC: Final = weighted({"r) OOTH": 45, "o) BAFR": 30, "m) AOTH": 20, "p) BOTH": 5})
ETHNICITY_ADOPTER: Final = weighted({"a) WBRI": 86, "d) WOTH": 5, "j) AIND": 3, "n) BCRB": 6})
DISABILITY: Final = weighted({YES: 12, NO: 86, UNKNOWN: 2})

SOURCE: Final = weighted(
    {
        "a) 1A: Individual": 4,
        "b) 1B: Individual": 1.5,
        "c) 1C: Individual": 1.5,
        "d) 1D: Individual": 1,
        "e) 2A: Schools": 18,
        "f) 2B: Education services": 2,
        "g) 3A: Health services": 2.5,
        "h) 3B: Health services": 2,
        "i) 3C: Health services": 1,
        "j) 3D: Health services": 1.5,
        "k) 3E: Health services": 5,
        "l) 3F: Health services": 3,
        "m) 4: Housing": 2.5,
        "n) 5A: LA services": 5,
        "o) 5B: LA services": 6,
        "p) 5C: LA services": 2,
        "q) 6: Police": 29,
        "r) 7: Other legal agency": 4,
        "s) 8: Other": 5,
        "t) 9: Anonymous": 2.5,
        "u) 10: Unknown": 1,
    }
)
ORGANISATION: Final = weighted(
    {
        "Exampleshire early help service": 46,
        "School": 28,
        "Health visiting service": 10,
        "Family hub": 9,
        "Voluntary sector partner": 5,
        "Youth justice service": 2,
    }
)

NEED: Final = weighted(
    {
        "N1 - Abuse or neglect": 58,
        "N2 - Child’s disability": 5,
        "N3 - Parental disability or illness": 3,
        "N4 - Family in acute stress": 11,
        "N5 - Family dysfunction": 15,
        "N6 - Socially unacceptable behaviour": 3,
        "N7 - Low income": 1,
        "N8 - Absent parenting": 3,
        "N9 - Cases other than children in need": 1,
    }
)
NEED_DISABLED: Final = weighted({"N2 - Child’s disability": 60, "N1 - Abuse or neglect": 40})
NEED_IN_CARE: Final = weighted(
    {
        "N1 - Abuse or neglect": 67,
        "N4 - Family in acute stress": 9,
        "N5 - Family dysfunction": 15,
        "N6 - Socially unacceptable behaviour": 2,
        "N8 - Absent parenting": 3,
    }
)
NEED_UASC: Final = "N8 - Absent parenting"
CLOSURE: Final = weighted(
    {
        "RC3 - Child arrangements order": 2,
        "RC4 - Special guardianship order": 1,
        "RC5 - Transferred to services of another local authority": 9,
        "RC7 - Services ceased for any other reason, including child no longer in need": 88,
    }
)
CLOSED_ADOPTED, CLOSED_GUARDIAN = "RC1 - Adopted", "RC4 - Special guardianship order"
CLOSED_MOVED = "RC5 - Transferred to services of another local authority"
CLOSED_OTHER = "RC7 - Services ceased for any other reason, including child no longer in need"

STATUS_IN_CARE, STATUS_PROTECTION = "a) Looked after child", "b) Child Protection plan"
STATUS_NEED, STATUS_ASSESSMENT = "c) Child in need plan", "d) Open assessment"
STATUS_CLOSED = "e) Closed episode"

ABUSE: Final = weighted(
    {
        "a) Neglect": 49,
        "b) Physical abuse": 7,
        "c) Sexual abuse": 4,
        "d) Emotional abuse": 38,
        "e) Multiple/not recommended": 2,
    }
)

ICO, FCO = "C1: ICO", "C2: FCO"
PLACEMENT_ORDER, SECTION_20, EPO = "E1: Placement order", "V2: Single period under S20", "L2: EPO"
REMAND = "J1: Remanded to LA or youth detention"

PLAN_HOME, PLAN_ADOPTION, PLAN_SGO = "a) Return to family", "b) Adoption", "c) SGO/CAO"
PLAN_SUPPORTED, PLAN_RESIDENTIAL = (
    "d) Supported living in the community",
    "e) Long-term residential placement",
)
PLAN_FOSTERING = "f) Long-term fostering"

ADOPTED_UNOPPOSED = "a) E11: Adopted - application unopposed"
ADOPTED_DISPENSED = "b) E12: Adopted - consent dispensed"
CEASED: Final = weighted(
    {
        "d) E3: Care taken by another LA": 5,
        "e) E4A: Returned home to live with parents or relatives - part of planning": 42,
        "f) E4B: Returned home to live with parents or relatives - not part of planning": 7,
        "g) E13: Parents, relatives or other with no parental responsibility": 4,
        "h) E41: Residence order granted": 9,
        "i) E45: Special Guardianship Orders - former carer relative/friend": 22,
        "j) E46: Special Guardianship Orders - former carer other": 3,
        "k) E47: Special Guardianship Orders - relative/friend": 7,
        "t) E8: Care ceased for any other reason": 1,
    }
)
CEASED_AT_18: Final = weighted(
    {
        "m) E5: Moved into independent living - supported": 45,
        "n) E6: Moved into independent living - no support": 25,
        "o) E7: Transferred to residential care funded by adult social services": 4,
        "t) E8: Care ceased for any other reason": 26,
    }
)

U1 = "a) U1: Foster placement - relatives - long term"
U3 = "c) U3: Foster placement - relative - not FFA"
U4 = "d) U4: Foster placement - long term"
U5 = "e) U5: Foster placement - FFA"
U6 = "f) U6: Foster placement - not FFA"
A5 = "i) A5: Placed for adoption - order - foster"
A6 = "j) A6: Placed for adoption - order - not foster"
P1 = "k) P1: Placed with parents"
H5 = "n) H5: Residential accommodation"
K1 = "o) K1: Secure Children’s Homes"
K2 = "p) K2: Children’s Homes"
R3 = "s) R3: Family Centre or Mother and Baby Unit"
R5 = "t) R5: Young Offender Institution"
S1 = "u) S1: Residential school"
WITH_URN: Final = frozenset({U1, U3, U4, U5, U6, H5, K1, K2, R3})

PARENTS, OWN = "a) PR0: Parents/Parental responsibility", "b) PR1: Own provision"
PRIVATE, VOLUNTARY = "e) PR4: Private provision", "f) PR5: Voluntary/third sector"
INSIDE, OUTSIDE = "a) In", "b) Out"

RELEVANT, FORMER_RELEVANT = "a) Relevant child", "b) Former relevant child"
QUALIFYING = "c) Qualifying care leaver"
IN_TOUCH: Final = weighted({YES: 93, NO: 4.5, "d) Refu": 1, "e) NREQ": 1.2, "f) Rhom": 0.3})
ACCOMMODATION: Final = weighted(
    {
        "B: Parents/relatives": 12,
        "C: Community home / residential care": 2,
        "D: Semi-independent, transitional accommodation and self-contained accommodation": 22,
        "E: Supported lodgings": 3,
        "K: Ordinary lodgings, without formal support": 2,
        "T: Foyers and similar supported accommodation": 2,
        "U: Independent living": 38,
        "Y: Other accommodation": 3,
        "Z: With former foster carers": 9,
    }
)
ACCOMMODATION_POOR: Final = weighted(
    {
        "S: No fixed abode / homeless": 30,
        "V: Emergency accommodation": 15,
        "W: Bed and breakfast": 5,
        "X: In custody": 50,
    }
)
SUITABLE, UNSUITABLE = "a) Suitable", "b) Unsuitable"
ACTIVITY: Final = weighted(
    {
        "F1: Full time in higher education": 7,
        "F2: Full time in education other than higher": 20,
        "P2: Part time in education other than higher": 4,
        "F3: Full time in training or employment": 24,
        "P3: Part time in training or employment": 6,
        "G4: Not in education, employment or training - illness or disability": 13,
        "G5: Not in education, employment or training - other": 19,
        "G6: Not in education, employment or training - pregnancy or parenting": 7,
    }
)
NO_LONGER: Final = weighted(
    {
        "RD1 - The child’s needs changed subsequent to the decision": 35,
        "RD2 - The Court did not make a placement order": 40,
        "RD3 - Prospective adopters could not be found": 10,
        "RD4 - Any other reason": 15,
    }
)
LEFT_PROCESS: Final = weighted(
    {
        "1 - Adopter withdrew from process": 80,
        "2 - Process put on hold": 12,
        "3 - Application refused": 8,
    }
)
