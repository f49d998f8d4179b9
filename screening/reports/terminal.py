"""A decision as readable text in a terminal, in English or Korean. Says the same as `decision.v1`, shorter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Styled

from screening.decision import Considered, Decision, Finding, LineResult, NearMiss, governing_policy
from screening.engine.prose import ROLE_NAMES, because, plain
from screening.facts.listed import PartyMatch
from screening.language.rule import Citation, RuleSet
from screening.reports.parties import match_text
from screening.reports.words import FIELD_STATES, KINDS, OUTCOMES, POLICIES, WORDS, force
from screening.terms import EARLIER, Kind, Language, Outcome
from screening.wire.near_miss import near_miss_citations, near_miss_text
from screening.wire.parties import party_match

COLOURS = {
    Outcome.no_control_found: "green",
    Outcome.conditions_apply: "cyan",
    Outcome.information_needed: "yellow",
    Outcome.review: "magenta",
    Outcome.license_required: "red",
    Outcome.prohibited: "bold red",
}
CHAIN = ("provider", "reseller", "broker", "account_holder", "end_user")  # who stands behind whom in a service
NEAREST = 6  # near misses shown; the JSON has them all
MARKS = {True: "✓", False: "✗", None: "?"}


def decision_text(decision: Decision, rules: RuleSet, language: Language) -> RenderableType:
    """Render a decision: outcome first, then why, what else was considered, what is unknown, what nearly applied."""
    return Group(*_blocks(decision, rules, language))


def _blocks(decision: Decision, rules: RuleSet, language: Language) -> Iterator[RenderableType]:
    say = {key: text.in_(language) for key, text in WORDS.items()}
    headline = Styled()
    headline.append(OUTCOMES[decision.outcome].in_(language), style=f"bold {COLOURS[decision.outcome]}")
    policy = governing_policy(decision.findings)
    if policy:
        doubtful = any(f.review and f.review.policy is policy and not f.review_verified for f in decision.findings)
        headline.append(f" — {POLICIES[policy].in_(language)}" + (f" ({say['unverified']})" if doubtful else ""))
    if decision.hypothetical:
        headline.append(f"  [{say['hypothetical']}]", style="bold yellow")
    yield headline
    name = f"{decision.transaction_id} · " if decision.transaction_id else ""
    yield Styled(f"{name}{say['as_of']} {decision.as_of} · {say['verified']} {decision.verified_through}", style="dim")
    for warning in decision.warnings:
        yield Styled(f"! {warning.in_(language)}", style="yellow")
    if chain := _chain(decision, language, say):
        yield Styled(chain)
    yield Styled()
    for line in decision.lines:
        yield from _line(line, language, say)
    matches = (match_text(party_match(each, language), _who(each, language), language) for each in decision.party_matches)
    yield from _section(say["matches"], matches)
    shown = [f for f in decision.findings if f.rule.kind is not Kind.notice]
    yield from _section(say["because"], (_finding(f, rules, language, say) for f in shown))
    if decision.questions:
        asks = (Styled(f"? {q.ask.in_(language)}  [{q.fact}]") for q in decision.questions)
        yield from _section(say["questions"], asks)
    misses = (_near_miss(miss, decision, rules, language) for miss in decision.near_misses[:NEAREST])
    yield from _section(say["near"], misses)
    notices = [f for f in decision.findings if f.rule.kind is Kind.notice]
    yield from _section(say["notices"], (_notice(f, rules, language) for f in notices))
    yield from _section(say["would"], (_finding(f, rules, language, say, decides=False) for f in decision.would_apply))
    duties = [f for f in decision.undecided if f.rule.kind is Kind.duty]
    yield from _section(say["undecided"], (_open(f, rules, language) for f in duties))
    yield Styled(say["disclaimer"], style="dim")


def _chain(decision: Decision, language: Language, say: dict[str, str]) -> str:
    """Say who stands behind whom in a service: provider ← reseller ← user; nothing for a deal without a provider."""
    links = []
    for role in CHAIN:
        for party in (each for each in decision.parties if each.role == role):
            where = party.values.get("party.country") or party.values.get("party.headquarters")
            place = f" ({where.value})" if where else ""
            links.append(f"{ROLE_NAMES[role].in_(language)}: {party.label or say['not_stated']}{place}")
    return " ← ".join(links) if any(each.role in CHAIN[:-1] for each in decision.parties) else ""


def _who(match: PartyMatch, language: Language) -> str:
    return f"{ROLE_NAMES[match.role].in_(language)} {match.party}".strip()


def _section(title: str, blocks: Iterable[RenderableType]) -> Iterator[RenderableType]:
    shown = list(blocks)
    if shown:
        yield Styled(title, style="bold")
        yield from (Padding(block, (0, 0, 0, 2), expand=False) for block in shown)
        yield Styled()


def _line(result: LineResult, language: Language, say: dict[str, str]) -> Iterator[RenderableType]:
    line = result.line
    what = line.item.description or line.item.part_number or line.item.chip or line.item.eccn or say["item"]
    head = Styled(f"{say['line']} {line.number}: {' '.join(what.split())}", style="bold")
    if line.item.quantity is not None:
        head.append(f" × {plain(line.item.quantity)}", style="bold")
    if (hours := line.rows[0].values.get("item.hours")) is not None:
        head.append(f" · {plain(hours.value)} {say['hours']}", style="bold")
    yield head
    if line.resolution is not None:
        yield Styled(f"  → {line.resolution.evidence_ko if language == 'ko' else line.resolution.evidence_en}")
    figures = []
    for row in line.rows:
        for fact, label in (("item.tpp", "TPP"), ("item.performance_density", "PD")):
            if fact in row.values:
                figures.append(f"{label} {plain(row.values[fact].value, language)}")
    tier = ", ".join(result.tier) or say["no_tier"]
    yield Styled(f"  {' · '.join([*figures, tier])}")
    yield Styled()


def _finding(
    finding: Finding, rules: RuleSet, language: Language, say: dict[str, str], *, decides: bool = True
) -> RenderableType:
    version = finding.version
    head = Styled()
    if finding.truth is None and finding.outcome is not Outcome.information_needed:
        head.append(f"{say['open']}: ", style="yellow")
    elif finding.rule.kind is not Kind.notice:
        head.append(f"{OUTCOMES[finding.outcome].in_(language)}: ", style=COLOURS[finding.outcome])
    head.append(finding.rule.title.in_(language), style="bold")
    head.append(f"  [{finding.rule.id}]", style="dim")
    since = say["earlier"] if version.start == EARLIER else version.start.isoformat()
    facts = [force(version, language), say["since"].format(since)]
    if finding.rule.kind is not Kind.control:
        facts.insert(0, KINDS[finding.rule.kind].in_(language))
    if not finding.verified:
        facts.append(say["unverified"])
    if finding.review:
        doubt = "" if finding.review_verified else f" ({say['unverified']})"
        perhaps = dict.fromkeys(POLICIES[each.policy].in_(language) for each in finding.open_reviews)
        instead = f" ({say['perhaps']}: {', '.join(perhaps)})" if perhaps else ""
        facts.append(POLICIES[finding.review.policy].in_(language) + doubt + instead)
    lines: list[RenderableType] = [head, Styled("  " + " · ".join(facts))]
    lines.append(Styled(f"  {because(finding.trace, rules, language)}"))
    lines += [Styled(f"  § {text}", style="dim") for text in citation_lines(version.cite)]
    for note in (version.note, finding.review.note if finding.review else None):
        if note:
            lines.append(Styled(f"  {note.in_(language)}", style="italic"))
    if version.text:
        lines.append(Styled(f"  {version.text.in_(language)}"))
    if finding.answer:
        lines.append(Styled(f"  {say['answer']}: {finding.answer}", style="bold"))
    lines += [Styled(f"  {line}") for line in _fields(finding, rules, language)]
    if finding.exceptions:
        lines.append(Styled(f"  {say['exceptions']}:"))
    lines += [Styled(f"  {_exception(each, rules, language)}") for each in finding.exceptions]
    if decides and (finding.truth is not None or finding.relief):
        for duty in finding.obligations:
            due = f" ({duty.due.in_(language)})" if duty.due else ""
            lines.append(Styled(f"  • {duty.what.in_(language)}{due}"))
    elif finding.version.obligations:  # of a proposal the title is enough; whoever assumes it sees what it asks
        asks = f"{say['obligations']} ({len(finding.version.obligations)}): --assume {finding.rule.id}"
        lines.append(Styled(f"  {asks}", style="dim"))
    return Group(*lines)


def _open(finding: Finding, rules: RuleSet, language: Language) -> RenderableType:
    """Name in two lines a duty that may apply and cannot be decided."""
    title = Styled(f"? {finding.rule.title.in_(language)}  [{finding.rule.id}]")
    return Group(title, Styled(f"  {because(finding.trace, rules, language)}"))


def _fields(finding: Finding, rules: RuleSet, language: Language) -> Iterator[str]:
    """Say for each party what a duty collects: a line for what is verified, given or missing."""
    doubt = f" ({WORDS['unverified'].in_(language)})"
    for role, party in dict.fromkeys((field.role, field.party) for field in finding.fields):
        who = f"{ROLE_NAMES[role].in_(language)}{f' ({party})' if party else ''}"
        for state, words in FIELD_STATES.items():
            labels = [
                rules.facts[field.fact].label.in_(language) + ("" if field.verified else doubt)
                for field in finding.fields
                if (field.role, field.party, field.state) == (role, party, state)
            ]
            if labels:
                yield f"{who} — {words.in_(language)}: {', '.join(labels)}"


def _near_miss(miss: NearMiss, decision: Decision, rules: RuleSet, language: Language) -> RenderableType:
    cite = citation_lines(near_miss_citations(miss, decision.as_of, rules))
    head = Styled(f"≈ {near_miss_text(miss, rules, language)}  [{miss.rule}]")
    return Group(head, *(Styled(f"  § {line}", style="dim") for line in cite))


def _exception(each: Considered, rules: RuleSet, language: Language) -> str:
    title = each.rule.title.in_(language)
    if each.barred_by:
        reason = rules.rules[each.barred_by].title.in_(language)
    else:
        reason = because(each.trace, rules, language)
    return f"{MARKS[each.truth]} {title}: {reason}"


def _notice(finding: Finding, rules: RuleSet, language: Language) -> RenderableType:
    text = finding.version.text
    lines = [Styled(f"i {finding.rule.title.in_(language)}  [{finding.rule.id}]")]
    if reason := because(finding.trace, rules, language, quiet=False):
        lines.append(Styled(f"  {reason}"))
    if text:
        lines.append(Styled(f"  {text.in_(language)}"))
    if finding.version.note:
        lines.append(Styled(f"  {finding.version.note.in_(language)}", style="italic"))
    lines += [Styled(f"  § {line}", style="dim") for line in citation_lines(finding.version.cite)]
    return Group(*lines)


def citation_lines(cite: Iterable[Citation]) -> Iterator[str]:
    """Render each citation on one line: reference, publication, date."""
    for each in cite:
        parts = [each.ref, each.published or "", each.on.isoformat() if each.on else ""]
        yield ", ".join(filter(None, parts))
