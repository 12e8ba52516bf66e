"""Which sections, subsections and regulations there are, as in force for England, Wales and Northern Ireland.

The Freedom of Information Act 2000 as amended by the Protection of Freedoms Act 2012 and the Data Protection
Act 2018; the Environmental Information Regulations 2004 (SI 2004/3391) as amended by the latter. Where a
table says nothing of a level, nothing is said to be wrong there.
"""

from __future__ import annotations

from assistant.foi.statutes.law import Law


def _each(spec: str) -> tuple[str, ...]:
    """ "1-3 3A" as 1, 2, 3, 3A; "a-c" as a, b, c."""
    found: list[str] = []
    for piece in spec.split():
        first, _, last = piece.partition("-")
        if not last:
            found.append(first)
        elif first.isdigit():
            found += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            found += [chr(code) for code in range(ord(first), ord(last) + 1)]
    return tuple(found)


# Every numbered part of the law.
NUMBERS = {
    Law.FOIA: _each("1-11 11A 11B 12-22 22A 23-76 76A 76B 77-80 80A 81-88"),
    Law.EIR: _each("1-21"),
    Law.UK_GDPR: _each("1-8 8A 9-12 12A 13-22 22A 22B 22C 22D 23-45 45A 45B 45C 46-84 84A 84B 84C 84D 85-99"),
}
# DPA 2018 has 215 sections and many put between them.
LAST_OF_DPA_2018 = 215

# The subsections of Parts I and II of the Act, and of the sections of Parts III to V cited in letters.
_FOIA = {
    **{"1": "1-6", "2": "1-3", "3": "1-2", "4": "1-9", "5": "1-4", "6": "1 2 2A 3", "7": "1-9", "8": "1-2"},
    **{
        "9": "1-5",
        "10": "1-6",
        "11": "1 1A 2-5",
        "12": "1-5",
        "13": "1-3",
        "14": "1-2",
        "15": "1-5",
        "16": "1-2",
    },
    **{"17": "1-7", "18": "1-7", "19": "1 2 2A 2B 3-8", "20": "1-4"},
    **{
        "21": "1-3",
        "22": "1-2",
        "22A": "1-2",
        "23": "1-5",
        "24": "1-4",
        "25": "1-3",
        "26": "1-3",
        "27": "1-5",
    },
    **{
        "28": "1-3",
        "29": "1-2",
        "30": "1-6",
        "31": "1-3",
        "32": "1-4",
        "33": "1-3",
        "34": "1-4",
        "35": "1-5",
    },
    **{"36": "1-7", "37": "1-2", "38": "1-2", "39": "1 1A 2 3", "40": "1 2 3A 3B 4A 5A 5B 7 8", "41": "1-2"},
    **{"42": "1-2", "43": "1-3", "44": "1-2"},
    **{"45": "1 2 2A 3-5", "48": "1-4", "50": "1-7", "56": "1-2", "57": "1-3", "58": "1-2", "77": "1-4"},
}
_EIR = {
    **{
        "2": "1-5",
        "3": "1-5",
        "4": "1-4",
        "5": "1-6",
        "6": "1-2",
        "7": "1-3",
        "8": "1-8",
        "9": "1-5",
        "10": "1-2",
    },
    **{"11": "1-5", "12": "1-11", "13": "1 2A 2B 3A 5A 5B 6-8", "14": "1-5"},
}
SUBSECTIONS = {
    Law.FOIA: {number: _each(spec) for number, spec in _FOIA.items()},
    Law.EIR: {number: _each(spec) for number, spec in _EIR.items()},
}

# The paragraphs of a subsection; none where the specification is empty.
_FOIA_PARAGRAPHS = {
    **{"1(1)": "a b", "2(1)": "a b", "2(2)": "a b", "2(3)": "a-e ea f fa g h", "8(1)": "a-c", "12(1)": ""},
    **{"12(2)": "", "12(4)": "a b", "14(1)": "", "14(2)": "", "16(1)": "", "17(1)": "a-c", "17(3)": "a b"},
    **{
        "17(7)": "a b",
        "21(1)": "",
        "21(2)": "a b",
        "22(1)": "a-c",
        "22A(1)": "a b",
        "24(1)": "",
        "26(1)": "a b",
    },
    **{"27(1)": "a-d", "29(1)": "a b", "30(1)": "a-c", "30(2)": "a b", "31(1)": "a-i", "31(2)": "a-j"},
    **{
        "32(1)": "a-c",
        "32(2)": "a b",
        "33(1)": "a b",
        "35(1)": "a-d",
        "36(2)": "a-c",
        "36(2)(a)": "i ii iii",
    },
    **{"36(2)(b)": "i ii", "36(2)(c)": "", "37(1)": "a aa ab ac ad b", "38(1)": "a b", "39(1)": "a b"},
    **{
        "40(1)": "",
        "40(2)": "a b",
        "40(3A)": "a b",
        "40(5B)": "a-d",
        "41(1)": "a b",
        "42(1)": "",
        "43(1)": "",
    },
    **{"43(2)": "", "43(3)": "", "44(1)": "a-c"},
}
_EIR_PARAGRAPHS = {
    **{"5(2)": "", "7(1)": "", "12(1)": "a b", "12(2)": "", "12(3)": "", "12(4)": "a-e", "12(5)": "a-g"},
    **{
        "12(5)(f)": "i ii iii",
        "12(6)": "",
        "12(7)": "",
        "12(8)": "",
        "12(9)": "",
        "13(1)": "a b",
        "13(2A)": "a b",
    },
}
PARAGRAPHS = {
    Law.FOIA: {number: _each(spec) for number, spec in _FOIA_PARAGRAPHS.items()},
    Law.EIR: {number: _each(spec) for number, spec in _EIR_PARAGRAPHS.items()},
}

# Replaced or repealed on 25 May 2018 (Data Protection Act 2018, Schedule 19), and by what.
REPLACED = {
    Law.FOIA: {
        "40(3)": "s.40(3A) and (3B)",
        "40(4)": "s.40(4A)",
        "40(5)": "s.40(5A) and (5B)",
        "40(6)": None,
    },
    Law.EIR: {
        "13(2)": "reg.13(2A) and (2B)",
        "13(3)": "reg.13(3A)",
        "13(4)": None,
        "13(5)": "reg.13(5A) and (5B)",
    },
}
