"""The shape of a transaction as users write it (JSON, YAML, later CSV and HTTP): the border, and nothing but.

Unknown keys, wrong types, impossible dates, unknown countries and absurd numbers are errors that say where and how to
mend them. Numbers, dates and codes are never guessed: text is converted only if it is exactly a number, a date or a
code. The field names are the contract's.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from screening.facts.fields import Country, Day, Eccn, Number, Text, Truth
from screening.terms import ROLES

TOLERANCE = Decimal("0.05")  # published densities are rounded
MAX_QUANTITY = Decimal(100_000_000)  # more chips than have ever been made of one kind: a slip of the pen

Activity = Literal[
    "export", "reexport", "in_country_transfer", "cloud_rental", "model_access", "technology_release", "support"
]
MOVEMENTS = ("export", "reexport", "in_country_transfer")
"""Activities that need an item."""
IdentityField = Literal[
    "name", "other_names", "address", "principal_place_of_business", "incorporated_in", "place_of_use", "email", "phone",
    "national_id", "payment_source", "payment_identifier", "ip_addresses", "ip_times",
]  # fmt: skip
Kind = Literal["processor", "memory_stack", "network", "accessory", "cpu", "software", "technology", "other"]


class Part(BaseModel):
    """Base of every part of a transaction."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Identity(Part):
    """What is known of who a customer is; null means not given. `verified` lists the fields checked by `verified_by`.

    A method without a list means that all given fields were checked by it; a list without a method counts for nothing.
    """

    other_names: list[Text] = Field(default=[], max_length=50)
    principal_place_of_business: Text | None = None
    place_of_use: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    national_id: Text | None = None
    payment_source: Text | None = None
    payment_identifier: Text | None = None
    ip_addresses: list[Text] = Field(default=[], max_length=1000)
    ip_times: Text | None = None
    verified_by: Text | None = None
    verified: list[IdentityField] | None = None


class Person(Part):
    """What parties and their owners have in common: natural person or entity, and where they belong."""

    kind: Literal["individual", "entity"] | None = None
    country: Country | None = None
    headquarters: Country | None = None
    address: Text | None = None
    citizenship: Country | None = None
    permanent_resident_of: Country | None = None
    incorporated_in: Country | None = None
    incorporated_on: Day | None = None
    birth_date: Day | None = None
    us_person: Truth | None = None
    substantial_control: Truth | None = None
    identity: Identity | None = None


class Owner(Person):
    """Who owns a party, with the share in percent (unknown if left out), and their owners in turn."""

    name: Text
    share: Annotated[Number, Field(le=100)] | None = None
    owners: list[Owner] = Field(default=[], max_length=100)


class Party(Person):
    """Someone in the transaction. `parent: none` says that there is no parent company."""

    role: Literal[*ROLES]  # type: ignore[valid-type]
    name: Text | None = None
    parent: Text | None = None
    parent_country: Country | None = None
    government_of: Country | Literal["none"] | None = None
    front_end_fab: Truth | None = None
    osat: Truth | None = None
    freight_forwarder: Truth | None = None
    address_kind: Literal["residential", "commercial", "mail_drop", "shared_office"] | None = None
    online_presence: Truth | None = None
    nominee_directors: Truth | None = None
    payment_method: Literal["bank", "card", "cash", "crypto"] | None = None
    ip_countries: Annotated[list[Country], Field(max_length=200)] | None = None
    owners: list[Owner] = Field(default=[], max_length=100)

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
    power_w: Annotated[Number, Field(gt=0)] | None = None
    published: Truth | None = None
    model_weights: Truth | None = None
    training_operations: Number | None = None
    single_tenant: Truth | None = None

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
    """What is known of a training run: operations as such, or what they can be estimated from.

    `active_parameters` are those at work on one token (a mixture of experts has more); `utilisation` is the share of the
    chips' peak rate that the run reaches; `precision_bits` the bit length it computes in.
    """

    operations: Number | None = None
    parameters: Number | None = None
    active_parameters: Number | None = None
    tokens: Number | None = None
    utilisation: Annotated[Number, Field(gt=0, le=1)] | None = None
    precision_bits: Annotated[Number, Field(ge=4, le=64)] | None = None


class EndUse(Part):
    """What the item is for."""

    description: Text | None = None
    purpose: Literal["training", "inference", "other"] | None = None
    training: Training | None = None
    data_center_power_mw: Number | None = None
    military: Truth | None = None
    military_intelligence: Truth | None = None
    nuclear: Truth | None = None
    missile: Truth | None = None
    chemical_biological: Truth | None = None
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
        if self.activity in MOVEMENTS and not self.items:
            raise ValueError(f"an {self.activity.replace('_', ' ')} needs at least one entry in `items`")
        return self
