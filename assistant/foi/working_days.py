"""Working days as the Freedom of Information Act counts them: no bank holiday anywhere in the United Kingdom.

FOIA s.10(6): a working day is any day but a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday
under the Banking and Financial Dealings Act 1971 in any part of the United Kingdom. EIR reg.2(1) takes the
same meaning. So Northern Ireland's 17 March and Scotland's 2 January count in England too; an office's own
closed days do not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import holidays

PARTS = ("ENG", "WLS", "SCT", "NIR")
# The Act is in force since 1 January 2005; the table of the library ends with this year.
FIRST_YEAR, LAST_YEAR = 2005, 2100
# One-off holidays are proclaimed a year or two ahead at most: later years hold the recurring ones alone.
PROCLAIMED_TO = 2027

Disregarded = Callable[[date], bool]


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year in England, Wales, Scotland and Northern Ireland together.

    Substitute days stand beside the days that they replace. Raises ValueError outside 2005 to 2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}.")
    return frozenset(day for part in PARTS for day in holidays.country_holidays("GB", part, years=year))


@lru_cache(maxsize=64)
def shared_holidays(year: int) -> frozenset[date]:
    """Those that England, Wales and Northern Ireland all keep: they put off no day that is due anywhere."""
    bank_holidays(year)  # refuses years outside the table
    each = [set(holidays.country_holidays("GB", part, years=year)) for part in ("ENG", "WLS", "NIR")]
    return frozenset(set.intersection(*each))


def is_working_day(day: date) -> bool:
    """FOIA s.10(6), EIR reg.2(1). Christmas Day and Good Friday are among the holidays, as the Act asks."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_day_after(start: date, count: int, disregarded: Disregarded | None = None) -> date:
    """The ``count``-th working day following ``start``, which is itself never counted (FOIA s.10(1)).

    ``disregarded`` says of a day whether it is left out besides (s.10(2): days waiting for a fee).
    """
    if count < 1:
        raise ValueError(f"Working days are counted from one, not from {count}.")
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day) and not (disregarded and disregarded(day))
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days follow ``start`` up to and including ``end``; negative where that is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
