"""Training compute as an interval with its basis: stated operations, 6·N·D, or what the rented chips can do at all.

A dense transformer takes about six operations per parameter and token: two forward, four backward; recomputing all
activations adds two more. Of a mixture of experts only the active parameters count, so total parameters alone give an
upper bound. Chips bound a run from above: chips x hours x peak rate. The peak rate at b bits is at most TPP / b
teraoperations a second, because TPP is the highest product of rate and bit length (ECCN 3A090, technical note 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from screening.engine.row import Interval, Known
from screening.facts.hardware import Line
from screening.facts.transaction import Training
from screening.terms import Text

PER_TOKEN = (Decimal(6), Decimal(8))
"""Operations per parameter and token: without and with full recomputation of activations."""

FEWEST_BITS = Decimal(4)
"""Where no precision is stated the bound is drawn at 4 bits, the lowest at which models are trained."""

SECONDS = Decimal(3600)
TERA = Decimal(10) ** 12


def training_operations(training: Training | None, lines: Iterable[Line]) -> Known | None:
    """Return the operations of the run as a number or interval with its basis, or None if nothing bounds them."""
    if training is not None and training.operations is not None:
        return Known(training.operations, Text("given", "입력값"))
    estimated = _from_model(training) if training is not None else None
    return estimated or capacity(training, lines)


def capacity(training: Training | None, lines: Iterable[Line]) -> Known | None:
    """Return what the chips can compute in the stated hours; None unless chips, hours and performance are all known."""
    chip_hours = list(_tpp_hours(lines))
    if not chip_hours or any(each is None for each in chip_hours):
        return None
    total = sum((each for each in chip_hours if each is not None), Decimal(0)) * SECONDS * TERA
    bits = training.precision_bits if training else None
    share = training.utilisation if training else None
    high = total / (bits or FEWEST_BITS) * (share or 1)
    low = high if share is not None and bits is not None else None  # without both, nothing bounds it from below
    detail = f"TPP·h {chip_hours[0]:f}" if len(chip_hours) == 1 else f"{len(chip_hours)} lines"
    used = f"{share:f}" if share is not None else "≤ 1"
    width = f"{bits or FEWEST_BITS} bit"
    return Known(
        high if low == high else Interval(low, high),
        Text(
            f"chips x hours x peak rate x utilisation ({detail}; {width}; utilisation {used})",
            f"칩 수 × 시간 × 최대 속도 × 가동률({detail}; {width}; 가동률 {used})",
        ),
    )


def doubts(training: Training | None, lines: Iterable[Line]) -> Iterator[Text]:
    """Yield a warning where the stated run cannot be done on the rented chips in the rented hours."""
    lines = list(lines)
    stated, most = training_operations(training, lines), capacity(None, lines)
    if training is None or stated is None or most is None:
        return
    low = stated.value.low if isinstance(stated.value, Interval) else stated.value
    high = most.value.high if isinstance(most.value, Interval) else most.value
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
        yield Text(
            f"the stated training run takes {low:.3g} operations; the rented chips and hours allow at most {high:.3g}",
            f"입력된 학습에는 {low:.3g}회 연산이 필요하나, 임대한 칩과 시간으로는 최대 {high:.3g}회만 가능함",
        )


def _from_model(training: Training) -> Known | None:
    if training.tokens is None or (training.active_parameters or training.parameters) is None:
        return None
    size = training.active_parameters or training.parameters
    assert size is not None
    low, high = (factor * size * training.tokens for factor in PER_TOKEN)
    if training.active_parameters is not None:
        return Known(Interval(low, high), Text("6·N·D of the active parameters, 8·N·D if all is recomputed",
                                               "활성 매개변수의 6·N·D(재계산 시 8·N·D)"))
    return Known(Interval(None, high), Text("at most 8·N·D; fewer operations if the model is a mixture of experts",
                                            "최대 8·N·D, 전문가 혼합(MoE) 모델이면 더 적음"))


def _tpp_hours(lines: Iterable[Line]) -> Iterator[Decimal | None]:
    """Yield TPP x chips x hours of every line of chips; None where one of them is not known."""
    for line in lines:
        for row, count in zip(line.rows, line.counts, strict=True):
            kind = row.values.get("item.kind")
            if kind is not None and kind.value != "processor":
                continue
            tpp, hours = row.values.get("item.tpp"), row.values.get("item.hours")
            exact = tpp.value if tpp is not None else None
            spent = hours.value if hours is not None else None
            if isinstance(exact, Decimal) and isinstance(spent, Decimal) and count is not None:
                yield count * exact * spent
            else:
                yield None
