"""Hard stops planted by another hand: what a keyed-in report, a paste or a scan makes of them."""

from __future__ import annotations

import re

import pytest

from ilacs_desktop.domain.identity.numbers import is_nhs_number, is_upn
from ilacs_desktop.services.checks.document import check

AROUND = (
    "{}",
    "Inspectors read of {} among others.",
    "Plans (see {}) are clear.",
    "…{}…",
    "One child – {} – waited.",
    "‘{}’ was seen;",
    "Of\t{}\tthey said",
    "<b>{}</b> was seen",
    "a|{}|b",
    "\n{}\n",
    "{}, {}",
    "Plans\u2014{}\u2014are late.",
)
APART = (
    "   ", " \t ", " \n", "\r\n", " - ", " – ", "—", " — ", "/", " / ", "\\", "|", " | ", "_",
    ".", ". ", ",", ", ", ":", ";", "; ", "*", "**", "~", "•", " • ", "·", " · ", "…", "...", "+",
    "=", "&", "%20", "\u200b\u200b", "\u00a0\u00a0", "\u2009", "\u2005", "\u180e", "\u2063",
    "(", ")", "<br>", "<b>", "</b><i>", "&nbsp;", "&#8203;", "'", "’", "\u02d7", "\u30fc", "\u0335",
)  # fmt: skip
LOOKS = (("0", "O"), ("0", "o"), ("1", "l"), ("1", "I"), ("0", "О"), ("5", "S"))
SCRIPTS = "\uff10\u0660\u0966\u0ae6\u0e50\U0001d7ec\U0001d7ce\u1040\uabf0"


def halves(text, sign):
    at = len(text) // 2
    return text[:at] + sign + text[at:]


def in_script(text, zero):
    return "".join(chr(ord(zero) + int(one)) if one in "0123456789" else one for one in text)


def swapped(text, look):
    plain, odd = look
    return text.replace(plain, odd)


def id_forms(one):
    for frame in AROUND:
        yield frame.replace("{}", one)
    for sign in APART:
        yield f"The plan of {halves(one, sign)} is late."
    for look in LOOKS:
        said = swapped(one, look)
        if said != one and sum(sign.isdigit() for sign in said) >= 4:
            yield f"Child {said} was seen."
            yield f"The plan of {said} is late."
    for zero in SCRIPTS:
        yield f"The plan of {in_script(one, zero)} is late."
    for said in (
        f"00{one}",
        f"{one}.00",
        f"#{one}",
        f"№{one}",
        f"№ {one}",
        f"ID{one}",
        f"CHILD{one}",
        f"LCS{one}",
        f"Mosaic-{one}",
        f"{one}a",
        f"{one}/2",
        f"{one}-01",
        f"{one}@example.org",
        f"https://lcs.example/child/{one}?tab=2",
        f"file:///{one}/plan.docx",
        f"{one}s",
        f"`{one}`",
        f"_{one}_",
        f"__{one}__",
        f"~~{one}~~",
        f"[{one}](x)",
        f"{one}†",
        f"{one}\u2070",
        f"\ufeff{one}",
        f"\u202e{one}\u202c",
        "\u00ad".join(one),
        "\u2060".join(one),
        ".".join(one),
        "  ".join(one),
        " - ".join(one),
        ", ".join(one),
        "_".join(one),
        "\n".join(one),
        f"{one[:2]}…{one[2:]}",
        f"({one[:3]}) {one[3:]}",
        f"{one[:3]} ({one[3:]})",
        f"{one[0]}-{one[1:]}",
        f"{one[:-1]} {one[-1]}",
        f"{one[:2]},{one[2:5]},{one[5:]}",
        f"&#{ord(one[0])};{one[1:]}",
        one.replace(one[0], f"{one[0]}\u20e3", 1),
    ):
        yield f"It concerns {said} now."


MONTHS = "January February March April May June July August September October November December"
WELSH = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
ROMAN = "I II III IV V VI VII VIII IX X XI XII"


def nth(number):
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }".replace(" ", "")


