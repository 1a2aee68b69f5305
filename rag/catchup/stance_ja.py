"""Stance of a Japanese sentence, by the predicate of its main clause."""

import re

from rag.catchup.found import Stance
from rag.catchup.said import unquoted

_NOT = r"(?:ない|ません|ず|ぬ|なかった|ございません|ありません|かね(?:ます|る))"
_OF_OTHERS = re.compile(
    r"(?:と(?:いう|の)(?:ご)?(?:意見|声|指摘|懸念|批判|話|連絡|返事|お返事|報告|見方|考え|主張|要望|"
    r"苦情|感想|回答|答弁)(?:も|が|を|は|で)|という方(?:も|が)|"
    r"(?:とのこと|そう|らしい|という(?:こと|の)|とか)(?:です|でした|だ|でございます)。?$|"
    r"と(?:も|は)?(?:言わ|いわ|聞か|呼ば|され|見られ|伝えられ)|"
    r"と(?:も|は)?(?:おっしゃ(?!るなら)|仰|聞い|伺|述べ|言ってい|話してい|指摘され|言い(?:まし|ます)|"
    r"言った)|お聞きし(?:た|ま)|によ(?:れば|ると|りますと)|思い込ん|"
    r"と(?:も|は)?(?:申(?:し|した)(?!ませ)|思って(?:おり|い)まし|考えて(?:おり|い)まし))"
    r"[^、。]{0,14}。?$"  # the frame ends the clause: 出せと言われて、はいとは言えません
)
_CONTRAST = re.compile(r"(?:が|けれど(?:も)?|けど|ものの|一方(?:で)?)、")
_ASKS = re.compile(r"(?:か|でしょう|かね|かな)[。?？]?$|[?？]$")
_IF = re.compile(
    r"(?<!^それ)なら(?:ば)?(?:、|、?|ば)|であれば|(?<!それ)でしたら|(?:い|け|せ|て|ね|め|れ|え|げ)ば、|限り(?:は|、)|"
    r"限(?:れ|定すれ)ば|たら(?:、|、?)|条件|のであれば|場合(?:に|は|、)"
)
_WORRY = r"(?:懸念|心配|不安|危惧|疑問|疑念|違和感)"
_FADES = r"(?:解|消え|消し|晴れ|払拭|なくな|拭|和らい|解消)"

