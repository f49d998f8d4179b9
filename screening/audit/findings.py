"""What can be wrong with a record of the decision log, in words, and what a verification has found of it.

Everything that is said here names a record and what of it is wrong; who did it, and when, no log can know.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from screening.audit.log import Receipt
from screening.terms import Text

LISTED = 1000
"""Broken records that are named one by one; the rest is counted."""

CHANGED = Text("the record's fields or its hash were changed", "기록의 항목이나 해시가 변경됨")
RELINKED = Text("the hash of the record before it was changed here", "이 기록에 적힌 앞 기록의 해시가 변경됨")
REPLACED = Text(
    "it is not the record that the next one follows: it was changed or replaced together with its hash",
    "다음 기록이 가리키는 기록이 아님: 해시와 함께 변경되었거나 대체됨",
)
BEGUN = Text("it does not begin the chain: what came before it was removed, or it was changed", "사슬의 첫 기록이 아님")
STRANGE = Text("a record with this number was never appended", "이 번호의 기록은 추가된 적이 없음")
INPUT = Text("what was screened is not what was recorded", "심사 대상이 기록된 것과 다름")
ANSWER = Text("what was answered is not what was recorded", "답변이 기록된 것과 다름")
UNREADABLE = Text("the answer is gone or cannot be unpacked", "답변이 없거나 압축을 풀 수 없음")
WORDS = Text("the names or the reference by which it is found were changed", "검색에 쓰는 이름이나 참조가 변경됨")
GONE = Text("what was screened and answered was removed without an erasure", "삭제 절차 없이 심사 내용과 답변이 제거됨")
ADDED = Text("something stands beside a record that has nothing beside it", "내용이 없는 기록에 내용이 덧붙여짐")
NO_HEAD = Text("nothing says where the log ends", "기록부의 끝을 나타내는 값이 없음")
HEADS = Text("several things say where the log ends", "기록부의 끝을 나타내는 값이 여럿임")
OTHER_HEAD = Text("the hash of the last record is not the one that the log ends with", "마지막 기록의 해시가 기록부의 끝과 다름")
RECEIPT = Text(
    "it is not the record of the receipt: it or one before it was changed, and the chain made anew",
    "영수증의 기록이 아님: 이 기록이나 앞의 기록이 변경되고 사슬이 다시 만들어짐",
)



@dataclass(frozen=True, slots=True)
class Broken:
    """A record that is not as it was appended, and what of it is wrong."""

    seq: int
    what: Text


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: `records` were looked at; `broken` is in the order found, `more` are not listed in it."""

    records: int
    intact: bool
    first_broken: int | None
    broken: tuple[Broken, ...]
    end: Receipt | None
    more: int = 0


@dataclass(slots=True)
class Findings:
    """What is broken so far: the first `LISTED` one by one, the rest counted."""

    listed: list[Broken] = field(default_factory=list)
    count: int = 0
    first: int | None = None

    def add(self, seq: int, what: Text) -> None:
        self.count += 1
        self.first = seq if self.first is None else min(self.first, seq)
        if len(self.listed) < LISTED:
            self.listed.append(Broken(seq, what))
