"""Words that deny one another: a small table of ours, made from what councils' papers decide and report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.write.wording import root, words

# What says the one | what says the other; phrases parted by commas. A word may stand in several lines.
_TABLE = """
approve, agree, adopt, accept, endorse, favour, authorise | refuse, reject, decline, oppose, turn down, veto
resolve, grant, back, authorise, adopt | reject, rule out, deny, dismiss, refuse, oppose
approve, agree, adopt, resolve, award, proceed | defer, postpone, adjourn, withdraw, abandon, cancel, pause
support, back, in favour, welcome | oppose, reject, against the proposal, criticise
refuse, withhold | grant, award, disclose, approve, release, provide in full
prefer, recommend, choose, select | reject, rule out, discount
increase, rise, grow, go up, up from | decrease, fall, reduce, drop, go down, come down, down from
climb, come up, grow, rise | shrink, decline, fall, drop, go down, come down
increase, rise, go up, higher than | below, lower than
improve, better | worsen, deteriorate, worse
more | fewer, less
exceed, above, more than, longer than, greater than | below, less than, fewer than, shorter than, fall below
higher, highest | lower, lowest
largest, biggest, greatest, larger, bigger | smallest, least, smaller
best, better | worst, worse
maximum, ceiling, cap, at most, the most | minimum, floor, at least, the least
longest, longer | shortest, shorter
oldest, older, elder | youngest, younger
most, majority | minority, few
surplus, underspend, under budget | deficit, overspend, over budget
before, earlier than, ahead of, prior to, until | after, later than, following, since
first | last
bring forward, earlier, early | put back, move back, delay, later, late
on time, on track | late, behind, off track
must, shall, have to, require, oblige, mandatory, compulsory | may, can, could, might, optional, voluntary
mandatory, compulsory, statutory | optional, voluntary, discretionary
will | cannot
will | may, might, could
exclude, without, excluding, exclusive | include, including, included, inclusive
open | close, closed
win, won, successful | lose, lost, unsuccessful
uphold, upheld | dismiss, overturn, reject
start, begin, commence, open, launch | end, cease, finish, expire, stop, run out, close
continue, keep, remain, go on, carry on, in force, renew, extend | cease, end, stop, terminate, discontinue
keep, retain, remain | abolish, scrap, discontinue, remove, withdraw, drop
publish, public | exempt, confidential, unpublished, private
disclose, release, publish | withhold, refuse, exempt
in house, directly | outsource, contract out
joint, jointly, together, shared, combine, single | separate, separately, alone, individual
internal | external
temporary, interim | permanent
fully, in full, whole, wholly, complete | partly, in part, partially, incomplete, one half, half
new | existing, current, present, old
present, current, existing | former, previous
draft, provisional | final, adopt
pass, achieve, meet | fail, miss, fall short
comply, compliant | breach, non compliant
agree | object, disagree, dispute
urgent | routine
positive, beneficial | negative, adverse
benefit, advantage | harm, disadvantage
strong, good | weak, poor, inadequate
sufficient, enough, adequate | insufficient, inadequate, shortage
free, free of charge | fee, pay for
eligible, qualify, entitle | ineligible, exclude
add | remove, delete
join | leave
leave, left | stay, remain
admit | discharge
appoint | dismiss, remove
complete, finish, deliver | outstanding, under way, ongoing, pending
frequent, often | rare, seldom
online, electronic | paper, by post
written, in writing | verbal, oral
formal | informal
direct | indirect
likely | unlikely
same, equal, identical | different, unequal
fixed | variable, vary
change, move, vary | unchanged, stay the same
agree | disagree
possible, feasible | impossible, impracticable, unfeasible
correct, accurate, right | incorrect, inaccurate, wrong
allow, permit, let | forbid, prohibit, prevent, ban, bar
admit, accept | deny
employ, recruit | dismiss, redundant
available | unavailable
raise | lower, cut, reduce
expand, widen | narrow
extend, lengthen, prolong | shorten, curtail
strengthen | weaken
tighten | relax, loosen
gain | lose
succeed, success | fail, failure
high | low
long | short
quick, fast | slow
common | rare
easy | difficult, hard
many | few
cheap, cheaper | dear, dearer, expensive, costlier
always | never
in advance, up front | in arrears
one off | recurring, recurrent, ongoing
capital | revenue
gross | net
face to face, in person | remote, remotely, by video, by telephone
full time | part time
single | several, multiple
inside | outside
attend, present | absent
satisfied | dissatisfied
previous, preceding | next, following
everyone, everybody | nobody, no one
north, northern | south, southern
east, eastern | west, western
upper, front | lower, rear
upward | downward
already | not yet, yet
keep, retain, remain, continue, still, go on | no longer
uphold, stand, confirm, unchanged | overturn, quash, correct, reverse, revoke, rescind
note | approve, adopt, endorse
hand back, hand over, give up | take on, take over
pay out, pay to | take back, claw back, recover
join, enter | withdraw, exit, opt out
opt in | opt out
vote for, in favour | vote against, against
local, locally | national, nationally
in place of | in addition to, as well as, alongside, on top of
free of charge, pay nothing, no charge, no fee, at no cost | at a charge, for a fee, at a fee
confirm, stand, uphold | withdraw, retract
confirm, uphold, stand | wrong, incorrect, mistake, error
stop, cease, end, finish, close, discontinue, abandon, expire | since
planned, elective | unplanned, unscheduled
inpatient | outpatient
male, man, boy | female, woman, girl
men, boys | women, girls
borrow | lend
win, gain, award | lose
fill, occupied | vacant, vacancy, empty, unfilled
complete, clear, up to date | overdue, outstanding, backlog
take part, participate, vote | leave the room, leave the meeting, abstain, leave
allow, permit, let, admit, include, invite, welcome | exclude, bar, ban
in writing, written, by letter | by telephone, by phone, verbal, orally
direct award, single tender, quotation, without competition | open tender, open procedure, competition
restrict, restricted | open procedure, open tender
freeze, frozen | increase, rise, go up, uplift, index
suspend, pause, halt | resume, reinstate, lift
ratify | revoke, rescind, quash
means tested | universal
upgrade, promote | downgrade, demote
valid | invalid, void
lawful, legal | unlawful, illegal
safe | unsafe, dangerous
income | expenditure
asset | liability
credit | debit
weekday | weekend
rural | urban
interim, acting | substantive, permanent
renew | lapse, expire
live, active, in force | lapse, expire, dormant
double | halve
speed up, accelerate | slow down, delay, hold back
retrospective, retrospectively | in advance
mild | severe
green | red, amber
good, outstanding | inadequate, require improvement
quorate | inquorate
under spent, underspent | over spent, overspent
profit | loss
repair | replace
lead | follow
minor, small | major, substantial, significant
split into, break up, divide into | merge, combine
centrally, central | locally
in public, public | in private, private, closed session
""".strip()

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sets of phrases, as roots of their words; a text that says one denies the other."""

    one: frozenset[Phrase]
    other: frozenset[Phrase]


