"""The shape of a transaction as users write it (JSON, YAML, later CSV and HTTP): the border, and nothing but.

Unknown keys, wrong types, impossible dates, unknown countries and absurd numbers are errors that say where and how to
mend them. Numbers, dates and codes are never guessed: text is converted only if it is exactly a number, a date or a
code. The field names are the contract's.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from screening.language.facts import Unfit, iso_date, number, show
from screening.places import Place, UnknownPlace, place
from screening.terms import ROLES

MAX_TEXT = 4000  # characters; a description is a line, an end-use statement a paragraph
TOLERANCE = Decimal("0.05")  # published densities are rounded
MAX_QUANTITY = Decimal(100_000_000)  # more chips than have ever been made of one kind: a slip of the pen


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise ValueError(f"{show(raw)} is not a number")
    if isinstance(raw, float):
        if not math.isfinite(raw):
            raise ValueError("neither NaN nor infinity is a number here; leave the field out if it is not known")
        return Decimal(str(raw))
    if isinstance(raw, int | Decimal):
        return Decimal(raw)
    if isinstance(raw, str) and re.fullmatch(r"[+-]?\.?(nan|inf(inity)?)", raw.strip(), re.IGNORECASE):
        raise ValueError("neither NaN nor infinity is a number here; leave the field out if it is not known")
    try:
        return number(raw)
    except Unfit as error:
        raise ValueError(f"{error.message}; {error.hint}".rstrip("; ")) from None


def _day(raw: object) -> date:
    if isinstance(raw, date):
        return raw
    try:
        return iso_date(raw)
    except Unfit as error:
        raise ValueError(f"{error.message}; {error.hint}".rstrip("; ")) from None


def _bool(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(f"`{show(raw)}` is not a truth value; write true or false (leave it out if unknown)")
    return raw


def _place(raw: object) -> Place:
    if isinstance(raw, Place):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, str):
        raise ValueError(f"`{show(raw)}` is not a country; write a code such as CN or a name")
    try:
        return place(raw)
    except UnknownPlace as error:
        raise ValueError(str(error)) from None


def _text(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise ValueError(f"a text is expected, not {show(raw)}")
    text = str(raw)
    if not text.strip():
        raise ValueError("it is blank; leave the field out if it is not known")
    if len(text) > MAX_TEXT:
        raise ValueError(f"it has {len(text):,} characters; at most {MAX_TEXT:,} are read")
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r":
            raise ValueError(f"it contains the control character U+{ord(character):04X}; remove it")
    return text


def _eccn(raw: object) -> str:
    text = _text(raw).strip().upper()
    if text == "EAR99":
        return text
    if not re.fullmatch(r"[0-9][A-E][0-9]{3}([.][A-Z0-9]+)*", text):
        raise ValueError(f"`{text[:40]}` is not an ECCN; write e.g. 4A090.a, 5A992.c or EAR99")
    return text[:5] + text[5:].lower()


Number = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=Decimal("1e30"))]
Day = Annotated[date, BeforeValidator(_day)]
Truth = Annotated[bool, BeforeValidator(_bool)]
Country = Annotated[Place, BeforeValidator(_place)]
Text = Annotated[str, BeforeValidator(_text)]
Eccn = Annotated[str, BeforeValidator(_eccn)]
Activity = Literal[
    "export", "reexport", "in_country_transfer", "cloud_rental", "model_access", "technology_release", "support"
]
Kind = Literal["processor", "memory_stack", "network", "accessory", "cpu", "software", "technology", "other"]


class Part(BaseModel):
    """Base of every part of a transaction."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Owner(Part):
    """Who owns a party, with the share in percent (unknown if left out), and their owners in turn."""

    name: Text
    share: Annotated[Number, Field(le=100)] | None = None
    country: Country | None = None
    headquarters: Country | None = None
    owners: list[Owner] = Field(default=[], max_length=100)


class Identity(Part):
    """What is known of who a customer is; null means not given."""

    email: Text | None = None
    phone: Text | None = None
    national_id: Text | None = None
    payment_source: Text | None = None
    ip_addresses: list[Text] = []
    verified_by: Text | None = None


