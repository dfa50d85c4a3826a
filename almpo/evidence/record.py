"""Base of all records."""

import hashlib

from pydantic import BaseModel, ConfigDict, model_validator


class Record(BaseModel):
    """An immutable value. Unknown keys are errors; floats must be finite."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Interval(Record):
    """From `low` to `high`, both included."""

    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> "Interval":
        if self.high < self.low:
            raise ValueError("an interval ends before it starts")
        return self


def content_id(*parts: object) -> str:
    """A stable id of 32 hex digits from what identifies the record, the same in every run."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:32]
