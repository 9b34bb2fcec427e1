"""A vector for what each statement says, for links between documents.

Takes statements and the reading, gives (statement id, vector) pairs; decides nothing.
"""

from __future__ import annotations

from dataclasses import replace

from hearsay.model.reading import Reading
from hearsay.types import Analysis


def propositions(analysis: Analysis) -> Analysis:
    """The proposition vectors of all statements, in the order of the statements."""
    reading = analysis.reading or Reading()
    found = []
    for statement in analysis.statements:
        vector = reading.proposition(statement.content)
        if vector is not None:
            found.append((statement.id, vector))
    return replace(analysis, vectors=tuple(found))
