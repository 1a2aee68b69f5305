"""How questions are asked in Korean."""

import re
from functools import cache

from rag.reading.forms import Leaning, Speech, one_of
from rag.reading.marks import NAME

_SAY = one_of("말 생각 의견 발언 언급 견해 입장 이야기 얘기 [라다자냐]고_?[했하]")
_ARGUE = one_of("주장 설명 지적 제안 반대 찬성 동의 우려 걱정 답변 대답 보고 강조 요구 반박 비판")
_WHO = rf"(?P<who>{NAME}(?:은|는|이|가|께서는?) ?)"


@cache
def speech() -> Speech:
    """Patterns of whose words a question asks for."""
    return Speech(
        besides=re.compile(
            rf"(?P<who>{NAME})[을를]? ?(?:제외(?:하고는?|한)|이외의?|외에는?|말고는?|빼고)"
        ),
        according=re.compile(rf"(?P<who>{NAME})(?:에 따르면|에 의하면),? ?"),
        subjects=(
            re.compile(
                rf"{_WHO}.*?(?P<said>(?:에 대해서?|에 관해서?|에 대한)? ?"
                rf"(?:무엇을|뭐라고|뭘|어떤|어떻게|무슨)? ?{_SAY}[가-힣 ]{{0,12}}[?.]*$)"
            ),
            re.compile(rf"{_WHO}(?=.*{_ARGUE}[가-힣 ]{{0,16}}[?.]*$)"),
            re.compile(
                rf"(?P<who>{NAME}의 ?).*?(?P<said>(?:에 대한)? ?(?:{_SAY}|주장)"
                r"(?:은|는|이|가|을|를)?[가-힣 ]{0,12}[?.]*$)"
            ),
        ),
        not_asked=re.compile("누가|누구"),
    )


_ASK = one_of("왜 언제(?:부터|까지)? 어디서? 누가 얼마(?:나)? 어떻게 몇_명")
_ATTRIBUTE = one_of(
    "비용 금액 가격 예산 이유 원인 목적 시기 기간 기한 날짜 장소 인원 결과 결론 영향 "
    "조건 문제 이름 제목 범위 방법"
)


@cache
def leaning() -> Leaning:
    """Patterns and forms of follow-ups."""
    return Leaning(
        opener=re.compile("(?:그럼|그러면|그렇다면|그리고|또),? "),
        more=re.compile(
            "(?:좀 )?(?:더 )?(?:자세히|자세하게|구체적으로)(?: (?:알려|말해|설명해|가르쳐).*)?[?.]*"
        ),
        alone=re.compile(rf"(?P<ask>{_ASK})(?:요|인가요|입니까|이에요|예요|죠|인지요)?[?.]*"),
        elliptic=re.compile(
            rf"(?P<x>{NAME}|[^,.?]{{1,16}}?)(?P<at>에서는|은|는|은요|는요)"
            r"(?: 어떻습니까| 어때요)?요?[?.]*"
        ),
        attribute=re.compile(f"(?P<noun>{_ATTRIBUTE})"),
        asked_of=re.compile(rf"{_ATTRIBUTE}[은는이가] (?:무엇|어디|{_ASK})[가-힣]{{0,8}}[?.]*"),
        thing=re.compile(
            "(?P<of>(?:그것|이것)의|그(?= (?:이유|비용|결과|목적|조건|제도|방법|계획|금액)))"
            "|(?:그것|이것|그거|이거)(?=은|이|을|도|는)|그건|이건|그게|이게"
        ),
        person=re.compile(
            "(?:(?:그 ?사람|그분|그녀)(?=은|는|이|가|의|을|에)|그(?=는 ))(?P<of>(?!))?"
        ),
        hollow=re.compile(rf"(?:{_ASK}|무엇|뭐| )*"),
        verbal=re.compile(rf"{_ASK} (?:반대|찬성|동의|결정|시작|제안|주장)[가-힣]+[?.]*"),
        topics=(
            re.compile(r"^(?P<topic>[^,?]{1,30}?)(?:이란|란|에 대해서?|에 관해서?)(?= )"),
            re.compile(rf"^(?:{_ASK} )?(?P<topic>[^,?]{{1,30}}?)(?:은|는)(?= )"),
            re.compile(rf"^(?:{_ASK} )?(?P<topic>[^,?]{{1,30}}?)(?:을|를|이|가)(?= )"),
        ),
        asking=re.compile(_ASK),
        owned="{topic}의",
        of_topic="{topic}의 {x}에 대해 알려 주세요.",
        asked_of_topic="{topic}의 {rest}",
        what_said="{topic}에 대해 {x} 의견은 무엇입니까?",
        tell_more="{topic}에 대해 더 자세히 알려 주세요.",
        fronted="{topic}: {rest}",
        called="{name} 씨",
    )
