"""Whether a sentence asks another for something to know.

Rhetorical questions, which the speaker answers himself, courtesy, requests to do something and
steps of procedure ask nothing.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from index.language import main_language
from rag.catchup import said
from rag.catchup.people import addressed
from rag.lines import Line

_MONOLOGUE = 3  # sentences that go on after a question which the speaker asks himself
_SHORTEST = 8  # characters of a question that can be understood by itself: お一人ですか echoes

_POLITE = re.compile(
    r"(?:です|ます|でした|ました|でしょう|ません|ございます)(?:か|かね)[。?？]?$|[?？]$"
)
_PREFACE = re.compile(r"質問|伺[いう]|お?尋ね|お聞き|教えて")
_WONDERS = re.compile(r"(?:の|ん)?でしょう[。?？]?$")
_WH = re.compile(
    r"何|なに|なん[でのだ]|いつ|どこ|どの|誰|だれ|どなた|なぜ|どう|いくら|いくつ|どれ|どんな|"
    r"どちら|幾|いかなる|いかに"
)
_ASKS_FOR = re.compile(
    r"(?:か|の?か)(?:を|について|、)?(?:お?(?:教え|聞かせ|答え|示し)|ご(?:説明|回答|教示|答弁))"
    r"(?:て)?(?:ください|いただ[きけ][^。]*|願い[^。]*|くださ[^。]*)。?$|"
    r"(?:か|のか)(?:を|について|、)?(?:お)?(?:伺い|尋ね|聞き|問い|お尋ねし|伺)(?:し)?(?:ます|"
    r"たい[^。]*)。?$"
)
_WISHES = re.compile(
    r"(?:て|で|を|に)(?:いただ|もらえ|くださ|くれ|ちょうだい)[^。]*か[。?？]?$|お願い(?:でき|"
    r"い)[^。]*か[。?？]?$|(?:いただく|もらう)こと(?:は|が|も)[^。]*か[。?？]?$"
)
_LISTS = re.compile(r"か(?:という)?(?:こと|点)(?:です|でございます|について(?:です)?)。?$")
_TELL = re.compile(r"(?:教え|説明し|聞かせ|お答え|お聞かせ|ご説明|ご教示)")
_SUGGESTS = re.compile(
    r"(?:では|じゃ)(?:ない|あり)[^。]{0,8}か[。?？]?$|"
    r"(?<!もの)(?<!こと)(?<!の)(?<!点)(?<!は)(?<!が)ないでしょうか。?$|"
    r"(?<!あ)(?<!ござ)[しいきりみべけえてちびに]ませんか[。?？]?$|ましょうか[。?？]?$|(?:ては|"
    r"のは|たら)(?:いかが|どう)"
)
_PROCEDURE = re.compile(
    r"(?:異[議存論]|(?:ご|御)?(?:質問|質疑|意見|発言)|ほか(?:に|の)|他に)[^。]{0,16}"
    r"(?:ありません|ございません|ないで|あります|ござい(?:ます)?|いらっしゃい|"
    r"よろしい)[^。]{0,4}か[。?？]?$|"
    r"(?:よろしい|よい|いい)(?:です|でしょう|の(?:です|でしょう))か[。?？]?$|"
    r"(?:始め|進め|閉じ|終え|移)[^。]{0,10}(?:よろしい|いい)[^。]{0,6}か[。?？]?$|"
    r"(?:聞こえ|見え|揃い|そろい)[^。]{0,4}ますか[。?？]?$"
)
_UNDERSTOOD = re.compile(
    r"(?:という|との|その|この)?(?:理解|認識|解釈|こと|趣旨|意味)[^。]{0,4}(?:で|"
    r"と)(?:いう)?[^。]{0,6}(?:よろしい|よい|いい)"
)
_INVITES = re.compile(
    r"いかが(?:でしょう|です|でした)?(?:か)?[。?？]?$|どう(?:でしょう|です)(?:か)?[。?？]?$"
)
_MATTER = re.compile(
    r"(?:について|見解|考え|状況|進捗|対応|影響|効果|方針|見通し|見込み|評価|理由|結果|内容|"
    r"割合|費用|認識)"
)
_ANSWERS_SELF = re.compile(
    r"^(?:それは|これは|答えは|理由は|結論から|一つは|なぜなら|というのは|もちろん|私は|"
    r"そうでは|おそらく|まず)|"
    r"(?:から|ため|わけ)(?:です|だ|である|でございます)。?$"
)
_BECAUSE = re.compile(r"\bbecause\b|^(?:the (?:answer|reason)|simply|well)\b", re.I)
_EN_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|how|which|whose|is|are|was|were|do|does|did|has|have|had|"
    r"can|could|"
    r"will|would|should|may|might)\b.*\?$",
    re.I,
)
_EN_OUT = re.compile(
    r"^(?:(?:so|and|well|now|then|but|ok|okay|right|sorry|[A-Z][\w’'-]+), )?(?:and |so |but )?"
    r"(?:may|can|could|shall|might) (?:I|we)\b|"
    r"\b(?:would|could|can|will) you (?:please )?(?:like to )?(?:begin|start|go|continue|take|open|"
    r"lead|move|turn|pass|speak up|repeat|introduce)\b|\b(?:can|could|are) (?:we|you) all\b|"
    r"\bany(?: (?:other|more|further))? (?:questions?|comments?|objections?|business|thoughts)\b|"
    r"\b(?:shall we|is that (?:all right|ok|okay|clear|agreed)|isn['’]t it|right|ok|you know|"
    r"you see|"
    r"don['’]t you think|how about|why don['’]t we|why not|what about)\b[^?]{0,24}\?$|"
    r"^(?:agreed|really|sorry|pardon|what|yes|no)\?$",
    re.I,
)
_ENDS_ASKING = re.compile(r"(?:か|でしょう)[。?？]?$|[?？]$")


def is_asked(lines: Sequence[Line], place: int) -> bool:
    """Tell whether the line at a place asks another."""
    line = lines[place]
    if line.speaker is None:
        return False
    after = list(takewhile(lambda other: other.turn == line.turn, lines[place + 1 :]))
    if main_language(line.words) != "ja":
        selfmade = after and _BECAUSE.search(after[0].words)
        return _asks_in_english(line.words) and not selfmade and not _goes_on(after)
    words = said.unquoted(line.words)
    if _ASKS_FOR.search(words) or (_LISTS.search(words) and _says_it_asks(lines, place)):
        return True
    if not _asks(words, bool(addressed(line.words, lines))):
        return False
    return not (after and _ANSWERS_SELF.search(after[0].words)) and not _goes_on(after)


def _says_it_asks(lines: Sequence[Line], place: int) -> bool:
    """Tell whether the turn says, before a line, that it asks: 二点質問があります."""
    turn = lines[place].turn
    return any(line.turn == turn and _PREFACE.search(line.words) for line in lines[:place])


def ends_asking(words: str) -> bool:
    """Tell whether a sentence has the form of a question, whatever it does."""
    return bool(_ENDS_ASKING.search(words))


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
