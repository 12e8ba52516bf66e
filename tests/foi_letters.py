"""Request letters of every form that councils receive, with what an officer finds in them, by eye.

``asks`` lists the questions in order: the number and the words that the question begins with.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """A letter, its questions, and words that no question may hold."""

    name: str
    text: str
    asks: tuple[tuple[str, str], ...]
    never: tuple[str, ...] = ()


LETTERS = (
    Sample(
        "numbers with full stops",
        """To: foi@averdale.gov.uk
Date: 3 March 2026

Dear Sir or Madam,

Freedom of Information Act 2000

I am a student of social work. Please could you tell me:

1. How many foster carers were approved in 2024/25?
2. How many left in the same year?
3. What is the weekly allowance for a child of ten?

Under section 10 of the Act you have 20 working days. I look forward to hearing from you.

Yours faithfully
""",
        (
            ("1", "How many foster carers were approved"),
            ("2", "How many left"),
            ("3", "What is the weekly allowance"),
        ),
        ("student", "working days", "look forward"),
    ),
    Sample(
        "numbers with brackets, wrapped lines",
        """Dear Averdale County Council,

I would like to request the following information under the Freedom of
Information Act:

1) The number of home care packages handed back by providers in each
month of 2025, and the reasons that were recorded for
handing them back.
2) The number of people who were without care for more than 24 hours as
a result.
3) Copies of any reports to committee about this.

If any of this is not held, please say so.

Kind regards,
Robin
""",
        (
            ("1", "The number of home care packages handed back"),
            ("2", "The number of people who were without care"),
            ("3", "Copies of any reports to committee"),
        ),
        ("not held", "Robin"),
    ),
    Sample(
        "numbers in brackets, letters and roman numerals below",
        """Hello,

Please answer these questions.

(1) For the year 2024/25:
    (a) how many assessments were begun
    (b) how many were completed
        (i) within 20 weeks
        (ii) after 20 weeks
(2) Who is responsible for the service?

Thanks
""",
        (
            ("1.a", "how many assessments were begun"),
            ("1.b.i", "within 20 weeks"),
            ("1.b.ii", "after 20 weeks"),
            ("2", "Who is responsible"),
        ),
    ),
    Sample(
        "bare numbers and numbers with letters",
        """To whom it may concern

My name is Robin and I live at 12 Mill Lane.

1 How many libraries does the council run?
2a How many of these are run by volunteers?
2b What did each cost in 2023/24?
3 Which libraries closed between 1 April 2020 and 31 March 2024?

Regards
""",
        (
            ("1", "How many libraries"),
            ("2.a", "How many of these are run"),
            ("2.b", "What did each cost"),
            ("3", "Which libraries closed"),
        ),
        ("Mill Lane",),
    ),
    Sample(
        "decimal numbers under headings",
        """Dear Osterbridge City Council

1. Staffing
1.1 How many planning officers do you employ?
1.2 How many posts are vacant?
2. Spending
2.1 What was the budget of the planning service in 2024/25?
2.2 What was spent on agency staff?

Yours sincerely
""",
        (
            ("1.1", "How many planning officers"),
            ("1.2", "How many posts are vacant"),
            ("2.1", "What was the budget"),
            ("2.2", "What was spent on agency"),
        ),
    ),
    Sample(
        "Q1 to Q4",
        """FOI request

Q1 What is the name of your housing management system?
Q2: Who supplies it?
Q3. When does the contract end?
Question 4: Has a decision been taken on what will replace it?
""",
        (
            ("1", "What is the name of your housing"),
            ("2", "Who supplies it"),
            ("3", "When does the contract end"),
            ("4", "Has a decision been taken"),
        ),
    ),
    Sample(
        "roman numerals under headings",
        """Hi,

In relation to Averdale please answer the following under the FOI Act.

Home to school transport
(i) How many pupils have free transport to school?
(ii) What did it cost in 2023/24? If a figure is only held for the academic year, please give that.

Post-16 transport
(iii) Is there a charge for students over 16? If so how much is it, and since when?
(iv) And how many students pay it today?

Received with thanks if you can acknowledge.
""",
        (
            ("i", "How many pupils have free transport"),
            ("ii", "What did it cost in 2023/24? If a figure"),
            ("iii", "Is there a charge for students over 16? If so"),
            ("iv", "And how many students pay it"),
        ),
        ("acknowledge",),
    ),
    Sample(
        "lettered parts on one line",
        """Dear FOI team

1. Who provides speech therapy here, and what do they charge a) per visit b) per hour and c) per report?
2. Please give the number of children (a) waiting and (b) seen in 2025.

