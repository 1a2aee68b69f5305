"""How questions are asked in Chinese."""

import re
from functools import cache

from rag.reading.forms import Leaning, Speech, one_of
from rag.reading.marks import NAME

_SAY = one_of("说 认为 觉得 表示 看待 (?<=[么何样])看 看法 意见 观点 想法 发言 想")
_ARGUE = one_of("主张 提出 指出 反对 同意 赞成 建议 提到 担心 支持")
_WHO = rf"(?P<who>(?:^|(?<=[,、。 上中里在]))(?:请问)?{NAME})"


@cache
def speech() -> Speech:
    """Patterns of whose words a question asks for."""
    return Speech(
        besides=re.compile(rf"除了?(?P<who>{NAME})(?:以外|之外|外)?,?的?"),
        according=re.compile(
            rf"(?P<who>(?:(?:根?据|按照?){NAME}(?:的(?:发言|说法|意见))?(?:所?[说称])?"
            rf"|(?:^|(?<=,))(?:请问)?{NAME}(?:认为|觉得|表示|主张|指出)),?)"
        ),
        subjects=(
            re.compile(
                rf"{_WHO}(?:是|曾|都|还)*[^,。?谁和与]*?"
                rf"(?P<said>(?:是?(?:怎么|如何|怎样|有何|有什么))?{_SAY}(?:了|过|的)?"
                r"(?:什么|哪些)?(?:话|内容|意见|看法|观点)?[的吗呢?。]*$)"
            ),
            re.compile(rf"{_WHO}(?=(?:是|曾)?(?:为什么|为何|怎么|如何|对)?[^,。谁和与]*?{_ARGUE})"),
            re.compile(
                rf"(?P<who>{NAME}的)(?P<said>(?:看法|意见|观点|想法|立场|发言)"
                r"(?:是?什么|如何|怎样)?[的吗呢?。]*$)"
            ),
        ),
        not_asked=re.compile(rf"谁|哪位|{NAME}被"),
    )


_ASK = one_of("为什么 为何 什么时候 何时 在?哪里 谁 多少钱? 怎么样? 如何")
_ATTRIBUTE = one_of(
    "费用 金额 价格 预算 理由 原因 目的 时间 日期 期限 地点 人数 结果 结论 影响 条件 "
    "问题 名称 题目 范围 方法"
)


@cache
def leaning() -> Leaning:
    """Patterns and forms of follow-ups."""
    return Leaning(
        opener=re.compile("(?:那么?|还有|另外)(?![个是些里样]),?"),
        more=re.compile(
            "(?:请|能)?(?:再|更)?(?:详细|具体)(?:地|一点|点|些)?"
            "(?:说明|介绍|说说|讲讲|说)?(?:一下|吗)?[?。]*"
        ),
        alone=re.compile(rf"是?(?P<ask>{_ASK})(?:呢|的)?[?。]*"),
        elliptic=re.compile(rf"(?P<at>)(?P<x>{NAME}|[^,。?的是]{{1,16}}?)(?:呢|怎么样)[?。]*"),
        attribute=re.compile(f"(?P<noun>{_ATTRIBUTE})"),
        asked_of=re.compile(rf"{_ATTRIBUTE}是?(?:什么|多少|在哪里|{_ASK})[呢?。]*"),
        thing=re.compile(
            "(?P<of>(?:它|这个?|那个?)的)|它们?|(?:这个|那个)(?=是|在|什么|为|怎|多|要|有|会)|[这那](?=是)"
        ),
        person=re.compile("(?:他们?|她们?|[这那]个人)(?P<of>(?!))?"),
        hollow=re.compile(rf"(?:{_ASK}|什么|有|对|在|是|请问|现在|大家)*"),
        verbal=re.compile(
            rf"{_ASK}(?:反对|赞成|同意|决定|开始|结束|提出|支持)(?:了|的|过)?(?:呢)?[?。]*"
        ),
        topics=(
            re.compile(
                rf"^(?P<topic>[^,]{{1,24}}?)(?:是(?:什么|谁|哪|多少)|是?{_ASK}|有(?:多少|几|什么)"
                r"|[在要会能被](?!的))"
            ),
            re.compile(
                rf"^{_ASK}(?:反对|赞成|同意|提出|支持|写)(?:了|的)?(?P<topic>[^,?。]{{1,24}})"
            ),
            re.compile(r"关于(?P<topic>[^,?。]{1,24}?)(?:的|,)"),
        ),
        asking=re.compile(_ASK),
        owned="{topic}的",
        of_topic="{topic}的{x}呢？",
        asked_of_topic="{topic}的{rest}",
        what_said="关于{topic}，{x}说了什么？",
        tell_more="请详细说明{topic}。",
        fronted="{topic}，{rest}",
        called="{name}",
    )
