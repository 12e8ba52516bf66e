"""Words that say the same in councils' papers: a table of ours, for how well a source supports a sentence.

Only what may be put for one another without saying more or less: "begins" for "starts", "supplier" for
"provider". What denies another stands in ``opposites``; who does what is checked by its names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.write.everyday import TABLE as _EVERYDAY
from assistant.write.wording import root

# A word may stand in several lines: what is alike is every word of each of them.
_PAPERS = """
begin start commence launch
end finish expire conclude cease terminate
hold take-place happen occur
prevail take-precedence override
receive get obtain gain
give offer
provide supply deliver
provider supplier contractor vendor
provider run operate
company firm
buy purchase procure acquire
commission buy procure
cost price charge fee spend worth
worth value amount sum
pay spend cost payment fund
fund finance pay money budget set-aside earmark
budget allocate allocation set-aside
agree approve accept endorse adopt sign-off
decide decision determine resolve
refuse reject decline turn-down withhold
ask request seek
answer reply respond response
letter reply answer response
say state note confirm
say describe set-out explain
report paper
count number total
total altogether overall combined aggregate
average mean
average typical
increase rise grow go-up climb raise
decrease fall drop reduce decline cut shorten go-down lower
shorten reduce cut
improve better improvement
wait queue delay list
waiting queue list
need require
must require need have-to obligation
help support assist assistance aid
use utilise employ
show indicate
check review examine assess inspect
review revisit reassess look-at
assess assessment evaluate
aim goal target objective purpose intend
plan intend propose proposal expect
expect forecast anticipate project predict
allow permit let
apply application bid
apply cover
cover include
include comprise consist contain cover
people person individual resident
resident people local
child young youngster pupil
family parent household
staff employee worker workforce personnel
officer official
live reside
home house domiciliary
school college education
quick fast prompt speed rapid swift
late delay overdue
early prompt
change alter amend modify revise vary
new introduce
set establish create form set-up
stop end cease halt
continue remain carry-on go-on stay
keep retain maintain
leave depart exit
send submit issue
issue publish release
publish release
job post role position
vacancy post vacant unfilled
lead head chair manage
responsible lead accountable in-charge charge
complain complaint unhappy dissatisfied
complain appeal
carry-out undertake conduct perform
main chief principal key primary
part share portion proportion percentage
proportion share rate percentage
rate percentage
majority most
yearly annual year
during within throughout
contract agreement
agreement deal arrangement
arrangement scheme
scheme programme project initiative
area place district
site location place building
meeting session
find conclude finding discover
cause reason because
reason why because
due because
stem arise result
lack shortage absence
shortage lack short
problem difficulty
risk danger
money amount sum
extra additional further more
enough sufficient adequate
whole entire full complete
complete finish conclude
long length duration last
term length duration period
attend visit
see meet attend appointment
arrive come reach
choose select pick
join transfer move
move transfer relocate
tell inform notify
contact approach reach
differ difference vary conflict
compare against versus
large big great
small little
hard difficult
consult consultation engage
view opinion comment feedback
respondent reply respond
deal handle process manage
handle manage process
call phone telephone
pick-up answer
write writing written
record log register
breach break violate
break respite
refer referral
urgent emergency
permanent substantive
temporary agency interim
equip equipment kit
teach train instruct
pupil student
disable disability
old elderly older
approve grant award
award let grant
bill invoice
owe debt due
rely depend
save saving
reach meet achieve hit
target goal
monitor track oversee
joint shared together
split divide share
rule regulation
law act statute legislation
step action measure
try attempt seek
want wish would-like
satisfy happy content
withhold hold-back keep-back retain
repay pay-back refund return
hand-back give-up return
next follow subsequent later
previous earlier prior former
party side
bear carry pay meet
prolong extend lengthen
log record register
software system
empty vacant unfilled
journey travel distance
fresh new
swap exchange
mistake wrong error
private confidential exempt unpublished
ordinary standard normal usual
know hold aware
talk discuss
mention name
depend rely rest
half equal equally evenly
take-effect begin start
exceed above over beyond larger
run last continue
earmark set-aside reserve
allow free
fund grant
separate apart own
anyone everyone anybody everybody
sit meet
lead chair head
earliest start begin
"""
_TABLE = f"{_PAPERS}{_EVERYDAY}"
# Phrases of the table and their forms, each to be read as one word.
_FORMS = {
    "take": "takes? took taken taking",
    "go": "goes? go went gone going",
    "turn": "turn(?:s|ed|ing)?",
    "set": "sets? setting",
    "sign": "sign(?:s|ed|ing)?",
    "carry": "carry carries carried carrying",
    "look": "look(?:s|ed|ing)?",
    "pick": "pick(?:s|ed|ing)?",
    "hold": "holds? held holding",
    "pay": "pays? paid paying",
    "keep": "keeps? kept keeping",
    "hand": "hand(?:s|ed|ing)?",
    "give": "gives? gave given giving",
    "have": "have has had having",
    "in": "in",
    "would": "would",
    "get": "gets? got getting",
    "put": "puts? putting",
    "fill": "fill(?:s|ed|ing)?",
    "draw": "draws? drew drawn drawing",
    "find": "finds? found finding",
    "make": "makes? made making",
    "run": "runs? ran running",
    "bring": "brings? brought bringing",
    "roll": "roll(?:s|ed|ing)?",
    "write": "writes? wrote written writing",
    "leave": "leaves? left leaving",
}


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _TABLE.splitlines():
        roots = frozenset(_joined(word) for word in line.split())
        for each in roots:
            found[each] = found.get(each, frozenset()) | roots
    return {each: others - {each} for each, others in found.items()}


def _joined(word: str) -> str:
    return root(word.replace("-", ""))


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    pairs = {tuple(word.split("-")) for word in _TABLE.split() if "-" in word}
    ways = [rf"(?:{'|'.join(_FORMS[first].split())})\s{second}" for first, second in sorted(pairs)]
    return re.compile(rf"\b(?:{'|'.join(ways)})\b", re.IGNORECASE)


def same_meaning(root_: str) -> frozenset[str]:
    """The roots that may stand for this one."""
    return _families().get(root_, frozenset())


def with_phrases(text: str) -> str:
    """The text with each phrase of the table as one word, in its first form: "took place" is "takeplace"."""
    return _phrases().sub(lambda match: _word_of(match[0].lower()), text)


def _word_of(phrase: str) -> str:
    first, second = phrase.split()
    verb = next(base for base, forms in _FORMS.items() if re.fullmatch("|".join(forms.split()), first))
    return verb + second
