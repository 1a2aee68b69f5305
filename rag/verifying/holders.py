"""Who holds what a sentence says: the persons it names, and for which part of it they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.language import language_of
from index.records import Speaker
from index.spelling import folded, latin, skeleton
from rag.reading.marks import NAME, Masked
from rag.reading.names import mask
from rag.reading.people import whom
from rag.verifying.words import plain

_TELLING = (
    "考え|意見|見方|見解|立場|主張|説明|話|認識|報告|提案|指摘|発言|懸念|質問|試算|答え|"
    "回答|理解|言葉|まとめ|整理|総括|集計|調査|発表|結論|評価"
)
_APART = re.compile(r"(?<=[A-Za-z])(?=[ぁ-んァ-ヴ一-龯])")
_KANA_NAME = re.compile(
    r"[ァ-ヴー・]{2,12}(?=氏|さん|議長|委員|部長|課長|会長|座長|博士|教授|代表)|"
    r"(?<![ァ-ヴー・])[ァ-ヴー]{2,12}(?=は、|"
    r"は(?:[^。]*)(?:述べ|主張|提案|反対|賛成|考え|指摘))"
)
_HOLDS_JA = re.compile(
    r" ?(?:氏|さん|議長|委員|部長|課長|会長|座長|博士|教授|代表)?(?:ら|たち|自身|"
    r"本人)?(?:\([^)]*\))?(?:は|が|も|から(?:は|も)|"
    r"としては?|に(?:よれば|よると|よりますと|言わせれば|とって)|"
    rf"の(?:{_TELLING})(?:で|に(?:よれば|よると)|として)(?:は|も)?|の(?:{_TELLING})は|"
    rf"、(?![^、。]{{0,3}}{NAME}))"
)
_TURNS_JA = re.compile(
    r"(?:[いきしちにひみりえけせてねべめれぎじずく]|たが|るが|すが|だが|いが|ため|一方|一方で|"
    r"対し|対して|ものの|けれど|けれども|ので|[るただ]のに|、|"
    r"。)[、。]$|^$|[。;]$|一方$"
)
_HOLDS_EN = re.compile(
    r"(?: \([^)]*\))?(?:,[^,]{0,60},)?(?: 's)? (?!of\b|and\b|or\b|to\b|in\b|at\b|for\b|on\b|'s)|^, "
)
_POSSESSED_EN = re.compile(r" 's (?P<what>\w+)(?: \w+)?(?P<end> (?:is|was|that)\b|,)?")
_TURNS_EN = re.compile(
    r"(?:^|[.;,:—–]|\b(?:and|but|while|whereas|although|though|because|as|when|so|after|yet|"
    r"then)) ?$",
    re.I,
)
_THAT_EN = re.compile(r"\b(?:that|whether|how|why|what|if|because|when|,) (?:the )?$")
_SAME_JA = re.compile(r"(?:同(?:氏|委員|研究員|研究委員|課長|部長|局長|所長|座長|議長|教授|"
                      r"代表|社長|会長|顧問)|彼女?(?!ら)|"
                      r"両氏)(?=は|が|も|に|の|、|か)")  # fmt: skip
_SAME_EN = re.compile(
    r"(?:^|[.;,] |\b(?:and|but|that|while|although|because) )(?P<who>he|she)\b", re.I
)
_GROUP = re.compile(
    r"全員|一同|全会一致|満場一致|参加者(?:たち|ら|は|が|全|の(?:多く|大半|間))|出席者(?:は|が|"
    r"全|の(?:多く|大半|間))|(?<![一-龯ァ-ヴ])委員(?:たち|ら|会?は|"
    r"会?が|全|の(?:多く|大半|間))|"
    r"メンバー(?:は|が|全|の間)|研究会(?:は|が|として|では?、?(?:全|合意|一致|決))|会議(?:は|"
    r"として)|双方|両者|両氏|三者|みな[がは]|皆[がは]|"
    r"誰もが|関係者(?:は|が|全)|"
    r"異論(?:は|が|も)?(?:なかった|出なかった|なく|出ず)|合意(?:した|され|に達|が(?:成立|"
    r"得られ|でき))|一致(?:した|して|し、)|"
    r"\b(?:everyone|everybody|all (?:the |of the )?(?:members|participants|speakers|parties|"
    r"three|four|towns|of them)|"
    r"the (?:whole )?(?:group|circle|committee|panel|meeting|participants|members|council|"
    r"study group|speakers)|they all|both (?:men|sides|of them)|"
    r"unanimous(?:ly)?|consensus|nobody|no one|the majority|most (?:members|participants|"
    r"speakers))\b",
    re.I,
)
_STANCE = re.compile(
    r"合意|一致|賛成|反対|決定|決め|認め|求め|考え|述べ|主張|評価|懸念|支持|了承|承認|結論|"
    r"賛同|同意|期待|納得|異論|"
    r"\b(?:agree|support|oppos|decid|conclud|believ|think|thought|want|reject|back|accept|"
    r"approv|resolv|settl|favou?r|object|endors|insist|fear|welcom|unanim|consensus|demand)\w*",
    re.I,
)
_VIEWS = re.compile(
    r"述べ|言[いうっ]|話し|語|説明|指摘|主張|報告|発言|強調|答え|訴え|回答|紹介し|考え|"
    r"思[いうっ]|見解|意見|提案|求め|要望|"
    r"約束|反対|賛成|懸念|心配|期待|希望|望[むん]|批判|尋ね|質問|認め|評価|納得|同意|拒|反論|"
    r"とした。|とする。|によれば|によると|べき|たい|"
    r"\b(?:sa(?:y|id|ys)|told|tells?|argu\w+|claim\w*|report\w*|explain\w*|stat(?:ed|es?)|"
    r"think\w*|thought|believ\w*|propos\w*|suggest\w*|"
    r"want\w*|ask\w*|promis\w*|oppos\w*|support\w*|agree\w*|object\w*|fear\w*|worr\w*|hop(?:ed|"
    r"es?)|insist\w*|according|view|"
    r"doubt\w*|reject\w*|refus\w*|warn\w*|call(?:ed|s)|admit\w*|prefer\w*|will(?:ing)?|would|"
    r"should|accept\w*)\b",
    re.I,
)
_FRAME_BEFORE = re.compile(
    rf"^\s*(?:氏|さん)?(?:(?:は|が|も)、?|に(?:よれば|よると)、?|の(?:{_TELLING})(?:では|"
    rf"によれば|によると|は)、?)|"
    r"^\s*(?:According to\s+,\s*|(?:has |have )?(?:said|says|argued|argues|explained|noted|"
    r"added|stated|reported|believes|thinks|thought|replied)\s+(?:that\s+)?)",
    re.I,
)
_FRAME_AFTER = re.compile(
    r"(?:と|、と|とも)(?:いう(?:考え|意見|見方|立場)を)?(?:述べ|言い|言っ|話し|語っ|説明し|"
    r"指摘し|主張し|報告し|発言し|強調し|答え|訴え|"
    r"回答し|紹介し|明言し|考え|認め|応じ|断っ|振り返っ|表明し|反論し|評価し|示し|"
    r"し)(?:て)?(?:た|ている|ていた|る|、)?[。、]?\s*$"
)
_OF_ALL = re.compile(
    r"全員|一同|皆|みな|合意|一致|異存|異論|双方|両者|決め|決ま|決定|まとま|三市町|私たち|我々|"
    r"われわれ|研究会|参加者|出席者|委員会|メンバー|"
    r"\b(?:we|us|our|all|everyone|everybody|agree\w*|both|together|circle|group|committee|"
    r"members)\b",
    re.I,
)
_WHOLE = re.compile(
    r"全員|一同|全会|満場|皆|みな|誰も|合意|一致|異論|三者|双方|両者|everyone|everybody|"
    r"\ball\b|unanim|consensus|nobody|"
    r"no one",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a sentence names."""

    words: str  # as the sentence has it
    known: frozenset[str]  # names of entries of the library; empty: no speaker
    bare: str = ""  # of somebody who is no speaker

    def is_one(self, speaker: Speaker | None) -> bool:
        """Tell whether a speaker is meant."""
        return speaker is not None and speaker.known_as in self.known


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence, and who holds it."""

    words: str  # names of the holders are blanks
    holders: tuple[Person, ...]
    about: tuple[Person, ...]  # named in it, but not as holders


def parts(words: str, people: Sequence[Speaker], before: Sequence[str] = ()) -> list[Part]:
    """Cut a sentence where another person begins to hold what is said."""
    text = _in_latin(_APART.sub(" ", plain(words)), people)
    text = re.sub(r"(?<=\w)['’]s\b", " 's", text)  # a name is read without it
    masked, persons = _persons(text, people)
    same = _SAME_EN if language_of(text) == "en" else _SAME_JA
    last = _last_holder(before, people) if same.search(text) else None
    places = [m.start() for m in re.finditer(NAME, masked.text)]
    starts: list[tuple[int, list[str]]] = []
    about: list[tuple[int, str]] = []
    for place in places:
        char = masked.text[place]
        if not _holds(masked.text, place, bool(starts)):
            about.append((place, char))
        elif starts and _is_joined(masked.text, starts[-1][0], place):
            starts[-1][1].append(char)
        else:
            starts.append((place, [char]))
    _join_backwards(masked.text, starts, about)
    return list(_cut(masked.text, persons, starts, about, last))


def _cut(
    text: str,
    persons: dict[str, Person],
    starts: Sequence[tuple[int, list[str]]],
    about: Sequence[tuple[int, str]],
    last: Person | None,
) -> Iterator[Part]:
    begins = [0, *(place for place, _ in starts[1:])]
    for number, begin in enumerate(begins):
        end = begins[number + 1] if number + 1 < len(begins) else len(text)
        names = starts[number][1] if starts else []
        holders = tuple(persons[name] for name in names) or ((last,) if last else ())
        inside = tuple(persons[name] for place, name in about if begin <= place < end)
        yield Part(_shown(text[begin:end], persons, names), holders, inside)


def _shown(text: str, persons: dict[str, Person], holders: Sequence[str]) -> str:
    return re.sub(NAME, lambda m: " " if m[0] in holders else persons[m[0]].words, text)


def _persons(text: str, people: Sequence[Speaker]) -> tuple[Masked, dict[str, Person]]:
    masked = mask(text, language_of(text), tuple(people))
    plainly = {c: n.words for c, n in masked.names.items() if n.bare and not n.titled}
    shown = "".join(plainly.get(c, c) for c in masked.text)  # 公開日は: hardly a person
    masked = Masked(shown, {c: n for c, n in masked.names.items() if c not in plainly})
    found = {}
    for char, name in masked.names.items():
        wanted = name.speaker or (None if name.bare else name.words)
        meant = whom(wanted, people) if wanted else []
        known = {one.known_as for one, is_meant in zip(people, meant, strict=False) if is_meant}
        found[char] = Person(name.words, frozenset(known), name.bare)
    return masked, found


def _in_latin(text: str, people: Sequence[Speaker]) -> str:
    """Names of speakers that are written in Latin letters, where a text has them in katakana."""
    foreign = {speaker.name for speaker in people if speaker.name.isascii()}

    def spelled(found: re.Match[str]) -> str:
        heard = skeleton(folded(latin(found[0])))
        alike = [name for name in sorted(foreign) if sounds_alike(heard, skeleton(folded(name)))]
        return f"{alike[0]} " if len(alike) == 1 else found[0]

    return _KANA_NAME.sub(spelled, text) if foreign else text


def sounds_alike(heard: str, other: str) -> bool:
    """Tell whether two skeletons of names are one but for an r that katakana leaves silent.

    >>> sounds_alike("ms", "mrs"), sounds_alike("rsk", "trpr")
    (True, False)
    """
    if heard[:1] != other[:1] or min(len(heard), len(other)) < 2:
        return False
    return heard == other or (heard.replace("r", "") == other.replace("r", "") and "r" in other)


def _holds(text: str, place: int, later: bool) -> bool:
    """Tell whether the name at a place holds what follows; a later one, only in its own clause."""
    before, after = text[:place], text[place + 1 :]
    if (not before.isascii() and re.search(r"[ぁ-ん一-龯]", text)) or re.search(
        r"^[はがもにのとを、]", after
    ):
        holding = _HOLDS_JA.match(after)
        if not holding:
            return False
        return not later or (bool(_TURNS_JA.search(before.rstrip())) and holding[0][:1] != "、")
    if re.search(r"[가-힣一-龯]", text):
        return True
    possessed = _POSSESSED_EN.match(after)
    if possessed:
        view = re.search(r"\b(?:in|according to|on) $", before, re.I)
        return bool(view or possessed["end"]) and not later
    if re.search(
        r"(?:according to|in the (?:view|opinion|words) of|,\s?(?:said|says)|[”\"] (?:said|"
        r"says)) $",
        before,
        re.I,
    ):
        return True
    if re.search(r"\bby $", before):
        return not later
    begins = _TURNS_EN.search(before) and _HOLDS_EN.match(after)
    return bool(begins) and not (later and _THAT_EN.search(before))


def _is_joined(text: str, first: int, place: int) -> bool:
    """Tell whether two names stand together: AとBは."""
    between = re.sub(rf"{NAME}", "", text[first:place])
    return bool(
        re.fullmatch(r"\s*(?:と|や|、|・|および|及び|ならびに|,|and|&|, and|\s)+\s*", between)
    )


def _join_backwards(
    text: str, starts: list[tuple[int, list[str]]], about: list[tuple[int, str]]
) -> None:
    """Names before a holder's that only an "and" parts from it hold as much."""
    for number, (place, names) in enumerate(starts):
        first = place
        for at, name in reversed(about[:]):
            if at < first and _is_joined(text, at, first):
                names.insert(0, name)
                about.remove((at, name))
                first = at
        starts[number] = (first, names)


def _last_holder(before: Sequence[str], people: Sequence[Speaker]) -> Person | None:
    for sentence in reversed(before):
        held = [person for part in parts(sentence, people) for person in part.holders]
        if held:
            return held[-1]
    return None


def bare(words: str) -> str:
    """What is held, without that somebody says so: " は、反対だと述べた。" -> "反対だ"."""
    return _FRAME_AFTER.sub("", _FRAME_BEFORE.sub("", words)).strip() or words


def gives_views(words: str) -> bool:
    """Tell whether words give somebody's speech, stance or wish, and no mere fact about them."""
    return bool(_VIEWS.search(plain(words)))


def speaks_for_group(words: str) -> bool:
    """Tell whether a sentence gives a stance to a group: 全員が賛成した, everyone agreed."""
    text = plain(words)
    return bool(_GROUP.search(text) and _STANCE.search(text))


def is_of_group(words: str, cited: Sequence[str], speakers: int) -> bool:
    """Tell whether cited texts can prove a group's stance.

    One person's turn can where it speaks of what the group agreed; else several must be cited, and
    even they are never all.
    """
    if any(_OF_ALL.search(plain(text)) for text in cited):
        return True
    return speakers > 1 and not _WHOLE.search(plain(words))
