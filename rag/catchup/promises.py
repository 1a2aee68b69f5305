"""Promises and homework (宿題): who does what until when, and where it was done.

A promise is a commissive act (Searle, 1976): the speaker commits himself to something to do, or
is asked to by another and does not refuse.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from index.language import main_language
from index.terms import terms
from rag.catchup import said
from rag.catchup.found import Place, Promise
from rag.catchup.people import addressed, named_in
from rag.lines import Line

_DUE = re.compile(
    r"(?:次回|次の(?:会合|会議|研究会|委員会|定例会)|それ|今週中|来週|今月中|来月|年内|年度内|本日中|明日|週明け|"
    r"(?:[0-9]{4}年|令和[0-9一二三四五六七八九十元]+年(?:度)?|来年(?:度)?|今年(?:度)?)?"
    r"(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日|末|中旬|上旬|下旬)?))"
    r"(?:の?(?:会合|会議|研究会|委員会|定例会))?(?:まで(?:に(?:は)?)?|に(?:は)?|中に)?|"
    r"\b(?:by|before|until|on|at) (?:the )?(?:next (?:meeting|session|week|month|time)|(?:end of )?[A-Z][a-z]+day|"
    r"\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}|the end of [a-z ]+|[A-Z][a-z]{2,8}(?= |[.,]))|"
    r"\b(?:tomorrow|next (?:meeting|time|week|month)|this week)\b"
)
_UNTIL = re.compile(
    r"次回|までに|今週中|来週|今月中|来月|年内|年度内|本日中|明日|週明け|後日|追って|今度"
)
_COMMITS = re.compile(
    r"(?:お?(?:送り|届け|調べ|示し|答え|出し|配り|持ち|伝え|尋ね|作り|返事)(?:し|いたし|させていただき)?|調べ|"
    r"(?:ご?(?:確認|報告|説明|提出|回答|連絡|用意|準備|共有|相談|照会|送付|検討|配布|案内|整理|提示|試算|集計|調査|精査|持参|発表))"
    r"(?:を)?(?:し|いたし|させていただき|申し上げ)?|聞い|伺っ|まとめ|作っ|詰め|送っ|書い|書き|当たっ|試算し|集計し|"
    r"持ち帰(?:り|ら)|持ち帰っ)"
    r"(?:て(?:い|おき|まいり|き|おい)?(?:ます|いただきます|まいります)?|(?:ます|まいります|たい(?:と思い(?:ます)?)?))"
    r"(?:ので[^。]*)?。?$"
)
_TAKES = re.compile(
    r"宿題(?:と(?:し|させ)|に(?:し|させ)|として)|持ち帰(?:り|ら|っ)|次回(?:に)?(?:ご?報告|お答え|回答|お示し|お出し|説明)"
    r"|お約束(?:し|いたし)ます|約束します|てまいります。?$|ておきます。?$"
)
_ALREADY = re.compile(
    r"(?:た|ました|でした|ています|ております|でい?ます)。?$|(?:毎月|毎年|月に|年に|日に|常に|いつも)"
)
_NOT = re.compile(r"(?:ません|ない|かねます)。?$|か[。?？]?$")
_HERE = re.compile(
    r"(?:これから|ただいま|今から|後ほど|本日は|今日は|以下|では|まず|先ほど|一つ|私からは|簡単に|続いて)"
)
_LISTED = re.compile(
    r"(?:こと|試算|報告|確認|聞き取り|調査|作成|検討|整理|提出|準備|[一-龯]{2,})?[、,]?これは(?P<who>[^、。]{1,20})。?$"
)
_HOMEWORK = re.compile(
    r"宿題|(?:持ち帰|積み残|次回まで)[^。]{0,12}(?:事項|課題|もの)|action items?", re.I
)
_ASKED = re.compile(
    r"(?:て|で|を)(?:いただけ|もらえ|くださ)[^。]*(?:か|い)[。?？]?$|お願い(?:し|いたし|でき|申し上げ)[^。]*。?$|"
    r"(?:こと|の)を?(?:条件|前提|宿題)に(?:して|し)[^。]*(?:ください|たい)。?$"
)
_WORK = re.compile(
    r"次回|まで(?:に)|今週|来週|今月|来月|書き出|作っ|作成|まとめ|調べ|試算|確認|提出|送っ|お送り|報告|整理|示し|見せて|用意|準備|"
    r"検討|出すこと|元の|資料"
)
_TELL_NOW = re.compile(
    r"(?:ご?(?:説明|報告|発表|発言|紹介|意見)|お話|続けて|教えて|聞かせ|お答え)[^。]{0,12}(?:お願い|いただ|くださ)"
)
_ACCEPTS = re.compile(
    r"^(?:はい|承知|分かり|わかり|かしこまり|了解|もちろん)|(?:まいります|おきます|お送りします|いたします|約束します|やります|します)。?$|"
    r"\b(?:yes|sure|will do|certainly|of course|gladly|I will|I['’]ll)\b",
    re.I,
)
_REFUSES = re.compile(
    r"(?:でき|られ|いたし|し)(?:ません|かねます)|難しい|お断り|立場に|\b(?:cannot|can['’]t|will not|won['’]t)\b",
    re.I,
)
_EN_PROMISE = re.compile(
    r"\b(?:I|we)(?: will|['’]ll| shall| am going to| are going to) (?:also |then |certainly |gladly )?"
    r"(?:put|send|check|ask|find out|get back|look into|come back|report|bring|write|prepare|circulate|"
    r"draft|provide|share|follow up|raise|confirm|let you know|take (?:it|that|this) (?:away|back|up)|"
    r"speak (?:to|with)|talk to|contact|arrange|submit|email|e-mail|call|set up|collect|draw up|work out|try to find)\b|"
    r"\b(?:I|we) (?:promise|undertake|commit) to\b|\blet me (?:get back|find out|look into|check)\b",
    re.I,
)
_EN_OF_OTHER = re.compile(
    r"\b(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w'’-]+)?)(?: will|['’]ll| is to| has agreed to| is going to) "
    r"(?:bring|send|report|prepare|check|write|provide|circulate|draft|present|find out|look into|come back|confirm|ask)\b"
)
_EN_NO = re.compile(r"\?$|\b(?:if|unless|would|might)\b", re.I)
_DONE = re.compile(  # the speaker says that it is done
    r"(?:て|持って)まいり(?:まし|ます)|宿題|お?約束(?:した|の|どおり)|前回(?:の)?(?:お約束|ご?質問|お?尋ね|ご?指摘)|"
    r"(?:尋ね|調べ|確認し|確かめ|照会し|送り|送っ|お送りし|配り|配っ|作り|作成し|まとめ|試算し|計算し|集計し|伺い|聞い|聞き|"
    r"用意し|提出し|報告し|話し合い|相談し|減らし|書い)[^、。]{0,8}(?:まし|た)|"
    r"\b(?:as promised|since then|I (?:have )?(?:\w+ed|sent|put|found|wrote|brought|spoke))\b",
    re.I,
)
_BRINGS = re.compile(
    r"てまいりました|持ってまいり|宿題|お約束|as promised", re.I
)  # one word is enough
_SAID = re.compile(r"と(?:も|は)?(?:申|言い|言っ|思って)[^、。]{0,8}。?$")
_EMPTY = set(
    "前 次 後 元 お願い 送る 出す 見せる 聞く 行く 致す 貰う 一つ 今 次回 前回 回 私 皆".split()
)
_TELLING = 3  # content words from which a sentence says by itself what is promised
_SHARED = 0.2  # of the words of a promise, in the sentence that fulfils it


def promises_in(lines: Sequence[Line]) -> tuple[Promise, ...]:
    """Promises of one transcript, in reading order."""
    found: list[Promise] = []
    taken: set[int] = set()
    for place, line in enumerate(lines):
        if line.speaker is None or place in taken:
            continue
        for promise in _of(lines, place):
            if not any(_is_again(promise, other) for other in found):
                found.append(promise)
            if promise.accepted:
                taken.add(promise.accepted.line)
    return tuple(found)


def _is_again(promise: Promise, other: Promise) -> bool:
    """Tell whether a promise is an earlier one of the same person, said again in short."""
    if promise.by != other.by or promise.place.turn == other.place.turn:
        return False
    mine, theirs = set(promise.about), set(other.about)
    return len(mine & theirs) > 1 and len(mine & theirs) / len(mine) >= _SHARED


def kept(promises: Sequence[Promise], later: Sequence[Line]) -> tuple[Promise, ...]:
    """The promises, each with the line of a later session in which its person fulfils it."""
    return tuple(
        promise if promise.kept else replace(promise, kept=_fulfils(promise, later))
        for promise in promises
    )


def _of(lines: Sequence[Line], place: int) -> Iterator[Promise]:
    line = lines[place]
    words = said.unquoted(line.words)
    if main_language(words) != "ja":
        yield from _english(lines, place)
        return
    if listed := _LISTED.search(words):
        who = named_in(listed["who"], lines) or ([_me(line)] if "私" in listed["who"] else [])
        if who and _heads_homework(lines, place):
            yield _promise(line, who[0])
        return
    if _commits(words):
        before = lines[max(0, place - 1) : place]
        yield _promise(line, _me(line), before=before)
        return
    yield from _requested(lines, place)


def _commits(words: str) -> bool:
    """Tell whether a sentence commits its speaker to something after the meeting."""
    main = re.split(r"(?:が|けれども|けど)、", words)[-1]
    if _NOT.search(main) or _ALREADY.search(main) or re.search(r"そう(?:です|だ)|とのこと", main):
        return False
    if _TAKES.search(main):
        return bool(_UNTIL.search(words) or not _HERE.match(words))
    return bool(_COMMITS.search(main) and _UNTIL.search(words))


def _requested(lines: Sequence[Line], place: int) -> Iterator[Promise]:
    """What others are asked to do later: by the one addressed, or by those named in the sentence."""
    line = lines[place]
    words = said.unquoted(line.words)
    if not _ASKED.search(words) or not _WORK.search(words) or _TELL_NOW.search(words):
        return
    answer = _answer(lines, place)
    named = [who for who in named_in(words, lines) if who != _me(line)]
    if answer and _ACCEPTS.search(answer.words) and not _REFUSES.search(answer.words):
        who = _me(answer)
        if not named or who in named:
            yield replace(
                _promise(line, who),
                accepted=Place.of(answer),
                due=_due(words) or _due(answer.words),
            )
        return
    if _UNTIL.search(words):
        yield from (_promise(line, who, _part(words, who, named, lines)) for who in named)


def _part(words: str, who: str, named: Sequence[str], lines: Sequence[Line]) -> str:
    """What a sentence that asks several persons says from one's name to the next."""
    names = {line.speaker.known_as: line.speaker.name for line in lines if line.speaker}
    start = words.find(names[who])
    ends = [at for other in named if (at := words.find(names[other])) > start]
    return words[start : min(ends, default=len(words))]


