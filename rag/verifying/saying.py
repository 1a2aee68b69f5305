"""What a sentence says, apart from that somebody says it."""

import re

from rag.verifying.words import plain

TELLING = (
    "考え|意見|見方|見解|立場|主張|説明|話|認識|報告|提案|指摘|発言|懸念|質問|試算|答え|"
    "回答|理解|言葉|まとめ|整理|総括|集計|調査|発表|結論|評価"
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
    rf"^\s*(?:氏|さん)?(?:(?:は|が|も)、?|に(?:よれば|よると)、?|の(?:{TELLING})(?:では|"
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

_ADMITS = re.compile(
    r"こと(?:を|も|は)(?:認め|明かし|明らかにし)(?:て)?(?:た|ている|いる)?[。、]?\s*$"
)


def bare(words: str) -> str:
    """What is held, without that somebody says so: " は、反対だと述べた。" -> "反対だ"."""
    return _FRAME_AFTER.sub("", _FRAME_BEFORE.sub("", words)).strip() or words


def frame(words: str) -> int:
    """Where the words begin by which somebody says it; the end where there are none."""
    found = _FRAME_AFTER.search(words) or _ADMITS.search(words)
    return found.start() if found else len(words)


def gives_views(words: str) -> bool:
    """Tell whether words give somebody's speech, stance or wish, and no mere fact about them."""
    return bool(_VIEWS.search(plain(words)))
