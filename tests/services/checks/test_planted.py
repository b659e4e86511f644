"""Hard stops planted in every form that a person, a spreadsheet or a word processor makes."""

from __future__ import annotations

import unicodedata

import pytest

from ilacs_desktop.services.checks.document import check

ZERO_WIDTH = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u200e", "\u202a", "͏"]
SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\u2007", "\u3000", "\n", "\t", "  ", "\u2028"]
DASHES = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufe63", "\uff0d"]
SIGNS = [*DASHES, "/", "_", ".", " - ", " / ", " \u2013 "]
ZEROS = "\uff10\u0660\u06f0\u0966\u09e6\u0e50\U0001d7ce\U0001d7d8\U0001d7f6"
FRAMES = [
    "{}",
    "The plan of {} is clear.",
    "It was seen ({}).",
    "The record “{}” was closed.",
    "One [{}] of them.",
    "{}\u2019s plan is clear.",
    "Of two: {}, then another.",
    "{}\u00b9 is closed.",
    "{}\u00b9\u00b2 is closed.",
    "{}[1] is closed.",
    "{}* is closed.",
    "**{}** is closed.",
    "Seen:{}.",
    "file_{}_final.pdf",
    "see{}today",
]


def digits_of(text, zero):
    base = ord(zero)
    return "".join(chr(base + int(one)) if one.isascii() and one.isdigit() else one for one in text)


def split(text, sign, at=3):
    return f"{text[:at]}{sign}{text[at:]}"


def id_forms():
    for frame in FRAMES:
        yield f"frame {frame}", lambda one, frame=frame: frame.format(one)
        for sign in ("\u200b", "\u00a0", "\n", "-", "\u2013"):
            name = f"split by {ord(sign):x} in {frame}"
            yield name, lambda one, frame=frame, sign=sign: frame.format(split(one, sign))
    for sign in (*ZERO_WIDTH, *SPACES, *SIGNS):
        name = " ".join(f"{ord(part):04x}" for part in sign)
        yield (
            f"split by {name}",
            lambda one, sign=sign: f"The child\u2019s plan, {split(one, sign)}, is.",
        )
    for zero in ZEROS:
        yield f"digits {ord(zero):x}", lambda one, zero=zero: f"Seen {digits_of(one, zero)} twice."
    superscript = "⁰¹²³⁴⁵⁶⁷⁸⁹"
    yield "raised", lambda one: "".join(superscript[int(x)] if x.isdigit() else x for x in one)
    circled = "⓪①②③④⑤⑥⑦⑧⑨"
    yield "circled", lambda one: "".join(circled[int(x)] if x.isdigit() else x for x in one)
    for at in (1, 2, 4, 5):
        yield f"at {at}", lambda one, at=at: f"Now {split(one, '-', at)} then."
    yield "one by one", lambda one: f"Now {' '.join(one)} then."
    yield "one by one with dashes", lambda one: f"Now {'-'.join(one)} then."
    yield "every sign", lambda one: "\u200b".join(one)
    yield "three parts", lambda one: f"{one[:2]} {one[2:4]} {one[4:]}"
    yield "after a year", lambda one: f"In 2025 {one} was seen."
    yield "with .0", lambda one: f"{one}.0 was seen."
    yield "lower", lambda one: f"was {one.lower()} seen"
    yield "upper", lambda one: f"WAS {one.upper()} SEEN"
    yield "combining", lambda one: f"{one[:3]}\u0301{one[3:]}"
    yield "child", lambda one: f"Child {one} was seen."
    yield "case", lambda one: f"CASE NO. {one}"
    yield "id", lambda one: f"id={one}"


