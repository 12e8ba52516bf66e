"""Everyday words for those of councils' papers: the second half of the table of words that say the same.

A model that writes in its own words says "get back" for "be refunded", and "draw up" for "prepare".
As in ``synonyms``: what may be put for one another without saying more or less; what stands in ``opposites``
as the one side never stands here with the other.
"""

from __future__ import annotations

TABLE = """
biggest largest greatest
highest maximum top
lowest minimum
last latest final
longer lengthier
quicker faster sooner
slower later
early earlier
late later
slip move delay postpone put-back defer
single one sole
each every apiece individual
depart deviate differ vary otherwise
get-back pay-back refund repay return recover
give-back pay-back return refund
fill-in complete
fill-out complete
whenever time
whoever anyone
always every
often frequent regular
seldom rare
fresh another new
car drive
drive travel journey
trip journey visit
away distance
nearby near local close
empty vacant vacancy unfilled unoccupied
full complete whole
press media journalist
person individual applicant claimant caller user
customer client
speak address
caller call
child pupil minor
kid child
mother father parent
parent guardian
pensioner older elderly
want need require
would-like ask
hope aim expect intend
wish prefer
favour prefer
prefer choose
suggest propose recommend
propose recommend put-forward
recommend advise
urge ask call
demand require insist
duty obligation responsibility
permission consent approval
approval consent agree
oppose object against
gather meet collect
note record register minute
track record monitor
write-down record
enclose attach
attach include append
annex appendix schedule
leaflet booklet guide
guide guidance advice
advice guidance recommendation
form questionnaire
rule criterion policy
criterion condition requirement
condition requirement term
limit ceiling cap maximum
budget money fund
pot fund pool budget
saving cut reduction economy
shortfall gap deficit
income revenue receipt
contribution share payment
contribute pay
settle pay resolve agree
invoice bill charge
instalment payment part
reimburse refund repay
deduct withhold retain hold-back
dock withhold deduct
penalty deduction fine sanction
bonus incentive reward
salary wage pay
tariff rate price charge
quote price bid
tender bid procurement
bidder tenderer company supplier
win award secure
shortlist select
firm company supplier provider business
partner provider
cooperate collaborate work
collaborate joint together
councillor member
clerk officer
doctor clinician gp
clinician professional
hospital ward inpatient
treat treatment therapy
illness disease condition
death fatal
worsen deteriorate
gadget equipment device
device equipment appliance
tool equipment
maintain maintenance service
breakdown fault failure
fault defect error
fail failure miss
miss breach fail
hit meet achieve
achieve attain reach
manage handle
tackle address deal
boost increase raise
grow expand
expand extend widen
soar rise
jump rise increase
climb rise
surge rise increase
slump fall
dip fall drop
shrink reduce fall
trim cut reduce
slash cut
backlog outstanding wait
outstanding remain
balance rest remainder
hold-up delay
wait queue
cancel scrap withdraw
scrap abolish cancel
closed shut
open launch
set-up establish open create
bring-in introduce
roll-out introduce launch
phase stage step
inspect check
look-into investigate examine review
investigate inquiry examine
inquiry investigation
find-out learn discover
tell advise inform
equal same identical
must oblige require
warn alert caution
stress emphasise
claim say state
believe think consider view
discuss consider
promise undertake commit pledge
commit undertake agree
guarantee ensure assure
draw-up draft prepare
prepare produce draw-up
produce make create
replace substitute supersede succeed
roll-over extend renew
prolong extend
lapse expire end
run-out expire end
terminate end
begin open
valid force
current present existing
previous last former
past previous former
future forthcoming coming
forthcoming next coming
annual yearly
holiday vacation leave
centre facility building
premises building site
house home property
property building home
flat home
dwelling home
tenant resident
neighbourhood area
locality area
zone area
transport travel
relate concern about
involve include
consist comprise
omit leave-out exclude
ignore disregard
remove delete strip
redact withhold blank
hide withhold
reveal disclose show
disclose release reveal
divulge disclose release
make-public publish
secret confidential private
sensitive confidential
hurt harm
benefit help advantage
admit acknowledge accept recognise
want wish ask request
move shift
small smaller lesser
large larger bigger greater
absence away
pilot trial test
harm damage prejudice
store keep hold
shut close
repair mend fix
survey questionnaire poll
""".strip()
