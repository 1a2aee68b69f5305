"""Words put into what is otherwise copied; whoever paraphrases puts words for others instead.

Looked for are clauses and brackets of which nothing is held, epithets between two words that stand
side by side in what is cited, and any word more where a whole sentence is copied. Neighbouring
sentences may give what a sentence is about (its arguments), not what is said of it.
"""

import re
from collections.abc import Iterator, Sequence

from index.morphemes import tokenizer
from rag.verifying.bounds import Number
from rag.verifying.copies import LEAST, gaps, is_same, is_whole, tokens
from rag.verifying.kin import kin, stem
from rag.verifying.reading import Reading
from rag.verifying.support import cover, is_light
from rag.verifying.words import Word

_FRAMES = frozenset[str]().union(
    *(
        kin(word)
        for word in "述べる 考える 提案 求める 約束 質問 確認 懸念 批判 望む 評価 まとめる".split()
    ),
    *(kin(stem(word)) for word in ("say", "believe", "ask", "promise", "worry", "want")),
)  # groups of words that say how something is said
_SHORT = 7  # words of a sentence in which one that is strange is much
_SHARE = 0.3  # of a sentence's words: below it the neighbours say all, and the cited ones nothing
_ARGUMENT = re.compile(r"[一-龯ァ-ヴー]{0,4}(?:は|が|を|の|に|で|へ|と|も|から|まで|より)")
_EPITHET = re.compile(r"[a-z]{3,}(?:ous|ful|less|able|ible|ive|ish|ly|est)", re.I)
_BRACKETS = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")
_DONE = re.compile(r"(?:し|さ|す|でき|にな[るっりら])")
_SELF = re.compile(
    r"(?:俺|僕|私|わたし|我々|我が|当社|弊社)(?!立|的|道|有|財|服|物|用|費)|\b(?:I|my|mine|we|our|ours)\b"
)
_NONE = Reading("", "", (), ())
_AFTER_VERB = re.compile(r"[てで]$")  # 忘れないでほしい: an ending
_COMMON = set(
    "さらに また 約 およそ ほぼ すでに 既に まだ もう 特に 現在 今 同時に 合わせて".split()
)


def added(
    statement: Reading, sources: Sequence[Reading], context: Reading, said: Reading
) -> list[Word]:
    """Words that a statement adds to the sentences it cites.

    context: what stands around these. said: the speakers' labels and the meetings' titles.
    """
    own = [one for one in sources if one.language == statement.language]
    if not own or not statement.words:
        return []
    covers = {word: cover(word, sources, said, said) for word in statement.words}
    told = [word for word in covers if not word.forms & _FRAMES]
    itself = sum(cover(word, sources, _NONE, _NONE) for word in told)
    if itself < _SHARE * len(told) and not _counts_alike(statement, sources):
        return [word for word in told if not covers[word]] or told
    strange = {
        word
        for word, covered in covers.items()
        if covered == 0 and not word.forms & _FRAMES and not is_light(word)
    }
    excused = {
        word
        for word in strange
        if cover(word, sources, context, said) > 0 and _is_argument(word, statement)
    }
    found = {
        *_borrowed(statement, strange, context),
        *_alone(statement, strange, excused),
        *_bracketed(statement, strange),
        *(word for one in own for word in _put_in(statement, one, strange, excused)),
        *(word for one in own for word in _exchanged(statement, one, strange)),
    }
    return sorted(found, key=lambda word: word.start)


def persons(statement: Reading, sources: Sequence[Reading]) -> list[str]:
    """First persons of a sentence that nobody cited uses: an answer has no self."""
    held = " ".join(source.text for source in sources)
    found = [one[0] for one in _SELF.finditer(statement.text)]
    return [] if _SELF.search(held) else found


def adverbs(statement: Reading, sources: Sequence[Reading]) -> list[str]:
    """Adverbs and exclamations beside a whole copied sentence, which has no such word."""
    if statement.language != "ja":
        return []
    for source in sources:
        if source.language == "ja" and is_whole(statement, source):
            return [
                one.surface()
                for one in tokenizer().tokenize(statement.text)
                if one.part_of_speech()[0] in ("副詞", "感動詞")
                and one.surface() not in _COMMON
                and not any(one.surface() in other.text for other in sources)
            ]
    return []


def _counts_alike(statement: Reading, sources: Sequence[Reading]) -> bool:
    values = {number.value for source in sources for number in source.numbers}
    return any(number.value in values for number in statement.numbers)