def birth_forms():
    shapes = [
        "{d} {month} {y}",
        "{d}{nth} {month} {y}",
        "{d}{nth} of {month} {y}",
        "{d}{nth} of {month}, {y}",
        "the {d}{nth} of {month} {y}",
        "the {d}{nth} day of {month} {y}",
        "{d} {mon} {y}",
        "{d} {mon} {yy}",
        "{d}-{mon}-{yy}",
        "{d}-{mon}-{y}",
        "{d}/{mon}/{y}",
        "{d}{mon}{y}",
        "{d} {MONTH} {y}",
        "{dd} {month} {y}",
        "{month} {d}, {y}",
        "{month} {d} {y}",
        "{month} {d}{nth}, {y}",
        "{month} the {d}{nth}, {y}",
        "{mon}. {d}, {y}",
        "{mon} {d} {yy}",
        "{month} {d}",
        "{d} {month}",
        "{d}{nth} of {month}",
        "{dd}/{mm}/{y}",
        "{dd}/{mm}/{yy}",
        "{d}/{m}/{yy}",
        "{d}/{m}/{y}",
        "{dd}.{mm}.{y}",
        "{d}.{m}.{yy}",
        "{dd}-{mm}-{y}",
        "{dd} {mm} {y}",
        "{dd} / {mm} / {y}",
        "{y}-{mm}-{dd}",
        "{y}/{mm}/{dd}",
        "{y}.{mm}.{dd}",
        "{y}{mm}{dd}",
        "{dd}{mm}{y}",
        "{mm}/{dd}/{y}",
        "{d}\u00a0{month}\u00a0{y}",
        "{d}\n{month}\n{y}",
        "{d}\u200b {month} {y}",
        "{dd}\u2013{mm}\u2013{y}",
        "{dd}\u2011{mm}\u2011{y}",
        "{wide}",
        "{d}\u00ad{nth} {month} {y}",
        "{d} {month} \u2019{yy}",
        "{spoken} of {month} {y}",
        "{spoken} of {month}",
        "{spoken} {month} {y}",
    ]
    words = ["born on {}", "Born: {}.", "({}, date of birth)", "the birth on {} of", "DOB {}"]
    for at, shape in enumerate(shapes):
        word = words[at % len(words)]
        yield f"{word} {shape}", lambda day, shape=shape, word=word: word.format(dated(shape, day))
    more = [
        "D.O.B. {}",
        "d.o.b.: {}",
        "DoB={}",
        "date-of-birth {}",
        "birthday {}",
        "birth date: {}",
        "who was born in hospital on {}",
        "{}, when she was born",
        "{} (born)",
        "BORN {}",
        "bo\u200brn on {}",
        "born\non {}",
        "birth: \u201c{}\u201d",
    ]
    for word in more:
        yield word, lambda day, word=word: word.format(dated("{d} {month} {y}", day))


def words(text):
    return text.split()


SPOKEN = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
)


def dated(shape, day):
    nth = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    return shape.format(
        d=day.day,
        dd=f"{day.day:02}",
        m=day.month,
        mm=f"{day.month:02}",
        y=day.year,
        yy=f"{day.year % 100:02}",
        month=f"{day:%B}",
        MONTH=f"{day:%B}".upper(),
        mon=f"{day:%b}",
        nth=nth,
        spoken=SPOKEN[day.day - 1],
        wide=digits_of(f"{day:%d/%m/%Y}", "\uff10"),
    )


def postcode_forms():
    for frame in ("{}", "at {}.", "({})", "Home: {},", "\u201c{}\u201d", "{}\u00b9", "at{}now"):
        yield f"frame {frame}", lambda one, frame=frame: frame.format(one)
    for sign in ("", *ZERO_WIDTH[:4], "\u00a0", "\u202f", "\n", "\t", "  ", *DASHES[:6], "."):
        name = " ".join(f"{ord(part):04x}" for part in sign)
        yield f"gap {name}", lambda one, sign=sign: f"near {one.replace(' ', sign)} now"
    yield "lower", lambda one: f"near {one.lower()} now"
    yield "lower unspaced", lambda one: f"near {one.lower().replace(' ', '')} now"
    yield "mixed", lambda one: f"near {one.capitalize()} now"
    yield (
        "wide",
        lambda one: f"near {unicodedata.normalize('NFKC', one)} {digits_of(one, chr(0xFF10))}",
    )
    yield "zero width", lambda one: f"near {chr(0x200B).join(one)} now"


def worker_forms():
    shapes = [
        "{first} {last}",
        "{last}, {first}",
        "{last} {first}",
        "{LAST}, {First}",
        "{FIRST} {LAST}",
        "{first_lower} {last_lower}",
        "{first}\u00a0{last}",
        "{first}\n{last}",
        "{first}  {last}",
        "{first}\u200b {last}",
        "{zero}",
        "{first} {last}\u2019s",
        "{first} {last}'s",
        "Ms {first} {last}",
        "Mr. {first} {last}",
        "Ms {i} {last}",
        "Ms {i}. {last}",
        "Mrs {i}.{last}",
        "Mr {i_lower} {last_lower}",
        "{i}. {last}",
        "{last}, {i}.",
        "Dr {last}, {i}",
        "{first}.{last}@la.example",
        "{first}_{last}",
        "{first}-{last}",
        "({first} {last})",
        "\u201c{first} {last}\u201d",
        "{first}{last}",
        "{first} {last}\u00b9",
        "{accent} {last}",
        "social worker {first} {last} told",
        "{first},{last}",
        "{wide} {last}",
    ]
    for shape in shapes:
        yield shape, lambda one, shape=shape: f"It was led by {named(shape, one)} well."