Yours faithfully
""",
        (
            ("1", "Who provides speech therapy"),
            ("1.a", "per visit"),
            ("1.b", "per hour"),
            ("1.c", "per report"),
            ("2.a", "waiting"),
            ("2.b", "seen in 2025"),
        ),
    ),
    Sample(
        "Firstly, secondly",
        """Dear Averdale County Council,

I have three questions. Firstly, how many potholes were reported to you in 2025? Secondly, how many were
filled within 28 days? Finally, what was paid out in compensation for damage to vehicles?

I would like the answers by e-mail.

Yours faithfully
""",
        (
            ("1", "how many potholes were reported"),
            ("2", "how many were filled within 28 days"),
            ("3", "what was paid out in compensation"),
        ),
        ("by e-mail", "three questions"),
    ),
    Sample(
        "bullets",
        """Dear Osterbridge City Council,

Under the Freedom of Information Act please provide me with:

- the number of taxi licences in force on 1 January 2026
- the number revoked in 2025
- a copy of the current policy on driver medicals

Please send the information electronically, in Excel if possible.

Best wishes
""",
        (
            ("1", "the number of taxi licences"),
            ("2", "the number revoked in 2025"),
            ("3", "a copy of the current policy"),
        ),
        ("Excel",),
    ),
    Sample(
        "bullets below numbers",
        """Dear team,

1. For each of your leisure centres please state:
   • its name
   • the operator
   • the subsidy paid in 2024/25
2. When does the contract with the operator end?

Many thanks
""",
        (
            ("1.1", "its name"),
            ("1.2", "the operator"),
            ("1.3", "the subsidy paid in 2024/25"),
            ("2", "When does the contract"),
        ),
    ),
    Sample(
        "several in one paragraph",
        """Dear Averdale County Council,

I run a small care agency. How many hours of home care did the council buy in 2024/25? What was the average
hourly rate that it paid? Please also tell me how many providers are on the current framework. If you need
clarification please contact me.

Yours sincerely
""",
        (
            ("1", "How many hours of home care"),
            ("2", "What was the average hourly rate"),
            ("3", "Please also tell me how many providers"),
        ),
        ("care agency", "clarification"),
    ),
    Sample(
        "imperatives without numbers",
        """Dear Sir/Madam

I would like to know the total amount spent on consultants by the children's services directorate in the last
three financial years.

Please provide a copy of the contract with the largest of these consultants.

I would also like a list of all invoices over £10,000 paid to it.

Please acknowledge receipt of this request.

Yours faithfully
""",
        (
            ("1", "I would like to know the total amount"),
            ("2", "Please provide a copy of the contract"),
            ("3", "I would also like a list of all invoices"),
        ),
        ("acknowledge",),
    ),
    Sample(
        "one question alone",
        "How much did Osterbridge City Council spend on Christmas lights in 2024 and in 2025?\n",
        (("1", "How much did Osterbridge"),),
    ),
    Sample(
        "a definition and provisos",
        """Dear NHS Fellmarsh ICB,

By CHC I mean NHS continuing healthcare. For the purposes of this request a "review" includes one on paper.

1. How many people were eligible for CHC on 31 March 2025?
2. How many reviews were overdue on that day? If this is not held, please say so.

If you decide to withhold any of this, please cite the exemption and explain why it applies. If you are not
the right body, please tell me who is. I understand that you must answer within 20 working days.

Regards
""",
        (
            ("1", "How many people were eligible"),
            ("2", "How many reviews were overdue on that day? If this is not held"),
        ),
        ("I mean", "exemption", "right body", "20 working days"),
    ),
    Sample(
        "answers to choose from",
        """Dear council

1. Which of the following best describes your brokerage team?
   a) In house
   b) Outsourced
   c) Other (please state)
2. How many staff work in it, broken down by:
   - grade
   - hours

Thank you
""",
        (("1", "Which of the following"), ("2", "How many staff work in it")),
    ),
    Sample(
        "sections that count again",
        """Dear Averdale County Council

Section A: Adults
1. How many adults have a direct payment?
2. What is the average payment?

Section B: Children
1. How many children have a direct payment?
2. What is the average payment?

Yours faithfully
""",
        (
            ("A.1", "How many adults"),
            ("A.2", "What is the average payment"),
            ("B.1", "How many children"),
            ("B.2", "What is the average payment"),
        ),
    ),
    Sample(
        "a postscript and an annex",
        """Dear Osterbridge City Council,

Please answer the questions in the annex.

Yours faithfully

Robin
12 Mill Lane
Osterbridge
OB1 2CD

Annex

1. How many empty homes are there in the city?
2. How many were brought back into use in 2025?
""",
        (("1", "How many empty homes"), ("2", "How many were brought back")),
        ("Mill Lane",),
    ),
)
