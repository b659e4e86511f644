"""How it is said: grade words, percentages, abbreviations, the LA's terms, gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ilacs_desktop.domain import abbreviations
from ilacs_desktop.domain.skeleton import PLACEHOLDERS
from ilacs_desktop.services.checks.catalogue import BY_KEY
from ilacs_desktop.services.checks.remark import Place, Remark, sentence_at
from ilacs_desktop.services.kit import grade_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.services.checks.facts import Facts, Passage

GAP = re.compile("|".join(re.escape(f"[{words}]") for words in PLACEHOLDERS.values()))
_PERCENT = re.compile(
    r"(?<![\w.])(?:\d[\d,]*(?:\.\d+)?|[a-z]+)\s?(?:%|％|per\s?cent(?:age)?\b)", re.IGNORECASE
)
_SIGN = re.compile(r"\d\s?[%％]|per\s?cent", re.IGNORECASE)
_NO_GRADE = re.compile(
    r"^\s+(?:actions?|assessments?|visits?|issues?|matters?|requests?|tasks?|checks?|work|cases?|"
    r"recommendations?|points?)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"(?:judged|graded|rated)\b", re.IGNORECASE)
_SCALE = re.compile(r"outstanding|good|adequate|requir", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:last|previous|earlier|inspection in|inspected in|graded inspection)\b", re.IGNORECASE
)
_PLAIN = {
    "care leavers": re.compile(r"\bcare[- ]leavers?\b", re.IGNORECASE),
    "unaccompanied children": re.compile(
        r"\bunaccompanied (?:(?:asylum[- ]seeking|migrant|refugee) )*(?:children|young people)\b"
        r"|\bUASC\b",
        re.IGNORECASE,
    ),
}
_BODY = frozenset({"area", "main_findings", "progress", "strengths"})


def of_passage(passage: Passage, facts: Facts) -> Iterator[Remark]:
    """Return what is to be said of the wording of one passage."""
    text = passage.item.text if passage.item is not None and passage.typed else ""
    for hit in GAP.finditer(text):
        words = f"“{hit.group()}” is not filled in."
        yield _remark(passage, text, "gap", words, hit.start(), hit.end())
    if not passage.prose or not passage.typed:
        return
    if not facts.graded:
        for word in grade_words.in_text(text):
            sentence = sentence_at(text, word.start, word.end)
            is_verb = _JUDGED.match(word.text) and not _SCALE.search(word.text)
            if is_verb or _NO_GRADE.match(text[word.end :]) or _EARLIER.search(sentence):
                continue
            words = f"“{word.text}” reads like a grade, and nothing is graded here."
            yield _remark(passage, text, "grade-words", words, word.start, word.end)
    for hit in _PERCENT.finditer(text):
        if _SIGN.search(hit.group()):
            words = f"“{hit.group()}” is a percentage."
            yield _remark(passage, text, "percentage", words, hit.start(), hit.end())


def _remark(passage: Passage, text: str, check: str, words: str, start: int, end: int) -> Remark:
    return Remark(
        BY_KEY[check].level,
        check,
        words,
        passage.paragraph,
        passage.section.key,
        start,
        end,
        text[start:end],
        sentence_at(text, start, end),
    )


def of_document(passages: Sequence[Passage], facts: Facts) -> Iterator[Remark]:
    """Return what is to be said of the wording of the document as a whole."""
    body = [one for one in passages if one.prose and one.typed and one.item is not None]
    yield from _abbreviations(body, facts)
    for plain, term in facts.terms:
        yield from _term(body, plain, term)


def _abbreviations(body: Sequence[Passage], facts: Facts) -> Iterator[Remark]:
    lost = abbreviations.unexplained("\n\n".join(one.text for one in body), facts.meanings)
    if not lost:
        return
    places: dict[str, list[tuple[Place, str]]] = {short: [] for short in lost}
    for one in body:
        for start, end, short in abbreviations.found_in(one.text):
            single = short[:-1] if short.endswith("s") and short not in places else short
            if single in places:
                place = Place(one.section.key, one.paragraph, start, end)
                places[single].append((place, sentence_at(one.text, start, end)))
    for short, found in places.items():
        if found:
            (first, sentence), *rest = found
            yield Remark(
                "warning",
                "abbreviation",
                f"{short} is explained nowhere.",
                first.paragraph,
                first.section,
                first.start,
                first.end,
                short,
                sentence,
                more=tuple(place for place, _ in rest),
            )


def _term(body: Sequence[Passage], plain: str, term: str) -> Iterator[Remark]:
    own = re.compile(
        r"(?<!\w)" + r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", term.rstrip("s")))),
        re.IGNORECASE,
    )
    generic = _PLAIN[plain]
    if generic.fullmatch(term):
        return
    main = [one for one in body if one.section.role in _BODY]
    if any(own.search(one.text) for one in main):
        return
    places = [
        Place(one.section.key, one.paragraph, *hit.span())
        for one in main
        for hit in generic.finditer(one.text)
    ]
    if places:
        first, *rest = places
        times = "once" if not rest else f"{len(places)} times"
        yield Remark(
            "warning",
            "la-term",
            f"The LA says “{term}”; the body says “{plain}” {times}, and never the LA’s own term.",
            first.paragraph,
            first.section,
            first.start,
            first.end,
            plain,
            term,
            more=tuple(rest),
        )