_STILL = re.compile(rf"{_WORRY}[^、。]{{0,12}}{_FADES}[^、。]*{_NOT}")
_FADED = re.compile(rf"{_WORRY}(?:は|が|も)[^、。]{{0,8}}{_FADES}(?:た|まし|て)")
_NO_WORRY = re.compile(rf"{_WORRY}(?:は|も|に|には|する必要は|して(?:は|い))[^、。]{{0,6}}{_NOT}")
_NOT_SO = re.compile(
    rf"(?:わけ|の|つもり|もの|条件|確定|決定|万能)(?:で|に)?(?:は|も){_NOT}(?!か|でしょうか)|"
    rf"(?:と(?:まで)?は|とも)(?:申し|言い|いい|言え|限り|限ら|思い){_NOT}"
)
_AGAINST = re.compile(
    r"反対(?:です|します|いたします|だ|である|せざる|の立場|と考え|しております|しています|と言わざる)|"
    rf"(?:賛成|賛同|同意|納得|容認|支持|承服|受け入れ|認め)[^、。]{{0,6}}(?:でき|られ|し(?:て)?(?:おり|い)?|いたし){_NOT}|"
    rf"{_WORRY}(?:です|だ|があ|がござ|を(?:持|抱|覚|感)|し(?:て|ま)|に(?:思|感)|も(?:あ|残)|が残|は(?:残|あ))|"
    r"(?:恐れ|おそれ|リスク|危険|危険性|問題|課題|弊害|副作用|支障)(?:が|も)(?:あ|ござ|残|大き|生じ|出)|"
    r"かね(?:ない|ません)(?:。|の|と|$)|"
    r"(?:困|危な|怖|恐ろし|危う|厳し|難し|苦し|心配|不十分|不公平|無責任|時期尚早|拙速|行き過ぎ|危険)"
    r"(?:り|い|く|です|だ|る|でしょう)[^、。]{0,14}。?$|"
    r"(?:高|遅|長|多|少な|早|短|甘|重|大き|小さ)すぎ(?:ます|る|です|ない)[^、。]{0,14}。?$|"
    r"(?:違う|おかしい|無理があ|無理だ|無理です|間違[っい]て|筋が通らない|論外)"
    r"(?:と(?:思|考|感)|です|。|の(?:です|だ))|"
    rf"考え(?:が|方が)[^、。]*違い(?:ます)|安心[^、。]{{0,4}}(?:でき|いられ|し){_NOT}|"
    rf"(?:守り|役|ため|解決|説明)に(?:は)?(?:なら|立た|立ち|なり){_NOT}|"
    rf"(?<!なければ)(?<!なくては)(?<!ねば)(?<!ないと)いけません|一(?:日|年|月)も(?:も|持)ち{_NOT}|"
    r"(?:看過|容認)でき(?:ない|ません)|"
    rf"(?:怖い|心配|懸念|気がかり|気になる|気にな|困る|困っ|不安)[^、。]{{0,10}}のは、?"
)
_FOR = re.compile(
    r"(?:賛成|賛同|同意|同感|支持)(?:です|します|いたします|だ|である|したい|で(?:ございます|す)|"
    r"と(?:考|思)|しております|しています|できます)|異(?:存|議|論)(?:は|も|が)?(?:ありません|ございません|ない|なし)|"
    r"もっとも(?:だ|です)|(?:おっしゃる|ご指摘の|ご発言の)(?:とおり|通り)(?:です|だ|かと|と思)|"
    r"(?:構い|かまい|差し支えあり|差し支えござい)ません|結構です|歓迎(?:します|いたします|したい)|"
    r"(?:問題|支障)(?:は|も)?(?:ありません|ございません|ない(?:です|と(?:思|考)))|"
    r"(?:それ|その案|これ)で(?:よい|良い|いい|よろしい)(?:と|です|かと)|それ(?:なら|でしたら)[^、。]*できます"
)
_OPEN = re.compile(
    rf"(?:決め|判断|結論|断定|断言|お答え|約束|確約|お出し|明言|申し上げ)[^、。]{{0,6}}"
    rf"(?:でき|られ|れ|つき|出せ|しかね|かね)(?:る|{_NOT})|"
    rf"(?:保留|留保)|慎重(?:に|な|で)|(?:検討|話してみる|議論|交渉)(?:の|する)?余地|"
    rf"(?:現時点|今の時点|今の段階|現段階)では[^。]*{_NOT}|立場に(?:は)?(?:おり|あり|ない){_NOT}?|"
    rf"手を付けて(?:おり|い){_NOT}|もう少し(?:検討|議論|時間)|検討(?:が必要|を要)"
)
_WILLING = re.compile(
    r"(?:賛成|賛同|同意|支持|協力|応じ|引き受け|続け|参加|相談|容認|受け入れ|検討)[^、。]{0,10}"
    r"(?:ます|できます|です|よい|いい|られます)|(?:理由|異存|異議|反対)(?:は|も|が)?(?:ありません|ない)|"
    r"(?:^|、)[^、。]{0,3}(?:ありません|抜けます|構いません|結構です)。?$|抜けます"
)
_SUGGESTS = re.compile(
    r"べき(?:です|だ|では|でしょう|もの|であ|と(?:思|考)|か)|(?:ほう|方|の)が(?:よ|良|い)(?:い|ろし)|望まし|適当(?:です|だ|と考)|"
    r"提案(?:し(?:ます|たい)|いたします|です)|(?:して|ては|では|たら|のは)(?:どう|いかが)(?:でしょう|です|か)|"
    r"必要(?:です|だ|が(?:あ|ござ)|と(?:考|思)|でしょう|では)|"
    r"(?:なければ|なくては|ねば|ないと)(?:な|いけ)[らりま]?(?:ません|ない)?|"
    r"(?:ていただき|てもらい|て欲し|てほし|でほし|ないでいただき)(?:たい|い)|て(?:い)?くださ(?:い|るよう)|"
    r"(?:求め|望み|要望し|要請し|提言し|希望し)(?:ます|たい)|(?:希望|提案|案)(?:です|でございます|だ)。?$|"
    r"(?<!で)(?<!し)ましょう(?!か)|(?:のまま|こと|もの)と(?:します|したい)|"
    r"(?:ば|で|ても|から)(?:よ|い)(?:い|かろう)(?:の|と(?:思|考)|です|。)|"
    r"たい(?:です|と(?:考え|思)[^。]*|ものです|ところです|のです)?。?$"
)
_NOT_NEEDED = re.compile(rf"(?:必要|べき)(?:は|も|で(?:は|も))[^、。]{{0,4}}{_NOT}")
_SPEECH_ACT = re.compile(
    r"(?:お?話し?|伺|説明|紹介|報告|質問|確認|申し上げ|お聞き|お尋ね|お礼|ご案内|感謝|発言|読み|"
    r"ご?覧|お詫び|お待ち|お示し|お手元|お寄せ|お送り|教えて|聞かせて|お許し|挨拶|ご理解|お祝い)"
    r"[^、。]{0,5}(?:たい|ください|ましょう|なければ)[^。]{0,10}。?$|(?:残して|許して|待って)(?:おいて)?ください"
)
_MILD = re.compile(
    r"思[いうっ]|考え|感じ|たい|べき|でしょう|だろう|はず(?:です|だ|で)|かもしれ|よう(?:です|だ|に思)|そうです|らしい|つもり(?:です|で)|"
    r"希望|意見|意味|ください|ましょう|お願い|例えば|たとえば|したら、|とすると|いけ|(?:分|わ)かりません"
)
_NUMBER = re.compile(
    r"[0-9〇一二三四五六七八九十百千万億]+ ?(?:[年月日時分秒人名件台円回か個つ%割倍歳]|パーセント|"
    r"万|億|系統|キロ|メートル|ページ|社|校|館|戸|世帯|箇所|地区|便|カ|ヶ)"
)
_STATES = re.compile(
    r"(?:ました|でした|た(?:の|ん)?(?:です|だ)?|て(?:い|おり|ござい)ます|ている)。?$"
)
_COUNTS = re.compile(r"(?:です|ます|ません|である|しか[^。]*ない|[一-龯%ト])。?$")
_HEAD = re.compile(r"^(?:理由|良かった|困った|一つ目|二つ目|三つ目|結果|次(?:の|は)|論点|質問)")
_COMPLAINTS = re.compile(r"(?:意見|声|苦情|指摘|要望)が[^、。]{0,8}[0-9][^、。]*ました")
_FUTURE = re.compile(r"(?:次回|までに)[^。]*(?:ます|まいります)。?$")  # promises
_MEETING = re.compile(r"(?:宿題|議題|質問|理由|論点)は?[^、。]{0,6}(?:つ|点)|次回|までに|約束し")