def _borrowed(statement: Reading, strange: set[Word], context: Reading) -> Iterator[Word]:
    """What a sentence says in the end, where only a neighbour says so."""
    last = _predicate(statement)
    if last and last in strange and cover(last, [context], _NONE, _NONE):
        yield last


def ends_strangely(statement: Reading, sources: Sequence[Reading]) -> bool:
    """Tell whether what a short Japanese sentence says stands nowhere in what it cites."""
    last = _predicate(statement)
    if not last or is_light(last) or len(statement.words) > _SHORT:
        return False
    return not cover(last, sources, _NONE, _NONE)


def _predicate(statement: Reading) -> Word | None:
    """The word that a Japanese sentence ends in, apart from who says so; None where it names."""
    told = [word for word in statement.words if not word.forms & _FRAMES]
    if not told or statement.language != "ja":
        return None
    acts = told[-1].kind in ("verb", "quality") or _DONE.match(statement.text, told[-1].end)
    return told[-1] if acts else None


def _alone(statement: Reading, strange: set[Word], excused: set[Word]) -> Iterator[Word]:
    """Words of clauses of which nothing is held, beside clauses that are."""
    if len(strange) > len(statement.words) // 2 + 1:
        return
    counted = {_clause(number, statement) for number in statement.numbers}
    for clause in {word.clause for word in strange} - counted:
        inside = [word for word in statement.words if word.clause == clause]
        others = [word for word in statement.words if word.clause != clause]
        beside = bool(set(others) - strange)
        if beside and set(inside) <= strange and not set(inside) & excused:
            yield from inside


def _clause(number: Number, statement: Reading) -> int:
    """The clause that a number is in: that of the word nearest to it."""
    near = [
        (max(word.start - number.end, number.start - word.end), word.clause)
        for word in statement.words
    ]
    return min(near)[1] if near else 0


def _bracketed(statement: Reading, strange: set[Word]) -> Iterator[Word]:
    """Words of a remark in brackets of which nothing is held."""
    for bracket in _BRACKETS.finditer(statement.text):
        inside = [one for one in statement.words if _is_within(one, bracket)]
        if not any(_is_within(number, bracket) for number in statement.numbers):
            yield from inside if set(inside) <= strange else ()


def _is_within(one: Word | Number, found: re.Match[str]) -> bool:
    return found.start() <= one.start < found.end()


def _put_in(
    statement: Reading, source: Reading, strange: set[Word], excused: set[Word]
) -> Iterator[Word]:
    whole = is_whole(statement, source)
    for gap in gaps(statement, source, strange):
        topic = gap.first and _is_topic(gap.words[-1], statement)
        ending = gap.last and statement.language == "ja"
        for word in gap.words:
            thing = word.kind in ("noun", "name") and word not in excused
            if _is_epithet(word, statement) or (whole and thing and not topic and not ending):
                yield word


def _exchanged(statement: Reading, source: Reading, strange: set[Word]) -> list[Word]:
    """A thing named in the place of another, where all else is copied; deeds have other words."""
    mine, theirs = tokens(statement), tokens(source)
    held = [one for one in mine if any(is_same(one, other) for other in theirs)]
    new = [one for one in mine if one not in held]
    left = [other for other in theirs if not any(is_same(one, other) for one in mine)]
    if len(held) < LEAST or len(left) != 1 or not all(one in strange for one in new):
        return []
    things = [
        one for one in (*new, *left) if isinstance(one, Word) and one.kind in ("noun", "name")
    ]
    if statement.language != "ja" or len(things) != len(new) + 1 or is_light(things[-1]):
        return []
    texts = [*[statement.text] * len(new), source.text]
    if any(_DONE.match(text, one.end) for one, text in zip(things, texts, strict=True)):
        return []
    return things[:-1]


def _is_argument(word: Word, statement: Reading) -> bool:
    """Tell whether a word names what is spoken of: a noun with its particle."""
    if word.kind not in ("noun", "name"):
        return False
    if statement.language == "en":
        return not _EPITHET.fullmatch(word.surface)
    return bool(_ARGUMENT.match(statement.text, word.end))


def _is_topic(word: Word, statement: Reading) -> bool:
    """Tell whether a first word is what a cited sentence leaves out, and no attribute."""
    attribute = statement.language == "en" and re.match(r" [a-z]", statement.text[word.end :])
    return _is_argument(word, statement) and not attribute


def _is_epithet(word: Word, statement: Reading) -> bool:
    """Tell whether a word only judges or grades another: 不当な, わずか, "scandalous"."""
    if statement.language == "en":
        return bool(_EPITHET.fullmatch(word.surface))
    return word.kind == "quality" and not _AFTER_VERB.search(statement.text[: word.start])
