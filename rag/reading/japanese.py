"""How questions are asked in Japanese."""

import re
from functools import cache

from rag.reading.forms import Leaning, Speech, one_of
from rag.reading.marks import NAME

_SAY = (  # says nothing of the matter: not searched for
    "(?:言(?=[いっうわえ])|いって|述べ|語(?=[っりる])|話(?=[しす])|発言|お?考え(?!直)(?:方)?|"
    "思(?=[っいう])|意見|見解|おっしゃ|仰|感想|コメント|尋ね|(?<=[とうに])見(?=て))"
)
_ARGUE = one_of(
    "主張 説明 指摘 提案 反論 反対 賛成 同意 批判 支持 懸念 心配 感じ 触れ 答え 回答 報告 質問し "
    "要求 要望 求め 強調 評価 立場 反応 振り返 挙げ 期待 納得 伝え 紹介 約束 望(?=[んみむ])"
)
_SAYING = f"(?:(?:ご?意見|見解|発言|考え|感想|コメント|話)を)?{_SAY}"
_NO_ORDER = r"(?!し?て(?:ください|下さい|ほしい|欲しい|くれ|もらえ|いただけ|頂け|よ?$))"
_TAIL = r"(?:[ぁ-ん]|教え|下さ|知り|何|内容|理由|点|事|聞き|条件|、){0,24}[?。!\s]*$"
_HOW = one_of("何 なん なに どう どのように どのような どんな どういう いかが いかに")
_ABOUT = "(?:について(?:は|の)?|に関して(?:は)?|に関する|に対して(?:は)?|に対する|をめぐって)"
_OPINION = one_of(
    "ご?意見 見解 お?考え(?:方)? 主張 発言 説明 立場 懸念 指摘 感想 反応 回答 答え "
    "コメント 見方 認識"
)
SUBJECT = rf"{NAME}(?:ご?自身|本人)?"
_WHO = rf"(?P<who>{SUBJECT}(?:は|が|も|から(?=の)|として(?:は)?)、?)"


@cache
def speech() -> Speech:
    """Patterns of whose words a question asks for."""
    return Speech(
        besides=re.compile(
            rf"(?P<who>{NAME})(?:を除(?:く|いて|いた)|以外)(?:の|で(?:は|も)?|に(?:は|も)?|は|が)?"
        ),
        according=re.compile(
            rf"(?P<who>{NAME})(?:に(?:よ(?:ると|れば)|言わせ(?:ると|れば))|の話では)、?"
        ),
        subjects=(
            re.compile(  # 岩田さんは決済について何と言いましたか, 決済について言ったことは
                rf"{_WHO}.*?(?P<said>{_ABOUT}?(?:と(?=[言述語話思考見]))?{_HOW}?[となを]?"
                rf"{_SAYING}{_NO_ORDER}{_TAIL})"
            ),
            re.compile(rf"{_WHO}(?=.*?{_ARGUE}{_NO_ORDER}{_TAIL})"),
            re.compile(  # 岩田さんの決済についての意見は, 決済についての岩田さんの意見は
                rf"(?P<who>{NAME}の)[^はがを]{{0,40}}?"
                rf"(?P<said>{_ABOUT}?の?{_OPINION}(?:は|を|とは|って)?{_HOW}?{_TAIL})"
            ),
        ),
        not_asked=re.compile(
            "誰|だれ|どなた|何者|どの人|何人|"
            "(?:言わ|述べら|質問さ|批判さ|指摘さ|反対さ|説明さ|評価さ|紹介さ)れ"
        ),
    )


_ASK = one_of(
    "なぜ どうして いつ(?:から|まで|ごろ)? 誰が だれが どなたが どこ(?:で|に|へ|から)? いくら 何人 "
    "どうやって どのように ど[のれ][くぐ]らい"
)
_COPULA = "(?:なの|なん|だった|でした|です|でしょう|の)*か?"
_FIRST = rf"^(?:{_ASK}、?)?"
_GENERIC = "(?:(?:件|話|点|こと|もの)(?=[はがをにのでと、]))?"
_NO_THING = one_of(
    "人 方 他 ほか まま うち 間 研究会 会 会合 会議 ため 上 中 度 よう あたり 辺 町 日"
)
_ATTRIBUTE = one_of(
    "費用 金額 値段 料金 予算 総額 内訳 理由 原因 背景 目的 狙い 時期 期間 期限 日程 日付 "
    "場所 人数 件数 割合 結果 結論 効果 影響 条件 課題 問題点 利点 欠点 担当者? 責任者 "
    "題名 名前 対象 範囲 方法 根拠 反対意見 賛成意見 詳細"
)


