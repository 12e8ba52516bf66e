"""Guessing passwords is slowed down, and what is kept for it is bounded."""

from ipaddress import IPv6Address

import pytest
from fakes_web import Clock
from hypothesis import given
from hypothesis import strategies as st

from assistant.web import throttle as module
from assistant.web.throttle import FORGOTTEN_S, Throttle, address_key


def failed(throttle: Throttle, times: int, key: str = "reed") -> None:
    for _ in range(times):
        throttle.failed(key)


def test_four_failures_cost_nothing_and_each_after_that_doubles_the_wait() -> None:
    clock = Clock()
    throttle = Throttle(5, clock=clock)
    waits = []
    for _ in range(9):
        throttle.failed("reed")
        waits.append(throttle.wait_s("reed"))
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16]
    assert throttle.wait_s("chair") == 0


def test_the_wait_passes_but_the_failures_count_on() -> None:
    clock = Clock()
    throttle = Throttle(5, clock=clock)
    failed(throttle, 8)
    clock.now += 7.5
    assert throttle.wait_s("reed") == 1
    clock.now += 0.5
    assert throttle.wait_s("reed") == 0
    throttle.failed("reed")
    assert throttle.wait_s("reed") == 16


def test_no_wait_is_longer_than_a_quarter_of_an_hour() -> None:
    throttle = Throttle(5, clock=Clock())
    failed(throttle, 3000)
    assert throttle.wait_s("reed") == 900


def test_who_shows_who_they_are_starts_anew() -> None:
    throttle = Throttle(5, clock=Clock())
    failed(throttle, 9)
    throttle.cleared("reed")
    assert throttle.wait_s("reed") == 0
    failed(throttle, 4)
    assert throttle.wait_s("reed") == 0


def test_a_success_takes_back_its_own_attempt_alone() -> None:
    throttle = Throttle(5, clock=Clock())
    failed(throttle, 6, "10.0.0.9")
    throttle.forgiven("10.0.0.9")
    assert throttle.wait_s("10.0.0.9") == 1
    throttle.forgiven("10.0.0.8")
    assert throttle.wait_s("10.0.0.8") == 0


def test_after_a_day_nothing_is_left() -> None:
    clock = Clock()
    throttle = Throttle(5, clock=clock)
    failed(throttle, 9)
    clock.now += FORGOTTEN_S
    throttle.failed("reed")
    assert throttle.wait_s("reed") == 0


def test_a_day_of_guessing_is_about_a_hundred_attempts() -> None:
    clock = Clock()
    throttle = Throttle(5, clock=clock)
    attempts = 0
    while clock.now < 1000 + FORGOTTEN_S:
        throttle.failed("reed")
        attempts += 1
        clock.now += throttle.wait_s("reed")
    assert attempts <= 110


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 100)
    throttle = Throttle(1, clock=Clock())
    for number in range(300):
        throttle.failed(f"name-{number}")
    assert len(throttle._failures) == 100
    assert throttle.wait_s("name-299") == 1
    assert throttle.wait_s("name-0") == 0


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("unknown", "unknown"),
    ],
)
def test_who_counts_as_one_address(address: str, key: str) -> None:
    assert address_key(address) == key


@given(st.ip_addresses(v=6).filter(lambda address: address.ipv4_mapped is None))
def test_one_network_is_one_key(address: IPv6Address) -> None:
    assert address_key(str(address)).endswith("/64")
