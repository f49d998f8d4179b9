"""The page and the closing summary of a batch run: complete, bilingual, harmless, and true to the counts."""

import re
from copy import deepcopy
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from screening.reports.charts import SLIVER, Flow, columns, flow_chart, lengths, months
from screening.reports.page import share
from screening.reports.portfolio import portfolio_page
from screening.reports.portfolio_terminal import portfolio_text
from screening.terms import Outcome, Text

CITE = {
    "ref": "15 CFR 742.6(a)(6)(iii)",
    "published": "88 FR 73458",
    "on": "2023-10-25",
    "url": "https://www.govinfo.gov/content/pkg/FR-2023-10-25/html/2023-23055.htm",
}
DESTINATION = {
    "rule": "us.ear.742_6.destination",
    "kind": "control",
    "title": {"en": "Advanced computing item to a controlled destination", "ko": "첨단 컴퓨팅 품목의 통제 목적지 반출"},
    "text": {
        "en": "A license is required to export, reexport or transfer items specified in 3A090.a to D:1, D:4 and D:5.",
        "ko": "3A090.a에 명시된 품목을 D:1, D:4, D:5 국가로 수출·재수출·이전하려면 허가가 필요합니다.",
    },
    "citations": [CITE],
    "transactions": 9,
    "outcome": "license_required",
}
ENTITY = {
    "rule": "us.ear.744_11.entity_list",
    "kind": "control",
    "title": {"en": "Party on the Entity List", "ko": "우려거래자 명단(Entity List)의 당사자"},
    "text": None,
    "citations": [{"ref": "15 CFR 744.11", "published": None, "on": None, "url": None}],
    "transactions": 4,
    "outcome": "prohibited",
}
PROPOSAL = {
    "rule": "us.bill.remote_access",
    "kind": "control",
    "title": {"en": "Remote access as an export (bill)", "ko": "원격 접속의 수출 간주(법안)"},
    "text": {
        "en": "Offering remote access to a controlled chip would count as an export.",
        "ko": "통제 대상 칩의 원격 접속 제공을 수출로 봅니다.",
    },
    "citations": [{**CITE, "ref": "H.R. 2683", "published": None}],
    "transactions": 6,
    "outcome": "license_required",
    "status": "proposed",
}
SUMMARY: dict[str, Any] = {
    "schema": "portfolio.v1",
    "input": "orders.csv",
    "output": "orders.screened.csv",
    "rows": {"read": 61, "screened": 55, "rejected": 6},
    "transactions": 41,
    "as_of": None,
    "assumed": [],
    "hypothetical": False,
    "law_verified_through": "2026-09-24",
    "ruleset": {"version": "2026.9.24", "digest": "sha256:4be1c3a97e2a1c09d5f0c1b2a3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6"},
    "lists": [
        {"name": "us.consolidated", "date": "2026-09-22", "digest": "sha256:9f2b7c1d55aa01", "entries": 24117, "names": 57031, "complete": True},
        {"name": "us.entity_list", "date": "2026-06-01", "digest": "sha256:11aa22bb33cc44", "entries": 38, "names": 96, "complete": False},
    ],
    "outcomes": {
        "no_control_found": 17, "conditions_apply": 3, "information_needed": 5, "review": 3, "license_required": 9, "prohibited": 4,
    },
    "months": [
        {"month": "2023-09", "outcomes": {"no_control_found": 6, "conditions_apply": 1, "license_required": 1}},
        {"month": "2023-10", "outcomes": {"no_control_found": 4, "license_required": 2, "prohibited": 1}},
        {"month": "2023-12", "outcomes": {"no_control_found": 5, "conditions_apply": 2, "information_needed": 3, "review": 3, "license_required": 4}},
        {"month": "2024-01", "outcomes": {"no_control_found": 2, "information_needed": 2, "license_required": 2, "prohibited": 3}},
    ],
    "rules": [DESTINATION, ENTITY],
    "would_apply": [PROPOSAL],
    "destinations": [
        {"country": "CN", "transactions": 20, "outcomes": {"no_control_found": 3, "information_needed": 2, "review": 3, "license_required": 8, "prohibited": 4}},
        {"country": "SG", "transactions": 12, "outcomes": {"no_control_found": 8, "conditions_apply": 3, "information_needed": 1}},
        {"country": "KR", "transactions": 8, "outcomes": {"no_control_found": 6, "information_needed": 2}},
        {"country": "HK", "transactions": 1, "outcomes": {"license_required": 1}},
    ],
    "parties": [
        {"party": "Inspur Group", "list": "us.entity_list", "entry": "INSPUR GROUP CO LTD", "grade": "match", "transactions": 3},
        {"party": "浪潮电子信息产业", "list": "us.entity_list", "entry": "INSPUR ELECTRONIC INFORMATION INDUSTRY CO., LTD.", "grade": "possible", "transactions": 1},
    ],
    "unknown": [
        {
            "fact": "party.end_user.headquarters",
            "question": {"en": "End user: in which country is its headquarters, or that of its ultimate parent?", "ko": "최종사용자: 본사 또는 최종 모회사의 본사는 어느 나라에 있습니까?"},
            "transactions": 5,
        },
        {"fact": "item.tpp", "question": {"en": "What is its total processing performance?", "ko": "총처리성능(TPP)은 얼마입니까?"}, "transactions": 2},
    ],
    "rejected": [
        {"reason": {"en": "the date is not written YYYY-MM-DD", "ko": "날짜가 YYYY-MM-DD 형식이 아닙니다"}, "column": "date", "rows": 4, "first_row": 17},
        {"reason": {"en": "not a country", "ko": "국가가 아닙니다"}, "column": "destination", "rows": 2, "first_row": 33},
    ],
    "shown": [
        {
            "row": 2, "transaction_id": "T-1", "date": "2024-01-09", "destination": "CN", "outcome": "prohibited",
            "rules": ["us.ear.744_11.entity_list", "us.ear.742_6.destination", "us.ear.not_in_summary"],
            "because": {"en": "end user Inspur Group is on the Entity List; item TPP 4,992 ≥ 4,800", "ko": "최종사용자 Inspur Group이 Entity List에 있음; 품목 TPP 4,992 ≥ 4,800"},
        },
        {
            "row": 1007, "transaction_id": "T-19", "date": "2023-12-02", "destination": "", "outcome": "license_required",
            "rules": ["us.ear.742_6.destination"], "because": {"en": "item TPP 4,992 ≥ 4,800", "ko": "품목 TPP 4,992 ≥ 4,800"},
        },
    ],
    "notices": [{"en": "The column `sales_rep` was not read.", "ko": "`sales_rep` 열은 읽지 않았습니다."}],
}  # fmt: skip
NOTHING: dict[str, Any] = {
    **SUMMARY, "output": None, "rows": {"read": 0, "screened": 0, "rejected": 0}, "transactions": 0, "outcomes": {each.name: 0 for each in Outcome},
    **{key: [] for key in ("lists", "months", "rules", "would_apply", "destinations", "parties", "unknown", "rejected", "shown", "notices")},
}  # fmt: skip


