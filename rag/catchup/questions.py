"""Questions that somebody asks another in a session, and the sentences that answer them."""

import re
from collections.abc import Sequence
from itertools import takewhile

import numpy as np

from index.encode import Vectors
from index.language import main_language
from index.terms import terms
from rag.catchup import said
from rag.catchup.found import Place, Question, State
from rag.catchup.nearness import centred
from rag.catchup.people import addressed
from rag.lines import Line

_REACH = 3  # turns after the asker's in which an answer may stand
_MOST = 3  # sentences of an answer
_NEAR = 0.4  # likeness from which a sentence answers one of several questions
_MONOLOGUE = 3  # sentences that go on after a question which the speaker asks himself

_POLITE = re.compile(
    r"(?:です|ます|でした|ました|でしょう|ません|ございます)(?:か|かね)[。?？]?$|[?？]$"
)
_WONDERS = re.compile(r"(?:の|ん)?でしょう[。?？]?$")
_WH = re.compile(
    r"何|なに|なん[でのだ]|いつ|どこ|どの|誰|だれ|どなた|なぜ|どう|いくら|いくつ|どれ|どんな|どちら|幾|いかなる|いかに"
)
_ASKS_FOR = re.compile(
    r"(?:か|の?か)(?:を|について|、)?(?:お?(?:教え|聞かせ|答え|示し)|ご(?:説明|回答|教示|答弁))"
    r"(?:て)?(?:ください|いただ[きけ][^。]*|願い[^。]*|くださ[^。]*)。?$|"
    r"(?:か|のか)(?:を|について|、)?(?:お)?(?:伺い|尋ね|聞き|問い|お尋ねし|伺)(?:し)?(?:ます|たい[^。]*)。?$"
)
_WISHES = re.compile(
    r"(?:て|で|を|に)(?:いただ|もらえ|くださ|くれ|ちょうだい)[^。]*か[。?？]?$|お願い(?:でき|い)[^。]*か[。?？]?$"
)
_TELL = re.compile(r"(?:教え|説明し|聞かせ|お答え|お聞かせ|ご説明|ご教示)")
_SUGGESTS = re.compile(
    r"(?:では|じゃ)(?:ない|あり)[^。]{0,8}か[。?？]?$|(?<!もの)(?<!こと)(?<!の)(?<!点)(?<!は)(?<!が)ないでしょうか。?$|"
    r"(?<!あ)(?<!ござ)[しいきりみべけえてちびに]ませんか[。?？]?$|ましょうか[。?？]?$|(?:ては|のは|たら)(?:いかが|どう)"
)
_PROCEDURE = re.compile(
    r"(?:異[議存論]|(?:ご|御)?(?:質問|質疑|意見|発言)|ほか(?:に|の)|他に)[^。]{0,16}"
    r"(?:ありません|ございません|ないで|あります|ござい(?:ます)?|いらっしゃい|よろしい)[^。]{0,4}か[。?？]?$|"
    r"(?:よろしい|よい|いい)(?:です|でしょう|の(?:です|でしょう))か[。?？]?$|"
    r"(?:始め|進め|閉じ|終え|移)[^。]{0,10}(?:よろしい|いい)[^。]{0,6}か[。?？]?$|"
    r"(?:聞こえ|見え|揃い|そろい)[^。]{0,4}ますか[。?？]?$"
)
_UNDERSTOOD = re.compile(
    r"(?:という|との|その|この)?(?:理解|認識|解釈|こと|趣旨|意味)[^。]{0,4}(?:で|と)(?:いう)?[^。]{0,6}(?:よろしい|よい|いい)"
)
_INVITES = re.compile(
    r"いかが(?:でしょう|です|でした)?(?:か)?[。?？]?$|どう(?:でしょう|です)(?:か)?[。?？]?$"
)
_MATTER = re.compile(
    r"(?:について|見解|考え|状況|進捗|対応|影響|効果|方針|見通し|見込み|評価|理由|結果|内容|割合|費用|認識)"
)
_ANSWERS_SELF = re.compile(
    r"^(?:それは|これは|答えは|理由は|結論から|一つは|なぜなら|というのは|もちろん|私は|そうでは|おそらく|まず)|"
    r"(?:から|ため|わけ)(?:です|だ|である|でございます)。?$"
)
_BECAUSE = re.compile(r"\bbecause\b|^(?:the (?:answer|reason)|simply|well)\b", re.I)
_EN_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|how|which|whose|is|are|was|were|do|does|did|has|have|had|can|could|"
    r"will|would|should|may|might)\b.*\?$",
    re.I,
)
_EN_OUT = re.compile(
    r"^(?:(?:so|and|well|now|then|but|ok|okay|right|sorry|penhale),? )*(?:may|can|could|shall|might) (?:I|we)\b|"
    r"\b(?:would|could|can|will) you (?:please )?(?:like to )?(?:begin|start|go|continue|take|open|"
    r"lead|move|turn|pass|speak up|repeat|introduce)\b|\b(?:can|could|are) (?:we|you) all\b|"
    r"\bany(?: (?:other|more|further))? (?:questions?|comments?|objections?|business|thoughts)\b|"
    r"\b(?:shall we|is that (?:all right|ok|okay|clear|agreed)|isn['’]t it|right|ok|you know|you see|"
    r"don['’]t you think|how about|why don['’]t we|why not|what about)\b[^?]{0,24}\?$|"
    r"^(?:agreed|really|sorry|pardon|what|yes|no)\?$",
    re.I,
)
_PUTS_OFF = re.compile(
    r"次回|持ち帰|(?:お答え|回答)(?:でき|しかね|いたしかね)|持ち合わせて|検討中|調べ|後(?:ほど|日)|追って|確認(?:し|いた|さ)|把握して(?:おり|い)ま|宿題|"
    r"\b(?:get back|find out|look into|(?:will|shall|'ll|’ll) (?:put|ask|check|note|take|come back|report))\b|"
    r"\bleave (?:that|it) (?:for|to|until)\b|\b(?:do not|don['’]t|no) (?:know|have an answer|answer)\b",
    re.I,
)
_ENDS_ASKING = re.compile(r"(?:か|でしょう)[。?？]?$|[?？]$")
_ECHOES = re.compile(
    r"(?:私|こちら|当方)(?:も|からも)[^。]*(?:知りたい|伺いたい|お聞きしたい|気になって)|同じ(?:質問|疑問|こと)|"
    r"\bI (?:would|should|['’]d) (?:also )?like to know\b|\bI was (?:about|going) to ask\b|\bsame question\b",
    re.I,
)
_ORDINALS = (
    r"一つ目|一点目|1点目|第一|最初の|first",
    r"二つ目|二点目|2点目|第二|second|もう一",
    r"三つ目|三点目|3点目|第三|third",
)


