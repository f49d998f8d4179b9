"""OFAC's list in XML, the legacy schema (`sdn.xml`, `consolidated.xml`: an `sdnList` of `sdnEntry`).

Read with defusedxml: a document type or an entity, which a list never has and an entity bomb needs, is refused outright.
Entries are taken one at a time and dropped again, so memory does not grow with the file. Namespaces are ignored, since
OFAC has changed its own twice. `publshInformation` is misspelt by OFAC and part of the format.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from screening.parties.listed import AliasKind, ListedParty, Listing, PartyKind
from screening.parties.lists.fields import aliases, birth, clean, country, day, unique
from screening.parties.lists.ofac_csv import CONSOLIDATED, SDN
from screening.parties.lists.reading import Inspection, Part, Reading
from screening.parties.lists.remarks import read_remarks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT = "ofac-xml"
KINDS: dict[str, PartyKind] = {"individual": "individual", "entity": "entity", "vessel": "vessel", "aircraft": "aircraft"}
ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")


def read_ofac_xml(part: Part) -> Reading:
    """Read an `sdnList`; raise `InvalidInput` for another schema, a document type or an entity."""
    inspection = Inspection(part)
    label = CONSOLIDATED if part.name.rpartition("/")[2].lower().startswith("cons") else SDN
    parties: list[ListedParty] = []
    stated: date | None = None
    promised: int | None = None
    number = 0
    try:
        for element in _elements(part, inspection):
            match _tag(element):
                case "publshInformation" | "publishInformation":
                    stated = day(_text(element, "Publish_Date"), "%m/%d/%Y")
                    count = _text(element, "Record_Count")
                    promised = int(count) if count.isdigit() else None
                case "sdnEntry":
                    number += 1
                    if party := _party(element, label):
                        parties.append(party)
                    else:
                        inspection.quarantine(number, "an entry without number (`uid`) or name")
    except ParseError as error:
        line, column = error.position
        inspection.quarantine(number + 1, f"the XML breaks off or is not well-formed (line {line}, column {column + 1})")
    except DefusedXmlException:
        message = "it declares a document type or entities, which no official list does"
        raise inspection.unreadable("E402", message, "it may be an attack: fetch the file again from OFAC") from None
    if promised is not None and promised != number:
        message = f"it holds {number:,} entries and says that there are {promised:,}"
        inspection.fault("E402", message, "the file is cut off or was edited: fetch it again")
    return inspection.reading(FORMAT, parties, stated)


def _elements(part: Part, inspection: Inspection) -> Iterator[Element]:
    """Yield the children of the root as they close, emptying each afterwards."""
    root: Element | None = None
    depth = 0
    for event, element in iterparse(io.BytesIO(part.data), events=("start", "end"), forbid_dtd=True):
        if event == "start":
            depth += 1
            if root is None:
                root = element
                if _tag(root) != "sdnList":
                    hint = "the advanced schema is not read: give sdn.xml" if _tag(root) == "Sanctions" else "give sdn.xml"
                    raise inspection.unreadable("E401", f"the root is `{_tag(root)}`, not `sdnList`", hint)
            continue
        depth -= 1
        if depth == 1 and root is not None:
            yield element
            root.clear()


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element, *path: str) -> str:
    for step in path:
        found = next((child for child in element if _tag(child) == step), None)
        if found is None:
            return ""
        element = found
    return clean(element.text or "")


def _each(element: Element, outer: str) -> list[Element]:
    return [child for block in element if _tag(block) == outer for child in block]


def _name(element: Element) -> str:
    """Return the name as OFAC prints it in its other formats: "LAST, First" for a person."""
    return ", ".join(filter(None, (_text(element, "lastName"), _text(element, "firstName"))))


def _alias(element: Element) -> tuple[str, AliasKind]:
    if _text(element, "category").lower() == "weak":
        return _name(element), "weak"
    return _name(element), "former" if _text(element, "type").lower().startswith("f") else "alias"


def _party(element: Element, label: str) -> ListedParty | None:
    entry, name = _text(element, "uid"), _name(element)
    if not entry or not name:
        return None
    births = [_text(item, "dateOfBirth") for item in _each(element, "dateOfBirthList")]
    addresses = [
        tuple(filter(None, (_text(item, part) for part in ADDRESS))) for item in _each(element, "addressList")
    ]
    places = [_text(item, "country") for block in ("addressList", "nationalityList", "citizenshipList")
              for item in _each(element, block)]  # fmt: skip
    remarks = _text(element, "remarks")
    imprecise = [f"DOB {text}" for text in births if not birth(text)]
    return ListedParty(
        sublist=label,
        entry=entry,
        names=aliases(name, [*map(_alias, _each(element, "akaList")), *read_remarks(remarks).names]),
        kind=KINDS.get(_text(element, "sdnType").lower()),
        countries=unique(map(country, places)),
        addresses=tuple(", ".join(each) for each in addresses if len(each) > 1),
        birth_dates=tuple(dict.fromkeys(read for text in births if (read := birth(text)))),
        listings=(Listing(programmes=tuple(clean(each.text or "") for each in _each(element, "programList"))),),
        remarks="; ".join(filter(None, (_text(element, "title"), remarks, *imprecise))),
    )
