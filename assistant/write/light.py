"""Words that every text uses, whatever it is about: how little it tells whether a source has them.

What a sentence makes up is made of nouns and verbs that mean something: "library", "savings", "recruit".
What it says in its own words differs in "run", "want", "still", "single": verbs of all work, words of order
and degree, words that ask, answer and refer. Where such a word would turn the meaning ("only", "below",
"earlier"), the checks of denials, bounds and opposites see it.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.write.wording import root

# What a word of everyday English is worth beside one that tells what is spoken of.
LIGHT = 0.4
_WORDS = """
arrive be become begin bring come concern cover do draw end expect face fill find follow get give go
happen have hold involve keep know leave let lie look make mean need put reach relate remain rely run say see
seem show slip stand start state stay stem stop take tell think tie try turn use want
answer ask call name refer reply request
amount case date fact figure kind mark number place point reason row sort sum thing time total way
able certain current different double empty equal former fresh full half little long other
particular possible present previous recent same short single whole likely
anyone apiece each every everyone nobody nothing someone somebody whenever wherever whoever
few fewer least less many more most much several
about above afterwards again against almost already also altogether apart around away back below beyond both
consecutive early earlier even ever far further here instead just last late later longer near nearly next now
only otherwise outside over past quite rather rough roughly shorter since soon still subsequent though
together top under whereas yet
"""


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(root(word) for word in _WORDS.split())


def weight(root_: str) -> float:
    """What the word with this root counts, 0 to 1."""
    return LIGHT if root_ in _light() else 1.0
