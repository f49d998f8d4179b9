"""Hypothesis strategies: conditions over the declared facts, rows with gaps, whole rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from screening.engine.row import Interval, Known, PartyRow, Row
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties
from screening.language.facts import Undefined
from screening.language.rule import Citation, Collection, Field, Gap, Obligation, Review, Rule, Version
from screening.terms import EARLIER, Kind, Outcome, Policy, Status, Text

NUMBERS = ("item.tpp", "item.performance_density", "item.io_bandwidth_gb_s")
BOOLS = ("item.data_center", "end_use.military")
COUNTRIES = ("CN", "HK", "MO", "SG", "US", "NO", "AE", "KH")
GROUPS = ("A:5", "D:1", "D:4", "D:5")
SAID = Text("given", "입력값")

decimals = st.decimals(min_value=0, max_value=20000, places=2, allow_nan=False)
# Sentences, not control characters: those are no part of a text a person writes in a rule.
sentences = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20).filter(str.strip)
texts = st.builds(Text, sentences, st.just("한국어"))

ordered = st.sampled_from([Op.at_least, Op.more_than, Op.at_most, Op.less_than])
number_leaves = st.builds(Compare, st.sampled_from(NUMBERS), ordered | st.just(Op.is_), decimals)
unset_leaves = st.builds(Compare, st.sampled_from(NUMBERS), ordered, st.just(Undefined.threshold))
bool_leaves = st.builds(Compare, st.sampled_from(BOOLS), st.just(Op.is_), st.booleans())
place_leaves = st.builds(
    Compare, st.just("destination"), st.just(Op.in_), st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=3).map(tuple)
)
group_leaves = st.builds(
    Compare, st.just("destination"), st.just(Op.in_group), st.lists(st.sampled_from(GROUPS), min_size=1, max_size=2).map(tuple)
)
known_leaves = st.builds(Compare, st.sampled_from(NUMBERS + BOOLS), st.just(Op.known), st.booleans())
party_leaves = st.builds(
    Parties,
    st.sampled_from(["any_party", "every_party"]),
    st.sampled_from([("end_user",), ("end_user", "purchaser"), ("foundry",)]),
    st.builds(Compare, st.just("party.headquarters"), st.just(Op.is_), st.sampled_from(COUNTRIES)),
)
leaves = st.one_of(unset_leaves, number_leaves, bool_leaves, place_leaves, group_leaves, known_leaves, party_leaves)


def _branches(children: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, several), st.builds(AnyOf, several), st.builds(Not, children),
        several.flatmap(lambda c: st.integers(1, len(c)).map(lambda n: AtLeast(n, c))),
    )  # fmt: skip


conditions: st.SearchStrategy[Condition] = st.recursive(leaves, _branches, max_leaves=8)

intervals = st.tuples(decimals, st.none() | decimals).map(
    lambda ends: Interval(ends[0], None if ends[1] is None else max(ends[0], ends[1]))
)


def _known(values: st.SearchStrategy[object]) -> st.SearchStrategy[Known]:
    return values.map(lambda value: Known(value, SAID))  # type: ignore[arg-type]


party_rows = st.lists(
    st.builds(
        PartyRow,
        st.sampled_from(["end_user", "purchaser"]),
        st.just("P"),
        st.fixed_dictionaries({}, optional={"party.headquarters": _known(st.sampled_from(COUNTRIES))}),
    ),
    max_size=2,
).map(tuple)


def rows(*, exact: bool = False) -> st.SearchStrategy[Row]:
    """Draw rows in which any fact may be missing; `exact` leaves intervals out."""
    numbers = decimals if exact else decimals | intervals
    return st.builds(
        Row,
        st.fixed_dictionaries(
            {},
            optional={
                **{name: _known(numbers) for name in NUMBERS},
                **{name: _known(st.booleans()) for name in BOOLS},
                "destination": _known(st.sampled_from(COUNTRIES)),
            },
        ),
        party_rows,
    )


party_conditions = st.builds(Compare, st.just("party.headquarters"), st.just(Op.is_), st.sampled_from(COUNTRIES))
fields = st.builds(
    Field, st.sampled_from(["party.identity.email", "party.identity.phone"]), st.none() | party_conditions, st.booleans()
)
collections = st.builds(
    Collection,
    st.builds(Parties, st.just("any_party"), st.sampled_from([("end_user",), ("end_user", "broker")]), party_conditions),
    st.lists(fields, min_size=1, max_size=2).map(tuple),
)

days = st.dates(date(2019, 1, 1), date(2030, 1, 1))
citations = st.builds(Citation, st.just("15 CFR 742.6"), st.none() | st.just("88 FR 73458"), st.none() | days)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Draw a rule that would pass the compiler: ordered versions, gaps declared, everything its kind needs."""
    kind = draw(st.sampled_from([Kind.term, Kind.control, Kind.notice, Kind.duty]))
    starts = sorted(draw(st.sets(days, min_size=1, max_size=3)))
    gaps, versions = [], []
    for i, start in enumerate(starts):
        following = starts[i + 1] if i + 1 < len(starts) else None
        until = draw(st.sampled_from([following, date.fromordinal((start.toordinal() + following.toordinal() + 1) // 2)])) if following else None
        if until and following and until < following:
            gaps.append(Gap(until, following, draw(texts)))
        versions.append(_version(draw, kind, EARLIER if i == 0 and draw(st.booleans()) else start, until))
    return Rule("t.rule", draw(texts), kind, tuple(versions), gaps=tuple(gaps))


def _version(draw: st.DrawFn, kind: Kind, start: date, until: date | None) -> Version:
    verified = draw(st.booleans())
    control = kind is Kind.control
    return Version(
        start=start,
        until=until,
        status=draw(st.sampled_from([Status.in_force, Status.guidance, Status.suspended, Status.ended])),
        verified=verified,
        confidence="official" if verified else "memory",
        cite=tuple(draw(st.lists(citations, min_size=1, max_size=2))),
        when=draw(conditions),
        outcome=Outcome.license_required if control else None,
        review=(Review(Policy.case_by_case, draw(conditions), note=draw(texts)), Review(Policy.presumption_of_denial)) if control else (),
        obligations=(Obligation(draw(texts), draw(st.none() | texts)),) if kind in (Kind.control, Kind.duty) else (),
        collect=tuple(draw(st.lists(collections, max_size=2))) if kind is Kind.duty else (),
        text=draw(texts) if kind is Kind.notice else None,
        note=draw(st.none() | texts),
    )


def lower(value: Decimal) -> Interval:
    """Return a number known only as a lower bound."""
    return Interval(value, None)


# --- Every shape, every operator, every type of fact ---------------------------------------------------------------------

LISTS = ("us.entity_list", "us.entity_list.footnote_4", "us.sdn", "us.parties.nvidia")
ROLE_SETS = (("end_user",), ("end_user", "purchaser"), ("foundry",), ("exporter", "seller"), ("broker", "reseller", "end_user"))
PARTY_PLACES = ("party.headquarters", "party.country", "party.parent_country")
DATES = tuple(date(year, month, 15) for year in (2020, 2023, 2026) for month in (3, 10))

some_places = st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=3, unique=True).map(tuple)
some_groups = st.lists(st.sampled_from((*GROUPS, "E:1")), min_size=1, max_size=2, unique=True).map(tuple)
some_lists = st.lists(st.sampled_from(LISTS), min_size=1, max_size=3, unique=True).map(tuple)


def _place_leaves(facts: st.SearchStrategy[str]) -> st.SearchStrategy[Condition]:
    return (
        st.builds(Compare, facts, st.just(Op.is_), st.sampled_from(COUNTRIES)) | st.builds(Compare, facts, st.just(Op.in_), some_places)
        | st.builds(Compare, facts, st.just(Op.in_group), some_groups) | st.builds(Compare, facts, st.just(Op.known), st.booleans())
    )  # fmt: skip


plain_leaves = st.one_of(
    unset_leaves, number_leaves, bool_leaves, known_leaves, _place_leaves(st.sampled_from(("destination", "hosting"))),
    st.builds(Compare, st.just("via"), st.just(Op.in_), some_places) | st.builds(Compare, st.just("via"), st.just(Op.in_group), some_groups),
    st.builds(Compare, st.just("date"), ordered | st.just(Op.is_), st.sampled_from(DATES)),
    st.builds(Compare, st.just("activity"), st.just(Op.in_), st.just(("export", "reexport"))),
    st.builds(Compare, st.just("item.eccn_base"), st.just(Op.is_), st.sampled_from(("3A090", "EAR99"))),
)  # fmt: skip
leaves_of_party = st.one_of(
    _place_leaves(st.sampled_from(PARTY_PLACES)),
    st.builds(Compare, st.sampled_from(("party.lists", "party.listed_owner_lists")), st.just(Op.listed_on), some_lists),
    st.builds(Compare, st.just("party.lists"), st.just(Op.known), st.booleans()),
    st.builds(Compare, st.just("party.incorporated_on"), ordered, st.sampled_from(DATES)),
    st.builds(Compare, st.just("party.listed_owner_share"), ordered, st.sampled_from((Decimal(50), Decimal(25), Undefined.threshold))),
    st.builds(Compare, st.just("party.name"), st.just(Op.known), st.booleans()),
)  # fmt: skip


def wide_conditions(given_too: st.SearchStrategy[Condition], most: int = 8) -> st.SearchStrategy[Condition]:
    """Draw conditions of every shape: quantifiers over whole conditions, and among the leaves those `given_too` (terms, say)."""
    inside = st.recursive(leaves_of_party | plain_leaves | given_too, _branches, max_leaves=4)
    quantifiers = st.builds(Parties, st.sampled_from(["any_party", "every_party"]), st.sampled_from(ROLE_SETS), inside)
    nested = st.builds(Parties, st.sampled_from(["any_party", "every_party"]), st.sampled_from(ROLE_SETS), quantifiers)
    return st.recursive(plain_leaves | quantifiers | quantifiers | nested | given_too, _branches, max_leaves=most)


@st.composite
def _on_lists(draw: st.DrawFn) -> Known:
    """Draw what lists say of a name: on some surely, on some possibly, of some of them unverified."""
    sure, possible = (draw(st.frozensets(st.sampled_from(LISTS), max_size=3)) for _ in range(2))
    return Known(sure, SAID, frozenset(each for each in sure if draw(st.booleans())), possible - sure)


wide_party_rows = st.lists(
    st.builds(
        PartyRow,
        st.sampled_from(["end_user", "end_user", "purchaser", "exporter", "broker", "foundry"]),
        st.sampled_from(["P", "Q"]),
        st.fixed_dictionaries(
            {},
            optional={
                **{name: _known(st.sampled_from(COUNTRIES)) for name in PARTY_PLACES},
                "party.lists": _on_lists(), "party.listed_owner_lists": _on_lists(),
                "party.incorporated_on": _known(st.sampled_from(DATES)), "party.name": _known(st.just("P")),
                "party.listed_owner_share": _known(st.sampled_from((Decimal(50), Decimal(49), Interval(Decimal(20), Decimal(60))))),
            },
        ),
    ),
    max_size=4,
).map(tuple)
wide_rows: st.SearchStrategy[Row] = st.builds(
    Row,
    st.fixed_dictionaries(
        {},
        optional={
            **{name: _known(decimals | intervals | st.sampled_from((Decimal(4800), Interval(None, Decimal(4800))))) for name in NUMBERS},
            **{name: _known(st.booleans()) for name in BOOLS},
            **{name: _known(st.sampled_from(COUNTRIES)) for name in ("destination", "hosting")},
            "via": _known(st.frozensets(st.sampled_from(COUNTRIES), max_size=3)),
            "date": _known(st.sampled_from(DATES)),
            "activity": _known(st.sampled_from(("export", "cloud_rental"))),
            "item.eccn_base": _known(st.sampled_from(("3A090", "EAR99", "5A992"))),
        },
    ),
    wide_party_rows,
)