@dataclass(frozen=True, slots=True)
class Use:
    """A phrase of a pair in a text: the place of its first word, and which side of the pair it is on."""

    start: int
    is_one: bool


@lru_cache(maxsize=1)
def pairs() -> tuple[Pair, ...]:
    """The table."""
    return tuple(_pair(line) for line in _TABLE.splitlines())


def _pair(line: str) -> Pair:
    one, other = (frozenset(_phrases(side)) for side in line.split("|"))
    return Pair(one, other)


def _phrases(side: str) -> Iterator[Phrase]:
    for phrase in side.split(","):
        yield tuple(root(word) for word in words(phrase))


def uses(roots: Sequence[str]) -> Iterator[tuple[int, Use]]:
    """Where the words of a text (as roots) hold a phrase of a pair, each with the number of its pair.

    Of the phrases of one pair that begin at a word, the longest counts.
    """
    ends: dict[int, int] = {}
    for start, first in enumerate(roots):
        for number, phrases in _by_first().get(first, {}).items():
            held = [(p, one) for p, one in phrases if tuple(roots[start : start + len(p)]) == p]
            if held and start >= ends.get(number, 0):
                phrase, is_one = max(held, key=lambda each: len(each[0]))
                ends[number] = start + len(phrase)
                yield number, Use(start, is_one)


@lru_cache(maxsize=1)
def _by_first() -> dict[str, dict[int, list[tuple[Phrase, bool]]]]:
    """First root of a phrase -> number of the pair -> the phrases, with the side that each is on."""
    found: dict[str, dict[int, list[tuple[Phrase, bool]]]] = {}
    for number, pair in enumerate(pairs()):
        for phrase in sorted(pair.one | pair.other):
            found.setdefault(phrase[0], {}).setdefault(number, []).append((phrase, phrase in pair.one))
    return found