class Party(Part):
    """Someone in the transaction. `parent: none` says that there is no parent company."""

    role: Literal[*ROLES]  # type: ignore[valid-type]
    name: Text | None = None
    country: Country | None = None
    headquarters: Country | None = None
    parent: Text | None = None
    parent_country: Country | None = None
    address: Text | None = None
    government_of: Country | Literal["none"] | None = None
    front_end_fab: Truth | None = None
    osat: Truth | None = None
    owners: list[Owner] = Field(default=[], max_length=100)
    identity: Identity | None = None

    @model_validator(mode="after")
    def _shares_add_up(self) -> Party:
        total = sum((owner.share for owner in self.owners if owner.share is not None), Decimal(0))
        if total > 100:
            raise ValueError(f"the owners' shares add up to {total} percent")
        return self


class Item(Part):
    """One line: what it is, how many, and figures that override the catalogue."""

    description: Text | None = None
    part_number: Text | None = None
    eccn: Eccn | None = None
    chip: Text | None = None
    instance: Text | None = None
    quantity: Annotated[Number, Field(gt=0, le=MAX_QUANTITY)] | None = None
    hours: Number | None = None
    value: Number | None = None
    currency: Annotated[Text, Field(pattern=r"^[A-Z]{3}$")] | None = None
    tpp: Number | None = None
    performance_density: Number | None = None
    die_area_mm2: Annotated[Number, Field(gt=0)] | None = None
    io_bandwidth_gb_s: Number | None = None
    dram_bandwidth_gb_s: Number | None = None
    memory_bandwidth_density: Number | None = None
    data_center: Truth | None = None
    transistors_billion: Number | None = None
    has_hbm: Truth | None = None
    non_planar: Truth | None = None
    node_nm: Number | None = None
    designer_country: Country | None = None
    us_origin: Truth | None = None
    us_content_percent: Annotated[Number, Field(le=100)] | None = None
    foreign_direct_product: Truth | None = None
    kind: Kind | None = None
    form: Literal["ic", "module", "card", "board", "computer", "rack"] | None = None
    hs_chapter: Annotated[Text, Field(pattern=r"^\d{2}$")] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Item:
        if not (self.model_fields_set - {"quantity", "hours", "value", "currency"}):
            raise ValueError("an item needs a description, part_number, chip, instance, eccn or figures")
        if self.tpp is not None and self.performance_density is not None and self.die_area_mm2 is not None:
            computed = self.tpp / self.die_area_mm2
            if abs(computed - self.performance_density) > computed * TOLERANCE:
                raise ValueError(
                    f"performance_density {self.performance_density} contradicts tpp / die_area_mm2 = {computed:.4f}; "
                    "give two of the three"
                )
        return self


class Training(Part):
    """What is known of a training run."""

    operations: Number | None = None
    parameters: Number | None = None
    tokens: Number | None = None


class EndUse(Part):
    """What the item is for."""

    description: Text | None = None
    training: Training | None = None
    military: Truth | None = None
    military_intelligence: Truth | None = None
    supercomputer: Truth | None = None
    advanced_node_facility: Truth | None = None
    technical_evaluation: Truth | None = None


class Transaction(Part):
    """One transaction, real or hypothetical."""

    id: Text | None = None
    date: Day | None = None
    activity: Activity
    origin: Country | None = None
    destination: Country | None = None
    destination_region: Literal["crimea", "dnr", "lnr", "elsewhere"] | None = None
    hosting: Country | None = None
    via: Annotated[list[Country], Field(max_length=50)] | None = None
    parties: list[Party] = Field(default=[], max_length=200)
    items: list[Item] = Field(default=[], max_length=1000)
    end_use: EndUse | None = None
    answers: dict[str, Any] = {}

    @model_validator(mode="after")
    def _moves_something(self) -> Transaction:
        if self.activity in ("export", "reexport", "in_country_transfer") and not self.items:
            raise ValueError(f"an {self.activity.replace('_', ' ')} needs at least one entry in `items`")
        return self