def named(shape, name):
    first, last = name
    return shape.format(
        first=first,
        last=last,
        First=first.capitalize(),
        FIRST=first.upper(),
        LAST=last.upper(),
        first_lower=first.lower(),
        last_lower=last.lower(),
        i=first[0],
        i_lower=first[0].lower(),
        zero="\u200d".join(f"{first} {last}"),
        accent=f"{first}\u0301",
        wide="".join(chr(ord(one) + 0xFEE0) for one in first),
    )


def number_forms():
    for sign in ("", " ", "\u00a0", "\u202f", "-", "\u2011", "\u2013", "\n", "\u200b", ".", "/"):
        name = " ".join(f"{ord(part):04x}" for part in sign)
        yield f"nhs {name}", "nhs-number", f"Number {sign.join(('943', '476', '5919'))} is."
    yield "nhs wide", "nhs-number", digits_of("9434765919", "\uff10")
    yield "nhs one by one", "nhs-number", " ".join("9434765919")
    yield "nhs pairs", "nhs-number", "94 34 76 59 19"
    yield "nhs in words", "nhs-number", "nhs9434765919x"
    for sign in ("", " ", "\u00a0", "-", "\u2013", "\u200b", "\n"):
        name = " ".join(f"{ord(part):04x}" for part in sign)
        upn = "A123456789012"
        text = sign.join((upn[:1], upn[1:4], upn[4:8], upn[8:]))
        yield f"upn {name}", "upn", f"Pupil {text} left."
    yield "upn lower", "upn", "pupil a123456789012 left"
    yield "upn wide", "upn", digits_of("A123456789012", "\uff10")
    yield "upn in words", "upn", "UPN:A123456789012."


ID_FORMS, BIRTHS = dict(id_forms()), dict(birth_forms())
POSTCODES, WORKERS = dict(postcode_forms()), dict(worker_forms())
NUMBERS = {name: (kind, text) for name, kind, text in number_forms()}


def stops(received, text, **how):
    return [one.check for one in check(received.document(text, **how), received.facts).stops]


def test_there_are_three_hundred_forms():
    assert sum(map(len, (ID_FORMS, BIRTHS, POSTCODES, WORKERS, NUMBERS))) >= 300


@pytest.mark.parametrize("form", ID_FORMS)
def test_a_childs_id_is_found(received, form):
    for one in received.ids[:3]:
        assert "child-id" in stops(received, ID_FORMS[form](one))


@pytest.mark.parametrize("form", BIRTHS)
def test_a_date_of_birth_is_found(received, form):
    for day in received.births[::97]:
        assert "birth" in stops(received, BIRTHS[form](day))


@pytest.mark.parametrize("form", POSTCODES)
def test_a_postcode_is_found(received, form):
    for one in received.postcodes[:3]:
        assert "postcode" in stops(received, POSTCODES[form](one))


@pytest.mark.parametrize("form", WORKERS)
def test_a_practitioner_is_found(received, form):
    for one in received.workers[:4]:
        parts = one.replace(",", " ").split()
        name = (parts[1], parts[0]) if "," in one else (parts[0], parts[-1])
        assert "practitioner" in stops(received, WORKERS[form](name)), one


@pytest.mark.parametrize("form", NUMBERS)
def test_a_number_of_one_person_is_found(received, form):
    kind, text = NUMBERS[form]
    assert kind in stops(received, text)


@pytest.mark.parametrize("bullet", [True, False])
@pytest.mark.parametrize("role", ["area", "improvement", "introduction", "summary", "next_steps"])
def test_it_is_found_in_every_part(received, role, bullet):
    text = f"The plans of {received.ids[0]}."
    assert stops(received, text, role=role, bullet=bullet) == ["child-id"]


def test_it_is_found_in_headings_and_typed_references(received):
    one = received.ids[0]
    assert stops(received, "Plain.", heading=f"Help for {one}: good") == ["child-id"]
    assert stops(received, "Plain.", references=(f"outcome {one}",)) == ["child-id"]
