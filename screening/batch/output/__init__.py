"""The answers as a file: rows encoded by kind, and the unfinished file that becomes the output only when it is whole."""

from __future__ import annotations

from screening.batch.output.encoder import Encoder
from screening.batch.output.kinds import ENDINGS, encoder_for
from screening.batch.output.rejected import rejected_path, rejected_rows
from screening.batch.output.unfinished import Unfinished

__all__ = ["ENDINGS", "Encoder", "Unfinished", "encoder_for", "rejected_path", "rejected_rows"]