def birth_forms(day):
    d, m, y = day.day, day.month, day.year
    month, roman, welsh = (names.split()[m - 1] for names in (MONTHS, ROMAN, WELSH))
    short = month[:3]
    dates = (
        f"{d} {month} {y}",
        f"{nth(d)} {short}. {y}",
        f"{d:02}|{m:02}|{y}",
        f"{d:02}_{m:02}_{y}",
        f"{d:02}\\{m:02}\\{y}",
        f"{d:02},{m:02},{y}",
        f"{d:02}:{m:02}:{y}",
        f"{d} - {m} - {y}",
        f"{d}–{m}–{y % 100:02}",
        f"{d}—{m}—{y}",
        f"{d} . {m} . {y}",
        f"{d:02}{m:02}{y % 100:02}",
        f"{d}/{m}/’{y % 100:02}",
        f"{d}.{roman}.{y}",
        f"{d} {roman.lower()} {y}",
        f"{d} {welsh} {y}",
        f"{y}-{m:02}-{d:02}T00:00:00",
        f"{y}-{m:02}-{d:02} 00:00:00",
        f"{y}, {month} {d}",
        f"{y} {month} {nth(d)}",
        f"{y}-{short}-{d:02}",
        f"{d:02}{short.upper()}{y}",
        f"{d:02}{short.upper()}{y % 100:02}",
        f"{short}/{d}/{y}",
        f"{short}-{d}-{y}",
        f"{nth(d)} of the {nth(m)}, {y}",
        f"{nth(d)} of the {nth(m)} {y}",
        f"Saturday {d} {month} {y}",
        f"Saturday, {nth(d)} of {month}, {y}",
        f"the {nth(d)} day of {month} in the year {y}",
        f"{d}{month}{y}",
        f"{d}.{month}.{y}",
        f"{d}, {month}, {y}",
        f"{d}/{month}/{y}",
        f"{d}\u200b/{m}\u200b/{y}",
        f"{d}\u2044{m}\u2044{y}",
        f"{d}\u2215{m}\u2215{y}",
        f"{d} {month[:1]}{month[1:].upper()} {y}",
        f"{d} {short}, {y}",
        f"{d} {month} ({y})",
        f"{d}\t{month}\t{y}",
        f"{d}/{m}/{y}.",
        f"[{d}/{m}/{y}]",
        f"{y}{m:02}{d:02}",
        f"*{d}* {month} {y}",
        f"{d}/{m} / {y}",
        f"{d} {month}, in {y}",
        f"{d}{nth(d)[-2:].upper()} {month.upper()} {y}",
    )
    for said in dates:
        yield f"born {said}"
    plain = f"{d} {month} {y}"
    for frame in (
        "b. {}",
        "(b. {})",
        "b: {}",
        "D/O/B {}",
        "D-o-B: {}",
        "d o b {}",
        "DOB{}",
        "dob_{}",
        "Date Of Birth:{}",
        "date of  birth\n{}",
        "date of birth is recorded as {}",
        "date of birth (as in the record) {}",
        "birthdate={}",
        "birthdays: {} and",
        "whose birthday is on {}",
        "was born at 3.15am on {}",
        "born to a mother with learning disabilities on {}",
        "born prematurely, at 28 weeks, on {}",
        "newborn on {}",
        "gave birth to her on {}",
        "b\u00adorn {}",
        "BORN ON {}",
        "Born – {}",
        "born → {}",
        "{} is her date of birth",
        "{} = DOB",
        "{} (DOB)",
        "{}: birth of the second child",
        "since {}, when he was born",
        "the birth took place on {}",
        "year of birth and day: {}",
        "born\u00a0on\u00a0{}",
        "‘born’ {}",
        "bоrn {}",
        "birth (registered late) on {}",
        "births: A 1/2/03, B {}",
        "date-birth {}",
        "birth date is {}",
        "dob’s: {}",
        "D.o.B - {}",
    ):
        yield frame.format(plain)


def postcode_forms(one):
    out, back = one.split()
    for frame in AROUND:
        yield frame.replace("{}", one)
    for sign in ("", *APART):
        yield f"a home at {out}{sign}{back} nearby"
    solid = out + back
    for said in (
        " ".join(solid),
        "-".join(solid),
        "\u200b".join(solid),
        ".".join(solid),
        solid.lower(),
        f"q={out}+{back}",
        f"q={out}%20{back}",
        f"{out} ({back})",
        f"{out} {back.lower()}",
        f"({out}) {back}",
        in_script(one, "\uff10"),
        "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in one),
        one.replace("0", "O"),
        one.replace("1", "I"),
        one.replace("O", "0"),
        f"{out}  {back}",
        f"GB-{out} {back}",
        f"{back} {out} {back}",
        f"postcode:{solid}",
        f"{one[0].lower()}{one[1:]}",
        f"{out},\n{back}",
    ):
        yield f"a home at {said} nearby"


