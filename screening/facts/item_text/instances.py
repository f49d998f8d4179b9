"""Names of cloud instances in a text: exact types, wildcards and bare families.

A type is matched as it is written, whole and without regard to case; prefixes such as `Standard_` and `ml.` may be there or
not. What is an ordinary word elsewhere ("A4", "v2-8", "p5") counts only beside its provider's name or a word that says
cloud, and never beside paper. A family is known by its chip only where every size holds the same one. Every name that is
found leaves a mark in the text, so that counts are read around it as around any product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from screening.facts.catalogue.product import Catalogue, Instance
from screening.facts.item_text.words import INSTANCE, Word
from screening.terms import Text

FIRST_MARK = 0xE000  # private use area: no text means anything by these characters
MARKS = 6_400  # of them; a text of 2,000 characters holds no more names
RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._*-]*")
COUNT_BEFORE = re.compile(r"^\d+[x*]", re.IGNORECASE)  # "2xp4d.24xlarge"
COUNT_AFTER = re.compile(r"(?:[x*]\d+|-\d+)$", re.IGNORECASE)  # "p4d.24xlargex2"
NEAR = 3  # letters that a misspelt type may have wrong, to be asked about


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with a mark for every instance found, and what else it says of clouds.

    `unlisted` are names that look like instances and are none of the catalogue; `providers` those named or meant.
    """

    text: str
    found: Mapping[str, tuple[Instance, str]]
    unlisted: tuple[str, ...]
    providers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name at a place: the instances it can mean, and what has to stand in the text for it to count."""

    start: int
    end: int
    instances: tuple[Instance, ...]
    weak: bool = False
    family: bool = False


class InstanceIndex:
    """Every name of every instance. Build once, read for ever."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names: dict[str, list[Instance]] = {}
        self._weak: set[str] = set()
        self._wild: dict[str, Instance] = {}
        self._families: dict[str, list[Instance]] = {}
        for instance in catalogue.instances:
            for name in (instance.type, *instance.aliases, *instance.weak_names):
                self._add(instance, name.casefold())
            if instance.type.endswith(".*"):
                stem = instance.type.casefold().removesuffix("*")
                self._wild |= dict.fromkeys(self._spellings(instance, stem), instance)
            for name in instance.families:
                for spelling in self._spellings(instance, name.casefold()):
                    self._families.setdefault(spelling, []).append(instance)
        phrases = {name for name in (*self._names, *self._families) if " " in name}
        self._phrase = {_squeezed(name): name for name in phrases}
        self._phrases = _any_of(phrases, gap="[ _-]?")
        self._providers = {name: _any_of(each.names) for name, each in catalogue.providers.items()}
        self._cloud = _any_of(catalogue.rental.get("cloud", ()))
        self._goods = _any_of(catalogue.rental.get("goods", ()))

    def _add(self, instance: Instance, name: str) -> None:
        """Know an instance by a name; a prefix such as `tpu-` says what an ordinary word would leave open."""
        weak = {each.casefold() for each in instance.weak_names}
        ordinary = name in weak or instance.type.casefold() in weak
        prefixes = tuple(prefix.casefold() for prefix in self._catalogue.providers[instance.provider].prefixes)
        for spelling in self._spellings(instance, name):
            named = self._names.setdefault(spelling, [])
            if instance not in named:
                named.append(instance)
            if ordinary and not spelling.startswith(prefixes):
                self._weak.add(spelling)

    def _spellings(self, instance: Instance, name: str) -> Iterator[str]:
        """The name with and without each prefix of the provider."""
        prefixes = [prefix.casefold() for prefix in self._catalogue.providers[instance.provider].prefixes]
        bare = next((name.removeprefix(prefix) for prefix in prefixes if name.startswith(prefix)), name)
        yield from dict.fromkeys((name, bare, *(prefix + bare for prefix in prefixes)))

    def read(self, text: str, *, certain: bool = False) -> Marked:
        """Find the instances of a folded text; `certain` when something is known to be an instance from elsewhere."""
        hits = list(self._hits(text))
        strong = [hit for hit in hits if not hit.weak and not hit.family]
        named = {name for name, words in self._providers.items() if words.search(text)}
        named |= {instance.provider for hit in strong for instance in hit.instances}
        cloud, goods = certain or bool(self._cloud.search(text)), bool(self._goods.search(text))
        sure = list(strong)
        for hit in hits:
            if hit in strong or (goods and (hit.weak or _is_vague(text[hit.start : hit.end]))):
                continue
            meant = [instance for instance in hit.instances if instance.provider in named]
            if not meant and (certain or (hit.family and (cloud or not _is_vague(text[hit.start : hit.end])))):
                meant = list(hit.instances)
            if not meant and hit.weak:
                meant = [each for each in hit.instances if each.context and _any_of(each.context).search(text)]
            if meant:
                sure.append(replace(hit, instances=tuple(meant)))
        exact = {instance for hit in sure if not hit.family for instance in hit.instances}
        sure = [hit for hit in sure if not hit.family or exact.isdisjoint(hit.instances)]
        return self._mark(text, sorted(sure, key=lambda hit: hit.start)[:MARKS], named)

    def nearest(self, text: str) -> str | None:
        """Return the type of the instance whose spelling is nearest to a text, if one is near."""
        said = text.casefold().strip()
        errors = min(NEAR, len(said) // 4)  # in a short name every letter tells types apart
        found = process.extract(said, self._names.keys(), scorer=OSA.distance, score_cutoff=errors, limit=None)
        if not found:
            return None
        # Of names as near, the one that begins alike: people err in the size more than in the family.
        best, _, _ = min(found, key=lambda each: (each[1], -Prefix.similarity(said, each[0]), each[0]))
        return self._names[best][0].type

    def _hits(self, text: str) -> Iterator[_Hit]:
        """Every name at its place, phrases before single words; none inside another."""
        taken = 0
        spans = [(match, True) for match in self._phrases.finditer(text)]
        spans += [(match, False) for match in RUN.finditer(text)]
        for match, phrase in sorted(spans, key=lambda span: (span[0].start(), not span[1])):
            if match.start() < taken:
                continue
            start, end = match.span()
            said = match.group()
            hit = self._look(start, self._phrase[_squeezed(said)]) if phrase else self._run(start, said)
            if hit is not None:
                hit = replace(hit, end=end) if phrase else hit
                yield hit
                taken = hit.end

    def _run(self, start: int, run: str) -> _Hit | None:
        """The name in a run of letters, digits and joiners, without the count glued to it."""
        head = COUNT_BEFORE.match(run)
        for first in dict.fromkeys((0, head.end() if head else 0)):
            whole = run[first:]
            bare = whole.rstrip("._-")
            tail = COUNT_AFTER.search(bare)
            for name in dict.fromkeys((whole, bare, bare.rstrip("._-*"), bare[: tail.start()] if tail else bare)):
                if name and (hit := self._look(start + first, name)) is not None:
                    return hit
        return None

    def _look(self, start: int, name: str) -> _Hit | None:
        folded, end = name.casefold(), start + len(name)
        if (known := self._names.get(folded)) is not None:
            return _Hit(start, end, tuple(known), weak=folded in self._weak)
        stem, dot, size = folded.rpartition(".")
        if dot and size and (wild := self._wild.get(stem + dot)) is not None:
            return _Hit(start, end, (replace(wild, name=f"{wild.provider} {name}", type=name),))
        family = self._families.get(folded.removesuffix(".*"))
        return _Hit(start, end, tuple(dict.fromkeys(family)), family=True) if family else None

    def _mark(self, text: str, hits: Iterable[_Hit], named: set[str]) -> Marked:
        """Put a mark for every hit, and a blank for what looks like an instance and is none."""
        found: dict[str, tuple[Instance, str]] = {}
        pieces: list[str] = []
        unlisted: list[str] = []
        providers, at = set(named), 0
        for hit in hits:
            pieces.append(_blanked(text[at : hit.start], unlisted))
            mark, said = chr(FIRST_MARK + len(found)), text[hit.start : hit.end]
            one = hit.instances[0] if len(hit.instances) == 1 and not hit.family else _one_of(hit.instances, said)
            found[mark] = (one, said)
            providers |= {instance.provider for instance in hit.instances}
            pieces.append(mark)
            at = hit.end
        rest = _blanked(text[at:], unlisted)
        marked = "".join((*pieces, rest)) if found else text
        return Marked(marked, found, tuple(dict.fromkeys(unlisted)), frozenset(providers))

    def is_size(self, name: str) -> bool:
        """Whether a name that is no instance looks like another size of a family of the catalogue."""
        parts = re.split(r"(?=[._-])", name.casefold())
        return any("".join(parts[:count]) in self._families for count in range(1, len(parts)))


def with_instances(words: Iterable[Word], found: Mapping[str, tuple[Instance, str]]) -> list[Word]:
    """Put the instances among the words, in the place of their marks."""
    return [
        replace(word, labels=frozenset({"product"}), products=(found[word.text][0],), text=found[word.text][1])
        if word.text in found
        else word
        for word in words
    ]


def _is_vague(name: str) -> bool:
    """Whether a family's name could be anything: "p5", "ND v2"; not "a2-highgpu", "ecs.gn8v" or "ND H100 v5"."""
    return not re.search("[._-]", name) and len(name.split()) <= len(("ND", "v2"))


def _one_of(instances: tuple[Instance, ...], said: str) -> Instance:
    """One instance for all sizes of a family: with what they share, and a note of what they do not."""
    first = instances[0]
    chips = list(dict.fromkeys(instance.chip for instance in instances))
    counts = list(dict.fromkeys(instance.count for instance in instances))
    sizes = ", ".join(sorted((f"{count:f}" for count in counts if count is not None), key=float))
    note: Text | None = None
    if len(chips) > 1:
        note = Text("the sizes of the family hold different chips", "계열의 크기마다 칩이 다름")
    elif len(counts) > 1:
        note = Text(f"the sizes of the family hold {sizes}: the size is not stated", f"크기별 {sizes}개이며 크기가 명시되지 않음")
    elif sizes:
        note = Text("every size of the family holds as many", "계열의 모든 크기가 같은 개수")
    notes = [each for each in (note, *dict.fromkeys(each.note for each in instances)) if each is not None]
    return replace(
        first,
        id=f"{first.provider} {said}", name=f"{first.provider} {said}", type=said, aliases=(),
        chip=chips[0] if len(chips) == 1 else None,
        count=counts[0] if len(counts) == 1 else None,
        alternatives=tuple(((chip, 1),) for chip in chips if chip is not None) if len(chips) > 1 else (),
        note=Text("; ".join(each.en for each in notes), "; ".join(each.ko for each in notes)) if notes else None,
    )  # fmt: skip


def _blanked(text: str, unlisted: list[str]) -> str:
    """The text without what only looks like an instance, and without marks that are not ours."""
    unlisted.extend(match.group().rstrip(".,;:)") for match in INSTANCE.finditer(text))
    return re.sub("[\ue000-\uf8ff]", " ", INSTANCE.sub(" ", text))


def _squeezed(text: str) -> str:
    return re.sub("[ _-]", "", text.casefold())


def _any_of(names: Iterable[str], gap: str = r"\s*") -> re.Pattern[str]:
    """Any of the names, a Latin one as a whole word, with `gap` for a space; nothing if there are none."""
    latin: list[str] = []
    others: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        written = gap.join(re.escape(part) for part in name.split())
        (latin if name[0].isascii() and name[-1].isascii() else others).append(written)
    spellings = [f"(?<![A-Za-z0-9])(?:{'|'.join(latin)})(?![A-Za-z0-9])"] if latin else []
    return re.compile("|".join((*spellings, *others)) or r"(?!)", re.IGNORECASE)
