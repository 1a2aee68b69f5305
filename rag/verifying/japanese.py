"""Words of a Japanese sentence, by Sudachi; an ending denies, hedges or asks what it follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sudachipy import Morpheme

from index.morphemes import tokenizer
from index.spelling import folded, latin
from rag.verifying.kin import kin, stem
from rag.verifying.words import Kind, Mood, Word

_IDIOMS: dict[str, str] = {  # a deny in them denies nothing, or denies twice
    "should": r"(?:なければ|なくては|なくちゃ|ないと|ねば)(?:なら|いけ|駄目|だめ|いか)"
    r"(?:ない|ません|ず|ぬ|ん|なかった)?|(?:ざる|ぜる)を得(?:ない|ません|ず|なかった)"
    r"|(?:ない|ぬ)わけに(?:は|も)?(?:いか|行か|まいり?)(?:ない|ません|なかった)",
    "may": r"か(?:どう|否|いな)か|かも(?:しれ|知れ)(?:ない|ません|ず)"
    r"|かね(?:ない|ません)(?=[。、とがで]|$)"
    r"|(?:の|ん)?(?:では|じゃ)(?:ない|ありません)(?:でしょう|だろう)?か|(?:ない|"
    r"ません)(?:でしょう|だろう)?か",
    "none": r"一(?:人|度|つ|件|回|切)も",
    "sure": r"(?:に)?(?:違い|ちがい|相違|(?:ほか|他)なら|過ぎ|すぎ)(?:ない|ありません|ません|なく)"
    r"|(?:だけ|のみ|ばかり)(?:で|に)?は?(?:なく|ない|ありません|とどまら(?:ない|ず))|だけでなく"
    r"|(?:とは)?(?:限ら|かぎら)(?:れ)?なく(?:て)?も",
    "twice": r"なく(?:は|も)(?:ない|ありません)|(?:ない|なかった)(?:わけ|こと|の)(?:では|でも|"
    r"は|も)(?:ない|ありません)"
    r"|(?:少なからず|思わず|やむを得(?:ず|ない|ません)|相変わらず|絶えず|必ず|まず|とりあえず|"
    r"にもかかわらず|(?:に|も)かかわらず)",
}
_IDIOM = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _IDIOMS.items()))
_DENY = {"ない", "無い", "ず", "ぬ", "まい", "無し"}
_HOLLOW = set(  # words that carry an ending and mean little themselves
    "こと もの わけ ため とき ところ うち なか あいだ うえ ほう よう まま たち ら さま とおり "
    "ほど くらい ぐらい "
    "つもり はず それぞれ そこ ここ これ それ あと まえ いう なる する いる ある できる くる "
    "いく みる おく ゆく もらう いただく くださる "
    "だけ ばかり まま ゆえ ごと おり 度 ひと あり あまり 為る 居る 有る 成る 出来る 御座る "
    "致す 申す 得る 事 物 訳 積もり 筈 為 所 時 方 点 様 通り 上 "
    "言う 思う 来る 頂く 下さる 貰う 呉れる 置く 仕舞う 見る 参る 行く 此れ 其れ 此の 其の "
    "此処 其処 "
    "何 何時 何処 誰 何方 達 等 さん 氏 様 御 的 化 性 者 士 間 内 中 際 由 旨 件 回 人 つ 個 "
    "目 度 "
    "後 前 お 因る 就く 於く 対する 関する 基づく 伴う 通ずる 通じる 自体 自身 自分 其々 夫れ夫れ "
    "そういう こう そう 然う 斯う 又 更に 特に 既に もう 未だ".split()
)
_BEARS = set(
    "こと もの わけ 為る 居る 有る 成る 出来る 御座る 致す 得る 言う 思う 来る 頂く 下さる "
    "貰う 呉れる 置く 仕舞う 見る 参る 行く 事 物 訳 積もり 筈 点 様 方 化 的 性 達 者 人 つ "
    "件 回 個".split()
)
_TURNS = {
    "が",
    "けれど",
    "けど",
    "けれども",
    "し",
    "ので",
    "から",
    "のに",
    "ながら",
}  # between clauses
_UNTIL = ("まで", "限り", "以上", "前")  # what is denied after them is not what stands before
_NAMED = "固有名詞"
_NOUN = ("名詞", "普通名詞", "一般")
_LONGEST = 12_000  # characters that Sudachi takes at once (49,149 bytes)
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_FOREIGN = re.compile(r"[ァ-ヴー・]{3,}|[A-Za-z][\w.-]+")
_ONE_WORD = re.compile(r"[ァ-ヴー]{3,}|[一-龯]ヶ[一-龯]+")  # however Sudachi cuts it
_KANJI_NUMBER = re.compile(r"[\d〇一二三四五六七八九十百千万億.,・]+")
_MOODS: dict[str, Mood] = {"たい": "wish", "べし": "should", "積もり": "wish", "欲しい": "wish",
                           "易い": "may", "にくい": "hard", "難い": "hard", "辛い": "hard",
                           "兼ねる": "hard"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    """A morpheme, or a whole idiom."""

    surface: str
    normal: str
    kinds: tuple[str, ...]
    reading: str
    start: int
    unknown: bool = False
    idiom: str = ""


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """Words of a plain Japanese text in order."""
    pieces = list(_pieces(text[:_LONGEST]))
    found, clause = [], 0
    for place, piece in enumerate(pieces):
        if piece.surface.strip("、。,.!?;:…\n") == "":
            clause += 1
        elif _carries(piece):
            denied, moods = _ending(pieces, place)
            found.append(_word(piece, clause, denied, moods))
    return tuple(found)


def _pieces(text: str) -> Iterator[_Piece]:
    last = 0
    for idiom in _IDIOM.finditer(text):
        yield from _morphemes(text, last, idiom.start())
        name = idiom.lastgroup or ""
        yield _Piece(idiom[0], "", ("助動詞", "", ""), "", idiom.start(), idiom=name)
        last = idiom.end()
    yield from _morphemes(text, last, len(text))


def _morphemes(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Nouns in their shortest units, verbs whole: 取り下げる is neither 取る nor 下げる."""
    part = text[start:end]
    if not part:
        return
    whole = {
        one.begin(): _piece(one, start)
        for one in tokenizer().tokenize(part)
        if one.part_of_speech()[0] in ("動詞", "形容詞")
    }
    runs = {run.start(): run[0] for run in _ONE_WORD.finditer(part)}
    reached = start
    for one in tokenizer(short=True).tokenize(part):
        piece = whole.get(one.begin()) or _piece(one, start)
        run = runs.get(one.begin(), "")
        if len(run) > len(piece.surface):
            piece = replace(piece, surface=run, normal=run.lower(), kinds=_NOUN, reading=_kana(run))
        if piece.start >= reached:
            yield piece
            reached = piece.start + len(piece.surface)


