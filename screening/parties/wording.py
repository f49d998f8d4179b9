"""Why a candidate is one: which alias met which name, word by word with weights, and what raised or lowered the score.

Says only what the alignment and the evidence hold; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from screening.parties.alignment import Alignment, WordPair
from screening.parties.evidence import Evidence
from screening.parties.listed import Alias
from screening.terms import Text

HOW = {
    "same": Text("same word", "같은 단어"),
    "alike": Text("alike", "유사"),
    "sound": Text("sounds alike across scripts", "문자 간 발음 유사"),
    "initial": Text("initial", "머리글자"),
    "joined": Text("joined or split", "붙여쓰기/띄어쓰기"),
    "acronym": Text("acronym", "약어"),
}
LOWERED = {
    "thin": Text("few telling words agree", "특징적인 단어가 적게 일치"),
    "order": Text("words in another order", "단어 순서가 다름"),
    "spelling": Text("only the whole spelling agrees", "전체 철자만 일치"),
    "form": Text("different legal forms", "법인 형태가 다름"),
    "number": Text("numbers contradict each other", "숫자가 서로 다름"),
    "generic": Text("nothing but common words", "일반적인 단어뿐임"),
}


KINDS = {
    "name": Text("listed name", "목록 이름"),
    "alias": Text("listed name", "목록 이름"),
    "weak": Text("listed name (weak, says the list)", "목록 이름(목록상 약한 별칭)"),
    "former": Text("former name", "이전 이름"),
}


def because(query: str, alias: Alias, alignment: Alignment, evidence: Sequence[Evidence], score: float) -> Text:
    """Return the explanation of a score in English and Korean."""
    kind = KINDS[alias.kind]
    en = [f"'{query}' met the {kind.en} '{alias.text}' at {score:.2f}"]
    ko = [f"'{query}' → {kind.ko} '{alias.text}', 점수 {score:.2f}"]
    if alignment.pairs:
        en.append("words: " + "; ".join(_pair(each).en for each in alignment.pairs))
        ko.append("단어: " + "; ".join(_pair(each).ko for each in alignment.pairs))
    if alignment.left:
        en.append("not in the listed name: " + ", ".join(alignment.left))
        ko.append("목록 이름에 없음: " + ", ".join(alignment.left))
    if alignment.right:
        en.append("only in the listed name: " + ", ".join(alignment.right))
        ko.append("목록 이름에만 있음: " + ", ".join(alignment.right))
    if lowered := [LOWERED[each] for each in alignment.notes]:
        en.append("lowered by: " + ", ".join(each.en for each in lowered))
        ko.append("감점: " + ", ".join(each.ko for each in lowered))
    for effect, said_en, said_ko in (("supports", "raised by", "가점"), ("contradicts", "lowered by", "감점")):
        if told := [each.text for each in evidence if each.effect == effect]:
            en.append(f"{said_en}: " + ", ".join(each.en for each in told))
            ko.append(f"{said_ko}: " + ", ".join(each.ko for each in told))
    return Text(". ".join(en) + ".", ". ".join(ko) + ".")


def _pair(pair: WordPair) -> Text:
    how = HOW[pair.how]
    like = "" if pair.how == "same" else f" {pair.likeness:.2f}"
    words = pair.query if pair.query.casefold() == pair.alias.casefold() else f"{pair.query} = {pair.alias}"
    return Text(f"{words} ({how.en}{like}, weight {pair.weight:.2f})", f"{words} ({how.ko}{like}, 가중치 {pair.weight:.2f})")