def stance_of(words: str) -> Stance | None:
    """Stance of a sentence, or None where it cannot be told.

    >>> stance_of("反対という意見もありますが、私は賛成です。"), stance_of("反対ではありません。")
    ('agree', 'reservation')
    """
    bare = unquoted(words)
    main = _CONTRAST.split(bare)[-1]
    if _OF_OTHERS.search(main):
        if main != bare and _NOT_SO.search(_CONTRAST.split(bare)[-2]):
            return "reservation"
        return "fact" if _COMPLAINTS.search(main) else None
    if _FUTURE.search(main):
        return None
    if _ASKS.search(main):
        return _asked(main)
    return _held(main, bare) or _stated(bare, main)


def _asked(main: str) -> Stance | None:
    """An opinion that is put as a question: 早いのではないでしょうか."""
    if re.search(r"(?:の|こと)?では(?:ない|あり|なかろ)", main):
        told = re.sub(
            r"(?:の|ん)?では(?:ないでしょうか|ありませんか|ないですか|ないか).*$", "。", main
        )
        return _held(told, told)
    suggests = re.search(
        r"(?:え|け|せ|て|ね|べ|め|れ|げ|でき|られ)ないでしょうか|(?:ては|のは|たら)(?:どう|いかが)",
        main,
    )
    for_oneself = re.search(r"(?:いただけ|もらえ|くださ)", main)
    return "proposal" if suggests and not for_oneself else None


def _held(main: str, whole: str) -> Stance | None:
    conditional = bool(_IF.search(whole))
    if _STILL.search(main):
        return "concern"
    if _NOT_SO.search(main) and not re.search(r"だけではあ|のみではあ", main):
        return "reservation"
    if _NO_WORRY.search(main):
        return None
    if _AGAINST.search(main):
        return "concern"
    if _FOR.search(main) or _FADED.search(main):
        return "reservation" if conditional and _IF.search(whole) else "agree"
    if _OPEN.search(main) or (conditional and _WILLING.search(main)):
        return "reservation"
    if _SPEECH_ACT.search(main) or _NOT_NEEDED.search(main):
        return None
    return "proposal" if _SUGGESTS.search(main) else None


def _stated(whole: str, main: str) -> Stance | None:
    if _MILD.search(whole) or _MEETING.search(whole) or _HEAD.match(whole):
        return None
    if re.search(r"(?:こと|もの)。?$", main) or _IF.search(whole):
        return None
    counted = _NUMBER.search(whole) and _COUNTS.search(whole)
    happened = len(whole) >= 8 and _STATES.search(main)
    return "fact" if counted or happened else None
