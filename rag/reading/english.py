"""How questions are asked in English."""

import re
from functools import cache

from rag.reading.forms import Leaning, Speech, one_of
from rag.reading.marks import NAME

_SAY = one_of(  # says nothing of the matter: not searched for
    "say said saying says think thinks thought feel feels felt believe mean mention talk speak "
    "comment discuss state"
)
_ARGUE = one_of(
    "want suggest propose argue recommend explain object oppose disagree agree support worry "
    "complain ask answer reply respond report describe claim insist promise admit prefer expect "
    "point_out put_forward bring_up conclude present introduce emphasi[sz]e consider hope like "
    "dislike doubt criticis?ze warn refuse demand decline raise"
)
_ON = "(?: (?:about|of|on|regarding|concerning|towards?|to|that|in terms of)(?= ))?"
_VIEW = one_of(
    "opinions? views? positions? thoughts? comments? remarks? stance attitude perspective take "
    "argument statement answer reply response reaction feelings?"
)
_DID = "(?:did|does|do|had|has|have|would|could|should|was|is|will)(?:n't)?"
_SELF = "(?: (?:himself|herself|actually|really|also|ever))?"
_SAID = rf"(?:(?P<said>{_SAY}\b{_ON})|(?={_ARGUE}\b))"
_NOT_AFTER = "(?<!with )(?<!to )(?<!about )(?<!against )(?<!by )"


@cache
def speech() -> Speech:
    """Patterns of whose words a question asks for."""
    return Speech(
        besides=re.compile(
            r"(?i:\b(?:except|other than|apart from|besides|excluding|aside from)(?: for)?) "
            rf"(?P<who>{NAME}),?"
        ),
        according=re.compile(rf"(?i:,? ?\b(?:according to|in the words of)) (?P<who>{NAME}),?"),
        subjects=(
            re.compile(
                r"^(?:and |so |but )?"
                r"(?P<who>(?:why|when|where|(?:what|how|which)(?: [\w-]+){0,3}?) "
                rf"{_DID} {NAME}{_SELF}) {_SAID}",
                re.IGNORECASE,
            ),
            re.compile(rf"^(?P<who>{_DID} {NAME}{_SELF}) {_SAID}", re.IGNORECASE),
            re.compile(
                r"(?P<who>(?:(?:summari[sz]e|tell me|explain|list|describe|show me) )?"
                rf"(?:what|how|everything|all)(?: that)? {NAME}) (?P<said>{_SAY}\b{_ON})",
                re.IGNORECASE,
            ),
            re.compile(
                rf"{_NOT_AFTER}(?P<who>(?:what (?:is|was|were|are) )?(?:in )?{NAME}['’]s? )"
                rf"(?:\w+ )?(?P<said>{_VIEW}\b{_ON})",
                re.IGNORECASE,
            ),
        ),
        not_asked=re.compile(r"^who\b", re.IGNORECASE),
    )


_WH = r"(?:what|when|where|why|who|how(?: (?:many|much|long|often|far|old))?|which \w+)"
_AUX = one_of("did does do will would can could should has have had is are was were")
_VERB = one_of(
    "start begin end stop cost take run work happen change move go come open close need want have "
    "get make use say think mean carry show pay decide agree settle ask write cover include help "
    r"apply look serve supposed going known paid made held given taken sent built done set drawn "
    r"put written shown used \w{2,}ed"
)
_END = r"(?:,[^?]*| in the end| so far| now| then)?[?. ]*$"
_NOUN = r"(?:the |a |an |this |their |our |all )?(?:[\w'’-]+ ){0,5}?[\w'’-]+"
_LONGER = "[^?,.]{2,60}?"
_HAPPENS = one_of("is was does did will would happen cost start mean work take come go end be")
_PEOPLE = one_of("anyone anybody somebody everyone people we you i me")
_EMPTY = one_of(
    "not n't to of for in on at by with about than and but so because if also still ever really "
    "actually exactly much kind sort more agreed? disagree say said think thought know happen "
    "happened object objected pay paid suggest suggested propose proposed mention mentioned "
    "decided? want wanted caused? explain tell please rid need needed get got use used make made"
)
_ATTRIBUTE = one_of(
    "costs? price budget reasons? cause purpose aim goal date time timing schedule "
    "deadline place location results? outcome effects? impact conditions? risks? "
    "problems? benefits? details? name title scope funding size number"
)