class Page(HTMLParser):
    """What a test asks of a page: is it well formed, what does it link, which languages does each text have."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self, html: str) -> None:
        """Parse all of `html`."""
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.languages: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, its attributes and its language."""
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag != "html" and "lang" in self.tags[-1][1]:
            self.languages.append(self.tags[-1][1]["lang"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An SVG element without content."""
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close exactly what is open."""
        assert self.open.pop() == tag

    def all(self, attribute: str) -> list[str]:
        """Return every value of an attribute, in order."""
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


def assert_self_contained(html: str) -> Page:
    """No script, nothing fetched, anchors that exist, ids once, each English text with its Korean neighbour."""
    page = Page(html)
    assert not {tag for tag, _ in page.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "use",
        "image",
    }
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "url(" not in html
    assert "@import" not in html
    assert not page.all("src") + page.all("action")
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    for address in page.all("href"):
        assert address.startswith(("https://", "http://")) or address[1:] in ids, address
    assert page.languages == ["en", "ko"] * (len(page.languages) // 2)
    assert re.search("[가-힣]", html)
    return page


def charts(html: str, kind: str) -> list[str]:
    """Return the source of each chart of a kind, and that it names itself."""
    found = re.findall(rf'<svg class="{kind}[^"]*".*?</svg>', html, re.DOTALL)
    assert all('role="img"' in each and "<title>" in each for each in found)
    return found


def counted(chart: str, outcome: Outcome | None = None) -> int:
    """Add up what a chart says it draws."""
    return sum(
        int(n)
        for n in re.findall(
            rf'<rect class="{"[a-z_]+" if outcome is None else outcome.name}" data-count="(\d+)"', chart
        )
    )


def printed(summary: dict[str, Any], language: str, width: int = 80, **more: Any) -> str:
    """Return the closing summary as a terminal shows it."""
    console = Console(file=StringIO(), width=width)
    console.print(portfolio_text(summary, language, **more))  # type: ignore[arg-type]
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("summary", [SUMMARY, NOTHING, {**SUMMARY, "hypothetical": True, "assumed": ["us.bill.gain"]}])
def test_the_page_is_whole_bilingual_and_fetches_nothing(summary: dict[str, Any]) -> None:
    """Also for a run without a single row."""
    assert_self_contained(portfolio_page(summary))


def test_a_rule_is_linked_to_its_text_where_the_page_has_it() -> None:
    """And only named where it does not."""
    html = portfolio_page(SUMMARY)
    links = assert_self_contained(html).all("href")
    assert {"#us.ear.742_6.destination", "#us.ear.744_11.entity_list", "#us.bill.remote_access", CITE["url"]} <= set(
        links
    )
    assert "us.ear.not_in_summary" in html
    assert "#us.ear.not_in_summary" not in links


def test_the_bars_draw_what_was_counted() -> None:
    """All transactions in the first bar and over time, each country's in its own."""
    html = portfolio_page(SUMMARY)
    whole, *countries = charts(html, "bar")
    assert counted(whole) == counted(charts(html, "columns")[0]) == SUMMARY["transactions"]
    for outcome in Outcome:
        assert counted(whole, outcome) == SUMMARY["outcomes"][outcome.name]
    assert [counted(each) for each in countries] == [20, 12, 8, 1]


def test_many_destinations_end_in_one_row_that_keeps_the_sum() -> None:
    """Thirty countries: twenty bars and one for the others."""
    codes = "AE AR AT AU BE BR CA CH CL CN CZ DE DK EG ES FI FR GB GR HK HU ID IE IL IN IT JP KR MX MY".split()
    rows = [{"country": code, "transactions": n + 1, "outcomes": {"review": n + 1}} for n, code in enumerate(codes)]
    html = portfolio_page({**SUMMARY, "destinations": rows})
    _, *countries = charts(html, "bar")
    assert [counted(each) for each in countries] == [*range(30, 10, -1), sum(range(11))]
    assert "10 other countries" in html
    assert "기타 10개국" in html


def test_what_was_given_stays_text() -> None:
    """Names, ids and addresses of an attacker are shown and never run."""
    evil = '"><script>alert(1)</script>'
    summary = deepcopy(SUMMARY)
    summary |= {"input": evil, "output": evil, "hypothetical": True, "assumed": [evil]}
    summary["parties"][0] |= {"party": evil, "entry": evil, "list": evil}
    summary["shown"][0] |= {
        "transaction_id": evil,
        "rules": [evil],
        "destination": evil,
        "because": {"en": evil, "ko": evil},
    }
    summary["rules"][0] |= {
        "rule": evil,
        "title": {"en": evil, "ko": evil},
        "citations": [{**CITE, "url": "javascript:alert(1)"}],
    }
    summary["unknown"][0]["fact"] = summary["rejected"][0]["column"] = summary["ruleset"]["version"] = evil
    summary["destinations"][0]["country"] = summary["months"][0]["month"] = evil
    html = portfolio_page(summary)
    assert_self_contained(html)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "javascript:" not in html


def test_counts_that_do_not_add_up_are_said_aloud() -> None:
    """A lost row is never passed over."""
    assert "do not rely" not in portfolio_page(SUMMARY)
    assert "do not add up" in portfolio_page({**SUMMARY, "rows": {"read": 62, "screened": 55, "rejected": 6}})
    assert "do not add up" in portfolio_page({**SUMMARY, "transactions": 42})
    assert "do not add up" in printed({**SUMMARY, "rows": {"read": 62, "screened": 55, "rejected": 6}}, "en")


def test_an_assumption_is_marked_on_the_page_and_in_the_terminal() -> None:
    """What is not law never looks like law."""
    assumed = {**SUMMARY, "hypothetical": True, "assumed": ["us.bill.gain"]}
    for text in (portfolio_page(assumed), printed(assumed, "en")):
        assert "HYPOTHETICAL" in text
        assert "us.bill.gain" in text
    assert "HYPOTHETICAL" not in portfolio_page(SUMMARY) + printed(SUMMARY, "en")


def test_the_chosen_language_shows_first() -> None:
    """The other is one press away."""
    assert 'id="show-ko" checked' in portfolio_page(SUMMARY, "ko")
    assert 'id="show-en" checked' in portfolio_page(SUMMARY)


def test_months_without_a_transaction_are_not_skipped() -> None:
    """November 2023 stands empty; a long span becomes years; what has no month stands last."""
    assert [period for period, _ in months(SUMMARY["months"])] == [
        "2023-09",
        "2023-10",
        "2023-11",
        "2023-12",
        "2024-01",
    ]
    long = [
        {"month": "2019-03", "outcomes": {"review": 2}},
        {"month": "2024-01", "outcomes": {"review": 1}},
        {"month": "", "outcomes": {"review": 5}},
    ]
    assert months(long) == [("2019", {"review": 2}), ("2024", {"review": 1}), ("—", {"review": 5})]


@given(st.lists(st.integers(0, 10**7), max_size=8), st.floats(1, 1000))
def test_lengths_share_out_everything_and_hide_nothing(counts: list[int], length: float) -> None:
    """Their sum is the bar; whatever is counted is seen; more is never drawn shorter."""
    found = lengths(counts, length)
    assert sum(found) == pytest.approx(length if any(counts) else 0)
    least = min(SLIVER, length / max(sum(map(bool, counts)), 1))
    for count, part in zip(counts, found, strict=True):
        assert (part >= least * 0.999) if count else part == 0
    ordered = [part for _, part in sorted(zip(counts, found, strict=True))]
    assert all(a <= b * 1.0001 for a, b in pairwise(ordered))


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(list(Outcome)), st.sampled_from(list(Outcome))), st.integers(0, 10**6), max_size=36
    )
)
def test_flows_keep_every_count_at_both_ends(counts: dict[tuple[Outcome, Outcome], int]) -> None:
    """What leaves on the left arrives on the right."""
    chart = str(
        flow_chart(
            [Flow(*ends, count) for ends, count in counts.items()], Text("a", "가"), (Text("b", "나"), Text("c", "다"))
        )
    )
    bands = [int(n) for n in re.findall(r'class="band [^"]*" data-count="(\d+)"', chart)]
    assert sorted(bands) == sorted(filter(None, counts.values()))
    assert counted(chart) == 2 * sum(bands)


