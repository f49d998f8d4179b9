"""Rows joined into transactions: ids are compared without the spaces around them, as intake compares them."""

import io

from screening.app import load_screener
from screening.batch.decider import Decider
from screening.batch.hand import Hand
from screening.batch.intake import open_source
from screening.batch.mapping import Mapping, resolve
from screening.batch.options import Options
from screening.batch.output import encoder_for

FILE = b"""transaction_id,date,activity,origin,destination,item,quantity
T-1,2024-06-03,export,US,CN,NVIDIA H100 SXM,8
 T-1 ,,,,,wired mouse,40
T-2,2024-06-03,export,US,DE,27-inch monitor,1
T-1,2024-06-03,export,US,DE,27-inch monitor,1
"""


def test_an_id_with_spaces_around_it_is_the_same_id() -> None:
    """The second row is a line of the first one's deal; the fourth stands apart, and is told as standing again."""
    source = open_source("-", stdin=io.BytesIO(FILE))
    decider = Decider(load_screener(), resolve(Mapping(), source.header), Mapping(), Options())
    (raw,) = source.raws()
    block = raw.read()
    numbered = decider.read(block)
    assert numbered.lines.tolist() == [2, 1, 1]
    answers = decider.decide(numbered).added
    assert answers.column("decision_id")[0] == answers.column("decision_id")[1]
    assert answers.column("outcome").to_pylist()[:2] == ["license_required"] * 2
    hand = Hand(decider, encoder_for("o.csv", source.header), "en", "transaction_id")
    ids = hand.ids(raw)
    assert ids.rows.tolist() == [2, 4, 5]
    assert ids.hashes[0] == ids.hashes[2] != ids.hashes[1]