@cache
def leaning() -> Leaning:
    """Patterns and forms of follow-ups."""
    return Leaning(
        opener=re.compile(r"(?:and(?: then)?|but|so|then|ok|okay|also),? ", re.IGNORECASE),
        more=re.compile(
            r"(?:(?:can|could) you )?(?:please )?(?:tell me more|more details?|say more|elaborate|"
            r"explain further|go on|anything (?:else|more)|what else)"
            r"(?: about (?:it|that|this))?(?: please)?[?. !]*",
            re.IGNORECASE,
        ),
        alone=re.compile(
            rf"(?P<ask>{_WH})(?: (?:is|was) (?:that|it|this)| so| not| exactly)?[?. !]*",
            re.IGNORECASE,
        ),
        elliptic=re.compile(
            r"(?:(?:what|how) about |and |(?=in |at |on ))(?P<at>in |at |on |for )?"
            rf"(?P<x>(?!(?:{_WH}|{_AUX})\b)(?:the |a |an |its |their )?[^?,.]{{1,40}}?)[?. ]*",
            re.IGNORECASE,
        ),
        attribute=re.compile(rf"(?:the |its |their |a )?(?P<noun>{_ATTRIBUTE})", re.IGNORECASE),
        asked_of=re.compile(
            rf"(?:what|when|where|who) (?:is|are|was|were) the (?:main )?{_ATTRIBUTE}[? ]*",
            re.IGNORECASE,
        ),
        thing=re.compile(
            r"\b(?:(?P<of>(?:its|their)(?= \w))|they|them|(?:those|these)(?= *[?.]*$)"
            rf"|(?:this|that)(?= *[?.]*$| {_HAPPENS}\w*\b)"
            r"|it(?! (?:(?:would|will|might|could|may) )?(?:takes?|took|costs?)\b.* to )"
            r"(?! (?:possible|safe|true|clear|necessary|likely|better|fair|right)\b))\b",
            re.IGNORECASE,
        ),
        person=re.compile(r"\b(?:he|she|him|(?P<of>(?:his|her)(?= \w))|her)\b", re.IGNORECASE),
        hollow=re.compile(
            rf"(?:(?:who \w+|{_WH}|{_AUX}|{_PEOPLE}|{_EMPTY})[ ,']*)*", re.IGNORECASE
        ),
        verbal=re.compile(
            r"who (?:\w+ed|said so|paid)[?. ]*|(?:when|why|where|how) (?:not|so)[?. ]*",
            re.IGNORECASE,
        ),
        topics=(
            re.compile(
                rf"\b(?:about|regarding|concerning|discuss(?:ed)?) (?P<topic>{_LONGER}){_END}",
                re.IGNORECASE,
            ),
            re.compile(
                rf"\b{_AUX} {NAME} \w+(?: to| on| with| by| against| for)? "
                rf"(?P<topic>(?:the|a|an) {_LONGER}){_END}",
                re.IGNORECASE,
            ),
            re.compile(rf"^(?i:who) \w+ (?P<topic>(?:the|a|an|[A-Z]\w+) ?[^?,.]{{0,60}}?){_END}"),
            re.compile(
                rf"^(?:{_WH} (?:\w+ ){{0,2}}?)?{_AUX} (?P<topic>{_NOUN}) {_VERB}\b", re.IGNORECASE
            ),
            re.compile(
                rf"^(?:what|who|where|which) (?:is|are|was|were) (?P<topic>{_LONGER})"
                rf"(?: called| for| like)?{_END}",
                re.IGNORECASE,
            ),
            re.compile(
                r"^how (?:many|much)(?: of)? (?P<topic>[\w'’ -]+?) "
                rf"(?:{_AUX}|never|that|ran|{_VERB})\b",
                re.IGNORECASE,
            ),
        ),
        asking=re.compile(rf"^{_WH}(?= {_AUX}\b)", re.IGNORECASE),
        owned="{topic}'s",
        of_topic="What about the {x} of {topic}?",
        asked_of_topic="{rest} of {topic}?",
        what_said="What did {x} say about {topic}?",
        tell_more="Tell me more about {topic}.",
        fronted="About {topic}: {rest}",
        called="{name}",
    )
