"""The words by which people ask, and by which they only surround what they ask, as patterns."""

from __future__ import annotations

import re

_VERB = (
    r"(?:advise|break\s+down|clarify|confirm|describe|detail|disclose|e-?mail\s+(?:me|us)|explain|forward|"
    r"furnish|give|identify|"
    r"indicate|itemise|let\s+(?:me|us)\s+(?:have|know)|list|name|outline|produce|provide|release|report|"
    r"say|send|"
    r"set\s+out|share|show|specify|state|summarise|supply|tell|disclose)"
)
_I = r"\b(?:i|we)\b(?:['’](?:d|m|re|ve|ll)|\s+(?:would|should|am|are|have|will|hereby|therefore|now|also))*"
_WANT = (
    r"(?:like|love|appreciate|be\s+(?:very\s+|most\s+)?(?:grateful|interested|obliged|pleased)|wish|want|"
    r"need|require|"
    r"request|requesting|seek|seeking|ask|asking|writing\s+to\s+(?:ask|request|find|enquire|seek)|"
    r"interested\s+in|looking\s+for|after|enquiring|hoping\s+to|trying\s+to|keen\s+to)"
)
ASKING_WORD = (
    r"(?:what|which|who|whom|whose|whether|how\s+(?:many|much|long|often|far|big|large|old|is|are|was|"
    r"were|do|does|did|"
    r"has|have|will|would|can)|where\s+(?:is|are|was|were|do|does|did|can)|why|"
    r"when\s+(?:is|are|was|were|did|do|does|will|has))"
)
_TURNED = (
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\s+(?:the|your|you|there|"
    r"any|this|it|"
    r"these|those|they|all|council|councils|a|an|(?-i:[A-Z]))"
)
LEAD = (
    r"(?:(?:and|also|so|then|but|or|in\s+addition|additionally|further(?:more)?|separately|finally|"
    r"next)\b,?\s*)*"
)
INTERROGATIVE = re.compile(
    rf"^{LEAD}(?:(?:in|on|at|by|from|to|for|until|since|with|of|during|over|between|under|within|per|"
    rf"as)\b[^.?!]*?,?\s+)?"
    rf"(?:{ASKING_WORD}|{_TURNED})\b",
    re.IGNORECASE,
)
POLITE = re.compile(
    rf"\b(?:can|could|would|will|may|might|are)\s+(?:you|i|we)\b|\b(?:please|kindly|pls)\b|{_I}\s*{_WANT}\b",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(
    rf"(?:^|[,;:–-]\s*|\b(?:please|kindly|pls|also|could\s+you|can\s+you|would\s+you|will\s+you|you\s+to|"
    rf"you\s+(?:could|can|"
    rf"would|please))\s+(?:please\s+|kindly\s+|also\s+|then\s+)*){_VERB}\b(?!\s+of\b)|{_I}\s*{_WANT}\b|"
    r"\b(?:can|could|may|might)\s+(?:i|we)\s+(?:please\s+|also\s+|kindly\s+)*(?:have|see|get|ask|know|"
    r"request|obtain|receive|be)\b",
    re.IGNORECASE,
)
# What is asked outright, not only wished: "please send", "could you tell me", "can I have".
OUTRIGHT = re.compile(IMPERATIVE.pattern.replace(rf"{_I}\s*{_WANT}\b|", ""), re.IGNORECASE)
_NOUNS = (
    r"(?:copy|copies|number|numbers|amount|cost|costs|total|list|lists|details?|names?|breakdown|minutes|"
    r"correspondence|e-?mails?|reports?|documents?|records?|spend|spending|expenditure|budget|percentage|"
    r"proportion|figures?|dates?|value|policy|policies|contracts?|information|data|evidence|reasons?|"
    r"invoices?|prices?|fees?|rates?|grades?|hours|titles?|locations?|criteria|procedures?|guidance|results|"
    r"statistics|agreements?|specifications?|agendas?|plans?|strateg(?:y|ies)|assessments?|maps?|sum|share)"
)
INFORMATION = re.compile(rf"\b(?:{_NOUNS}|{ASKING_WORD}|how|what)\b", re.IGNORECASE)
THING = re.compile(
    rf"^{LEAD}(?:(?:a|an|any|all|the|each|every|full|your|current|total|annual|average)\s+)*"
    rf"{_NOUNS}\b",
    re.IGNORECASE,
)
GENERIC = frozenset(
    """
    information answer answers response responses reply replies respond data detail details question
    questions request requests requested requesting following follows below above listed email e-mail
    e-mails emails mail post electronic electronically format formats form table tables template excel
    csv xlsx xls spreadsheet word pdf machine-readable readable machine digital digitally copy copies
    possible available preferably prefer preferred ideally separate separately attach attached freedom
    act foi foia foir f.o.i f.o.i.a 2000 eir eirs environmental regulations 2004 receive received
    acknowledge acknowledgement receipt working days deadline twenty 20 statutory time letter regards
    regard hello dear sir madam council authority organisation public held hold holds holding recorded
    clear clarification contact help assistance section title subject formal writing write submit send
    sending supply grateful appreciate appreciated able convenience earliest soon please thanks thank
    forward like wish ask asking know enquiry enquiries query queries terms accordance pursuant
    legislation law right rights access obtain seek seeking regarding relation relating related
    concerning respect reference trust nhs board icb team office department sent back return address
    using via writes wrote therefore hereby hope well good morning afternoon number numbered item items
    point points order turn each relevant appropriate treat official officially interested would gather
    find look looking tell advise current currently matter topic body bodies
    """.split()  # noqa: SIM905
)
PERIOD_WORD = re.compile(
    r"(?:19|20)?\d\d(?:[/–-](?:20)?\d\d)?|financial|calendar|fiscal|years?|months?|periods?|last|past"
)
COURTESY = re.compile(
    "|".join(
        (
            r"^(?:dear|hello|hi|hiya|good\s+(?:morning|afternoon|evening|day)|to\s+whom|fao|"
            r"for\s+the\s+attention)\b",
            r"^(?:many\s+|with\s+)?thanks?\b|^thank\s+you|^(?:much|greatly)\s+appreciated|^i\s+hope\b",
            r"^(?:i|we)\s+(?:(?:very\s+much\s+)?look|am\s+looking|are\s+looking)\s+forward",
            r"^(?:kind|best|warm|kindest)\s+(?:regards|wishes)|^yours\s+(?:faithfully|sincerely|truly)",
            r"\b(?:acknowledge(?:ment)?)\b[^.?!]{0,40}\b(?:receipt|request|e-?mail|letter|this|safe)\b|"
            r"\backnowledg\w+\s*[.?!]?$",
            r"\bconfirm\w*\s+(?:safe\s+|of\s+)?(?:receipt|"
            r"(?:that\s+)?(?:you\s+have\s+)?received?\s+(?:this|my))|"
            r"\breceived\s+(?:this|my)\s+(?:request|e-?mail|letter)",
            r"\bhesitate\s+to\b|\bfeel\s+free\s+to\b|\bget\s+(?:back\s+to|in\s+touch\s+with)\s+(?:me|us)\b|"
            r"\b(?:contact|call|ring|phone|e-?mail|telephone)\s+me\b|\bplease\s+(?:contact|reply|respond)\b|"
            r"\bplease\s+let\s+me\s+know\s+(?:if|as\s+soon)\b",
            r"\b(?:require|need|needs|seek|want|wish\s+for)\b[^.?!]{0,30}\bclarif|"
            r"\bclarification\b[^.?!]{0,30}\b(?:needed|required)|"
            r"\bplease\s+(?:seek|ask\s+(?:me\s+)?for)\s+clarification",
            r"\b(?:this|my|the)\s+request\b[^.?!]{0,60}\b(?:too\s+(?:broad|wide|large|expensive|vague)|"
            r"exceeds?|over\s+the|"
            r"cost\s+limit|appropriate\s+limit|narrow|refine|unclear|voluminous)",
            r"\b(?:narrow|refine|reduce)\b[^.?!]{0,30}\b(?:request|scope)\b",
            r"\b(?:advice\s+and\s+assistance|duty\s+to\s+(?:assist|advise|confirm)|internal\s+review)\b",
            r"\bunder\s+(?:section|s\.?)\s?(?:1|8|10|11|16|17|45)\b(?=[^.?!]{0,12}\bof\s+the\s+(?:foi|"
            r"freedom|act\b))",
            r"\b(?:wrong|right|correct|appropriate|relevant)\s+(?:person|department|authority|address|"
            r"team|body|officer)\b"
            r"[^.?!]*\b(?:pass|forward|redirect|transfer|direct|let\s+me\s+know|advise|send)|"
            r"\b(?:pass|forward|redirect|transfer)\b[^.?!]{0,30}\b(?:on\s+to|to\s+the|request)\b[^.?!]*"
            r"\b(?:person|department|authority|team|body|officer)\b",
            r"^please\s+(?:treat|consider|regard|accept|take|note|be\s+aware|remember|quote|direct|"
            r"redirect|pass|use)\b(?!\s+of\b)",
            r"^(?:this|the\s+following|what\s+follows|my\s+request)\s+is\s+(?:a|an|my|"
            r"made)\b[^.?!]*\brequest\b[^.?!]*$",
            r"\banswers?\s+to\s+(?:all\s+)?(?:of\s+)?(?:the|these|my)\s+(?:above\s+)?questions\b|"
            r"\bapologi[sz]e\b|^(?:please\s+)?note\b\s*:?|^if\s+(?:you|the\s+council)\s+(?:feel|decide|"
            r"choose|consider|believe|think|wish|determine)\b",
            r"^as\s+(?:you\s+(?:are\s+aware|know|will)|(?:a|an)\s+\w+)|^(?:i|we)\s+(?:am|are)\s+(?:aware|"
            r"entitled|happy|willing|content)\b",
            r"\bin\s+(?:an?\s+)?(?:electronic|machine[- ]readable|digital|excel|csv|open|"
            r"accessible)\b[^.?!]{0,20}\b(?:format|form)\b"
            r"[^.?!]*\b(?:if\s+possible|please|would\s+be|preferred|ideal)|^(?:ideally|preferably)\b",
            r"\b(?:disclaimer|confidential(?:ity)?\s+notice|consider\s+the\s+environment|"
            r"intended\s+recipient|"
            r"sent\s+from\s+my|get\s+outlook|virus(?:es)?\s+scanned?|published\s+on\s+the\s+internet)\b",
            r"^(?:what|how)\s+(?:information|format)?\s*(?:are\s+you|would\s+you\s+like|"
            r"do\s+you\s+want)\b.{0,30}\b"
            r"(?:requesting|to\s+(?:receive|request|know)|it|the\s+information|us)\b",
        )
    ),
    re.IGNORECASE,
)
_IF = r"^(?:please\s+note\s+that\s+)?(?:(?:and\s+|but\s+)?(?:if|should|where|in\s+the\s+event|in\s+case)\b)"
# What is to be said if it is not held: that stays with its question.
CONTINGENT = re.compile(
    rf"{_IF}(?=.*\b(?:not\s+(?:held|hold|available|recorded|have|known|kept|collected|exist)|"
    rf"n['’]t\s+(?:held|hold|available|have|record|keep)|"
    r"no\s+(?:record|records|information|data|such)\b|none\b))",
    re.IGNORECASE,
)
# What is to be done if the request as a whole does not go through.
PROVISO = re.compile(
    rf"{_IF}(?=.*\b(?:not\s+possible|not\s+able|n['’]t\s+provide|cannot|can\s+not|can['’]t|unable|"
    r"refus\w+|withh\w+|exempt\w*|redact\w*|declin\w+|reject\w*|in\s+(?:the\s+)?public\s+domain|"
    r"already\s+(?:been\s+)?(?:available|published|"
    r"public)|too\s+(?:broad|wide|long|expensive|costly|much)|exceed\w*|cost\s+limit|time\s+limit|"
    r"appropriate\s+limit|"
    r"clarif\w+|narrow\w*|further\s+(?:information|details)|more\s+information|unclear|ambiguous|"
    r"different\s+(?:department|authority|body)|another\s+(?:department|authority|body|organisation)|"
    r"any\s+(?:questions|queries|"
    r"problems|issues)|be\s+considered|limited\s+by\s+time|some\s+of\s+(?:this|the)|part\s+of\s+(?:this|"
    r"the|my)))",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"\b(?:working|calendar)\s+days\b|\bstatutory\b|\bfreedom\s+of\s+information\b|\bfoia?\b|\bfoi\s+act\b|"
    r"\binformation\s+commissioner|\bpublic\s+interest\b|\bthe\s+act\b|\bprivacy\b|\bdata\s+protection\b|"
    r"\bgdpr\b|"
    r"\bunique\s+reference\b|\bcharge\b|\bfees?\b",
    re.IGNORECASE,
)
DEFINITION = re.compile(
    r"\b(?:i\s+mean|we\s+mean|i\s+am\s+(?:referring|talking)|is\s+defined\s+as|are\s+defined\s+as|"
    r"shall\s+mean|"
    r"(?:i|we)\s+(?:would\s+)?(?:define|use\s+the\s+(?:term|word|phrase)))\b|"
    r"^(?:for\s+(?:the\s+)?(?:purposes?\s+of|avoidance\s+of|clarity)|"
    r"by\s+[\"'“‘]?[\w -]{1,40}[\"'”’]?,?\s+(?:i|we)\b|"
    r"in\s+this\s+(?:request|letter)|definitions?:)|"
    r"^[\"'“‘]?[\w -]{1,40}[\"'”’]?\s+(?:means|refers\s+to|stands\s+for)\b|\b(?:here|above|"
    r"below)\s+(?:means|refers\s+to)\b",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    r"^(?:(?:and\s+)?if\s+(?:so|yes|not|no\b|applicable|there\s+(?:is|are|was|were)|it\s+(?:is|was|has)|"
    r"they|any|the\s+answer|"
    r"you\s+(?:do|did|have)\b)|where\s+(?:possible|applicable|available|known|relevant)|"
    r"(?:(?:please|kindly|could\s+you|can\s+you|would\s+you)\s+)+(?:also\s+)?(?:include|exclude|"
    r"categori[sz]e|break|split|separate|specify|do\s+not|note|group|only|ensure|limit)|"
    r"(?:can|could)\s+(?:this|these|it|they|the\s+\w+)\s+be\b|(?:this|these|it|they)\s+(?:should|would|"
    r"could|can|must|may|need)\b|"
    r"(?:for\s+example|e\.?g\.?|i\.?e\.?|such\s+as|including|excluding|broken|by\s+(?:year|month|ward))\b|"
    r"i\s+(?:would|['’]d)\s+(?:also\s+)?(?:like|prefer)\s+(?:this|these|it|them|the\s+(?:figures|data|"
    r"information|numbers))\s+"
    r"(?:to\s+be\s+)?(?:broken|split|by|for|separated|presented)|(?:please\s+)?(?:also\s+)?include\b|"
    r"(?:please\s+)?(?:give|provide|state|show|list|present)\s+(?:this|these|it|them|the\s+(?:figures|"
    r"data|numbers|answer))\s+"
    r"(?:\w+\s+)?(?:for|by|per|as|in|broken|split|separately)\b|(?:yes|no)\b|and\s+why|why(?:\s+not)?\?|"
    r"(?:please\s+)?(?:only\s+)?(?:count|exclude|round|use|state\s+if)\b|\()",
    re.IGNORECASE,
)
MID_SENTENCE = re.compile(r"[a-z]")
# How a letter opens that goes on to say what is wanted.
OVERTURE = re.compile(
    r"(?:i|we)\s*(?:['’]m|['’]re|am|are)\s+(?:writing|contacting)\b[^.?!]*?\b(?:request|seek|ask\s+for|enquire)\w*\s+"
    r"(?:some\s+)?(?:information|data|details)\b",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"\b(?:request|requesting|seeking|seek|asking|ask|like|wish|want|make|making|submit|submitting|"
    r"enquire|information|looking|require|need)\b"
    r"[^.?!]*\b(?:information|data|request|details|questions?)\b[^.?!]*\b(?:about|on|regarding|relating|"
    r"related|concerning|in\s+relation|in\s+respect|"
    r"with\s+(?:regard|respect)|around|as\s+to|pertaining|in\s+connection)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?:number|how\s+(?:many|much)|amount|cop(?:y|ies)|list|total|costs?|names?|dates?|whether|"
    r"percentage|breakdown|"
    r"proportion|spent|spend|value|minutes|correspondence)\b",
    re.IGNORECASE,
)
FOLLOWING = re.compile(r"\b(?:following|below|as\s+follows|questions?|listed|these)\b|:\s*$", re.IGNORECASE)
OPENS_LIST = re.compile(
    r"\b(?:the\s+)?following\s+(?:\w+\s+)?(?:information|details?|data|questions?|documents?|figures|"
    r"items|records)\b|"
    r"\b(?:information|details|data|questions)\s+(?:\w+\s+)?(?:below|as\s+follows)\b",
    re.IGNORECASE,
)
ABOUT_ME = re.compile(
    r"^(?:my\s+name\s+is|i\s+(?:am|['’]m)\s+(?:a|an|the|writing\s+(?:a|an|as|on|for|in|this|because|about|"
    r"to\s+(?:you|complain|express|"
    r"follow|make\s+a\s+(?:formal\s+)?(?:request|foi|freedom)))|currently|conducting|researching|"
    r"undertaking|studying|working|"
    r"carrying|doing|part)|i\s+(?:work|live|represent|study|understand|note|believe|have\s+(?:read|seen|"
    r"noticed|been|recently))|"
    r"we\s+are\s+(?:a|an|the)|on\s+behalf\s+of)\b",
    re.IGNORECASE,
)


SPEAKS_OF_ASKING = re.compile(
    r"\b(?:questions?|request\w*|information|answers?|details|ask\w*|know|following|quer(?:y|ies)|need|want|"
    r"each|for)\b",
    re.IGNORECASE,
)