def _kana(run: str) -> str:
    return run if _KATAKANA.fullmatch(run) else ""


def _piece(one: Morpheme, offset: int) -> _Piece:
    return _Piece(
        one.surface(),
        one.normalized_form().lower(),
        one.part_of_speech(),
        one.reading_form(),
        offset + one.begin(),
        one.is_oov(),
    )


def _carries(piece: _Piece) -> bool:
    if piece.kinds[0] not in ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "代名詞"):
        return False
    if piece.kinds[0] == "代名詞" or piece.kinds[1] == "数詞" or "助動詞語幹" in piece.kinds[1:3]:
        return False
    if piece.normal in _HOLLOW or piece.normal in _DENY or _KANJI_NUMBER.fullmatch(piece.surface):
        return False
    return piece.kinds[0] not in ("副詞", "接頭辞") or bool(kin(piece.normal))


def _word(piece: _Piece, clause: int, denied: bool, moods: frozenset[Mood]) -> Word:
    kind: Kind = "noun"
    if piece.kinds[0] == "動詞":
        kind = "verb"
    elif piece.kinds[0] in ("形容詞", "形状詞", "副詞"):
        kind = "quality"
    elif piece.kinds[1] == _NAMED or (piece.unknown and _FOREIGN.fullmatch(piece.surface)):
        kind = "name"
    ascii_word = piece.normal.isascii()
    base = stem(piece.normal) if ascii_word else piece.normal
    forms = {base, piece.surface.lower()} | kin(base)
    if kind == "name" or _KATAKANA.fullmatch(piece.surface) or ascii_word:
        forms |= _sounds(piece.surface if ascii_word else latin(piece.reading))
    if kind == "verb" and len(base) > 2 and base[-2] in _ABLE:
        forms |= {base[:-2] + _ABLE[base[-2]]}
    end = piece.start + len(piece.surface)
    return Word(
        piece.surface, frozenset(forms), base, kind, piece.start, end, clause, denied, moods
    )


_ABLE = dict(zip("えけげせてねべめれ", "うくぐすつぬぶむる", strict=True))  # 賄える is kin of 賄う


def _sounds(spelled: str) -> set[str]:
    whole = folded(spelled)
    return {f"/{whole}"} if len(whole) > 2 else set()


def _ending(pieces: Sequence[_Piece], place: int) -> tuple[bool, frozenset[Mood]]:
    """Whether what follows a word denies it, and its moods."""
    denied, moods = False, set[Mood]()
    only = any(piece.normal == "しか" for piece in _clause_before(pieces, place))
    for at, piece in enumerate(pieces[place + 1 :], place + 1):
        bears = piece.normal in _BEARS or (
            piece.normal == "必要" and pieces[place].kinds[0] == "動詞"
        )
        if _ends(pieces, at) or (_carries(piece) and not bears):
            break
        if piece.idiom:
            moods |= {piece.idiom} & {"should", "may"}  # type: ignore[arg-type]
            continue
        if piece.normal in _DENY:
            denied = not denied
        only = only or piece.normal == "しか"
        moods |= _mood(piece)
        if piece.surface in _UNTIL or (piece.kinds[1] == "接続助詞" and piece.surface in _TURNS):
            break
    return denied and not only, frozenset(moods)


def _ends(pieces: Sequence[_Piece], place: int) -> bool:
    """Tell whether a mark ends a clause; before a "that" it only pauses: 要らない、と言う."""
    if pieces[place].kinds[0] not in ("補助記号", "空白"):
        return False
    after = pieces[place + 1 : place + 2]
    return not (
        after and after[0].surface in ("と", "とは", "」") and pieces[place].surface in "、」"
    )


def _clause_before(pieces: Sequence[_Piece], place: int) -> Iterator[_Piece]:
    for piece in reversed(pieces[:place]):
        if piece.kinds[0] == "補助記号":
            return
        yield piece


def _mood(piece: _Piece) -> set[Mood]:
    if piece.surface in ("なら", "ならば", "たら", "ば", "だら"):
        return {"if"}
    if piece.surface in ("た", "だ") and piece.kinds[0] == "助動詞" and piece.normal == "た":
        return {"past"}
    if piece.surface == "か" and piece.kinds[1] == "終助詞":
        return {"ask"}
    return {_MOODS[piece.normal]} if piece.normal in _MOODS else set()