@cache
def leaning() -> Leaning:
    """Patterns and forms of follow-ups."""
    return Leaning(
        opener=re.compile(
            "(?:では|じゃあ?|それでは|それじゃあ?|ちなみに|(?:で|あと|また|なら)(?=、))、? ?"
        ),
        more=re.compile(
            "(?:それ(?:を|について)?)?(?:もっと|もう少し|より|さらに)?(?:詳しく|くわしく|具体的に)"
            "(?:は|教えて.*|お願い.*|説明して.*|知りたい.*|聞かせて.*|話して.*)?[?。]*"
        ),
        alone=re.compile(rf"(?P<ask>{_ASK}|何のため(?:に)?){_COPULA}[?。]*"),
        elliptic=re.compile(
            rf"(?P<x>{NAME}|[^、。?はがをも]{{1,24}}?)"
            rf"(?P<at>では|でも|には|については|に関しては|について|の場合は?|は|だと|なら|も)"
            rf"(?:どう{_COPULA})?[?。]*"
        ),
        attribute=re.compile(f"(?:その)?(?P<noun>{_ATTRIBUTE})"),
        asked_of=re.compile(
            rf"{_ATTRIBUTE}[はが](?:{_ASK}|何|どこ|どう|いつ){_COPULA}[ぁ-ん]{{0,8}}[?。]*"
        ),
        thing=re.compile(
            rf"(?P<of>(?<![どそあ])(?:その|この|あの)(?!{_NO_THING}){_GENERIC})"
            "|(?:それ|これ|あれ)(?=は|が|を|の|も|って|に(?!、)(?=対|つい|関|は|も|[一-龯])"
            "|から(?=始|い)|だけ|以外|で(?=い|何|どう))"
            "|(?<!あ)そこ(?=は|で|に|が|の)"
        ),
        person=re.compile(
            "(?:彼女|彼|(?:その|この|あの)(?:人|方))(?=は|が|の|に|も|を|と|以外)(?P<of>(?!))?"
        ),
        hollow=re.compile(rf"(?:{_ASK}|[ぁ-ん、]{{0,6}}|誰|何|どの|結局|今|実際)*"),
        verbal=re.compile(
            rf"(?:{_ASK}|何と|何を|どう)、?(?:[一-龯]{{1,4}}|[ぁ-ん]{{0,2}}[一-龯]{{1,2}})[ぁ-ん]+[?。]*"
        ),
        topics=(
            re.compile(r"^(?P<topic>[^、]{1,40}?)(?:とは|って)(?=何|なん|どう|どの|どん|[?、]|$)"),
            re.compile(r"^(?P<topic>[^、は]{1,40}?)(?:について|に関して|をめぐって)"),
            re.compile(rf"{_FIRST}(?P<topic>[^、は]{{1,40}}?)(?<![でにとへの])は"),
            re.compile(rf"{_FIRST}(?:{NAME}[がはも]、?)?(?P<topic>[^、はが]{{1,40}}?)を"),
            re.compile(rf"{_FIRST}(?P<topic>[^、は]{{1,40}}?)が"),
        ),
        asking=re.compile(_ASK),
        owned="{topic}の",
        of_topic="{topic}の{x}は?",
        asked_of_topic="{topic}の{rest}",
        what_said="{topic}について、{x}は何と言っていますか?",
        tell_more="{topic}についてもっと詳しく教えてください",
        fronted="{topic}は、{rest}",
        called="{name}さん",
    )


# 黒磯さんは(決済に)なぜ(反対し)ましたか: what a question says that somebody did
DID = (
    rf"(?P<who>{NAME})[はが](?P<at>[^、]*?)(?:なぜ|どうして|いつ|どこで|どのように|何を|何と)?"
    r"(?P<did>[^、なのど何い]{1,12}?)"
    r"(?:(?P<plain>(?<=[ただ])の(?:です|でしょう)か?)|まし(?:た|たか))[?。]*"
)


def past(polite: str) -> str | None:
    """Plain past of a polite stem, where its ending tells: 反対し -> 反対した, 言い -> 言った."""
    if re.search("[えけせてねへめれげぜでべぺし]$", polite):
        return f"{polite}た"
    return f"{polite[:-1]}った" if re.search("[一-龯][りちい]$", polite) else None