def questions_in(lines: Sequence[Line], vectors: Vectors) -> tuple[Question, ...]:
    """Questions of one transcript, each with the sentences that answer it.

    vectors: of the lines, as `rag.lines.vectors_of`.
    """
    asked = [place for place in range(len(lines)) if _is_asked(lines, place)]
    vectors = centred(vectors)
    found = []
    for place in asked:
        turn = lines[place].turn
        beside = [other for other in asked if lines[other].turn == turn]
        answers = _answers(lines, place, beside, vectors)
        state = _state([lines[answer] for answer in answers])
        answers = answers[:1] if state == "promised" else answers
        found.append(
            Question(
                Place.of(lines[place]), tuple(Place.of(lines[answer]) for answer in answers), state
            )
        )
    return tuple(found)


def _state(answers: Sequence[Line]) -> State:
    if not answers:
        return "open"
    return "promised" if _PUTS_OFF.search(answers[0].words) else "answered"


def _is_asked(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    if line.speaker is None:
        return False
    after = list(takewhile(lambda other: other.turn == line.turn, lines[place + 1 :]))
    if main_language(line.words) != "ja":
        selfmade = after and _BECAUSE.search(after[0].words)
        return _asks_in_english(line.words) and not selfmade and not _goes_on(after)
    words = said.unquoted(line.words)
    if _ASKS_FOR.search(words):
        return True
    if not _asks(words, bool(addressed(line.words, lines))):
        return False
    return not (after and _ANSWERS_SELF.search(after[0].words)) and not _goes_on(after)


def _asks(words: str, called: bool) -> bool:
    """Tell whether a Japanese sentence asks another for something to know."""
    polite = _POLITE.search(words) or (_WONDERS.search(words) and _WH.search(words))
    if not polite or len(words) < _SHORTEST:
        return False
    if _INVITES.search(words):
        return bool(_MATTER.search(words)) and not called
    if _UNDERSTOOD.search(words):
        return True
    if _WISHES.search(words):
        direct = _WH.search(words) and not re.search(r"か(?:を|、)?[^か]*か[。?？]?$", words)
        return bool(direct or (_TELL.search(words) and _WH.search(words)))
    return not _SUGGESTS.search(words) and not _PROCEDURE.search(words)


_SHORTEST = 8  # characters of a question that can be understood by itself: お一人ですか echoes


def _asks_in_english(words: str) -> bool:
    last = re.split(r"(?<=[,;:]) ", words)[-1] if words.count("?") > 1 else words
    return bool(_EN_ASKS.search(last)) and not _EN_OUT.search(words) and len(words.split()) > 3


def _goes_on(after: Sequence[Line]) -> bool:
    """Tell whether the speaker goes on at length, without another question: he asks himself."""
    told = [line for line in after if not said.is_small_talk(line)]
    asks = any(
        _POLITE.search(line.words) or re.search(r"伺|尋ね|質問|聞かせ", line.words) for line in told
    )
    return len(told) > _MONOLOGUE and not asks


def _answers(
    lines: Sequence[Line], place: int, beside: Sequence[int], vectors: Vectors
) -> list[int]:
    """Lines that answer a question; `beside` are the questions of its turn."""
    options = _options(lines, place)
    if not options:
        return []
    if len(beside) == 1:
        return _together(lines, options, place, vectors)
    ordered = _by_number(lines, options, beside.index(place))
    if ordered is not None:
        return ordered
    best = [at for at in options if _likeness(lines, vectors, place, at) >= _NEAR]
    mine = [
        at
        for at in best
        if all(
            _likeness(lines, vectors, place, at) >= _likeness(lines, vectors, other, at)
            for other in beside
        )
    ]
    if not mine and len(options) == len(beside):  # as many sentences as questions: in their order
        return [options[beside.index(place)]]
    ranked = sorted(mine, key=lambda at: -_likeness(lines, vectors, place, at))
    return sorted(ranked[:_MOST])


def _options(lines: Sequence[Line], place: int) -> list[int]:
    """Telling lines of the next speaker's turn, or of the one after a mere word between."""
    asker, turn = _who(lines[place]), lines[place].turn
    for number in range(turn + 1, turn + 1 + _REACH):
        inside = [at for at, line in enumerate(lines) if line.turn == number]
        if not inside or _who(lines[inside[0]]) == asker:
            return []
        told = [
            at
            for at in inside
            if not said.is_small_talk(lines[at]) and not _ENDS_ASKING.search(lines[at].words)
        ]
        if told and not _ECHOES.search(lines[told[0]].words):
            return told
    return []


def _together(
    lines: Sequence[Line], options: Sequence[int], place: int, vectors: Vectors
) -> list[int]:
    """The first telling line of the answering turn, and those of it that are near."""
    near = [at for at in options[1:] if _likeness(lines, vectors, place, at) >= _NEAR]
    near = sorted(near, key=lambda at: -_likeness(lines, vectors, place, at))[: _MOST - 1]
    return sorted([options[0], *near])


def _by_number(lines: Sequence[Line], options: Sequence[int], at: int) -> list[int] | None:
    """Lines that say which of several questions they answer; None where none says so."""
    marked = [
        (place, number)
        for place in options
        for number, words in enumerate(_ORDINALS)
        if re.search(words, lines[place].words, re.I)
    ]
    if not marked:
        return None
    return [place for place, number in marked if number == at][:_MOST]


def _likeness(lines: Sequence[Line], vectors: Vectors, one: int, other: int) -> float:
    """Cosine, and what share of the words of the shorter sentence stand in the other, halved."""
    mine, theirs = set(terms(lines[one].words)), set(terms(lines[other].words))
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return float(np.dot(vectors[one], vectors[other])) + shared / 2


def _who(line: Line) -> str:
    return line.speaker.known_as if line.speaker else ""
