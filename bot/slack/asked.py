"""What an answer's buttons carry: enough to give the same answer again, wherever and by whichever process."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked: `before` is the context it followed up on, `page` which of its entries are shown,
    `user` who is said to have asked it ("" when that is not said)."""

    text: str
    before: str = ""
    page: int = 0
    user: str = ""

    @property
    def value(self) -> str:
        """For a button's value."""
        return json.dumps([self.text, self.before, self.page, self.user], ensure_ascii=False)

    @classmethod
    def of(cls, value: str) -> Asked:
        """The one that `value` was made of."""
        return cls(*json.loads(value))