def _answer(lines: Sequence[Line], place: int) -> Line | None:
    """First telling line of the next turn, where the turn of a request ends with it."""
    rest = lines[place + 1 :]
    own = list(takewhile(lambda other: other.turn == lines[place].turn, rest))
    if any(not said.is_small_talk(line) for line in own):
        return None
    turn = [line for line in rest[len(own) :] if line.turn == lines[place].turn + 1]
    firm = [line for line in turn if _commits(line.words) or _ACCEPTS.search(line.words)]
    telling = [line for line in firm if len(line.words) > _NOD]
    return next(iter(telling or firm), None)


_NOD = 8  # characters up to which an answer is no more than a nod: 承知しました。


def _heads_homework(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a list of homework is announced in the turn, before a line."""
    turn = lines[place].turn
    return any(line.turn == turn and _HOMEWORK.search(line.words) for line in lines[:place])


def _english(lines: Sequence[Line], place: int) -> Iterator[Promise]:
    line = lines[place]
    if _EN_NO.search(line.words):
        return
    if other := _EN_OF_OTHER.search(line.words):
        if who := named_in(other["who"], lines):
            yield _promise(line, who[0])
    elif _EN_PROMISE.search(line.words):
        yield _promise(line, _me(line))


def _promise(line: Line, by: str, part: str = "", before: Sequence[Line] = ()) -> Promise:
    """A promise; what it is about stands in the line before where its own says too little."""
    words = part or line.words
    about = _content(words, by)
    if len(about) < _TELLING:
        about += _content(" ".join(one.words for one in before if one.turn == line.turn), by)
    return Promise(Place.of(line), by, _due(words) or _due(line.words), about=about)


def _content(words: str, by: str) -> tuple[str, ...]:
    """Content words, without dates, sounds and the person's own name."""
    bare = _DUE.sub(" ", words).replace(by, " ")
    return tuple(
        dict.fromkeys(one for one in terms(bare) if one[0] not in "/~" and one not in _EMPTY)
    )


def _due(words: str) -> str:
    found = [match[0] for match in _DUE.finditer(words)]
    limits = [one for one in found if "まで" in one or one.endswith("中") or one.isascii()]
    return next(iter(limits or found), "")


def _me(line: Line) -> str:
    return line.speaker.known_as if line.speaker else ""


def _fulfils(promise: Promise, later: Sequence[Line]) -> Place | None:
    """The line that says it is done, nearest in words."""
    wanted = set(promise.about)
    best, most = None, _SHARED
    for line in later:
        if _me(line) != promise.by or not _DONE.search(line.words) or _SAID.search(line.words):
            continue
        common = wanted & set(terms(line.words))
        shared = len(common) / max(1, len(wanted))
        needed = 1 if _BRINGS.search(line.words) else min(2, len(wanted))
        if shared > most and len(common) >= needed:
            best, most = line, shared
    return Place.of(best) if best else None