def worker_forms(first, last):
    f = first[0]
    for said in (
        f"{first}   {last}",
        f"{first}\t{last}",
        f"{first} A. {last}",
        f"{first} Anne {last}",
        f"{first} A {last}",
        f"{first} ‘Jay’ {last}",
        f"{first} (Jay) {last}",
        f"{first}/{last}",
        f"{first}+{last}",
        f"{first}–{last}",
        f"{first}—{last}",
        f"{first} – {last}",
        f"{first} | {last}",
        f"{first}*{last}",
        f"**{first}** {last}",
        f"{first} <b>{last}</b>",
        f"{first}&nbsp;{last}",
        f"{first.lower()}.{last.lower()}@la.gov.example",
        f"{first.lower()}{last.lower()}@la.gov.example",
        f"{first.lower()}_{last.lower()}",
        f"{first}%20{last}",
        f"@{first}{last}",
        f"{last.upper()} {first.upper()}",
        f"{last}; {first}",
        f"{last} / {first}",
        f"{last} ({first})",
        f"{first} [{last}]",
        f"“{first}” {last}",
        f"{first} “{last}”",
        f"Miss {f} {last}",
        f"Mx {first} {last}",
        f"Prof. {f}. {last}",
        f"Mr {f}.A. {last}",
        f"{f}.A. {last}",
        f"{f}. A. {last}",
        f"{first} {last}’",
        f"{first} {last}'s",
        f"the {last}, {first} case",
        f"{first}\n{last}",
        f"{first} \n {last}",
        f"{first}\u2028{last}",
        f"{first}\u00ad {last}",
        f"{first}… {last}",
        f"{first}, {last}",
        f"SW: {first} {last}",
        " ".join(first) + " " + " ".join(last),
        f"{first}{last}",
        f"{first.upper()}{last.upper()}",
        f"{last}{first}",
        f"{first}•{last}",
        f"{first}={last}",
        f"{first}\\{last}",
        f"{first}~{last}",
        f"{last}, {f}.A.",
        f"{last}, Ms {first}",
        f"{last}, Ms {f}.",
        f"{first}\u2009{last}",
        f"{first} née {last}",
        f"{first} {last}-Brown",
        f"{first}-Louise {last}",
        f"{first} Brown-{last}",
    ):
        yield f"It was led by {said} and others."


def nhs_forms(one="9434765919"):
    three = (one[:3], one[3:6], one[6:])
    for sign in APART:
        yield f"It concerns {sign.join(three)} now."
    for frame in AROUND:
        yield frame.replace("{}", " ".join(three))
    for said in (
        f"NHS{one}",
        f"nhs no.{one}",
        f"NHS# {one}",
        f"({three[0]}) {three[1]} {three[2]}",
        f"{one[:5]} {one[5:]}",
        f"{one[:4]} {one[4:7]} {one[7:]}",
        f"9,{one[1:4]},{one[4:7]},{one[7:]}",
        "\u00ad".join(one),
        "-".join(one),
        "  ".join(one),
        f"H{one}",
        f"{one}x",
        f"{one}.0",
        "NHS number 943 476 5918",
        "NHS No: 9434765918",
        "NHS: 1234567890",
        "number from the NHS, 943-476-5918",
        "943 476 5918 (NHS number)",
    ):
        yield f"It concerns {said} now."
    for zero in SCRIPTS:
        yield f"It concerns {in_script(one, zero)} now."


def upn_forms(one="A123456789012"):
    four = (one[:1], one[1:4], one[4:8], one[8:])
    for sign in APART:
        yield f"Pupil {sign.join(four)} left."
    for said in (
        one.lower(),
        f"UPN{one}",
        f"UPN-{one}",
        f"upn={one}",
        " ".join(one),
        "-".join(one),
        f"{one[:7]} {one[7:]}",
        f"{one[0]}/{one[1:]}",
        f"(UPN: {one})",
        "UPN B123456789012",
        "unique pupil number: B123456789012",
        "B123456789012 (UPN)",
        f"{one}.",
        f"{one}’s",
        "\u200b".join(one),
    ):
        yield f"Pupil {said} left."


def stops(received, text):
    return [one.check for one in check(received.document(text), received.facts).stops]


def missed(received, wanted, texts):
    return [text for text in texts if wanted not in stops(received, text)]


def test_the_examples_are_what_they_are_meant_to_be():
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert is_upn("a123456789012")
    assert not is_upn("b123456789012")


@pytest.mark.parametrize("at", range(2))
def test_a_childs_id_is_found(received, at):
    one = next(one for one in received.ids[at:] if re.fullmatch(r"[A-Za-z]*[0-9]{6,}", one))
    assert missed(received, "child-id", id_forms(one)) == []


@pytest.mark.parametrize("at", [0, 5])
def test_a_date_of_birth_is_found(received, at):
    assert missed(received, "birth", birth_forms(received.births[at])) == []


def test_a_postcode_is_found(received):
    assert missed(received, "postcode", postcode_forms(received.postcodes[0])) == []


@pytest.mark.parametrize("at", range(2))
def test_a_practitioner_is_found(received, at):
    name = [one for one in received.workers if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", one)][at]
    assert missed(received, "practitioner", worker_forms(*name.split())) == []


def test_a_number_of_one_person_is_found(received):
    assert missed(received, "nhs-number", nhs_forms()) == []
    assert missed(received, "upn", upn_forms()) == []