def test_columns_reach_as_high_as_their_count() -> None:
    """Twice the count, twice the height: the axis does not stretch."""
    chart = columns([("2024-01", {"review": 30}), ("2024-02", {"review": 60})], Text("a", "가"))
    low, high = (float(n) for n in re.findall(r'<rect class="review"[^>]* height="([\d.]+)"', chart))
    assert high == pytest.approx(2 * low, abs=0.05)


@pytest.mark.parametrize(
    ("count", "total", "text"),
    [
        (0, 9, "0 %"),
        (0, 0, "0 %"),
        (1, 10**6, "< 0.1 %"),
        (999_999, 10**6, "99.9 %"),
        (3, 3, "100 %"),
        (1, 8, "12.5 %"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_all(count: int, total: int, text: str) -> None:
    """One in a million is not 0 %."""
    assert share(count, total) == text


def test_names_cannot_steer_the_terminal() -> None:
    """An escape sequence in a column's name is shown as a replacement character."""
    rejected = [{**SUMMARY["rejected"][0], "column": "\x1b[2Jdate"}]
    text = printed({**SUMMARY, "input": "\x1b]0;x\x07.csv", "rejected": rejected}, "en")
    assert "\x1b" not in text
    assert "\ufffd[2Jdate" in text


def test_no_list_and_lost_reasons_are_said() -> None:
    """Without a list no name can have met one; a reason may be missing, a rejected row may not."""
    unlisted = portfolio_page({**SUMMARY, "lists": [], "parties": []})
    assert "No list of parties was compared" in unlisted
    assert "No name in this run" not in unlisted
    some = portfolio_page({**SUMMARY, "rejected": SUMMARY["rejected"][:1]})
    assert "Reasons are listed for 4 of 6 rejected rows." in some
    assert "every row was read" not in portfolio_page({**SUMMARY, "rejected": []})


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("summary", [SUMMARY, NOTHING])
def test_the_terminal_summary_fits_eighty_columns(summary: dict[str, Any], language: str) -> None:
    """In both languages, nothing cut."""
    text = printed(summary, language)
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert "…" not in text
    assert f"{summary['rows']['read']}" in text


def test_the_terminal_summary_says_what_matters() -> None:
    """Counts that add up, rules, questions, reasons, files, and what this is not."""
    text = " ".join(printed(SUMMARY, "en", files=["orders.screened.csv", "orders.rejected.csv"]).split())
    assert "61 rows = 55 screened + 6 rejected" in text
    for part in ("us.ear.744_11.entity_list", "party.end_user.headquarters", "row 17", "orders.rejected.csv", "22.0 %"):
        assert part in text
    assert text.endswith("A screening aid, not legal advice and not a clearance.")
    korean = " ".join(printed(SUMMARY, "ko").split())
    assert "심사 보조 자료이며, 법률 자문이나 통관·거래 승인이 아닙니다." in korean
    assert "Party on the Entity List" not in korean
