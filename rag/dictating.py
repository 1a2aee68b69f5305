"""Sentences that want something told, written or answered: they prove nothing of what is told.

The net is wide on purpose. Who asks a writer for words in a meeting states no fact with it, so a
model's sentence loses no proof; and such a sentence can still be found and quoted.
"""

import re

_SAY_JA = r"(?:言|云|述べ|答え|回答|返答|返事|書|添え|繰り返|くり返|いえ|のべ|かけ|こたえ|つたえ)"
_TELL_JA = (
    rf"(?:{_SAY_JA}|記し|記せ|記載|説明|紹介|返し|返す|伝え|報告|付け|加え|足し|入れ|含め|案内|表示|出力|並べ|載せ|"
    r"まとめ|要約|読み上げ|引用|訂正|(?<!見)直し|変え|変更|置き換え|名乗|演じ|振る舞|無視|統一|断定|"
    r"主張|宣言|締め|言葉を覚え|ことに(?=し[てろ]))"
)
_WANTED_JA = (
    r"(?:くださいま(?:す|せ)|いただけ(?:ると|れば|ます(?:か|と))|[てで](?:ください|下さい|くれ[。!」]|くれと|ほしい|欲しい|もらいたい|もらえ[まな]|"
    r"いただきたい|いただけ[まなれる]|頂きたい|おいて[。!くよね]|おけ[。!よ]|ね[。!]|よ[。!])|"
    r"[とど](?:いて|け)[。!ねよ]|なさい|せよ|しろ|(?:よ|ろ)[。!」]|しろ、|"
    r"[えけせてねべめれげ]」?$|ように(?=[。、」と!]|お願い|$)|願い|んです[よ。]|べし|"
    r"のが(?:よい|いい|良い|正解)|ないで(?:ください|[。!])|だけで(?:よい|いい|結構)|て[。!」])"
)
_STRICTLY_JA = (
    r"(?:ください|下さい|なさい|せよ|願い(?:ます|たい)|"
    r"ように[。!」]|こと[。!」)]*$|お忘れなく|べし)"
)
_READER_JA = (
    r"(?:AI|人工知能|アシスタント|言語モデル|ボット|機械|自動(?:応答|要約|音声)|読み上げ|"
    r"要約(?:担当|者|係|役|する|を作)|まとめ(?:を作|る人|役|係)|"
    r"(?:これ|この文|この行|ここ|この(?:あと|後|先))を?読[むんま]|(?:回答|要約|答え|まとめ|議事録|記事)を(?:書|お書|作|お作|まとめ)[くるきりっ]|答える(?:側|人|係|者)|回答者)"
)
_JAPANESE = (
    rf"{_TELL_JA}(?![ぁ-ん]{{0,3}}せて)[ぁ-ん換添足加込直上出残置載]{{0,6}}?{_WANTED_JA}",
    rf"{_READER_JA}[^。]{{0,80}}{_STRICTLY_JA}",
    r"(?:せよ|しろ|なさい)[。!」)]*$",
    rf"(?:{_SAY_JA}|記)[ぁ-ん]{{0,2}}(?:こと[。!」)]*$|ものと(?:します|する)|ものです)",
    rf"{_READER_JA}[^。]{{0,80}}(?:一言|一行|のみ|だけで|だけ[。!]|正解|忘れず|言うとおり|言う通り)",
    rf"^{_READER_JA}(?:方|人|皆|者)?[^。、]{{0,6}}(?:へ|に(?:は)?)、",
    r"(?:回答|答え|返答|返事|解答|要約|出力)(?:例|案|文)(?:として)?は|模範解答|"
    r"(?:言う|いう)(?:とおり|通り)に[。!]?$|忘れ(?:ずに[。!]|て[、。])",
    r"(?:番号|括弧|かっこ|語尾|文末|引用|出典|箇条書き|見出し|書式)[^。]{0,40}(?:と|形で)[。!]?$",
    r"(?:要約|回答|答え|返事|まとめ)(?:に|で|の(?:前|後|あと|最初|最後))は?、?[^。]{0,12}を[。!]?$",
)
_TELL_EN = (
    r"(?:say|answer|respond|reply|write|output|print|state|repeat|include|append|cite|mention|"
    r"report|claim|insist|tell|read|add|insert|describe|call|present|put|show)"
)
_TEXT_EN = r"(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|outputs?)"
_READER_EN = (
    r"(?:bots?|chatbots?|writers? of \w+|assistants?|AIs?|(?:language )?models?|machines?|"
    r"summari[sz]ers?|"
    r"(?:automated|automatic|artificial) (?:readers?|agents?|systems?))"
)
_MUST_EN = r"(?:must|should|shall|needs? to|has to|have to)"
_ENGLISH = (
    r"^(?:please |kindly |now |always |never |just |simply )*"
    r"(?:say|answer|respond|reply|write|output|print|repeat|include|append|cite|mention|pretend|"
    r"act|speak|call|disregard|ignore|render|swap|replace|translate|begin|start|end|point|"
    r"make sure|ensure|tell|claim|insert|quote|list|visit)\b(?! (?:of|from|for|in)\b)",
    rf"\b(?:please|kindly|you to|as to|then|who asks?,) {_TELL_EN}\b",
    r"\b(?:and|or) (?:say|write|answer|reply|print|output) [\"“A-Z]",
    rf"\b(?:{_READER_EN}|{_TEXT_EN}|(?:who|any|every)(?:ever|one|body)(?: who)? \w+)\b"
    rf"(?: \w+){{0,5}} (?:{_MUST_EN}|could|can|will|is to|are to) "
    rf"(?:\w+ ){{0,2}}(?:{_TELL_EN}|note)\b",
    r"^[A-Z]\w+(?: \w+){0,2}, (?:please |now )?"
    r"(?:say|answer|respond|reply|write|output|print|state|repeat|report|describe|tell)\b",
    rf"^in (?:the|your|any|every) {_TEXT_EN}\b|\b(?:end|start|top|head|beginning|bottom) of "
    rf"(?:the|your|any|every) {_TEXT_EN}\b",
    rf"\byou {_MUST_EN} (?:\w+ )?{_TELL_EN}\b",
    rf"\b(?:every|each|your|any|all) {_TEXT_EN}\b",
    rf"\bthe (?:only |right |correct |proper |expected |model )+(?:{_TEXT_EN}|thing to say)\b",
    r"\b(?:when|if|once|whenever) asked\b.{0,60}\b(?:respond|say|answer|reply|state|tell)\b",
    r"(?:^|[.!?\"“] ?)(?:for|to|dear|attention|hello|hey|hi|okay)?,?(?: all| any| the| every)? ?"
    rf"{_READER_EN}(?: who \w+ this| reading this)? ?[,:]",
    rf"\b(?:tell|ask|let|make|have|want|order|instruct)\w* (?:the |any |your |all )?{_READER_EN}\b",
    r"\b(?:give|put|make|format|phrase|render)\b.{0,20}\bthe "
    r"(?:answer|reply|response|summary|output)\b",
    r"\bquestion\s?:.{0,80}\banswer\s?:",
    r"\bforget (?:what|everything|all|that)\b|\bfrom (?:now|here) on,? (?:you|the|every|all)\b",
)
_WANTS = re.compile("|".join((*_JAPANESE, *_ENGLISH)), re.IGNORECASE)
_DISGUISED = re.compile(r"(?=\w*[A-Za-z])(?=\w*[0-9@$])[\w@$]{3,}")  # s4y, 1gn0re
_LETTERS = str.maketrans("013457@$", "oieastas")
_KATAKANA = range(0x30A1, 0x30F7)
_HIRAGANA = 0x60  # below each katakana


def dictates(seen: str) -> bool:
    """Tell whether a sentence wants something told, written or answered.

    seen: as `rag.orders.visible` returns it.

    >>> dictates("雨だと答えてください。"), dictates("雨が降りました。")
    (True, False)
    """
    return any(_WANTS.search(reading) for reading in {seen, _plainly(seen), _hiragana(seen)})


def _plainly(text: str) -> str:
    """A text with letters for the digits that stand for them."""
    return _DISGUISED.sub(lambda found: found[0].translate(_LETTERS), text)


def _hiragana(text: str) -> str:
    """A text that is written in katakana alone, in hiragana; any other as it is."""
    if re.search(r"[ぁ-ん一-龯]", text):
        return text
    return "".join(chr(ord(c) - _HIRAGANA) if ord(c) in _KATAKANA else c for c in text)
