"""The headings of Annex A's eleven lists (Ofsted's template of August 2019; List 9 as of 2024)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHILD: Final = (
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
)
_DISABILITY: Final = "Does the Child have a Disability"
_ALLOCATED: Final = ("Allocated Team", "Allocated Worker")

HEADINGS: Final[Mapping[int, tuple[str, ...]]] = MappingProxyType(
    {
        1: (*_CHILD, "Date of Contact", "Contact Source"),
        2: (
            *_CHILD,
            "Assessment start date",
            "Assessment completion date",
            "Organisation completing assessment",
        ),
        3: (
            *_CHILD,
            "Date of referral",
            "Referral Source",
            "Referral NFA?",
            "Number of Referrals in Last 12 Months",
            *_ALLOCATED,
        ),
        4: (
            *_CHILD,
            _DISABILITY,
            "Continuous Assessment Start Date",
            "Child Seen During Continuous Assessment",
            "Continuous Assessment Date of Authorisation",
            "Was the child assessed as requiring LA children’s social care support",
            *_ALLOCATED,
        ),
        5: (
            *_CHILD,
            _DISABILITY,
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "Date of Initial Child Protection Conference",
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "Number of Section 47 Enquiries in the last 12 months",
            "Number of ICPCs in the last 12 months",
            *_ALLOCATED,
        ),
        6: (
            *_CHILD,
            _DISABILITY,
            "CIN Start Date",
            "Primary Need Code",
            "Date Child Was Last Seen",
            "CIN Closure Date",
            "Reason for Closure",
            "Case status",
            *_ALLOCATED,
        ),
        7: (
            *_CHILD,
            _DISABILITY,
            "Child Protection Plan Start Date",
            "Initial Category of Abuse",
            "Latest Category of Abuse",
            "Date of the Last Statutory Visit",
            "Was the Child Seen Alone?",
            "Date of latest review conference",
            "Child Protection Plan End Date",
            (
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six"
                " Months (Y/N)"
            ),
            "Number of Previous Child Protection Plans",
            *_ALLOCATED,
        ),
        8: (
            *_CHILD,
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            _DISABILITY,
            "Date Started to be Looked After",
            "Child's Category of Need",
            (
                "Is this a second or subsequent period of being a Looked After Child within the"
                " last 12 months (Y/N)"
            ),
            "Start date of current legal status",
            "Child's Legal Status",
            "Date of Latest Statutory Review",
            "Date of Last Social Work Visit",
            "What is the permanence plan for this child?",
            "Date of Last IRO Visit / Contact to the Child",
            "Date of Last Health Assessment",
            "Date of Last Dental Check",
            "Number of Placements in the Last 12 months",
            "Date Ceased to be Looked After",
            "Reason Ceased to be Looked After",
            "Start Date of Most Recent Placement",
            "Placement Type",
            "Placement Provider",
            "Placement postcode",
            "URN of Placement",
            "Placement Location",
            "LA of Placement",
            (
                "Number of Episodes the Child has been ‘Missing’ from their Placement in the last"
                " 12 months"
            ),
            (
                "Number of Episodes the Child has been ‘Absent’ from their Placement in the last"
                " 12 months"
            ),
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            *_ALLOCATED,
        ),
        9: (
            *_CHILD,
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            _DISABILITY,
            *_ALLOCATED,
            "Allocated Personal Advisor",
            "Eligibility Category",
            "Latest Pathway Plan Review Date",
            "LA In Touch",
            "Latest Date of Contact",
            "Type of Accommodation",
            "Suitability of Accommodation",
            "Activity Status",
        ),
        10: (
            "Child Unique ID",
            "Family identifier",
            *_CHILD[1:],
            _DISABILITY,
            "Date the Child Entered Care",
            "Date of Decision that Child Should be Placed for Adoption",
            "Date of Placement Order",
            "Date of Matching Child and Prospective Adopters",
            "Date Placed for Adoption",
            "Date of Adoption Order",
            "Date of Decision that Child Should No Longer be Placed for Adoption",
            "Reason Why Child No Longer Placed for Adoption",
            "Date the child was placed for fostering in FFA or concurrent planning placement",
        ),
        11: (
            "Individual adopter identifier",
            "Family identifier",
            "Gender",
            "Ethnicity",
            "Disability",
            "Is the (prospective) adopter fostering for adoption?",
            "Date enquiry received",
            "Date Stage 1 started",
            "Date Stage 1 ended",
            "Date Stage 2 started",
            "Date Stage 2 ended",
            "Date application submitted",
            "Date application approved",
            "Date adopter matched with child(ren)",
            "Date child/children placed with adopter(s)",
            "No. of children placed",
            "Date of Adoption Order",
            "Date of leaving adoption process",
            "Reason for leaving adoption process",
        ),
    }
)

TITLES: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "List 1: Contacts",
        2: "List 2: Early Help",
        3: "List 3: Referral",
        4: "List 4: Assessments",
        5: "List 5: Section 47 enquiries and Initial Child Protection Conferences",
        6: "List 6: Children in Need",
        7: "List 7: Child protection",
        8: "List 8: Children in care",
        9: "List 9: Care leavers",
        10: "List 10: Adoption",
        11: "List 11: Adopters",
    }
)
